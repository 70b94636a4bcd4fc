import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { containersOf, placesIn } from './places.ts';

// CloudNativePG 1.30: pkg/specs/pods.go, poddisruptionbudget.go, containers.go and pgbouncer/deployments.go; api/v1/cluster_defaults.go.

const hardened: Raw = {
  seccompProfile: { type: 'RuntimeDefault' },
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
};

/** What the resource sets of an object, and the operator's default of the rest. */
function over(fields: Fields, key: string, defaults: Raw): Raw {
  const own = Object.entries(fields.objectOrEmpty(key).raw).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return { ...defaults, ...Object.fromEntries(own) };
}

function instances({ spec, metadata, head: { name } }: Subject): MadePods[] {
  const affinity = spec.objectOrEmpty('affinity');
  const probes = spec.objectOrEmpty('probes');
  const postgres = {
    name: 'postgres',
    image: spec.text('imageName') ?? undefined,
    imagePullPolicy: spec.value('imagePullPolicy'),
    env: spec.value('env'),
    envFrom: spec.value('envFrom'),
    resources: spec.value('resources'),
    ports: [
      { name: 'postgresql', containerPort: 5432 },
      { name: 'metrics', containerPort: 9187 },
      { name: 'status', containerPort: 8000 },
    ],
    startupProbe: over(probes, 'startup', probe('/startupz', { failureThreshold: 360 })),
    readinessProbe: over(probes, 'readiness', probe('/readyz')),
    livenessProbe: over(probes, 'liveness', probe('/healthz')),
    securityContext: over(spec, 'securityContext', hardened),
  };
  // A patch may change anything of a pod, and a plugin adds containers.
  const isPatched = Object.hasOwn(metadata.annotations(), 'cnpg.io/podPatch');
  const isExtended = spec.objects('plugins').some((one) => one.boolean('enabled') !== false);
  const sure = ['ports', 'probes', 'spread', 'priority', 'budget', 'rollout'] as const;
  const containers = ['resources', 'security'] as const;
  return [
    {
      form: 'StatefulSet',
      replicas: { at: spec, key: 'instances', otherwise: 1 },
      labels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance', 'app.kubernetes.io/instance': name },
      at: spec,
      fields: {
        ...placesIn(spec, 'topologySpreadConstraints', 'priorityClassName'),
        affinity: { near: affinity.where },
        nodeSelector: { in: affinity, key: 'nodeSelector' },
        securityContext: { in: spec, key: 'podSecurityContext' },
        serviceAccountName: { near: 'spec.serviceAccountTemplate' },
      },
      labelsAt: 'spec.inheritedMetadata.labels',
      pod: {
        affinity: { nodeAffinity: affinity.value('nodeAffinity'), podAntiAffinity: antiAffinity(affinity, name) },
        nodeSelector: affinity.value('nodeSelector'),
        topologySpreadConstraints: spec.value('topologySpreadConstraints'),
        priorityClassName: spec.value('priorityClassName'),
        securityContext: over(spec, 'podSecurityContext', {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        }),
      },
      containers: [
        {
          at: spec,
          fields: {
            ...placesIn(spec, 'imagePullPolicy', 'env', 'envFrom', 'resources', 'securityContext'),
            image: { in: spec, key: 'imageName' },
            startupProbe: { in: probes, key: 'startup' },
            readinessProbe: { in: probes, key: 'readiness' },
            livenessProbe: { in: probes, key: 'liveness' },
          },
          container: postgres,
        },
        // It copies the instance manager, and is given the same.
        {
          at: spec,
          fields: placesIn(spec, 'resources', 'securityContext'),
          role: 'init',
          container: {
            name: 'bootstrap-controller',
            resources: postgres.resources,
            securityContext: postgres.securityContext,
          },
        },
      ],
      known: isPatched ? ['budget'] : isExtended ? sure : [...sure, ...containers],
      // The image of the instance manager is the operator's own.
      partly: isPatched ? [] : [...(isExtended ? containers : []), ...(postgres.image ? (['images'] as const) : [])],
      budget: ownBudget(spec),
      copiesData: true,
      claims: [{ name: 'pgdata', accessModes: ['ReadWriteOnce'], storageClass: storageClassOf(spec) }],
    },
  ];
}

function probe(path: string, more: Raw = {}): Raw {
  return { httpGet: { path, port: 8000 }, periodSeconds: 10, timeoutSeconds: 5, ...more };
}

function storageClassOf(spec: Fields): string | null {
  return spec.objectOrEmpty('storage').text('storageClass');
}

/** Instances are kept apart by host, as a preference, unless told otherwise; the validating webhook knows no third type. */
function antiAffinity(affinity: Fields, name: string): Raw {
  const additional = affinity.objectOrEmpty('additionalPodAntiAffinity');
  const required = additional.list('requiredDuringSchedulingIgnoredDuringExecution');
  const preferred = additional.list('preferredDuringSchedulingIgnoredDuringExecution');
  const own = {
    labelSelector: { matchLabels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' } },
    topologyKey: affinity.text('topologyKey') || 'kubernetes.io/hostname',
  };
  const isOn = affinity.boolean('enablePodAntiAffinity') !== false;
  const isRequired = affinity.text('podAntiAffinityType') === 'required';
  return {
    requiredDuringSchedulingIgnoredDuringExecution: [...(isOn && isRequired ? [own] : []), ...required],
    preferredDuringSchedulingIgnoredDuringExecution: [
      ...(isOn && !isRequired ? [{ weight: 100, podAffinityTerm: own }] : []),
      ...preferred,
    ],
  };
}

/** On by default; two budgets: for the primary, and from three instances on for the replicas. */
function ownBudget(spec: Fields): OwnBudget | null {
  if (spec.boolean('enablePDB') === false) return null;
  return {
    says: 'CloudNativePG makes budgets for it (enablePDB, on by default): one replica at a time may go, and before the node of the primary is drained another instance takes over',
    path: 'spec.enablePDB',
    letsGo: true,
  };
}

function pooler({ spec, head: { name } }: Subject): MadePods[] {
  const template = spec.objectOrEmpty('template');
  const pod = template.objectOrEmpty('spec');
  const written = pod.objects('containers').find((one) => one.text('name') === 'pgbouncer');
  const cluster = spec.objectOrEmpty('cluster').text('name');
  const others = pod.objects('containers').filter((one) => one.text('name') !== 'pgbouncer');
  return [
    {
      form: 'Deployment',
      replicas: { at: spec, key: 'instances', otherwise: 1 },
      labels: {
        ...template.objectOrEmpty('metadata').labels('labels'),
        'cnpg.io/poolerName': name,
        'cnpg.io/podRole': 'pooler',
        ...(cluster === null ? {} : { 'cnpg.io/cluster': cluster }),
      },
      at: pod,
      pod: { ...pod.raw, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
      containers: [
        {
          ...(written ? { at: written } : { at: containersOf(pod), fields: {} }),
          container: {
            readinessProbe: { tcpSocket: { port: 5432 }, timeoutSeconds: 5 },
            ...written?.raw,
            name: 'pgbouncer',
            ports: [
              { name: 'pgbouncer', containerPort: 5432 },
              { name: 'metrics', containerPort: 9127 },
            ],
            securityContext: hardened,
          },
        },
        ...others.map((one) => ({ at: one, container: one.raw })),
      ],
      known: ['ports', 'probes', 'spread', 'priority', 'budget', 'rollout', 'security', 'resources'],
      partly: written?.has('image') ? ['images'] : [],
      // Poolers have no budget of the operator's.
      budget: null,
    },
  ];
}

/** CloudNativePG. */
export const cloudNativePg: OperatorRoom = {
  operator: 'CloudNativePG',
  makes: { 'postgresql.cnpg.io/Cluster': instances, 'postgresql.cnpg.io/Pooler': pooler },
};
