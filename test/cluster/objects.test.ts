import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allGaps } from '../../src/estate/seen.ts';
import { connect, readEstate } from './connect.ts';
import { defineKind } from './define-kind.ts';
import { type Laid, layObject } from './lay-objects.ts';
import { layShop } from './lay-shop.ts';
import { withCluster } from './with-cluster.ts';

const tool = { versions: ['v1'], isNamespaced: true };

const apiService = (group: string, version: string): Laid => ({
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: `${version}.${group}` },
  spec: {
    group,
    version,
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { namespace: 'shop', name: 'nobody-there' },
  },
});

withCluster('an API server with objects of all sorts', {}, layShop, (cluster) => {
  const read = (): ReturnType<typeof readEstate> => readEstate(connect(cluster(), 'admin-token'));

  test('a custom resource with a state tells how it works, and one without tells nothing', async () => {
    await defineKind(cluster(), {
      ...tool,
      group: 'cert-manager.io',
      kind: 'Certificate',
      plural: 'certificates',
      hasStatus: true,
    });
    const certificate = (name: string): Laid => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, namespace: 'shop' },
      spec: { secretName: name, dnsNames: ['shop.example'], issuerRef: { name: 'ca' } },
    });
    await layObject(cluster(), 'certificates', certificate('silent'));
    await layObject(cluster(), 'certificates', certificate('ready'));
    const conditions = [{ type: 'Ready', status: 'True', reason: 'Ready', lastTransitionTime: '2026-11-28T10:00:00Z' }];
    const path = '/apis/cert-manager.io/v1/namespaces/shop/certificates/ready';
    expect((await cluster().api('PATCH', `${path}/status`, { status: { conditions } })).status).toBe(200);
    const { facts, gaps } = await read();
    expect(gaps).toEqual([]);
    const states = Object.fromEntries(
      facts.managedCertificates.items.map(({ name, running }) => [name, running?.works ?? null]),
    );
    expect(states).toEqual({ ready: true, silent: null });
  });

  test('a custom resource whose definition has no state of its own says it all the same', async () => {
    await defineKind(cluster(), {
      ...tool,
      group: 'velero.io',
      kind: 'Schedule',
      plural: 'schedules',
      hasStatus: false,
    });
    await layObject(cluster(), 'schedules', {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name: 'daily', namespace: 'shop' },
      spec: { schedule: '0 3 * * *', template: {} },
      status: { phase: 'FailedValidation', validationErrors: ['no location'] },
    });
    const { facts, gaps } = await read();
    expect(gaps).toEqual([]);
    expect(facts.backupSchedules.items.map(({ name, running }) => [name, running?.works])).toEqual([['daily', false]]);
  });

  test('objects as large as the server takes them are read, and what it refuses never comes', async () => {
    const map = (name: string, annotation: number, data: number): Laid => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'shop', annotations: { note: 'x'.repeat(annotation) } },
      data: { text: 'y'.repeat(data) },
    });
    await expect(layObject(cluster(), 'configmaps', map('refused', 5 * 1024 * 1024, 1))).rejects.toThrow(
      / (?:4\d\d|500) /,
    );
    const before = (await read()).objects;
    for (const number of [1, 2, 3])
      await layObject(cluster(), 'configmaps', map(`large-${number}`, 250_000, 1_000_000));
    const estate = await read();
    expect(estate.gaps).toEqual([]);
    expect(estate.unreadable).toEqual([]);
    expect(estate.objects).toBe(before + 3);
  });

  test('an aggregated API that is down hides what it would have told, and nothing else', async () => {
    await layObject(cluster(), 'apiservices', apiService('keda.sh', 'v1alpha1'));
    await layObject(cluster(), 'apiservices', apiService('metrics.k8s.io', 'v1beta1'));
    for (let tries = 0; tries < 100; tries += 1) {
      const { body } = await cluster().api('GET', '/apis/apiregistration.k8s.io/v1/apiservices/v1alpha1.keda.sh');
      if (body.includes('ServiceNotFound')) break;
      await sleep(200);
    }
    const estate = await read();
    expect(estate.gaps.map(({ gap, detail }) => `${gap} ${detail}`)).toEqual([
      'unreachable the API group keda.sh is served by another server, which does not answer, so autoscalers may be missing',
    ]);
    expect(
      allGaps(estate.facts.autoscalers.seen)
        .map(({ detail }) => detail)
        .join(' '),
    ).toContain('keda.sh');
    expect(allGaps(estate.facts.disruptionBudgets.seen)).toEqual([]);
    expect(estate.assumptions.join(' ')).toContain('metrics.k8s.io');
  });
});
