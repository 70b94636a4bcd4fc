import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: grafana.integreatly.org/v1beta1
kind: Grafana
metadata: {name: grafana, namespace: observability}
spec: {${spec}}
`).facts.workloads.items.map(inResource);
}

const only = (spec: string): Workload => made(spec)[0] as Workload;
const template = (spec: string): string => `deployment: {spec: {template: {spec: {${spec}}}}}`;

describe('a Grafana', () => {
  test('is one Deployment with the operator’s defaults', () => {
    const { replicas, form, pod, made: by } = only('');
    const [container] = pod.containers;
    expect([replicas, form, pod.labels, by?.budget]).toEqual([1, 'Deployment', { app: 'grafana' }, null]);
    expect(container?.requests).toEqual({ cpu: '100m', memory: '256Mi' });
    expect(container?.securityContext).toMatchObject({ runAsNonRoot: true, readOnlyRootFilesystem: true });
    expect(container?.readiness?.periodSeconds).toBe(10);
  });

  test('elsewhere makes no pods here', () => {
    expect(made('external: {url: https://grafana.example}')).toEqual([]);
  });

  test('what its deployment says is laid over them', () => {
    const spec = template('containers: [{name: grafana, resources: {requests: {cpu: 1}}}, {name: proxy, image: p:1}]');
    expect(only(spec).pod.containers.map(({ name, requests, path }) => [name, requests, path])).toEqual([
      ['grafana', { cpu: '1', memory: '256Mi' }, 'spec.deployment.spec.template.spec.containers[0]'],
      ['proxy', {}, 'spec.deployment.spec.template.spec.containers[1]'],
    ]);
    expect(only('deployment: {spec: {replicas: 2}}').replicas).toBe(2);
  });

  test.each<[string, boolean, boolean]>([
    ['', true, true],
    ['disableDefaultSecurityContext: Pod', true, false],
    ['disableDefaultSecurityContext: Container', false, true],
    ['disableDefaultSecurityContext: All', false, false],
  ])('its security contexts can be switched off: %s', (spec, ofContainer, ofPod) => {
    const { pod } = only(spec);
    expect(pod.containers[0]?.securityContext.runAsNonRoot === true).toBe(ofContainer);
    expect(pod.securityContext.seccompType === 'RuntimeDefault').toBe(ofPod);
  });

  test.each<[string, string | null]>([
    ['', null],
    ['version: 12.1.0', 'docker.io/grafana/grafana:12.1.0'],
    ['version: "registry.bank/grafana:12"', 'registry.bank/grafana:12'],
  ])('its image follows from its version: %s', (spec, image) => {
    const { pod, made: by } = only(spec);
    expect([pod.containers[0]?.image, by?.unseen.images === undefined]).toEqual([image, image !== null]);
  });
});
