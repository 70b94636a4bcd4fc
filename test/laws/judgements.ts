import type { Analysis } from '../../src/analyses/define-analysis.ts';
import { analyses } from '../../src/analyses/registry.generated.ts';
import type { Verdict } from '../../src/assessment/assessment.ts';
import { type Ground, layGround } from '../../src/assessment/ground.ts';
import { judge, type Judgement } from '../../src/assessment/judge.ts';
import { rollUp } from '../../src/assessment/roll-up.ts';
import { isMet, isNotMet } from '../../src/assessment/verdicts.ts';
import type { Check } from '../../src/checks/define-check.ts';
import type { CriterionId } from '../../src/definition/criteria.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { type FactName, factNames } from '../../src/estate/facts.ts';
import type { FactViews, Vantage } from '../../src/estate/fact-view.ts';
import { belongsToPlatform } from '../../src/estate/platform.ts';
import { type Policy, undeclaredPolicy } from '../../src/estate/policy.ts';

/** What one check said of one subject in one tier. */
export interface SubjectVerdict {
  readonly verdict: Verdict;
  /** Reasons of faults, each with its container. */
  readonly faults: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
}

/** Everything that one check said of an estate: by subject and tier, and rolled up by tier. */
export interface Judged {
  readonly subjects: ReadonlyMap<string, SubjectVerdict>;
  /** Those of what belongs to the whole platform, and is judged for each tier that it hosts. */
  readonly ofPlatform: ReadonlySet<string>;
  readonly rolledUp: ReadonlyMap<string, Verdict>;
}

/** A policy under which every check has something to say. */
export const lawPolicy: Policy = {
  ...undeclaredPolicy,
  file: 'kubecompass.yaml',
  allowedRegions: ['eu-*'],
  registries: ['registry.bank.example/*', 'docker.io/library/*'],
};

/**
 * Judges an estate by each of some checks, subject by subject. A subject is told from its variants by its places. A check, or an analysis, that reads
 * a fact which it does not name crashes here: that is why one need not be asked again when another fact is hidden.
 */
export function judgeAll(
  estate: Estate,
  checks: readonly Check[],
  policy: Policy = lawPolicy,
): ReadonlyMap<CriterionId, Judged> {
  const ground = layGround(estate, policy);
  const answers = answersFrom(ground.facts);
  return new Map(
    checks.map((check) => {
      const facts = only(factsOf(check), ground.facts, check.answers);
      return [check.answers, judgeBy(check, { ...ground, facts, answers })];
    }),
  );
}

function judgeBy(check: Check, ground: Ground): Judged {
  const { judgements, mayHaveMore } = judge(check, ground);
  const tiers = rollUp(check.answers, judgements, mayHaveMore, ground.hosted);
  return {
    subjects: new Map(judgements.map((judgement) => [subjectKey(check, judgement), verdictOf(judgement)])),
    ofPlatform: new Set(
      judgements
        .filter(({ subject }) => 'origin' in subject && belongsToPlatform(subject))
        .map((judgement) => subjectKey(check, judgement)),
    ),
    rolledUp: new Map(Object.entries(tiers).map(([tier, { verdict }]) => [`${check.answers} ${tier}`, verdict])),
  };
}

/** Whether what a check says may hang on a fact. Workloads and namespaces decide which tiers are hosted, and which copy is whose. */
export function mayHangOn(check: Check, fact: FactName): boolean {
  return fact === 'workloads' || fact === 'namespaces' || factsOf(check).has(fact);
}

const known = new Map<Check, ReadonlySet<FactName>>();

/** The facts that a check names, itself or by its analyses, and the namespaces, from which tiers are read. */
function factsOf(check: Check): ReadonlySet<FactName> {
  const names = known.get(check) ?? new Set(['namespaces' as const, ...check.needs.flatMap(factsBehind)]);
  known.set(check, names);
  return names;
}

function factsBehind(need: string): readonly FactName[] {
  const analysis = (analyses as Readonly<Record<string, Analysis>>)[need];
  return analysis ? analysis.needs : factNames.filter((name) => name === need);
}

function only(names: ReadonlySet<string>, facts: FactViews, reader: string): FactViews {
  return new Proxy(facts, {
    has: (all, name) => names.has(String(name)) && Reflect.has(all, name),
    get(all, name) {
      if (!names.has(String(name))) throw new Error(`${reader} reads ${String(name)}, which it does not name`);
      return Reflect.get(all, name) as unknown;
    },
  });
}

function answersFrom(facts: FactViews): Ground['answers'] {
  return new Map(
    Object.entries(analyses as Readonly<Record<string, Analysis>>).map(([name, { needs, compute }]) => {
      let answer: ((subject: never, vantage: Vantage) => unknown) | undefined;
      return [
        name,
        (subject, vantage) => (answer ??= compute(only(new Set(needs), facts, name) as never))(subject, vantage),
      ];
    }),
  );
}

function subjectKey(check: Check, { subject, tier }: Judgement): string {
  const named =
    'origin' in subject
      ? [subject.kind, subject.namespace, subject.name, subject.part, subject.places.join(), subject.origin.file]
      : [subject.noun];
  return [check.answers, tier, ...named].join(' ');
}

function verdictOf({ verdict, statements }: Judgement): SubjectVerdict {
  const faults = statements.filter((one) => one.verdict === 'fail' || one.verdict === 'partial');
  const containerOf = (statement: Judgement['statements'][number]): string =>
    statement.evidence.find(({ container }) => container !== null)?.container ?? '';
  return {
    verdict,
    faults: new Set(faults.map((one) => `${one.reason}#${containerOf(one)}`)),
    reasons: new Set(statements.map(({ reason }) => reason)),
  };
}

/** How a move from one verdict to another, after something was hidden, breaks the law; null when it keeps it. */
export function brokenBy(before: SubjectVerdict, after: SubjectVerdict): string | null {
  if (after.verdict === 'unknown') return null;
  const gained = [...after.faults].filter((one) => !before.faults.has(one));
  if (gained.length > 0) return `gained ${gained.join(', ')}`;
  if (isNotMet(before.verdict)) return isNotMet(after.verdict) ? null : `${before.verdict} became ${after.verdict}`;
  return before.verdict === after.verdict ? null : `${before.verdict} became ${after.verdict}`;
}

/** The same for a rolled-up verdict: met may become unproven, not met may become unproven or stay, and no other move happens. */
export function rollUpBrokenBy(before: Verdict, after: Verdict): string | null {
  if (after === 'unknown') return null;
  const kept = (isMet(before) && isMet(after)) || (isNotMet(before) && isNotMet(after));
  return kept ? null : `${before} became ${after}`;
}
