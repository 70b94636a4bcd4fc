import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import type { Fields } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// Redis Operator of OT-Container-Kit 0.23: internal/k8sutils/{statefulset,redis-*,poddisruption}.go, internal/controller/common/labels.go. It adds no affinity and no security
// context of its own.

const operator = 'the Redis Operator';

interface Servers {
  /** Where the number, scheduling and the budget of these pods stand. */
  readonly at: Fields;
  readonly part?: string;
  readonly role: string;
  readonly replicas: MadePods['replicas'];
  readonly size: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Where their resources stand. */
  readonly sizedBy: Fields;
  readonly copiesData: boolean;
}

/** Without an amount the majority is kept. */
function budgetOf(at: Fields, size: number): OwnBudget | null {
  const own = at.object('pdb');
  if (own?.boolean('enabled') !== true) return null;
  if (own.has('maxUnavailable') || own.has('minAvailable'))
    return makeBudget(own, size, `${operator} makes a budget for it`);
  return {
    says: `${operator} makes a budget for it that keeps the majority`,
    path: own.where,
    letsGo: Math.floor(size / 2) + 1 < size,
  };
}

function servers({ spec, metadata }: Subject, one: Servers): MadePods {
  const { at, part, role, replicas, size, labels, sizedBy, copiesData } = one;
  const config = spec.objectOrEmpty('kubernetesConfig');
  const image = config.value('image');
  const main: Container = {
    at,
    fields: {
      ...placesIn(config, 'image'),
      ...placesIn(sizedBy, 'resources'),
      ...placesIn(at, 'securityContext', 'livenessProbe', 'readinessProbe'),
      ports: { near: 'spec.hostPort' },
    },
    container: {
      name: role,
      image,
      ports: spec.has('hostPort') ? [{ containerPort: portOf(spec, role), hostPort: spec.value('hostPort') }] : [],
      resources: sizedBy.value('resources'),
      securityContext: at.value('securityContext'),
    },
  };
  const beside = [spec.objectOrEmpty('redisExporter')].filter((exporter) => exporter.boolean('enabled') === true);
  const init = [spec.objectOrEmpty('initContainer')].filter((container) => container.boolean('enabled') === true);
  const known: WorkloadAspect[] = ['resources', 'security', 'spread', 'priority', 'rollout', 'budget'];
  return {
    ...(part === undefined ? {} : { part }),
    form: 'StatefulSet',
    replicas,
    labels: { ...labels, ...metadata.labels('labels') },
    at,
    fields: {
      ...placesIn(at, 'affinity', 'nodeSelector', 'terminationGracePeriodSeconds'),
      ...(role === 'standalone' ? {} : placesIn(at, 'topologySpreadConstraints')),
      ...placesIn(spec, 'priorityClassName', 'serviceAccountName', ...(spec.has('hostNetwork') ? ['hostNetwork'] : [])),
      securityContext: { in: spec, key: 'podSecurityContext' },
    },
    labelsAt: 'metadata.labels',
    pod: {
      affinity: at.value('affinity'),
      topologySpreadConstraints: at.value('topologySpreadConstraints'),
      nodeSelector: at.value('nodeSelector'),
      priorityClassName: spec.value('priorityClassName'),
      securityContext: spec.value('podSecurityContext'),
      hostNetwork: spec.value('hostNetwork'),
    },
    containers: [
      main,
      ...beside.map((exporter) => ({ at: exporter, container: { ...exporter.raw, name: 'redis-exporter' } })),
      ...spec.objects('sidecars').map((sidecar) => ({ at: sidecar, container: sidecar.raw })),
      ...init.map((container) => ({
        at: container,
        container: { ...container.raw, name: 'init' },
        role: 'init' as const,
      })),
    ],
    known: image === undefined ? known : [...known, 'images'],
    budget: budgetOf(at, size),
    copiesData,
    claims: claimsOf(spec),
  };
}

/** Only a cluster may move it. */
function portOf(spec: Fields, role: string): unknown {
  return role === 'sentinel' ? 26_379 : (spec.value('port') ?? 6379);
}

function claimsOf(spec: Fields): MadePods['claims'] {
  const claim = spec.objectOrEmpty('storage').object('volumeClaimTemplate')?.objectOrEmpty('spec');
  if (!claim) return undefined;
  const modes = claim.texts('accessModes');
  return [
    {
      name: 'data',
      accessModes: modes.length > 0 ? modes : ['ReadWriteOnce'],
      storageClass: claim.text('storageClassName'),
    },
  ];
}

function cluster(subject: Subject): MadePods[] {
  const { spec, head } = subject;
  return (['leader', 'follower'] as const).map((role) => {
    const at = spec.objectOrEmpty(role === 'leader' ? 'redisLeader' : 'redisFollower');
    const number = at.has('replicas')
      ? { at, key: 'replicas', otherwise: null }
      : { at: spec, key: 'clusterSize', otherwise: null };
    return servers(subject, {
      at,
      part: role,
      role,
      replicas: number,
      size: number.at.integer(number.key) ?? 0,
      labels: { app: `${head.name}-${role}`, redis_setup_type: 'cluster', role, cluster: head.name },
      sizedBy: at.has('resources') ? at : spec.objectOrEmpty('kubernetesConfig'),
      // A further leader gets a share of its own.
      copiesData: role === 'follower',
    });
  });
}

function sized(role: 'replication' | 'sentinel'): (subject: Subject) => MadePods[] {
  return (subject) => {
    const { spec, head } = subject;
    const labels = { redis_setup_type: role, role };
    const own = servers(subject, {
      at: spec,
      role,
      replicas: { at: spec, key: 'clusterSize', otherwise: null },
      size: spec.integer('clusterSize') ?? 0,
      labels: role === 'replication' ? { app: head.name, ...labels } : labels,
      sizedBy: spec.objectOrEmpty('kubernetesConfig'),
      copiesData: true,
    });
    return [own, ...watchers(spec.object('sentinel'))];
  };
}

/** Sentinels that a RedisReplication brings. */
function watchers(at: Fields | null): MadePods[] {
  if (!at) return [];
  return [
    {
      part: 'sentinel',
      form: 'StatefulSet',
      replicas: { at, key: 'size', otherwise: null },
      at,
      fields: placesIn(at, 'affinity', 'topologySpreadConstraints', 'priorityClassName', 'nodeSelector'),
      pod: {
        affinity: at.value('affinity'),
        topologySpreadConstraints: at.value('topologySpreadConstraints'),
        priorityClassName: at.value('priorityClassName'),
      },
      containers: [
        {
          at,
          fields: placesIn(at, 'image', 'resources', 'securityContext'),
          container: { name: 'sentinel', image: at.value('image'), resources: at.value('resources') },
        },
      ],
      known: ['resources', 'spread', 'priority', 'budget', ...(at.has('image') ? (['images'] as const) : [])],
      copiesData: true,
    },
  ];
}

function standalone(subject: Subject): MadePods[] {
  const { spec, head } = subject;
  return [
    servers(subject, {
      at: spec,
      role: 'standalone',
      replicas: { is: 1, path: 'spec' },
      size: 1,
      labels: { app: head.name, redis_setup_type: 'standalone', role: 'standalone' },
      sizedBy: spec.objectOrEmpty('kubernetesConfig'),
      copiesData: false,
    }),
  ];
}

const group = 'redis.redis.opstreelabs.in';

/** The Redis Operator of OT-Container-Kit. */
export const redisOperator: OperatorRoom = {
  operator,
  makes: {
    [`${group}/Redis`]: standalone,
    [`${group}/RedisCluster`]: cluster,
    [`${group}/RedisReplication`]: sized('replication'),
    [`${group}/RedisSentinel`]: sized('sentinel'),
  },
};
