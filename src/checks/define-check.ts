import type { Analysis, AnalysisNoun } from '../analyses/define-analysis.ts';
import type { analyses } from '../analyses/registry.generated.ts';
import type { CriterionId } from '../definition/criteria.ts';
import type { MetricName } from '../definition/metric-names.ts';
import type { Tier } from '../definition/tiers.ts';
import type { FactName, Facts, Nouns } from '../estate/facts.ts';
import type { Gap } from '../estate/gap.ts';
import type { Identified } from '../estate/identity.ts';
import type { Organisation, Platform } from '../estate/platform.ts';
import type { Container } from '../estate/pod.ts';
import type { Policy } from '../estate/policy.ts';

/** What a judgement can be about, by noun: the items of any fact, the platform, the organisation. */
export type Subjects = Nouns & { readonly platform: Platform; readonly organisation: Organisation };

/** One subject of a judgement. */
export type Subject = Subjects[keyof Subjects];

/** The name of a subject's noun. */
export type SubjectNoun = keyof Subjects;

/** For `over`: the question is about the platform itself. @public */
export function thePlatform(): Platform[] {
  return [{ noun: 'platform' }];
}

/** For `over`: the question is about the organisation. */
export function theOrganisation(): Organisation[] {
  return [{ noun: 'organisation' }];
}

/** How much a fault weighs, by its letter: F fails, P is partial, a is advice, – is nothing. */
export type Letter = 'F' | 'P' | 'a' | '–';

/** Three letters: what a fault weighs for critical, important and best-effort subjects. */
export type Weights = `${Letter}${Letter}${Letter}`;

/**
 * The words of a reason. Bare words: a reason to pass or not to apply. With weights: a fault; a third element is the fix where it differs from
 * the check's. `{name}` in words is filled in from the numbers given with the fault.
 */
export type ReasonWords = string | readonly [Weights, string] | readonly [Weights, string, string];

type PassReason<R> = { [K in keyof R]: R[K] extends string ? K : never }[keyof R] & string;
type FaultReason<R> = { [K in keyof R]: R[K] extends string ? never : K }[keyof R] & string;

/** What a verdict points at: a field of an object, and what stands there. Values that may be secret are never given. */
export interface Evidence {
  readonly object: Identified | null;
  readonly container: string | null;
  /** Path in the object, such as `spec.template.spec.containers[0].image`. */
  readonly path: string | null;
  readonly value?: unknown;
}

/** Numbers and names that complete a reason's words. */
export type Numbers = Readonly<Record<string, number | string>> & { readonly noun?: never; readonly path?: never };

/** Points at a field of an object or of one of the subject's containers. The value is shown as evidence: never give a secret. */
export function at(where: Identified | Container, field?: string, value?: unknown): Evidence {
  const found = value === undefined ? {} : { value };
  if (where.noun === 'container') {
    const container = where as Container;
    const path = field === undefined ? container.path : `${container.path}.${field}`;
    return { object: null, container: container.name, path, ...found };
  }
  return { object: where as Identified, container: null, path: field ?? null, ...found };
}

/** Points at a field of the subject itself, or with '' at the subject. */
export function here(field: string, value?: unknown): Evidence {
  const path = field === '' ? null : field;
  return value === undefined ? { object: null, container: null, path } : { object: null, container: null, path, value };
}

/** What evidence a reason is given with: whole objects, places in them, and the numbers for its words. */
export type About = Evidence | Identified | Numbers;

/** One thing that holds of a subject. */
export type Outcome<P extends string = string, F extends string = string> =
  | {
      readonly says: 'pass' | 'notApplicable';
      readonly reason: P;
      readonly evidence: readonly Evidence[];
      readonly numbers: Numbers;
    }
  | { readonly says: 'fault'; readonly reason: F; readonly evidence: readonly Evidence[]; readonly numbers: Numbers }
  | { readonly says: 'unseen'; readonly fact: FactName | null; readonly gap: Gap | null };

function isEvidence(about: About): about is Evidence {
  return 'path' in about && 'object' in about;
}

function isObject(about: About): about is Identified {
  return 'noun' in about && typeof about.noun === 'string';
}

function sort(about: readonly About[]): { evidence: Evidence[]; numbers: Numbers } {
  const evidence: Evidence[] = [];
  const numbers: Record<string, number | string> = {};
  for (const one of about) {
    if (isEvidence(one)) evidence.push(one);
    else if (isObject(one)) evidence.push(at(one));
    else Object.assign(numbers, one);
  }
  return { evidence, numbers };
}

/** The subject meets the criterion, for this reason. */
export function pass<const P extends string>(reason: P, ...about: readonly About[]): Outcome<P, never> {
  return { says: 'pass', reason, ...sort(about) };
}

/** The question does not arise for this subject, for this reason. */
export function notApplicable<const P extends string>(reason: P, ...about: readonly About[]): Outcome<P, never> {
  return { says: 'notApplicable', reason, ...sort(about) };
}

/** Something is wrong with the subject; how wrong, the reason's weights say. */
export function fault<const F extends string>(reason: F, ...about: readonly About[]): Outcome<never, F> {
  return { says: 'fault', reason, ...sort(about) };
}

/** The answer hangs on a fact that was not wholly seen, or on a gap of the subject's own. */
export function unseen(what: FactName | Gap): Outcome<never, never> {
  return typeof what === 'string'
    ? { says: 'unseen', fact: what, gap: null }
    : { says: 'unseen', fact: null, gap: what };
}

/**
 * The tier a subject is judged for, and the numbers for it that the check declares: the definition's (absent: it names none), with the policy
 * file's overrides.
 */
export interface Target<M extends MetricName = MetricName> {
  readonly tier: Tier;
  /** When the estate was collected, RFC 3339: what has a date is judged at that time. */
  readonly collectedAt: string;
  readonly values: Readonly<Partial<Record<M, number>>>;
}

type Analyses = typeof analyses;

/** What a check can ask for: facts, analyses, and what the organisation declares. */
export type Need = FactName | keyof Analyses | 'policy';

type ValueOf<A> = A extends Analysis<AnalysisNoun, infer V> ? V : never;
type NounOf<A> = A extends Analysis<infer P> ? P : never;

/** What `over` may read: the needed facts as they are, and the policy. */
export type Population<N extends readonly Need[]> = {
  readonly [Name in N[number] & FactName]: readonly Facts[Name][];
} & ('policy' & N[number] extends never ? unknown : { readonly policy: Policy });

/** What `judge` may read: the value of each needed analysis for this very subject, and the policy. */
export type Known<N extends readonly Need[], Noun extends SubjectNoun> = {
  readonly [Name in N[number] & keyof Analyses as NounOf<Analyses[Name]> extends Noun ? Name : never]: Exclude<
    ValueOf<Analyses[Name]>,
    Gap
  >;
} & ('policy' & N[number] extends never ? unknown : { readonly policy: Policy });

/**
 * What a judge returns: one thing that holds, or all that do. Beside faults stands what would hold without them (`pass` or `unseen`), so
 * that a fault which weighs nothing for a tier can never hide what was not seen.
 */
export type Judged<R> = Outcome<PassReason<R>, FaultReason<R>> | readonly Outcome<PassReason<R>, FaultReason<R>>[];

type Judge<R, N extends readonly Need[], S extends Subject, M extends MetricName> = (
  subject: S,
  known: Known<N, S['noun']>,
  target: Target<M>,
) => Judged<R>;

type Judges<R, N extends readonly Need[], Noun extends SubjectNoun, M extends MetricName> = {
  readonly [One in Noun]: Judge<R, N, Subjects[One], M>;
};

/** A check as the runner sees it. */
export interface Check {
  readonly answers: CriterionId;
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly fix: string;
  readonly needs: readonly Need[];
  /** The numbers that it acts on; left out: none. */
  readonly targets?: readonly MetricName[];
  readonly reasons: Readonly<Record<string, ReasonWords>>;
  /** The reasons that say that something does not work now: it is mended before what may go wrong later. Left out: none. */
  readonly outages?: readonly string[];
  readonly over: (facts: never) => readonly Subject[];
  readonly judge: unknown;
}

interface Definition<R, N extends readonly Need[], S extends Subject, M extends MetricName, J> {
  readonly answers: CriterionId;
  /** What the criterion is called in lists, a noun phrase. */
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly fix: string;
  readonly needs: N;
  /** The numbers of its criterion that `judge` acts on: the policy file may set these, and no others. */
  readonly targets?: readonly M[];
  readonly reasons: R;
  /** The reasons that say that something does not work now: it is mended before what may go wrong later. */
  readonly outages?: readonly FaultReason<NoInfer<R>>[];
  /** Picks the subjects by their own fields only. */
  readonly over: (facts: Population<N>) => readonly S[];
  /** One function, or one per noun where the subjects are of several. */
  readonly judge: J;
}

/** Defines a check: what it does not name in `needs` and `targets` it cannot read, and a reason that it does not declare does not compile. */
export function defineCheck<
  const R extends Readonly<Record<string, ReasonWords>>,
  const N extends readonly Need[],
  S extends Subject,
  const M extends MetricName = never,
>(check: Definition<R, N, S, M, Judge<R, N, NoInfer<S>, NoInfer<M>>>): Check;
/** Defines a check whose subjects are of several nouns: one judge for each that `over` picks. */
export function defineCheck<
  const R extends Readonly<Record<string, ReasonWords>>,
  const N extends readonly Need[],
  Noun extends SubjectNoun,
  const M extends MetricName = never,
>(check: Definition<R, N, Subjects[NoInfer<Noun>], M, Judges<R, N, Noun, NoInfer<M>>>): Check;
export function defineCheck(check: unknown): Check {
  return check as Check;
}
