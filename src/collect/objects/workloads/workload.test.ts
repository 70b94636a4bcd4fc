import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { Workload } from '../../../estate/workload.ts';

const template = 'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: web:1}]}}';

function read(apiVersion: string, kind: string, spec: string): Workload {
  return estateOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: bank}\nspec: {${spec}}\n`)
    .facts.workloads.items[0] as Workload;
}

describe('a DeploymentConfig of OpenShift', () => {
  const read1 = (spec: string): Workload => read('apps.openshift.io/v1', 'DeploymentConfig', `${template}${spec}`);

  test.each<[string, number]>([
    [', replicas: 2', 2],
    ['', 0],
    [', replicas: 2, test: true', 0],
  ])('runs as many pods as it says, and none where it says nothing or only tests: %s', (spec, replicas) => {
    expect(read1(spec).replicas).toBe(replicas);
  });

  test.each<[string, string, number | string | null]>([
    ['', 'RollingUpdate', null],
    [', strategy: {type: Rolling, rollingParams: {maxUnavailable: 100%}}', 'RollingUpdate', '100%'],
    [', strategy: {type: Recreate}', 'Recreate', null],
    [', strategy: {type: Custom}', 'Custom', null],
  ])('replaces its pods as it says: %s', (spec, strategy, most) => {
    expect([read1(spec).updateStrategy, read1(spec).maxUnavailable]).toEqual([strategy, most]);
  });

  test('its selector is a map of labels, and its pods bear its name', () => {
    const { selector, pod, form } = read1(', selector: {app: web}');
    expect([selector, pod.labels, form]).toEqual([
      { matchLabels: { app: 'web' } },
      { app: 'web', deploymentconfig: 'web' },
      'Deployment',
    ]);
  });

  test('an image trigger sets its images, whatever stands there', () => {
    expect(Object.keys(read1(', triggers: [{type: ImageChange}]').made?.unseen ?? {})).toEqual(['images']);
    expect(read1(', triggers: [{type: ConfigChange}]').made).toBeNull();
  });
});

test.each([
  ['apps.kruise.io/v1alpha1', 'CloneSet', 'Deployment', 3],
  ['apps.kruise.io/v1beta1', 'StatefulSet', 'StatefulSet', 3],
  ['apps.kruise.io/v1alpha1', 'DaemonSet', 'DaemonSet', null],
  ['v1', 'ReplicationController', 'Deployment', 3],
  ['argoproj.io/v1alpha1', 'Rollout', 'Deployment', 3],
] as const)('%s %s is a workload like a %s', (apiVersion, kind, form, replicas) => {
  expect(read(apiVersion, kind, `replicas: 3, ${template}`)).toMatchObject({ form, replicas, made: null });
});

test('how many of its pods a CloneSet may lose', () => {
  const { maxUnavailable } = read(
    'apps.kruise.io/v1alpha1',
    'CloneSet',
    `${template}, updateStrategy: {maxUnavailable: 2}`,
  );
  expect(maxUnavailable).toBe(2);
});
