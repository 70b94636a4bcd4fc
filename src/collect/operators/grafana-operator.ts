import { isRaw, type Fields, type Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';
import { containersOf } from './places.ts';

// Grafana Operator 5.25: controllers/reconcilers/grafana/deployment_reconciler.go. `spec.deployment` is laid over what it makes, as a strategic merge.

const hardened: Raw = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  privileged: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};

function grafana({ spec, head: { name } }: Subject): MadePods[] {
  if (spec.has('external')) return [];
  const deployment = spec.objectOrEmpty('deployment').objectOrEmpty('spec');
  const template = deployment.objectOrEmpty('template');
  const pod = template.objectOrEmpty('spec');
  const written = pod.objects('containers');
  const main = written.find((one) => one.text('name') === 'grafana');
  const off = spec.text('disableDefaultSecurityContext');
  const port = portOf(spec);
  const under: Raw = {
    name: 'grafana',
    image: imageOf(spec),
    ports: [{ name: 'grafana-http', containerPort: port }],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1024Mi' } },
    readinessProbe: {
      httpGet: { path: '/api/health', port },
      timeoutSeconds: 3,
      periodSeconds: 10,
      failureThreshold: 1,
    },
    ...(off === 'Container' || off === 'All' ? {} : { securityContext: hardened }),
  };
  const containers: Container[] = [
    {
      ...(main
        ? { at: main }
        : {
            at: containersOf(pod),
            fields: { image: { near: spec.has('version') ? 'spec.version' : containersOf(pod).where } },
          }),
      container: overlay(under, main?.raw ?? {}),
    },
    ...written.filter((one) => one !== main).map((at) => ({ at, container: at.raw })),
    ...pod.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
  ];
  const isRecreated = deployment.objectOrEmpty('strategy').text('type') === 'Recreate';
  return [
    {
      form: 'Deployment',
      replicas: { at: deployment, key: 'replicas', otherwise: 1 },
      labels: { app: name, ...template.objectOrEmpty('metadata').labels('labels') },
      at: pod,
      pod: overlay(
        off === 'Pod' || off === 'All' ? {} : { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
        withoutContainers(pod.raw),
      ),
      containers,
      known: [
        'ports',
        'probes',
        'resources',
        'security',
        'spread',
        'priority',
        'budget',
        ...(isRecreated ? [] : (['rollout'] as const)),
        ...(containers[0]?.container['image'] === undefined ? [] : (['images'] as const)),
      ],
    },
  ];
}

function withoutContainers(pod: Raw): Raw {
  return Object.fromEntries(Object.entries(pod).filter(([key]) => key !== 'containers' && key !== 'initContainers'));
}

/** Without a version the operator has one of its own. */
function imageOf(spec: Fields): string | undefined {
  const version = spec.text('version');
  if (!version) return undefined;
  return /[:/@]/.test(version) ? version : `docker.io/grafana/grafana:${version}`;
}

function portOf(spec: Fields): number {
  const server = spec.objectOrEmpty('config').value('server');
  const written = isRaw(server) ? Number(server['http_port']) : Number.NaN;
  return Number.isInteger(written) && written > 0 ? written : 3000;
}

/** The Grafana Operator. */
export const grafanaOperator: OperatorRoom = {
  operator: 'the Grafana Operator',
  makes: { 'grafana.integreatly.org/Grafana': grafana },
};
