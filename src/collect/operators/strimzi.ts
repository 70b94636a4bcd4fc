import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { type Places, placesIn } from './places.ts';

// Strimzi 1.1: cluster-operator/…/operator/cluster/model (PodDisruptionBudgetUtils, ProbeUtils, WorkloadUtils, TemplateUtils, KafkaPool). Budgets and network
// policies are on by default (STRIMZI_POD_DISRUPTION_BUDGET_GENERATION, STRIMZI_NETWORK_POLICY_GENERATION); which security contexts the pods get, the operator's
// security provider decides where the template is silent.

const podFields = ['affinity', 'topologySpreadConstraints', 'priorityClassName', 'securityContext', 'hostUsers'];

/** The labels that the operator's own budgets, Services and policies select by. */
function labelsOf(template: Fields, cluster: string, kind: string, component: string): Record<string, string> {
  return {
    ...template.objectOrEmpty('pod').objectOrEmpty('metadata').labels('labels'),
    'strimzi.io/cluster': cluster,
    'strimzi.io/kind': kind,
    'strimzi.io/name': component,
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
  };
}

function podOf(template: Fields): Raw {
  const pod = template.objectOrEmpty('pod');
  return Object.fromEntries(podFields.map((key) => [key, pod.value(key)]));
}

function placesOfPod(template: Fields): Places {
  const keys = podFields.filter((key) => key !== 'hostUsers' || template.objectOrEmpty('pod').has(key));
  return placesIn(template.objectOrEmpty('pod'), ...keys, 'terminationGracePeriodSeconds');
}

/** What stands where the container is spoken of, and what stands in its template. */
function placesOfContainer(at: Fields, own: Fields): Places {
  return {
    ...placesIn(at, 'image', 'resources', 'livenessProbe', 'readinessProbe'),
    ...placesIn(own, 'env', 'securityContext'),
  };
}

/** A probe that runs a script or asks the container's own port; the resource may change how often. */
function probeOf(at: Fields, key: string, initialDelaySeconds: number): Raw {
  return { initialDelaySeconds, timeoutSeconds: 5, ...at.objectOrEmpty(key).raw, exec: { command: [key] } };
}

function containerOf(at: Fields, template: Fields, name: string, delay: number, ports: readonly Raw[]): Container {
  const own = template.objectOrEmpty(`${name}Container`);
  return {
    at,
    fields: placesOfContainer(at, own),
    container: {
      name,
      image: at.value('image'),
      env: own.value('env'),
      resources: at.value('resources'),
      ports,
      livenessProbe: probeOf(at, 'livenessProbe', delay),
      readinessProbe: probeOf(at, 'readinessProbe', delay),
      securityContext: own.value('securityContext'),
    },
  };
}

function budgetOf(template: Fields): OwnBudget {
  const path = [...template.path, 'podDisruptionBudget'].join('.');
  const most = template.objectOrEmpty('podDisruptionBudget').integer('maxUnavailable') ?? 1;
  return {
    says: `Strimzi makes a budget for it (on by default) that lets ${most} pod${most === 1 ? '' : 's'} go at once`,
    path,
    letsGo: most > 0,
  };
}

/** What is known of the one container that most kinds have. */
function aspectsOf(at: Fields, template: Fields, container: string): Pick<MadePods, 'known' | 'partly'> {
  const contexts = [template.objectOrEmpty('pod'), template.objectOrEmpty(`${container}Container`)];
  const known: WorkloadAspect[] = ['ports', 'probes', 'resources', 'spread', 'priority', 'rollout', 'budget'];
  if (contexts.every((one) => one.has('securityContext'))) known.push('security');
  // Rack awareness and node ports bring an init container of the operator's own image.
  if (at.has('image') && !at.has('rack')) known.push('images');
  return { known };
}

interface Plain {
  readonly form: 'Deployment' | 'StatefulSet';
  readonly container: string;
  readonly component: string;
  readonly replicas: number;
  readonly delay: number;
  readonly ports: readonly Raw[];
}

/** A kind with one component. */
function plain({ form, container, component, replicas, delay, ports }: Plain) {
  return ({ spec, head: { kind, name } }: Subject): MadePods[] => {
    const template = spec.objectOrEmpty('template');
    return [
      {
        form,
        replicas: { at: spec, key: 'replicas', otherwise: replicas },
        labels: labelsOf(template, name, kind, `${name}-${component}`),
        at: spec,
        fields: placesOfPod(template),
        labelsAt: `${template.where}.pod.metadata.labels`,
        pod: podOf(template),
        containers: [containerOf(spec, template, container, delay, ports)],
        ...aspectsOf(spec, template, container),
        budget: budgetOf(template),
        hasScale: component === 'bridge',
        makesPolicies: component !== 'bridge',
      },
    ];
  };
}

const brokerPorts: readonly Raw[] = [{ name: 'tcp-replication', containerPort: 9091 }];

/** Brokers, ZooKeeper before 0.46, and the entity operator. The brokers of node pools are made of those, and what the Kafka says of their number counts for nothing. */
function kafka({ spec, metadata, head: { name } }: Subject): MadePods[] {
  const annotations = metadata.annotations();
  const switchOf = { kafka: 'strimzi.io/node-pools', zookeeper: 'strimzi.io/kraft' };
  const members = (key: 'kafka' | 'zookeeper'): MadePods[] => {
    const at = spec.object(key);
    if (!at?.has('replicas') || annotations[switchOf[key]] === 'enabled') return [];
    const template = at.objectOrEmpty('template');
    return [
      {
        ...(key === 'kafka' ? {} : { part: key }),
        form: 'StatefulSet',
        replicas: { at, key: 'replicas', otherwise: null },
        labels: labelsOf(template, name, 'Kafka', `${name}-${key}`),
        at,
        fields: placesOfPod(template),
        labelsAt: `${template.where}.pod.metadata.labels`,
        pod: podOf(template),
        containers: [containerOf(at, template, key, 15, brokerPorts)],
        ...aspectsOf(at, template, key),
        budget: budgetOf(template),
        hasScale: false,
        copiesData: true,
        makesPolicies: true,
        claims: claimsOf(at),
      },
    ];
  };
  return [...members('kafka'), ...members('zookeeper'), ...entityOperator(spec, name), ...helpers(spec, name)];
}

function claimsOf(at: Fields): MadePods['claims'] {
  const storage = at.objectOrEmpty('storage');
  const isJbod = storage.text('type') === 'jbod';
  return (isJbod ? storage.objects('volumes') : [storage])
    .filter((one) => one.text('type') !== 'ephemeral')
    .map((one) => ({
      name: isJbod ? `data-${one.integer('id') ?? 0}` : 'data',
      accessModes: ['ReadWriteOnce'],
      storageClass: one.text('class'),
    }));
}

/** One pod always, of two containers, which the template of the entity operator speaks of together. */
function entityOperator(spec: Fields, name: string): MadePods[] {
  const at = spec.object('entityOperator');
  if (!at) return [];
  const template = at.objectOrEmpty('template');
  const operators = (['topicOperator', 'userOperator'] as const).flatMap((key) => at.object(key) ?? []);
  if (operators.length === 0) return [];
  return [
    helper('entity-operator', at, template, name, operators, ({ path }) =>
      path.at(-1) === 'topicOperator' ? 'topic-operator' : 'user-operator',
    ),
  ];
}

function helpers(spec: Fields, name: string): MadePods[] {
  return (
    [
      ['cruiseControl', 'cruise-control'],
      ['kafkaExporter', 'kafka-exporter'],
    ] as const
  ).flatMap(([key, part]) => {
    const at = spec.object(key);
    return at ? [helper(part, at, at.objectOrEmpty('template'), name, [at], () => part)] : [];
  });
}

/** How many of them there are, is not for the resource to say. */
function helper(
  part: string,
  at: Fields,
  template: Fields,
  cluster: string,
  containers: readonly Fields[],
  nameOf: (at: Fields) => string,
): MadePods {
  return {
    part,
    form: 'Deployment',
    replicas: null,
    labels: labelsOf(template, cluster, 'Kafka', `${cluster}-${part}`),
    at,
    fields: placesOfPod(template),
    labelsAt: `${template.where}.pod.metadata.labels`,
    pod: podOf(template),
    containers: containers.map((one) => ({
      at: one,
      fields: placesIn(one, 'image', 'resources', 'livenessProbe', 'readinessProbe'),
      container: { name: nameOf(one), image: one.value('image'), resources: one.value('resources') },
    })),
    known: [
      'resources',
      'priority',
      'rollout',
      ...(containers.every((one) => one.has('image')) ? (['images'] as const) : []),
    ],
    makesPolicies: true,
  };
}

/** A pool of brokers or controllers; what it leaves unsaid, its budget too, stands in its Kafka. */
function nodePool({ spec, metadata, head: { name } }: Subject): MadePods[] {
  const template = spec.objectOrEmpty('template');
  const cluster = metadata.labels('labels')['strimzi.io/cluster'];
  const hasPod = template.has('pod');
  return [
    {
      form: 'StatefulSet',
      replicas: { at: spec, key: 'replicas', otherwise: null },
      ...(cluster === undefined
        ? {}
        : {
            labels: {
              ...labelsOf(template, cluster, 'Kafka', `${cluster}-kafka`),
              'strimzi.io/pool-name': name,
            },
            system: { name: `Kafka/${cluster}`, roles: spec.texts('roles') },
          }),
      at: spec,
      fields: placesOfPod(template),
      labelsAt: `${template.where}.pod.metadata.labels`,
      pod: podOf(template),
      containers: [
        {
          ...containerOf(spec, template, 'kafka', 15, brokerPorts),
          fields: {
            ...placesIn(spec, 'resources'),
            ...placesIn(template.objectOrEmpty('kafkaContainer'), 'env', 'securityContext'),
          },
        },
      ],
      known: [
        'ports',
        'probes',
        'rollout',
        // The Kafka says how many of all its pools together may go at once.
        ...(spec.has('resources') ? (['resources'] as const) : []),
        ...(hasPod ? (['spread', 'priority'] as const) : []),
      ],
      hasScale: false,
      copiesData: true,
      makesPolicies: true,
      claims: claimsOf(spec),
    },
  ];
}

const connect = {
  form: 'StatefulSet',
  component: 'connect',
  replicas: 3,
  delay: 60,
  ports: [{ name: 'rest-api', containerPort: 8083 }],
} as const;

/** Strimzi. */
export const strimzi: OperatorRoom = {
  operator: 'Strimzi',
  makes: {
    'kafka.strimzi.io/Kafka': kafka,
    'kafka.strimzi.io/KafkaNodePool': nodePool,
    'kafka.strimzi.io/KafkaConnect': plain({ ...connect, container: 'connect' }),
    'kafka.strimzi.io/KafkaMirrorMaker2': plain({ ...connect, component: 'mirrormaker2', container: 'connect' }),
    'kafka.strimzi.io/KafkaBridge': plain({
      form: 'Deployment',
      container: 'bridge',
      component: 'bridge',
      replicas: 1,
      delay: 15,
      ports: [
        { name: 'rest-api', containerPort: 8080 },
        { name: 'management', containerPort: 8081 },
      ],
    }),
  },
};
