import { expect, test } from 'vitest';
import { viewFact } from './fact-view.ts';
import { gap } from './gap.ts';
import { notStated } from './identity.ts';
import type { LimitRange } from './limit-range.ts';
import { complete, partial } from './seen.ts';
import { straysIn } from './strays.ts';

function limitRange(name: string, ...places: string[]): LimitRange {
  return {
    noun: 'limitRange',
    apiVersion: 'v1',
    kind: 'LimitRange',
    namespace: notStated,
    name,
    places,
    origin: { file: 'a.yaml', line: 1, document: 0 },
    items: [],
  };
}

const view = viewFact({
  seen: { everywhere: complete, in: {} },
  items: [limitRange('here', 'bank'), limitRange('there', 'shop'), limitRange('top', '')],
});

test.each<[string, string[], string[]]>([
  ['their own folder and those above', ['bank'], ['here', 'top']],
  ['folders below', ['shop/web'], ['there', 'top']],
  ['no folder: everywhere', [], ['here', 'there', 'top']],
])('%s', (_name, places, names) => {
  expect(straysIn(view)({ namespace: 'bank', places }).found.map(({ name }) => name)).toEqual(names);
});

test('what states no namespace itself may land with what states one, and is no stray of its own kind', () => {
  expect(straysIn(view)({ namespace: notStated, places: ['bank'] })).toEqual({ found: [], mayBeMore: false });
  const stated = { ...limitRange('stated', 'bank'), namespace: 'bank' };
  const both = viewFact({ seen: { everywhere: complete, in: {} }, items: [limitRange('here', 'bank'), stated] });
  expect(straysIn(both)({ namespace: notStated, places: ['bank/web'] }).found).toEqual([stated]);
  expect(straysIn(both)({ namespace: notStated, places: ['shop'] }).found).toEqual([]);
});

test.each<[string, boolean, string | undefined]>([
  ['in the folder', true, 'bank'],
  ['in another one', false, 'shop'],
  ['somewhere', true, undefined],
])('one that is hidden %s: there may be more is %s', (_name, mayBeMore, place) => {
  const hidden = viewFact<LimitRange>({
    seen: { everywhere: partial(gap('malformed', 'unreadable', place)), in: {} },
    items: [],
  });
  expect(straysIn(hidden)({ namespace: 'bank', places: ['bank'] }).mayBeMore).toBe(mayBeMore);
});
