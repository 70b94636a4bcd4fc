import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../test/support/judged.ts';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import { workloadAutoscaling } from '../../checks/availability/workload-autoscaling/check.ts';
import { healthProbes } from '../../checks/availability/health-probes/check.ts';
import { zoneSpread } from '../../checks/availability/zone-spread/check.ts';
import type { Workload } from '../../estate/workload.ts';

function service(container = 'image: web:1', annotations = ''): string {
  return `
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: web, namespace: bank}
spec: {template: {metadata: {annotations: {${annotations}}, labels: {team: a}}, spec: {containers: [{${container}}]}}}
`;
}

const made = (yaml: string): Workload => estateOf(yaml).facts.workloads.items.map(inResource)[0] as Workload;
const scale = (annotations: string) => estateOf(service('image: web:1', annotations)).facts.autoscalers.items[0];
const scaled = (bounds: string): string =>
  bounds
    .split(', ')
    .map((one) => `autoscaling.knative.dev/${one}`)
    .join(', ');

describe('a Service of Knative', () => {
  test('has the labels by which its pods are found, and its containers where they stand', () => {
    const { pod, made: by } = made(service());
    expect(pod.labels).toEqual({
      'team': 'a',
      'serving.knative.dev/service': 'web',
      'serving.knative.dev/configuration': 'web',
    });
    expect([by?.operator, pod.containers[0]?.path]).toEqual(['Knative', 'spec.template.spec.containers[0]']);
  });

  test.each([
    ['image: web:1', 'tcpSocket', 8080],
    ['image: web:1, ports: [{containerPort: 9000}]', 'tcpSocket', 9000],
    ['image: web:1, readinessProbe: {httpGet: {path: /ready}}', 'httpGet', 8080],
    ['image: web:1, readinessProbe: {httpGet: {path: /ready, port: 9001}}', 'httpGet', 9001],
  ])('is asked on its port unless it says how: %s', (container, type, port) => {
    expect(made(service(container)).pod.containers[0]?.readiness).toMatchObject({ type, port });
  });

  test('is kept apart by host, as a preference', () => {
    expect(made(service()).pod.antiAffinity).toMatchObject([
      { required: false, topologyKey: 'kubernetes.io/hostname' },
    ]);
  });

  test.each([
    ['', 0, 'unbounded'],
    [scaled('min-scale: "2", max-scale: "5"'), 2, 5],
    [scaled('minScale: "1", maxScale: "0"'), 1, 'unbounded'],
    [scaled('class: hpa.autoscaling.knative.dev'), 1, 'unbounded'],
  ])('is its own autoscaler: %s', (annotations, minReplicas, maxReplicas) => {
    expect(scale(annotations)).toMatchObject({ minReplicas, maxReplicas, holdsRequests: true });
  });

  test('a bound that is no number makes it a named gap', () => {
    const { facts, unreadable } = estateOf(service('image: web:1', scaled('min-scale: two')));
    expect([facts.workloads.items, facts.autoscalers.items]).toEqual([[], []]);
    expect(unreadable[0]?.message).toContain('min-scale');
  });

  test('what only a part is known of: its images without digests, and what the sidecar requests', () => {
    const unseen = (yaml: string): string[] => Object.keys(made(yaml).made?.unseen ?? {});
    expect(unseen(service())).toEqual(['images', 'resources', 'security', 'shutdown']);
    const whole = service(
      `image: "web@sha256:${'0'.repeat(64)}", securityContext: {}, resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}`,
    );
    expect(unseen(whole)).toEqual(['shutdown']);
    expect(Object.keys(made(whole).made?.partly ?? {})).toEqual(['resources', 'images', 'security']);
  });

  test('from nothing it is woken, and of one pod nothing is left', () => {
    const alone = service('image: web:1', scaled('min-scale: "1"'));
    const heard = (check: Parameters<typeof judgedBy>[0], yaml: string): string[] =>
      judgedBy(check, yaml).filter((one) => one.includes('Service/bank/web') && !one.includes(' autoscaler '));
    expect(heard(workloadAutoscaling, service())).toEqual(['unknown not-seen Service/bank/web']);
    expect(heard(workloadAutoscaling, alone)).toEqual(['partial min-below-two Service/bank/web']);
    expect(heard(zoneSpread, service())).toEqual(['notApplicable switched-off Service/bank/web']);
    expect(heard(zoneSpread, alone)).toEqual(['partial one-replica Service/bank/web']);
    expect(heard(healthProbes, service())).toEqual(['partial no-liveness Service/bank/web']);
  });

  test('a Revision is what a template says, without the template', () => {
    const { pod } = made(
      'apiVersion: serving.knative.dev/v1\nkind: Revision\nmetadata: {name: web-1, namespace: bank}\nspec: {containers: [{image: web:1}]}\n',
    );
    expect(pod.containers[0]?.path).toBe('spec.containers[0]');
  });
});
