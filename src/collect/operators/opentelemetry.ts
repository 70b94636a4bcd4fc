import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { makeBudget } from './make-budget.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// OpenTelemetry Operator 0.158: internal/manifests/collector/{deployment,daemonset,statefulset,poddisruptionbudget,container}.go. Its probes follow from what the
// configuration of the collector says, which is not read.

const podFields = [
  'affinity',
  'nodeSelector',
  'topologySpreadConstraints',
  'priorityClassName',
  'hostNetwork',
  'hostPID',
  'hostUsers',
  'shareProcessNamespace',
];

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];

const forms = { deployment: 'Deployment', statefulset: 'StatefulSet', daemonset: 'DaemonSet' } as const;

function collector({ spec, metadata, head: { name } }: Subject): MadePods[] {
  const mode = spec.text('mode') || 'deployment';
  // A sidecar is put into the pods of others.
  if (!Object.hasOwn(forms, mode)) return [];
  const form = forms[mode as keyof typeof forms];
  const scaler = spec.object('autoscaler');
  const number = scaler?.has('minReplicas')
    ? { at: scaler, key: 'minReplicas', otherwise: 1 }
    : { at: spec, key: 'replicas', otherwise: 1 };
  return [
    {
      form,
      replicas: number,
      labels: {
        'app.kubernetes.io/name': `${name}-collector`,
        ...metadata.labels('labels'),
        'app.kubernetes.io/managed-by': 'opentelemetry-operator',
        'app.kubernetes.io/component': 'opentelemetry-collector',
        'app.kubernetes.io/part-of': 'opentelemetry',
      },
      at: spec,
      fields: {
        ...placesIn(spec, ...podFields, 'terminationGracePeriodSeconds', 'volumes'),
        securityContext: { in: spec, key: 'podSecurityContext' },
        serviceAccountName: { in: spec, key: 'serviceAccount' },
      },
      labelsAt: 'metadata.labels',
      pod: {
        ...Object.fromEntries(podFields.map((key) => [key, spec.value(key)])),
        securityContext: spec.value('podSecurityContext'),
        serviceAccountName: spec.value('serviceAccount'),
        volumes: spec.value('volumes'),
      },
      containers: [
        {
          at: spec,
          fields: placesIn(spec, 'image', 'env', 'envFrom', 'ports', 'resources', 'securityContext', ...probes),
          container: {
            name: 'otc-container',
            image: spec.value('image'),
            env: spec.value('env'),
            envFrom: spec.value('envFrom'),
            ports: spec.objects('ports').map(({ raw: { port, ...more } }) => ({ ...more, containerPort: port })),
            resources: spec.value('resources'),
            securityContext: spec.value('securityContext'),
          },
        },
        ...spec.objects('additionalContainers').map((at) => ({ at, container: at.raw })),
        ...spec.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
      ],
      known: [
        'resources',
        'security',
        'spread',
        'priority',
        'rollout',
        'budget',
        ...(spec.has('image') ? (['images'] as const) : []),
        ...(spec.has('serviceAccount') ? (['account'] as const) : []),
      ],
      budget: form === 'DaemonSet' ? null : budgetOf(spec, number.at.integer(number.key) ?? 1),
      copiesData: true,
      makesPolicies: true,
    },
  ];
}

function budgetOf(spec: Fields, replicas: number): OwnBudget | null {
  const own = spec.objectOrEmpty('podDisruptionBudget');
  const isOwn = own.has('maxUnavailable') || own.has('minAvailable');
  const says = `the OpenTelemetry Operator makes a budget for it${isOwn ? '' : ' (on by default, with maxUnavailable: 1)'}`;
  return makeBudget(own, replicas, says);
}

/** OpenTelemetry Operator. */
export const opentelemetry: OperatorRoom = {
  operator: 'the OpenTelemetry Operator',
  makes: { 'opentelemetry.io/OpenTelemetryCollector': collector },
};
