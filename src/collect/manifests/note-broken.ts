import type { Unreadable } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Place } from '../../estate/place.ts';
import type { Gathered } from './gathered.ts';
import { isChartKind, isGitopsKind } from './gitops-sources.ts';
import { touchedBy } from './touched-by.ts';

/** A document that could not be read, and what can still be told of it. */
export interface BrokenDocument extends Unreadable {
  readonly place: Place;
  /** The texts of its top-level `apiVersion:` and `kind:` lines; null when there is none to be read. */
  readonly apiVersion: string | null;
  readonly kind: string | null;
  /** The text of its `name:` line below `metadata:`, where it was looked for and can be read. */
  readonly name?: string | null;
}

/** Lists a document as unreadable, and makes it a gap. `hides`: the facts that it may have held more of; unless given, those of its kind. */
export function noteBroken(
  gathered: Gathered,
  { file, line, column, message, place, apiVersion, kind, name = null }: BrokenDocument,
  hides: readonly FactName[] = kind === null ? factNames : touchedBy(kind, apiVersion, name),
): void {
  const { unreadable, holes } = gathered;
  // Of a chart that nobody can name, what its own pods have is taken for theirs, as of any other.
  if (kind !== null && isChartKind(kind) && isGitopsKind(kind.replace(/List$/, ''), apiVersion))
    gathered.assumesCharts = true;
  unreadable.push({ file, line, column, message });
  const gap: Gap = {
    gap: 'malformed',
    detail: `a document in ${file}:${line} cannot be read`,
    place,
    suppliedBy: 'readable-files',
  };
  holes.push({ gap, facts: hides, namespace: null });
}
