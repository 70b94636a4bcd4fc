import type { AlertMatcher } from './alert-routing.ts';

/**
 * Whether a label of an alert meets a matcher, as Alertmanager sees it: a label that is not there is empty, and expressions are anchored at both ends.
 * null where the expression is none that can be read here.
 */
export function matchAlert({ operator, value }: AlertMatcher, label: string): boolean | null {
  if (operator === '=') return label === value;
  if (operator === '!=') return label !== value;
  try {
    const matches = new RegExp(`^(?:${value.replace(/^\(\?i\)/, '')})$`, value.startsWith('(?i)') ? 'i' : '').test(
      label,
    );
    return operator === '=~' ? matches : !matches;
  } catch {
    return null;
  }
}
