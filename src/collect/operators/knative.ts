import type { Autoscaler } from '../../estate/autoscaler.ts';
import { type Fields, isRaw, type Raw, writePath } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';

// Knative Serving 1.50 (v0.50.0): pkg/apis/serving/v1/revision_defaults.go, pkg/reconciler/revision/resources/{deploy,meta}.go, config/core/configmaps. It makes no
// disruption budgets; a revision runs the digest that its image's tag had when it was made.

/** Where a kind holds the template of its pods: a Revision is made of one. */
function templateOf({ spec, metadata, head: { kind } }: Subject): { metadata: Fields; spec: Fields } {
  if (kind === 'Revision') return { metadata, spec };
  const template = spec.objectOrEmpty('template');
  return { metadata: template.objectOrEmpty('metadata'), spec: template.objectOrEmpty('spec') };
}

function revisions(subject: Subject): MadePods[] {
  const { head } = subject;
  const template = templateOf(subject);
  const containers = template.spec.objects('containers');
  const given = template.spec.raw;
  return [
    {
      form: 'Deployment',
      // Its autoscaler decides, and one pod is what it starts with (config-autoscaler, initial-scale).
      replicas: { is: 1, path: scalePath(template.metadata, 'min-scale') },
      labels: {
        ...template.metadata.labels('labels'),
        ...(head.kind === 'Service'
          ? { 'serving.knative.dev/service': head.name, 'serving.knative.dev/configuration': head.name }
          : {}),
      },
      at: template.spec,
      pod: { ...given, affinity: given['affinity'] ?? apart(head), containers: [], initContainers: [] },
      containers: [
        ...template.spec.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
        ...containers.map((at) => ({ at, container: withDefaults(at.raw, containers.length === 1) })),
      ],
      known: ['ports', 'probes', 'account', 'spread', 'priority', 'rollout', 'budget'],
      partly: [
        // The sidecar of the operator stands beside them; and the cluster's configuration may give them what they lack.
        ...(containers.every(statesAmounts) ? (['resources'] as const) : []),
        ...(containers.every((one) => one.text('image')?.includes('@') === true) ? (['images'] as const) : []),
        ...(containers.every((one) => one.has('securityContext')) ? (['security'] as const) : []),
      ],
      scalesByLoad: true,
    },
  ];
}

function scalePath(metadata: Fields, name: string): string {
  return writePath([...metadata.path, 'annotations', `autoscaling.knative.dev/${name}`]);
}

/** Revisions are kept apart by host, as a preference (config-deployment, default-affinity-type). */
function apart({ name }: Subject['head']): Raw {
  const podAffinityTerm = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'serving.knative.dev/service': name } },
  };
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } };
}

/** What serves is asked on its port unless it says how, and that is 8080 unless it says which. */
function withDefaults(container: Raw, isOnly: boolean): Raw {
  const written = container['ports'];
  const ports: readonly unknown[] = Array.isArray(written) ? written : [];
  if (!isOnly && ports.length === 0) return container;
  const [first] = ports.length > 0 ? ports : [{ containerPort: 8080 }];
  const port = isRaw(first) ? (first['containerPort'] ?? 8080) : 8080;
  const asked = container['readinessProbe'];
  const own: Raw = isRaw(asked) ? asked : {};
  const asks = ['tcpSocket', 'httpGet', 'exec', 'grpc'].some((one) => Object.hasOwn(own, one));
  return {
    ...container,
    ports: ports.length > 0 ? ports : [{ containerPort: 8080 }],
    readinessProbe: asks ? withPort(own, port) : { ...own, tcpSocket: { port } },
  };
}

/** The queue in front of the container fills in the port of a probe that names none. */
function withPort(probe: Raw, port: unknown): Raw {
  const given = probe['httpGet'];
  return isRaw(given) ? { ...probe, httpGet: { port, ...given } } : probe;
}

function statesAmounts(container: Fields): boolean {
  const resources = container.objectOrEmpty('resources');
  const states = (key: string, name: string): boolean => resources.objectOrEmpty(key).has(name);
  const memory = states('limits', 'memory');
  return memory && (states('requests', 'cpu') || states('limits', 'cpu'));
}

/** The annotations of the template bear the bounds: from none to any number, unless they say otherwise. */
export function readRevisionScale(subject: Subject): Autoscaler {
  const { head } = subject;
  const { metadata } = templateOf(subject);
  const annotations = metadata.annotations();
  const bound = (...names: readonly string[]): number | null => {
    const key = names.find((name) => Object.hasOwn(annotations, `autoscaling.knative.dev/${name}`));
    if (key === undefined) return null;
    const text = annotations[`autoscaling.knative.dev/${key}`];
    return typeof text === 'string' && /^\d{1,9}$/.test(text)
      ? Number(text)
      : metadata.objectOrEmpty('annotations').refuse(`autoscaling.knative.dev/${key}`, 'a whole number in quotes');
  };
  // The class of Kubernetes' own autoscaler never goes below one.
  const least = annotations['autoscaling.knative.dev/class'] === 'hpa.autoscaling.knative.dev' ? 1 : 0;
  const most = bound('max-scale', 'maxScale');
  return {
    ...head,
    noun: 'autoscaler',
    target: { apiVersion: head.apiVersion, kind: head.kind, name: head.name },
    minReplicas: bound('min-scale', 'minScale') ?? least,
    maxReplicas: most === null || most === 0 ? 'unbounded' : most,
    wakesFromZero: true,
    // The activator keeps requests while the first pod starts.
    holdsRequests: true,
    shares: [],
    heldAt: null,
  };
}

/** Knative Serving. */
export const knative: OperatorRoom = {
  operator: 'Knative',
  makes: {
    'serving.knative.dev/Service': revisions,
    'serving.knative.dev/Configuration': revisions,
    'serving.knative.dev/Revision': revisions,
  },
};
