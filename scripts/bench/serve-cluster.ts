import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { busiestSecond } from './busiest-second.ts';
import { clusterLists, type ListOfObjects } from './cluster-lists.ts';

// Serves a large cluster from pages that are made and packed before the first question: an API server has its objects at hand, and a bench that waits for
// its own server measures that. A process of its own, so that what it costs is not counted. Says its port on standard output, and for each line that
// comes in what was asked of it.

const nodes = Number(process.argv[2]);
const pods = Number(process.argv[3]);
const lists = new Map(clusterLists(nodes, pods).map((one) => [one.path, one]));
const perPage = 500;
const pages = new Map([...lists.values()].flatMap(pagesOf));
const times: number[] = [];
let bytes = 0;

const server = createServer(answer);
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.on('data', () =>
  console.log(JSON.stringify({ requests: times.length, busiest: busiestSecond(times), megabytes: bytes / 1e6 })),
);
process.stdin.on('end', () => server.close());

function answer(request: IncomingMessage, response: ServerResponse): void {
  times.push(performance.now());
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/version') return send(response, packed({ gitVersion: 'v1.37.2' }));
  if (url.pathname === '/api') return send(response, packed(discovery('')));
  if (url.pathname === '/apis') return send(response, packed(discovery(null)));
  const page = pages.get(keyOf(url.pathname, Number(url.searchParams.get('continue') ?? 0)));
  if (page) return send(response, page);
  response.writeHead(404).end('404 page not found');
  return undefined;
}

/** An answer as it goes over the wire, and its bytes before it was packed. */
interface Packed {
  readonly body: Buffer;
  readonly bytes: number;
}

function pagesOf(list: ListOfObjects): [string, Packed][] {
  const count = Math.max(1, Math.ceil(list.count / perPage));
  return Array.from({ length: count }, (_, index) => {
    const from = index * perPage;
    const to = Math.min(list.count, from + perPage);
    const items = Array.from({ length: to - from }, (__, at) => list.object(from + at));
    const metadata = { resourceVersion: '1', ...(to < list.count && { continue: String(to) }) };
    return [keyOf(list.path, from), packed({ kind: `${list.kind}List`, apiVersion: list.apiVersion, metadata, items })];
  });
}

function keyOf(path: string, from: number): string {
  return `${path} ${from}`;
}

function packed(value: unknown): Packed {
  const text = JSON.stringify(value);
  return { body: gzipSync(text, { level: 1 }), bytes: Buffer.byteLength(text) };
}

function send(response: ServerResponse, answer: Packed): void {
  bytes += answer.bytes;
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(answer.body);
}

/** What it serves, as aggregated discovery says it: the core group, or (null) all others. */
function discovery(group: '' | null): unknown {
  const mine = [...lists.values()].filter((one) => (groupOf(one) === '') === (group === ''));
  const items = [...Map.groupBy(mine, groupOf)].map(([name, all]) => ({
    metadata: { name },
    versions: [
      {
        version: all[0]?.apiVersion.split('/').at(-1),
        resources: all.map((one) => ({
          resource: one.path.split('/').at(-1),
          responseKind: { group: name, version: one.apiVersion.split('/').at(-1), kind: one.kind },
          scope: one.isNamespaced ? 'Namespaced' : 'Cluster',
          verbs: ['get', 'list'],
        })),
      },
    ],
  }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}

function groupOf({ apiVersion }: ListOfObjects): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
}
