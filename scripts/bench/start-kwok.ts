import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { findControlPlane } from '../../test/cluster/find-control-plane.ts';
import { type Laid, layObject, layObjects } from '../../test/cluster/lay-objects.ts';
import { startCluster, type TestCluster } from '../../test/cluster/start-cluster.ts';
import { busiestSecond } from './busiest-second.ts';

/** A cluster that runs. */
export interface KwokCluster {
  readonly kubeconfig: string;
  readonly objects: number;
  /** What the benched user asked of it, by the API server's own audit log. */
  readonly asked: () => Promise<{ requests: number; busiest: number; megabytes: null }>;
  readonly stop: () => void;
}

const teams = 50;
const podsOfApp = 20;
const user = 'bench';

/** Starts a real control plane with so many nodes in three zones, and so many pods of Deployments that KWOK lets run. Throws where no control plane can be had. */
export async function startKwok(nodes: number, pods: number): Promise<KwokCluster> {
  const controlPlane = findControlPlane();
  if (typeof controlPlane === 'string') throw new Error(controlPlane);
  const cluster = await startCluster(controlPlane, { works: true, users: [user] });
  await layObject(cluster, 'clusterrolebindings', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: user },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  });
  await layObjects(
    cluster,
    'nodes',
    Array.from({ length: nodes }, (_none, index) => node(index)),
  );
  const namespaces = Array.from({ length: teams }, (_none, index) => `team-${index}`);
  await layObjects(
    cluster,
    'namespaces',
    namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  );
  // Pods are refused until their account is there.
  await until(async () => (await count(cluster, '/api/v1/serviceaccounts')) > teams);
  const apps = Array.from({ length: Math.ceil(pods / podsOfApp) }, (_none, index) => ({
    name: `app-${index}`,
    namespace: namespaces[index % teams] as string,
  }));
  await layObjects(cluster, 'deployments', apps.map(deployment));
  await layObjects(cluster, 'poddisruptionbudgets', apps.map(budget));
  await until(async () => (await readyPods(cluster)) >= apps.length * podsOfApp);
  return {
    kubeconfig: cluster.kubeconfig(user),
    objects: nodes + pods + apps.length * 3 + teams,
    async asked() {
      const lines = (await readFile(cluster.auditLog, 'utf8')).split('\n').filter((line) => line.includes(`"${user}"`));
      const events = lines.map(
        (line) => JSON.parse(line) as { stage: string; user: { username: string }; requestReceivedTimestamp: string },
      );
      const own = events.filter(({ stage, user: { username } }) => stage === 'ResponseComplete' && username === user);
      const times = own.map(({ requestReceivedTimestamp }) => Date.parse(requestReceivedTimestamp));
      times.sort((a, b) => a - b);
      return { requests: times.length, busiest: busiestSecond(times), megabytes: null };
    },
    stop: () => cluster.stop(),
  };
}

function node(index: number): Laid {
  const name = `node-${index}`;
  const room = { cpu: '32', memory: '256Gi', pods: '250' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/zone': `eu-west-1${'abc'[index % 3]}`,
      },
    },
    spec: { podCIDR: `10.${Math.floor(index / 250)}.${index % 250}.0/24` },
    status: {
      addresses: [
        { type: 'InternalIP', address: `192.0.2.${(index % 250) + 1}` },
        { type: 'Hostname', address: name },
      ],
      allocatable: room,
      capacity: room,
      nodeInfo: {
        kubeletVersion: 'v1.37.2',
        osImage: 'Ubuntu 24.04.3 LTS',
        containerRuntimeVersion: 'containerd://2.1.4',
      },
    },
  };
}

function deployment(metadata: { name: string; namespace: string }): Laid {
  const labels = { app: metadata.name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: podsOfApp,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              name: 'main',
              image: 'registry.example/app:1.0',
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              readinessProbe: { httpGet: { path: '/', port: 8080 } },
            },
          ],
        },
      },
    },
  };
}

function budget(metadata: { name: string; namespace: string }): Laid {
  const spec = { maxUnavailable: 1, selector: { matchLabels: { app: metadata.name } } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec };
}

/** How many objects a list has, without reading it. */
async function count(cluster: TestCluster, path: string): Promise<number> {
  const { body } = await cluster.api('GET', `${path}?limit=1`);
  const { items, metadata } = JSON.parse(body) as { items: unknown[]; metadata: { remainingItemCount?: number } };
  return items.length + (metadata.remainingItemCount ?? 0);
}

async function readyPods(cluster: TestCluster): Promise<number> {
  const { body } = await cluster.api('GET', '/apis/apps/v1/deployments');
  const { items } = JSON.parse(body) as { items: readonly { status: { readyReplicas?: number } }[] };
  return items.reduce((sum, { status }) => sum + (status.readyReplicas ?? 0), 0);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await isSo()) return;
    await sleep(1000);
  }
  throw new Error('waited in vain for the pods to run');
}
