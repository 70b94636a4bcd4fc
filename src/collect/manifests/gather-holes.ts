import type { Gap } from '../../estate/gap.ts';
import type { Hole } from './visibility.ts';

/** So many documents of one folder are told one by one. */
const toldApart = 3;

/**
 * The holes in one order, whatever was read first. Documents of one folder that cannot be read and hide the same are one gap when they are many: every
 * judgement that waits for them carries its gaps along, and each document is listed as unreadable anyway.
 */
export function gatherHoles(holes: readonly Hole[]): Hole[] {
  const sorted = holes.toSorted((a, b) => compare(a.gap.detail, b.gap.detail));
  const alike = Map.groupBy(sorted, ({ gap, facts, namespace }) =>
    gap.gap === 'malformed' ? JSON.stringify([gap.place, gap.keptIn, namespace, facts]) : null,
  );
  return [...alike]
    .flatMap(([key, same]) => (key === null || same.length <= toldApart ? same : [asOne(same)]))
    .toSorted((a, b) => compare(a.gap.detail, b.gap.detail));
}

function asOne(holes: readonly Hole[]): Hole {
  const [first] = holes as [Hole];
  const gap: Gap = { ...first.gap, detail: `${first.gap.detail}; nor can ${holes.length - 1} more in that folder` };
  return { ...first, gap };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
