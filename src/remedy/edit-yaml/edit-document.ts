import { isJson } from '../../collect/manifests/text/parse-json.ts';
import { originalOffset, parseYaml, reparseBudget } from '../../collect/manifests/text/parse-yaml.ts';
import { readDocuments } from '../../collect/manifests/text/read-documents.ts';
import { defaultReadLimits } from '../../collect/manifests/text/read-limits.ts';
import { Refusal } from '../../collect/manifests/text/refusal.ts';
import { splitDocuments } from '../../collect/manifests/text/split-documents.ts';
import { changeValue, isSameValue } from './change-value.ts';
import { type Edit, NotEditable, type Splice } from './edit.ts';
import { splicesFor } from './splices-for.ts';

/** A document after its edits, and which of them could not be made, and why. */
export interface Edited {
  readonly text: string;
  readonly refused: ReadonlyMap<Edit, string>;
}

/**
 * Makes edits in the text of one document, YAML or JSON, one after the other where two of them meet. Whatever they do not speak of stays as it was, byte by
 * byte. What comes out is read again, and must hold what was there with exactly these changes; an edit of which that is not so is refused.
 */
export function editDocument(text: string, edits: readonly Edit[]): Edited {
  const refused = new Map<Edit, string>();
  const value = valueOf(text);
  if (value === undefined) return { text, refused: new Map(edits.map((edit) => [edit, unreadable])) };
  // Nearly always all edits hold together, and the text is read twice instead of twice for each of them.
  const together = tryEdits(text, value, edits, refused);
  if (together !== null) return { text: together, refused };
  let state: { readonly text: string; readonly value: unknown } = { text, value };
  for (const edit of edits) {
    const own = new Map<Edit, string>();
    const edited = refused.has(edit) ? null : tryEdits(state.text, state.value, [edit], own);
    if (edited === null) refused.set(edit, refused.get(edit) ?? notExact);
    else if (own.has(edit)) refused.set(edit, own.get(edit) as string);
    else state = { text: edited, value: valueOf(edited) };
  }
  return { text: state.text, refused };
}

const unreadable = 'its document cannot be read alone';
const notExact =
  'an edit there would change more than is meant, such as what an anchor repeats or a merge key (<<) brings';

function valueOf(text: string): unknown {
  if (splitDocuments(text).length !== 1) return undefined;
  const documents = readDocuments(text);
  const [first] = documents;
  return documents.length === 1 && first && !first.problem ? first.value : undefined;
}

/** The text with all edits but those that are noted as refused; null where it does not hold just what it should. */
function tryEdits(text: string, value: unknown, edits: readonly Edit[], refused: Map<Edit, string>): string | null {
  let [edited, expected, left] = [text, value, edits];
  while (left.length > 0) {
    const round = nextRound(edited, left, refused);
    edited = applySplices(edited, round.splices);
    left = round.left;
  }
  for (const edit of edits) {
    if (refused.has(edit)) continue;
    try {
      expected = changeValue(expected, edit);
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error;
      return null;
    }
  }
  return isSameValue(valueOf(edited), expected) && isJson(text) === isJson(edited) ? edited : null;
}

/** The splices of as many edits as do not meet, and the edits that are left for the next round. */
function nextRound(
  text: string,
  edits: readonly Edit[],
  refused: Map<Edit, string>,
): { readonly splices: readonly Splice[]; readonly left: readonly Edit[] } {
  const json = isJson(text);
  const parsed = parse(text);
  const splices: Splice[] = [];
  const left: Edit[] = [];
  const taken = new Set<number>();
  const paths = new Set<string>();
  for (const edit of edits) {
    if (parsed === null) {
      refused.set(edit, unreadable);
      continue;
    }
    try {
      const own = splicesFor(parsed, edit, json).map(({ start, end, text: by }) => ({
        start: originalOffset(parsed.pads, start),
        end: originalOffset(parsed.pads, end),
        text: by,
      }));
      const isFree = own.every(({ start, end }) => !taken.has(start) && !taken.has(end)) && !meets(paths, edit);
      if (!isFree) {
        left.push(edit);
        continue;
      }
      splices.push(...own);
      paths.add(keyOf(edit.path));
      for (const { start, end } of own) taken.add(start).add(end);
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error;
      refused.set(edit, error.message);
    }
  }
  return { splices, left };
}

/** Whether something on the way to what is edited, or it itself, is edited in this round. */
function meets(paths: ReadonlySet<string>, { path }: Edit): boolean {
  return path.some((_, depth) => paths.has(keyOf(path.slice(0, depth + 1))));
}

function keyOf(path: Edit['path']): string {
  return JSON.stringify(path);
}

function parse(text: string): ReturnType<typeof parseYaml> | null {
  try {
    return parseYaml(text, defaultReadLimits.maxDepth, reparseBudget(text.length));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function applySplices(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: by } of splices.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, start), by);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
