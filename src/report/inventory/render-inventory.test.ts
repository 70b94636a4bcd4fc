import { describe, expect, test } from 'vitest';
import { widthOf } from '../terminal/wrap.ts';
import type { Inventory, InventoryEntry } from './inventory.ts';
import { renderInventory } from './render-inventory.ts';

const seen = (
  name: string,
  works: boolean | null = true,
  says: string | null = null,
): InventoryEntry['seen'][number] => ({
  seenAs: 'workload',
  kind: 'Deployment',
  namespace: 'argocd',
  name,
  container: 'server',
  nodes: null,
  works,
  says,
  source: { file: '/apis/apps/v1/namespaces/argocd/deployments/server', line: 1 },
});

const entry = (more: Partial<InventoryEntry>): InventoryEntry => ({
  tool: 'argo-cd',
  title: 'Argo CD',
  category: 'gitops',
  serves: ['gitops'],
  version: '3.5.1',
  seen: [seen('server')],
  support: {
    product: 'Argo CD',
    release: '3.5',
    state: 'supported',
    until: '2027-05-01',
    extendedUntil: null,
    latest: '3.5.1',
    asOf: '2026-08-22',
  },
  maturity: { level: 'graduated', since: '2022-12-06', asOf: '2026-08-07' },
  abandoned: null,
  ...more,
});

const live: Inventory = {
  schema: 'kubecompass.inventory/v1',
  tool: { name: 'kubecompass', version: 'test' },
  estate: {
    id: 'x',
    source: 'cluster',
    collectedAt: '2026-11-24T12:00:00Z',
    cluster: { server: 'api:6443', version: 'v1.36.4', provider: 'EKS' },
  },
  nodes: [
    {
      count: 12,
      ready: 11,
      system: 'Bottlerocket 1.20',
      kernel: '6.1.9',
      architecture: 'arm64',
      runtime: 'containerd://2.3.4',
      kubelet: 'v1.36.4',
    },
  ],
  tools: [
    entry({}),
    entry({
      version: '2.4.0',
      seen: ['a', 'b', 'c', 'd'].map((one) => seen(one, one !== 'c')),
      support: {
        product: 'Argo CD',
        release: '2.4',
        state: 'ended',
        until: '2023-05-01',
        extendedUntil: null,
        latest: null,
        asOf: '2026-08-22',
      },
    }),
    entry({
      tool: 'ingress',
      title: 'Ingress NGINX',
      category: 'ingress',
      version: null,
      support: null,
      maturity: null,
      abandoned: { words: 'retired', since: '2026-03-31', instead: null, asOf: '2026-08-22' },
      seen: [seen('in', null, '1 of its 2 pods is ready')],
    }),
  ],
  leftovers: [
    entry({
      tool: 'velero',
      title: 'Velero',
      category: 'backup',
      version: null,
      seen: [
        { ...seen('backups.velero.io', null), kind: 'CustomResourceDefinition', namespace: '', seenAs: 'definition' },
      ],
    }),
  ],
  gaps: [{ gap: 'forbidden', detail: 'daemonsets is forbidden' }],
};

describe.each([80, 140])('%i columns', (columns) => {
  const text = renderInventory(live, { columns, colour: false, verbose: false });

  test('no line is wider', () => {
    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
    expect(text.split('\n').filter((line) => line.endsWith(' '))).toEqual([]);
  });

  test.each([
    '2 tools in cluster api:6443, EKS v1.36.4; of 1 more only kinds or objects.',
    '12 nodes (11 ready): Bottlerocket 1.20, kernel 6.1.9, arm64',
    'GITOPS',
    'INGRESS',
    '✓ works',
    '✗ does not work (1 of 4',
    '✓ 3.5 until 2027-05-01',
    '✗ 2.4 ended 2023-05-01',
    '✗ abandoned since 2026-03-31',
    '? 1 of its 2 pods is ready',
    '(not told)',
    'graduated',
    'Deployment argocd/server',
    'and 2 more',
    'ONLY KINDS OR OBJECTS, AND NOTHING THAT RUNS THEM',
    '- Velero: CustomResourceDefinition backups.velero.io',
    '- daemonsets is forbidden',
    'support windows of 2026-08-22, CNCF landscape of 2026-08-07',
  ])('says %s', (words) => {
    expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});

test('verbose names every place', () => {
  const text = renderInventory(live, { columns: 80, colour: false, verbose: true });
  expect(text).toContain('Deployment argocd/d');
  expect(text).not.toContain('2 more');
});

test('a folder declares, and says so', () => {
  const text = renderInventory(
    {
      ...live,
      estate: { ...live.estate, source: 'manifests', cluster: null },
      nodes: [],
      tools: [entry({ seen: [seen('server', null)] })],
    },
    { columns: 140, colour: false, verbose: false },
  );
  expect(text).toContain(
    '1 tool in the manifests; of 1 more only kinds or objects. Whether they run, a folder does not show.',
  );
  expect(text).toMatch(/Argo CD +3\.5\.1 +declared/);
});

test('nothing that is known', () => {
  const text = renderInventory(
    { ...live, nodes: [], tools: [], leftovers: [], gaps: [] },
    { columns: 80, colour: false, verbose: false },
  );
  expect(text).toBe('no known tool in cluster api:6443, EKS v1.36.4.\n');
});

test('names of others cannot paint the terminal', () => {
  const text = renderInventory(
    { ...live, tools: [entry({ version: '1\u001b[31m' })] },
    { columns: 80, colour: false, verbose: false },
  );
  expect(text).not.toContain('\u001b');
});
