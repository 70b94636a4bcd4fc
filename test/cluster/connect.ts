import { type AskLimits, askServer, defaultAskLimits, type Server } from '../../src/collect/kubernetes/ask-server.ts';
import { buildCluster } from '../../src/collect/kubernetes/build-cluster.ts';
import type { Recorded } from '../../src/collect/kubernetes/cluster-record.ts';
import { type ReadOptions, readCluster } from '../../src/collect/kubernetes/read-cluster.ts';
import type { Estate } from '../../src/estate/estate.ts';

import type { TestCluster } from './start-cluster.ts';

/** Asks the API server of a test with a token, faster than one would elsewhere. */
export function connect({ port }: Pick<TestCluster, 'port'>, token: string, limits: Partial<AskLimits> = {}): Server {
  const connection = {
    server: `https://127.0.0.1:${port}`,
    context: 'test',
    optionsFor: () => Promise.resolve({ rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } }),
  };
  return askServer(connection, { ...defaultAskLimits, perSecond: 10_000, ...limits });
}

/** Reads a cluster into an estate; `before` is told of each record before the next one is asked for. */
export async function readEstate(
  server: Server,
  options: Partial<ReadOptions> = {},
  before: (record: Recorded) => Promise<void> | void = () => undefined,
): Promise<Estate> {
  const builder = buildCluster('cluster');
  for await (const record of readCluster(server, {
    server: 'test',
    now: new Date().toISOString(),
    namespaces: null,
    ...options,
  })) {
    builder.take(record);
    await before(record);
  }
  return builder.finish();
}
