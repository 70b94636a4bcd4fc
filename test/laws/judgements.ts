import type { Verdict } from '../../src/assessment/assessment.ts';
import { layGround } from '../../src/assessment/ground.ts';
import { judge, type Judgement } from '../../src/assessment/judge.ts';
import { rollUp } from '../../src/assessment/roll-up.ts';
import { isMet, isNotMet } from '../../src/assessment/verdicts.ts';
import type { Check } from '../../src/checks/define-check.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { type Policy, undeclaredPolicy } from '../../src/estate/policy.ts';

/** What one check said of one subject in one tier. */
export interface SubjectVerdict {
  readonly verdict: Verdict;
  /** Reasons of faults, each with its container. */
  readonly faults: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
}

/** Everything that some checks said of an estate, by criterion and subject, and rolled up. */
export interface Judged {
  readonly subjects: ReadonlyMap<string, SubjectVerdict>;
  /** By criterion and tier. */
  readonly rolledUp: ReadonlyMap<string, Verdict>;
}

/** A policy under which every check has something to say. */
export const lawPolicy: Policy = {
  ...undeclaredPolicy,
  file: 'kubecompass.yaml',
  registries: ['registry.bank.example/*', 'docker.io/library/*'],
};

/** Judges an estate by some checks, subject by subject. A subject is told from its variants by its places. */
export function judgeAll(estate: Estate, checks: readonly Check[], policy: Policy = lawPolicy): Judged {
  const ground = layGround(estate, policy);
  const subjects = new Map<string, SubjectVerdict>();
  const rolledUp = new Map<string, Verdict>();
  for (const check of checks) {
    const { judgements, subjectGaps } = judge(check, ground);
    for (const judgement of judgements) subjects.set(subjectKey(check, judgement), verdictOf(judgement));
    const tiers = rollUp(check.answers, judgements, subjectGaps.length > 0, ground.hosted);
    for (const [tier, { verdict }] of Object.entries(tiers)) rolledUp.set(`${check.answers} ${tier}`, verdict);
  }
  return { subjects, rolledUp };
}

function subjectKey(check: Check, { subject, tier }: Judgement): string {
  const named =
    'origin' in subject
      ? [subject.kind, subject.namespace, subject.name, subject.places.join(), subject.origin.file]
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
