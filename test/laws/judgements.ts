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
import { type FactViews, type Vantage, viewFacts } from '../../src/estate/fact-view.ts';
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

/** What checks say of an estate, and what they say once something of it is hidden. */
export interface Judging {
  readonly before: ReadonlyMap<CriterionId, Judged>;
  /** What is said of the estate that is left by those checks of `asked` that what is hidden may move; of the others nothing. */
  readonly after: (
    left: Estate,
    hidden: FactName,
    asked?: readonly Check[],
  ) => { criterion: CriterionId; before: Judged; after: Judged }[];
}

/**
 * Judges an estate by each of some checks, subject by subject. A subject is told from its variants by its places. A check, or an analysis, that reads
 * a fact which it does not name crashes here: that is why what does not name a hidden fact need not be asked again, and what analyses found of others
 * still holds. Workloads and namespaces decide besides which tiers are hosted, and which copy is whose.
 */
export function judging(estate: Estate, checks: readonly Check[], policy: Policy = lawPolicy): Judging {
  const ground = withAnswers(layGround(estate, policy));
  const before = new Map(checks.map((check) => [check.answers, judgeBy(check, ground)]));
  const elsewhere = new Map<string, Judged>();

  function hangsOn(check: Check, hidden: FactName): boolean {
    // A Namespace that is hidden may be the one that states a subject's tier.
    return namedBy(check).has(hidden) || hidden === 'namespaces';
  }

  /** A check that does not read what is hidden still says it for every tier that is now hosted. */
  function judgeForOthers(check: Check, { hosted, perhaps }: Ground): Judged {
    const key = `${check.answers} ${tiersOf({ hosted, perhaps })}`;
    const known = elsewhere.get(key) ?? judgeBy(check, { ...ground, hosted, perhaps });
    elsewhere.set(key, known);
    return known;
  }

  return {
    before,
    after(left, hidden, asked = checks) {
      const decidesTiers = hidden === 'workloads' || hidden === 'namespaces';
      const now = decidesTiers ? withAnswers(layGround(left, policy)) : withoutFact(ground, left, hidden);
      return asked.flatMap((check) => {
        const criterion = check.answers;
        const was = before.get(criterion) as Judged;
        if (hangsOn(check, hidden)) return [{ criterion, before: was, after: judgeBy(check, now) }];
        return tiersOf(now) === tiersOf(ground) ? [] : [{ criterion, before: was, after: judgeForOthers(check, now) }];
      });
    },
  };
}

/** The tiers that are hosted, and those that perhaps are. */
function tiersOf({ hosted, perhaps }: Pick<Ground, 'hosted' | 'perhaps'>): string {
  return `${hosted.join()} ${[...perhaps.keys()].join()}`;
}

/** The ground of an estate of which a fact is hidden that no tier and no copy hangs on. */
function withoutFact(ground: Ground, left: Estate, hidden: FactName): Ground {
  const views = viewFacts(left);
  const facts = Object.create(ground.facts, { [hidden]: { get: () => views[hidden] } }) as FactViews;
  return withAnswers({ ...ground, facts }, (name, { needs }) =>
    needs.some((need) => need === hidden) ? undefined : ground.answers.get(name),
  );
}

function judgeBy(check: Check, ground: Ground): Judged {
  const { judgements, mayHaveMore } = judge(check, {
    ...ground,
    facts: only(factsOf(check), ground.facts, check.answers),
  });
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

const known = new Map<Check, ReadonlySet<FactName>>();

/** The facts that a check names, itself or by its analyses. */
function namedBy(check: Check): ReadonlySet<FactName> {
  const names = known.get(check) ?? new Set(check.needs.flatMap(factsBehind));
  known.set(check, names);
  return names;
}

/** The facts that a check may read: those that it names, and the namespaces, from which tiers are read. */
function factsOf(check: Check): ReadonlySet<FactName> {
  return new Set([...namedBy(check), 'namespaces']);
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

/** The ground with every analysis ready to be asked; those that `kept` gives have answered already. */
function withAnswers(
  ground: Ground,
  kept: (name: string, analysis: Analysis) => ReturnType<Ground['answers']['get']> = () => undefined,
): Ground {
  const answers: Ground['answers'] = new Map(
    Object.entries(analyses as Readonly<Record<string, Analysis>>).map(([name, analysis]) => {
      let answer: ((subject: never, vantage: Vantage) => unknown) | undefined;
      const compute = () => analysis.compute(only(new Set(analysis.needs), ground.facts, name) as never);
      return [name, kept(name, analysis) ?? ((subject, vantage) => (answer ??= compute())(subject, vantage))];
    }),
  );
  return { ...ground, answers };
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

/** How a move of a tier's verdict, after a Namespace that stated a tier was hidden, breaks the law: what was not met or unproven is never met by that. */
export function tierBrokenBy(before: Verdict, after: Verdict): string | null {
  return !isMet(before) && isMet(after) ? `${before} became ${after}` : null;
}
