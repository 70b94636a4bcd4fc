import type { AlteringField } from './altering-fields.ts';
import type { FoundSources } from './find-sources.ts';
import type { GivenFiles } from './folder-index.ts';
import type { FoundFile } from './list-files.ts';

/** What changes the objects of some files. */
export interface Change {
  /** The file that says so. */
  readonly file: FoundFile;
  readonly who: string;
  readonly files: readonly FoundFile[];
  readonly fields: readonly AlteringField[];
  /** What it brings beside what stands in these files, and into which namespace (null: any); null for nothing. */
  readonly brings: { readonly what: string; readonly namespace: string | null } | null;
}

/** What was given, with the sources among it. */
export interface GivenSources extends GivenFiles {
  readonly sources: FoundSources;
  /** Whether the files of kustomizations are read as they are. */
  readonly readsAll: boolean;
}
