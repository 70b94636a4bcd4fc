import { expect, test } from 'vitest';
import { frameworkIds, frameworks } from './frameworks.ts';

test('there are eleven, each under its own id', () => {
  expect(frameworkIds).toHaveLength(11);
  expect(Object.keys(frameworks)).toEqual([...frameworkIds]);
  expect(Object.values(frameworks).map(({ id }) => id)).toEqual([...frameworkIds]);
});

test('each has a name of its own, a version and a publisher', () => {
  const all = Object.values(frameworks);

  expect(new Set(all.map(({ name }) => name)).size).toBe(11);
  expect(all.filter(({ version, publisher }) => !/\S/.test(version) || !/\S/.test(publisher))).toEqual([]);
});
