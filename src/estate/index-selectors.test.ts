import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { indexSelectors } from './index-selectors.ts';
import { type LabelSelector, matchesSelector } from './label-selector.ts';

const key = fc.constantFrom('app', 'tier', '__proto__', 'constructor');
const value = fc.constantFrom('a', 'b', '');
const labels = fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => {
  const map = Object.create(null) as Record<string, string>;
  for (const [one, other] of entries) map[one] = other;
  return map;
});
const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
);
const selector: fc.Arbitrary<LabelSelector | null> = fc.option(
  fc.record({ matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 2 }) }, { requiredKeys: [] }),
  { nil: null, freq: 8 },
);

describe('indexSelectors', () => {
  test('finds what asking every selector finds, in the same order', () => {
    fc.assert(
      fc.property(
        fc.array(selector, { maxLength: 12 }),
        fc.array(labels, { minLength: 1, maxLength: 5 }),
        (selectors, asked) => {
          const items = selectors.map((one, index) => ({ index, selector: one }));
          const select = indexSelectors(items, (item) => item.selector);
          for (const one of asked)
            expect(select(one)).toEqual(items.filter((item) => matchesSelector(item.selector, one)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('ten thousand selectors that share one label and differ in another cost next to nothing to ask', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({
      matchLabels: { 'part-of': 'bank', 'app': `app-${index}` },
    }));
    const select = indexSelectors(items, (item) => item);
    const started = performance.now();
    for (const item of items) expect(select(item.matchLabels)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
