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
  readonly newestSecret: LiveCluster['newestSecret'] | null;
  readonly metrics: ServerMetrics | null;
}

/** The cluster itself, as one thing that can be judged. */
export function liveClusterOf(told: ToldOfCluster): LiveCluster {
  const { server, version, groups, nodes, apiServers, newestSecret, metrics } = told;
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
    ...(newestSecret && { newestSecret }),
    metrics,
  };
}

/** A Lease of an API server: when it was renewed last, and how long that counts, in milliseconds. */
export interface ServerLease {
  readonly renewed: number;
  readonly lasts: number;
}

/** The Lease of an API server; null for every other. */
export function serverLeaseOf({ metadata, spec }: Raw): ServerLease | null {
  const labels = isRaw(metadata) && isRaw(metadata['labels']) ? metadata['labels'] : {};
  if (labels['apiserver.kubernetes.io/identity'] !== 'kube-apiserver' || !isRaw(spec)) return null;
  const { renewTime, leaseDurationSeconds } = spec;
  const renewed = parseInstant(String(renewTime));
  const lasts = (typeof leaseDurationSeconds === 'number' ? leaseDurationSeconds : 3600) * 1000;
  return renewed === null ? null : { renewed, lasts };
}

/**
 * How many API servers live; null where no lease says so. Each renews its lease every ten seconds, and a lease lasts an hour (pkg/controlplane of Kubernetes): one that was not renewed for
 * a minute, as the others were, is that of a server that is gone. Among themselves they are compared, because clocks differ. `ahead`: how many seconds the
 * clock of the server is ahead of the one that says `now`; null where it did not say.
 */
export function apiServersAmong(
  leases: readonly ServerLease[],
  now: string,
  ahead: number | null = null,
): number | null {
  const here = parseInstant(now);
  if (here === null) return null;
  const at = here + (ahead ?? 0) * 1000;
  const latest = Math.max(...leases.map(({ renewed }) => renewed));
  const alive = leases.filter(({ renewed, lasts }) => renewed + lasts >= at && renewed >= latest - 60_000);
  return alive.length === 0 ? null : alive.length;
}
