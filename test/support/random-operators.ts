import fc from 'fast-check';
import { coreObject } from './random-core.ts';
import { app, type Json, metadata, some, tierLabels } from './random-parts.ts';

// Resources of which operators make pods, and what stands beside them: budgets, Services and policies that select by the operators' labels.

const resources = fc.constantFrom<Json>(
  { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
  { requests: { memory: '128Mi' } },
  {},
);
const spread = fc.constantFrom<readonly Json[]>(
  [
    {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'ledger' } },
    },
  ],
  [],
);
const replicas = fc.constantFrom(1, 2, 3);

function resource(apiVersion: string, kind: string, spec: fc.Arbitrary<Json>, labels: Json = {}): fc.Arbitrary<Json> {
  return fc.record({ head: metadata(app, tierLabels), spec }).map(({ head, spec: own }) => ({
    apiVersion,
    kind,
    metadata: { ...head, labels: { ...(head['labels'] as Json), ...labels } },
    spec: own,
  }));
}

const database = resource(
  'postgresql.cnpg.io/v1',
  'Cluster',
  some({
    instances: replicas,
    imageName: fc.constantFrom('registry.bank.example/postgresql:17', 'postgresql'),
    enablePDB: fc.boolean(),
    resources,
    topologySpreadConstraints: spread,
    affinity: fc.constantFrom({}, { topologyKey: 'topology.kubernetes.io/zone', podAntiAffinityType: 'required' }),
    plugins: fc.constantFrom<readonly Json[]>([], [{ name: 'barman-cloud.cloudnative-pg.io' }]),
  }),
);

const broker = some({
  replicas,
  resources,
  template: fc.constantFrom<Json>({}, { podDisruptionBudget: { maxUnavailable: 0 } }),
});
const kafka = resource(
  'kafka.strimzi.io/v1beta2',
  'Kafka',
  some({ kafka: broker, entityOperator: fc.constant({ topicOperator: {} }) }, ['kafka']),
);
const pool = resource('kafka.strimzi.io/v1beta2', 'KafkaNodePool', some({ replicas, resources }), {
  'strimzi.io/cluster': 'ledger',
});
const server = resource(
  'monitoring.coreos.com/v1',
  'Prometheus',
  some({
    replicas,
    resources,
    image: fc.constant('registry.bank.example/prometheus:v3'),
    topologySpreadConstraints: spread,
  }),
);

const selectors = fc.constantFrom<Json>(
  { 'cnpg.io/cluster': 'ledger' },
  { 'strimzi.io/cluster': 'ledger' },
  { 'app.kubernetes.io/instance': 'ledger' },
);

const beside = fc
  .record({ head: metadata(app), selector: selectors, kind: fc.constantFrom('budget', 'service', 'policy') })
  .map(({ head, selector, kind }): Json => {
    if (kind === 'service')
      return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: head,
        spec: { selector, ports: [{ name: 'sql', port: 5432 }] },
      };
    return kind === 'budget'
      ? {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: head,
          spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
        }
      : {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: head,
          spec: { podSelector: { matchLabels: selector }, policyTypes: ['Ingress'] },
        };
  });

const template = fc.record({ app, minimum: fc.constantFrom('0', '1', '2') }).map(({ app: name, minimum }) => ({
  metadata: { labels: { app: name }, annotations: { 'autoscaling.knative.dev/min-scale': minimum } },
  spec: { containers: [{ name: 'app', image: 'registry.bank.example/app:1', ports: [{ containerPort: 8080 }] }] },
}));
const knative = resource('serving.knative.dev/v1', 'Service', some({ template }, ['template']));
const config = resource(
  'apps.openshift.io/v1',
  'DeploymentConfig',
  some(
    {
      replicas,
      template,
      triggers: fc.constantFrom<readonly Json[]>([], [{ type: 'ImageChange' }]),
      strategy: fc.constantFrom({ type: 'Rolling' }, { type: 'Recreate' }),
    },
    ['template'],
  ),
);

const patroni = resource(
  'postgres-operator.crunchydata.com/v1beta1',
  'PostgresCluster',
  some(
    {
      instances: fc.array(some({ replicas, resources }), { minLength: 1, maxLength: 2 }),
      proxy: fc.constantFrom({}, { pgBouncer: { replicas: 2 } }),
    },
    ['instances'],
  ),
);

/** A resource of an operator, or what stands beside it. */
export const operatorObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: database },
  { weight: 2, arbitrary: kafka },
  { weight: 1, arbitrary: pool },
  { weight: 2, arbitrary: server },
  { weight: 1, arbitrary: patroni },
  { weight: 1, arbitrary: knative },
  { weight: 1, arbitrary: config },
  { weight: 4, arbitrary: beside },
  { weight: 2, arbitrary: coreObject },
);
