import { factNames } from '../../estate/facts.ts';
import type { ImageOverride } from '../../estate/image-override.ts';
import { isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { addObject } from './add-object.ts';
import { addOtherDocument } from './add-other-document.ts';
import type { Gathered } from './gathered.ts';
import { isGitopsKind } from './gitops-sources.ts';
import { isHelmTest } from './is-helm-test.ts';
import { isSkaffoldConfig, readReplacedImages, type ReplacedImage } from './image-overrides.ts';
import { noteAltered } from './note-altered.ts';
import { otherDocumentOf } from './other-documents.ts';
import { isKustomization } from './read-kustomization.ts';
import type { Refusals } from './refusals.ts';
import { searchDocument, searchRefused } from './search-document.ts';
import { touchedBy } from './touched-by.ts';
import { unfoldList } from './unfold-list.ts';
import { type Where, within } from './where.ts';
import { withArticle } from './with-article.ts';

/** Takes up a document's value; a List is unfolded. False when it is no Kubernetes object, and nothing else that is understood. */
export function addDocument(value: unknown, where: Where, gathered: Gathered, refusals: Refusals): boolean {
  const items = unfoldList(value);
  if (items) {
    for (const { value: item, path } of items) {
      if (addDocument(item, within(where, path), gathered, refusals)) continue;
      if (isRaw(value) && typeof value['kind'] === 'string') refuseItem(item, within(where, path), refusals);
      else gathered.otherDocuments += 1;
    }
    return true;
  }
  if (!isRaw(value)) return false;
  const other = otherDocumentOf(value, where.origin.file);
  if (other) {
    addOtherDocument(value, other, where, gathered, refusals);
    return true;
  }
  if (isBrokenList(value)) {
    refuseItem(value['items'], where, refusals);
    return true;
  }
  // What is applied by no installation stands in Git all the same.
  if (isObject(value) && isHelmTest(value)) {
    gathered.otherDocuments += 1;
    if (!where.isSearched) searchDocument(value, where, gathered);
    return true;
  }
  const imagesRead = noteReplacedImages(value, where, gathered, refusals);
  if (isSkaffoldConfig(value) || isPolicyFile(value)) return false;
  // All or nothing, as for every other object.
  if (isObject(value) && !imagesRead) searchRefused(value, where, gathered);
  else if (isObject(value)) addPlain(value, where, gathered, refusals);
  else if (isRaw(value['metadata']) && ('apiVersion' in value || 'kind' in value)) refuseHalf(value, where, refusals);
  else {
    if (isKustomization(value, where.origin.file)) searchDocument(value, where, gathered);
    return false;
  }
  return true;
}

function addPlain(
  value: Raw & { readonly apiVersion: string; readonly kind: string },
  where: Where,
  gathered: Gathered,
  refusals: Refusals,
): void {
  const changed = where.altering?.(value) ?? [];
  if (changed.length > 0) noteAltered(value, changed, where, gathered);
  // Where the folder lands that it applies is told by no other.
  if (changed.length === 0 || isGitopsKind(value.kind, value.apiVersion))
    addObject(value, where, gathered, refusals, changed.length > 0);
}

function isObject(value: Raw): value is Raw & { readonly apiVersion: string; readonly kind: string } {
  return isNamed(value['apiVersion']) && isNamed(value['kind']);
}

/** Some programs write both fields empty into files of their own, such as a kubeconfig. */
function isNamed(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A list whose items are no list. */
function isBrokenList({ kind, apiVersion, items }: Raw): boolean {
  return (
    kind === 'List' && typeof apiVersion === 'string' && items !== undefined && items !== null && !Array.isArray(items)
  );
}

/** KubeCompass's own policy file, which lies in the folder as a configuration and is applied to no cluster. */
function isPolicyFile({ apiVersion, kind }: Raw): boolean {
  return kind === 'Policy' && typeof apiVersion === 'string' && apiVersion.startsWith('kubecompass.io/');
}

/** What has the metadata of an object, and does not say which kind of object it is: the API server refuses it. */
function refuseHalf({ apiVersion, kind }: Raw, where: Where, { refuse }: Refusals): void {
  const missing = isNamed(kind) ? 'apiVersion' : 'kind';
  const what = isNamed(kind) ? withArticle(kind) : 'an object';
  refuse(where, {
    path: [missing],
    message: `${missing}: there is none, or it is no text`,
    detail: (at) => `${what} in ${at} cannot be read: it has no ${missing}`,
    facts: isNamed(kind) ? touchedBy(kind, isNamed(apiVersion) ? apiVersion : null) : factNames,
    namespace: null,
  });
}

/** What stands where a list should hold objects, and is none: the API server refuses it, and nobody knows what was meant. */
function refuseItem(item: unknown, where: Where, { refuse }: Refusals): void {
  const kind = isRaw(item) && typeof item['kind'] === 'string' ? item['kind'] : null;
  const what = kind === null ? 'an item' : withArticle(kind);
  refuse(where, {
    path: [],
    message: `${what} of a list is no Kubernetes object`,
    detail: (at) => `${what} of the list in ${at} cannot be read`,
    facts: kind === null ? factNames : touchedBy(kind, null),
    namespace: null,
  });
}

/** False when they cannot be read: then the whole document was refused. */
function noteReplacedImages(document: Raw, where: Where, gathered: Gathered, { refuse }: Refusals): boolean {
  try {
    for (const one of readReplacedImages(document, where.origin.file))
      gathered.keep('imageOverrides', imageOverrideOf(one, where));
    return true;
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    refuse(where, {
      path: error.path,
      message: `images: ${error.message}`,
      detail: (at) => `which images ${at} sets cannot be read: ${error.message}`,
      facts:
        isObject(document) && !isSkaffoldConfig(document)
          ? [...new Set([...touchedBy(document.kind, document.apiVersion), 'imageOverrides' as const])]
          : ['imageOverrides'],
      namespace: null,
    });
    return false;
  }
}

function imageOverrideOf({ image, by }: ReplacedImage, { place, origin }: Where): ImageOverride {
  return {
    apiVersion: '',
    kind: by,
    namespace: '',
    name: image,
    places: [place],
    origin,
    noun: 'imageOverride',
    image,
  };
}
