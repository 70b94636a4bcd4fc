import { splitDocuments } from '../collect/manifests/text/split-documents.ts';
import { editDocument } from './edit-yaml/edit-document.ts';
import type { Edit } from './edit-yaml/edit.ts';
import { nameNewFile } from './name-new-file.ts';
import { writeObject } from './edit-yaml/write-object.ts';
import { kustomizationOf } from './kustomization-of.ts';
import type { Placed } from './place-changes.ts';
import type { Sources } from './sources.ts';
import { type WrittenDocument, writtenObjects } from './written-objects.ts';

/** A file before and after; null: it is not there. */
export interface FileChange {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
}

/** The files with the changes in them, and which changes could not be made, and why. */
export interface Laid {
  readonly files: readonly FileChange[];
  readonly refused: ReadonlyMap<Placed, string>;
}

interface DocumentWork {
  readonly document: WrittenDocument;
  readonly edits: Map<string, { readonly edit: Edit; readonly for: Placed[] }>;
  /** New objects that stand behind it in the file, by what they are. */
  readonly behind: Map<string, string>;
}

/** Makes changes in the texts of files. The same change asked for twice is made once; of two that differ in what they set, the second is refused. */
export function layChanges(changes: readonly Placed[], sources: Sources): Laid {
  const refused = new Map<Placed, string>();
  const works = new Map<string, DocumentWork>();
  const created = new Map<string, string>();
  const named = new Map<string, string>();
  const added = new Map<string, string>();

  function workOn(document: WrittenDocument): DocumentWork {
    const key = `${document.file}\0${document.offset}`;
    const work = works.get(key) ?? { document, edits: new Map(), behind: new Map() };
    works.set(key, work);
    return work;
  }

  function addEdit(document: WrittenDocument, edit: Edit, placed: Placed): void {
    const { edits } = workOn(document);
    const key = edit.edit === 'set' ? JSON.stringify(edit.path) : JSON.stringify(edit);
    const known = edits.get(key);
    if (known && JSON.stringify(known.edit.value) !== JSON.stringify(edit.value))
      refused.set(placed, 'another patch sets the same field to something else');
    else if (known) known.for.push(placed);
    else edits.set(key, { edit, for: [placed] });
  }

  function addObject(placed: Extract<Placed, { beside: unknown }>): void {
    const { beside, origin, object, subject } = placed;
    const text = writeObject(object, beside.text);
    const identity = JSON.stringify([object['apiVersion'], object['kind'], object['metadata']]);
    const folder = beside.file.slice(0, beside.file.lastIndexOf('/') + 1);
    const known = added.get(`${folder}\0${identity}`);
    if (known !== undefined && known !== text) {
      refused.set(placed, 'another patch adds an object of that name and kind beside it, and they differ');
      return;
    }
    added.set(`${folder}\0${identity}`, text);
    const spans = splitDocuments(beside.text);
    const isManifestOfMany = spans.length > 1 && origin.within === undefined && !/^\s*[{[]/.test(beside.text);
    if (isManifestOfMany || !sources.takesNew(beside.file)) {
      if (origin.within !== undefined || /^\s*[{[]/.test(beside.text)) {
        refused.set(placed, 'a new object is to stand beside it, and the folder of its file is not read');
        return;
      }
      workOn(beside).behind.set(identity, text);
      return;
    }
    // One of it is enough in a folder, whatever it stands beside.
    const key = `${folder}\0${identity}`;
    if (named.has(key)) return;
    const file = nameNewFile(
      beside.file,
      subject.kind,
      String(object['kind']),
      (one) => created.has(one) || sources.exists(one),
    );
    const owner = kustomizationOf(beside.file, sources);
    if (typeof owner === 'string') {
      refused.set(placed, owner);
      return;
    }
    named.set(key, file);
    created.set(file, text);
    if (owner === null) return;
    const document = writtenObjects(sources).documentAt({ file: owner.file, line: owner.line, document: 0 });
    if (typeof document === 'string') refused.set(placed, document);
    else addEdit(document, { edit: 'append', path: ['resources'], value: owner.nameOf(file) }, placed);
  }

  for (const placed of changes) {
    if ('edit' in placed) addEdit(placed.in, placed.edit, placed);
    else addObject(placed);
  }

  const files: FileChange[] = [];
  for (const [file, inFile] of Map.groupBy(works.values(), ({ document }) => document.file)) {
    const before = (inFile[0] as DocumentWork).document.text;
    const pieces: string[] = [];
    let from = 0;
    for (const { document, edits, behind } of inFile.toSorted((a, b) => a.document.offset - b.document.offset)) {
      const all = [...edits.values()];
      const edited = editDocument(
        before.slice(document.offset, document.end),
        all.map(({ edit }) => edit),
      );
      for (const { edit, for: asking } of all) {
        const why = edited.refused.get(edit);
        if (why !== undefined) for (const placed of asking) refused.set(placed, why);
      }
      pieces.push(before.slice(from, document.offset), withDocuments(edited.text, [...behind.values()], before));
      from = document.end;
    }
    const after = pieces.join('') + before.slice(from);
    if (after !== before) files.push({ file, before, after });
  }
  for (const [file, after] of created) files.push({ file, before: null, after });
  return { files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)), refused };
}

/** The text of a document with further ones behind it. */
function withDocuments(text: string, others: readonly string[], whole: string): string {
  if (others.length === 0) return text;
  const newline = whole.includes('\r\n') ? '\r\n' : '\n';
  const ended = text.endsWith('\n') ? text : text + newline;
  return ended + others.map((one) => `---\n${one}`.replaceAll('\n', newline)).join('');
}
