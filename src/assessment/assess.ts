import type { Check } from '../checks/define-check.ts';
import { checks as allChecks } from '../checks/registry.generated.ts';
import { checklist } from '../definition/checklist.ts';
import { criteria, type CriterionId, criterionIds } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import { definitionVersion } from '../definition/version.ts';
import type { Estate } from '../estate/estate.ts';
import type { FactViews } from '../estate/fact-view.ts';
import type { Policy } from '../estate/policy.ts';
import { allGaps } from '../estate/seen.ts';
import { controlsOf } from '../frameworks/controls-of.ts';
import type { FrameworkId } from '../frameworks/frameworks.ts';
import type { AssessedGap, Assessment, CriterionOutcome, Finding, Verdict } from './assessment.ts';
import { applyBaseline, countFrozen, countGone, listExpired } from './baseline.ts';
import type { Baseline } from './baseline-schema.ts';
import type { CoverFrameworks } from './cover-frameworks.ts';
import { applyExceptions } from './exceptions.ts';
import { findingsOf, type OnFinding, type SourceOf, startOfDocument } from './findings.ts';
import { type HashText, hashInScript } from './fingerprint.ts';
import { type FailOn, judgeGate } from './gate.ts';
import { criteriaAsked } from './criteria-asked.ts';
import { countTiers, layGround } from './ground.ts';
import { describeGap, judge, type Judgement, type Judgements } from './judge.ts';
import { listUnseen } from './list-unseen.ts';
import { planNextSteps, workloadKey } from './next-steps.ts';
import { otherTargets } from './other-targets.ts';
import { partOf } from './part-of.ts';
import { gapsBehind, rollUp } from './roll-up.ts';
import { countVerdicts, isMet, isNotMet, worst } from './verdicts.ts';

/** How an estate is to be assessed, beyond the policy. */
export interface AssessOptions {
  readonly version: string;
  readonly failOn?: FailOn;
  readonly allowGaps?: boolean;
  /** Empty: every tier. */
  readonly tiers?: readonly Tier[];
  /** Empty: every criterion. */
  readonly criteria?: readonly CriterionId[];
  /** Frameworks to answer control by control; what is limited is then limited to the criteria that their controls ask for, wholly or in part. */
  readonly frameworks?: readonly FrameworkId[];
  /** `coverFrameworks`. Left out, no framework is answered: their catalogs are large, and a report that shows none need not load them. */
  readonly cover?: CoverFrameworks | undefined;
  readonly baseline?: Baseline | null;
  /** Whether passes and subjects to which nothing applies are listed among the findings too. */
  readonly all?: boolean;
  /** Says where evidence stands; the start of its document unless given. */
  readonly sourceOf?: SourceOf;
  /** The SHA-256 of a text in hexadecimal, where there is one that is faster than ours. */
  readonly hash?: HashText;
  /** Told of each finding while it is made, exceptions and limits aside. */
  readonly onFinding?: OnFinding;
  /** For tests: other checks than the program's own. */
  readonly checks?: readonly Check[];
  /** For tests: let a crash through instead of containing it to its criterion. */
  readonly rethrow?: boolean;
}

/** Judges an estate against the definition. A check that crashes leaves its criterion unknown and is listed under `crashes`. */
export function assess(estate: Estate, policy: Policy, options: AssessOptions): Assessment {
  const steps = assessInSteps(estate, policy, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As assess, one check after the other, each told before it is run, so that whoever waits can show how far it is and be interrupted. */
export function* assessInSteps(
  estate: Estate,
  policy: Policy,
  options: AssessOptions,
): Generator<CriterionId, Assessment> {
  const checks = options.checks ?? allChecks;
  if (checks.length === 0) throw new Error('there is not one check to judge with');
  const ground = layGround(estate, policy);
  const { facts, hosted } = ground;
  const { byTier, subjects, assumed } = countTiers(facts, policy);
  // While workloads may be hidden every tier counts as hosted; the checklist speaks of the highest of which anything was seen (decision 0005).
  const looked = hosted.filter((tier) => !options.tiers?.length || options.tiers.includes(tier));
  const highestSeen = looked.find((tier) => byTier.has(tier)) ?? looked[0];
  const changed = otherTargets(policy, hosted);
  const byCriterion = new Map(checks.map((check) => [check.answers, check]));
  const crashes: Assessment['crashes'] = [];
  const found: Finding[] = [];
  const incomplete = new Set<string>();

  function run(check: Check): CriterionOutcome {
    const criterion = check.answers;
    try {
      const judged = judge(check, ground);
      const { judgements, subjectGaps } = judged;
      if (subjectGaps.length > 0) incomplete.add(criterion);
      const { all = false, sourceOf = startOfDocument, hash, onFinding } = options;
      const wanted = { facts, all, sourceOf, hash, onFinding };
      // One by one: there can be more than a call takes arguments.
      for (const finding of findingsOf(check, judgements, wanted)) found.push(finding);
      return outcomeOf(criterion, judged, hosted);
    } catch (error) {
      if (options.rethrow || !(error instanceof Error)) throw error;
      crashes.push({ criterion, message: error.message, stack: error.stack ?? '' });
      return crashed(criterion, hosted, error.message);
    }
  }

  const outcomes: CriterionOutcome[] = [];
  for (const criterion of criterionIds) {
    const check = byCriterion.get(criterion);
    if (check) yield criterion;
    outcomes.push(check ? run(check) : notJudgedYet(criterion, hosted));
  }

  const excepted = applyExceptions(found, policy.exceptions, estate.collectedAt);
  const findings = applyBaseline(excepted.findings, options.baseline ?? null, estate.collectedAt);
  const limitedTo = {
    tiers: [...(options.tiers ?? [])],
    criteria: [...(options.criteria ?? [])],
    frameworks: [...(options.frameworks ?? [])],
  };

  const asked = criteriaAsked(limitedTo);
  const isShown = (criterion: string): boolean => asked.length === 0 || asked.includes(criterion as CriterionId);
  const shown = {
    outcomes: outcomes.filter(({ criterion }) => isShown(criterion)),
    findings: findings.filter(
      ({ criterion, tier }) => isShown(criterion) && (limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier)),
    ),
  };

  return {
    schema: 'kubecompass.assessment/v1',
    tool: { name: 'kubecompass', version: options.version, definition: definitionVersion },
    estate: { ...describeEstate(estate), hidden: describeHidden(facts), unseen: listUnseen(facts) },
    policy: policy.file,
    declared: nameDeclared(policy, options.hash),
    otherPolicies: [...policy.others],
    limitedTo,
    assumptions: [
      ...estate.assumptions,
      ...(assumed > 0
        ? [
            `the tier of ${assumed} of ${subjects} workloads and namespaces: none was stated, so ${policy.tiers.default}`,
          ]
        : []),
      ...(changed.length > 0 ? [`the targets of the policy file: ${changed.join(', ')}`] : []),
    ],
    tiers: Object.fromEntries(hosted.map((tier) => [tier, statusOf(tier, outcomes, byTier.get(tier) ?? 0)])),
    gate: judgeGate({
      outcomes,
      findings,
      incomplete,
      failOn: options.failOn ?? 'fail',
      allowGaps: options.allowGaps ?? false,
      unread: unreadOf(estate),
      objects: estate.objects,
      seen: new Set(byTier.keys()),
      tiers: limitedTo.tiers,
      criteria: asked,
    }),
    answerable: checks.length,
    checklist: checklist.map(({ item, text, tier, criteria: ids }) => ({
      item,
      text,
      verdict: checklistVerdict(ids, tier ?? highestSeen, outcomes, hosted),
      criteria: [...ids],
    })),
    next: planNextSteps(shown.outcomes, shown.findings, new Set(ground.facts.workloads.items.map(workloadKey)), checks),
    ...shown,
    exceptions: excepted.exceptions,
    baseline: options.baseline ? describeBaseline(options.baseline, excepted.findings, estate.collectedAt) : null,
    frameworks:
      options.cover?.({ outcomes, findings, partOnly: partOf(facts, policy) }, policy, limitedTo.frameworks) ?? {},
    crashes,
  };
}

function outcomeOf(
  criterion: CriterionId,
  { judgements, subjectGaps, mayHaveMore }: Judgements,
  hosted: readonly Tier[],
): CriterionOutcome {
  const byTier = rollUp(criterion, judgements, mayHaveMore, hosted);
  const verdict = worst(Object.values(byTier).map((one) => one.verdict));
  const gaps = gapsBehind(judgements, subjectGaps);
  return {
    criterion,
    judged: true,
    verdict,
    tiers: byTier,
    because: becauseOf(verdict, judgements, gaps),
    gaps,
    provenBy: verdict === 'unknown' ? criteria[criterion].evidence.map((one) => ({ ...one })) : [],
    controls: controlsOf(criterion),
  };
}

function becauseOf(verdict: Verdict, judgements: readonly Judgement[], gaps: readonly AssessedGap[]): string {
  const matching = judgements.filter((one) => one.verdict === verdict);
  if (verdict === 'unknown' && matching.length === 0)
    return `there may be more than what was seen: ${gaps[0]?.detail ?? 'the list was not complete'}`;
  const [first] = matching;
  if (!first) return 'nothing that was seen is asked this question';
  const words = first.statements[0]?.because ?? '';
  if (judgements.length === 1) return words;
  return `${matching.length} of ${judgements.length}: ${words}${matching.some((one) => one.statements[0]?.because !== words) ? ', among others' : ''}`;
}

function notJudgedYet(criterion: CriterionId, hosted: readonly Tier[]): CriterionOutcome {
  const { evidence, tiers: demands } = criteria[criterion];
  const verdict = (tier: Tier): Verdict => (demands[tier].level === 'notRequired' ? 'notApplicable' : 'unknown');
  return {
    criterion,
    judged: false,
    verdict: worst(hosted.map(verdict)),
    tiers: Object.fromEntries(
      hosted.map((tier) => [tier, { level: demands[tier].level, verdict: verdict(tier), counts: {} }]),
    ),
    because: `not judged yet by this version; to see: ${evidence[0].what}`,
    gaps: evidence.map(({ what }) => ({ fact: null, gap: 'not-collected', detail: what })),
    provenBy: evidence.map((one) => ({ ...one })),
    controls: controlsOf(criterion),
  };
}

function crashed(criterion: CriterionId, hosted: readonly Tier[], message: string): CriterionOutcome {
  return {
    ...notJudgedYet(criterion, hosted),
    judged: true,
    because: `its check crashed, which is a fault of ours: ${message}`,
  };
}

function statusOf(tier: Tier, outcomes: readonly CriterionOutcome[], subjects: number): Assessment['tiers'][string] {
  const required = outcomes.flatMap((one) => (one.tiers[tier]?.level === 'required' ? [one.tiers[tier].verdict] : []));
  const status = required.some(isNotMet) ? 'failing' : required.every(isMet) ? 'ready' : 'unproven';
  return { status, subjects, required: countVerdicts(required) };
}

/** An item's verdict is the worst of its criteria in one tier: the one that it names, else the highest of which anything was seen. */
function checklistVerdict(
  ids: readonly CriterionId[],
  tier: Tier | undefined,
  outcomes: readonly CriterionOutcome[],
  hosted: readonly Tier[],
): Verdict {
  if (tier === undefined || !hosted.includes(tier)) return 'notApplicable';
  return worst(
    outcomes.flatMap((one) =>
      ids.includes(one.criterion as CriterionId) && one.tiers[tier] ? [one.tiers[tier].verdict] : [],
    ),
  );
}

/**
 * What was asked for and could not be read: the gate heeds it. What a GitOps object applies from elsewhere was not asked for, and a component that
 * nothing uses makes nothing.
 */
function unreadOf(estate: Estate): AssessedGap[] {
  return [
    ...estate.unreadable.map(({ file, line }): AssessedGap => ({
      fact: null,
      gap: 'malformed',
      detail: `${file}:${line}`,
    })),
    ...estate.unreadSources
      .filter(({ type }) => type !== 'gitops' && type !== 'component')
      .map(({ file }): AssessedGap => ({ fact: null, gap: 'not-collected', detail: file })),
    ...estate.gaps.map((one): AssessedGap => ({ fact: null, gap: one.gap, detail: one.detail })),
  ];
}

function describeBaseline(baseline: Baseline, found: readonly Finding[], now: string): Assessment['baseline'] {
  const expired = listExpired(found, baseline, now);
  return {
    owner: baseline.owner,
    writtenAt: baseline.writtenAt,
    findings: countFrozen(baseline),
    gone: countGone(found, baseline),
    ...(expired.length > 0 ? { expired } : {}),
  };
}

/** What keeps the lists of workloads and namespaces from being whole, each once. */
function describeHidden(facts: FactViews): AssessedGap[] {
  const hidden = (['workloads', 'namespaces'] as const).flatMap((name) =>
    allGaps(facts[name].seen).map((one): [string, AssessedGap] => [`${one.gap} ${one.detail}`, describeGap(name, one)]),
  );
  // Of two of the same words the first stays: workloads.
  return [...new Map(hidden.toReversed()).values()].toReversed();
}

/** A name for what a policy declares, whatever file it stands in; what an exception accepts moves no verdict. */
function nameDeclared(
  { file: _file, others: _others, exceptions: _exceptions, ...declared }: Policy,
  hash: HashText = hashInScript,
): string {
  return hash(JSON.stringify(declared)).slice(0, 32);
}

function describeEstate(estate: Estate): Omit<Assessment['estate'], 'hidden' | 'unseen'> {
  return {
    id: estate.id,
    source: estate.source,
    cluster: estate.cluster && {
      ...estate.cluster,
      namespaces: estate.cluster.namespaces && [...estate.cluster.namespaces],
      kindsNotRead: [...estate.cluster.kindsNotRead],
    },
    collectedAt: estate.collectedAt,
    objects: estate.objects,
    copies: estate.copies,
    files: estate.files,
    otherDocuments: estate.otherDocuments,
    ignored: { ...estate.ignored },
    unreadable: estate.unreadable.map(({ also, ...one }) =>
      also ? { ...one, also: also.map((other) => ({ ...other })) } : one,
    ),
    dropped: estate.dropped.map((one) => ({ ...one })),
    withoutSchema: { objects: estate.withoutSchema.objects, kinds: [...estate.withoutSchema.kinds] },
    unreadSources: estate.unreadSources.map((one) => ({ ...one })),
    conflicts: estate.conflicts.map((one) => ({ ...one, files: [...one.files] })),
    gaps: estate.gaps.map((one) => ({ fact: null, gap: one.gap, detail: one.detail })),
  };
}
