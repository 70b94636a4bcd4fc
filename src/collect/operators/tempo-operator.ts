import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { preferApart } from './prefer-apart.ts';
import { placesIn } from './places.ts';

// Tempo Operator 0.22: internal/manifests/*, manifestutils/{affinity,pdb,size,labels,securitycontext}.go, internal/webhooks/tempostack_webhook.go. A size of the stack, or a
// total, is shared out as requests; the operator's configuration may add a security context to every pod.

const operator = 'the Tempo Operator';

type Component =
  | 'distributor'
  | 'ingester'
  | 'compactor'
  | 'querier'
  | 'query-frontend'
  | 'gateway'
  | 'metrics-generator';

// How many there are of each by the size of the stack, where nothing is said.
const bySize: Readonly<Record<string, Readonly<Record<Component, number>>>> = {
  '1x.demo': counts(1, 1, 1, 1),
  '1x.pico': counts(2, 2, 2, 2),
  '1x.extra-small': counts(2, 2, 2, 2),
  '1x.small': counts(3, 3, 2, 3),
  '1x.medium': counts(4, 5, 3, 3),
};

function counts(distributor: number, querier: number, compactor: number, generator: number): Record<Component, number> {
  const others = distributor === 1 ? 1 : 2;
  return {
    distributor,
    querier,
    compactor,
    'metrics-generator': generator,
    'ingester': others,
    'query-frontend': others,
    'gateway': others,
  };
}

function labelsOf(app: string, name: string, component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'tempo-operator',
    'app.kubernetes.io/component': component,
  };
}

const hardened: Raw = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
const keys = ['kubernetes.io/hostname', 'failure-domain.beta.kubernetes.io/zone'] as const;

function zonesOf(spec: Fields, matchLabels: Raw): readonly Raw[] {
  return spec.objects('replicationZones').map((zone) => ({
    maxSkew: zone.value('maxSkew'),
    topologyKey: zone.value('topologyKey'),
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels },
  }));
}

/** A replica that nobody asked for: by the size, or one; ingesters must be a majority of the copies. */
function otherwise(spec: Fields, component: Component): number | null {
  const size = spec.text('size') ?? '';
  if (size === '') return 1;
  const factor = spec.integer('replicationFactor') ?? 0;
  if (component === 'ingester' && factor > 0) return Math.floor(factor / 2) + 1;
  return bySize[size]?.[component] ?? null;
}

const budget: OwnBudget = {
  says: `${operator} makes a budget for it (with maxUnavailable: 1)`,
  path: 'spec.template',
  letsGo: true,
};

function component({ spec, head: { name } }: Subject, part: Component, at: Fields): MadePods {
  const labels = labelsOf('tempo', name, part);
  const isStateful = part === 'ingester';
  // Beside the frontend stands what the screens of Jaeger need, beside the gateway what asks who may.
  const isAlone = part !== 'query-frontend' && part !== 'gateway';
  const images = spec.objectOrEmpty('images');
  const ofImage = part === 'gateway' ? 'tempoGateway' : 'tempo';
  const image = images.value(ofImage);
  // A share of the whole is not computed.
  const hasResources = at.has('resources') || !(spec.has('size') || spec.objectOrEmpty('resources').has('total'));
  const ofContainers = [
    ...(hasResources ? (['resources'] as const) : []),
    ...(at.has('podSecurityContext') ? (['security'] as const) : []),
    ...(image === undefined ? [] : (['images'] as const)),
  ];
  return {
    part,
    form: isStateful ? 'StatefulSet' : 'Deployment',
    replicas: { at, key: 'replicas', otherwise: otherwise(spec, part) },
    labels,
    at,
    fields: {
      ...placesIn(at, 'nodeSelector'),
      topologySpreadConstraints: { near: 'spec.replicationZones' },
      securityContext: { in: at, key: 'podSecurityContext' },
    },
    pod: {
      affinity: preferApart(labels, ...keys),
      topologySpreadConstraints: part === 'compactor' ? undefined : zonesOf(spec, labels),
      nodeSelector: at.value('nodeSelector'),
      securityContext: at.value('podSecurityContext'),
    },
    containers: [
      {
        at,
        fields: { ...placesIn(at, 'resources'), image: { in: images, key: ofImage } },
        container: { name: 'tempo', image, resources: at.value('resources'), securityContext: hardened },
      },
    ],
    known: ['spread', 'priority', 'rollout', 'budget', ...(isAlone ? ofContainers : [])],
    partly: isAlone ? [] : ofContainers,
    budget: part === 'compactor' ? null : budget,
    copiesData: true,
    makesPolicies: spec.objectOrEmpty('networkPolicy').boolean('enabled') !== false,
    claims: isStateful
      ? [{ name: 'data', accessModes: ['ReadWriteOnce'], storageClass: spec.text('storageClassName') }]
      : undefined,
  };
}

function stack(subject: Subject): MadePods[] {
  const template = subject.spec.objectOrEmpty('template');
  const of = (key: string): Fields => template.objectOrEmpty(key);
  const isOn = (key: string): boolean => of(key).boolean('enabled') === true;
  return [
    component(subject, 'distributor', of('distributor').objectOrEmpty('component')),
    component(subject, 'ingester', of('ingester')),
    component(subject, 'compactor', of('compactor')),
    component(subject, 'querier', of('querier')),
    component(subject, 'query-frontend', of('queryFrontend').objectOrEmpty('component')),
    ...(isOn('gateway') ? [component(subject, 'gateway', of('gateway').objectOrEmpty('component'))] : []),
    ...(isOn('metricsGenerator')
      ? [component(subject, 'metrics-generator', of('metricsGenerator').objectOrEmpty('component'))]
      : []),
  ];
}

/** One pod, always. */
function monolithic({ spec, head: { name } }: Subject): MadePods[] {
  const labels = labelsOf('tempo-monolithic', name, 'tempo');
  const traces = spec.objectOrEmpty('storage').objectOrEmpty('traces');
  const isJoined = ['jaegerui', 'multitenancy'].some((key) => spec.objectOrEmpty(key).boolean('enabled') === true);
  const ofContainers = ['resources', ...(spec.has('podSecurityContext') ? (['security'] as const) : [])] as const;
  return [
    {
      form: 'StatefulSet',
      replicas: { is: 1, path: 'spec' },
      labels,
      at: spec,
      fields: {
        ...placesIn(spec, 'affinity', 'nodeSelector'),
        securityContext: { in: spec, key: 'podSecurityContext' },
        serviceAccountName: { in: spec, key: 'serviceAccount' },
      },
      pod: {
        affinity: spec.value('affinity') ?? preferApart(labels, ...keys),
        nodeSelector: spec.value('nodeSelector'),
        securityContext: spec.value('podSecurityContext'),
      },
      containers: [
        {
          at: spec,
          fields: placesIn(spec, 'resources'),
          container: { name: 'tempo', resources: spec.value('resources'), securityContext: hardened },
        },
      ],
      known: ['spread', 'priority', 'rollout', 'budget', ...(isJoined ? [] : ofContainers)],
      partly: isJoined ? ofContainers : [],
      claims:
        (traces.text('backend') ?? 'memory') === 'memory'
          ? undefined
          : [{ name: 'tempo-storage', accessModes: ['ReadWriteOnce'], storageClass: traces.text('storageClassName') }],
    },
  ];
}

/** The Tempo Operator. */
export const tempoOperator: OperatorRoom = {
  operator,
  makes: { 'tempo.grafana.com/TempoStack': stack, 'tempo.grafana.com/TempoMonolithic': monolithic },
};
