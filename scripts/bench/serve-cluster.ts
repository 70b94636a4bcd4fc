import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { busiestSecond } from './busiest-second.ts';
import { clusterLists, type ListOfObjects } from './cluster-lists.ts';

// Serves a large cluster: every page is made when it is asked for, so that none of it has to lie anywhere. A process of its own, so that what it costs
// is not counted. Says its port on standard output, and for each line that comes in what was asked of it.

const nodes = Number(process.argv[2]);
const pods = Number(process.argv[3]);
const lists = new Map(clusterLists(nodes, pods).map((one) => [one.path, one]));
const times: number[] = [];
let bytes = 0;

const server = createServer((request, response) => answer(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.on('data', () =>
  console.log(JSON.stringify({ requests: times.length, busiest: busiestSecond(times), megabytes: bytes / 1e6 })),
);
process.stdin.on('end', () => server.close());

function answer(request: IncomingMessage, response: ServerResponse): void {
  times.push(performance.now());
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/version') return send(response, { gitVersion: 'v1.37.2' });
  if (url.pathname === '/api') return send(response, discovery(''));
  if (url.pathname === '/apis') return send(response, discovery(null));
  const list = lists.get(url.pathname);
  if (!list) {
    response.writeHead(404).end('404 page not found');
    return undefined;
  }
  const from = Number(url.searchParams.get('continue') ?? 0);
  const to = Math.min(list.count, from + Number(url.searchParams.get('limit') ?? list.count));
  const items = Array.from({ length: to - from }, (_, index) => list.object(from + index));
  const metadata = { resourceVersion: '1', ...(to < list.count && { continue: String(to) }) };
  return send(response, { kind: `${list.kind}List`, apiVersion: list.apiVersion, metadata, items });
}

function send(response: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value);
  bytes += text.length;
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    .end(gzipSync(text, { level: 1 }));
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
