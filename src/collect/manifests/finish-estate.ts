import type { Conflict, Estate, FactList, Unreadable } from '../../estate/estate.ts';
import { type FactName, factNames, type Facts } from '../../estate/facts.ts';
import { type Identified, identityOf } from '../../estate/identity.ts';
import { gapsOf, type Seen, type Visibility } from '../../estate/seen.ts';
import type { Workload } from '../../estate/workload.ts';
import { sha256 } from '../sha256.ts';
import type { FoundApiUse } from '../tools/read-api-use.ts';
import type { ToolSighting } from '../tools/read-tools.ts';
import { settleApiUses } from '../tools/settle-api-uses.ts';
import { settleTools } from '../tools/settle-tools.ts';
import { borrowTemplates } from './borrow-templates.ts';
import { controlledAmong } from './controlled-among.ts';
import { gatherHoles } from './gather-holes.ts';
import type { Gathered } from './gathered.ts';
import { markUnserved } from './mark-unserved.ts';
import { mergeVariants } from './merge-variants.ts';
import { namedNamespaces } from './named-namespaces.ts';
import { type Authority, visibilityOf } from './visibility.ts';

/** What is not in what was gathered, and makes it an estate. */
export interface EstateFrame {
  readonly source: Estate['source'];
  readonly collectedAt: string;
  readonly notBefore?: string | undefined;
  /** How much of every fact was seen; the namespaces are those whose Namespace object was seen. */
  readonly visibilityFor: (declaredNamespaces: ReadonlySet<string>) => Record<FactName, Visibility>;
  readonly assumptionsFor: (visibility: Record<FactName, Visibility>) => readonly string[];
  readonly cluster: Estate['cluster'];
  /** How many objects there are, where that was counted elsewhere. */
  readonly objects?: number;
}

/** Makes an estate of what was gathered of a folder. */
export function finishEstate(gathered: Gathered, authority: Authority, collectedAt: string): Estate {
  return frameEstate(gathered, {
    source: 'manifests',
    collectedAt,
    cluster: null,
    visibilityFor(declaredNamespaces) {
      const [otherPolicySign = null] = gathered.otherPolicySigns.toSorted();
      return visibilityOf({ authority, declaredNamespaces, holes: gatherHoles(gathered.holes), otherPolicySign });
    },
    assumptionsFor: (visibility) => assumptionsOf(authority, visibility, gathered.assumesCharts),
  });
}

/** Makes an estate of what was gathered: each object once, with how much of every fact was seen. */
export function frameEstate(
  gathered: Gathered,
  { source, collectedAt, notBefore, visibilityFor, assumptionsFor, cluster, objects: counted }: EstateFrame,
): Estate {
  const apiUses = settleApiUses(gathered.found.apiUses as readonly Identified[] as readonly FoundApiUse[], collectedAt);
  const { merged, conflicts, variants } = mergeFacts({
    ...markUnserved(gathered.found, apiUses),
    apiUses,
    tools: settleTools(gathered.found.tools as readonly Identified[] as readonly ToolSighting[], collectedAt),
  });
  const declaredNamespaces = new Set(merged.namespaces.map(({ name }) => name));
  merged.namespaces = mergeVariants([...merged.namespaces, ...namedNamespaces(merged, declaredNamespaces)]).items;
  const visibility = visibilityFor(declaredNamespaces);
  const facts = Object.fromEntries(factNames.map((name) => [name, { seen: visibility[name], items: merged[name] }]));
  const { identities, files, otherDocuments, ignored, unreadable, unreadSources, assumptions, gaps } = gathered;
  const objects = counted ?? identities.size + variants;
  return {
    schema: 'kubecompass.estate/v1',
    id: nameOf(facts, [unreadable.length, unreadSources]),
    source,
    cluster,
    collectedAt,
    ...(notBefore === undefined ? {} : { notBefore }),
    facts: facts as unknown as { readonly [Name in FactName]: FactList<Facts[Name]> },
    objects,
    copies: Math.max(0, gathered.objectsRead - objects),
    files,
    otherDocuments,
    ignored,
    unreadable: unreadable.toSorted(comparePositions),
    dropped: gathered.dropped.toSorted(comparePositions),
    withoutSchema: {
      objects: [...gathered.withoutSchema.values()].reduce((sum, one) => sum + one, 0),
      kinds: [...gathered.withoutSchema.keys()].toSorted(),
    },
    unreadSources: unreadSources.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    conflicts,
    assumptions: [...assumptionsFor(visibility), ...assumptions],
    gaps,
  };
}

/** What stands beside objects that are counted by another fact, or several times in one object. */
const besideObjects: ReadonlySet<FactName> = new Set([
  'credentialCarriers',
  'podMakers',
  'imageOverrides',
  'pipelines',
  'tools',
]);

interface MergedFacts {
  readonly merged: Record<FactName, Identified[]>;
  readonly conflicts: readonly Conflict[];
  /** How many objects bear the identity of another one. */
  readonly variants: number;
}

/** Makes one object of each that stands in several places, and leaves out what another object makes by itself. */
function mergeFacts(found: Gathered['found']): MergedFacts {
  const conflicts = new Map<string, Conflict>();
  const differing = new Map<string, number>();
  const merged = Object.fromEntries(
    factNames.map((name) => {
      const { items, ...doubles } = mergeVariants(found[name]);
      for (const one of doubles.conflicts) conflicts.set(JSON.stringify(one), one);
      // Of one object several facts can be made, and it is counted once.
      if (doubles.variants > 0 && !besideObjects.has(name)) {
        for (const [identity, same] of Map.groupBy(items, identityOf))
          differing.set(identity, Math.max(same.length - 1, differing.get(identity) ?? 0));
      }
      return [name, items];
    }),
  ) as MergedFacts['merged'];
  merged.workloads = borrowTemplates(merged.workloads as unknown as readonly Workload[]);
  const controlled = new Set(controlledAmong(merged.workloads as unknown as readonly Workload[]).map(identityOf));
  if (controlled.size > 0) {
    for (const name of ['workloads', 'credentialCarriers'] as const)
      merged[name] = merged[name].filter((item) => !controlled.has(identityOf(item)));
  }
  const variants = [...differing.values()].reduce((sum, more) => sum + more, 0);
  return { merged, conflicts: [...conflicts.values()], variants };
}

/** The name of an estate: a hash of what is kept, never of the files, because a digest over a Secret's value would help to guess it. */
function nameOf(facts: Readonly<Record<string, FactList<Identified>>>, rest: unknown): string {
  return sha256(textsToHash(facts, rest)).slice(0, 32);
}

function* textsToHash(facts: Readonly<Record<string, FactList<Identified>>>, rest: unknown): Generator<string> {
  for (const [name, { seen, items }] of Object.entries(facts)) {
    yield `${name}\n${writeSeen('', seen.everywhere)}`;
    for (const [namespace, own] of Object.entries(seen.in)) yield writeSeen(namespace, own);
    for (const item of items) yield `${JSON.stringify(item)}\n`;
  }
  yield JSON.stringify(rest);
}

/** How much was seen, without the words for it. */
function writeSeen(namespace: string, seen: Seen): string {
  const gaps = gapsOf(seen).map(({ gap, place = '', suppliedBy = '' }) => `${gap} ${suppliedBy} ${place}`);
  return `${namespace} ${seen.state} ${gaps.join(', ')}\n`;
}

function assumptionsOf(
  authority: Authority,
  { otherNetworkPolicies }: Record<FactName, Visibility>,
  assumesCharts: boolean,
): string[] {
  return [
    ...(otherNetworkPolicies.everywhere.state === 'assumed'
      ? ['no network policies of the CNI or of the whole cluster: nothing in the folder points to any']
      : []),
    ...(assumesCharts ? ['charts that were not rendered hold companions of their own pods only'] : []),
    ...(authority === 'complete' ? ['the folder is all there is (--complete)'] : []),
  ];
}

type Position = Pick<Unreadable, 'file' | 'line' | 'column'>;

function comparePositions(a: Position, b: Position): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
