import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string, kind = 'Cluster', metadata = ''): Workload {
  const estate = estateOf(`
apiVersion: postgresql.cnpg.io/v1
kind: ${kind}
metadata: {name: ledger, namespace: bank${metadata}}
spec: {${spec}}
`);
  return estate.facts.workloads.items.map(inResource)[0] as Workload;
}

const unseenOf = ({ made: by }: Workload): string[] => Object.keys(by?.unseen ?? {});
const partlyOf = ({ made: by }: Workload): string[] => Object.keys(by?.partly ?? {});

describe('a Cluster of CloudNativePG', () => {
  test('has as many pods as instances, with the labels that its operator gives', () => {
    const { replicas, replicasPath, form, pod, made: by } = made('instances: 3');
    expect([replicas, replicasPath, form, by?.operator]).toEqual([3, 'spec.instances', 'StatefulSet', 'CloudNativePG']);
    expect(pod.labels).toEqual({
      'cnpg.io/cluster': 'ledger',
      'cnpg.io/podRole': 'instance',
      'app.kubernetes.io/instance': 'ledger',
    });
  });

  test.each([
    ['', true],
    ['enablePDB: true', true],
    ['enablePDB: false', false],
  ])('makes budgets of its own unless told otherwise: %s', (spec, keeps) => {
    expect(made(spec).made?.budget !== null).toBe(keeps);
  });

  test.each([
    ['', 'kubernetes.io/hostname', false],
    ['affinity: {topologyKey: topology.kubernetes.io/zone}', 'topology.kubernetes.io/zone', false],
    [
      'affinity: {topologyKey: topology.kubernetes.io/zone, podAntiAffinityType: required}',
      'topology.kubernetes.io/zone',
      true,
    ],
  ])('keeps its instances apart as its operator does: %s', (spec, key, required) => {
    expect(made(spec).pod.antiAffinity.map((term) => [term.topologyKey, term.required])).toEqual([[key, required]]);
  });

  test('keeps none apart where that is switched off', () => {
    expect(made('affinity: {enablePodAntiAffinity: false}').pod.antiAffinity).toEqual([]);
  });

  test('has probes and a security context, which the resource may change', () => {
    const main = made(
      'probes: {readiness: {periodSeconds: 3}}, securityContext: {readOnlyRootFilesystem: false}',
    ).pod.containers.find(({ role }) => role === 'container');
    expect([main?.readiness?.periodSeconds, main?.readiness?.timeoutSeconds, main?.liveness?.periodSeconds]).toEqual([
      3, 5, 10,
    ]);
    expect(main?.securityContext).toMatchObject({
      readOnlyRootFilesystem: false,
      runAsNonRoot: true,
      capabilitiesDropped: ['ALL'],
    });
    expect(main?.path).toBe('spec');
  });

  test('its image is known in part only: that of the instance manager is the operator’s', () => {
    expect(unseenOf(made(''))).toEqual(['images', 'account', 'shutdown']);
    expect([unseenOf(made('imageName: x:1')), partlyOf(made('imageName: x:1'))]).toEqual([
      ['account', 'shutdown'],
      ['images'],
    ]);
  });

  test('a plugin adds containers, so what all of them request is known in part', () => {
    expect(partlyOf(made('plugins: [{name: barman-cloud.cloudnative-pg.io}]'))).toEqual(['resources', 'security']);
    expect(partlyOf(made('plugins: [{name: x, enabled: false}]'))).toEqual([]);
  });

  test('a patch of its pods may change anything but the budget', () => {
    const patched = made('instances: 2', 'Cluster', ", annotations: {cnpg.io/podPatch: '[]'}");
    expect(unseenOf(patched)).not.toContain('budget');
    for (const one of ['probes', 'resources', 'security', 'spread']) expect(unseenOf(patched)).toContain(one);
  });

  test('an amount that is none makes it a named gap, and no workload', () => {
    const { facts, unreadable } = estateOf(
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: ledger}\nspec: {resources: {requests: {cpu: lots}}}\n',
    );
    expect(facts.workloads.items).toEqual([]);
    expect(unreadable[0]?.message).toMatch(/^Cluster: spec\.resources\.requests\.cpu: expected a quantity/);
  });
});

describe('a Pooler of CloudNativePG', () => {
  test('is a Deployment without a budget of its operator', () => {
    const { form, replicas, made: by, pod } = made('instances: 2, cluster: {name: ledger}', 'Pooler');
    expect([form, replicas, by?.budget]).toEqual(['Deployment', 2, null]);
    expect(pod.labels).toMatchObject({ 'cnpg.io/poolerName': 'ledger', 'cnpg.io/cluster': 'ledger' });
  });

  test('takes over what its template says of the container', () => {
    const { pod } = made(
      'template: {spec: {containers: [{name: pgbouncer, resources: {requests: {cpu: 1}}}]}}',
      'Pooler',
    );
    expect(pod.containers.map(({ name, requests, readiness }) => [name, requests, readiness?.type])).toEqual([
      ['pgbouncer', { cpu: '1' }, 'tcpSocket'],
    ]);
    expect(pod.containers[0]?.path).toBe('spec.template.spec.containers[0]');
  });
});
