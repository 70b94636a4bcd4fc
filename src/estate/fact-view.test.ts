import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Somewhere, viewFact } from './fact-view.ts';
import { gap, type Gap } from './gap.ts';
import type { Identified } from './identity.ts';
import type { Place } from './place.ts';
import { complete, partial } from './seen.ts';

function object(name: string, ...places: Place[]): Identified & { readonly content: string } {
  const origin = { file: 'x.yaml', line: 1, document: 0 };
  return {
    noun: 'service',
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'bank',
    name,
    places,
    origin,
    content: places.join(),
  };
}

function at(...places: Place[]): Somewhere {
  return { namespace: 'bank', places };
}

const home = { place: null, nth: 0 };

function found(
  items: readonly (Identified & { content: string })[],
  subject: Somewhere,
  hidden: readonly Gap[] = [],
): string[] {
  const seen = { everywhere: hidden.length === 0 ? complete : partial(...hidden), in: {} };
  return viewFact({ items, seen })
    .near(subject, home)
    .found.map((one) => `${one.name} of ${one.content}`);
}

describe('of each identity the nearest variant counts', () => {
  test('in its own folder, then above, then beside', () => {
    const variants = [object('web', 'dev'), object('web', 'prod'), object('web', '')];
    expect(found(variants, at('dev'))).toEqual(['web of dev']);
    expect(found(variants, at('dev/apps'))).toEqual(['web of dev']);
    expect(found(variants, at('test'))).toEqual(['web of ']);
  });

  test('looked for in every place', () => {
    expect(found([object('web', 'prod')], at('dev'))).toEqual(['web of prod']);
  });

  test('never of another namespace', () => {
    expect(found([object('web', 'dev')], { namespace: 'shop', places: ['dev'] })).toEqual([]);
  });
});

describe('while something given is hidden', () => {
  const unlocated = [gap('forbidden', 'hidden')];

  test('a variant beside the subject proves nothing', () => {
    expect(found([object('web', 'prod')], at('dev'), unlocated)).toEqual([]);
  });

  test('one of its own folder counts, one above only if nothing hidden lies nearer', () => {
    expect(found([object('web', 'dev')], at('dev'), unlocated)).toEqual(['web of dev']);
    expect(found([object('web', '')], at('dev'), unlocated)).toEqual([]);
    expect(found([object('web', '')], at('dev'), [gap('malformed', 'hidden', 'prod')])).toEqual(['web of ']);
    expect(found([object('web', '')], at('dev'), [gap('malformed', 'hidden', 'dev')])).toEqual([]);
  });

  test('what is hidden elsewhere is no variant', () => {
    expect(
      found([object('web', 'prod')], at('dev'), [
        { gap: 'not-collected', detail: 'another repository', elsewhere: true },
      ]),
    ).toEqual(['web of prod']);
  });
});

const place = fc.constantFrom('', 'dev', 'prod', 'dev/apps');
const places = fc.uniqueArray(place, { minLength: 1, maxLength: 3 });

test('each of the equally near variants is chosen from one of the vantages', () => {
  const copies = fc.array(places, { minLength: 1, maxLength: 4 });
  const property = fc.property(copies, fc.uniqueArray(place, { maxLength: 2 }), (variants, own) => {
    const items = variants.map((folders) => object('web', ...folders));
    const view = viewFact({ items, seen: { everywhere: complete, in: {} } });
    const subject = at(...own);
    const ties = view.ties(subject);
    const chosen = new Set((ties.length === 0 ? [home] : ties).map((vantage) => view.near(subject, vantage).found[0]));
    const steps = (item: Identified): number =>
      own.length === 0 ? 0 : Math.min(...own.flatMap((from) => item.places.map((to) => stepsBetween(from, to))));
    const nearest = Math.min(...items.map(steps));
    expect(chosen).toEqual(new Set(items.filter((item) => steps(item) === nearest)));
  });
  fc.assert(property);
});

test('six thousand copies in three folders cost little to ask', () => {
  const items = ['dev', 'stage', 'prod'].flatMap((folder) =>
    Array.from({ length: 2000 }, (_, index) => object(`web-${index}`, folder)),
  );
  const view = viewFact({ items, seen: { everywhere: complete, in: {} } });
  const start = performance.now();
  let [ties, found] = [0, 0];
  for (const { places: own } of items) {
    ties += view.ties(at(...own)).length;
    found += view.near(at(...own), { place: own[0] ?? null, nth: 0 }).found.length;
  }
  const seconds = (performance.now() - start) / 1000;
  expect([ties, found]).toEqual([0, 6000 * 2000]);
  // Asked one by one they take half a minute.
  expect(seconds).toBeLessThan(3);
});

/** Steps through the folder tree, counted by walking up from both ends. */
function stepsBetween(from: Place, to: Place): number {
  const up = (at: Place): Place[] =>
    at === '' ? [''] : [at, ...up(at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '')];
  const [a, b] = [up(from), up(to)];
  const meeting = a.find((step) => b.includes(step)) as Place;
  return a.indexOf(meeting) + b.indexOf(meeting);
}

test('asked for one name, nothing of another one is found, and the answer is the same as among all', () => {
  const items = [object('web', 'dev'), object('web', 'prod'), object('api', 'dev')];
  const view = viewFact({ items, seen: { everywhere: complete, in: {} } });
  expect(view.near(at('prod'), home, 'web').found).toEqual([items[1]]);
  expect(view.near(at('prod'), home, 'api').found).toEqual([items[2]]);
  expect(view.near(at('prod'), home, 'constructor')).toMatchObject({ found: [], complete: true });
  expect(view.near(at('prod'), home).found).toEqual([items[1], items[2]]);
});
