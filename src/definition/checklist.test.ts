import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checklist } from './checklist.ts';
import { criteria } from './criteria.ts';

interface Item {
  readonly heading: string;
  readonly place: number;
  readonly text: string;
}

const items = itemsOf(readFileSync(new URL('definition.md', import.meta.url), 'utf8'));

test("has the definition's twenty-nine items, word for word and in its order", () => {
  expect(items).toHaveLength(29);
  expect(checklist.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
});

test('every item is named after its group and its place there', () => {
  const groups = items.map(({ heading }) => heading.toLowerCase().replaceAll(' ', '-'));

  expect(checklist.map(({ group }) => group)).toEqual(groups);
  expect(checklist.map(({ item }) => item)).toEqual(items.map(({ place }, index) => `${groups[index]}-${place}`));
});

test('an item names the tier that its words name', () => {
  const named = checklist.filter(({ tier }) => tier !== null);

  expect(named).toEqual(checklist.filter(({ text }) => /\bcritical (?:workloads|systems|data)\b/.test(text)));
  expect(named.map(({ item, tier }) => [item, tier])).toEqual([
    ['availability-3', 'critical'],
    ['disaster-recovery-2', 'critical'],
    ['disaster-recovery-3', 'critical'],
  ]);
});

test('every item rests on criteria, each once, that are required of the tier that it names', () => {
  const wrong = checklist.filter(({ criteria: ids, tier }) => {
    const required = ids.every((id) => criteria[id].tiers[tier ?? 'critical'].level === 'required');
    return ids.length === 0 || new Set(ids).size !== ids.length || !required;
  });

  expect(wrong).toEqual([]);
});

function itemsOf(text: string): Item[] {
  const found: Item[] = [];
  let heading = '';
  let place = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) [heading, place] = [line.replace(/^#+ /, ''), 0];
    if (line.startsWith('- [ ] ')) found.push({ heading, place: ++place, text: line.slice('- [ ] '.length) });
  }
  return found;
}
