import type { Assessment } from '../assessment/assessment.ts';

/** Renders an assessment as JSON, as `kubecompass schema assessment` describes it. */
export function renderJson(assessment: Assessment): string {
  return `${JSON.stringify(assessment, null, 2)}\n`;
}
