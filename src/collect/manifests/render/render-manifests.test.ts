import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Estate } from '../../../estate/estate.ts';
import { testTime } from '../../../../test/support/estate-of.ts';
import { collectManifests } from '../collect-manifests.ts';
import { defaultMaxFileBytes, openInput } from '../open-input.ts';
import { findTool } from './find-tool.ts';
import type { Rendering } from './rendering.ts';
import { renderManifests } from './render-manifests.ts';

const path = process.env['PATH'];
const hasKustomize = findTool('kubectl', path) !== null || findTool('kustomize', path) !== null;
const hasHelm = findTool('helm', path) !== null;
let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

function lay(files: Readonly<Record<string, string>>): void {
  root = mkdtempSync(join(tmpdir(), 'kubecompass-sources-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const options = {
  authority: 'default',
  raw: false,
  now: testTime,
  maxFileBytes: defaultMaxFileBytes,
  stdin: null,
} as const;

async function collect(files: Readonly<Record<string, string>>, on: string | undefined = path): Promise<Estate> {
  lay(files);
  const renderings = await renderManifests(openInput([root], options), { path: on }, () => undefined);
  return collectManifests([root], { ...options, renderings });
}

const relative = (file: string): string => file.replace(`${root}/`, '');
const workloadsOf = ({ facts }: Estate): string[] =>
  facts.workloads.items.map(
    ({ namespace, name, places, origin }) =>
      `${namespace}/${name} in ${places.join()} from ${relative(origin.file)}:${origin.line}`,
  );
const leftOf = ({ unreadSources }: Estate): string[] =>
  unreadSources.map(({ file, message }) => `${relative(file)} ${message}`);

const deployment = (image = 'registry.bank.example/web:1'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "${image}"}]}
`;

const overlays = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': `# the web\n---\n${deployment()}`,
  'dev/kustomization.yaml': 'resources: [../base]\nnamespace: dev\nnamePrefix: my-\n',
  'prod/kustomization.yaml': 'resources: [../base]\nnamespace: prod\nreplicas: [{name: web, count: 3}]\n',
};

describe('without a program on the PATH', () => {
  test('sources are gaps that say which one is missing', async () => {
    const estate = await collect(
      { ...overlays, 'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\napiVersion: v2\n' },
      '',
    );
    expect(workloadsOf(estate)).toEqual([]);
    expect(leftOf(estate)).toEqual([
      'chart/Chart.yaml the chart shop is not rendered: helm is not on the PATH; `helm template` writes manifests that can be read',
      expect.stringContaining('is not rendered: neither kubectl nor kustomize is on the PATH; `kustomize build`'),
      expect.stringContaining('neither kubectl nor kustomize is on the PATH'),
    ]);
  });
});

test.each<[string, Rendering, string]>([
  [
    'text that cannot be read',
    { text: 'kind: Deployment\napiVersion: apps/v1\nmetadata: {name: [}\n', by: 'test' },
    'unreadable',
  ],
  [
    'an object that the API server refuses',
    { text: deployment().replace('replicas: 2', 'replicas: two'), by: 'test' },
    'unreadable',
  ],
])('%s makes a rendered source incomplete', (_name, rendering) => {
  lay({ 'prod/kustomization.yaml': 'resources: []\n' });
  const estate = collectManifests([root], {
    ...options,
    renderings: { own: new Map([[join(root, 'prod/kustomization.yaml'), rendering]]), applied: [] },
  });
  expect(estate.unreadable.map(({ file }) => relative(file))).toEqual(['prod/kustomization.yaml']);
  expect(estate.facts.workloads.seen.everywhere.state).toBe('partial');
});

test('what is refused is told where it stands in the file that kustomize took it from', () => {
  lay({ 'prod/kustomization.yaml': 'resources: [web.yaml]\n', 'prod/web.yaml': `# the web\n---\n${deployment()}` });
  const text = deployment().replace('replicas: 2', 'replicas: two').replace('name: web}', 'name: my-web}');
  const estate = collectManifests([root], {
    ...options,
    texts: new Map(),
    renderings: { own: new Map([[join(root, 'prod/kustomization.yaml'), { text, by: 'test' }]]), applied: [] },
  });
  expect(estate.unreadable.map(({ file, line, column }) => [relative(file), line, column])).toEqual([
    ['prod/web.yaml', 7, 3],
  ]);
});

test('what stands in no file is told of the kustomization that makes it, and not of the one that uses that', () => {
  const made = (name: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\nimmutable: perhaps\n`;
  const makes = (...names: string[]): string =>
    `secretGenerator: [${names.map((name) => `{name: ${name}, literals: [a=b]}`).join()}]\n`;
  lay({
    'kustomization.yaml': 'resources: [one, two, three]\n',
    'one/kustomization.yaml': makes('web', 'both'),
    'two/kustomization.yaml': makes('web-db', 'both'),
    'three/kustomization.yaml': 'configMapGenerator: [{name: other, literals: [a=b]}]\n',
  });
  const text = ['my-web-2k4', 'my-web-db-5h7', 'my-both-1', 'my-other-1'].map(made).join('---\n');
  const estate = collectManifests([root], {
    ...options,
    renderings: { own: new Map([[join(root, 'kustomization.yaml'), { text, by: 'test' }]]), applied: [] },
  });
  expect(estate.unreadable.map(({ file }) => relative(file)).toSorted()).toEqual([
    'kustomization.yaml',
    'kustomization.yaml',
    'one/kustomization.yaml',
    'two/kustomization.yaml',
  ]);
});

test('a Namespace that kustomize names after the namespace that is set stands where it is written', () => {
  const written = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
  lay({
    'kustomization.yaml': 'resources: [one, two, three]\n',
    'one/kustomization.yaml': 'namespace: one\nresources: [namespace.yaml]\n',
    'one/namespace.yaml': written('_'),
    'two/kustomization.yaml': 'namespace: two\nresources: [namespace.yaml]\n',
    'two/namespace.yaml': `# renamed\n---\n${written('_')}`,
    'three/kustomization.yaml': 'resources: [namespace.yaml]\n',
    'three/namespace.yaml': written('three'),
  });
  const text = ['one', 'two', 'three', 'one-by-a-generator'].map(written).join('---\n');
  const estate = collectManifests([root], {
    ...options,
    renderings: { own: new Map([[join(root, 'kustomization.yaml'), { text, by: 'test' }]]), applied: [] },
  });
  expect(
    estate.facts.namespaces.items.map(({ name, origin: { file, line } }) => `${name} ${relative(file)}:${line}`),
  ).toEqual([
    'one one/namespace.yaml:1',
    'one-by-a-generator kustomization.yaml:1',
    'three three/namespace.yaml:1',
    'two two/namespace.yaml:3',
  ]);
});

test('the files of what was rendered count as read, each once; those of what was not do not', () => {
  lay({
    ...overlays,
    'shop/Chart.yaml': 'name: shop\nversion: 1.0.0\napiVersion: v2\n',
    'shop/values.yaml': 'image: web\n',
    'shop/templates/web.yaml': '{{ .Values.image }}\n',
  });
  const filesWith = (...rendered: string[]): number =>
    collectManifests([root], {
      ...options,
      renderings: {
        own: new Map(rendered.map((file) => [join(root, file), { text: deployment(), by: 'test' }])),
        applied: [],
      },
    }).files;
  expect(filesWith()).toBe(0);
  expect(filesWith('dev/kustomization.yaml')).toBe(3);
  expect(filesWith('dev/kustomization.yaml', 'prod/kustomization.yaml', 'shop/Chart.yaml')).toBe(7);
});

describe.skipIf(!hasKustomize)('kustomizations (skipped where neither kubectl nor kustomize is on the PATH)', () => {
  test('each that no other one uses is a place, and evidence points at the file that its objects come from', async () => {
    const estate = await collect(overlays);
    expect(workloadsOf(estate)).toEqual([
      'dev/my-web in dev from base/web.yaml:3',
      'prod/web in prod from base/web.yaml:3',
    ]);
    expect(estate.facts.workloads.items.map(({ replicas }) => replicas)).toEqual([2, 3]);
    expect(leftOf(estate)).toEqual([]);
    expect(estate.facts.workloads.seen.everywhere.state).toBe('complete');
  });

  test('credentials are found in the files, once, and not in what they are rendered to', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: Tr0ub4dor-zebra-9}\n';
    const estate = await collect({
      ...overlays,
      'base/kustomization.yaml': 'resources: [web.yaml, db.yaml]\n',
      'base/db.yaml': secret,
    });
    const found = estate.facts.credentialCarriers.items.filter(({ credentials }) => credentials.length > 0);
    expect(found.map(({ kind, name, origin }) => `${kind}/${name} ${relative(origin.file)}`)).toEqual([
      'Secret/db base/db.yaml',
    ]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a remote base',
      { 'kustomization.yaml': 'resources: ["https://me:zebra@github.com/acme/base//app?ref=v1"]\n' },
      /takes https:\/\/github\.com\/acme\/base\/\/app from elsewhere, and nothing is fetched/,
    ],
    [
      'a remote file below a base',
      {
        'prod/kustomization.yaml': 'resources: [../base]\n',
        'base/kustomization.yaml': 'resources: ["https://bank.example/v1/install.yaml"]\n',
      },
      /takes https:\/\/bank\.example\/v1\/install\.yaml from elsewhere, and nothing is fetched/,
    ],
    [
      'a file that is not there',
      { 'kustomization.yaml': 'resources: [absent.yaml]\n' },
      /takes absent\.yaml, which is not there/,
    ],
    [
      'a chart',
      { 'kustomization.yaml': 'helmCharts: [{name: cilium, repo: "https://helm.cilium.io", version: 1.0.0}]\n' },
      /renders a chart that does not lie beside it, and nothing is fetched/,
    ],
  ])('%s is a gap that says why', async (_name, files, message) => {
    const [left, ...others] = leftOf(await collect(files));
    expect(left).toMatch(message);
    expect(left).not.toContain('zebra');
    expect(others).toEqual([]);
  });
});

describe.skipIf(!hasHelm)('charts (skipped where helm is not on the PATH)', () => {
  const chart = {
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'shop/values.yaml': 'tag: "1.4"\n',
    'shop/templates/web.yaml': deployment('registry.bank.example/web:{{ .Values.tag }}').replace(
      '{name: web}',
      '{name: web, namespace: "{{ .Release.Namespace }}"}',
    ),
  };

  test('are rendered with their own values, and their release has no namespace', async () => {
    const estate = await collect(chart);
    expect(workloadsOf(estate)).toEqual(['(not stated)/web in shop from shop/templates/web.yaml:1']);
    expect(estate.assumptions).toContain('charts are installed with their own values');
    expect(estate.facts.workloads.items[0]?.pod.containers[0]?.image).toBe('registry.bank.example/web:1.4');
  });

  test('whose dependencies are missing are gaps that say which', async () => {
    const dependency = `${chart['shop/Chart.yaml']}dependencies: [{name: common, version: 1.0.0, repository: "https://charts.example"}]\n`;
    expect(leftOf(await collect({ ...chart, 'shop/Chart.yaml': dependency }))).toEqual([
      'shop/Chart.yaml the chart shop is not rendered: its dependencies are not in charts/ (common): helm dependency build fetches them',
    ]);
  });
});
