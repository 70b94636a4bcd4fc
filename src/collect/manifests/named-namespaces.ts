import { type FactName, factNames } from '../../estate/facts.ts';
import type { Identified } from '../../estate/identity.ts';
import type { Namespace } from '../../estate/namespace.ts';

/** The namespaces that objects name and no Namespace object declares, each once, where it is named first. */
export function namedNamespaces(
  found: Readonly<Record<FactName, readonly Identified[]>>,
  declared: ReadonlySet<string>,
): Namespace[] {
  const named = new Map<string, Namespace>();
  for (const name of factNames) {
    for (const item of found[name]) {
      if (item.namespace === '' || declared.has(item.namespace) || named.has(item.namespace)) continue;
      named.set(item.namespace, {
        noun: 'namespace',
        apiVersion: 'v1',
        kind: 'Namespace',
        namespace: item.namespace,
        name: item.namespace,
        places: [],
        origin: item.origin,
        declared: false,
        labels: {},
        tierLabel: null,
      });
    }
  }
  return [...named.values()];
}
