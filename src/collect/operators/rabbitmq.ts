import type { Fields } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { containersOf, placesIn } from './places.ts';

// RabbitMQ Cluster Operator 2.22: internal/resource/statefulset.go, api/v1beta1/rabbitmqcluster_types.go. It makes no disruption budget, and leaves the liveness
// probe out on purpose, so nothing is said of probes.

const defaultResources = { limits: { cpu: '2000m', memory: '2Gi' }, requests: { cpu: '1000m', memory: '2Gi' } };
const setupResources = { limits: { cpu: '20m', memory: '64Mi' }, requests: { cpu: '20m', memory: '64Mi' } };

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  privileged: false,
  seccompProfile: { type: 'RuntimeDefault' },
};

function cluster({ spec, metadata, head: { name } }: Subject): MadePods[] {
  // An override is merged over everything that the operator makes, with its own rules.
  const isOverridden = spec.objectOrEmpty('override').has('statefulSet');
  const override = spec.objectOrEmpty('override').objectOrEmpty('statefulSet').objectOrEmpty('spec');
  // What the resource has no field for may be written into that.
  const patched = override.objectOrEmpty('template').objectOrEmpty('spec');
  const number = override.has('replicas') ? override : spec;
  return [
    {
      form: 'StatefulSet',
      replicas: { at: number, key: 'replicas', otherwise: 1 },
      labels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/component': 'rabbitmq',
        'app.kubernetes.io/part-of': 'rabbitmq',
      },
      at: spec,
      fields: {
        ...placesIn(spec, 'affinity', 'terminationGracePeriodSeconds'),
        ...placesIn(patched, 'topologySpreadConstraints', 'securityContext', 'priorityClassName'),
      },
      pod: {
        affinity: spec.value('affinity'),
        topologySpreadConstraints: spreadOf(metadata, name),
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      },
      containers: [
        {
          at: containersOf(patched),
          fields: placesIn(spec, 'image', 'resources'),
          container: {
            name: 'rabbitmq',
            image: spec.value('image'),
            resources: spec.value('resources') ?? defaultResources,
            securityContext: hardened,
          },
        },
        {
          at: patched,
          fields: placesIn(spec, 'image'),
          role: 'init',
          container: {
            name: 'setup-container',
            image: spec.value('image'),
            resources: setupResources,
            securityContext: hardened,
          },
        },
      ],
      known: isOverridden
        ? ['budget']
        : [
            'resources',
            'security',
            'spread',
            'priority',
            'rollout',
            'budget',
            ...(spec.has('image') ? (['images'] as const) : []),
          ],
      copiesData: true,
      claims: claimsOf(spec.objectOrEmpty('persistence')),
    },
  ];
}

/** By zone, as a preference, unless an annotation of the operator's switches that off. */
function spreadOf(metadata: Fields, name: string): readonly object[] {
  const off = metadata.annotations()['rabbitmq.com/disable-default-topology-spread-constraints'];
  if (typeof off === 'string' && off.trim() === 'true') return [];
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    },
  ];
}

function claimsOf(persistence: Fields): MadePods['claims'] {
  const size = persistence.value('storage');
  if (size === 0 || /^0[A-Za-z]*$/.test(String(size))) return [];
  return [{ name: 'persistence', accessModes: ['ReadWriteOnce'], storageClass: persistence.text('storageClassName') }];
}

/** The RabbitMQ Cluster Operator. */
export const rabbitmq: OperatorRoom = {
  operator: 'the RabbitMQ Cluster Operator',
  makes: { 'rabbitmq.com/RabbitmqCluster': cluster },
};
