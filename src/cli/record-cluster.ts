import { askServer } from '../collect/kubernetes/ask-server.ts';
import type { Recorded } from '../collect/kubernetes/cluster-record.ts';
import { openConnection } from '../collect/kubernetes/open-connection.ts';
import { readCluster } from '../collect/kubernetes/read-cluster.ts';
import { UserError } from '../collect/user-error.ts';
import type { TypedClusterOptions } from './cluster-options.ts';
import type { Progress } from './show-progress.ts';

/** Reads the cluster of a context, record by record, and shows how far it is. UserError where none can be reached. */
export async function* recordCluster(
  { context, kubeconfig, namespace }: TypedClusterOptions,
  now: string,
  progress: Progress,
): AsyncGenerator<Recorded> {
  progress.say('connecting');
  const connection = await openConnection({ context, kubeconfig });
  const server = askServer(connection);
  const first = await server.get('/version');
  if ('gap' in first && first.gap.gap !== 'forbidden')
    throw new UserError(
      `the API server of the context ${JSON.stringify(connection.context)} cannot be asked: ${first.gap.detail}`,
      { hint: `Does \`kubectl --context ${connection.context} version\` work?` },
    );
  const { host } = new URL(connection.server);
  let objects = 0;
  for await (const record of readCluster(server, { server: host, now, namespaces: namespace ?? null })) {
    if (record.record === 'page') {
      objects += record.objects.length;
      progress.say(`reading ${record.list.resource}: ${objects} objects so far`);
    }
    yield record;
  }
}
