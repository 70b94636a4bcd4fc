import { isServedKind } from '../objects/kinds.ts';
import type { Answer, Server } from './ask-server.ts';
import type { KindList, Recorded } from './cluster-record.ts';
import { discoverKinds } from './discover-kinds.ts';
import { listKind } from './list-kind.ts';
import { reduceObject } from './reduce-object.ts';

/** How a cluster is to be read. */
export interface ReadOptions {
  readonly server: string;
  /** RFC 3339; becomes the time at which everything was seen. */
  readonly now: string;
  /** The only namespaces that are asked for; null: all. */
  readonly namespaces: readonly string[] | null;
}

/**
 * Reads a cluster, kind by kind and page by page, with nothing but GET. Each page is reduced at once, and nothing is kept here. What cannot be read is told at
 * the end of its list.
 */
export async function* readCluster(
  server: Server,
  { server: shown, now, namespaces }: ReadOptions,
): AsyncGenerator<Recorded> {
  yield {
    record: 'cluster',
    server: shown,
    version: versionIn(await server.get('/version')),
    collectedAt: now,
    namespaces: namespaces && [...namespaces],
  };
  const served = await discoverKinds(server);
  yield served;
  for (const kind of served.kinds) {
    if (!isServedKind(kind.group, kind.kind)) continue;
    const isLimited = kind.isNamespaced && namespaces !== null;
    for (const namespace of isLimited ? namespaces : [null]) yield* readList(server, { ...kind, namespace });
  }
}

async function* readList(server: Server, list: KindList): AsyncGenerator<Recorded> {
  const pages = listKind(server, list);
  let step = await pages.next();
  for (; step.done !== true; step = await pages.next()) {
    if ('again' in step.value) {
      yield { record: 'again', list };
      continue;
    }
    const reduced = step.value.objects.map((one) => reduceObject(one, list));
    yield {
      record: 'page',
      list,
      objects: reduced.map(({ object }) => object),
      carriers: reduced.flatMap(({ carrier }) => carrier ?? []),
    };
  }
  yield { record: 'end', list, gap: step.value };
}

function versionIn(answer: Answer): string | null {
  if ('gap' in answer) return null;
  const { gitVersion } = answer.value;
  return typeof gitVersion === 'string' ? gitVersion : null;
}
