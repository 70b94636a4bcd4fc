import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { collectManifests } from '../../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../../src/collect/manifests/open-input.ts';
import type { Check } from '../../src/checks/define-check.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { estateOf, testTime } from '../support/estate-of.ts';
import { estateOfExample, examplesOf } from '../support/examples.ts';
import { hidesOf, type Hide } from '../support/hide.ts';
import { rarePlatforms } from '../support/rare-platforms.ts';
import { randomEstate, randomEstatesByRoom } from '../support/random-estate.ts';
import { brokenBy, type Judged, judging, rollUpBrokenBy, tierBrokenBy } from './judgements.ts';

// The law of less knowledge (docs/guide/facts-and-gaps.md): whatever is hidden of an estate, every judgement stays, loses some of its faults
// or becomes unknown.

/** A namespace's tier label decides the tier of what it holds; reading it is outside of the law, so it is taken away before namespaces are hidden. */
function withoutTierLabels(estate: Estate): Estate {
  const { items, seen } = estate.facts.namespaces;
  return {
    ...estate,
    facts: { ...estate.facts, namespaces: { seen, items: items.map((one) => ({ ...one, tierLabel: null })) } },
  };
}

function violations(before: Judged, after: Judged, what: string): string[] {
  const broken: string[] = [];
  for (const [key, subject] of after.subjects) {
    const known = before.subjects.get(key);
    // The platform and the organisation are judged for each hosted tier, and knowing less can only add tiers.
    const perTier = /(platform|organisation)$/.test(key) || after.ofPlatform.has(key);
    const problem = known ? brokenBy(known, subject) : perTier ? null : 'a new subject';
    if (problem) broken.push(`${what}: ${key}: ${problem}`);
  }
  for (const [key, verdict] of before.rolledUp) {
    const left = after.rolledUp.get(key);
    const problem = left ? rollUpBrokenBy(verdict, left) : 'the tier is gone';
    if (problem) broken.push(`${what}: ${key}: ${problem}`);
  }
  return broken;
}

/** How many random platforms of each room. */
const numRuns = Number(process.env['KUBECOMPASS_LAW_RUNS'] ?? 30);

interface Hits {
  /** Hides under which a judgement with this reason moved, by criterion and reason. */
  readonly moved: Map<string, number>;
  readonly seen: Set<string>;
}

function countSeen({ subjects }: Judged, hits: Hits): void {
  for (const [key, { reasons }] of subjects) for (const reason of reasons) hits.seen.add(hitName(key, reason));
}

function countMoved(before: Judged, after: Judged, hits: Hits): void {
  for (const [key, { verdict, reasons, faults }] of before.subjects) {
    const now = after.subjects.get(key);
    if (now !== undefined && now.verdict === verdict && now.faults.size === faults.size) continue;
    for (const reason of reasons) {
      const name = hitName(key, reason);
      hits.moved.set(name, (hits.moved.get(name) ?? 0) + 1);
    }
  }
}

function hitName(key: string, reason: string): string {
  return `${key.slice(0, key.indexOf(' '))} ${reason}`;
}

function relevant(estate: Estate): { given: Estate; hides: Hide[] }[] {
  const unlabelled = withoutTierLabels(estate);
  return [
    { given: estate, hides: hidesOf(estate).filter(({ fact }) => fact !== 'namespaces') },
    { given: unlabelled, hides: hidesOf(unlabelled).filter(({ fact }) => fact === 'namespaces') },
  ];
}

/** How each hide of an estate breaks the law. */
function brokenIn(estate: Estate, hits: Hits): string[] {
  return relevant(estate).flatMap(({ given, hides }) => {
    const { before: all, after: judgeLeft } = judging(given, checks);
    for (const judged of all.values()) countSeen(judged, hits);
    return hides.flatMap(({ what, fact, apply }) =>
      judgeLeft(apply(given), fact).flatMap(({ before, after }) => {
        countMoved(before, after, hits);
        return violations(before, after, what);
      }),
    );
  });
}

/** How hiding Namespaces, with the tiers that they state, breaks the law: their subjects are of other tiers then, but no tier is the better for it. */
function betterWithoutNamespaces(estate: Estate): string[] {
  const { after: judgeLeft } = judging(estate, checks);
  return hidesOf(estate)
    .filter(({ fact }) => fact === 'namespaces')
    .flatMap(({ what, fact, apply }) =>
      judgeLeft(apply(estate), fact).flatMap(({ before, after }) =>
        [...before.rolledUp].flatMap(([key, verdict]) => {
          const left = after.rolledUp.get(key);
          const problem = left ? tierBrokenBy(verdict, left) : 'the tier is gone';
          return problem ? [`${what}: ${key}: ${problem}`] : [];
        }),
      ),
    );
}

const hits: Hits = { moved: new Map(), seen: new Set() };

describe('less knowledge never makes a verdict better or worse', () => {
  const council = collectManifests(['examples/council'], {
    authority: 'default',
    raw: false,
    now: testTime,
    maxFileBytes: defaultMaxFileBytes,
    stdin: null,
  });

  test('on the examples of this repository and of every check, and on what is rare', () => {
    const examples = checks
      .flatMap(({ answers }) => examplesOf(readFileSync(`src/checks/${answers}/README.md`, 'utf8')))
      .map((one) => estateOfExample(one));
    const rare = rarePlatforms.map((text) => estateOf(text));
    for (const estate of [council, ...examples, ...rare]) expect(brokenIn(estate, hits)).toEqual([]);
  }, 120_000);

  test('and no tier is the better for a Namespace that is hidden with the tier that it states', () => {
    expect(betterWithoutNamespaces(council)).toEqual([]);
    for (const estate of fc.sample(randomEstate, { numRuns, seed: 3 }))
      expect(betterWithoutNamespaces(estate)).toEqual([]);
  }, 120_000);

  test.each(Object.entries(randomEstatesByRoom))(
    'on random estates of the room %s, for every hide of a fact, of a kind in a namespace and of an object',
    (_room, estates) => {
      fc.assert(
        fc.property(estates, (estate) => {
          expect(brokenIn(estate, hits)).toEqual([]);
        }),
        { numRuns, seed: 3 },
      );
    },
    120_000 + numRuns * 1000,
  );

  test('and every reason that was given hung on something that can be hidden', () => {
    const table = [...hits.seen].toSorted().map((name) => `${String(hits.moved.get(name) ?? 0).padStart(7)} ${name}`);
    console.log(`hides that moved a judgement, by criterion and reason:\n${table.join('\n')}`);
    const judgesFacts = (name: string): boolean =>
      needsFacts(checks.find(({ answers }) => name.startsWith(`${answers} `)));
    expect([...hits.seen].filter((name) => judgesFacts(name) && !hits.moved.has(name))).toEqual([]);
  });

  test('and a program that reads a gap as an empty list is caught', () => {
    let sought = checks.filter(needsFacts);
    for (const estate of someOfEachRoom(numRuns)) {
      for (const { given, hides } of relevant(estate)) {
        const { after: judgeLeft } = judging(given, sought);
        for (const { what, fact, applyAsEmpty } of hides) {
          const told = judgeLeft(applyAsEmpty(given), fact, sought);
          const caught = new Set(
            told.flatMap(({ criterion, before, after }) =>
              violations(before, after, what).length > 0 ? [criterion] : [],
            ),
          );
          sought = sought.filter(({ answers }) => !caught.has(answers));
        }
      }
      if (sought.length === 0) break;
    }
    expect(sought.map(({ answers }) => answers)).toEqual([]);
  }, 120_000);
});

describe('what is not asked again after a hide', () => {
  test(
    'would have said the same',
    () => {
      for (const estate of fc.sample(randomEstate, { numRuns: Math.ceil(numRuns / 12), seed: 3 })) {
        for (const { given, hides } of relevant(estate)) {
          const { before, after: judgeLeft } = judging(given, checks);
          for (const { what, fact, apply } of hides) {
            const told = new Map(judgeLeft(apply(given), fact).map(({ criterion, after }) => [criterion, after]));
            const afresh = judging(apply(given), checks).before;
            const moved = [...afresh].filter(
              ([criterion, judged]) => !isDeepStrictEqual(judged, told.get(criterion) ?? before.get(criterion)),
            );
            expect(moved.map(([criterion]) => `${what}: ${criterion}`)).toEqual([]);
          }
        }
      }
    },
    120_000 + numRuns * 100,
  );
});

/** Random platforms: one of each room, then the next of each. */
function* someOfEachRoom(runs: number): Generator<Estate> {
  const rooms = Object.values(randomEstatesByRoom).map((estates) => fc.sample(estates, { numRuns: runs, seed: 3 }));
  for (let run = 0; run < runs; run += 1) for (const estates of rooms) yield estates[run] as Estate;
}

function needsFacts(check: Check | undefined): boolean {
  return check !== undefined && check.needs.some((need) => need !== 'policy');
}
