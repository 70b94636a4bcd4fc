import fc from 'fast-check';

function pointOf(character: unknown): number {
  const [point = -1] = typeof character === 'string' ? [character.codePointAt(0)] : [];
  // So fast-check is told that this is not one character.
  if (point === -1 || String.fromCodePoint(point) !== character) throw new Error('not one character');
  return point;
}

/**
 * Text of any code points, halves of surrogate pairs among them: what fast-check calls `binary`, without its table of a million characters, which takes
 * longer to make than most tests take to run.
 */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.nat(0x10_ffff).map((point) => String.fromCodePoint(point), pointOf),
});
