import { posix } from 'node:path';
import type { Origin } from '../../../estate/identity.ts';
import { isRaw, type Raw, writePath } from '../../objects/fields.ts';
import type { EstateBuilder } from '../estate-builder.ts';
import type { KustomizationSource } from '../find-sources.ts';
import type { FoundFile } from '../list-files.ts';
import { locateFields, type ReadTexts } from '../locate-evidence.ts';
import { readDocuments } from '../text/read-documents.ts';
import type { UnrenderedObjects } from './unrendered-objects.ts';

/** A source that was rendered. */
export interface RenderedSource {
  readonly file: FoundFile;
  readonly text: string;
  /** The files that a kustomization takes its objects from; null for a chart, whose objects say which template they come from. */
  readonly resources: readonly FoundFile[] | null;
  /** The kustomizations that it is made of. */
  readonly parts: readonly Pick<KustomizationSource, 'file' | 'generated'>[];
}

/**
 * Takes up what a source was rendered to. Its objects stand in the source's place; evidence points at what the people who keep it would mend: the file
 * from which kustomize took the object, or the chart's template.
 */
export function addRendered(
  { file, text, resources, parts }: RenderedSource,
  objects: UnrenderedObjects,
  builder: EstateBuilder,
  texts: ReadTexts = new Map(),
): void {
  const { shown, place } = file;
  const itself: Origin = { file: shown, line: 1, document: 0 };
  for (const document of readDocuments(text)) {
    const { offset, end, value, problem } = document;
    const origin =
      resources === null
        ? templateOf(text.slice(offset, end), shown)
        : isRaw(value)
          ? (objects.find(value, resources) ?? generatorOf(value, parts))
          : null;
    const where = { place, origin: origin ?? itself, inFolder: false };
    if (problem) {
      const { message, apiVersion, kind } = problem;
      builder.addBroken({
        file: where.origin.file,
        line: where.origin.line,
        column: 1,
        message,
        place,
        apiVersion,
        kind,
      });
      continue;
    }
    // In what a kustomization is made of, credentials are looked for in the files, where they are to be taken away.
    const how = resources === null ? where : { ...where, isSearched: true as const };
    if (!builder.add(value, how)) builder.addOther();
    // What only a patch brings stands at what it is laid over.
    const { file: at, line, document: nth } = where.origin;
    builder.placeRefused((paths) =>
      locateFields(
        paths.map((path) => ({ origin: { file: at, line, document: nth }, path: writePath(path) })),
        texts,
      ),
    );
  }
}

/** The only kustomization that makes an object of this kind whose name is in this one: of several the one with the longest. */
function generatorOf({ kind, metadata }: Raw, parts: RenderedSource['parts']): Origin | null {
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string') return null;
  const alike = parts.flatMap(({ file, generated }) =>
    generated.flatMap((one) =>
      one.kind === kind && name.includes(one.name) ? [{ file, length: one.name.length }] : [],
    ),
  );
  const longest = Math.max(0, ...alike.map(({ length }) => length));
  const [first, ...others] = new Set(alike.filter(({ length }) => length === longest).map(({ file }) => file));
  return first && others.length === 0 ? { file: first.shown, line: 1, document: 0 } : null;
}

/** helm writes above each object which template made it: `# Source: shop/templates/web.yaml`, from the folder above the chart's. */
function templateOf(text: string, chart: string): Origin | null {
  const source = /^# Source: [^/\n]+\/(\S+)$/m.exec(text)?.[1];
  return source === undefined ? null : { file: posix.join(posix.dirname(chart), source), line: 1, document: 0 };
}
