import { askServer } from '../collect/kubernetes/ask-server.ts';
import { buildCluster } from '../collect/kubernetes/build-cluster.ts';
import { openConnection } from '../collect/kubernetes/open-connection.ts';
import { readCluster } from '../collect/kubernetes/read-cluster.ts';
import { UserError } from '../collect/user-error.ts';
import type { Estate } from '../estate/estate.ts';
import type { Progress } from './show-progress.ts';

/** What was typed of the options that say which cluster is read. */
export interface TypedClusterOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace?: readonly string[];
}

/** Reads the cluster of a context. UserError where none can be reached. */
export async function readClusterInput(
  { context, kubeconfig, namespace }: TypedClusterOptions,
  now: string,
  progress: Progress,
): Promise<Estate> {
  progress.say('connecting');
  const connection = await openConnection({ context, kubeconfig });
  const server = askServer(connection);
  const first = await server.get('/version');
  if ('gap' in first && first.gap.gap !== 'forbidden')
    throw new UserError(
      `the API server of the context ${JSON.stringify(connection.context)} cannot be asked: ${first.gap.detail}`,
      {
        hint: `Does \`kubectl --context ${connection.context} version\` work?`,
      },
    );
  const builder = buildCluster();
  let objects = 0;
  const host = new URL(connection.server).host;
  for await (const record of readCluster(server, { server: host, now, namespaces: namespace ?? null })) {
    builder.take(record);
    if (record.record === 'page') {
      objects += record.objects.length;
      progress.say(`reading ${record.list.resource}: ${objects} objects so far`);
    }
  }
  return builder.finish();
}
