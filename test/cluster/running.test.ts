import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { type Laid, layObject } from './lay-objects.ts';
import type { TestCluster } from './start-cluster.ts';
import { withCluster } from './with-cluster.ts';

const program = join(import.meta.dirname, '../../bin/kubecompass.js');
const zones = ['a', 'b', 'c'];

const node = (name: string, zone: string): Laid => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'topology.kubernetes.io/zone': zone },
  },
  status: {
    addresses: [
      { type: 'InternalIP', address: '192.0.2.10' },
      { type: 'Hostname', address: name },
    ],
    allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
    capacity: { cpu: '8', memory: '32Gi', pods: '110' },
    nodeInfo: { kubeletVersion: 'v1.37.2' },
  },
});

const workload = (kind: string, name: string, replicas: number | null, pod: object = {}): Laid => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec: {
    ...(replicas === null ? {} : { replicas }),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: `registry.example/${name}:1` }], ...pod },
    },
  },
});

const spread = {
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'spread' } },
    },
  ],
};

/** Six nodes in three zones, and workloads of which some come to run. */
async function layWorkloads(cluster: TestCluster): Promise<void> {
  for (const zone of zones)
    for (const nth of [1, 2]) await layObject(cluster, 'nodes', node(`node-${zone}${nth}`, zone));
  await layObject(cluster, 'namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'kubecompass.io/tier': 'critical' } },
  });
  await until('the account that pods run as', async () => {
    const { status } = await cluster.api('GET', '/api/v1/namespaces/shop/serviceaccounts/default');
    return status === 200;
  });
  await layObject(cluster, 'deployments', workload('Deployment', 'spread', 3, spread));
  const inOneZone = { nodeSelector: { 'topology.kubernetes.io/zone': 'a' } };
  await layObject(cluster, 'deployments', workload('Deployment', 'crowded', 3, inOneZone));
  await layObject(cluster, 'deployments', workload('Deployment', 'nowhere', 2, { nodeSelector: { moon: 'yes' } }));
  await layObject(cluster, 'daemonsets', workload('DaemonSet', 'agent', null));
  await layObject(cluster, 'pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'alone', namespace: 'shop' },
    spec: { containers: [{ name: 'main', image: 'registry.example/alone:1' }] },
  });
  const ready = async (path: string, field: string): Promise<number> => {
    const { body } = await cluster.api('GET', `/apis/apps/v1/namespaces/shop/${path}`);
    return (JSON.parse(body) as { status: Record<string, number | undefined> }).status[field] ?? 0;
  };
  await until('all pods but those that fit nowhere', async () => {
    const counts = await Promise.all([
      ready('deployments/spread', 'readyReplicas'),
      ready('deployments/crowded', 'readyReplicas'),
      ready('daemonsets/agent', 'numberReady'),
    ]);
    return counts.join(' ') === '3 3 6';
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await sleep(250);
  }
  throw new Error(`waited in vain for ${what}`);
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
      error === null || error.code === 1 ? resolve(stdout) : reject(new Error(stderr)),
    );
  });
}

withCluster('a cluster whose workloads run', { works: true }, layWorkloads, (cluster) => {
  // Pods may wait for their node for a while before anybody worries.
  const inAnHour = ['--now', new Date(Date.now() + 3_600_000).toISOString()];
  const asked = [...inAnHour, '--format', 'json', '--all'];
  const assessed = async (): Promise<Assessment> =>
    JSON.parse(await run(['assess', '--kubeconfig', cluster().kubeconfig('admin'), ...asked])) as Assessment;

  test('where pods came to run decides, and what makes them is what is judged', async () => {
    const { findings } = await assessed();
    const said = (criterion: string, name: string): string[] =>
      findings
        .filter((one) => one.criterion === criterion && one.subject.name === name)
        .map(({ verdict, reason }) => `${verdict} ${reason}`);
    expect(findings.filter(({ subject }) => subject.kind === 'ReplicaSet')).toEqual([]);
    expect(said('availability/zone-spread', 'spread')).toEqual(['pass spread']);
    expect(said('availability/zone-spread', 'crowded')).toEqual(['fail in-one-zone']);
    expect(said('availability/health-probes', 'nowhere')).toContain('fail none-ready');
    expect(said('availability/health-probes', 'crowded')).not.toContain('fail none-ready');
    expect(said('operations/self-healing', 'alone')).toContain('fail bare-pod');
  });

  test('a snapshot of it is judged as the cluster is, byte for byte', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kubecompass-running-')), 'estate.kcs');
    await run(['snapshot', '--kubeconfig', cluster().kubeconfig('admin'), ...inAnHour, '-o', file]);
    const fromFile = JSON.parse(await run(['assess', '--snapshot', file, ...asked])) as Assessment;
    const { findings, outcomes, tiers } = await assessed();
    expect(JSON.stringify([fromFile.findings, fromFile.outcomes, fromFile.tiers])).toBe(
      JSON.stringify([findings, outcomes, tiers]),
    );
  });

  test('a node that goes takes its pods with it, and what they leave behind is told', async () => {
    for (const name of ['node-a1', 'node-a2']) await cluster().api('DELETE', `/api/v1/nodes/${name}`);
    await until('the pods of the nodes that are gone', async () => {
      const { body } = await cluster().api('GET', '/apis/apps/v1/namespaces/shop/deployments/crowded');
      return ((JSON.parse(body) as { status: { readyReplicas?: number } }).status.readyReplicas ?? 0) === 0;
    });
    const { findings } = await assessed();
    const crowded = findings.filter(({ subject, verdict }) => subject.name === 'crowded' && verdict === 'fail');
    expect(crowded.map(({ criterion, reason }) => `${criterion} ${reason}`)).toContain(
      'availability/health-probes none-ready',
    );
  });
});
