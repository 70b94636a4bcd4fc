const begin = ',"managedFields":[';

/** Bytes of JSON: each stands for itself in UTF-8. */
const quote = 0x22;
const backslash = 0x5c;
const opening = 0x5b;
const closing = 0x5d;

/**
 * JSON in UTF-8 without the records of who changed which field: nearly half of what an API server sends, of keys that never come again, and the dearest part
 * of it to parse. They are taken out in place, and what is left is a part of what was given. What is no JSON as API servers write it (without spaces, and not
 * as the first field of an object) is left as it is.
 */
export function withoutManagedFields(json: Buffer): Buffer {
  const cuts: [from: number, to: number][] = [];
  // Within a text the quotes would be escaped, so this is a field.
  for (let at = json.indexOf(begin); at !== -1;) {
    const end = endOfList(json, at + begin.length);
    if (end === -1) return json;
    cuts.push([at, end]);
    at = json.indexOf(begin, end);
  }
  let length = cuts[0]?.[0] ?? json.length;
  for (const [index, [, from]] of cuts.entries()) {
    const to = cuts[index + 1]?.[0] ?? json.length;
    json.copyWithin(length, from, to);
    length += to - from;
  }
  return json.subarray(0, length);
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
