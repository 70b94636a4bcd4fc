import { isRaw, type Raw } from '../../objects/fields.ts';
import type { GivenRepository } from '../folder-index.ts';
import { fillGoTemplate } from '../go-template.ts';

/** Why it cannot be told which Applications a set makes; completes "which Applications it makes cannot be told: …". */
export interface Untold {
  readonly untold: string;
  /** Whether a folder that its template names may be one of another repository, or none that is applied: what is not known may say so. */
  readonly isAnywhere?: true;
}

/** What stands for a name in the template of a set. */
export type Parameters = Readonly<Record<string, unknown>>;

/** How a set of applications is filled in. */
export interface SetOptions {
  readonly repository: GivenRepository;
  readonly isGo: boolean;
  readonly isStrict: boolean;
  readonly takesNestedSelectors: boolean;
}

/** What a generator makes: once for each application. */
export type Made = readonly Parameters[] | Untold;

/** Whether a field says anything. */
export function isSaid(value: unknown): boolean {
  return !(value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0));
}

/** `{a: {b: [c]}}` → `{'a.b.0': 'c'}`. */
export function flat(value: Raw, before = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] => {
      const inner = Array.isArray(one) ? Object.fromEntries(one.entries()) : one;
      return isRaw(inner) && Object.keys(inner).length > 0
        ? Object.entries(flat(inner, `${before}${key}.`))
        : [[`${before}${key}`, one]];
    }),
  );
}

/** Fills in what is known; what is not stays as it is, and is found by whoever looks for braces. */
export function fill(value: unknown, parameters: Parameters, set: SetOptions): unknown {
  if (typeof value === 'string') {
    if (set.isGo) return fillGoTemplate(value, parameters, set.isStrict) ?? value;
    return value.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (all, name: string) => {
      const found = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      return typeof found === 'string' ? found : all;
    });
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, parameters, set));
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, parameters, set)]));
}
