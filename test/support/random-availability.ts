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

const autoscaler = fc
  .record({
    metadata: metadata(fc.constantFrom('ledger', 'web', 'other')),
    spec: some(
      {
        scaleTargetRef: target,
        minReplicas: fc.constantFrom(1, 2, 3),
        maxReplicas: fc.constantFrom(3, 5, 9),
        metrics: fc.constantFrom([share], [average], [{ type: 'External' }]),
        behavior: fc.constantFrom({}, {}, {}, { scaleUp: { selectPolicy: 'Disabled' } }),
      },
      ['scaleTargetRef'],
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
    metadata: metadata(app, fc.constantFrom<Json>({}, { 'kubecompass.io/tier': 'critical' })),
    spec: some({ replicas: fc.constantFrom(0, 1, 2), strategy: fc.constantFrom({ type: 'Recreate' }, {}) }),
    app,
    podSpec: some({
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
  spec: { accessModes: ['ReadWriteOnce'] },
}));

/** An object of those that keep a platform up under load and failures. */
export const availabilityObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scaled },
  { weight: 4, arbitrary: autoscaler },
  { weight: 2, arbitrary: scaledObject },
  { weight: 3, arbitrary: verticalAutoscaler },
  { weight: 1, arbitrary: claim },
);
