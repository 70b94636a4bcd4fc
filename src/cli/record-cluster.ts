import { askServer } from '../collect/kubernetes/ask-server.ts';
import { countObjects } from '../collect/kubernetes/count-objects.ts';
import { explainSilence } from '../collect/kubernetes/explain-silence.ts';
import type { Recorded } from '../collect/kubernetes/cluster-record.ts';
import { isNamedKind } from '../collect/kubernetes/is-named-kind.ts';
import { openConnection } from '../collect/kubernetes/open-connection.ts';
import { readCluster } from '../collect/kubernetes/read-cluster.ts';
import { UserError } from '../collect/user-error.ts';
import type { CriterionId } from '../definition/criteria.ts';
import type { TypedClusterOptions } from './cluster-options.ts';
import { factsNeeded } from '../assessment/facts-needed.ts';
import type { Progress } from './show-progress.ts';

/**
 * Reads the cluster of a context, record by record, and shows how far it is; of criteria that are named, only what they need. UserError where none can be
 * reached.
 */
export async function* recordCluster(
  {
    context,
    kubeconfig,
    namespace,
    include = [],
    criteria,
  }: TypedClusterOptions & { readonly criteria: readonly CriterionId[] },
  now: string,
  progress: Progress,
): AsyncGenerator<Recorded> {
  progress.say('connecting');
  const connection = await openConnection({ context, kubeconfig });
  const server = askServer(connection);
  const first = await server.get('/version');
  if ('gap' in first && (first.gap.gap !== 'forbidden' || first.status === 401)) {
    const explained = explainSilence(first.gap.detail, connection.context, connection.proxy, connection.proxyIs);
    throw new UserError(
      `the API server of the context ${JSON.stringify(connection.context)} cannot be asked: ${explained?.why ?? first.gap.detail}`,
      { hint: explained?.hint ?? `Does \`kubectl --context ${connection.context} version\` work?` },
    );
  }
  const { host } = new URL(connection.server);
  const objects = countObjects();
  const only = criteria.length === 0 ? null : [...new Set(criteria.flatMap((one) => [...factsNeeded(one)]))];
  for await (const record of readCluster(server, { server: host, now, namespaces: namespace ?? null, include, only })) {
    refuseMissing(record);
    refuseUnserved(record, include);
    objects.take(record);
    if (record.record === 'page') progress.say(`reading ${record.list.resource}: ${objects.total()} objects so far`);
    yield record;
  }
}

/** A namespace that somebody named and that is not there is a slip of the pen: an empty answer would look like a good one. */
function refuseMissing(record: Recorded): void {
  if (record.record !== 'end' || record.list.kind !== 'Namespace' || record.list.group !== '') return;
  const { namespace } = record.list;
  if (namespace === null || record.gap?.gap !== 'not-installed') return;
  throw new UserError(`the cluster has no namespace ${JSON.stringify(namespace)}`, {
    hint: 'See `kubectl get namespaces`.',
  });
}

/** So is a kind that the cluster does not serve. */
function refuseUnserved(record: Recorded, include: readonly string[]): void {
  if (record.record !== 'kinds') return;
  const missing = include.find((typed) => !record.kinds.some((kind) => isNamedKind(kind, typed)));
  if (missing === undefined) return;
  throw new UserError(`the cluster serves no kind ${JSON.stringify(missing)} that can be listed`, {
    hint: 'See `kubectl api-resources`.',
  });
}
