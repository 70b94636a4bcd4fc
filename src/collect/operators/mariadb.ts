import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// mariadb-operator 26.6: internal/controller/mariadb_controller.go (reconcilePodDisruptionBudget), pkg/builder/pod_builder.go, pkg/builder/labels,
// api/v1alpha1/base_types.go (AffinityConfig). Its probes may be changed in many ways, so nothing is said of them.

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];

function server({ spec, head: { name } }: Subject): MadePods[] {
  const isReplicated = ['replication', 'galera'].some((key) => spec.objectOrEmpty(key).boolean('enabled') === true);
  const sidecars = spec.objects('sidecarContainers');
  return [
    {
      form: 'StatefulSet',
      replicas: { at: spec, key: 'replicas', otherwise: 1 },
      labels: {
        ...spec.objectOrEmpty('podMetadata').labels('labels'),
        'app.kubernetes.io/name': 'mariadb',
        'app.kubernetes.io/instance': name,
      },
      at: spec,
      fields: {
        ...placesIn(spec, 'nodeSelector', 'topologySpreadConstraints', 'priorityClassName', 'serviceAccountName'),
        affinity: isKeptApart(spec) ? { near: 'spec.affinity' } : { in: spec, key: 'affinity' },
        securityContext: { in: spec, key: 'podSecurityContext' },
      },
      labelsAt: 'spec.podMetadata.labels',
      pod: {
        affinity: affinityOf(spec, name),
        nodeSelector: spec.value('nodeSelector'),
        topologySpreadConstraints: spec.value('topologySpreadConstraints'),
        priorityClassName: spec.value('priorityClassName'),
      },
      containers: [
        {
          at: spec,
          fields: placesIn(spec, 'image', 'resources', 'env', 'envFrom', 'securityContext', ...probes),
          container: { name: 'mariadb', image: spec.value('image'), resources: spec.value('resources') },
        },
        ...sidecars.map((at) => ({ at, container: at.raw })),
      ],
      known: ['spread', 'priority', 'budget'],
      // Of several members an agent stands beside each.
      partly: ['resources', ...(spec.has('image') ? (['images'] as const) : [])],
      budget: budgetOf(spec, isReplicated),
      copiesData: isReplicated,
      claims: [
        {
          name: 'storage',
          accessModes: ['ReadWriteOnce'],
          storageClass: spec.objectOrEmpty('storage').text('storageClassName'),
        },
      ],
    },
  ];
}

/** By the operator, where it is asked to and the resource does not say how. */
function isKeptApart(spec: Fields): boolean {
  const own = spec.objectOrEmpty('affinity');
  return own.boolean('antiAffinityEnabled') === true && !own.has('podAntiAffinity');
}

function affinityOf(spec: Fields, name: string): unknown {
  const own = spec.objectOrEmpty('affinity');
  if (!isKeptApart(spec)) return own.raw;
  const term: Raw = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'app.kubernetes.io/instance': name } },
  };
  return { ...own.raw, podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

/** Where members replicate, half of them are kept, unless the resource says otherwise; a single server has none of the operator's. */
function budgetOf(spec: Fields, isReplicated: boolean): OwnBudget | null {
  const own = spec.object('podDisruptionBudget');
  if (!own && !isReplicated) return null;
  const says = `mariadb-operator makes a budget for it${own ? '' : ' (on by default, with minAvailable: 50%)'}`;
  return makeBudget(spec.objectOrEmpty('podDisruptionBudget'), spec.integer('replicas') ?? 1, says);
}

/** The operator of MariaDB. */
export const mariadb: OperatorRoom = { operator: 'mariadb-operator', makes: { 'k8s.mariadb.com/MariaDB': server } };
