import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../src/assessment/assess.ts';
import type { Assessment } from '../src/assessment/assessment.ts';
import { buildCluster } from '../src/collect/kubernetes/build-cluster.ts';
import { kindNamed } from '../src/collect/kubernetes/dumps/built-in-kinds.ts';
import { readDump } from '../src/collect/kubernetes/dumps/read-dump.ts';
import { isRaw, type Raw } from '../src/collect/objects/fields.ts';
import { namespaceOf } from '../src/collect/objects/scope.ts';
import type { Estate } from '../src/estate/estate.ts';
import { groupOf } from '../src/estate/identity.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { clusterOf } from './support/cluster-of.ts';
import { testTime } from './support/estate-of.ts';

// The same objects, told by a cluster and by dumps of it: a dump knows less, so it may say less, and never anything better or anything else.

const examples = join(import.meta.dirname, '../examples');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-dumps-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The objects of an example as an API server gives them. */
function liveObjects(example: string): Raw[] {
  const files = readdirSync(join(examples, example), { recursive: true, encoding: 'utf8' });
  const documents = files
    .filter((file) => file.endsWith('.yaml') && !/kubecompass\.yaml$|kustomization|values|Chart|templates/.test(file))
    .flatMap((file) => loadAll(readFileSync(join(examples, example, file), 'utf8')));
  const objects = documents.filter(
    (one): one is Raw => isRaw(one) && typeof one['kind'] === 'string' && isRaw(one['metadata']),
  );
  const live = objects.map((one, index): Raw => {
    const metadata = one['metadata'] as Raw;
    const [apiVersion, kind] = [String(one['apiVersion']), String(one['kind'])];
    const isNamespaced = namespaceOf(apiVersion, kind, 'x') !== '';
    const namespace = isNamespaced ? (metadata['namespace'] ?? 'default') : undefined;
    // Not every dump holds the namespaces, and reading a tier of them is outside of the law.
    const labels = kind === 'Namespace' ? {} : metadata['labels'];
    return { ...one, metadata: { ...metadata, labels, namespace, uid: `uid-${index}`, resourceVersion: '1' } };
  });
  // Copies of one object for several clusters: a cluster holds one of them.
  const once = new Map(live.map((one) => [JSON.stringify([one['kind'], one['apiVersion'], nameOf(one)]), one]));
  return [...once.values()];
}

const nameOf = ({ metadata }: Raw): { name: string; namespace: string | null } => {
  const { name, namespace } = metadata as Raw;
  return { name: String(name), namespace: typeof namespace === 'string' ? namespace : null };
};

function kubectlGet(objects: readonly Raw[]): Record<string, unknown> {
  return { 'all.json': { apiVersion: 'v1', kind: 'List', items: objects } };
}

function clusterInfoDump(objects: readonly Raw[]): Record<string, unknown> {
  const files: Record<string, unknown> = { 'nodes.json': { kind: 'NodeList', apiVersion: 'v1', items: [] } };
  const namespaces = new Set(objects.flatMap((one) => nameOf(one).namespace ?? []));
  for (const namespace of namespaces)
    for (const [file, kind] of [
      ['pods', 'Pod'],
      ['services', 'Service'],
      ['deployments', 'Deployment'],
      ['daemonsets', 'DaemonSet'],
    ] as const)
      files[`${namespace}/${file}.json`] = {
        kind: `${kind}List`,
        apiVersion: kind.endsWith('t') ? 'apps/v1' : 'v1',
        items: objects.filter((one) => one['kind'] === kind && nameOf(one).namespace === namespace),
      };
  return files;
}

function sonobuoy(objects: readonly Raw[]): Record<string, unknown> {
  const namespaces = [...new Set(objects.flatMap((one) => nameOf(one).namespace ?? []))];
  const asked = [
    'pods',
    'services',
    'deployments',
    'statefulsets',
    'daemonsets',
    'poddisruptionbudgets',
    'networkpolicies',
    'serviceaccounts',
  ];
  const lists: Record<string, Raw[]> = {};
  const files: Record<string, unknown> = {
    'serverversion.json': { gitVersion: 'v1.37.2' },
    'meta/config.json': { Filters: { Namespaces: '.*', LabelSelector: '' } },
    'meta/query-time.json': [
      { queryobj: 'namespaces' },
      ...namespaces.flatMap((namespace) => asked.map((queryobj) => ({ queryobj, namespace }))),
    ],
  };
  for (const one of objects) {
    const { namespace } = nameOf(one);
    const { resource, version } = kindNamed(groupOf(String(one['apiVersion'])), String(one['kind']));
    if (namespace === null ? resource !== 'namespaces' : !asked.includes(resource)) continue;
    const path = `resources/${namespace === null ? 'cluster' : `ns/${namespace}`}/${groupOf(String(one['apiVersion'])) || 'core'}_${version}_${resource}.json`;
    lists[path] = [...(lists[path] ?? []), one];
  }
  return { ...files, ...lists };
}

function judge(estate: Estate): Assessment {
  return assess(estate, undeclaredPolicy, { version: 'test', rethrow: true, all: true });
}

const keysOf = ({ findings }: Assessment, ...verdicts: readonly string[]): Set<string> =>
  new Set(
    findings
      .filter(({ verdict }) => verdicts.includes(verdict))
      .map(({ criterion, verdict, subject: { kind, namespace, name }, reason }) =>
        [
          criterion,
          ['pass', 'notApplicable'].includes(verdict) ? 'met' : reason,
          kind,
          namespace,
          kind === 'Cluster' ? '' : name,
        ].join(' '),
      ),
  );

describe.each(['council', 'bank'])('dumps of a cluster that holds %s', (example) => {
  const objects = liveObjects(example);
  const whole = judge(clusterOf(objects));

  test.each([
    ['kubectl get', kubectlGet],
    ['kubectl cluster-info dump', clusterInfoDump],
    ['Sonobuoy', sonobuoy],
  ])('%s says nothing that the cluster does not say, and passes nothing else', async (format, write) => {
    const root = join(folder, example, format);
    for (const [path, value] of Object.entries(write(objects))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), JSON.stringify(value));
    }
    const builder = buildCluster('snapshot');
    for (const record of (await readDump(root, testTime)) ?? []) builder.take(record);
    const told = judge(builder.finish());
    const others = (...verdicts: readonly string[]): string[] => {
      const before = keysOf(whole, ...verdicts, 'notApplicable');
      return [...keysOf(told, ...verdicts)].filter((key) => !before.has(key));
    };
    expect(keysOf(whole, 'pass').size).toBeGreaterThan(0);
    expect(others('pass')).toEqual([]);
    expect(others('fail', 'partial')).toEqual([]);
  });
});
