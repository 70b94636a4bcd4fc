import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import { type Fields, type Raw, writePath } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { Container, MadePods, MakePods } from './make-workload.ts';
import { type Places, placesIn } from './places.ts';

// Crunchy's PGO 6.0: internal/controller/postgrescluster/{instance,topology,pod_disruption_budget,pgbouncer,pgbackrest}.go, internal/initialize/security.go,
// internal/patroni/reconcile.go. Percona's operator for PostgreSQL is made of it (3.1: ToCrunchy in pkg/apis/pgv2.percona.com/v2/perconapgcluster_types.go).

const prefix = 'postgres-operator.crunchydata.com';

/** What one of the operators that share this has of its own. */
export interface PatroniFlavour {
  readonly operator: string;
  /** The field that stops the cluster. */
  readonly off: 'shutdown' | 'pause';
  /** Labels beside those that all share. */
  readonly labels: (name: string, component: string | null) => Readonly<Record<string, string>>;
  /** Containers of the user's, and whether the operator has added more of its own. */
  readonly sidecars: (at: Fields) => readonly Fields[];
  readonly addsSidecars: (spec: Fields) => boolean;
}

const hardened: Raw = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** By host and by zone, as a preference, unless that is switched off. */
function spreadOf(at: Fields, spec: Fields, matchLabels: Raw): readonly unknown[] {
  const own = at.list('topologySpreadConstraints');
  if (spec.boolean('disableDefaultPodScheduling') === true) return own;
  const keys = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];
  return [
    ...own,
    ...keys.map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels },
    })),
  ];
}

/** More than one pod keeps one, unless told otherwise; a single one has no budget. */
function budgetOf(operator: string, at: Fields, replicas: number): OwnBudget | null {
  const written = at.integerOrText('minAvailable');
  if (written === 0 || written === '0%' || (written === null && replicas < 2)) return null;
  const says = `${operator} makes a budget for it (on by default) that keeps ${written ?? 1} of its ${replicas} pods`;
  return makeBudget(at, replicas, says, writePath([...at.path, 'minAvailable']));
}

/** Constraints of the operator's own stand behind those of the resource. */
function placesOfPod(at: Fields, spec: Fields): Places {
  const isOwn = spec.boolean('disableDefaultPodScheduling') === true;
  return {
    ...placesIn(at, 'affinity', 'priorityClassName', ...(isOwn ? ['topologySpreadConstraints'] : [])),
    ...(isOwn ? {} : { topologySpreadConstraints: { near: `${at.where}.topologySpreadConstraints` } }),
  };
}

const ofSets: Places = Object.fromEntries(
  ['affinity', 'priorityClassName', 'topologySpreadConstraints'].map((key) => [key, { near: 'spec.instances' }]),
);

function replicasOf(at: Fields): number {
  return at.integer('replicas') ?? 1;
}

/** Makes the pods of a cluster: its instances, a pooler, and the host of its repositories. */
export function patroniCluster(flavour: PatroniFlavour): MakePods {
  return ({ spec, head: { name } }: Subject): MadePods[] => [
    ...instances(flavour, spec, name),
    ...pooler(flavour, spec, name),
    ...repoHost(flavour, spec, name),
  ];
}

function sidecarsOf(flavour: PatroniFlavour, at: Fields): Container[] {
  return flavour.sidecars(at).map((one) => ({ at: one, container: one.raw }));
}

/** Several sets are one cluster; often each stands for a zone. */
function instances(flavour: PatroniFlavour, spec: Fields, name: string): MadePods[] {
  const sets = spec.objects('instances');
  const [first] = sets;
  if (!first) return [];
  const isOne = sets.length === 1;
  const count = sets.reduce((sum, one) => sum + replicasOf(one), 0);
  // Each set has its own, and one of a single pod has none.
  const budgets = sets.map((one) => budgetOf(flavour.operator, one, replicasOf(one)));
  const budget = isOne ? (budgets[0] ?? null) : null;
  const isKnown = isOne || budgets.every((one) => one === null);
  const isOff = spec.boolean(flavour.off) === true;
  const selects = { [`${prefix}/cluster`]: name, [`${prefix}/data`]: 'postgres' };
  const known: WorkloadAspect[] = ['rollout'];
  if (isOne || sets.every((one) => !one.has('topologySpreadConstraints') && !one.has('affinity'))) known.push('spread');
  if (isOne) known.push('priority');
  if (isKnown) known.push('budget');
  const port = spec.integer('port') ?? 5432;
  const addsSidecars = flavour.addsSidecars(spec);
  return [
    {
      form: 'StatefulSet',
      replicas: isOff
        ? { is: 0, path: `spec.${flavour.off}` }
        : isOne
          ? { at: first, key: 'replicas', otherwise: 1 }
          : { is: count, path: 'spec.instances' },
      labels: { ...spec.objectOrEmpty('metadata').labels('labels'), ...selects, ...flavour.labels(name, 'pg') },
      at: isOne ? first : spec,
      fields: isOne ? placesOfPod(first, spec) : ofSets,
      labelsAt: 'spec.metadata.labels',
      pod: {
        affinity: isOne ? first.value('affinity') : undefined,
        topologySpreadConstraints: spreadOf(isOne ? first : spec, spec, selects),
        priorityClassName: isOne ? first.value('priorityClassName') : undefined,
        shareProcessNamespace: true,
      },
      containers: sets.flatMap((at) => [
        {
          at,
          fields: { ...placesIn(at, 'resources'), ...placesIn(spec, 'image') },
          container: {
            name: 'database',
            image: spec.value('image'),
            resources: at.value('resources'),
            ports: [{ name: 'postgres', containerPort: port }],
            securityContext: hardened,
          },
        },
        ...sidecarsOf(flavour, at),
      ]),
      known: addsSidecars ? known : [...known, 'security'],
      // Sidecars for certificates and backups have resources of their own.
      partly: [
        'resources',
        ...(addsSidecars ? (['security'] as const) : []),
        ...(spec.has('image') ? (['images'] as const) : []),
      ],
      budget,
      copiesData: true,
      claims: [{ name: 'pgdata', accessModes: ['ReadWriteOnce'], storageClass: null }],
    },
  ];
}

function pooler(flavour: PatroniFlavour, spec: Fields, name: string): MadePods[] {
  const at = spec.objectOrEmpty('proxy').object('pgBouncer');
  if (!at) return [];
  const selects = { [`${prefix}/cluster`]: name, [`${prefix}/role`]: 'pgbouncer' };
  return [
    {
      part: 'pgbouncer',
      form: 'Deployment',
      replicas:
        spec.boolean(flavour.off) === true
          ? { is: 0, path: `spec.${flavour.off}` }
          : { at, key: 'replicas', otherwise: 1 },
      labels: { ...selects, ...flavour.labels(name, 'pgbouncer') },
      at,
      fields: placesOfPod(at, spec),
      pod: {
        affinity: at.value('affinity'),
        topologySpreadConstraints: spreadOf(at, spec, selects),
        priorityClassName: at.value('priorityClassName'),
      },
      containers: [
        {
          at,
          fields: placesIn(at, 'image', 'resources'),
          container: {
            name: 'pgbouncer',
            image: at.value('image'),
            resources: at.value('resources'),
            securityContext: hardened,
          },
        },
        ...sidecarsOf(flavour, at),
      ],
      known: ['spread', 'priority', 'security', 'rollout', 'budget'],
      partly: ['resources', ...(at.has('image') ? (['images'] as const) : [])],
      budget: budgetOf(flavour.operator, at, replicasOf(at)),
    },
  ];
}

/** One pod that keeps backups, where a repository lies on a volume; how many there are is not for the resource to say. */
function repoHost(flavour: PatroniFlavour, spec: Fields, name: string): MadePods[] {
  const backups = spec.objectOrEmpty('backups');
  const pgbackrest = backups.objectOrEmpty('pgbackrest');
  if (backups.boolean('enabled') === false || !pgbackrest.objects('repos').some((one) => one.has('volume'))) return [];
  const at = pgbackrest.objectOrEmpty('repoHost');
  return [
    {
      part: 'repo-host',
      form: 'StatefulSet',
      replicas: null,
      labels: { [`${prefix}/cluster`]: name, [`${prefix}/data`]: 'pgbackrest', ...flavour.labels(name, null) },
      at,
      fields: placesIn(at, 'priorityClassName', 'affinity', 'topologySpreadConstraints'),
      pod: { priorityClassName: at.value('priorityClassName') },
      containers: [
        {
          at,
          fields: { ...placesIn(at, 'resources'), ...placesIn(pgbackrest, 'image') },
          container: { name: 'pgbackrest', resources: at.value('resources'), securityContext: hardened },
        },
      ],
      known: ['priority', 'security', 'rollout'],
      partly: ['resources'],
    },
  ];
}
