import { expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';

const kafka = (name: string, more = ''): string => `
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: {name: ${name}, namespace: bank}
spec: {kafka: {replicas: 3}, entityOperator: {topicOperator: {}}${more}}
---`;
const labels = (cluster: string, component: string): string =>
  `{strimzi.io/cluster: ${cluster}, strimzi.io/kind: Kafka, strimzi.io/name: ${cluster}-${component}, app.kubernetes.io/instance: ${cluster}, app.kubernetes.io/managed-by: strimzi-cluster-operator}`;
const pod = (name: string, of: string, owner: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: bank, labels: ${of}, ownerReferences: [${owner}]}
spec: {nodeName: n, containers: [{name: a, image: "a:1"}]}
---`;
const set = '{apiVersion: core.strimzi.io/v1beta2, kind: StrimziPodSet, name: log-kafka, uid: s, controller: true}';
const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: log-entity-operator, namespace: bank, uid: d}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: ${labels('log', 'entity-operator')}}, spec: {containers: [{name: a, image: "a:1"}]}}}
---`;
const ofDeployment = '{apiVersion: apps/v1, kind: Deployment, name: log-entity-operator, uid: d, controller: true}';
const pool = (name: string): string => `
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaNodePool
metadata: {name: ${name}, namespace: bank, labels: {strimzi.io/cluster: log}}
spec: {replicas: 3, roles: [broker]}
---`;
const search = `
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: es, namespace: bank}
spec: {nodeSets: [{name: m, count: 3, config: {node.roles: [master]}}, {name: d, count: 1, config: {node.roles: [data]}}]}
---`;

const setsIn = (yaml: string): (string | null)[] =>
  clusterOf(yaml).facts.runningPods.items.map((one) => one.set ?? null);

test.each([
  ['by its labels', kafka('log') + pod('log-kafka-0', labels('log', 'kafka'), set), 'Kafka/log'],
  ['of one of two clusters', kafka('log') + kafka('more') + pod('a', labels('more', 'kafka'), set), 'Kafka/more'],
  [
    'by the template of what made it, which speaks for it',
    kafka('log') + deployment + pod('x', labels('log', 'entity-operator'), ofDeployment),
    'Kafka/log/entity-operator',
  ],
  [
    'of one of two pools',
    pool('a') + pool('b') + pod('a', labels('log', 'kafka').replace('}', ', strimzi.io/pool-name: b}'), set),
    'KafkaNodePool/b',
  ],
  [
    'of one of two sets of nodes',
    `${search}${pod('es-es-d-0', '{elasticsearch.k8s.elastic.co/cluster-name: es, common.k8s.elastic.co/type: elasticsearch, elasticsearch.k8s.elastic.co/statefulset-name: es-es-d}', set)}`,
    'Elasticsearch/es/d',
  ],
  ['of a cluster that is not there', kafka('log') + pod('a', labels('gone', 'kafka'), set), null],
  ['of one of two sets that bear the same labels', pool('a') + pool('b') + pod('a', labels('log', 'kafka'), set), null],
  ['without labels', `${kafka('log')}${pod('a', '{}', set)}`, null],
])('a pod is of its set %s', (_what, yaml, expected) => {
  expect(setsIn(yaml)).toEqual([expected]);
});
