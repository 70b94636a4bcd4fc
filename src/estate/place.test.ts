import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, isAtOrAbove, nearestDistance, type Place } from './place.ts';

describe('the distance of two places', () => {
  test.each<[Place, Place, number]>([
    ['', '', 0],
    ['', 'dev', 1],
    ['dev', 'prod', 2],
    ['dev', 'dev/apps', 1],
    ['dev/apps', 'prod/apps', 4],
    ['dev/apps/web', 'dev/jobs', 3],
    ['dev', 'dev-old', 2],
    ['dev/a', 'dev-old/a', 4],
  ])('from %j to %j is %i', (from, to, steps) => {
    expect([distance(from, to), distance(to, from)]).toEqual([steps, steps]);
  });

  test('is that of their steps, one by one', () => {
    const place = fc.array(fc.constantFrom('a', 'ab', 'b', 'é'), { maxLength: 5 }).map((steps) => steps.join('/'));
    fc.assert(
      fc.property(place, place, (from, to) => {
        const [a, b] = [from, to].map((one) => (one === '' ? [] : one.split('/'))) as [string[], string[]];
        let shared = 0;
        while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
        expect(distance(from, to)).toBe(a.length + b.length - 2 * shared);
      }),
    );
  });
});

test('the nearest of several places counts, and what has no place is everywhere', () => {
  expect(nearestDistance(['dev', 'prod'], ['prod/apps', 'test/apps'])).toBe(1);
  expect([nearestDistance([], ['dev']), nearestDistance(['dev'], [])]).toEqual([0, 0]);
});

test('a folder is above what is in it, and not above what only begins alike', () => {
  expect([
    isAtOrAbove('', 'dev'),
    isAtOrAbove('dev', 'dev'),
    isAtOrAbove('dev', 'dev/a'),
    isAtOrAbove('dev', 'dev-old'),
    isAtOrAbove('dev/a', 'dev'),
  ]).toEqual([true, true, true, false, false]);
});
