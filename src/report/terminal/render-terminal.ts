import type { Assessment } from '../../assessment/assessment.ts';

/** Renders an assessment for a terminal. */
export function renderTerminal(assessment: Assessment): string {
  const lines = [
    `${assessment.estate.objects} objects in ${assessment.estate.files} files`,
    ...Object.entries(assessment.tiers).map(([tier, { status }]) => `${tier}: ${status}`),
    ...assessment.findings.map(
      (one) =>
        `${one.verdict} ${one.criterion} ${one.subject.kind}/${one.subject.namespace}/${one.subject.name}: ${one.because}`,
    ),
    `gate ${assessment.gate.holds ? 'holds' : 'does not hold'}: ${assessment.gate.because}`,
  ];
  return `${lines.join('\n')}\n`;
}
