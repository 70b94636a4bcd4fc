/**
 * A 32-bit checksum of a text (FNV-1a over its UTF-16 units), by which it is told from what it was a moment ago. Against nobody's intent, and never
 * kept: for that there is SHA-256, which takes longer to load than a small folder to judge.
 */
export function checksum(text: string): number {
  let sum = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01_00_01_93);
  return sum >>> 0;
}
