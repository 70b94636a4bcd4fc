import type { UnreadSource } from '../../estate/estate.ts';
import type { FactName } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { kindsRead, readersOf } from '../objects/kinds.ts';
import { namespaceOf } from '../objects/scope.ts';
import type { Gathered } from './gathered.ts';
import { isPolicyEngineName } from './other-policy-sign.ts';

/** A source that was recognised and not rendered. */
export interface UnrenderedSource extends UnreadSource {
  /** How it can be given all the same; told where sources are listed, and not with each judgement that waits for it. */
  readonly hint?: string | null;
  readonly place: Place;
  /** The facts that it may hold more of. */
  readonly mayHold: readonly FactName[];
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** The only namespaces that its objects land in that lie in one, whatever else it brings; left out: any. */
  readonly landing?: readonly string[];
  /** Whether what it brings lies outside of the folder. */
  readonly elsewhere: boolean;
  /** Whether all that it brings comes from charts. */
  readonly isChart: boolean;
  /** The names of charts and repositories, which can be a sign of a network policy engine. */
  readonly names: readonly string[];
}

/** The facts whose objects all lie in a namespace, whatever kind they are made of. */
let namespaced: ReadonlySet<FactName> | undefined;

function namespacedFacts(): Set<FactName> {
  const isIn = new Map<FactName, boolean>();
  for (const key of kindsRead) {
    const [group, kind] = key.split('/') as [string, string];
    const apiVersion = group === '' ? 'v1' : `${group}/v1`;
    const lies = namespaceOf(apiVersion, kind, null) !== '';
    for (const { fact } of readersOf(apiVersion, kind)) isIn.set(fact, lies && (isIn.get(fact) ?? true));
  }
  return new Set([...isIn].flatMap(([fact, lies]) => (lies ? [fact] : [])));
}

const isNamespaced = (name: FactName): boolean => (namespaced ??= namespacedFacts()).has(name);

/** Lists a source that was not rendered, and makes what it may hold a gap. */
export function noteSource(gathered: Gathered, source: UnrenderedSource): void {
  const { file, type, message, hint = null, place, mayHold, namespace, landing, elsewhere, isChart, names } = source;
  gathered.unreadSources.push({ file, type, message: hint === null ? message : `${message}; ${hint}` });
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
  const hide = (hidden: readonly FactName[], within: string | null): void => {
    if (hidden.length > 0) gathered.holes.push({ gap, facts: hidden, namespace: within, stands: place });
  };
  if (landing) {
    // What states no namespace may land beside it.
    for (const one of new Set([...landing, notStated])) hide(facts.filter(isNamespaced), one);
    hide(
      facts.filter((name) => !isNamespaced(name)),
      null,
    );
  } else hide(facts, namespace);
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
