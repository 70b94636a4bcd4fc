import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// Percona Operator for MySQL based on XtraDB Cluster 1.19: pkg/apis/pxc/v1/pxc_types.go (CheckNSetDefaults, reconcileAffinityOpts), pkg/pxc/statefulset.go,
// pkg/pxc/app/statefulset/node.go, pkg/naming/labels.go. Which security context the pods get hangs on the platform where the resource is silent.

const operator = 'the Percona Operator for MySQL';

const keys = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
];

function labelsOf(name: string, component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'percona-xtradb-cluster',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'percona-xtradb-cluster-operator',
    'app.kubernetes.io/part-of': 'percona-xtradb-cluster',
  };
}

function isAdvanced(at: Fields): boolean {
  const own = at.objectOrEmpty('affinity');
  return own.text('antiAffinityTopologyKey') === null && own.has('advanced');
}

/** Members are kept apart by host, always; by another key where the operator knows it. */
function affinityOf(at: Fields, matchLabels: Raw): unknown {
  const own = at.objectOrEmpty('affinity');
  const written = own.text('antiAffinityTopologyKey');
  if (isAdvanced(at)) return own.value('advanced');
  if (written?.toLowerCase() === 'none') return undefined;
  const topologyKey = written !== null && keys.includes(written) ? written : 'kubernetes.io/hostname';
  const term = { labelSelector: { matchLabels }, topologyKey };
  return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

/** A constraint without a selector is given the labels of the component. */
function spreadOf(at: Fields, matchLabels: Raw): readonly Raw[] {
  return at.objects('topologySpreadConstraints').map(({ raw }) => ({
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    topologyKey: 'kubernetes.io/hostname',
    ...(raw['labelSelector'] === undefined && raw['matchLabelKeys'] === undefined
      ? { labelSelector: { matchLabels } }
      : {}),
    ...raw,
  }));
}

function budgetOf(at: Fields): OwnBudget | null {
  const own = at.objectOrEmpty('podDisruptionBudget');
  const isOwn = own.has('minAvailable') || own.has('maxUnavailable');
  const says = `${operator} makes a budget for it${isOwn ? '' : ' (on by default, with maxUnavailable: 1)'}`;
  return makeBudget(own, at.integer('size') ?? 0, says);
}

function component(subject: Subject, key: string, name: string): MadePods[] {
  const { spec, head } = subject;
  const at = spec.object(key);
  if (!at || (key !== 'pxc' && at.boolean('enabled') !== true)) return [];
  const labels = labelsOf(head.name, key);
  const sidecars = at.objects('sidecars');
  return [
    {
      ...(key === 'pxc' ? {} : { part: key }),
      form: 'StatefulSet',
      replicas: spec.boolean('pause') === true ? { is: 0, path: 'spec.pause' } : { at, key: 'size', otherwise: null },
      labels: { ...at.labels('labels'), ...labels },
      at,
      fields: {
        ...placesIn(at, 'topologySpreadConstraints', 'priorityClassName', 'nodeSelector', 'serviceAccountName'),
        affinity: isAdvanced(at)
          ? { in: at.objectOrEmpty('affinity'), key: 'advanced' }
          : { near: `${at.where}.affinity` },
        securityContext: { in: at, key: 'podSecurityContext' },
        terminationGracePeriodSeconds: { in: at, key: 'gracePeriod' },
      },
      labelsAt: `${at.where}.labels`,
      pod: {
        affinity: affinityOf(at, labels),
        topologySpreadConstraints: spreadOf(at, labels),
        priorityClassName: at.value('priorityClassName'),
        nodeSelector: at.value('nodeSelector'),
      },
      containers: [
        {
          at,
          fields: {
            ...placesIn(at, 'image', 'resources'),
            livenessProbe: { in: at, key: 'livenessProbes' },
            readinessProbe: { in: at, key: 'readinessProbes' },
            securityContext: { in: at, key: 'containerSecurityContext' },
          },
          container: { name, image: at.value('image'), resources: at.value('resources') },
        },
        ...sidecars.map((one) => ({ at: one, container: one.raw })),
      ],
      known: ['spread', 'priority', 'rollout', 'budget'],
      // Collectors of logs, backups and metrics stand beside them.
      partly: ['resources', ...(at.has('image') ? (['images'] as const) : [])],
      budget: budgetOf(at),
      copiesData: true,
      claims: key === 'haproxy' ? [] : [{ name: 'datadir', accessModes: ['ReadWriteOnce'], storageClass: null }],
    },
  ];
}

function cluster(subject: Subject): MadePods[] {
  return [
    ...component(subject, 'pxc', 'pxc'),
    ...component(subject, 'haproxy', 'haproxy'),
    ...component(subject, 'proxysql', 'proxysql'),
  ];
}

/** Percona Operator for MySQL. */
export const percona: OperatorRoom = {
  operator,
  makes: { 'pxc.percona.com/PerconaXtraDBCluster': cluster },
};
