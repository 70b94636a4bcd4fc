import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { resourceOf } from '../../src/collect/kubernetes/access/resource-of.ts';
import { discoverKinds } from '../../src/collect/kubernetes/discover-kinds.ts';
import { namespaceOf } from '../../src/collect/objects/scope.ts';
import { groupOf } from '../../src/estate/identity.ts';
import { connect } from './connect.ts';
import { defineKind } from './define-kind.ts';
import { type Laid, layObject } from './lay-objects.ts';
import type { TestCluster } from './start-cluster.ts';

/** Last comes what would have a say in what comes after it. */
const last = ['ResourceQuota', 'LimitRange', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

const namespaceKind = { apiVersion: 'v1', kind: 'Namespace' } as const;

/** Groups of files that configure components, and of our own. */
const notServed = /^(?:apiserver\.config\.k8s\.io|audit\.k8s\.io|kubecompass\.io)$/;

/**
 * Lays the manifests of a folder into a cluster, as `kubectl apply` would, and says of its workloads that they run. The kinds of tools are defined as taking
 * anything. Gives what the API server refused, as `kind/namespace/name`.
 */
export async function layFolder(cluster: TestCluster, folder: string): Promise<string[]> {
  const all = documentsIn(folder).filter(({ apiVersion }) => !notServed.test(groupOf(apiVersion)));
  const server = connect(cluster, 'admin-token');
  const builtIn = await discoverKinds(server);
  const isBuiltIn = ({ apiVersion, kind }: Laid): boolean =>
    builtIn.kinds.some((one) => one.group === groupOf(apiVersion) && one.kind === kind);
  for (const [key, some] of Map.groupBy(
    all.filter((one) => !isBuiltIn(one)),
    keyOf,
  )) {
    const [group, kind] = key.split('/') as [string, string];
    await defineKind(cluster, {
      group,
      kind,
      plural: resourceOf(group, kind),
      versions: [...new Set(some.map(({ apiVersion }) => apiVersion.slice(group.length + 1)))],
      isNamespaced: namespaceOf(some[0]?.apiVersion ?? '', kind, 'any') !== '',
      hasStatus: true,
    });
  }
  const { kinds } = await discoverKinds(server);
  const stated = new Set(all.flatMap(({ metadata }) => metadata.namespace ?? []));
  const made = new Set(all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const missing = [...stated]
    .filter((name) => !made.has(name) && !['default', 'kube-system'].includes(name))
    .map((name): Laid => ({ ...namespaceKind, metadata: { name } }));
  const refused: string[] = [];
  for (const one of [...missing, ...all].toSorted((a, b) => rank(a) - rank(b))) {
    const known = kinds.find(({ group, kind }) => group === groupOf(one.apiVersion) && kind === one.kind);
    if (!known) throw new Error(`${one.apiVersion} ${one.kind} is not served`);
    try {
      await layObject(cluster, known.resource, one);
    } catch (error) {
      if (!/: 422 /.test(String(error))) throw error;
      refused.push(`${one.kind}/${one.metadata.namespace ?? ''}/${one.metadata.name}`);
      continue;
    }
    await sayItRuns(cluster, known.resource, one);
  }
  return refused;
}

function rank({ kind }: Laid): number {
  if (kind === 'Namespace') return 0;
  return last.includes(kind) ? 2 : 1;
}

function keyOf({ apiVersion, kind }: Laid): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function documentsIn(folder: string): Laid[] {
  return globSync('**/*.yaml', { cwd: folder })
    .toSorted()
    .flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as (Laid | null)[])
    .filter((one): one is Laid => one?.apiVersion !== undefined);
}

/** Nothing runs behind this API server: what controllers would write of a workload that works is written here. */
async function sayItRuns(
  cluster: TestCluster,
  resource: string,
  { apiVersion, kind, metadata, spec }: Laid,
): Promise<void> {
  if (groupOf(apiVersion) !== 'apps') return;
  const { replicas = 1 } = spec as { replicas?: number };
  const status =
    kind === 'DaemonSet'
      ? {
          observedGeneration: 1,
          desiredNumberScheduled: 3,
          currentNumberScheduled: 3,
          numberReady: 3,
          numberAvailable: 3,
          updatedNumberScheduled: 3,
          numberMisscheduled: 0,
        }
      : {
          observedGeneration: 1,
          replicas,
          readyReplicas: replicas,
          availableReplicas: replicas,
          updatedReplicas: replicas,
          ...(kind === 'Deployment' && {
            conditions: [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' }],
          }),
        };
  const path = `/apis/${apiVersion}/namespaces/${metadata.namespace}/${resource}/${metadata.name}/status`;
  const answer = await cluster.api('PATCH', path, { status });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.body.slice(0, 300)}`);
}
