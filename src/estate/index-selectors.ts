import { type Labels, type LabelSelector, matchesSelector, requiredLabels } from './label-selector.ts';

/**
 * Finds, for any labels, the items whose selector selects them, in their own order: the counterpart of indexByLabels. Each item is filed once,
 * under that label it requires which the fewest other items require, so that labels which everything bears cost nothing.
 */
export function indexSelectors<Item>(
  items: Iterable<Item>,
  selectorOf: (item: Item) => LabelSelector | null,
): (labels: Labels) => Item[] {
  const selecting = [...items].flatMap((item, position) => {
    const selector = selectorOf(item);
    return selector ? [{ item, position, selector, required: requiredLabels(selector).map(labelKey) }] : [];
  });
  const uses = new Map<string, number>();
  for (const { required } of selecting) for (const label of required) uses.set(label, (uses.get(label) ?? 0) + 1);
  const usesOf = (label: string): number => uses.get(label) ?? 0;

  const filed = new Map<string | null, typeof selecting>();
  for (const one of selecting) {
    const rarest = one.required.reduce<string | null>(
      (best, label) => (best === null || usesOf(label) < usesOf(best) ? label : best),
      null,
    );
    const list = filed.get(rarest);
    if (list) list.push(one);
    else filed.set(rarest, [one]);
  }

  return (labels) => {
    const lists = [null, ...Object.entries(labels).map(labelKey)].flatMap((label) => filed.get(label) ?? []);
    return lists
      .filter(({ selector }) => matchesSelector(selector, labels))
      .toSorted((a, b) => a.position - b.position)
      .map(({ item }) => item);
  };
}

/** No label key holds an equals sign, so this is unambiguous. */
function labelKey([key, value]: readonly [key: string, value: string]): string {
  return `${key}=${value}`;
}
