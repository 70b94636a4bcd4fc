import { sha256 as hashOf } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** As much as is hashed sooner in JavaScript than Node's own hash is loaded, in UTF-16 units. */
const small = 200_000;

/** What is left of that, and how much of it every text takes beside its length. */
let left = small;
const anyText = 300;

/** The SHA-256 of texts one behind the other, in hexadecimal. They may together be longer than one text can be. */
export function sha256(texts: Iterable<string>): string {
  const first: string[] = [];
  let length = 0;
  const rest = texts[Symbol.iterator]();
  while (length < small) {
    const step = rest.next();
    if (step.done) return hashOne(first.join(''));
    first.push(step.value);
    length += step.value.length;
  }
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const text of first) hash.update(text);
  for (let step = rest.next(); !step.done; step = rest.next()) hash.update(step.value);
  return hash.digest('hex');
}

function hashOne(text: string): string {
  if (left <= 0) return process.getBuiltinModule('node:crypto').hash('sha256', text);
  left -= text.length + anyText;
  return bytesToHex(hashOf(utf8ToBytes(text)));
}
