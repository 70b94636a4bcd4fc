import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** Why a whole file is no text that kubectl reads: one line for people, at a place in the file (1-based, columns in UTF-16). */
export type EncodingProblem = { readonly message: string; readonly line: number; readonly column: number };

// A byte that is not UTF-8 is kept as the lone surrogate U+DC00 + byte, which no valid text contains.
const ESCAPED_BYTE = 0xdc00;

/**
 * The text of a file's bytes, without its byte order mark; a problem where the whole file is in another encoding.
 * Bytes that are not UTF-8 do not lose the rest of the file: each becomes a lone surrogate (U+DC80 to U+DCFF), and
 * readDocuments refuses just the documents that hold one.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly problem: EncodingProblem } {
  const encoding = otherEncoding(bytes);
  if (encoding !== undefined) {
    const message = `The file is ${encoding} text, which kubectl does not read: save it as UTF-8.`;
    return { problem: { message, line: 1, column: 1 } };
  }
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return { text: decodeUtf8(start === 0 ? bytes : bytes.subarray(start)) };
}

/** Decodes UTF-8; a byte that does not belong becomes the lone surrogate U+DC00 + byte. */
export function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(bytes)) return buffer.toString('latin1');
  return isUtf8(bytes) ? buffer.toString('utf8') : decodeDamaged(bytes);
}

function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32';
  // Without a mark: ASCII letters with a zero byte beside each.
  if (bytes.length < 4) return undefined;
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'UTF-16';
  return first !== 0 && second === 0 && third !== 0 && fourth === 0 ? 'UTF-16' : undefined;
}

function decodeDamaged(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const size = sequenceLength(bytes, at);
    if (size === 0) {
      units[length++] = ESCAPED_BYTE + byteAt(bytes, at);
      at++;
      continue;
    }
    let point = size === 1 ? byteAt(bytes, at) : byteAt(bytes, at) & (0x7f >> size);
    for (let next = 1; next < size; next++) point = (point << 6) | (byteAt(bytes, at + next) & 0x3f);
    if (point > 0xffff) {
      units[length++] = 0xd7c0 + (point >> 10);
      units[length++] = ESCAPED_BYTE + (point & 0x3ff);
    } else {
      units[length++] = point;
    }
    at += size;
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/** Bytes of the well-formed sequence (Unicode 16, table 3-7) that begins here, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = byteAt(bytes, at);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = byteAt(bytes, at + 1);
  if (second < lowest || second > highest) return 0;
  for (let next = 2; next < size; next++) if ((byteAt(bytes, at + next) & 0xc0) !== 0x80) return 0;
  return size;
}

/** The byte here; 0, which continues no sequence, beyond the end. */
function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
