import { type LabelSelector, selectorProblem } from '../../estate/label-selector.ts';
import { type Fields, MalformedField } from './fields.ts';

/** Reads a label selector; null when absent, MalformedField when the API server would refuse it. */
export function readSelector(fields: Fields, key: string): LabelSelector | null {
  const value = fields.value(key);
  if (value === undefined) return null;
  const path = [...fields.path, key];
  const problem = selectorProblem(value, `${fields.where === '' ? '' : `${fields.where}.`}${key}`);
  if (problem !== null) throw new MalformedField(path, problem);
  return value;
}
