import { escapeOf, showInvisible } from '../show-invisible.ts';

/** Words that a pipeline's log reader takes for a command when a line begins with them (GitHub `::error::`, Azure `##vso[…]`). */
const logCommand = /(^|\s)(::|##)(?=\S)/g;

/** Printable ASCII, which nearly everything is. */
const isPlain = /^[ -~]*$/;

/**
 * A text of somebody else's, made harmless on one line of a terminal or a pipeline's log: what a terminal would act upon is shown as its
 * escape (`\u001b`), and nothing else changes.
 */
export function sanitize(text: string): string {
  if (isPlain.test(text) && !text.includes('::') && !text.includes('##')) return text;
  return showInvisible(text).replace(
    logCommand,
    (_all, before: string, marks: string) => `${before}${escapeOf(marks.charAt(0))}${marks.charAt(1)}`,
  );
}

/** The same value with every text in it made harmless, keys too: what is rendered from it cannot forget one. What is harmless is not copied. */
export function sanitizeAll<T>(value: T): T {
  return sanitizeValue(value) as T;
}

function sanitizeValue(value: unknown): unknown {
  if (typeof value === 'string') return sanitize(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(sanitizeValue);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value);
  const harmless = entries.map(([key, one]): [string, unknown] => [sanitize(key), sanitizeValue(one)]);
  const changed = harmless.some(([key, one], index) => key !== entries[index]?.[0] || one !== entries[index]?.[1]);
  return changed ? Object.fromEntries(harmless) : value;
}
