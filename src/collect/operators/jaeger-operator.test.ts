import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: jaegertracing.io/v1
kind: Jaeger
metadata: {name: traces, namespace: observability}
spec: {${spec}}
`).facts.workloads.items;
}

const part = (spec: string, name: string): Workload =>
  made(spec).find((one) => one.name === `traces/${name}`) as Workload;
const production = 'strategy: production, storage: {type: elasticsearch}';

describe('a Jaeger', () => {
  test.each<[string, readonly string[]]>([
    ['', ['traces']],
    ['strategy: production', ['traces']],
    ['strategy: Production, storage: {type: Cassandra}', ['traces/collector', 'traces/query']],
    ['strategy: streaming, storage: {type: elasticsearch}', ['traces/collector', 'traces/ingester', 'traces/query']],
    ['storage: {type: elasticsearch}', ['traces']],
    ['agent: {strategy: DaemonSet}', ['traces', 'traces/agent']],
  ])('is what its strategy and storage make of it: %s', (spec, names) => {
    expect(made(spec).map(({ name }) => name)).toEqual(names);
  });

  test.each<[string, number, string, boolean]>([
    ['', 1, 'spec.collector.minReplicas', true],
    [', collector: {minReplicas: 3}', 3, 'spec.collector.minReplicas', true],
    [', collector: {replicas: 2}', 2, 'spec.collector.replicas', false],
    [', collector: {autoscale: false}', 1, 'spec.collector.replicas', false],
  ])('scales its collector, unless it states a number: %s', (more, replicas, path, scales) => {
    const one = part(production + more, 'collector');
    expect([one.replicas, one.replicasPath, one.made?.scalesByLoad]).toEqual([replicas, path, scales]);
  });

  test('takes what all components share where one says nothing of it', () => {
    const spec = `${production}, resources: {requests: {cpu: 100m, memory: 1Gi}}, collector: {resources: {requests: {cpu: 1}}}, labels: {team: a}`;
    const { pod } = part(spec, 'collector');
    expect(pod.containers[0]?.requests).toEqual({ cpu: '1', memory: '1Gi' });
    expect(pod.labels).toMatchObject({ 'team': 'a', 'app.kubernetes.io/component': 'collector' });
  });

  test('of what may have a sidecar all is known in part', () => {
    const partly = (spec: string) => Object.keys(part(spec, 'query').made?.partly ?? {});
    expect(partly(production)).toEqual(['probes', 'resources', 'security']);
    expect(partly(`${production}, ingress: {security: none}, query: {tracingEnabled: false}`)).toEqual([]);
    expect(Object.keys(part(production, 'collector').made?.partly ?? {})).toEqual([]);
  });

  test('opens the ports of its agents on each node', () => {
    const { pod } = part('agent: {strategy: DaemonSet}', 'agent');
    expect(pod.containers[0]?.ports.map(({ hostPort }) => hostPort)).toEqual([5775, 5778, 6831, 6832, 14_271]);
  });

  test('has probes, and no budget of its operator', () => {
    const { pod, made: by } = part(production, 'collector');
    expect([pod.containers[0]?.readiness?.type, pod.containers[0]?.liveness?.periodSeconds]).toEqual(['httpGet', 15]);
    expect([by?.budget, by?.unseen.budget]).toEqual([null, undefined]);
  });
});
