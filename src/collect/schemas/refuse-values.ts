import { isRaw, MalformedField, type Raw, writePath } from '../objects/fields.ts';
import { matchesPattern } from './matches-pattern.ts';
import type { ValueRules } from './value-rules.ts';

/**
 * What a definition refuses of an object, beside what is of a wrong type: a field that is missing, and a value out of its bounds. What is still to be
 * filled in may become anything, and of what is unfinished anything may be missing. `file` holds the definition.
 */
export function refuseValues(
  raw: Raw,
  rules: ValueRules,
  { file, isUnfinished }: { readonly file: string; readonly isUnfinished: boolean },
): MalformedField[] {
  const refused: MalformedField[] = [];
  const path: (string | number)[] = [];

  function refuse(at: readonly (string | number)[], problem: string): void {
    refused.push(new MalformedField(at, `${writePath(at)}: ${problem} (by the definition in ${file})`));
  }

  function walkInto(step: string | number, value: unknown, of: ValueRules): void {
    path.push(step);
    walk(value, of);
    path.pop();
  }

  function walk(value: unknown, of: ValueRules): void {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      const count = countProblem(value.length, of, 'items', isUnfinished);
      if (count !== null) refuse([...path], count);
      if (of.items) for (const [index, item] of value.entries()) walkInto(index, item, of.items);
    } else if (isRaw(value)) {
      for (const name of isUnfinished ? [] : (of.required ?? []))
        if (!Object.hasOwn(value, name)) refuse([...path, name], 'there is none');
      for (const name of Object.keys(value)) {
        const inner = of.fields && Object.hasOwn(of.fields, name) ? of.fields[name] : of.values;
        if (inner) walkInto(name, value[name], inner);
      }
    } else {
      const problem = problemOf(value, of, isUnfinished);
      if (problem !== null) refuse([...path], problem);
    }
  }

  walk(raw, rules);
  return refused;
}

/** What is unfinished may grow. */
function countProblem(
  count: number,
  { shortest, longest }: ValueRules,
  of: string,
  isUnfinished: boolean,
): string | null {
  if (shortest !== undefined && count < shortest && !isUnfinished) return `expected ${shortest} ${of} or more`;
  return longest !== undefined && count > longest ? `expected ${longest} ${of} or fewer` : null;
}

function problemOf(value: unknown, rules: ValueRules, isUnfinished: boolean): string | null {
  const { words, least, most, above, below, pattern } = rules;
  if (typeof value === 'string' && /[${}<>]/.test(value)) return null;
  if (words && typeof value !== 'bigint' && !words.includes(value as string)) return `expected ${sayWords(words)}`;
  if (typeof value === 'number' && least !== undefined && value < least) return `expected ${least} or more`;
  if (typeof value === 'number' && most !== undefined && value > most) return `expected ${most} or less`;
  if (typeof value === 'number' && above !== undefined && value <= above) return `expected more than ${above}`;
  if (typeof value === 'number' && below !== undefined && value >= below) return `expected less than ${below}`;
  // The API server counts letters, and not the halves that JavaScript makes of some.
  const count =
    typeof value === 'string' ? countProblem(Array.from(value).length, rules, 'letters', isUnfinished) : null;
  if (count !== null) return count;
  const isRefused = typeof value === 'string' && pattern !== undefined && matchesPattern(pattern, value) === false;
  return isRefused ? `expected text that matches ${pattern}` : null;
}

const mostWords = 8;

function sayWords(words: NonNullable<ValueRules['words']>): string {
  const shown = words.slice(0, mostWords).map((word) => (word === '' ? '""' : String(word)));
  const last = words.length > mostWords ? `one of ${words.length - mostWords} others` : shown.pop();
  return shown.length === 0 ? String(last) : `${shown.join(', ')} or ${last}`;
}
