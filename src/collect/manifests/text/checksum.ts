/** So many characters of a long text are looked at, evenly spread. */
const most = 1024;

/**
 * A 32-bit checksum of a text, by which it is told whether a file is what it was a moment ago (FNV-1a over its length and some of its UTF-16 units). It
 * hinders nobody, and is never kept: for that there is SHA-256, which takes longer over all files than to read them.
 */
export function checksum(text: string): number {
  let sum = mix(0x81_1c_9d_c5, text.length);
  const step = Math.ceil(text.length / most);
  for (let index = 0; index < text.length; index += step) sum = mix(sum, text.charCodeAt(index));
  return sum >>> 0;
}

function mix(sum: number, value: number): number {
  return Math.imul(sum ^ value, 0x01_00_01_93);
}
