import fc from 'fast-check';
import { refuseObject } from '../../src/collect/objects/refuse-object.ts';
import { app, type Json, metadata, namespaceName, selector, some, tierLabels } from './random-parts.ts';

const probe = fc.oneof(
  some(
    {
      httpGet: fc.record({
        path: fc.constantFrom('/', '/ready'),
        port: fc.constantFrom<unknown>('http', 8080, 'absent'),
      }),
      periodSeconds: fc.constantFrom(5, 10, 60),
      failureThreshold: fc.constantFrom(1, 3, 10),
      initialDelaySeconds: fc.constantFrom(0, 60),
    },
    ['httpGet'],
  ),
  fc.constant({ exec: { command: ['true'] } }),
);

const quantities = some({
  'cpu': fc.constantFrom('100m', '1', '2'),
  'memory': fc.constantFrom('64Mi', '1Gi', '8Gi'),
  'ephemeral-storage': fc.constant('1Gi'),
});

const securityContext = some({
  privileged: fc.boolean(),
  allowPrivilegeEscalation: fc.boolean(),
  runAsNonRoot: fc.boolean(),
  runAsUser: fc.constantFrom(0, 1, 65532),
  readOnlyRootFilesystem: fc.boolean(),
  capabilities: fc.constantFrom(
    { drop: ['ALL'] },
    { add: ['SYS_ADMIN'] },
    { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  ),
  seccompProfile: fc.constantFrom({ type: 'RuntimeDefault' }, { type: 'Unconfined' }),
  procMount: fc.constant('Unmasked'),
});

const hardened = fc.constant({
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
});

const container = some(
  {
    name: fc.constantFrom('app', 'proxy'),
    image: fc.constantFrom(
      'nginx',
      'nginx:1.27',
      'registry.bank.example/app:1.4',
      `registry.bank.example/app@sha256:${'a'.repeat(64)}`,
      'ghcr.io/other/app:latest',
      '${IMAGE}',
    ),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent'),
    ports: fc.constantFrom([{ name: 'http', containerPort: 8080 }], [{ name: 'metrics', containerPort: 9090 }], []),
    env: fc.constantFrom(
      [{ name: 'JAVA_OPTS', value: '-Xmx1g' }],
      [{ name: 'DB_PASSWORD', value: 'Tr0ub4dor&3' }],
      [{ name: 'MODE', value: 'fast' }],
    ),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    resources: some({ requests: quantities, limits: quantities }),
    securityContext: fc.oneof(securityContext, hardened),
  },
  ['name', 'image'],
);

const spread = fc.record({
  topologyKey: fc.constantFrom('topology.kubernetes.io/zone', 'kubernetes.io/hostname'),
  maxSkew: fc.constantFrom(1, 5),
  whenUnsatisfiable: fc.constantFrom('DoNotSchedule', 'ScheduleAnyway'),
  labelSelector: selector,
});

const podSpec = some(
  {
    containers: fc
      .array(container, { minLength: 1, maxLength: 2 })
      .map((list) => list.map((one, index) => ({ ...one, name: index === 0 ? 'app' : 'proxy' }))),
    initContainers: fc.constantFrom(
      [],
      [{ name: 'mesh', image: 'registry.bank.example/mesh:2.0', restartPolicy: 'Always' }],
    ),
    serviceAccountName: fc.constantFrom('default', 'ledger'),
    automountServiceAccountToken: fc.boolean(),
    hostNetwork: fc.constantFrom(false, false, true),
    shareProcessNamespace: fc.constantFrom(false, false, true),
    volumes: fc.constantFrom(
      [],
      [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      [{ name: 'host', hostPath: { path: '/var/run/docker.sock' } }],
    ),
    // The API server refuses two of one topology and effect.
    topologySpreadConstraints: fc.uniqueArray(spread, {
      maxLength: 2,
      selector: ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`,
    }),
    affinity: fc.constantFrom(
      {},
      {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { app: 'ledger' } } },
          ],
        },
      },
    ),
  },
  ['containers'],
);

/** A workload of any kind. */
export const workload = fc
  .record({
    kind: fc.constantFrom('Deployment', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job'),
    metadata: metadata(app, tierLabels),
    replicas: fc.constantFrom(0, 1, 2, 3),
    strategy: fc.constantFrom('RollingUpdate', 'Recreate'),
    app,
    podSpec,
  })
  .map(({ kind, metadata: head, replicas, strategy, app: label, podSpec: spec }): Json => {
    const template = { metadata: { labels: { app: label } }, spec };
    if (kind === 'Job') {
      const ends = { ...template, spec: { ...spec, restartPolicy: 'Never' } };
      return { apiVersion: 'batch/v1', kind, metadata: head, spec: { template: ends } };
    }
    const scaled = kind === 'DaemonSet' ? {} : { replicas };
    const updated = kind === 'Deployment' ? { strategy: { type: strategy } } : {};
    const claim = { accessModes: ['ReadWriteOnce'], storageClassName: 'fast' };
    const volumes =
      kind === 'StatefulSet' && strategy === 'Recreate'
        ? { volumeClaimTemplates: [{ metadata: { name: 'state' }, spec: claim }] }
        : {};
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata: head,
      spec: { ...scaled, ...updated, ...volumes, selector: { matchLabels: { app: label } }, template },
    };
  });

const budget = fc
  .record({
    metadata: metadata(app),
    amount: fc.constantFrom<Json>(
      { minAvailable: 1 },
      { maxUnavailable: 1 },
      { maxUnavailable: 0 },
      { minAvailable: '100%' },
      { maxUnavailable: '100%' },
      {},
    ),
    selector,
  })
  .map(({ metadata: head, amount, selector: selects }): Json => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: head,
    spec: { ...amount, selector: selects },
  }));

const autoscaler = fc
  .record({ metadata: metadata(app), name: app, minReplicas: fc.constantFrom(1, 2, 3) })
  .map(({ metadata: head, name, minReplicas }): Json => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: head,
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas, maxReplicas: 5 },
  }));

const service = fc
  .record({
    metadata: metadata(app),
    selector: app.map((name) => ({ app: name })),
    port: fc.constantFrom<Json>(
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'metrics', port: 9090 },
      { port: 8080 },
    ),
  })
  .map(({ metadata: head, selector: selects, port }): Json => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: head,
    spec: { selector: selects, ports: [port] },
  }));

const rules = fc.constantFrom<unknown[]>(
  [],
  [{}],
  [{ from: [{ podSelector: {} }], to: [{ podSelector: {} }] }],
  [{ ports: [{ protocol: 'UDP', port: 53 }] }],
);
const networkPolicy = fc
  .record({
    metadata: metadata(fc.constantFrom('default-deny', 'allow')),
    spec: some(
      {
        podSelector: selector,
        policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
        ingress: rules,
        egress: rules,
      },
      ['podSelector'],
    ),
  })
  .map(({ metadata: head, spec }): Json => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: head,
    spec,
  }));

const quota = fc
  .record({
    metadata: metadata(fc.constantFrom('quota', 'counts')),
    hard: fc.constantFrom<Json>({ 'requests.cpu': '4', 'requests.memory': '8Gi' }, { pods: '10' }, { cpu: '4' }),
  })
  .map(({ metadata: head, hard }): Json => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: head,
    spec: { hard },
  }));

const limitRange = fc
  .record({
    metadata: metadata(fc.constant('limits')),
    item: some({ type: fc.constantFrom('Container', 'Pod'), default: quantities, defaultRequest: quantities }, [
      'type',
    ]),
  })
  .map(({ metadata: head, item }): Json => ({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: head,
    spec: { limits: [item] },
  }))
  .filter((one) => refuseObject({ ...one, apiVersion: 'v1', kind: 'LimitRange' }).length === 0);

const account = fc
  .record({
    metadata: metadata(fc.constantFrom('default', 'ledger')),
    mount: fc.constantFrom<Json>({}, { automountServiceAccountToken: false }),
  })
  .map(({ metadata: head, mount }): Json => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: head, ...mount }));

const token = fc.record({ namespace: namespaceName }).map(({ namespace }): Json => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/service-account-token',
  metadata: { name: 'ledger-token', namespace, annotations: { 'kubernetes.io/service-account.name': 'ledger' } },
}));

const secret = fc
  .record({
    metadata: metadata(fc.constant('database')),
    stringData: fc.constantFrom<Json>({ password: 'Tr0ub4dor&3' }, { mode: 'fast' }, { password: '<change-me>' }),
  })
  .map(({ metadata: head, stringData }): Json => ({ apiVersion: 'v1', kind: 'Secret', metadata: head, stringData }));

const claim = metadata(fc.constant('data')).map((head): Json => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: head,
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}));

const podSecurityLabels = some({
  'pod-security.kubernetes.io/enforce': fc.constantFrom('privileged', 'baseline', 'restricted', 'strict'),
  'pod-security.kubernetes.io/enforce-version': fc.constantFrom('latest', 'v1.31'),
  'pod-security.kubernetes.io/warn': fc.constantFrom('baseline', 'restricted'),
});
/** A Namespace. */
export const namespaceObject = fc
  .record({ name: namespaceName, labels: podSecurityLabels, tier: tierLabels })
  .map(({ name, labels, tier }): Json => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...labels, ...tier } },
  }));

/** A policy of a CNI. */
export const otherPolicy = metadata(app).map((head): Json => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: head,
  spec: {},
}));
const podMaker = metadata(app).map((head): Json => ({
  apiVersion: 'apps.bank.example/v1',
  kind: 'Ledger',
  metadata: head,
  spec: {},
}));

/** An object of those that the first checks read. */
export const coreObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 8, arbitrary: workload },
  { weight: 4, arbitrary: namespaceObject },
  { weight: 4, arbitrary: budget },
  { weight: 3, arbitrary: networkPolicy },
  { weight: 2, arbitrary: autoscaler },
  { weight: 3, arbitrary: service },
  { weight: 2, arbitrary: quota },
  { weight: 2, arbitrary: limitRange },
  { weight: 2, arbitrary: account },
  { weight: 1, arbitrary: token },
  { weight: 1, arbitrary: secret },
  { weight: 1, arbitrary: claim },
  { weight: 1, arbitrary: podMaker },
);
