import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { patched } from '../../../../test/support/patched.ts';

const namespace =
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { kubecompass.io/tier: critical } }\n';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, labels: { app: web } }\nspec: { containers: [{ name: web, image: web:1.0 }] }\n';

function service(type: string, name = 'web'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { type: ${type}, selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n`;
}

/** The policies that are made, by name. */
async function policiesFor(files: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const made = await patched({ 'ns.yaml': namespace, 'pod.yaml': pod, ...files }, 'network/default-deny');
  const objects = Object.values(made.files).flatMap((text) =>
    parseAllDocuments(text).map((one) => one.toJS() as never),
  );
  return Object.fromEntries(
    objects.flatMap(
      ({ kind, metadata, spec }: { kind: string; metadata: { name: string; namespace: string }; spec: unknown }) =>
        kind === 'NetworkPolicy' && metadata.namespace === 'shop' ? [[metadata.name, spec]] : [],
    ),
  );
}

test('what Services declare, name servers and the cluster stay allowed', async () => {
  const policies = await policiesFor({ 'svc.yaml': service('ClusterIP') });
  expect(Object.keys(policies).toSorted()).toEqual([
    'allow-dns',
    'allow-to-web',
    'allow-within-cluster',
    'default-deny-egress',
    'default-deny-ingress',
  ]);
  expect(policies['default-deny-ingress']).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  expect(policies['allow-to-web']).toEqual({
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 'http' }] }],
  });
});

test('a Service that is open to the world stays so', async () => {
  const policies = await policiesFor({ 'svc.yaml': service('LoadBalancer') });
  expect(policies['allow-to-web']).toMatchObject({ ingress: [{ ports: [{ port: 'http' }] }] });
  expect(JSON.stringify(policies['allow-to-web'])).not.toContain('from');
});

test('nothing is cut unless that is asked for', async () => {
  const { files, unpatched } = await patched({ 'ns.yaml': namespace, 'pod.yaml': pod }, 'network/default-deny', {
    risky: false,
  });
  expect(files).toEqual({});
  expect(unpatched).toEqual([
    expect.stringMatching(/^egress-open: connections to what lies outside the cluster are cut/),
    expect.stringMatching(/^ingress-open: connections to ports that no Service/),
  ]);
});
