import type { OwnBudget, WorkloadAspect } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { type Places, placesIn } from './places.ts';

// Zalando's Postgres Operator 2.0: pkg/cluster/k8sres.go (generateStatefulSet, generatePrimaryPodDisruptionBudget), pkg/cluster/connection_pooler.go,
// docs/administrator.md. The operator's own configuration decides what is not said here: anti-affinity, security contexts, probes, and defaults of resources.

const operator = 'Zalando’s Postgres Operator';

/** The operator's configuration fills in what is not requested. */
function requestsBoth(at: Fields): boolean {
  const requests = at.objectOrEmpty('resources').objectOrEmpty('requests');
  return requests.has('cpu') && requests.has('memory');
}

/** CPU, memory and huge pages have fields, and nothing else has one. */
function placesOfResources(at: Fields): Places {
  return { ...placesIn(at, 'resources'), 'resources.requests.ephemeral-storage': { near: `${at.where}.resources` } };
}

function when(holds: boolean, aspect: WorkloadAspect): readonly WorkloadAspect[] {
  return holds ? [aspect] : [];
}

function cluster({ spec, head: { name } }: Subject): MadePods[] {
  const labels = { 'application': 'spilo', 'cluster-name': name };
  const sidecars = spec.objects('sidecars');
  const constraints = spec.objects('topologySpreadConstraints');
  return [
    {
      form: 'StatefulSet',
      replicas: { at: spec, key: 'numberOfInstances', otherwise: null },
      labels,
      at: spec,
      fields: {
        ...placesIn(spec, 'topologySpreadConstraints'),
        affinity: { near: 'spec.nodeAffinity' },
        priorityClassName: { in: spec, key: 'podPriorityClassName' },
      },
      pod: {
        affinity: { nodeAffinity: spec.value('nodeAffinity') },
        topologySpreadConstraints: constraints.map(({ raw }): Raw => ({
          ...raw,
          labelSelector: { matchLabels: labels },
        })),
        priorityClassName: spec.value('podPriorityClassName'),
      },
      containers: [
        {
          at: spec,
          fields: { ...placesIn(spec, 'env'), ...placesOfResources(spec), image: { in: spec, key: 'dockerImage' } },
          container: { name: 'postgres', image: spec.value('dockerImage'), resources: spec.value('resources') },
        },
        ...sidecars.map((at) => ({
          at,
          fields: { ...placesIn(at, 'image', 'env', 'ports'), ...placesOfResources(at) },
          container: { name: at.value('name'), image: at.value('image'), resources: at.value('resources') },
        })),
        ...spec.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
      ],
      known: [
        'rollout',
        'budget',
        ...when(constraints.length > 0, 'spread'),
        ...when(Boolean(spec.text('podPriorityClassName')), 'priority'),
      ],
      // Its configuration may add sidecars to every cluster.
      partly: [
        ...when([spec, ...sidecars].every(requestsBoth), 'resources'),
        ...when(spec.has('dockerImage'), 'images'),
      ],
      budget: budgetOf(spec.integer('numberOfInstances') ?? 0),
      copiesData: true,
      claims: [
        {
          name: 'pgdata',
          accessModes: ['ReadWriteOnce'],
          storageClass: spec.objectOrEmpty('volume').text('storageClass') || null,
        },
      ],
    },
    ...pooler(spec, name, spec.boolean('enableConnectionPooler') ?? spec.has('connectionPooler'), 'pooler'),
    ...pooler(spec, name, spec.boolean('enableReplicaConnectionPooler') ?? false, 'pooler-repl'),
  ];
}

/** It keeps the primary, which the operator moves off a node that is drained. */
function budgetOf(instances: number): OwnBudget | null {
  if (instances < 1) return null;
  return {
    says: `${operator} makes a budget for its primary (on by default, with minAvailable: 1), and moves the primary off a node that is drained`,
    path: 'spec.numberOfInstances',
    letsGo: instances > 1,
  };
}

function pooler(spec: Fields, name: string, isOn: boolean, part: string): MadePods[] {
  if (!isOn) return [];
  const at = spec.objectOrEmpty('connectionPooler');
  return [
    {
      part,
      form: 'Deployment',
      replicas: { at, key: 'numberOfInstances', otherwise: 2 },
      labels: { 'connection-pooler': `${name}-${part}` },
      at,
      fields: {},
      pod: {},
      containers: [
        {
          at,
          fields: { ...placesOfResources(at), image: { in: at, key: 'dockerImage' } },
          container: {
            name: 'connection-pooler',
            image: at.value('dockerImage'),
            resources: at.value('resources'),
            ports: [{ containerPort: 5432 }],
            readinessProbe: { tcpSocket: { port: 5432 } },
          },
        },
      ],
      known: [
        'ports',
        'probes',
        'rollout',
        'budget',
        ...when(at.has('dockerImage'), 'images'),
        ...when(requestsBoth(at), 'resources'),
      ],
    },
  ];
}

/** Zalando's Postgres Operator. */
export const zalando: OperatorRoom = { operator, makes: { 'acid.zalan.do/postgresql': cluster } };
