import { posix } from 'node:path';
import type { Origin } from '../../../estate/identity.ts';
import { isRaw, writePath } from '../../objects/fields.ts';
import type { EstateBuilder } from '../estate-builder.ts';
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
}

/**
 * Takes up what a source was rendered to. Its objects stand in the source's place; evidence points at what the people who keep it would mend: the file
 * from which kustomize took the object, or the chart's template.
 */
export function addRendered(
  { file, text, resources }: RenderedSource,
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
          ? objects.find(value, resources)
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

/** helm writes above each object which template made it: `# Source: shop/templates/web.yaml`, from the folder above the chart's. */
function templateOf(text: string, chart: string): Origin | null {
  const source = /^# Source: [^/\n]+\/(\S+)$/m.exec(text)?.[1];
  return source === undefined ? null : { file: posix.join(posix.dirname(chart), source), line: 1, document: 0 };
}
