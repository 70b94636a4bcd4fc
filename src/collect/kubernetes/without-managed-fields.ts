const begin = ',"managedFields":[';

/**
 * JSON without the records of who changed which field: nearly half of what an API server sends, of keys that never come again, and the dearest part of it to
 * parse. What is no JSON as API servers write it (without spaces, and not as the first field of an object) is given back as it is.
 */
export function withoutManagedFields(json: string): string {
  const kept: string[] = [];
  let from = 0;
  // Within a text the quotes would be escaped, so this is a field.
  for (let at = json.indexOf(begin); at !== -1; at = json.indexOf(begin, from)) {
    const end = endOfList(json, at + begin.length);
    if (end === -1) return json;
    kept.push(json.slice(from, at));
    from = end;
  }
  return from === 0 ? json : kept.join('') + json.slice(from);
}

/** Behind the bracket that closes a list, whose first item begins at `at`; -1 where none does. */
function endOfList(json: string, at: number): number {
  let depth = 1;
  for (let index = at; index < json.length; index += 1) {
    switch (json.charCodeAt(index)) {
      case 0x22: // "
        index = endOfText(json, index + 1);
        if (index === -1) return -1;
        break;
      case 0x5b: // [
        depth += 1;
        break;
      case 0x5d: // ]
        depth -= 1;
        if (depth === 0) return index + 1;
    }
  }
  return -1;
}

/** The quote that ends a text which begins at `at`; -1 where none does. */
function endOfText(json: string, at: number): number {
  for (let index = at; index < json.length; index += 1) {
    const unit = json.charCodeAt(index);
    if (unit === 0x5c) index += 1;
    else if (unit === 0x22) return index;
  }
  return -1;
}
