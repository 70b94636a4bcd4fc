import { tiers as allTiers } from '../definition/tiers.ts';
import type { Assessment, CriterionOutcome, Finding, FindingSubject, Verdict } from './assessment.ts';
import { compareSight, type Roots, type SightMoved } from './compare-sight.ts';
import type { Cause, Comparison, Move, MovedCriterion, MovedFinding } from './comparison.ts';
import { listDifferences } from './list-differences.ts';
import { isMet, worst } from './verdicts.ts';

/**
 * What moved between two assessments, and why (docs/guide/comparing.md). Only what both were asked for is compared. Less knowledge is never better: what
 * was a fault and can no longer be seen is `unproven`.
 */
export function compare(before: Assessment, after: Assessment, roots: Partial<Roots> = {}): Comparison {
  const sight = compareSight(before, after, {
    before: roots.before ?? [commonFolder(before)],
    after: roots.after ?? [commonFolder(after)],
  });
  const differences = listDifferences(before, after);
  const ours = differences.some(({ moves }) => moves === 'verdicts');
  const isSame = before.estate.id === after.estate.id && before.estate.collectedAt === after.estate.collectedAt;
  const [then, now] = [lookUp(before), lookUp(after)];
  const retiered = { lost: assumedAnew(then, now), gained: assumedAnew(now, then) };
  const bench: Bench = { before: then, after: now, sight, retiered, ours, isSame };
  const tiers = allTiers.filter((tier) => [before, after].every((one) => isAsked(one, tier)));
  const criteria = movedCriteria(bench, tiers);
  const findings = movedFindings(bench, tiers);
  return {
    schema: 'kubecompass.comparison/v1',
    before: describeSide(before),
    after: describeSide(after),
    differences,
    sight: {
      lost: sight.lost.map(({ gap, detail, facts }) => ({ gap, detail, facts })),
      gained: sight.gained.map(({ gap, detail, facts }) => ({ gap, detail, facts })),
    },
    tiers: tiers.flatMap((tier) => {
      const [was, is] = [before.tiers[tier], after.tiers[tier]];
      return was || is ? [{ tier, before: was ?? null, after: is ?? null }] : [];
    }),
    gate: { before: before.gate, after: after.gate },
    compared: {
      criteria: before.outcomes.filter(({ criterion }) => bench.after.outcomes.has(criterion)).length,
      tiers,
      onlyBefore: onlyIn(before, bench.after),
      onlyAfter: onlyIn(after, bench.before),
    },
    criteria,
    findings,
    subjects: compareSubjects(bench),
    worse: [...criteria, ...findings].filter(stops).length,
  };
}

/** One of the two, ready to be asked. */
interface Side {
  readonly assessment: Assessment;
  readonly outcomes: ReadonlyMap<string, CriterionOutcome>;
  /** The verdict of each subject by criterion: the worst that is said of it. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The subjects of which something passes, by criterion; a subject with a fault never does. */
  readonly passes: ReadonlySet<string>;
  readonly listsPasses: boolean;
  /** The subjects of which anything is said. */
  readonly subjects: ReadonlyMap<string, FindingSubject>;
  /** The tier of each of them. */
  readonly tiers: ReadonlyMap<string, { readonly tier: Finding['tier']; readonly assumed: boolean }>;
}

interface Bench {
  readonly before: Side;
  readonly after: Side;
  readonly sight: SightMoved;
  /** Subjects whose tier was read on the one side and is assumed on the other, with both of their tiers: what is asked of them differs with what is seen. */
  readonly retiered: { readonly lost: Retiered; readonly gained: Retiered };
  /** Whether something of ours differs that can move a verdict. */
  readonly ours: boolean;
  /** Whether the very same was seen at the same time. */
  readonly isSame: boolean;
}

type Retiered = ReadonlyMap<string, readonly Finding['tier'][]>;

/** The subjects whose tier one side read and the other, where it is another tier, assumes. */
function assumedAnew(from: Side, to: Side): Retiered {
  const anew = new Map<string, Finding['tier'][]>();
  for (const [name, { tier, assumed }] of to.tiers) {
    const known = from.tiers.get(name);
    if (known && assumed && !known.assumed && known.tier !== tier) anew.set(name, [known.tier, tier]);
  }
  return anew;
}

/** Whether something of what a criterion looks at is lost from sight, or gained; and whether tiers are. */
interface Seen {
  readonly lost: boolean;
  readonly gained: boolean;
  readonly tierLost: boolean;
  readonly tierGained: boolean;
}

function seenOf(
  criterion: string,
  { sight, retiered }: Bench,
  isMeant: (name: string, tiers: readonly Finding['tier'][]) => boolean,
): Seen {
  const isRetiered = (some: Retiered): boolean => [...some].some(([name, tiers]) => isMeant(name, tiers));
  const [tierLost, tierGained] = [isRetiered(retiered.lost), isRetiered(retiered.gained)];
  const { lost, gained } = sight.of(criterion);
  return { lost: lost || tierLost, gained: gained || tierGained, tierLost, tierGained };
}

function lookUp(assessment: Assessment): Side {
  const verdicts = new Map<string, Verdict>();
  const passes = new Set<string>();
  const subjects = new Map<string, FindingSubject>();
  const tiers = new Map<string, { tier: Finding['tier']; assumed: boolean }>();
  for (const { criterion, subject, verdict, tier, tierAssumed } of assessment.findings) {
    const name = subjectKey(subject);
    if (!subjects.has(name)) subjects.set(name, withoutContainer(subject));
    if (!tiers.has(name)) tiers.set(name, { tier, assumed: tierAssumed });
    if (verdict === 'advice') continue;
    const key = `${criterion} ${name}`;
    if (isMet(verdict)) passes.add(key);
    const known = verdicts.get(key);
    verdicts.set(key, known ? worst([known, verdict]) : verdict);
  }
  return {
    assessment,
    outcomes: new Map(assessment.outcomes.map((one) => [one.criterion, one])),
    verdicts,
    passes,
    listsPasses: passes.size > 0,
    subjects,
    tiers,
  };
}

/** A subject without its container; its apiVersion may change, as fingerprints let it. */
function subjectKey({ kind, namespace, name, scope = '' }: FindingSubject): string {
  return [kind, namespace, name, scope].join('\0');
}

function withoutContainer({ container: _container, ...subject }: FindingSubject): FindingSubject {
  return subject;
}

function isAsked({ limitedTo }: Assessment, tier: (typeof allTiers)[number]): boolean {
  return limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier);
}

function onlyIn({ outcomes }: Assessment, other: Side): string[] {
  return outcomes.flatMap(({ criterion }) => (other.outcomes.has(criterion) ? [] : [criterion]));
}

function movedCriteria(bench: Bench, tiers: readonly (typeof allTiers)[number][]): MovedCriterion[] {
  return [...bench.after.outcomes.values()].flatMap((after) => {
    const before = bench.before.outcomes.get(after.criterion);
    if (!before) return [];
    return tiers.flatMap((tier): MovedCriterion[] => {
      const [was, is] = [before.tiers[tier], after.tiers[tier]];
      if (!was || !is) return [];
      const seen = seenOf(after.criterion, bench, (_name, both) => both.includes(tier));
      const move = moveOf(was.verdict, is.verdict, seen);
      if (move === null) return [];
      const why = causesOf(after.criterion, move, seen, bench);
      const { criterion, because } = after;
      return [{ criterion, tier, level: is.level, before: was.verdict, after: is.verdict, move, why, because }];
    });
  });
}

/**
 * In which direction a verdict moved; null when it did not, or from one that holds to another. From one fault to a lesser one is better only where nothing
 * is lost from sight that the criterion looks at: the greater one may still be there. Where a tier is only assumed now, nothing is better: less may be asked.
 */
function moveOf(before: Verdict, after: Verdict, { lost, gained, tierLost, tierGained }: Seen): Move | null {
  if (before === after || (isMet(before) && isMet(after))) return null;
  if (after === 'unknown') return 'unproven';
  if (before === 'unknown') return isMet(after) ? 'proven' : 'found';
  if (isMet(after)) return tierLost ? 'unproven' : 'better';
  if (isMet(before)) return tierGained ? 'found' : 'worse';
  if (after === 'partial') return lost ? 'unproven' : 'better';
  return gained ? 'found' : 'worse';
}

/** What may be behind a move, by what can be ruled out. */
function causesOf(criterion: string, move: Move, seen: Seen, { before, after, ours, isSame }: Bench): Cause[] {
  const isOurs = ours || isAnswered(before, criterion) !== isAnswered(after, criterion);
  if (isOurs && isSame) return ['definition'];
  const { lost, gained, tierLost, tierGained } = seen;
  // What is better or worse was seen on both sides, and what came or went is told by what was seen alike.
  const isOfSight =
    (move === 'unproven' && lost) ||
    ((move === 'proven' || move === 'found') && gained) ||
    (move === 'worse' && tierLost) ||
    (move === 'better' && tierGained);
  // What is not there on one side may have been hidden there.
  const mayBeOfSight = (move === 'new' && gained) || (move === 'gone' && lost);
  return [
    isOfSight ? 'visibility' : 'platform',
    ...(mayBeOfSight ? (['visibility'] as const) : []),
    ...(isOurs ? (['definition'] as const) : []),
  ];
}

function movedFindings(bench: Bench, tiers: readonly (typeof allTiers)[number][]): MovedFinding[] {
  const counts = ({ criterion, tier, verdict }: Finding): boolean =>
    (verdict === 'fail' || verdict === 'partial' || verdict === 'unknown') &&
    tiers.includes(tier) &&
    bench.before.outcomes.has(criterion) &&
    bench.after.outcomes.has(criterion);
  const byFingerprint = ({ assessment }: Side): Map<string, Finding[]> =>
    Map.groupBy(assessment.findings.filter(counts), ({ fingerprint }) => fingerprint);
  const [then, now] = [byFingerprint(bench.before), byFingerprint(bench.after)];
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((fingerprint) =>
    pairsOf(then.get(fingerprint) ?? [], now.get(fingerprint) ?? []).flatMap(([was, is]) => {
      const moved = movedFinding(was, is, bench);
      return moved ? [moved] : [];
    }),
  );
}

/** The findings of one name, tier by tier; one whose subject changed its tier is the same on both sides. */
function pairsOf(before: readonly Finding[], after: readonly Finding[]): [readonly Finding[], readonly Finding[]][] {
  const [then, now] = [before, after].map((some) => Map.groupBy(some, ({ tier }) => tier)) as [
    Map<string, Finding[]>,
    Map<string, Finding[]>,
  ];
  const left = { before: [] as Finding[][], after: [] as Finding[][] };
  const pairs: [readonly Finding[], readonly Finding[]][] = [];
  for (const tier of allTiers) {
    const [was, is] = [then.get(tier), now.get(tier)];
    if (was && is) pairs.push([was, is]);
    else if (was) left.before.push(was);
    else if (is) left.after.push(is);
  }
  for (let index = 0; index < Math.max(left.before.length, left.after.length); index += 1)
    pairs.push([left.before[index] ?? [], left.after[index] ?? []]);
  return pairs;
}

function movedFinding(before: readonly Finding[], after: readonly Finding[], bench: Bench): MovedFinding | null {
  const [was, is] = [stateOf(before), stateOf(after)];
  const shown = (after[0] ?? before[0]) as Finding;
  const name = subjectKey(shown.subject);
  const seen = seenOf(shown.criterion, bench, (one) => one === name);
  const move = findingMove(shown, was, is, seen, bench);
  if (move === null) return null;
  const { criterion, reason, subject, fingerprint, because, evidence } = shown;
  const level = (is ? bench.after : bench.before).outcomes.get(criterion)?.tiers[shown.tier]?.level;
  return {
    criterion,
    reason,
    subject,
    fingerprint,
    required: level === 'required',
    before: was,
    after: is,
    move,
    why: causesOf(criterion, move, seen, bench),
    because,
    source: evidence[0]?.source ?? null,
  };
}

/** What some findings of one name and tier say together; null of none. */
function stateOf(findings: readonly Finding[]): MovedFinding['before'] {
  const [first] = findings;
  if (!first) return null;
  return {
    verdict: worst(findings.map(({ verdict }) => verdict as Verdict)),
    tier: first.tier,
    count: findings.length,
  };
}

function findingMove(
  { criterion, subject }: Finding,
  was: MovedFinding['before'],
  is: MovedFinding['before'],
  seen: Seen,
  { before, after }: Bench,
): Move | null {
  if (was && is) {
    if (was.verdict !== is.verdict) return moveOf(was.verdict as Verdict, is.verdict as Verdict, seen);
    if (was.count === is.count) return null;
    const isMore = is.count > was.count;
    // Of what is unknown there may be as many as before, hidden now.
    if (is.verdict === 'unknown') return isMore ? (seen.gained ? null : 'unproven') : seen.lost ? null : 'proven';
    return isMore ? (seen.gained ? 'found' : 'worse') : seen.lost ? 'unproven' : 'better';
  }
  const [key, name] = [`${criterion} ${subjectKey(subject)}`, subjectKey(subject)];
  const [there, stated] = was ? [after, was] : [before, is as NonNullable<MovedFinding['after']>];
  const isSeen = isAlwaysThere(subject) || there.subjects.has(name);
  // Of a subject of which nothing is said the criterion holds, or does not apply; where something is hidden there, it may be hidden too.
  const isKnown = isAnswered(there, criterion) && !(was ? seen.lost : seen.gained);
  const said = there.verdicts.get(key) ?? (isKnown ? 'pass' : 'unknown');
  // Two subjects may bear one name, and the one with the fault may be the one that is hidden now.
  const here = was ? before : after;
  const other = isKnown || !isMet(said) || (here.listsPasses && !here.passes.has(key)) ? said : 'unknown';
  const isFault = stated.verdict !== 'unknown';
  if (was) {
    if (!isSeen) return isFault && !isKnown ? 'unproven' : 'gone';
    if (!isFault) return other === 'unknown' ? null : isMet(other) ? 'proven' : 'found';
    if (other === 'unknown') return 'unproven';
    return seen.tierLost || (!isMet(other) && seen.lost) ? 'unproven' : 'better';
  }
  if (!isSeen) return isFault && !isKnown ? 'found' : 'new';
  if (!isFault) return other === 'unknown' ? null : 'unproven';
  if (other === 'unknown') return 'found';
  return seen.tierGained || (!isMet(other) && seen.gained) ? 'found' : 'worse';
}

/** Whether a criterion was judged, and its check did not crash: then of a subject of which nothing is said it holds, or does not apply. */
function isAnswered({ outcomes, assessment }: Side, criterion: string): boolean {
  return outcomes.get(criterion)?.judged === true && !assessment.crashes.some((one) => one.criterion === criterion);
}

function isAlwaysThere({ kind }: FindingSubject): boolean {
  return kind === 'Platform' || kind === 'Organisation';
}

function compareSubjects({ before, after, sight, ours, isSame }: Bench): Comparison['subjects'] {
  const missing = (from: Side, to: Side, isHidden: boolean): Comparison['subjects']['came'] =>
    [...from.subjects].flatMap(([name, subject]) => {
      if (to.subjects.has(name) || isAlwaysThere(subject)) return [];
      const why: Cause[] =
        isSame && ours
          ? ['definition']
          : ['platform', ...(isHidden ? (['visibility'] as const) : []), ...(ours ? (['definition'] as const) : [])];
      return [{ subject, why }];
    });
  return {
    whole: before.listsPasses && after.listsPasses,
    came: missing(after, before, sight.gained.length > 0),
    went: missing(before, after, sight.lost.length > 0),
  };
}

/**
 * Whether a move stops a pipeline that lets nothing become worse. What can no longer be seen stops it too: knowing less must never make a pipeline
 * greener.
 */
function stops(moved: MovedCriterion | MovedFinding): boolean {
  const isRequired = 'level' in moved ? moved.level === 'required' : moved.required;
  if (!isRequired) return false;
  if (moved.move === 'worse' || moved.move === 'found' || moved.move === 'unproven') return true;
  if (moved.move !== 'new' || 'level' in moved) return false;
  return moved.after?.verdict !== 'unknown' || moved.why.includes('visibility');
}

function describeSide({ tool, estate, policy }: Assessment): Comparison['before'] {
  return {
    tool: { ...tool },
    source: estate.source,
    cluster: estate.cluster?.server ?? null,
    collectedAt: estate.collectedAt,
    objects: estate.objects,
    estate: estate.id,
    policy,
  };
}

/** The folder that holds every file of which an assessment tells; empty where there is none. */
function commonFolder({ findings, estate }: Assessment): string {
  const files = [
    ...findings.flatMap(({ evidence }) =>
      evidence.flatMap(({ source }) => (source === null || source.api ? [] : [source.file])),
    ),
    ...[...estate.unreadable, ...estate.unreadSources].map(({ file }) => file),
  ];
  let [common] = files.map(foldersOf);
  for (const file of files) {
    const folders = foldersOf(file);
    const differs = (common ?? []).findIndex((one, index) => one !== folders[index]);
    if (differs >= 0) common = common?.slice(0, differs);
  }
  return (common ?? []).join('/');
}

function foldersOf(file: string): string[] {
  return file.split('/').slice(0, -1);
}
