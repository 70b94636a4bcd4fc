import { readCredentials } from '../credentials/read-credentials.ts';
import { Fields, MalformedField, type Raw } from '../objects/fields.ts';
import type { Gathered } from './gathered.ts';
import { factsOf, type OtherDocument } from './other-documents.ts';
import type { Refusals } from './refusals.ts';
import type { Where } from './where.ts';
import { withArticle } from './with-article.ts';

/** Takes up a document that is no Kubernetes object and understood all the same; one that cannot be read is a gap of its fact. */
export function addOtherDocument(
  value: Raw,
  other: OtherDocument,
  where: Where,
  gathered: Gathered,
  { refuse }: Refusals,
): void {
  const { kind, fact, read, joins } = other;
  const { origin, place } = where;
  const name = origin.file.slice(origin.file.lastIndexOf('/') + 1);
  const fields = new Fields(value);
  try {
    const document = {
      fields,
      metadata: fields.objectOrNone('metadata'),
      spec: fields.objectOrNone('spec'),
      head: { apiVersion: '', kind, namespace: '', name, places: [place], origin },
    };
    const kept = read(document);
    const carrier = readCredentials(document, where.inFolder);
    if (joins) gathered.serverFiles.push({ raw: value, head: document.head });
    else if (kept) gathered.keep(fact, kept);
    if (carrier) gathered.keep('credentialCarriers', carrier);
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    refuse(where, {
      path: error.path,
      message: `${kind}: ${error.message}`,
      detail: (at) => `${withArticle(kind)} in ${at} cannot be read: ${error.message}`,
      facts: factsOf(other),
      namespace: null,
    });
  }
}
