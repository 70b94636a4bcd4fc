import type { CriterionId } from '../definition/criteria.ts';
import type { Policy } from '../estate/policy.ts';
import { type FrameworkId, frameworkIds } from '../frameworks/frameworks.ts';
import { answerControls, countControls } from './answer-controls.ts';
import type { Assessment, CriterionOutcome, Verdict } from './assessment.ts';

/** Says of every framework what the outcomes mean for its controls: counted, and one by one for those that are asked for. */
export type CoverFrameworks = (
  outcomes: readonly CriterionOutcome[],
  policy: Policy,
  asked: readonly FrameworkId[],
) => Assessment['frameworks'];

/** See CoverFrameworks. */
export const coverFrameworks: CoverFrameworks = (outcomes, policy, asked) => {
  const verdicts = new Map<string, Verdict>(outcomes.map(({ criterion, verdict }) => [criterion, verdict]));
  const verdictOf = (criterion: CriterionId): Verdict => verdicts.get(criterion) ?? 'unknown';
  return Object.fromEntries(
    frameworkIds.map((id) => {
      const coverage = { declared: policy.frameworks.includes(id), ...countControls(id, verdictOf) };
      return [id, asked.includes(id) ? { ...coverage, answers: answerControls(id, verdictOf) } : coverage];
    }),
  );
};
