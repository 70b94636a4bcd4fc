import type { WorkloadAspect } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';
import { type Place, type Places, placesIn } from './places.ts';

// Jaeger Operator 1.65, the last one: pkg/strategy/controller.go (normalize), pkg/deployment/*.go, pkg/util/util.go (Merge, Labels). Elasticsearch and Kafka that it
// asks other operators for are theirs.

const distributed = new Set(['elasticsearch', 'cassandra', 'kafka', 'grpc-plugin']);

type Strategy = 'allinone' | 'production' | 'streaming';

/** Without a storage that several can share it falls back to one pod. */
function strategyOf(spec: Fields): Strategy {
  const written = (spec.text('strategy') ?? '').toLowerCase();
  const storage = (spec.objectOrEmpty('storage').text('type') ?? '').toLowerCase();
  if (!distributed.has(storage)) return 'allinone';
  return written === 'production' || written === 'streaming' ? written : 'allinone';
}

interface Component {
  readonly key: 'allInOne' | 'collector' | 'query' | 'ingester';
  readonly component: string;
  readonly adminPort: number;
  /** Whether a sidecar may be put beside it: a proxy on OpenShift, an agent that traces it. */
  readonly isJoined: boolean;
  readonly scales: boolean;
}

const allInOne: Component = {
  key: 'allInOne',
  component: 'all-in-one',
  adminPort: 14_269,
  isJoined: true,
  scales: false,
};
const collector: Component = {
  key: 'collector',
  component: 'collector',
  adminPort: 14_269,
  isJoined: false,
  scales: true,
};
const query: Component = { key: 'query', component: 'query', adminPort: 16_687, isJoined: true, scales: false };
const ingester: Component = {
  key: 'ingester',
  component: 'ingester',
  adminPort: 14_270,
  isJoined: false,
  scales: true,
};

const components: Readonly<Record<Strategy, readonly Component[]>> = {
  allinone: [allInOne],
  production: [collector, query],
  streaming: [collector, query, ingester],
};

function jaeger(subject: Subject): MadePods[] {
  const { spec } = subject;
  const agent = spec.objectOrEmpty('agent');
  return [
    ...components[strategyOf(spec)].map((one) => deployment(subject, one)),
    ...(agent.text('strategy')?.toLowerCase() === 'daemonset' ? [agents(subject, agent)] : []),
  ];
}

/** Where the component says it, or the resource for all of them. */
function commonAt(spec: Fields, at: Fields, key: string): Place {
  return { in: at.has(key) || !spec.has(key) ? at : spec, key };
}

/** What the component says, and what it does not, the resource for all of them. */
function common(spec: Fields, at: Fields, key: string): unknown {
  return at.value(key) ?? spec.value(key);
}

function labelsOf({ spec, head: { name } }: Subject, at: Fields, component: string): Record<string, string> {
  return {
    'app': 'jaeger',
    'app.kubernetes.io/name': component === 'all-in-one' ? name : `${name}-${component}`,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'jaeger',
    'app.kubernetes.io/managed-by': 'jaeger-operator',
    ...spec.labels('labels'),
    ...at.labels('labels'),
  };
}

function containerOf(spec: Fields, at: Fields, name: string, adminPort: number): Container {
  const httpGet = { path: '/', port: adminPort };
  return {
    at,
    fields: {
      ...placesIn(at, 'image', 'livenessProbe'),
      resources: commonAt(spec, at, 'resources'),
      securityContext: commonAt(spec, at, 'containerSecurityContext'),
    },
    container: {
      name,
      image: at.value('image'),
      resources: overlay(spec.objectOrEmpty('resources').raw, at.objectOrEmpty('resources').raw),
      securityContext: common(spec, at, 'containerSecurityContext'),
      livenessProbe: at.value('livenessProbe') ?? {
        httpGet,
        initialDelaySeconds: 5,
        periodSeconds: 15,
        failureThreshold: 5,
      },
      readinessProbe: { httpGet, initialDelaySeconds: 1 },
    },
  };
}

function podOf(spec: Fields, at: Fields): Raw {
  return {
    affinity: common(spec, at, 'affinity'),
    securityContext: common(spec, at, 'securityContext'),
    priorityClassName: at.value('priorityClassName'),
    nodeSelector: at.value('nodeSelector'),
    volumes: [...spec.list('volumes'), ...at.list('volumes')],
  };
}

function placesOfPod(spec: Fields, at: Fields, keys: readonly string[]): Places {
  return {
    ...placesIn(at, ...keys),
    affinity: commonAt(spec, at, 'affinity'),
    securityContext: commonAt(spec, at, 'securityContext'),
    serviceAccountName: commonAt(spec, at, 'serviceAccount'),
    volumes: { near: `${at.where}.volumes` },
  };
}

/** What the resource has fields for. */
const placed: Readonly<Record<Component['key'], readonly string[]>> = {
  allInOne: ['priorityClassName'],
  collector: ['priorityClassName', 'nodeSelector'],
  query: ['priorityClassName', 'nodeSelector'],
  ingester: ['nodeSelector'],
};

function deployment(subject: Subject, { key, component, adminPort, isJoined, scales }: Component): MadePods {
  const { spec } = subject;
  const at = spec.objectOrEmpty(key);
  // A plugin for storage is brought by an init container.
  const isPlain = spec.objectOrEmpty('storage').text('type')?.toLowerCase() !== 'grpc-plugin';
  const isAlone = isPlain && (!isJoined || isUnjoined(spec, at, key));
  const ofContainers: WorkloadAspect[] = [
    'probes',
    'resources',
    'security',
    ...(at.has('image') ? (['images'] as const) : []),
  ];
  const isScaled = scales && !at.has('replicas') && at.boolean('autoscale') !== false;
  return {
    ...(key === 'allInOne' ? {} : { part: component }),
    form: 'Deployment',
    replicas:
      key === 'allInOne'
        ? { is: 1, path: 'spec.strategy' }
        : { at, key: isScaled ? 'minReplicas' : 'replicas', otherwise: 1 },
    labels: labelsOf(subject, at, component),
    at,
    fields: placesOfPod(spec, at, placed[key]),
    labelsAt: `${at.where}.labels`,
    pod: podOf(spec, at),
    containers: [containerOf(spec, at, key === 'allInOne' ? 'jaeger' : `jaeger-${component}`, adminPort)],
    known: ['spread', 'priority', 'budget', ...(isAlone ? ofContainers : [])],
    partly: isAlone ? [] : ofContainers,
    scalesByLoad: isScaled,
  };
}

/** On OpenShift a proxy is put before the screens, unless that is switched off; an agent is put beside what traces itself. */
function isUnjoined(spec: Fields, at: Fields, key: string): boolean {
  const hasNoProxy = spec.objectOrEmpty('ingress').text('security') === 'none';
  return hasNoProxy && (key === 'allInOne' || at.boolean('tracingEnabled') === false);
}

function agents(subject: Subject, at: Fields): MadePods {
  const { spec } = subject;
  return {
    part: 'agent',
    form: 'DaemonSet',
    replicas: null,
    labels: labelsOf(subject, at, 'agent'),
    at,
    fields: placesOfPod(spec, at, ['priorityClassName', 'hostNetwork']),
    labelsAt: `${at.where}.labels`,
    pod: { ...podOf(spec, at), hostNetwork: at.value('hostNetwork') },
    containers: [agentOf(spec, at)],
    known: [
      'probes',
      'resources',
      'security',
      'spread',
      'priority',
      'budget',
      ...(at.has('image') ? (['images'] as const) : []),
    ],
  };
}

// Each of them is opened on the node; an option moves one, and closes none.
const agentPorts: readonly Raw[] = [
  { containerPort: 5775, hostPort: 5775, protocol: 'UDP' },
  { containerPort: 5778, hostPort: 5778 },
  { containerPort: 6831, hostPort: 6831, protocol: 'UDP' },
  { containerPort: 6832, hostPort: 6832, protocol: 'UDP' },
  { containerPort: 14_271, hostPort: 14_271 },
];

function agentOf(spec: Fields, at: Fields): Container {
  const { container, fields, ...where } = containerOf(spec, at, 'jaeger-agent-daemonset', 14_271);
  return {
    ...where,
    fields: { ...fields, ports: { near: 'spec.agent.strategy' } },
    container: { ...container, ports: agentPorts },
  };
}

/** The Jaeger Operator. */
export const jaegerOperator: OperatorRoom = {
  operator: 'the Jaeger Operator',
  makes: { 'jaegertracing.io/Jaeger': jaeger },
};
