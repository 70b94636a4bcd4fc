import { isRaw, type Raw } from '../objects/fields.ts';

/** What is laid over something key by key, all the way down; lists are replaced. */
export function overlay(under: Raw, over: Raw): Raw {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined || value === null) continue;
    const below = merged[key];
    merged[key] = isRaw(below) && isRaw(value) ? overlay(below, value) : value;
  }
  return merged;
}
