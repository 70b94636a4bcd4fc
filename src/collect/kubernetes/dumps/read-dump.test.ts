import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTar } from '../../../../test/support/make-tar.ts';
import type { Estate } from '../../../estate/estate.ts';
import type { FactName } from '../../../estate/facts.ts';
import { gapsOf, seenIn } from '../../../estate/seen.ts';
import { buildCluster } from '../build-cluster.ts';
import { defaultDumpLimits } from './dump-file.ts';
import { readDump } from './read-dump.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-dump-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = '2026-11-24T12:00:00Z';

/** Files of a dump; values are written as JSON. */
type Files = Readonly<Record<string, unknown>>;

function lay(files: Files): string {
  for (const [path, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'dump', path)), { recursive: true });
    writeFileSync(join(folder, 'dump', path), typeof value === 'string' ? value : JSON.stringify(value));
  }
  return join(folder, 'dump');
}

function pack(files: Files, changedAt = 0): string {
  const file = join(folder, 'dump.tar.gz');
  const entries = Object.entries(files).map(([path, value]) => ({
    path: `top/${path}`,
    text: typeof value === 'string' ? value : JSON.stringify(value),
    changedAt,
  }));
  writeFileSync(file, gzipSync(makeTar(entries)));
  return file;
}

async function estateOf(path: string): Promise<Estate> {
  const builder = buildCluster('snapshot');
  for (const record of (await readDump(path, now)) ?? []) builder.take(record);
  return builder.finish();
}

const stateOf = ({ facts }: Estate, name: FactName, namespace = 'shop'): string =>
  seenIn(facts[name].seen, namespace).state;
const whyNot = ({ facts }: Estate, name: FactName, namespace = 'shop'): string =>
  gapsOf(seenIn(facts[name].seen, namespace))
    .map(({ detail }) => detail)
    .join('; ');
const names = ({ facts }: Estate, name: FactName): string[] => facts[name].items.map((one) => one.name);

let uid = 0;
const meta = (name: string, namespace?: string): Record<string, unknown> => ({
  name,
  ...(namespace !== undefined && { namespace }),
  uid: `uid-${(uid += 1)}`,
  resourceVersion: '7',
});
const listOf = (kind: string, apiVersion: string, ...items: unknown[]): unknown => ({
  kind: `${kind}List`,
  apiVersion,
  metadata: { resourceVersion: '9' },
  items: items.length === 0 ? null : items,
});
const podSpec = { containers: [{ name: 'web', image: 'registry.example/web:1' }] };
const deployment = (name: string, spec: unknown = podSpec): Record<string, unknown> => ({
  metadata: meta(name, 'shop'),
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec },
  },
  status: { readyReplicas: 2 },
});
const namespaceShop = { metadata: meta('shop'), status: { phase: 'Active' } };
const node = {
  metadata: meta('node-1'),
  spec: {},
  status: { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-03-01T10:00:00Z' }] },
};

const bundle: Files = {
  'cluster-info/cluster_version.json': { info: { gitVersion: 'v1.31.2+k3s1' } },
  'cluster-resources/namespaces.json': listOf('Namespace', 'v1', namespaceShop),
  'cluster-resources/nodes.json': listOf('Node', 'v1', node),
  'cluster-resources/deployments/shop.json': listOf('Deployment', 'apps/v1', deployment('web')),
  'cluster-resources/pod-disruption-budgets/shop.json': listOf('PodDisruptionBudget', 'policy/v1'),
  'cluster-resources/network-policy/other.json': listOf('NetworkPolicy', 'networking.k8s.io/v1'),
  'cluster-resources/network-policy-errors.json': { shop: 'networkpolicies is forbidden' },
  'cluster-resources/resources.json': [
    { groupVersion: 'apps/v1', resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] },
    { groupVersion: 'v1', resources: [{ name: 'secrets', kind: 'Secret', namespaced: true }] },
    {
      groupVersion: 'policy/v1',
      resources: [{ name: 'poddisruptionbudgets', kind: 'PodDisruptionBudget', namespaced: true }],
    },
    {
      groupVersion: 'networking.k8s.io/v1',
      resources: [{ name: 'networkpolicies', kind: 'NetworkPolicy', namespaced: true }],
    },
  ],
};

describe('a support bundle', () => {
  test.each([
    ['a folder', () => lay(bundle)],
    ['a folder in a folder', () => dirname(lay(bundle))],
    ['an archive', () => pack(bundle)],
  ])('as %s', async (_name, path) => {
    const estate = await estateOf(path());
    expect(estate.cluster).toMatchObject({ version: 'v1.31.2+k3s1', provider: { title: 'k3s' }, namespaces: null });
    expect(estate.collectedAt).toBe('2026-03-01T10:00:00Z');
    expect(estate.assumptions).toEqual([
      'taken at 2026-03-01T10:00:00Z: the last sign of life of its nodes and leases',
    ]);
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(estate.facts.workloads.items[0]).toMatchObject({
      origin: { api: { resourceVersion: '7' } },
      running: { works: true },
    });
    // A whole list, which is empty.
    expect(stateOf(estate, 'disruptionBudgets')).toBe('complete');
    // A list of which the API server gave nothing, in one namespace.
    expect(whyNot(estate, 'networkPolicies')).toContain(
      'holds no networkpolicies of the namespace shop (networkpolicies is forbidden)',
    );
    // A kind that is served and never collected.
    expect(whyNot(estate, 'longLivedTokens')).toContain('holds no secrets');
    // A kind that is not served is not there.
    expect(stateOf(estate, 'gitopsApplications')).toBe('complete');
  });

  test('of some namespaces concludes nothing of the others', async () => {
    const some = {
      ...bundle,
      'cluster-resources/namespaces.json': {
        kind: 'NamespaceList',
        apiVersion: 'v1',
        metadata: {},
        items: [namespaceShop],
      },
    };
    const estate = await estateOf(lay(some));
    expect(estate.cluster?.namespaces).toEqual(['other', 'shop']);
    expect(stateOf(estate, 'disruptionBudgets', 'shop')).toBe('complete');
    expect(stateOf(estate, 'disruptionBudgets', 'elsewhere')).toBe('partial');
    expect(stateOf(estate, 'namespaces', 'elsewhere')).toBe('partial');
  });

  test('without what is served says so', async () => {
    const { 'cluster-resources/resources.json': _left, ...rest } = bundle;
    const estate = await estateOf(lay(rest));
    expect(whyNot(estate, 'gitopsApplications')).toContain(
      'does not say which kinds of tools and operators the cluster serves',
    );
  });

  test('custom resources are whole where no file means that there are none', async () => {
    const cert = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: meta('tls', 'shop'),
      spec: { secretName: 'tls', dnsNames: ['a.example'], issuerRef: { name: 'ca' } },
    };
    const resources = [
      ...(bundle['cluster-resources/resources.json'] as unknown[]),
      {
        groupVersion: 'cert-manager.io/v1',
        resources: [{ name: 'certificates', kind: 'Certificate', namespaced: true }],
      },
      {
        groupVersion: 'argoproj.io/v1alpha1',
        resources: [{ name: 'applications', kind: 'Application', namespaced: true }],
      },
    ];
    const files = {
      ...bundle,
      'cluster-resources/resources.json': resources,
      'cluster-resources/custom-resources/certificates.cert-manager.io/shop.json': [cert],
    };
    const estate = await estateOf(lay(files));
    expect(names(estate, 'managedCertificates')).toEqual(['tls']);
    expect(stateOf(estate, 'gitopsApplications')).toBe('complete');
    const failed = {
      'cluster-resources/custom-resources/custom-resources-errors.json': { 'applications.argoproj.io': 'forbidden' },
    };
    expect(whyNot(await estateOf(lay(failed)), 'gitopsApplications')).toContain(
      'does not hold all applications.argoproj.io',
    );
  });

  test('a list that cannot be read is no empty list', async () => {
    const estate = await estateOf(
      lay({ ...bundle, 'cluster-resources/pod-disruption-budgets/shop.json': '{"items": [' }),
    );
    expect(whyNot(estate, 'disruptionBudgets')).toContain('pod-disruption-budgets/shop.json, which cannot be read');
  });
});

describe('an archive of Sonobuoy', () => {
  const query = (queryobj: string, namespace?: string, error?: unknown): unknown => ({
    queryobj,
    namespace,
    time: '1ms',
    error,
  });
  const archive: Files = {
    'serverversion.json': { gitVersion: 'v1.30.1' },
    'servergroups.json': { groups: [{ name: '' }, { name: 'apps' }, { name: 'policy' }] },
    'meta/config.json': { Filters: { Namespaces: '.*', LabelSelector: '' } },
    'meta/query-time.json': [
      query('nodes'),
      query('namespaces'),
      query('deployments', 'shop'),
      query('poddisruptionbudgets', 'shop'),
      query('networkpolicies', 'shop', { ErrStatus: { message: 'no right' } }),
    ],
    'resources/cluster/core_v1_nodes.json': [{ apiVersion: 'v1', kind: 'Node', ...node }],
    'resources/cluster/core_v1_namespaces.json': [{ apiVersion: 'v1', kind: 'Namespace', ...namespaceShop }],
    'resources/ns/shop/apps_v1_deployments.json': [{ apiVersion: 'apps/v1', kind: 'Deployment', ...deployment('web') }],
  };

  test('says what it asked for: what was answered without a file is empty', async () => {
    const estate = await estateOf(pack(archive));
    expect(estate.cluster).toMatchObject({ version: 'v1.30.1', namespaces: null });
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(stateOf(estate, 'disruptionBudgets')).toBe('complete');
    expect(whyNot(estate, 'networkPolicies')).toContain('holds no networkpolicies: no right');
    expect(whyNot(estate, 'services')).toContain('holds no services');
    expect(stateOf(estate, 'gitopsApplications')).toBe('complete');
  });

  test.each<[string, unknown, string, string]>([
    [
      'a label selector',
      { Filters: { Namespaces: '.*', LabelSelector: 'app=x' } },
      'label selector names (app=x)',
      'shop',
    ],
    ['some namespaces', { Filters: { Namespaces: 'shop', LabelSelector: '' } }, 'only shop was told', 'elsewhere'],
    ['what nobody can tell', 'no config', 'label selector names (not stated)', 'shop'],
  ])('with %s is not whole', async (_name, config, why, namespace) => {
    const estate = await estateOf(lay({ ...archive, 'meta/config.json': config }));
    expect(whyNot(estate, 'disruptionBudgets', namespace)).toContain(why);
  });

  test('of an old version is read by the names of its files', async () => {
    const estate = await estateOf(
      lay({
        'meta/config.json': archive['meta/config.json'],
        'meta/query-time.json': [query('Deployments', 'shop'), query('Nodes')],
        'resources/ns/shop/Deployments.json': [deployment('web')],
      }),
    );
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(whyNot(estate, 'nodes')).not.toContain('holds');
  });
});

describe('`kubectl cluster-info dump`', () => {
  const dump: Files = {
    'nodes.json': listOf('Node', 'v1', node),
    'shop/deployments.json': listOf('Deployment', 'apps/v1', deployment('web')),
    'shop/pods.json': listOf('Pod', 'v1'),
    'shop/web-1/logs.txt': 'password=correct-horse',
    'kube-system/pods.json': listOf('Pod', 'v1'),
  };

  test('is whole for its kinds in the namespaces that it names, and says nothing of others', async () => {
    const estate = await estateOf(lay(dump));
    expect(estate.cluster).toMatchObject({ version: null, namespaces: ['kube-system', 'shop'] });
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(names(estate, 'nodes')).toEqual(['node-1']);
    expect(whyNot(estate, 'runningPods')).not.toContain('pods');
    expect(whyNot(estate, 'runningPods', 'elsewhere')).toContain('only kube-system, shop were told');
    expect(whyNot(estate, 'workloads', 'kube-system')).toContain('holds no deployments of the namespace kube-system');
    expect(whyNot(estate, 'disruptionBudgets')).toContain('holds no poddisruptionbudgets');
  });
});

describe('a must-gather', () => {
  const list = (kind: string, apiVersion: string, ...items: unknown[]): unknown => ({
    kind: `${kind}List`,
    apiVersion,
    items,
  });
  const gathered: Files = {
    'version': 'openshift/must-gather\n4.16.0\n',
    'timestamp': '2026-02-03 04:05:06.123456789 +0100 CET m=+0.1\n2026-02-03 05:00:00 +0100 CET\n',
    'cluster-scoped-resources/config.openshift.io/clusteroperators/kube-apiserver.yaml':
      'apiVersion: config.openshift.io/v1\nkind: ClusterOperator\nmetadata: {name: kube-apiserver, uid: a, resourceVersion: "1"}\nstatus: {versions: [{name: kube-apiserver, version: 1.29.5}]}\n',
    'cluster-scoped-resources/core/nodes/node-1.yaml': { apiVersion: 'v1', kind: 'Node', ...node },
    'namespaces/shop/apps/deployments.yaml': list('Deployment', 'apps/v1', deployment('web')),
    'namespaces/shop/policy/poddisruptionbudgets.yaml': list('PodDisruptionBudget', 'policy/v1'),
    'namespaces/bare/core/pods.yaml': list('Pod', 'v1'),
  };

  test('is whole for the lists of inspected namespaces', async () => {
    const estate = await estateOf(lay(gathered));
    expect(estate.cluster).toMatchObject({
      version: 'v1.29.5',
      provider: { title: 'OpenShift' },
      namespaces: ['bare', 'shop'],
    });
    expect(estate.collectedAt).toBe('2026-02-03T03:05:06Z');
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(whyNot(estate, 'disruptionBudgets')).not.toContain('budgets');
    expect(whyNot(estate, 'disruptionBudgets', 'bare')).toContain(
      'holds no poddisruptionbudgets of the namespace bare',
    );
    expect(whyNot(estate, 'nodes')).toContain('holds only the nodes that operators point to');
  });

  test('a file that cannot be read may have held anything', async () => {
    const estate = await estateOf(lay({ ...gathered, 'namespaces/shop/policy/x.yaml': 'a: [' }));
    expect(whyNot(estate, 'disruptionBudgets')).toContain('holds namespaces/shop/policy/x.yaml, which cannot be read');
  });
});

test('an Insights archive is never whole', async () => {
  const estate = await estateOf(
    lay({
      'config/clusteroperator/kube-apiserver.json': {
        apiVersion: 'config.openshift.io/v1',
        kind: 'ClusterOperator',
        metadata: meta('kube-apiserver'),
        status: { versions: [{ name: 'kube-apiserver', version: '1.20.0' }] },
      },
      'config/node/node-1.json': node,
      'config/pod/shop/web.json': { metadata: meta('web', 'shop'), spec: podSpec, status: { phase: 'Running' } },
    }),
  );
  expect(estate.cluster).toMatchObject({ version: 'v1.20.0', provider: { title: 'OpenShift' } });
  expect(names(estate, 'runningPods')).toEqual(['web']);
  expect(whyNot(estate, 'nodes')).toContain('holds only the nodes that its rules ask for');
  expect(stateOf(estate, 'runningPods')).toBe('partial');
});

describe('`kubectl get -o json`', () => {
  const live = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment('web') };
  const yaml = `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(live)}\n`;

  test.each<[string, () => string]>([
    [
      'a list in a file',
      () => join(lay({ 'all.json': { apiVersion: 'v1', kind: 'List', items: [live] } }), 'all.json'),
    ],
    [
      'a list in a file without a suffix',
      () => join(lay({ all: { apiVersion: 'v1', kind: 'List', items: [live] } }), 'all'),
    ],
    [
      'a list of one kind',
      () => join(lay({ 'all.json': listOf('Deployment', 'apps/v1', deployment('web')) }), 'all.json'),
    ],
    ['YAML', () => join(lay({ 'all.yaml': yaml }), 'all.yaml')],
    ['a folder of files', () => lay({ 'a.json': live, 'b.yaml': yaml })],
  ])('%s: what is there is there, and nothing is concluded from what is not', async (_name, path) => {
    const estate = await estateOf(path());
    expect(names(estate, 'workloads')).toContain('web');
    expect(whyNot(estate, 'workloads')).toContain('may hold only some of the deployments');
    expect(whyNot(estate, 'disruptionBudgets')).toContain('holds no poddisruptionbudgets');
    expect(estate.collectedAt).toBe(now);
    expect(estate.assumptions[0]).toContain(`taken at ${now}: it does not say when`);
    const complete = Object.entries(estate.facts).filter(([, { seen }]) => seen.everywhere.state === 'complete');
    // Nothing in a cluster overrides an image.
    expect(complete.map(([name]) => name)).toEqual(['imageOverrides']);
  });

  test('says how old it is at most by the newest time in its objects', async () => {
    const metadata = { ...meta('web', 'shop'), creationTimestamp: '2026-10-01T10:00:00Z' };
    const status = {
      conditions: [{ type: 'Available', status: 'True', lastTransitionTime: '2026-10-02T10:00:00Z' }],
      // What is still to come, and a clock that is wrong.
      renewalTime: '2026-11-01T10:00:00Z',
      startTime: '2027-01-01T10:00:00Z',
    };
    const path = lay({ 'a.json': { ...live, metadata, status } });
    const estate = await estateOf(path);
    expect([estate.notBefore, estate.collectedAt]).toEqual(['2026-10-02T10:00:00Z', now]);
    expect(estate.assumptions[0]).toContain(`taken at ${now}, or since 2026-10-02T10:00:00Z: it does not say when`);
    const [told] = [...((await readDump(path, now, { isNamed: true })) ?? [])];
    expect(told).not.toHaveProperty('notBefore');
  });

  const heard = '2026-10-02T10:00:00Z';
  test.each<[string, object, string | undefined, string, string]>([
    ['nothing newer', { creationTimestamp: '2026-10-01T10:00:00Z' }, undefined, heard, 'the last sign of life'],
    [
      'newer by less than a heartbeat',
      { creationTimestamp: '2026-10-02T10:04:00Z' },
      undefined,
      '2026-10-02T10:04:00Z',
      'the newest time',
    ],
    [
      'newer by more: silent nodes',
      { creationTimestamp: '2026-10-02T10:06:00Z' },
      '2026-10-02T10:06:00Z',
      now,
      'it does not say when',
    ],
    [
      'newer by a field of a write',
      { managedFields: [{ time: '2026-10-02T11:00:00Z' }] },
      '2026-10-02T11:00:00Z',
      now,
      'it does not say when',
    ],
  ])('heartbeats, and %s', async (_name, times, notBefore, at, toldBy) => {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: meta('node-a'),
      status: { conditions: [{ type: 'Ready', status: 'Unknown', lastHeartbeatTime: heard }] },
    };
    // What somebody wrote into a spec may be still to come.
    const spec = { ...((live as Record<string, unknown>)['spec'] as object), startTime: '2026-10-02T20:00:00Z' };
    const path = lay({ 'a.json': node, 'b.json': { ...live, spec, metadata: { ...meta('web', 'shop'), ...times } } });
    const estate = await estateOf(path);
    expect([estate.notBefore, estate.collectedAt]).toEqual([notBefore, at]);
    expect(estate.assumptions[0]).toContain(toldBy);
  });

  test('objects without a uid are not read, and are a gap that names them; a resourceVersion may be missing', async () => {
    const { resourceVersion: _gone, ...bare } = meta('api', 'shop');
    const cleaned = ['lost', 'gone'].map((name) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace: 'shop' },
    }));
    const items = [live, { ...live, metadata: bare }, ...cleaned];
    const estate = await estateOf(lay({ 'a.json': { apiVersion: 'v1', kind: 'List', items } }));
    expect(names(estate, 'workloads')).toEqual(['api', 'web']);
    expect(names(estate, 'disruptionBudgets')).toEqual([]);
    const told =
      'holds 2 objects without metadata.uid, which every object of a cluster has (PodDisruptionBudget shop/lost';
    expect(whyNot(estate, 'disruptionBudgets')).toContain(told);
    expect(whyNot(estate, 'nodes')).not.toContain('metadata.uid');
  });

  test('5 MB of annotations, null where lists belong, and objects without a name are no crash', async () => {
    const odd = [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...meta('big', 'shop'), annotations: { a: 'x'.repeat(5_000_000) } },
        spec: podSpec,
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: meta('nulls', 'shop'),
        spec: { containers: null },
        status: { conditions: null },
      },
      { apiVersion: 'v1', kind: 'Service', metadata: meta('svc', 'shop'), spec: { ports: null, selector: null } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { uid: 'x', resourceVersion: '1' }, spec: podSpec },
    ];
    const estate = await estateOf(join(lay({ 'a.json': { apiVersion: 'v1', kind: 'List', items: odd } }), 'a.json'));
    expect(names(estate, 'runningPods')).toContain('big');
    expect(estate.unreadable.length).toBeGreaterThan(0);
  });
});

describe('what a dump hides is no evidence', () => {
  const env = (value: string): unknown => ({
    containers: [{ name: 'web', image: 'web:1', env: [{ name: 'PASSWORD', value }] }],
  });
  const args = (value: string): unknown => ({ containers: [{ name: 'web', image: 'web:1', args: [value] }] });

  test.each<[string, unknown, readonly string[], string]>([
    ['a variable hides credentials, and nothing else', env('***HIDDEN***'), ['web'], 'may be credentials'],
    ['an argument hides what the object says', args('--tls=***HIDDEN***'), [], 'hides values of Deployment shop/web'],
  ])('%s', async (_name, spec, found, why) => {
    const estate = await estateOf(
      lay({
        ...bundle,
        'cluster-resources/deployments/shop.json': listOf('Deployment', 'apps/v1', deployment('web', spec)),
      }),
    );
    expect(names(estate, 'workloads')).toEqual(found);
    expect(whyNot(estate, 'credentialCarriers')).toContain(why);
    expect(estate.facts.credentialCarriers.items.flatMap(({ credentials }) => credentials)).toEqual([]);
    expect(stateOf(estate, 'workloads')).toBe(
      found.length === 0 ? 'partial' : stateOf(await estateOf(lay(bundle)), 'workloads'),
    );
  });

  test('values of Secrets never stay', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: meta('s', 'shop'),
      data: { password: 'Y29ycmVjdC1ob3JzZQ==' },
    };
    const records = [...((await readDump(lay({ 'a.json': secret }), now)) ?? [])];
    expect(JSON.stringify(records)).not.toContain('Y29ycmVjdC1ob3JzZQ');
  });
});

describe('hostile and broken input', () => {
  test.each<[string, () => string, string]>([
    [
      'nothing that is known',
      () => lay({ 'a.json': { hello: 1 } }),
      'is neither a snapshot nor a dump of a cluster that is known',
    ],
    [
      'manifests that no server has seen',
      () => lay({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n' }),
      'is neither',
    ],
    [
      'objects that a tool has cleaned',
      () => lay({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, resourceVersion: "1"}\n' }),
      'none of its objects has a metadata.uid',
    ],
    ['an archive of other things', () => pack({ 'a.txt': 'hello' }), 'is neither'],
    ['what is not there', () => join(folder, 'none'), 'cannot be read (ENOENT)'],
  ])('%s', async (_name, path, message) => {
    await expect(readDump(path(), now)).rejects.toThrow(message);
  });

  test('an archive that is cut gives what it holds, and says so', async () => {
    const files = { ...bundle, 'cluster-resources/services/shop.json': listOf('Service', 'v1') };
    const entries = Object.entries(files).map(([path, value]) => ({ path, text: JSON.stringify(value) }));
    const whole = makeTar(entries);
    const file = join(folder, 'cut.tar');
    writeFileSync(file, whole.subarray(0, whole.length - 1024 - 600));
    const estate = await estateOf(file);
    expect(names(estate, 'workloads')).toEqual(['web']);
    expect(whyNot(estate, 'disruptionBudgets')).toContain('cut.tar ends in the middle: what came behind is not known');
    const packed = gzipSync(whole);
    writeFileSync(file, packed.subarray(0, packed.length - 40));
    expect(whyNot(await estateOf(file), 'disruptionBudgets')).toMatch(/what came behind is not known|^$/);
  });

  test.each([
    ['bytes', { maxBytes: 1000 }, 'holds more than 1000 bytes'],
    ['bytes that are kept', { maxKeptBytes: 100 }, 'holds more than 100 bytes'],
    ['files', { maxEntries: 2 }, 'holds more than 2 files'],
  ])('no more %s than the limits say', async (_name, limits, message) => {
    await expect(readDump(pack(bundle), now, { limits: { ...defaultDumpLimits, ...limits } })).rejects.toThrow(message);
  });

  test('a file that is too large is no empty list', async () => {
    const records = await readDump(pack(bundle), now, { limits: { ...defaultDumpLimits, maxFileBytes: 300 } });
    expect(JSON.stringify([...(records ?? [])])).toContain('which cannot be read');
  });

  test('links are not followed', async () => {
    const path = lay(bundle);
    symlinkSync('/etc', join(path, 'cluster-resources/services'));
    symlinkSync(path, join(path, 'loop'));
    expect(names(await estateOf(path), 'workloads')).toEqual(['web']);
  });

  test('a snapshot is left to whoever reads it', async () => {
    const file = join(folder, 'estate.kcs');
    writeFileSync(file, gzipSync('{"record":"snapshot"}\n'));
    expect(await readDump(file, now)).toBeNull();
  });
});

test('an archive without a sign of life is as old as its files', async () => {
  const { 'cluster-resources/nodes.json': _left, ...rest } = bundle;
  const estate = await estateOf(pack(rest, Date.parse('2026-01-02T03:04:05Z') / 1000));
  expect(estate.collectedAt).toBe('2026-01-02T03:04:05Z');
});
