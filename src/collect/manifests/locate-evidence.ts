import { readFileSync } from 'node:fs';
import type { Origin } from '../../estate/identity.ts';
import { parsePath } from '../../estate/parse-path.ts';
import { checksum } from './text/checksum.ts';
import { decodeText } from './text/decode-text.ts';
import { documentFinder } from './text/document-finder.ts';
import { locatePaths, type Position, toFilePosition, type ValuePath } from './text/locate.ts';

/** A text that was read, so that it can be looked into again. */
export interface ReadText {
  /** Absolute; null where there is no file to read again. */
  readonly path: string | null;
  /** The text itself, where there is no file. */
  readonly text: string | null;
  /** The checksum of the text, by which a change is told. */
  readonly checksum: number;
}

/** What was read, by the file's path as the user would type it. */
export type ReadTexts = ReadonlyMap<string, ReadText>;

/** A field that something points at. */
export interface Pin {
  readonly origin: Origin;
  /** The path in the object, such as `spec.replicas` or `metadata.labels["app.kubernetes.io/name"]`; null: the object itself. */
  readonly path: string | null;
}

/**
 * Where fields stand in their files, in the order of the pins: the field's key, or the nearest object above it when it is absent there. A text
 * that cannot be read again as it was leaves the start of the document. Each text is read once, and of it only documents with pins are parsed.
 */
export function locateFields(pins: readonly Pin[], texts: ReadTexts): Position[] {
  const positions = pins.map(({ origin }): Position => ({ line: origin.line, column: 1 }));
  const byFile = Map.groupBy(pins.keys(), (index) => (pins[index] as Pin).origin.file);
  for (const [file, inFile] of byFile) {
    const text = readAgain(texts.get(file));
    if (text === null) continue;
    const documentOf = documentFinder(text);
    const byDocument = Map.groupBy(inFile, (index) => (pins[index] as Pin).origin.document);
    for (const inDocument of byDocument.values()) {
      const document = documentOf((pins[inDocument[0] as number] as Pin).origin);
      if (document === null) continue;
      const paths = inDocument.map((index) => pathInDocument(pins[index] as Pin));
      const located = locatePaths(text.slice(document.offset, document.end), paths);
      inDocument.forEach((index, nth) => {
        // A whole document is pointed at by its start, comments and all; an item of a list by its own.
        if ((paths[nth] as ValuePath).length > 0) positions[index] = toFilePosition(document, located[nth] as Position);
      });
    }
  }
  return positions;
}

/** The text, if it is what it was when it was read first. */
function readAgain(read: ReadText | undefined): string | null {
  if (!read) return null;
  const text = read.text ?? textOf(read.path);
  return text !== null && checksum(text) === read.checksum ? text : null;
}

function textOf(path: string | null): string | null {
  if (path === null) return null;
  try {
    const decoded = decodeText(readFileSync(path));
    return 'text' in decoded ? decoded.text : null;
  } catch {
    // It was there a moment ago. What was found in it stands; only its lines are known less well.
    return null;
  }
}

function pathInDocument({ origin, path }: Pin): ValuePath {
  const own = path === null ? [] : parsePath(path);
  return [...(origin.within ?? []), ...own];
}
