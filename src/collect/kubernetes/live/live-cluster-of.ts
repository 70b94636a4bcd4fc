import { parseInstant } from '../../../estate/instant.ts';
import type { LiveCluster, ServerMetrics } from '../../../estate/live-cluster.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { type NodeSigns, providerOf } from './provider-of.ts';

/** What was told of a cluster as a whole. */
export interface ToldOfCluster {
  readonly server: string;
  readonly version: string | null;
  readonly groups: ReadonlySet<string>;
  readonly nodes: readonly NodeSigns[];
  readonly apiServers: number | null;
  readonly metrics: ServerMetrics | null;
}

/** The cluster itself, as one thing that can be judged. */
export function liveClusterOf({ server, version, groups, nodes, apiServers, metrics }: ToldOfCluster): LiveCluster {
  return {
    noun: 'liveCluster',
    apiVersion: 'v1',
    kind: 'Cluster',
    namespace: '',
    name: server,
    places: [''],
    origin: { file: '/version', line: 1, document: 0, api: { uid: '', resourceVersion: '' } },
    version,
    provider: providerOf({ version, host: server, groups, nodes }),
    apiServers,
    metrics,
  };
}

/** Whether a Lease is that of an API server, and was renewed in time. */
export function isFreshLease({ metadata, spec }: Raw, now: string): boolean {
  const labels = isRaw(metadata) && isRaw(metadata['labels']) ? metadata['labels'] : {};
  if (labels['apiserver.kubernetes.io/identity'] !== 'kube-apiserver' || !isRaw(spec)) return false;
  const { renewTime, leaseDurationSeconds } = spec;
  const [renewed, at] = [parseInstant(String(renewTime)), parseInstant(now)];
  if (renewed === null || at === null) return false;
  return renewed + (typeof leaseDurationSeconds === 'number' ? leaseDurationSeconds : 3600) * 1000 >= at;
}
