import type { Gap } from '../estate/gap.ts';

/**
 * Why objects of a cluster could not be looked for: their list was refused, or ended early, or only some namespaces were asked. Null where what was seen is all
 * that the server shows.
 */
export function notLookedFor(...views: readonly { all(): { readonly gaps: readonly Gap[] } }[]): Gap | null {
  const gaps = views.flatMap((view) => view.all().gaps);
  const refused = gaps.find(({ gap }) => gap === 'forbidden' || gap === 'unreachable');
  return refused ?? gaps.find((one) => one.beyondCluster !== true) ?? null;
}
