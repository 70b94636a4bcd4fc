import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { isGap } from '../estate/gap.ts';
import type { Workload } from '../estate/workload.ts';
import { longRunningContainers, partialTemplate } from './partial-template.ts';

/** Of the kinds of Kubernetes itself a part of a template is refused. */
function workloadOf(podSpec: string): Workload {
  const [workload] = estateOf(
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web, namespace: shop}, spec: ${podSpec}}`,
  ).facts.workloads.items;
  if (!workload) throw new Error('no workload was read');
  return workload;
}

describe('the template of a workload', () => {
  test('is whole when each long-running container has an image', () => {
    expect(partialTemplate(workloadOf('{template: {spec: {containers: [{name: app, image: web:1}]}}}'))).toBeNull();
  });

  test.each([
    ['has no container, as a Rollout with a workloadRef', '{workloadRef: {kind: Deployment, name: web}}'],
    [
      'names a container without its image, as a patch',
      '{template: {spec: {containers: [{name: app}, {name: proxy, image: proxy:1}]}}}',
    ],
  ])('is partial when it %s', (_name, spec) => {
    expect(isGap(partialTemplate(workloadOf(spec)))).toBe(true);
  });

  test('has long-running containers: its own and sidecars, not those that end or come for a visit', () => {
    const workload = workloadOf(
      `{template: {spec: {
        initContainers: [{name: migrate, image: web:1}, {name: mesh, image: mesh:1, restartPolicy: Always}],
        containers: [{name: app, image: web:1}],
        ephemeralContainers: [{name: shell, image: shell:1}]}}}`,
    );
    expect(longRunningContainers(workload).map(({ name }) => name)).toEqual(['mesh', 'app']);
  });
});
