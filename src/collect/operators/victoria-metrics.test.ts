import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(kind: string, spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: operator.victoriametrics.com/v1beta1
kind: ${kind}
metadata: {name: metrics, namespace: observability}
spec: {${spec}}
`).facts.workloads.items;
}

const only = (kind: string, spec: string): Workload => made(kind, spec)[0] as Workload;

test.each<[string, string, readonly (readonly [string, string, number | null])[]]>([
  ['VMSingle', 'replicaCount: 3', [['metrics', 'Deployment', 1]]],
  [
    'VMCluster',
    'vmstorage: {replicaCount: 3}, vmselect: {replicaCount: 2}, vminsert: {hpa: {minReplicas: 2, maxReplicas: 5}}',
    [
      ['metrics/vminsert', 'Deployment', 2],
      ['metrics/vmselect', 'StatefulSet', 2],
      ['metrics/vmstorage', 'StatefulSet', 3],
    ],
  ],
  [
    'VMCluster',
    'requestsLoadBalancer: {enabled: true, spec: {replicaCount: 2}}',
    [['metrics/balancer', 'Deployment', 2]],
  ],
  ['VMAgent', 'replicaCount: 2, shardCount: 3', [['metrics', 'Deployment', 6]]],
  ['VMAgent', 'statefulMode: true', [['metrics', 'StatefulSet', 1]]],
  ['VMAgent', 'daemonSetMode: true', [['metrics', 'DaemonSet', null]]],
  ['VMAlert', 'replicaCount: 2', [['metrics', 'Deployment', 2]]],
  ['VMAlertmanager', 'replicaCount: 3', [['metrics', 'StatefulSet', 3]]],
  ['VMAuth', '', [['metrics', 'Deployment', 1]]],
])('a %s: %s', (kind, spec, expected) => {
  expect(made(kind, spec).map(({ name, form, replicas }) => [name, form, replicas])).toEqual(expected);
});

describe('what the VictoriaMetrics operator makes', () => {
  test.each<[string, boolean | null]>([
    ['', null],
    ['podDisruptionBudget: {}', null],
    ['podDisruptionBudget: {minAvailable: 2}', false],
    ['podDisruptionBudget: {maxUnavailable: 1}', true],
    ['podDisruptionBudget: {maxUnavailable: 1, selectorLabels: {a: b}}', null],
  ])('has a budget where the resource asks for one: %s', (spec, letsGo) => {
    expect(only('VMAuth', `replicaCount: 2, ${spec}`).made?.budget?.letsGo ?? null).toBe(letsGo);
  });

  test('a constraint without a selector is given one', () => {
    const [constraint] = only(
      'VMAlert',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]',
    ).pod.spread;
    expect(constraint?.selector?.matchLabels).toMatchObject({ 'app.kubernetes.io/name': 'vmalert' });
  });

  test('what it does not request, the configuration of the operator fills in', () => {
    const storage = (more: string) => only('VMCluster', `vmstorage: {${more}}`).made;
    expect(storage('')?.unseen.resources).toBeDefined();
    const both = 'resources: {requests: {cpu: 1, memory: 1Gi}}';
    expect([storage(both)?.unseen.resources, storage(both)?.partly.resources]).toEqual([undefined, undefined]);
    // A reloader stands beside it.
    expect(only('VMAgent', both).made?.partly.resources).toBeDefined();
  });

  test('its security is known where the resource states it, of the pod and of the container', () => {
    const storage = (context: string) => only('VMCluster', `vmstorage: {securityContext: {${context}}}`);
    const { pod, made: by } = storage('runAsNonRoot: true, allowPrivilegeEscalation: false');
    expect(pod.containers[0]?.securityContext.allowPrivilegeEscalation).toBe(false);
    expect([pod.securityContext.runAsNonRoot, by?.unseen.security]).toEqual([true, undefined]);
    expect(storage('runAsNonRoot: true').made?.unseen.security).toBeDefined();
  });

  test('a further store takes a share, and no copy', () => {
    expect(only('VMCluster', 'vmstorage: {}').made?.copiesData).toBe(false);
  });
});

test.each<[string, boolean]>([
  ['minAvailable: 1', true],
  ['maxUnavailable: 1', true],
  ['minAvailable: 1, maxUnavailable: 1', false],
])('of a budget with both amounts the API server refuses to be told: %s', (amounts, has) => {
  const [one] = made('VMCluster', `vmselect: {replicaCount: 3, podDisruptionBudget: {${amounts}}}`);
  expect(one?.made?.budget !== null).toBe(has);
});
