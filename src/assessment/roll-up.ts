import { criteria, type CriterionId } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import type { AssessedGap, CriterionOutcome, Verdict } from './assessment.ts';
import type { Judgement } from './judge.ts';
import { countVerdicts, worst } from './verdicts.ts';

/** The tiers of one criterion, rolled up: the worst of its subjects, and unknown while there may be subjects of the tier that were not seen. */
export function rollUp(
  criterion: CriterionId,
  judgements: readonly Judgement[],
  mayHaveMore: ReadonlySet<Tier>,
  hosted: readonly Tier[],
): CriterionOutcome['tiers'] {
  return Object.fromEntries(
    hosted.map((tier) => {
      const { level } = criteria[criterion].tiers[tier];
      const verdicts = judgements.filter((one) => one.tier === tier).map(({ verdict }) => verdict);
      return [
        tier,
        {
          level,
          verdict: rolled(verdicts, mayHaveMore.has(tier) && level !== 'notRequired'),
          counts: countVerdicts(verdicts),
        },
      ];
    }),
  );
}

function rolled(verdicts: readonly Verdict[], mayBeMore: boolean): Verdict {
  return worst(mayBeMore ? [...verdicts, 'unknown'] : verdicts);
}

/** The gaps of some judgements and of the lists they were picked from, each once. */
export function gapsBehind(judgements: readonly Judgement[], subjectGaps: readonly AssessedGap[]): AssessedGap[] {
  const gaps = new Map<string, AssessedGap>();
  for (const one of [...subjectGaps, ...judgements.flatMap((judgement) => judgement.gaps)]) {
    gaps.set(`${one.fact} ${one.gap} ${one.detail}`, one);
  }
  return [...gaps.values()];
}
