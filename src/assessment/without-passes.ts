import type { Assessment } from './assessment.ts';

/** The same assessment without the findings that only an audit lists: what passes, and subjects to which nothing applies. */
export function withoutPasses(assessment: Assessment): Assessment {
  const { findings } = assessment;
  return {
    ...assessment,
    findings: findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'notApplicable'),
  };
}
