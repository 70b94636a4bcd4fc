import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import type { FrameworkId } from '../frameworks/frameworks.ts';
import { mappingsOf } from '../frameworks/mappings.ts';

/** What a user limits an assessment to, empty lists to nothing. */
export interface Limits {
  readonly criteria: readonly CriterionId[];
  readonly frameworks: readonly FrameworkId[];
}

/**
 * The criteria that a limited assessment is about; empty: all of them. Of frameworks these are the criteria that their controls ask for, wholly or in
 * part; where criteria are named too, those of them. Throws where none is left, which is the caller's to refuse.
 */
export function criteriaAsked({ criteria, frameworks }: Limits): readonly CriterionId[] {
  if (frameworks.length === 0) return criteria;
  const asked = criterionIds.filter((criterion) => isAskedBy(criterion, frameworks));
  const both = criteria.length === 0 ? asked : asked.filter((criterion) => criteria.includes(criterion));
  if (both.length === 0) throw new Error('no criterion that was named is asked for by a framework that was named');
  return both;
}

/** Whether a control of one of the frameworks asks for a criterion, wholly or in part. */
export function isAskedBy(criterion: CriterionId, frameworks: readonly FrameworkId[]): boolean {
  return mappingsOf(criterion).some(({ framework, role }) => role !== 'supporting' && frameworks.includes(framework));
}
