import type { Raw } from './fields.ts';
import { isUnfilled, type Path, type Refuse } from './refuse-at.ts';

/** Refuses what bears the name of something before it in its list. */
export function refuseDoubles(items: readonly Raw[], path: Path, what: string, refuse: Refuse): void {
  const seen = new Set<string>();
  items.forEach(({ name }, index) => {
    if (typeof name !== 'string' || name === '' || isUnfilled(name)) return;
    if (seen.has(name)) refuse([...path, index, 'name'], `two ${what} bear this name`);
    seen.add(name);
  });
}
