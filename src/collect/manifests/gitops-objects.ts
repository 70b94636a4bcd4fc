import { isRaw, type Raw } from '../objects/fields.ts';
import { gitopsMarks, isGitopsKind } from './gitops-sources.ts';
import { readDocuments } from './text/read-documents.ts';
import { unfoldList } from './unfold-list.ts';

/** The GitOps objects of a text. Few texts hold any, so they are looked for before it is parsed. */
export function gitopsObjects(text: string): readonly Raw[] {
  if (!gitopsMarks.some((mark) => text.includes(mark))) return [];
  return readDocuments(text)
    .flatMap(({ value }) => unfoldList(value)?.map((item) => item.value) ?? [value])
    .filter(isRaw)
    .filter(
      ({ kind, apiVersion }) =>
        typeof kind === 'string' && typeof apiVersion === 'string' && isGitopsKind(kind, apiVersion),
    );
}
