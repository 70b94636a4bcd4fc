import type { Check, Letter } from '../checks/define-check.ts';
import { tiers } from '../definition/tiers.ts';
import type { CriterionOutcome, Finding, FindingSubject, MissingEvidence, Remedy } from './assessment.ts';

/** What to do next: the remedies and the missing evidence of an assessment, what moves most first. `workloads` are the keys of what makes pods. */
export function planNextSteps(
  outcomes: readonly CriterionOutcome[],
  findings: readonly Finding[],
  workloads: ReadonlySet<string>,
  checks: readonly Check[],
): { remedies: Remedy[]; evidence: MissingEvidence[] } {
  return {
    remedies: planRemedies(outcomes, findings, workloads, checks),
    evidence: listMissingEvidence(outcomes, findings),
  };
}

/**
 * Findings of one criterion, reason and fix are one remedy. What fails a required criterion comes first, because that alone keeps the gate from
 * holding; then what is partial, and what is only recommended; in each of these what helps the highest tier, there what does not work now,
 * then what weighs most for all tiers together, and of that what frees most subjects. What an exception accepts needs no remedy; what a baseline holds comes last, because nothing
 * waits for it.
 */
function planRemedies(
  outcomes: readonly CriterionOutcome[],
  findings: readonly Finding[],
  workloads: ReadonlySet<string>,
  checks: readonly Check[],
): Remedy[] {
  const reasons = new Map<string, Check['reasons']>(checks.map((check) => [check.answers, check.reasons]));
  const outages = new Set(
    checks.flatMap(({ answers, outages: some = [] }) => some.map((reason) => `${answers} ${reason}`)),
  );
  const levels = new Map(outcomes.map(({ criterion, tiers }) => [criterion, tiers]));
  const isRequired = ({ criterion, tier }: Finding): boolean => levels.get(criterion)?.[tier]?.level === 'required';
  const rank = (finding: Finding): number =>
    finding.exception ? 3 : isRequired(finding) ? (finding.verdict === 'fail' ? 0 : 1) : 2;
  const faults = findings.filter(
    ({ verdict, exception }) => (verdict === 'fail' || verdict === 'partial') && exception?.by !== 'exception',
  );
  const groups = Map.groupBy(faults, ({ criterion, reason, fix }) => JSON.stringify([criterion, reason, fix]));
  return [...groups.values()]
    .map((group) => {
      const [first] = group as [Finding, ...Finding[]];
      const subjects = new Map(group.map(({ subject }) => [subjectKey(subject), subject]));
      const best = Math.min(...group.map(rank));
      return {
        rank: best,
        tier: Math.min(...group.filter((one) => rank(one) === best).map(({ tier }) => tiers.indexOf(tier))),
        later: Number(!outages.has(`${first.criterion} ${first.reason}`)),
        lightness: lightnessOf(reasons.get(first.criterion)?.[first.reason]),
        remedy: {
          criterion: first.criterion,
          reason: first.reason,
          verdict: group.some(({ verdict }) => verdict === 'fail') ? ('fail' as const) : ('partial' as const),
          required: group.some(isRequired),
          fix: first.fix ?? '',
          subjects: [...subjects.values()].reduce((sum, { standsFor }) => sum + (standsFor?.length ?? 1), 0),
          workloads: [...subjects.values()].filter((one) => workloads.has(workloadKey(one))).length,
          first: first.subject,
        },
      };
    })
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        a.tier - b.tier ||
        a.later - b.later ||
        a.lightness - b.lightness ||
        b.remedy.subjects - a.remedy.subjects,
    )
    .map(({ remedy }) => remedy);
}

const letters: readonly Letter[] = ['F', 'P', 'a', '–'];

/** How little a reason weighs, tier by tier: FFF before FFP before FPa. */
function lightnessOf(words: Check['reasons'][string] | undefined): number {
  const [weights] = typeof words === 'string' ? [''] : (words ?? ['']);
  return tiers.reduce((sum, _tier, index) => {
    const lightness = letters.indexOf(weights[index] as Letter);
    return sum * letters.length + (lightness < 0 ? letters.length - 1 : lightness);
  }, 0);
}

/** What is missing for the criteria that this version judges, and by what it is supplied; several gaps may have to be filled for one subject. */
function listMissingEvidence(outcomes: readonly CriterionOutcome[], findings: readonly Finding[]): MissingEvidence[] {
  const bySupply = new Map<
    MissingEvidence['suppliedBy'],
    { criteria: Set<string>; subjects: Set<string>; details: Map<string, number> }
  >();
  function note(criterion: string, gaps: CriterionOutcome['gaps'], subject: FindingSubject | null): void {
    for (const { suppliedBy = null, detail } of gaps) {
      const group = bySupply.get(suppliedBy) ?? { criteria: new Set(), subjects: new Set(), details: new Map() };
      bySupply.set(suppliedBy, group);
      group.criteria.add(criterion);
      group.details.set(detail, (group.details.get(detail) ?? 0) + 1);
      if (subject) group.subjects.add(subjectKey(subject));
    }
  }
  const waits = outcomes.filter(
    ({ judged, tiers }) => judged && Object.values(tiers).some(({ level }) => level !== 'notRequired'),
  );
  for (const { criterion, gaps } of waits) note(criterion, gaps, null);
  const waiting = new Set(waits.map(({ criterion }) => criterion));
  for (const { criterion, gaps, subject } of findings) if (waiting.has(criterion)) note(criterion, gaps, subject);

  return [...bySupply]
    .map(([suppliedBy, { criteria, subjects, details }]) => ({
      suppliedBy,
      criteria: [...criteria],
      subjects: subjects.size,
      details: [...details].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([detail]) => detail),
    }))
    .toSorted(
      (a, b) =>
        // What cannot be read stops the gate, and what it holds nobody knows.
        Number(b.suppliedBy === 'readable-files') - Number(a.suppliedBy === 'readable-files') ||
        Number(a.suppliedBy === null) - Number(b.suppliedBy === null) ||
        b.criteria.length - a.criteria.length ||
        b.subjects - a.subjects,
    );
}

/** A subject without its container. */
function subjectKey({ kind, namespace, name, scope = '' }: FindingSubject): string {
  return [kind, namespace, name, scope].join('\0');
}

/** What a finding's subject is called among those that make pods. */
export function workloadKey({
  apiVersion,
  kind,
  namespace,
  name,
}: Pick<FindingSubject, 'apiVersion' | 'kind' | 'namespace' | 'name'>): string {
  return [apiVersion, kind, namespace, name].join('\0');
}
