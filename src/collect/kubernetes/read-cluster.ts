import type { FactName } from '../../estate/facts.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Answer, Server } from './ask-server.ts';
import type { KindList, Recorded, ServedKind } from './cluster-record.ts';
import { discoverKinds } from './discover-kinds.ts';
import { isNamedKind } from './is-named-kind.ts';
import { isNeeded } from './is-needed.ts';
import { listsOf } from './lists-of.ts';
import { kindKey, makerRank, speaksForPods } from './maker-kinds.ts';
import { isAskedFor } from './live/live-kinds.ts';
import { readMetrics } from './live/read-metrics.ts';
import { type Listed, listKind } from './list-kind.ts';
import { controllerOf, isNode } from './controller-of.ts';
import { reduceObject } from './reduce-object.ts';

/** How a cluster is to be read. */
export interface ReadOptions {
  readonly server: string;
  /** RFC 3339; becomes the time at which everything was seen. */
  readonly now: string;
  /** The only namespaces that are asked for; null: all. */
  readonly namespaces: readonly string[] | null;
  /** The only facts that are needed: kinds that none of them is made of are not asked for; null: all. */
  readonly only?: readonly FactName[] | null;
  /** Kinds that are read although no fact is made of them, as somebody typed them. */
  readonly include?: readonly string[];
}

/** How many lists are begun at the same time. */
const listsAtOnce = 4;

/**
 * Reads a cluster, kind by kind and page by page, with nothing but GET: what makes pods before the pods. Each page is reduced at once, and nothing is kept
 * here but which objects make pods. What cannot be read is told at the end of its list.
 */
export async function* readCluster(
  server: Server,
  { server: shown, now, namespaces, only = null, include = [] }: ReadOptions,
): AsyncGenerator<Recorded> {
  const version = versionIn(await server.get('/version'));
  yield {
    record: 'cluster',
    server: shown,
    version,
    collectedAt: now,
    namespaces: namespaces && [...namespaces],
    ...(only && { only: [...only] }),
    clockAhead: server.clockAhead(),
  };
  const served = await discoverKinds(server);
  yield served;
  if (only === null || only.includes('liveClusters')) {
    const text = await server.text('/metrics');
    yield typeof text === 'string'
      ? { record: 'metrics', metrics: readMetrics(text), gap: null }
      : { record: 'metrics', metrics: null, gap: text };
  }

  const asked = served.kinds.filter(
    (one) =>
      (isAskedFor(one.group, one.kind) && isNeeded(one, only)) || include.some((typed) => isNamedKind(one, typed)),
  );
  const makers: Makers = { known: new Set(), unknown: new Set() };
  const inOrder = asked.toSorted((a, b) => makerRank(a) - makerRank(b));
  yield* readLists(server, listsOf(inOrder, namespaces), makers);
  yield* readLists(server, ownersToAsk(served.kinds, makers, namespaces), makers);
}

/** Which objects make pods, by uid: those that were told, and the kinds of those that were only named. */
interface Makers {
  readonly known: Set<string>;
  readonly unknown: Set<string>;
}

/** Kinds of which only the names are asked, because pods were made by them and something else made them. */
function ownersToAsk(
  kinds: readonly ServedKind[],
  { unknown }: Makers,
  namespaces: readonly string[] | null,
): KindList[] {
  const asked = kinds.filter((one) => unknown.has(kindKey(one)) && !isAskedFor(one.group, one.kind));
  return listsOf(asked, namespaces).map((list) => ({ ...list, isHeads: true }));
}

/** The first pages of a few lists are asked for at once; they are told in order. */
async function* readLists(server: Server, lists: readonly KindList[], makers: Makers): AsyncGenerator<Recorded> {
  const begin = (list: KindList): { list: KindList; pages: Pages; first: ReturnType<Pages['next']> } => {
    const pages = listKind(server, list);
    const first = pages.next();
    // Who waits for it is told of its failure; until then nobody is.
    first.catch(() => undefined);
    return { list, pages, first };
  };
  const begun = lists.slice(0, listsAtOnce).map(begin);
  for (let next = listsAtOnce; ; next += 1) {
    const one = begun.shift();
    if (!one) return;
    const following = lists[next];
    if (following) begun.push(begin(following));
    yield* readList(one, makers);
  }
}

type Pages = AsyncGenerator<Listed, Extract<Recorded, { record: 'end' }>['gap']>;

async function* readList(
  { list, pages, first }: { list: KindList; pages: Pages; first: ReturnType<Pages['next']> },
  makers: Makers,
): AsyncGenerator<Recorded> {
  let step = await first;
  let told = 0;
  for (; step.done !== true; step = await pages.next()) {
    if ('again' in step.value) {
      told = 0;
      yield { record: 'again', list };
      continue;
    }
    const reduced = step.value.objects.map((one) => reduceObject(one, list, isMadeByKnown(one, list, makers)));
    told += reduced.length;
    yield {
      record: 'page',
      list,
      objects: reduced.map(({ object }) => object),
      carriers: reduced.flatMap(({ carrier }) => carrier ?? []),
    };
  }
  yield { record: 'end', list, gap: step.value, objects: told };
}

/** Whether what made an object was told, and speaks for it; remembers what makes pods. */
function isMadeByKnown(raw: Raw, list: KindList, { known, unknown }: Makers): boolean {
  const uid = isRaw(raw['metadata']) ? raw['metadata']['uid'] : null;
  if (typeof uid === 'string' && list.kind !== 'Pod' && speaksForPods(list)) known.add(uid);
  const controller = controllerOf(raw);
  // What a kubelet runs from a file is its node's, and no node speaks for what that is.
  if (controller === null || isNode(controller) || makerRank(list) === 0) return false;
  if (known.has(controller.uid)) return true;
  unknown.add(kindKey(controller));
  return false;
}

function versionIn(answer: Answer): string | null {
  if ('gap' in answer) return null;
  const { gitVersion } = answer.value;
  return typeof gitVersion === 'string' ? gitVersion : null;
}
