import type { KindList, ServedKind } from './cluster-record.ts';
import { askedOnlyIn } from './live/live-kinds.ts';
import { isNamespaceKind } from './maker-kinds.ts';

/** The lists that are asked for of some kinds: of these namespaces only, or (null) of all. */
export function listsOf(kinds: readonly ServedKind[], namespaces: readonly string[] | null): KindList[] {
  return kinds.flatMap((kind) => {
    const only = askedOnlyIn(kind.group, kind.kind);
    if (only !== null) return [{ ...kind, namespace: only }];
    // Whoever has the rights of a namespace may get it by its name, and list none.
    if (namespaces !== null && isNamespaceKind(kind)) return namespaces.map((namespace) => ({ ...kind, namespace }));
    const within = kind.isNamespaced && namespaces !== null ? namespaces : [null];
    return within.map((namespace) => ({ ...kind, namespace }));
  });
}
