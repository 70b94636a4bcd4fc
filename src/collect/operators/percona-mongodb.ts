import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// Percona Operator for MongoDB 1.23: pkg/apis/psmdb/v1/psmdb_defaults.go (reconcileOpts), pkg/psmdb/{statefulset,mongos,pdb}.go, pkg/naming/labels.go. Which security context
// the pods get hangs on the platform where the resource is silent.

const operator = 'the Percona Operator for MongoDB';

const host = 'kubernetes.io/hostname';
const keys = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
];

/** Members are kept apart by host, always; by another key where the operator knows it. */
function affinityOf(at: Fields, matchLabels: Raw): unknown {
  const own = at.objectOrEmpty('affinity');
  if (own.has('advanced')) return own.value('advanced');
  const written = own.text('antiAffinityTopologyKey');
  if (written === 'none') return undefined;
  const topologyKey = written !== null && keys.includes(written) ? written : host;
  const term = { labelSelector: { matchLabels }, topologyKey };
  return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

function spreadOf(at: Fields, matchLabels: Raw): readonly Raw[] {
  return at.objects('topologySpreadConstraints').map(({ raw }) => ({
    maxSkew: 1,
    topologyKey: host,
    whenUnsatisfiable: 'DoNotSchedule',
    ...(raw['labelSelector'] === undefined && raw['matchLabelKeys'] === undefined
      ? { labelSelector: { matchLabels } }
      : {}),
    ...raw,
  }));
}

function budgetOf(at: Fields): OwnBudget | null {
  const own = at.object('podDisruptionBudget');
  const says = `${operator} makes a budget for it${own ? '' : ' (on by default, with maxUnavailable: 1)'}`;
  return makeBudget(at.objectOrEmpty('podDisruptionBudget'), at.integer('size') ?? 0, says);
}

interface Members {
  readonly at: Fields;
  readonly part: string | null;
  readonly component: 'mongod' | 'mongos' | 'arbiter' | 'nonVoting' | 'hidden';
  readonly replset: string | null;
}

function members({ spec, head: { name } }: Subject, { at, part, component, replset }: Members): MadePods {
  const labels = {
    'app.kubernetes.io/name': 'percona-server-mongodb',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'percona-server-mongodb-operator',
    'app.kubernetes.io/part-of': 'percona-server-mongodb',
    'app.kubernetes.io/component': component,
    ...(replset === null ? {} : { 'app.kubernetes.io/replset': replset }),
  };
  // Of arbiters the resource says less.
  const isWhole = component !== 'arbiter';
  const isData = component !== 'mongos' && component !== 'arbiter';
  return {
    ...(part === null ? {} : { part }),
    form: 'StatefulSet',
    replicas: spec.boolean('pause') === true ? { is: 0, path: 'spec.pause' } : { at, key: 'size', otherwise: null },
    labels: { ...at.labels('labels'), ...labels },
    at,
    fields: {
      ...placesIn(at, 'topologySpreadConstraints', 'priorityClassName', 'nodeSelector', 'serviceAccountName'),
      ...placesIn(at, 'terminationGracePeriodSeconds'),
      affinity: at.objectOrEmpty('affinity').has('advanced')
        ? { in: at.objectOrEmpty('affinity'), key: 'advanced' }
        : { near: `${at.where}.affinity` },
      ...(isWhole ? { securityContext: { in: at, key: 'podSecurityContext' } } : {}),
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
          ...placesIn(at, 'resources', ...(isWhole ? ['livenessProbe', 'readinessProbe', 'env', 'envFrom'] : [])),
          ...placesIn(spec, 'image'),
          ...(isWhole ? { securityContext: { in: at, key: 'containerSecurityContext' } } : {}),
        },
        container: { name: component, image: spec.value('image'), resources: at.value('resources') },
      },
      ...at.objects('sidecars').map((one) => ({ at: one, container: one.raw })),
    ],
    known: ['spread', 'priority', 'rollout', 'budget'],
    // Agents of backups, collectors of logs and metrics stand beside them.
    partly: ['resources', ...(spec.has('image') ? (['images'] as const) : [])],
    budget: budgetOf(at),
    copiesData: true,
    claims: isData ? [{ name: 'mongod-data', accessModes: ['ReadWriteOnce'], storageClass: classOf(at) }] : undefined,
  };
}

function classOf(at: Fields): string | null {
  return at.objectOrEmpty('volumeSpec').objectOrEmpty('persistentVolumeClaim').text('storageClassName');
}

/** The members of a set, and what votes or listens beside them. */
function replset(subject: Subject, at: Fields, name: string, isOnly: boolean): MadePods[] {
  const beside = (
    [
      ['arbiter', 'arbiter'],
      ['nonvoting', 'nonVoting'],
      ['hidden', 'hidden'],
    ] as const
  ).flatMap(([key, component]) => {
    const one = at.objectOrEmpty(key);
    if (one.boolean('enabled') !== true) return [];
    return [members(subject, { at: one, part: `${name}-${key}`, component, replset: name })];
  });
  return [members(subject, { at, part: isOnly ? null : name, component: 'mongod', replset: name }), ...beside];
}

function cluster(subject: Subject): MadePods[] {
  const { spec } = subject;
  const sets = spec.objects('replsets');
  const sharding = spec.objectOrEmpty('sharding');
  const isSharded = sharding.boolean('enabled') === true;
  const isOnly = sets.length === 1 && !isSharded;
  const config = sharding.object('configsvrReplSet');
  const mongos = sharding.object('mongos');
  return [
    ...sets.flatMap((at, index) => replset(subject, at, at.text('name') ?? `rs${index}`, isOnly)),
    ...(isSharded && config ? replset(subject, config, 'cfg', false) : []),
    ...(isSharded && mongos
      ? [members(subject, { at: mongos, part: 'mongos', component: 'mongos', replset: null })]
      : []),
  ];
}

/** Percona Operator for MongoDB. */
export const perconaMongodb: OperatorRoom = {
  operator,
  makes: { 'psmdb.percona.com/PerconaServerMongoDB': cluster },
};
