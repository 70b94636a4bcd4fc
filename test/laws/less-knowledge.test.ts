import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { collectManifests, defaultMaxFileBytes } from '../../src/collect/manifests/collect-manifests.ts';
import type { Check } from '../../src/checks/define-check.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import type { CriterionId } from '../../src/definition/criteria.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { estateOf, testTime } from '../support/estate-of.ts';
import { examplesOf, filesOf } from '../support/examples.ts';
import { hidesOf, type Hide } from '../support/hide.ts';
import { randomEstatesByRoom } from '../support/random-estate.ts';
import { brokenBy, judgeAll, type Judged, mayHangOn, rollUpBrokenBy } from './judgements.ts';

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

/** What was said before and what is said after a fact was hidden, by each check that may hang on it: to all others nothing is hidden. */
function compare(
  before: ReadonlyMap<CriterionId, Judged>,
  left: Estate,
  hidden: Hide['fact'],
): { before: Judged; after: Judged }[] {
  const asked = checks.filter((check) => mayHangOn(check, hidden));
  return [...judgeAll(left, asked)].map(([criterion, after]) => ({ before: before.get(criterion) as Judged, after }));
}

function relevant(estate: Estate): { given: Estate; hides: Hide[] }[] {
  const unlabelled = withoutTierLabels(estate);
  return [
    { given: estate, hides: hidesOf(estate).filter(({ fact }) => fact !== 'namespaces') },
    { given: unlabelled, hides: hidesOf(unlabelled).filter(({ fact }) => fact === 'namespaces') },
  ];
}

describe('less knowledge never makes a verdict better or worse', () => {
  test('on random estates, for every hide of a fact, of a kind in a namespace and of an object', () => {
    const hits: Hits = { moved: new Map(), seen: new Set() };
    forEachRoom(150, (estate) => {
      for (const { given, hides } of relevant(estate)) {
        const all = judgeAll(given, checks);
        for (const judged of all.values()) countSeen(judged, hits);
        const broken = hides.flatMap(({ what, fact, apply }) =>
          compare(all, apply(given), fact).flatMap(({ before, after }) => {
            countMoved(before, after, hits);
            return violations(before, after, what);
          }),
        );
        expect(broken).toEqual([]);
      }
    });
    const table = [...hits.seen].toSorted().map((name) => `${String(hits.moved.get(name) ?? 0).padStart(7)} ${name}`);
    console.log(`hides that moved a judgement, by criterion and reason:\n${table.join('\n')}`);
    const judgesFacts = (name: string): boolean =>
      needsFacts(checks.find(({ answers }) => name.startsWith(`${answers} `)));
    expect([...hits.seen].filter((name) => judgesFacts(name) && !hits.moved.has(name))).toEqual([]);
  }, 240_000);

  test('on the examples of this repository and of every check', () => {
    const council = collectManifests(['examples/council'], {
      authority: 'default',
      raw: false,
      now: testTime,
      maxFileBytes: defaultMaxFileBytes,
      stdin: null,
    });
    const examples = checks
      .flatMap(({ answers }) => examplesOf(readFileSync(`src/checks/${answers}/README.md`, 'utf8')))
      .map(({ text }) => estateOf(filesOf(text.split(/^---[ \t]*$/m))));
    for (const estate of [council, ...examples]) {
      for (const { given, hides } of relevant(estate)) {
        const all = judgeAll(given, checks);
        const broken = hides.flatMap(({ what, fact, apply }) =>
          compare(all, apply(given), fact).flatMap(({ before, after }) => violations(before, after, what)),
        );
        expect(broken).toEqual([]);
      }
    }
  }, 240_000);

  test('and a program that reads a gap as an empty list is caught', () => {
    const caught = new Set<string>();
    forEachRoom(60, (estate) => {
      for (const { given, hides } of relevant(estate)) {
        const all = judgeAll(given, checks);
        for (const { what, fact, applyAsEmpty } of hides) {
          for (const { before, after } of compare(all, applyAsEmpty(given), fact)) {
            for (const problem of violations(before, after, what))
              caught.add(problem.split(': ')[1]?.split(' ')[0] ?? '');
          }
        }
      }
    });
    const hangOnFacts = checks.filter(needsFacts).map(({ answers }) => answers);
    expect(hangOnFacts.filter((id) => !caught.has(id))).toEqual([]);
  }, 240_000);
});

/** Holds a property against so many random platforms of each room. */
function forEachRoom(runs: number, holds: (estate: Estate) => void): void {
  const numRuns = Number(process.env['KUBECOMPASS_LAW_RUNS'] ?? runs);
  for (const estates of Object.values(randomEstatesByRoom))
    fc.assert(fc.property(estates, holds), { numRuns, seed: 3 });
}

function needsFacts(check: Check | undefined): boolean {
  return check !== undefined && check.needs.some((need) => need !== 'policy');
}
