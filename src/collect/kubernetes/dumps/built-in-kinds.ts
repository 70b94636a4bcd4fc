import { kindsRead } from '../../objects/kinds.ts';
import { namespaceOf } from '../../objects/scope.ts';
import { kubernetesVersions } from '../../schemas/field-tables.ts';
import type { ServedKind } from '../cluster-record.ts';
import { isAskedFor, liveKinds } from '../live/live-kinds.ts';

/** The kinds that every cluster serves, as far as something is made of them. */
export function builtInKinds(): ServedKind[] {
  return askedKinds().filter(({ group, kind }) => group !== 'extensions' && kubernetesVersions(group, kind).length > 0);
}

/** Every kind that something is made of. `*` is any kind of a group. */
export function askedKinds(): ServedKind[] {
  return [...new Set([...kindsRead, ...liveKinds])]
    .map((key): ServedKind => {
      const slash = key.lastIndexOf('/');
      return kindNamed(key.slice(0, slash), key.slice(slash + 1));
    })
    .filter(({ group, kind }) => isAskedFor(group, kind));
}

/** A kind of which nothing but its name is known, in the version that is settled. */
export function kindNamed(
  group: string,
  kind: string,
  version = kubernetesVersions(group, kind)[0] ?? 'v1',
): ServedKind {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    group,
    version,
    kind,
    resource: pluralOf(kind),
    isNamespaced: namespaceOf(apiVersion, kind, 'x') !== '',
  };
}

/** The name of a kind in a path, as Kubernetes forms it. */
function pluralOf(kind: string): string {
  const small = kind.toLowerCase();
  if (small === 'endpoints') return small;
  if (/(?:s|x|ch|sh)$/.test(small)) return `${small}es`;
  return /[^aeiou]y$/.test(small) ? `${small.slice(0, -1)}ies` : `${small}s`;
}
