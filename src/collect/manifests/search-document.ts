import { readCredentials } from '../credentials/read-credentials.ts';
import { type Part, type PartContent, readPartCredentials } from '../credentials/read-part-credentials.ts';
import { readRefusedCredentials } from '../credentials/read-refused-credentials.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { readHead } from '../objects/object-metadata.ts';
import { namespaceOf } from '../objects/scope.ts';
import { unservedKind } from '../objects/unserved-kind.ts';
import type { Gathered } from './gathered.ts';
import { completeKustomization, isKustomization } from './read-kustomization.ts';
import { unfoldList } from './unfold-list.ts';
import { type Where, within } from './where.ts';

/** Looks for credentials in a document, and for nothing else: it belongs to a source that needs rendering, and stands in Git as it is. */
export function searchDocument(value: unknown, where: Where, gathered: Gathered): void {
  const items = unfoldList(value) ?? [{ value, path: [] }];
  for (const { value: item, path } of items) {
    if (isRaw(item))
      searchObject(
        isKustomization(item, where.origin.file) ? completeKustomization(item) : item,
        within(where, path),
        gathered,
      );
  }
}

function searchObject(object: Raw, where: Where, gathered: Gathered): void {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  try {
    const fields = new Fields(object);
    const unserved = unservedKind(apiVersion, kind);
    if (unserved) throw new MalformedField([unserved.field], unserved.message);
    const namespace = namespaceOf(apiVersion, kind, fields.objectOrEmpty('metadata').text('namespace'));
    const carrier = readCredentials(readHead(fields, namespace, [where.place], where.origin), where.inFolder);
    if (carrier) gathered.keep('credentialCarriers', carrier);
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    // Its source is a gap of all that it may hold already.
    searchRefused(object, where, gathered);
  }
}

/** Looks for credentials in an object that the API server would refuse. */
export function searchRefused(object: Raw, where: Where, gathered: Gathered): void {
  const carrier = readRefusedCredentials(object, where);
  if (carrier) gathered.keep('credentialCarriers', carrier);
}

/** Looks for credentials in what belongs to a source and is no manifest by itself. */
export function searchPart(content: PartContent, part: Part, where: Where, gathered: Gathered): void {
  const carrier = readPartCredentials(content, part, where);
  if (carrier) gathered.keep('credentialCarriers', carrier);
}
