import fc from 'fast-check';
import { EVENT_ID, getScalarValue, parseEvents, YAMLException } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { textOfEvent } from './yaml-events.ts';

/** The text of the scalars of a source, as we and as js-yaml read them; null where it is no YAML. */
function texts(source: string): { readonly ours: string[]; readonly theirs: string[] } | null {
  try {
    const scalars = parseEvents(source, { maxDepth: 100 }).filter((event) => event.type === EVENT_ID.SCALAR);
    return {
      ours: scalars.map((event) => textOfEvent(source, event)),
      theirs: scalars.map((event) => getScalarValue(source, event)),
    };
  } catch (error) {
    if (error instanceof YAMLException) return null;
    throw error;
  }
}

describe('textOfEvent tells the text of a block as js-yaml does', () => {
  test.each([
    ['a block', 'a: |\n    x\n     y\nb: c\n', 'x\n y\n'],
    ['without its last line break', 'a: |-\n  x\n\n', 'x'],
    ['with all line breaks', 'a: |+\n  x\n\n', 'x\n\n'],
    ['at the end of the text', 'a: |\n  x', 'x\n'],
    ['blank lines, shorter and longer ones', 'a: |\n\n  x\n \n    \n  y\n \n', '\nx\n\n  \ny\n'],
    ['nothing but blank lines', 'a: |\n  \n\nb: c\n', ''],
    ['a folded block', 'a: >\n  x\n  y\n', 'x y\n'],
    ['an indentation of its own', 'a: |1\n   x\n  y\n', '  x\n y\n'],
    ['tabs', 'a: |\n  \tx\n  \t\n', '\tx\n\t\n'],
    ['other line breaks', 'a: |\r\n  x\r\n  y\r\n', 'x\ny\n'],
    ['what only ECMAScript takes for a line break', 'a: |\n  x\u2028  y\n', 'x\u2028  y\n'],
  ])('%s', (_what, source, expected) => {
    expect(texts(source)?.ours[1]).toBe(expected);
    expect(texts(source)?.theirs[1]).toBe(expected);
  });

  test('and whatever its lines are', () => {
    const line = fc.string({ unit: fc.constantFrom(' ', ' ', ' ', 'x', '\t', '#', '-'), maxLength: 6 });
    const sign = fc.constantFrom('|', '|-', '|+', '|1', '|2-', '>');
    const ends = fc.constantFrom('\n', '');
    let blocks = 0;
    fc.assert(
      fc.property(sign, fc.array(line, { maxLength: 6 }), ends, (header, lines, end) => {
        const told = texts(`a: ${header}\n${lines.join('\n')}${end}`);
        if (told === null) return;
        blocks += 1;
        expect(told.ours).toEqual(told.theirs);
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect(blocks).toBeGreaterThan(500);
  });
});
