import fc from 'fast-check';
import { app, type Json, metadata as anywhere, some } from './random-parts.ts';

/** Mostly of one namespace, so that what scales meets what is scaled. */
const metadata = (name: fc.Arbitrary<string>, labels?: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(anywhere(name, labels), fc.nat(3))
    .map(([head, dice]) => (dice > 0 && 'namespace' in head ? { ...head, namespace: 'bank' } : head));

const target = fc
  .record({
    apiVersion: fc.constantFrom('apps/v1', 'apps/v1', 'apps/v1', 'extensions/v1beta1'),
    kind: fc.constantFrom('Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'DaemonSet'),
    name: fc.oneof({ weight: 5, arbitrary: app }, { weight: 1, arbitrary: fc.constant('absent') }),
  })
  .map((one): Json => one);

const share = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } };
const average = { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '1' } } };

const external = {
  type: 'External',
  external: { metric: { name: 'jobs' }, target: { type: 'AverageValue', averageValue: '1' } },
};

const autoscaler = fc
  .record({
    metadata: metadata(fc.constantFrom('ledger', 'web', 'other')),
    spec: some(
      {
        scaleTargetRef: target,
        minReplicas: fc.constantFrom(1, 2, 3),
        maxReplicas: fc.constantFrom(3, 5, 9),
        metrics: fc.constantFrom([share], [average], [external]),
        behavior: fc.constantFrom({}, {}, {}, { scaleUp: { selectPolicy: 'Disabled' } }),
      },
      ['scaleTargetRef', 'maxReplicas'],
    ),
  })
  .map(({ metadata: head, spec }): Json => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: head,
    spec,
  }));

const scaledObject = fc
  .record({ metadata: metadata(app), name: app, minReplicaCount: fc.constantFrom(0, 2) })
  .map(({ metadata: head, name, minReplicaCount }): Json => ({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: head,
    spec: { scaleTargetRef: { name }, minReplicaCount, triggers: [{ type: 'rabbitmq', metadata: {} }] },
  }));

const verticalAutoscaler = fc
  .record({ metadata: metadata(app), name: app, mode: fc.constantFrom('Off', 'Auto', 'Recreate') })
  .map(({ metadata: head, name, mode }): Json => ({
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: head,
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      updatePolicy: { updateMode: mode },
    },
  }));

/** A Deployment of the kind that autoscalers are for, more often sound than those of the core room. */
const scaled = fc
  .record({
    metadata: metadata(
      app,
      fc.constantFrom<Json>(
        {},
        ...['critical', 'important', 'best-effort'].map((tier) => ({ 'kubecompass.io/tier': tier })),
      ),
    ),
    spec: some({
      replicas: fc.constantFrom(0, 1, 2),
      strategy: fc.constantFrom<Json>({ type: 'Recreate' }, { rollingUpdate: { maxUnavailable: '100%' } }, {}, {}),
    }),
    app,
    podSpec: some({
      priorityClassName: fc.constantFrom('high', 'low', 'high', 'low', 'absent'),
      terminationGracePeriodSeconds: fc.constantFrom(0, 30, 30),
      volumes: fc.constantFrom([], [], [], [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]),
    }),
    container: fc.constantFrom<Json>(
      {},
      { resources: { requests: { cpu: '100m' } } },
      { resources: { requests: { cpu: '100m' } }, ports: [{ containerPort: 8080 }] },
      { args: ['--leader-elect'] },
    ),
  })
  .map(({ metadata: head, spec, app: label, podSpec, container }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: head,
    spec: {
      ...spec,
      selector: { matchLabels: { app: label } },
      template: {
        metadata: { labels: { app: label } },
        spec: { ...podSpec, containers: [{ name: 'app', image: 'registry.bank.example/app:1', ...container }] },
      },
    },
  }));

const claim = metadata(fc.constant('data')).map((head): Json => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: head,
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}));

const priorityClass = fc
  .record({ name: fc.constantFrom('high', 'low'), value: fc.constantFrom(0, 10, 1000) })
  .map(({ name, value }): Json => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    globalDefault: value === 0,
  }));

const hook = fc
  .record({
    service: fc.record({ name: app, namespace: fc.constant('bank') }),
    failurePolicy: fc.constantFrom('Fail', 'Fail', 'Fail', 'Ignore'),
    resources: fc.constantFrom(['pods'], ['*'], ['pods'], ['configmaps']),
    selector: fc.constantFrom<Json>(
      {},
      {},
      { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      { matchLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    ),
  })
  .map(({ service, failurePolicy, resources, selector }) => ({
    name: 'gate.bank.example',
    clientConfig: { service },
    failurePolicy,
    namespaceSelector: selector,
    rules: [{ apiGroups: [''], apiVersions: ['v1'], resources, operations: ['CREATE'] }],
  }));

const webhook = fc.array(hook, { minLength: 1, maxLength: 2 }).map((webhooks): Json => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'gate' },
  webhooks,
}));

const service = app.map((name): Json => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'bank' },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
}));

const budget = fc.record({ metadata: metadata(app), name: app }).map(({ metadata: head, name }): Json => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: head,
  spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
}));

/** An object of those that keep a platform up under load. */
export const scalingObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scaled },
  { weight: 4, arbitrary: autoscaler },
  { weight: 2, arbitrary: scaledObject },
  { weight: 3, arbitrary: verticalAutoscaler },
  { weight: 1, arbitrary: claim },
);

const ends = fc.constantFrom('Always', 'Always', 'Never');

const barePod = fc
  .record({ metadata: metadata(app), restartPolicy: ends })
  .map(({ metadata: head, restartPolicy }): Json => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: head,
    spec: { restartPolicy, containers: [{ name: 'app', image: 'registry.bank.example/app:1' }] },
  }));

const cronJob = metadata(app).map((head): Json => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: head,
  spec: {
    schedule: '0 3 * * *',
    jobTemplate: {
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'registry.bank.example/app:1' }] },
        },
      },
    },
  },
}));

/** An object of those that decide what goes first when something fails. */
export const degradationObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scaled },
  { weight: 4, arbitrary: priorityClass },
  { weight: 4, arbitrary: webhook },
  { weight: 4, arbitrary: service },
  { weight: 2, arbitrary: budget },
  { weight: 2, arbitrary: barePod },
  { weight: 1, arbitrary: cronJob },
  { weight: 1, arbitrary: claim },
);
