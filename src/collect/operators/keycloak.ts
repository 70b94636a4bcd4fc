import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';
import { containersOf, type Place, placesIn } from './places.ts';

// Keycloak Operator 26: operator/…/controllers/KeycloakDeploymentDependentResource.java. How pods are spread where nothing is said has changed with its versions.

function probe(at: Fields, path: string, periodSeconds: number, failureThreshold: number): Raw {
  return {
    httpGet: { path, port: 9000 },
    periodSeconds: at.value('periodSeconds') ?? periodSeconds,
    failureThreshold: at.value('failureThreshold') ?? failureThreshold,
  };
}

/** The pod template is the ground; some of the resource is laid over it, and what it leaves out is filled in. */
function server({ spec, head: { name } }: Subject): MadePods[] {
  const template = spec.objectOrEmpty('unsupported').objectOrEmpty('podTemplate');
  const pod = template.objectOrEmpty('spec');
  const scheduling = spec.objectOrEmpty('scheduling');
  const [first, ...others] = pod.objects('containers');
  const either = (key: string): unknown => pod.value(key) ?? scheduling.value(key);
  const eitherAt = (key: string): Place => ({ in: pod.has(key) ? pod : scheduling, key });
  const resources = { requests: { memory: '1700Mi' }, limits: { memory: '2Gi' } };
  const main: Raw = {
    readinessProbe: probe(spec.objectOrEmpty('readinessProbe'), '/health/ready', 10, 3),
    livenessProbe: probe(spec.objectOrEmpty('livenessProbe'), '/health/live', 10, 3),
    startupProbe: probe(spec.objectOrEmpty('startupProbe'), '/health/started', 1, 600),
    ...first?.raw,
    name: 'keycloak',
    image: spec.value('image'),
    resources: overlay(resources, spec.objectOrEmpty('resources').raw),
  };
  const containers: Container[] = [
    {
      at: first ?? containersOf(pod),
      fields: {
        ...placesIn(spec, 'image', 'resources', 'readinessProbe', 'livenessProbe', 'startupProbe'),
        ...(first ? placesIn(first, 'securityContext', 'env', 'envFrom', 'ports', 'volumeMounts', 'lifecycle') : {}),
      },
      container: main,
    },
    ...others.map((at) => ({ at, container: at.raw })),
    ...pod.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
  ];
  const kept = Object.entries(pod.raw).filter(([key]) => key !== 'containers' && key !== 'initContainers');
  const isSpread = either('topologySpreadConstraints') !== undefined;
  return [
    {
      form: 'StatefulSet',
      replicas: { at: spec, key: 'instances', otherwise: 1 },
      labels: {
        ...template.objectOrEmpty('metadata').labels('labels'),
        'app': 'keycloak',
        'app.kubernetes.io/managed-by': 'keycloak-operator',
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/component': 'server',
      },
      at: spec,
      fields: {
        ...placesIn(
          pod,
          ...Object.keys(pod.raw),
          'securityContext',
          'terminationGracePeriodSeconds',
          'serviceAccountName',
        ),
        ...placesIn(spec, 'automountServiceAccountToken'),
        affinity: eitherAt('affinity'),
        topologySpreadConstraints: eitherAt('topologySpreadConstraints'),
        priorityClassName: eitherAt('priorityClassName'),
      },
      labelsAt: 'spec.unsupported.podTemplate.metadata.labels',
      pod: {
        ...Object.fromEntries(kept),
        affinity: either('affinity'),
        topologySpreadConstraints: either('topologySpreadConstraints'),
        priorityClassName: either('priorityClassName'),
        automountServiceAccountToken: spec.value('automountServiceAccountToken'),
      },
      containers,
      known: [
        'probes',
        'resources',
        'security',
        'priority',
        'budget',
        ...(isSpread ? (['spread'] as const) : []),
        ...(spec.has('image') ? (['images'] as const) : []),
      ],
      copiesData: true,
      makesPolicies: spec.objectOrEmpty('networkPolicy').boolean('enabled') !== false,
    },
  ];
}

/** The Keycloak Operator. */
export const keycloak: OperatorRoom = {
  operator: 'the Keycloak Operator',
  makes: { 'k8s.keycloak.org/Keycloak': server },
};
