import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import type { Workload } from '../../estate/workload.ts';

function made(kind: string, spec: string, labels = '', annotations = ''): readonly Workload[] {
  return estateOf(`
apiVersion: kafka.strimzi.io/v1beta2
kind: ${kind}
metadata: {name: bus, namespace: bank, labels: {${labels}}, annotations: {${annotations}}}
spec: {${spec}}
`).facts.workloads.items.map(inResource);
}

const unseenOf = ({ made: by }: Workload): string[] => Object.keys(by?.unseen ?? {});

describe('a Kafka of Strimzi', () => {
  test('is its brokers, its ZooKeeper and what operates on it, each by itself', () => {
    const all = made(
      'Kafka',
      'kafka: {replicas: 3}, zookeeper: {replicas: 3}, entityOperator: {topicOperator: {}, userOperator: {}}, cruiseControl: {}, kafkaExporter: {}',
    );
    expect(all.map(({ name, replicas, made: by }) => [name, by?.unseen.replicas ? null : replicas])).toEqual([
      ['bus', 3],
      ['bus/cruise-control', null],
      ['bus/entity-operator', null],
      ['bus/kafka-exporter', null],
      ['bus/zookeeper', 3],
    ]);
    expect(all[2]?.pod.containers.map(({ name, path }) => [name, path])).toEqual([
      ['topic-operator', 'spec.entityOperator.topicOperator'],
      ['user-operator', 'spec.entityOperator.userOperator'],
    ]);
  });

  test('leaves its brokers to its node pools where it states no number', () => {
    expect(made('Kafka', 'kafka: {version: 4.1.0}')).toEqual([]);
  });

  test.each([
    ['strimzi.io/node-pools: enabled, strimzi.io/kraft: enabled', []],
    ['strimzi.io/node-pools: enabled', ['bus/zookeeper']],
    ['strimzi.io/node-pools: disabled', ['bus', 'bus/zookeeper']],
    ['strimzi.io/node-pools: enabled, strimzi.io/kraft: migration', ['bus/zookeeper']],
  ])('makes nothing of the numbers that count for nothing with %s', (annotations, expected) => {
    const all = made('Kafka', 'kafka: {replicas: 3}, zookeeper: {replicas: 3}', '', annotations);
    expect(all.map(({ name }) => name)).toEqual(expected);
  });

  test.each([
    ['type: persistent-claim, class: fast', [['data', 'fast']]],
    ['type: ephemeral', []],
    [
      'type: jbod, volumes: [{id: 1, type: persistent-claim, class: fast}, {id: 2, type: ephemeral}, {type: persistent-claim}]',
      [
        ['data-1', 'fast'],
        ['data-0', null],
      ],
    ],
  ])('keeps its data in the volumes of its storage: %s', (storage, expected) => {
    const [brokers] = made('Kafka', `kafka: {replicas: 3, storage: {${storage}}}`);
    expect(brokers?.claimTemplates.map(({ name, storageClass }) => [name, storageClass])).toEqual(expected);
  });

  test.each([
    ['', true],
    [', template: {podDisruptionBudget: {maxUnavailable: 2}}', true],
    [', template: {podDisruptionBudget: {maxUnavailable: 0}}', false],
  ])('has a budget of its operator, which lets pods go or not: %s', (template, letsGo) => {
    const [brokers] = made('Kafka', `kafka: {replicas: 3${template}}`);
    expect(brokers?.made?.budget).toMatchObject({ letsGo, path: 'spec.kafka.template.podDisruptionBudget' });
    expect(brokers?.made?.hasScale).toBe(false);
  });

  test('its security is known only where the template states it: a provider of the operator decides', () => {
    const [silent] = made('Kafka', 'kafka: {replicas: 3}');
    const [stated] = made(
      'Kafka',
      'kafka: {replicas: 3, template: {pod: {securityContext: {runAsNonRoot: true}}, kafkaContainer: {securityContext: {privileged: false}}}}',
    );
    expect(unseenOf(silent as Workload)).toContain('security');
    expect(unseenOf(stated as Workload)).not.toContain('security');
  });

  test('its pods are spread as the template says', () => {
    const [brokers] = made(
      'Kafka',
      'kafka: {replicas: 3, template: {pod: {topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1, labelSelector: {matchLabels: {strimzi.io/name: bus-kafka}}}]}}}',
    );
    expect(brokers?.pod.spread.map(({ topologyKey }) => topologyKey)).toEqual(['topology.kubernetes.io/zone']);
    expect(brokers?.pod.labels['strimzi.io/name']).toBe('bus-kafka');
  });

  test('an amount that is none makes it a named gap', () => {
    expect(made('Kafka', 'kafka: {replicas: 3, resources: {limits: {memory: much}}}')).toEqual([]);
  });
});

describe('a KafkaNodePool', () => {
  test('bears the labels of the Kafka that it names, and leaves the rest to it', () => {
    const [pool] = made('KafkaNodePool', 'replicas: 3, resources: {requests: {cpu: 1}}', 'strimzi.io/cluster: bus');
    expect(pool?.pod.labels).toMatchObject({ 'strimzi.io/cluster': 'bus', 'strimzi.io/name': 'bus-kafka' });
    expect(unseenOf(pool as Workload)).toEqual([
      'images',
      'security',
      'account',
      'spread',
      'priority',
      'shutdown',
      'budget',
    ]);
  });

  test('bears its own name beside them, and says of which system it is and what it does there', () => {
    const [pool] = made('KafkaNodePool', 'replicas: 3, roles: [broker]', 'strimzi.io/cluster: log');
    expect(pool?.pod.labels['strimzi.io/pool-name']).toBe('bus');
    expect(pool?.made?.system).toEqual({ name: 'Kafka/log', roles: ['broker'] });
  });

  test('without that label its labels are not known', () => {
    expect(unseenOf(made('KafkaNodePool', 'replicas: 3')[0] as Workload)).toContain('labels');
  });
});

test.each([
  ['KafkaConnect', 3, false, 'bus-connect'],
  ['KafkaMirrorMaker2', 3, false, 'bus-mirrormaker2'],
  ['KafkaBridge', 1, true, 'bus-bridge'],
])('a %s has %d pods unless it says otherwise', (kind, replicas, hasScale, component) => {
  const [one] = made(kind, 'bootstrapServers: x');
  expect([one?.replicas, one?.made?.hasScale, one?.pod.labels['strimzi.io/name']]).toEqual([
    replicas,
    hasScale,
    component,
  ]);
});
