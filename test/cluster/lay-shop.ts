import { layObject } from './lay-objects.ts';
import type { TestCluster } from './start-cluster.ts';

/** What no report may hold: it is the value of a Secret. */
export const hiddenValue = 'correct-horse-battery';

/** Lays a small shop: a namespace with two replicas without a budget, the way to them, and a login. */
export async function layShop(cluster: TestCluster): Promise<void> {
  const metadata = (name: string): { name: string; namespace: string } => ({ name, namespace: 'shop' });
  await layObject(cluster, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  await layObject(cluster, 'deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('web'),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'registry.example/web:1', ports: [{ containerPort: 8080 }] }] },
      },
    },
  });
  await layObject(cluster, 'services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('web'),
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  });
  await layObject(cluster, 'secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata('login'),
    stringData: { password: hiddenValue },
  });
}
