import type { UnreadSource } from '../../estate/estate.ts';
import type { FactName } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Place } from '../../estate/place.ts';
import type { Gathered } from './gathered.ts';
import { isPolicyEngineName } from './other-policy-sign.ts';

/** A source that was recognised and not rendered. */
export interface UnrenderedSource extends UnreadSource {
  readonly place: Place;
  /** The facts that it may hold more of. */
  readonly mayHold: readonly FactName[];
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** Whether what it brings lies outside of the folder. */
  readonly elsewhere: boolean;
  /** Whether all that it brings comes from charts. */
  readonly isChart: boolean;
  /** The names of charts and repositories, which can be a sign of a network policy engine. */
  readonly names: readonly string[];
}

/** Lists a source that was not rendered, and makes what it may hold a gap. */
export function noteSource(gathered: Gathered, source: UnrenderedSource): void {
  const { file, type, message, place, mayHold, namespace, elsewhere, isChart, names } = source;
  gathered.unreadSources.push({ file, type, message });
  gathered.places.add(place);
  if (isChart) gathered.assumesCharts = true;
  const suppliedBy = type === 'gitops' ? 'other-repository' : 'rendering';
  const gap: Gap = {
    gap: 'not-collected',
    detail: `${file}: ${message}`,
    ...(elsewhere ? { elsewhere } : { place }),
    suppliedBy,
  };
  // Whatever a source is, it sets the images of its own objects only.
  const facts = mayHold.filter((name) => name !== 'imageOverrides');
  if (facts.length > 0) gathered.holes.push({ gap, facts, namespace, stands: place });
  noteNames(gathered, type, names);
}

/** Takes the names of charts and repositories for signs of a network policy engine, where they are such. */
export function noteNames(
  { otherPolicySigns }: Gathered,
  type: UnreadSource['type'],
  names: UnrenderedSource['names'],
): void {
  const isGitops = type === 'gitops';
  for (const name of names)
    if (isPolicyEngineName(name)) otherPolicySigns.push(isGitops ? `the GitOps source ${name}` : `the ${name} ${type}`);
}
