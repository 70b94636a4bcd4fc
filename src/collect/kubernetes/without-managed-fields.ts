const begin = ',"managedFields":[';

/** Bytes of JSON: each stands for itself in UTF-8. */
const quote = 0x22;
const backslash = 0x5c;
const opening = 0x5b;
const closing = 0x5d;

/**
 * JSON in UTF-8 without the records of who changed which field: nearly half of what an API server sends, of keys that never come again, and the dearest part
 * of it to parse. What is no JSON as API servers write it (without spaces, and not as the first field of an object) is given back as it is.
 */
export function withoutManagedFields(json: Buffer): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  // Within a text the quotes would be escaped, so this is a field.
  for (let at = json.indexOf(begin); at !== -1; at = json.indexOf(begin, from)) {
    const end = endOfList(json, at + begin.length);
    if (end === -1) return json;
    kept.push(json.subarray(from, at));
    from = end;
  }
  return from === 0 ? json : Buffer.concat([...kept, json.subarray(from)]);
}

/** Behind the bracket that closes a list, whose first item begins at `at`; -1 where none does. */
function endOfList(json: Uint8Array, at: number): number {
  let depth = 1;
  for (let index = at; index < json.length; index += 1) {
    const byte = json[index];
    if (byte === quote) {
      for (index += 1; index < json.length && json[index] !== quote; index += 1)
        if (json[index] === backslash) index += 1;
    } else if (byte === opening) depth += 1;
    else if (byte === closing) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}
