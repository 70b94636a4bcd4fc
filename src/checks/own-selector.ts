import { isEmptySelector, matchesSelector } from '../estate/label-selector.ts';
import type { Workload } from '../estate/workload.ts';
import type { Json } from './define-patch.ts';

/** A selector for a workload's pods and what it takes care of: its own, else the labels of its template; null where it has neither. */
export function ownSelector({ selector, pod: { labels } }: Workload): { readonly [key: string]: Json } | null {
  if (selector && !isEmptySelector(selector) && matchesSelector(selector, labels)) {
    const { matchLabels, matchExpressions } = selector;
    const expressions = (matchExpressions ?? []).map(({ key, operator, values }) => ({
      key,
      operator,
      ...(values && values.length > 0 ? { values: [...values] } : {}),
    }));
    return {
      ...(matchLabels && Object.keys(matchLabels).length > 0 ? { matchLabels: { ...matchLabels } } : {}),
      ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
    };
  }
  return Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : null;
}
