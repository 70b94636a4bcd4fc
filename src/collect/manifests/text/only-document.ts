import { readDocuments } from './read-documents.ts';

/** The value of a text that is one document, null for an empty one; undefined where it cannot be read, or holds several. */
export function onlyDocument(text: string): unknown {
  if (text.trim() === '') return null;
  const documents = readDocuments(text);
  const [first] = documents;
  return documents.length === 1 && first && !first.problem ? first.value : undefined;
}
