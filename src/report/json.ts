import type { Assessment } from '../assessment/assessment.ts';

/** What a terminal acts upon or hides, beyond the controls that JSON escapes anyway. */
const invisible = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * Writes a result as JSON. Characters of somebody else's names that a terminal would act upon are written as escapes, which is the same JSON.
 */
export function writeJson(result: object): string {
  const text = JSON.stringify(result, null, 2);
  return `${text.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** Renders an assessment as JSON, as `kubecompass schema assessment` describes it. */
export function renderJson(assessment: Assessment): string {
  return writeJson(assessment);
}
