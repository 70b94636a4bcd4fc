import { loadAll } from 'js-yaml';
import { buildCluster } from '../../src/collect/kubernetes/build-cluster.ts';
import { listsOf } from '../../src/collect/kubernetes/lists-of.ts';
import type { Recorded, ServedKind } from '../../src/collect/kubernetes/cluster-record.ts';
import { isAskedFor } from '../../src/collect/kubernetes/live/live-kinds.ts';
import { makerRank } from '../../src/collect/kubernetes/maker-kinds.ts';
import { reduceObject } from '../../src/collect/kubernetes/reduce-object.ts';
import type { Raw } from '../../src/collect/objects/fields.ts';
import { kindsRead } from '../../src/collect/objects/kinds.ts';
import { namespaceOf } from '../../src/collect/objects/scope.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { groupOf } from '../../src/estate/identity.ts';
import type { ServerMetrics } from '../../src/estate/live-cluster.ts';
import { testTime } from './estate-of.ts';

/** How a cluster in a test is. */
export interface ClusterInTest {
  readonly version?: string;
  /** Kinds, as `group/kind`, that whoever asks may not list. */
  readonly forbidden?: readonly string[];
  /** Kinds that are not served. Kubernetes' own are, and those of which there are objects. */
  readonly notServed?: readonly string[];
  readonly metrics?: ServerMetrics | null;
  /** The only namespaces that are asked for. */
  readonly namespaces?: readonly string[];
}

/** An estate as it is read of a cluster that holds these objects and no others: YAML documents, or objects. */
export function clusterOf(objects: string | readonly Raw[], cluster: ClusterInTest = {}): Estate {
  const { version = 'v1.37.2', forbidden = [], notServed = [], metrics = null, namespaces = null } = cluster;
  const all = typeof objects === 'string' ? documentsOf(objects) : objects;
  const own = kindsRead.filter((key) => isOfKubernetes(key) && !key.endsWith('/*'));
  const keys = new Set([...own, ...liveKinds, ...forbidden, ...all.map(keyOf)]);
  const kinds = [...keys]
    .filter((key) => !notServed.includes(key))
    .map((key) => servedKind(key, all))
    .filter(({ group, kind }) => isAskedFor(group, kind));
  const builder = buildCluster('cluster');
  const take = (record: Recorded): void => builder.take(record);
  take({
    record: 'cluster',
    server: 'api:6443',
    version,
    collectedAt: testTime,
    namespaces: namespaces && [...namespaces],
    clockAhead: 0,
  });
  take({ record: 'kinds', kinds, gaps: [] });
  take({ record: 'metrics', metrics, gap: null });
  for (const kind of kinds.toSorted((a, b) => makerRank(a) - makerRank(b))) {
    const key = `${kind.group}/${kind.kind}`;
    for (const list of listsOf([kind], namespaces)) {
      if (forbidden.includes(key)) {
        const detail = `${kind.resource} is forbidden`;
        take({ record: 'end', list, gap: { gap: 'forbidden', detail, suppliedBy: 'running-platform' } });
        continue;
      }
      const reduced = all
        .filter((one) => keyOf(one) === key)
        .map((one) => settled(one, kind))
        .filter((one) => !kind.isNamespaced || list.namespace === null || namespaceIn(one) === list.namespace)
        .map((one) => reduceObject(one, list));
      take({
        record: 'page',
        list,
        objects: reduced.map(({ object }) => object),
        carriers: reduced.flatMap(({ carrier }) => carrier ?? []),
      });
      take({ record: 'end', list, gap: null });
    }
  }
  return builder.finish();
}

function namespaceIn({ metadata }: Raw): unknown {
  return (metadata as Raw)['namespace'];
}

const liveKinds = ['/Node', '/Pod', '/PersistentVolume', 'discovery.k8s.io/EndpointSlice', 'coordination.k8s.io/Lease'];

/** Whether every cluster serves the group of a kind; those of tools are there once somebody installed them. */
function isOfKubernetes(key: string): boolean {
  const group = key.slice(0, key.lastIndexOf('/'));
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function documentsOf(yaml: string): Raw[] {
  return (loadAll(yaml) as (Raw | null | undefined)[]).filter((one) => one !== null && one !== undefined);
}

function keyOf({ apiVersion, kind }: Raw): string {
  return `${groupOf(String(apiVersion))}/${String(kind)}`;
}

function servedKind(key: string, all: readonly Raw[]): ServedKind {
  const slash = key.lastIndexOf('/');
  const [group, kind] = [key.slice(0, slash), key.slice(slash + 1)];
  const written = all.find((one) => keyOf(one) === key)?.['apiVersion'];
  const apiVersion = typeof written === 'string' ? written : group === '' ? 'v1' : `${group}/v1`;
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  const isNamespaced = namespaceOf(apiVersion, kind, 'x') !== '';
  return { group, version, kind, resource: `${kind.toLowerCase()}s`, isNamespaced };
}

/** An object as an API server gives it: in a namespace, and with a uid. */
function settled(raw: Raw, { isNamespaced }: ServedKind): Raw {
  const metadata = (raw['metadata'] ?? {}) as Raw;
  const stated = metadata['namespace'];
  const namespace = isNamespaced ? (typeof stated === 'string' ? stated : 'default') : undefined;
  const uid = metadata['uid'] ?? `${keyOf(raw)}/${namespace ?? ''}/${String(metadata['name'])}`;
  return { ...raw, metadata: { ...metadata, ...(namespace !== undefined && { namespace }), uid } };
}
