import type { Analysis } from '../analyses/define-analysis.ts';
import { analyses } from '../analyses/registry.generated.ts';
import type { Check, Evidence, Letter, Outcome, Subject, Target } from '../checks/define-check.ts';
import { criteria } from '../definition/criteria.ts';
import { targetsOf } from '../definition/targets.ts';
import { type Tier, tiers } from '../definition/tiers.ts';
import { type FactName, factTitles } from '../estate/facts.ts';
import type { Vantage } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { ownField, ownPath } from '../estate/own-place.ts';
import type { Place } from '../estate/place.ts';
import { belongsToPlatform } from '../estate/platform.ts';
import { allGaps, seenIn } from '../estate/seen.ts';
import type { AssessedGap, Verdict } from './assessment.ts';
import type { Ground } from './ground.ts';
import { type AssignedTier, type TierWhereItStands, tiersOf } from './tiers-of.ts';
import { unservedBehind } from './unserved.ts';
import { isNotMet, verdictsFromWorst } from './verdicts.ts';

/** One thing that a judgement says, with its words filled in. */
export interface Statement {
  readonly reason: string;
  readonly verdict: Verdict | 'advice';
  readonly because: string;
  readonly fix: string | null;
  readonly evidence: readonly Evidence[];
}

/** What was judged of one subject, in one tier. */
export interface Judgement {
  readonly subject: Subject;
  readonly tier: Tier;
  readonly tierAssumed: boolean;
  readonly verdict: Verdict;
  /** The statement that the verdict rests on comes first; every other fault and advice follows. */
  readonly statements: readonly Statement[];
  readonly gaps: readonly AssessedGap[];
}

/** Everything that one check judged. */
export interface Judgements {
  readonly judgements: readonly Judgement[];
  /** Gaps in the lists that the subjects were picked from, and what hides the tiers of subjects; while there is one, there may be further ones. */
  readonly subjectGaps: readonly AssessedGap[];
  /** The tiers of which there may be further subjects. */
  readonly mayHaveMore: ReadonlySet<Tier>;
}

/**
 * Lists that nobody ever sees whole, for others may always add to them: they wait only for what was given and is hidden. So it is with clusters that were
 * asked: that a folder shows none leaves nothing of it open.
 */
const neverWhole: ReadonlySet<FactName> = new Set(['longLivedTokens', 'liveClusters']);

/** Runs one check over its subjects. */
export function judge(check: Check, ground: Ground): Judgements {
  const read = new Set<FactName>();
  const population = {};
  for (const need of check.needs) {
    if (need === 'policy') Object.defineProperty(population, need, { value: ground.policy });
    else if (need in ground.facts) {
      const name = need as FactName;
      Object.defineProperty(population, name, { get: () => (read.add(name), ground.facts[name].items) });
    }
  }
  const subjects = check.over(population as never);
  const asksCluster = read.has('liveClusters') && ground.facts.liveClusters.items.length > 0;
  const hidden = [...read].flatMap((name) =>
    allGaps(ground.facts[name].seen)
      .filter((one) => !(neverWhole.has(name) && one.elsewhere === true))
      // Where the cluster itself is judged, what others declare of it is no further subject.
      .filter((one) => !(asksCluster && one.beyondCluster === true))
      .map((one) => ({ name, one })),
  );
  const varied = [...factsRead(check)].filter((name) => ground.facts[name].isVaried);
  const bench: Bench = { check, ground, varied, targets: targetsFor(check, ground) };
  const doubted = subjects.flatMap((subject) => tiersIn(subject, ground)).filter(({ hiding }) => hiding.length > 0);
  return {
    judgements: subjects.flatMap((subject) => judgeSubject(bench, subject)),
    subjectGaps: [
      ...hidden.map(({ name, one }) => describeGap(name, ofTheRest(name, one))),
      ...[...new Set(doubted.flatMap(({ hiding }) => hiding))].map((one) => describeGap('namespaces', one)),
    ],
    mayHaveMore: new Set([
      ...hidden.flatMap(({ one }) => tiersBehind(one, ground)),
      // Of the tier that it is judged for, it is no further subject.
      ...doubted.flatMap(({ tier }) => tiers.filter((other) => other !== tier)),
    ]),
  };
}

/**
 * The gap of a list, where its words are those of one namespace: of the things in namespaces that a folder does not hold, it holds no Namespace object
 * that could be brought.
 */
function ofTheRest(name: FactName, one: Gap): Gap {
  if (one.suppliedBy !== 'namespaces') return one;
  const detail = `a folder does not hold all ${factTitles[name]}: those of namespaces that it does not hold may be kept elsewhere`;
  return { ...one, detail, suppliedBy: 'running-platform' };
}

/** The tiers that what a gap hides may be of: one where the gap says what it is and somebody stated its tier, else any. */
function tiersBehind({ of }: Gap, { facts, policy }: Ground): readonly Tier[] {
  if (!of || seenIn(facts.namespaces.seen, of.namespace).state === 'partial') return tiers;
  const assigned = tiersOf(of, facts, policy);
  return assigned.some(({ assumed }) => assumed) ? tiers : assigned.map(({ tier }) => tier);
}

/** What is the same for all subjects of a check. */
interface Bench {
  readonly check: Check;
  readonly ground: Ground;
  /** The facts that it reads and of which there are variants. */
  readonly varied: readonly FactName[];
  readonly targets: Readonly<Record<Tier, Target>>;
}

/** A check is handed the numbers that it declares and no others: what it reads, a policy file may set. */
function targetsFor({ answers, targets = [] }: Check, { policy, collectedAt }: Ground): Readonly<Record<Tier, Target>> {
  const targetFor = (tier: Tier): Target => {
    const numbers = { ...targetsOf(answers, tier), ...policy.targets[tier] };
    const values = targets.flatMap((name) => (numbers[name] === undefined ? [] : [[name, numbers[name]]]));
    return { tier, collectedAt, values: Object.fromEntries(values) as Target['values'] };
  };
  return {
    'critical': targetFor('critical'),
    'important': targetFor('important'),
    'best-effort': targetFor('best-effort'),
  };
}

/** A gap as an assessment shows it. */
export function describeGap(fact: FactName | null, one: Gap): AssessedGap {
  const { gap, detail, suppliedBy } = one;
  return { fact: fact === null ? null : factTitles[fact], gap, detail, ...(suppliedBy ? { suppliedBy } : {}) };
}

function judgeSubject(bench: Bench, subject: Subject): Judgement[] {
  const { check, ground } = bench;
  const stands = subject.noun === 'platform' || subject.noun === 'organisation' ? null : subject;
  const everywhere = stands === null ? [nowhere] : vantagesOf(bench, stands);
  return tiersIn(subject, ground).map((one) => {
    const vantages = one.places === null ? everywhere : vantagesIn(one.places, everywhere);
    const weighed = withoutUnserved(
      weigh(
        check,
        subject,
        one,
        vantages.map((vantage) => ask(bench, subject, one.tier, vantage)),
      ),
    );
    const hiding = ground.perhaps.get(one.tier);
    return hiding ? withoutFaults(weighed, hiding) : weighed;
  });
}

/** The tiers that a subject is judged for: its own, or each that it serves. */
function tiersIn(subject: Subject, ground: Ground): readonly TierWhereItStands[] {
  if (subject.noun === 'platform' || subject.noun === 'organisation') return served(ground.hosted);
  return belongsToPlatform(subject) ? (tiersCopied(subject, ground) ?? served(ground.hosted)) : ground.tiersOf(subject);
}

function served(hosted: readonly Tier[]): TierWhereItStands[] {
  return hosted.map((tier) => ({ tier, assumed: false, hiding: [], places: null }));
}

/**
 * Of a tier that may be hosted, and of which nothing was seen, no fault is proven: what serves the platform may serve nothing of that tier. What
 * the fault would be is told, and what is neither fault nor advice stays: both are said of the tiers that were seen.
 */
function withoutFaults(judgement: Judgement, hiding: Gap): Judgement {
  const [worst] = judgement.statements;
  if (!worst || !isNotMet(judgement.verdict)) return { ...judgement, statements: worst ? [worst] : [] };
  const gaps = [describeGap('workloads', hiding)];
  const told = notSeen(gaps);
  return {
    ...judgement,
    verdict: 'unknown',
    statements: [
      { ...told, because: `${told.because}; there it would be a fault: ${worst.because}`, evidence: worst.evidence },
    ],
    gaps,
  };
}

/** What no supported Kubernetes takes is no ground for a pass, and declares nothing that is to be seen later; whatever is a fault of it stays. */
function withoutUnserved(judgement: Judgement): Judgement {
  if (judgement.verdict !== 'pass' && judgement.verdict !== 'unknown') return judgement;
  const [base, ...others] = judgement.statements;
  const unserved = base ? unservedBehind(judgement.subject, base.evidence) : null;
  if (!base || unserved === null) return judgement;
  const gaps = [describeGap(null, unserved)];
  return {
    ...judgement,
    verdict: 'unknown',
    statements: [{ ...notSeen(gaps), evidence: base.evidence }, ...others],
    gaps,
  };
}

/** The tiers of the namespaces whose data alone a backup copies: the other tiers have theirs. null where it may copy any. */
function tiersCopied(
  stands: Exclude<Subject, { noun: 'platform' | 'organisation' }>,
  ground: Ground,
): TierWhereItStands[] | null {
  const { facts, policy, hosted } = ground;
  const namespaces = 'protects' in stands ? stands.protects.namespaces : null;
  if (namespaces === null || namespaces.some((name) => /[*?[\]]/.test(name))) return null;
  const assigned = namespaces.flatMap((namespace) =>
    tiersOf({ namespace, tierLabel: null, places: stands.places }, facts, policy),
  );
  const own = hosted.flatMap((tier) => {
    const of = assigned.filter((one) => one.tier === tier);
    if (!of[0]) return [];
    const places = of.every((one) => one.places !== null) ? of.flatMap((one) => one.places ?? []) : null;
    return [{ ...of[0], hiding: of.flatMap(({ hiding }) => hiding), places }];
  });
  return own.length === 0 ? null : own;
}

const nowhere: Vantage = { place: null, nth: 0 };

/** From where a subject is looked at: once, unless variants of something that the check reads are equally near to it. */
function vantagesOf(
  { ground, varied }: Bench,
  subject: Exclude<Subject, { noun: 'platform' | 'organisation' }>,
): readonly Vantage[] {
  const ties = new Map<string, Vantage>();
  for (const name of varied) {
    for (const tie of ground.facts[name].ties(subject)) ties.set(`${tie.place}\0${tie.nth}`, tie);
  }
  return ties.size === 0 ? [{ place: subject.places[0] ?? null, nth: 0 }] : [...ties.values()];
}

/** Those vantages that lie in some places of a subject; where none was asked for there, the first of the places. */
function vantagesIn(places: readonly Place[], vantages: readonly Vantage[]): readonly Vantage[] {
  const own = vantages.filter(({ place }) => place !== null && places.includes(place));
  return own.length > 0 ? own : [{ place: places[0] ?? null, nth: 0 }];
}

function factsRead(check: Check): Set<FactName> {
  const names = new Set<FactName>(['namespaces']);
  for (const need of check.needs) {
    if (need === 'policy') continue;
    const analysis = (analyses as Readonly<Record<string, Analysis>>)[need];
    for (const name of analysis ? analysis.needs : [need as FactName]) names.add(name);
  }
  return names;
}

/** What holds of a subject from one vantage: the gaps that forbid an answer, or what the check says. */
interface Answer {
  readonly outcomes: readonly Outcome[];
  readonly gaps: readonly AssessedGap[];
}

function ask({ check, ground, targets }: Bench, subject: Subject, tier: Tier, vantage: Vantage): Answer {
  const known: Record<string, unknown> = {};
  for (const need of check.needs) {
    if (need === 'policy') known[need] = ground.policy;
    const analysis = (analyses as Readonly<Record<string, Analysis>>)[need];
    if (analysis?.per !== subject.noun) continue;
    const value = answerOf(need, analysis, ground)(subject as never, vantage);
    if (isGap(value)) return { outcomes: [], gaps: [describeGap(null, value)] };
    known[need] = value;
  }
  const judges = check.judge as Record<string, unknown> | ((...of: unknown[]) => unknown);
  const judgeOf = (typeof judges === 'function' ? judges : judges[subject.noun]) as (
    s: Subject,
    k: unknown,
    t: Target,
  ) => Outcome | readonly Outcome[];
  const sayAt = (collectedAt: string): readonly Outcome[] => {
    const said = judgeOf(subject, known, { ...targets[tier], collectedAt });
    return 'says' in said ? [said] : said;
  };
  const { collectedAt, notBefore } = ground;
  const outcomes =
    notBefore === undefined
      ? sayAt(collectedAt)
      : atAnyTime(sayAt(notBefore), sayAt(collectedAt), { notBefore, collectedAt });
  return {
    outcomes,
    gaps: outcomes.flatMap((one) => (one.says === 'unseen' ? gapsBehind(one, subject, ground, vantage) : [])),
  };
}

/** What holds whenever it was collected between two times; what holds at one of them only is not known. */
function atAnyTime(
  early: readonly Outcome[],
  late: readonly Outcome[],
  { notBefore, collectedAt }: { readonly notBefore: string; readonly collectedAt: string },
): readonly Outcome[] {
  const keyOf = (one: Outcome): string => (one.says === 'unseen' ? JSON.stringify(one) : `${one.says} ${one.reason}`);
  const [atFirst, atLast] = [early, late].map((some) => new Set(some.map(keyOf))) as [Set<string>, Set<string>];
  // Of a fault the least that is known counts.
  const shared = [
    ...early.filter((one) => atLast.has(keyOf(one)) && one.says === 'fault'),
    ...late.filter((one) => atFirst.has(keyOf(one)) && one.says !== 'fault'),
  ];
  if ([...atFirst].every((key) => atLast.has(key)) && atLast.size === atFirst.size) return shared;
  const detail = `it hangs on when this was taken, which is only known to be between ${notBefore} and ${collectedAt}`;
  const gap: Gap = { gap: 'not-collected', detail, suppliedBy: 'running-platform' };
  return [...shared, { says: 'unseen', fact: null, gap }];
}

/** What an analysis says, prepared once for all subjects. */
export function answerOf(
  name: string,
  analysis: Analysis,
  ground: Ground,
): (subject: never, vantage: Vantage) => unknown {
  const known = ground.answers.get(name) ?? analysis.compute(ground.facts as never);
  ground.answers.set(name, known);
  return known;
}

function gapsBehind(
  outcome: Extract<Outcome, { says: 'unseen' }>,
  subject: Subject,
  ground: Ground,
  vantage: Vantage,
): AssessedGap[] {
  if (outcome.gap) return [describeGap(null, outcome.gap)];
  if (outcome.fact === null) return [];
  const fact = outcome.fact;
  const near = 'places' in subject ? ground.facts[fact].near(subject, vantage).gaps : [];
  // What is asked of the whole platform may be hidden elsewhere.
  const behind = near.length > 0 ? near : ground.facts[fact].all().gaps;
  const gaps = behind.map((one) => describeGap(fact, one));
  return gaps.length > 0
    ? gaps
    : [
        {
          fact: factTitles[fact],
          gap: 'not-collected',
          detail: `the ${factTitles[fact]} that it hangs on were not all seen`,
        },
      ];
}

const letterVerdicts: Readonly<Record<Letter, Verdict | 'advice' | null>> = {
  'F': 'fail',
  'P': 'partial',
  'a': 'advice',
  '–': null,
};

/** Weighs what holds of a subject for its tier. From several vantages the worst counts, and each thing is said once. */
function weigh(check: Check, subject: Subject, { tier, assumed }: AssignedTier, answers: readonly Answer[]): Judgement {
  const required = criteria[check.answers].tiers[tier].level !== 'notRequired';
  const told = answers.map(({ outcomes }) =>
    onePerReason(
      outcomes.flatMap((outcome) =>
        outcome.says === 'unseen' ? [] : statementsOf(check, subject, outcome, tier, required),
      ),
    ),
  );
  const statements = told.length === 1 ? (told[0] as readonly Statement[]) : firstPerReason(told.flat());
  const unseen = answers.some(
    ({ outcomes }) => outcomes.length === 0 || outcomes.some(({ says }) => says === 'unseen'),
  );
  const faults = statements.filter(({ verdict }) => verdict === 'fail' || verdict === 'partial');
  const advice = statements.filter(({ verdict }) => verdict === 'advice');
  const common = { subject, tier, tierAssumed: assumed };
  if (!required) {
    return { ...common, verdict: 'notApplicable', statements: [notRequired(tier), ...advice], gaps: [] };
  }
  if (faults.length > 0) {
    const sorted = faults.toSorted(
      (a, b) => verdictsFromWorst.indexOf(a.verdict as Verdict) - verdictsFromWorst.indexOf(b.verdict as Verdict),
    );
    return { ...common, verdict: sorted[0]?.verdict as Verdict, statements: [...sorted, ...advice], gaps: [] };
  }
  if (unseen) {
    const gaps = gapsOf(answers);
    return { ...common, verdict: 'unknown', statements: [notSeen(gaps), ...advice], gaps };
  }
  const base =
    statements.find(({ verdict }) => verdict === 'pass') ??
    statements.find(({ verdict }) => verdict === 'notApplicable');
  if (!base)
    throw new Error(
      `${check.answers} gave no verdict for ${subject.noun}: faults that weigh nothing need a pass or an unseen beside them`,
    );
  return { ...common, verdict: base.verdict as Verdict, statements: [base, ...advice], gaps: [] };
}

/** One reason may hold of several objects, such as every schedule that is paused. */
function onePerReason(statements: readonly Statement[]): readonly Statement[] {
  if (statements.length < 2) return statements;
  const told = new Map<string, Statement>();
  for (const statement of statements) {
    const key = reasonKey(statement);
    const same = told.get(key);
    told.set(key, same ? { ...same, evidence: [...same.evidence, ...statement.evidence] } : statement);
  }
  return [...told.values()];
}

function firstPerReason(statements: readonly Statement[]): readonly Statement[] {
  const told = new Map<string, Statement>();
  for (const statement of statements) {
    const key = reasonKey(statement);
    if (!told.has(key)) told.set(key, statement);
  }
  return [...told.values()];
}

function reasonKey({ reason, evidence }: Statement): string {
  return `${reason}\0${evidence.find(({ container }) => container !== null)?.container ?? ''}`;
}

function gapsOf(answers: readonly Answer[]): AssessedGap[] {
  const gaps = answers.flatMap((answer) => answer.gaps);
  return [...new Map(gaps.map((one) => [`${one.fact} ${one.gap} ${one.detail}`, one])).values()];
}

function notRequired(tier: Tier): Statement {
  return {
    reason: 'not-required',
    verdict: 'notApplicable',
    because: `the definition does not require it of ${tier} workloads`,
    fix: null,
    evidence: [],
  };
}

function notSeen(gaps: readonly AssessedGap[]): Statement {
  const details = [...new Set(gaps.map(({ detail }) => detail))];
  // A repository of charts has a gap for each of them; all are listed beside these words.
  const more = details.length > 3 ? [`and ${details.length - 2} more`] : [];
  const because =
    [...details.slice(0, details.length > 3 ? 2 : 3), ...more].join('; ') || 'what it hangs on was not seen';
  return { reason: 'not-seen', verdict: 'unknown', because, fix: null, evidence: [] };
}

function statementsOf(
  check: Check,
  subject: Subject,
  outcome: Exclude<Outcome, { says: 'unseen' }>,
  tier: Tier,
  required: boolean,
): Statement[] {
  const words = check.reasons[outcome.reason];
  if (words === undefined) throw new Error(`${check.answers} does not declare the reason ${outcome.reason}`);
  if (typeof words === 'string') {
    if (outcome.says === 'fault')
      throw new Error(`${check.answers} declares ${outcome.reason} without weights, and it is given as a fault`);
    return [
      {
        reason: outcome.reason,
        verdict: outcome.says,
        because:
          outcome.says === 'pass'
            ? withMaker(fill(words, outcome.numbers), check, subject)
            : fill(words, outcome.numbers),
        fix: null,
        evidence: onResource(outcome.evidence, subject),
      },
    ];
  }
  const verdict = letterVerdicts[words[0][tiers.indexOf(tier)] as Letter];
  if (verdict === null) return [];
  const fix = `${fill(words[2] ?? check.fix, outcome.numbers)}${whereToFix(subject)}`;
  return [
    {
      reason: outcome.reason,
      verdict: required ? verdict : 'advice',
      because: withMaker(fill(words[1], outcome.numbers), check, subject),
      fix,
      evidence: onResource(outcome.evidence, subject),
    },
  ];
}

/** What was found in pods that an operator makes is pointed at where its resource says it, or would; a value that stands there under no such name is left out. */
function onResource(evidence: readonly Evidence[], subject: Subject): readonly Evidence[] {
  return evidence.map((one) => {
    const object = (one.object ?? subject) as Subject;
    if (object.noun !== 'workload' || !object.made || one.path === null) return one;
    const { path, same } = ownField(object.made.places, one.path);
    if (same) return { ...one, path };
    const { value: _value, ...where } = one;
    return { ...where, path };
  });
}

/** Nobody edits the pods that an operator makes: what makes them so stands in its resource, and the rest is the operator's default. */
function whereToFix(subject: Subject): string {
  if (subject.noun !== 'workload' || !subject.made?.makesContainers) return '';
  const { operator, places } = subject.made;
  return ` Here ${operator} makes the pods, of ${ownPath(places, subject.pod.path)} of the ${subject.kind}.`;
}

/** Says on whose defaults a verdict rests; whose tier it is, the resource itself says. */
function withMaker(words: string, { answers }: Check, subject: Subject): string {
  const maker = subject.noun === 'workload' && subject.made?.makesContainers ? subject.made.operator : null;
  return maker === null || words.includes(maker) || answers.startsWith('tiers/')
    ? words
    : `${words} (as ${maker} makes its pods)`;
}

function fill(words: string, numbers: Readonly<Record<string, number | string | undefined>>): string {
  return words.replace(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(numbers, name) ? String(numbers[name]) : all,
  );
}
