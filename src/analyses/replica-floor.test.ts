import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { floorFrom, type ReplicaFloor } from './replica-floor.ts';

function workload(kind: string, replicas: string, apiVersion = 'apps/v1'): string {
  const selector = kind === 'ReplicationController' ? '{app: web}' : '{matchLabels: {app: web}}';
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: web, namespace: shop}
spec: {${replicas}, selector: ${selector}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: web}]}}}
`;
}

function autoscaler(spec: string, name = 'web'): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: shop}
spec: {maxReplicas: 9, ${spec}}
`;
}

function scaledObject(spec: string): string {
  return `
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web, namespace: shop}
spec: {${spec}}
`;
}

function floorOf(yaml: string, authority: Authority = 'default'): ReplicaFloor {
  const facts = viewFacts(estateOf(yaml, authority));
  const [first] = facts.workloads.items;
  if (!first) throw new Error('there is no workload');
  return floorFrom(facts.autoscalers)(first, { place: '', nth: 0 });
}

const deploymentOf = 'scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}';

describe('the fewest replicas', () => {
  test.each<[string, string, number | null]>([
    ['declared', workload('Deployment', 'replicas: 3'), 3],
    ['not declared: the API makes one', workload('StatefulSet', 'serviceName: web'), 1],
    ['a DaemonSet: nobody declares them', workload('DaemonSet', 'minReadySeconds: 1'), null],
    [
      'an autoscaler’s minimum, above the declared number',
      workload('Deployment', 'replicas: 1') + autoscaler(`minReplicas: 4, ${deploymentOf}`),
      4,
    ],
    [
      'an autoscaler’s minimum, below it',
      workload('Deployment', 'replicas: 6') + autoscaler(`minReplicas: 2, ${deploymentOf}`),
      2,
    ],
    ['an autoscaler without a minimum: one', workload('Deployment', 'replicas: 6') + autoscaler(deploymentOf), 1],
    [
      'two autoscalers: the lesser minimum',
      workload('Deployment', 'replicas: 6') +
        autoscaler(`minReplicas: 4, ${deploymentOf}`) +
        autoscaler(`minReplicas: 2, ${deploymentOf}`, 'other'),
      2,
    ],
    [
      'an autoscaler of another kind of the same name',
      workload('Deployment', 'replicas: 6') +
        autoscaler('scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}'),
      6,
    ],
    [
      'an autoscaler of another name',
      workload('Deployment', 'replicas: 6') +
        autoscaler('scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}'),
      6,
    ],
    [
      'a target in an older version of the same group',
      workload('Deployment', 'replicas: 6') +
        autoscaler('scaleTargetRef: {apiVersion: apps/v1beta2, kind: Deployment, name: web}'),
      1,
    ],
    [
      'a target in a group that has no Deployments any more',
      workload('Deployment', 'replicas: 6') +
        autoscaler('scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: web}'),
      6,
    ],
    [
      'a target without an apiVersion, which is the core group',
      workload('Deployment', 'replicas: 6') + autoscaler('scaleTargetRef: {kind: Deployment, name: web}'),
      6,
    ],
    [
      'the core group has ReplicationControllers',
      workload('ReplicationController', 'replicas: 6', 'v1') +
        autoscaler('scaleTargetRef: {kind: ReplicationController, name: web}'),
      1,
    ],
    [
      'a Deployment that is still written in extensions',
      workload('Deployment', 'replicas: 6', 'extensions/v1beta1') + autoscaler(deploymentOf),
      1,
    ],
    [
      'an Argo Rollout',
      workload('Rollout', 'replicas: 6', 'argoproj.io/v1alpha1') +
        autoscaler('minReplicas: 3, scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}'),
      3,
    ],
    [
      'switched off: an autoscaler pauses',
      workload('Deployment', 'replicas: 0') + autoscaler(`minReplicas: 2, ${deploymentOf}`),
      0,
    ],
    [
      'switched off, with an autoscaler whose minimum is zero',
      workload('Deployment', 'replicas: 0') +
        autoscaler(
          `minReplicas: 0, ${deploymentOf}, metrics: [{type: External, external: {metric: {name: jobs}, target: {type: Value, value: 1}}}]`,
        ),
      0,
    ],
    [
      'KEDA: nothing while idle',
      workload('Deployment', 'replicas: 6') + scaledObject('scaleTargetRef: {name: web}'),
      0,
    ],
    [
      'KEDA: its minimum, even from zero',
      workload('Deployment', 'replicas: 0') + scaledObject('minReplicaCount: 2, scaleTargetRef: {name: web}'),
      2,
    ],
    [
      'KEDA: a StatefulSet',
      workload('StatefulSet', 'replicas: 6') +
        scaledObject('minReplicaCount: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}'),
      3,
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(floorOf(yaml).replicas).toBe(expected);
    expect(floorOf(yaml).complete).toBe(true);
  });

  test('are not known while an autoscaler may be elsewhere, unless one was found', () => {
    expect(floorOf(workload('Deployment', 'replicas: 3'), 'partial')).toMatchObject({ replicas: 3, complete: false });
    expect(
      floorOf(workload('Deployment', 'replicas: 3') + autoscaler(`minReplicas: 2, ${deploymentOf}`), 'partial'),
    ).toMatchObject({ replicas: 2, complete: true });
  });

  test('are not known while a given autoscaler cannot be read, whatever was found', () => {
    const broken = autoscaler('minReplicas: two', 'broken');
    expect(floorOf(workload('Deployment', 'replicas: 3') + broken)).toMatchObject({ complete: false });
    expect(
      floorOf(workload('Deployment', 'replicas: 3') + autoscaler(`minReplicas: 2, ${deploymentOf}`) + broken),
    ).toMatchObject({ complete: false });
  });

  test('a negative number is refused, as the API server does', () => {
    expect(estateOf(workload('Deployment', 'replicas: -1')).unreadable).toMatchObject([
      { message: expect.stringContaining('spec.replicas') },
    ]);
    expect(estateOf(autoscaler(`minReplicas: -1, ${deploymentOf}`)).unreadable).toMatchObject([
      { message: expect.stringContaining('spec.minReplicas') },
    ]);
  });
});
