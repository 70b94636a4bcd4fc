import { criterionIds } from '../definition/criteria.ts';
import { tiers as knownTiers } from '../definition/tiers.ts';
import type { Assessment, CriterionOutcome, Finding } from './assessment.ts';
import { verdictsFromWorst, worst } from './verdicts.ts';

/**
 * Looks whether the parts of an assessment agree: each criterion once and one of the definition's, as each tier is, its verdict the worst of its tiers, a finding for each subject that is counted as
 * fail, partial or unknown, and none that is not counted. Gives the first thing that does not, in words, or null.
 */
export function findDisagreement({ outcomes, findings, limitedTo }: Assessment): string | null {
  const seen = new Set<string>();
  const listed = Map.groupBy(findings, ({ criterion }) => criterion);
  for (const outcome of outcomes) {
    const { criterion } = outcome;
    if (!criterionIds.some((id) => id === criterion)) return `there is no criterion ${JSON.stringify(criterion)}`;
    if (seen.has(criterion)) return `${criterion} is answered twice`;
    const stray = Object.keys(outcome.tiers).find((tier) => !knownTiers.some((one) => one === tier));
    if (stray !== undefined) return `there is no tier ${JSON.stringify(stray)}`;
    seen.add(criterion);
    const total = worst(Object.values(outcome.tiers).map(({ verdict }) => verdict));
    if (total !== outcome.verdict) return `${criterion} is ${outcome.verdict}, and its tiers make it ${total}`;
    const problem = miscounted(outcome, listed.get(criterion) ?? [], limitedTo.tiers);
    if (problem !== null) return problem;
  }
  const stray = findings.find(({ criterion }) => !seen.has(criterion));
  return stray ? `there is a finding of ${stray.criterion}, which is not answered` : null;
}

/** What is listed of a criterion whatever was asked for. */
const alwaysListed = ['fail', 'partial', 'unknown'] as const;

function miscounted(
  { criterion, tiers }: CriterionOutcome,
  findings: readonly Finding[],
  onlyTiers: readonly string[],
): string | null {
  for (const [tier, { counts }] of Object.entries(tiers)) {
    if (onlyTiers.length > 0 && !onlyTiers.includes(tier)) continue;
    const ofTier = findings.filter((one) => one.tier === tier);
    const subjects = worstBySubject(ofTier);
    for (const verdict of alwaysListed) {
      const counted = counts[verdict] ?? 0;
      const fewest = subjects.filter((one) => one === verdict).length;
      // One object may be two subjects of a criterion, by what makes its pods and by what they keep; each has a finding.
      const most = ofTier.filter((one) => one.verdict === verdict).length;
      if (counted < fewest || counted > most)
        return `${criterion} counts ${counted} ${verdict} of tier ${tier}, and lists ${counted < fewest ? fewest : most}`;
    }
  }
  return null;
}

/** The verdict of each subject of some findings: the worst that is said of it. */
function worstBySubject(findings: readonly Finding[]): Finding['verdict'][] {
  const ranks = new Map<string, number>();
  for (const { subject, verdict } of findings) {
    if (verdict === 'advice') continue;
    const key = [subject.kind, subject.apiVersion, subject.namespace, subject.name, subject.scope ?? ''].join('\0');
    const rank = verdictsFromWorst.indexOf(verdict);
    ranks.set(key, Math.min(ranks.get(key) ?? rank, rank));
  }
  return [...ranks.values()].map((rank) => verdictsFromWorst[rank] as Finding['verdict']);
}
