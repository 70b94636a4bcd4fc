import { isRaw, type Raw } from '../objects/fields.ts';
import { namespaceOf } from '../objects/scope.ts';
import type { AlteredObject, Alteration } from './alteration.ts';
import type { Gathered } from './gathered.ts';
import { isGitopsKind } from './gitops-sources.ts';
import { givenNamespace } from './name-subjects.ts';
import { searchDocument } from './search-document.ts';
import { touchedBy } from './touched-by.ts';
import type { Where } from './where.ts';

/** Takes up an object that is applied otherwise than it stands here: only its credentials are judged, which stand in Git as they are. */
export function noteAltered(
  raw: Raw & { readonly apiVersion: string; readonly kind: string },
  alterations: readonly Alteration[],
  where: Where,
  gathered: Gathered,
): void {
  const { apiVersion, kind, metadata } = raw;
  const text = (key: string): string | null =>
    isRaw(metadata) && typeof metadata[key] === 'string' ? metadata[key] : null;
  const name = text('name');
  const stated = namespaceOf(apiVersion, kind, text('namespace') ?? givenNamespace(where.kustomized));
  gathered.places.add(where.place);
  const altered: Omit<AlteredObject, 'alteration'> = {
    what: name === null ? kind : `${kind} ${name}`,
    place: where.place,
    // A source fills another namespace than its own.
    namespace: stated === '' || isGitopsKind(kind, apiVersion) ? null : stated,
    facts: touchedBy(kind, apiVersion, name).filter((fact) => fact !== 'credentialCarriers'),
  };
  for (const alteration of alterations) gathered.altered.push({ ...altered, alteration });
  if (!isGitopsKind(kind, apiVersion)) searchDocument(raw, where, gathered);
}

/** Lists who changes objects, and makes what these become gaps. */
export function settleAltered(gathered: Gathered): void {
  const byWhom = Map.groupBy(gathered.altered, ({ alteration: { file, who } }) => JSON.stringify([file, who]));
  for (const all of byWhom.values()) {
    const [{ alteration }] = all as [AlteredObject];
    const names = [...new Set(all.map(({ what }) => what))].toSorted();
    const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
    const fields = [...new Set(all.map((one) => one.alteration.by))].toSorted().join(', ');
    const message = `${alteration.who} changes ${names.slice(0, 2).join(', ')}${more} (${fields}); that is applied only where kubectl or kustomize is on the PATH, and not with --raw`;
    gathered.unreadSources.push({ file: alteration.file, type: 'kustomization', message });
    const detail = `${alteration.file}: ${message}`;
    for (const same of Map.groupBy(all, ({ place, namespace }) => JSON.stringify([place, namespace])).values()) {
      const [{ place, namespace }] = same as [AlteredObject];
      gathered.holes.push({
        gap: { gap: 'not-collected', detail, place, suppliedBy: 'rendering' },
        facts: [...new Set(same.flatMap(({ facts }) => facts))],
        namespace,
        stands: place,
      });
    }
  }
}
