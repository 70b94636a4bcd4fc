import type { OwnBudget, WorkloadForm } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { Container, MadePods, MakePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';
import { placesIn } from './places.ts';

// VictoriaMetrics operator 0.66: api/operator/v1beta1/vmextra_types.go (CommonAppsParams), internal/controller/operator/factory/{build,vmcluster,vmagent,vmsingle}. What is
// requested where nothing is said, and whether security is strict, the operator's configuration says.

const operator = 'the VictoriaMetrics operator';

interface App {
  readonly app: string;
  readonly at: Fields;
  readonly part?: string;
  readonly form: WorkloadForm;
  readonly replicas?: MadePods['replicas'];
  readonly copiesData: boolean;
  /** Whether a reloader of its configuration stands beside it. */
  readonly isReloaded?: boolean;
  readonly claims?: MadePods['claims'];
}

/** A budget only where the resource asks for one. */
function budgetOf(at: Fields, replicas: number): OwnBudget | null {
  const own = at.object('podDisruptionBudget');
  if (!own?.has('minAvailable') && !own?.has('maxUnavailable')) return null;
  // With labels of its own it may be meant for other pods.
  if (own.has('selectorLabels')) return null;
  return makeBudget(own, replicas, `${operator} makes a budget for it`);
}

function containersOf(at: Fields, app: string): Container[] {
  const written = at.objects('containers');
  const main = written.find((one) => one.text('name') === app);
  const under: Raw = {
    name: app,
    image: imageOf(at),
    resources: at.value('resources'),
    securityContext: contextsOf(at).container,
  };
  return [
    {
      ...(main
        ? { at: main }
        : {
            at,
            fields: {
              ...placesIn(at, 'resources', 'securityContext', 'livenessProbe', 'readinessProbe', 'startupProbe'),
              image: { near: `${at.where}.image` },
            },
          }),
      container: overlay(under, main?.raw ?? {}),
    },
    ...written.filter((one) => one !== main).map((one) => ({ at: one, container: one.raw })),
    ...at.objects('initContainers').map((one) => ({ at: one, container: one.raw, role: 'init' as const })),
  ];
}

const ofContainer = ['privileged', 'capabilities', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'procMount'];

/** The security context of the resource is both, the pod's and the container's. */
function contextsOf(at: Fields): { readonly container: Raw; readonly pod: Raw } {
  const own = Object.entries(at.objectOrEmpty('securityContext').raw);
  const kept = (isOfContainer: boolean): Raw =>
    Object.fromEntries(own.filter(([key]) => ofContainer.includes(key) === isOfContainer));
  return { container: kept(true), pod: kept(false) };
}

const podFields = [
  'affinity',
  'topologySpreadConstraints',
  'nodeSelector',
  'priorityClassName',
  'hostNetwork',
  'securityContext',
  'terminationGracePeriodSeconds',
];

function imageOf(at: Fields): string | undefined {
  const image = at.objectOrEmpty('image');
  const [repository, tag] = [image.text('repository'), image.text('tag')];
  return repository && tag ? `${repository}:${tag}` : undefined;
}

function make({ head: { name } }: Subject, one: App): MadePods {
  const { app, at, part, form, copiesData, isReloaded = false, claims } = one;
  const labels = {
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'monitoring',
    'managed-by': 'vm-operator',
  };
  const scaler = at.object('hpa');
  const number = scaler?.has('minReplicas')
    ? { at: scaler, key: 'minReplicas', otherwise: 1 }
    : { at, key: 'replicaCount', otherwise: 1 };
  const contexts = contextsOf(at);
  // Where either is silent, the operator may be told to be strict.
  const isWhole = [contexts.pod, contexts.container].every((one) => Object.keys(one).length > 0);
  const requests = at.objectOrEmpty('resources').objectOrEmpty('requests');
  const ofContainers = [
    ...(requests.has('cpu') && requests.has('memory') ? (['resources'] as const) : []),
    ...(imageOf(at) === undefined ? [] : (['images'] as const)),
  ];
  return {
    ...(part === undefined ? {} : { part }),
    form,
    replicas: one.replicas === undefined ? number : one.replicas,
    labels: { ...at.objectOrEmpty('podMetadata').labels('labels'), ...labels },
    at,
    fields: placesIn(at, ...podFields),
    labelsAt: `${at.where}.podMetadata.labels`,
    pod: {
      affinity: at.value('affinity'),
      topologySpreadConstraints: at
        .objects('topologySpreadConstraints')
        .map(({ raw }) => ({ labelSelector: { matchLabels: labels }, ...raw })),
      nodeSelector: at.value('nodeSelector'),
      priorityClassName: at.value('priorityClassName'),
      hostNetwork: at.value('hostNetwork'),
      securityContext: contexts.pod,
    },
    containers: containersOf(at, app),
    known: [
      'spread',
      'priority',
      'budget',
      ...(isWhole ? (['security'] as const) : []),
      ...(isReloaded ? [] : ofContainers),
    ],
    partly: isReloaded ? ofContainers : [],
    budget: budgetOf(at, number.at.integer(number.key) ?? 1),
    scalesByLoad: scaler !== null,
    copiesData,
    claims,
  };
}

function claimsOf(at: Fields, key: string): MadePods['claims'] {
  const claim = at.objectOrEmpty(key).object('volumeClaimTemplate')?.objectOrEmpty('spec');
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
  const { spec } = subject;
  const of = (key: 'vmstorage' | 'vmselect' | 'vminsert', form: WorkloadForm, storage: string): MadePods[] => {
    const at = spec.object(key);
    if (!at) return [];
    // A further store takes a share of what is written, and no copy.
    const copiesData = key !== 'vmstorage';
    return [make(subject, { app: key, at, part: key, form, copiesData, claims: claimsOf(at, storage) })];
  };
  const balancer = spec.objectOrEmpty('requestsLoadBalancer');
  const at = balancer.objectOrEmpty('spec');
  return [
    ...of('vmstorage', 'StatefulSet', 'storage'),
    ...of('vmselect', 'StatefulSet', 'storage'),
    ...of('vminsert', 'Deployment', ''),
    ...(balancer.boolean('enabled') === true
      ? [
          make(subject, {
            app: 'vmclusterlb-vmauth-balancer',
            at,
            part: 'balancer',
            form: 'Deployment',
            copiesData: true,
          }),
        ]
      : []),
  ];
}

/** One server with a claim of its own. */
function single(subject: Subject): MadePods[] {
  const at = subject.spec;
  return [
    make(subject, {
      app: 'vmsingle',
      at,
      form: 'Deployment',
      replicas: { is: 1, path: 'spec' },
      copiesData: false,
      isReloaded: true,
    }),
  ];
}

function agent(subject: Subject): MadePods[] {
  const { spec } = subject;
  const form =
    spec.boolean('daemonSetMode') === true
      ? 'DaemonSet'
      : spec.boolean('statefulMode') === true
        ? 'StatefulSet'
        : 'Deployment';
  // Each shard has as many.
  const shards = spec.integer('shardCount') ?? 1;
  const count = (spec.integer('replicaCount') ?? 1) * Math.max(shards, 1);
  const one = make(subject, {
    app: 'vmagent',
    at: spec,
    form,
    copiesData: true,
    isReloaded: true,
    claims: form === 'StatefulSet' ? claimsOf(spec, 'statefulStorage') : undefined,
    ...(shards > 1 ? { replicas: { is: count, path: 'spec.shardCount' } } : {}),
  });
  return [one];
}

function plain(app: string, form: WorkloadForm): MakePods {
  return (subject) => [
    make(subject, {
      app,
      at: subject.spec,
      form,
      copiesData: true,
      isReloaded: true,
      claims: form === 'StatefulSet' ? claimsOf(subject.spec, 'storage') : undefined,
    }),
  ];
}

const group = 'operator.victoriametrics.com';

/** The VictoriaMetrics operator. */
export const victoriaMetrics: OperatorRoom = {
  operator,
  makes: {
    [`${group}/VMCluster`]: cluster,
    [`${group}/VMSingle`]: single,
    [`${group}/VMAgent`]: agent,
    [`${group}/VMAlert`]: plain('vmalert', 'Deployment'),
    [`${group}/VMAlertmanager`]: plain('vmalertmanager', 'StatefulSet'),
    [`${group}/VMAuth`]: plain('vmauth', 'Deployment'),
  },
};
