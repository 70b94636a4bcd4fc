import { isRaw, type Raw } from './fields.ts';

/** The objects of a list; none of what is no list. */
export function listOf(of: Raw, key: string): Raw[] {
  const list = of[key];
  return Array.isArray(list) ? list.filter(isRaw) : [];
}
