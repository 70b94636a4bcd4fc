import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import type { Estate } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import { gapsOf, seenIn } from '../../estate/seen.ts';

const deployment = (name: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: bank}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: app}]}}}
`;
const budget =
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ledger, namespace: bank}\nspec: {}\n';
const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ledger, namespace: bank}\nspec: {replicas: 5}\n';

function workloadsOf({ facts }: Estate): string[] {
  return facts.workloads.items.map(({ name }) => name);
}

/** The sources that were left, in short: `prod/kustomization.yaml: a kustomization of …`. */
function left({ unreadSources }: Estate): string[] {
  return unreadSources.map(({ file, message }) => `${file}: ${message.replace(/ is not rendered: .*/, '')}`);
}

/** The facts that miss what some gap names. */
function hidden({ facts }: Estate, detail = ''): string[] {
  const misses = (name: (typeof factNames)[number]): boolean =>
    [facts[name].seen.everywhere, ...Object.values(facts[name].seen.in)].some((seen) =>
      gapsOf(seen).some((gap) => gap.elsewhere !== true && gap.detail.includes(detail)),
    );
  return factNames.filter(misses);
}

const everyFact = factNames.filter((name) => name !== 'imageOverrides');

describe('a kustomization', () => {
  test('owns the files that it names, whatever the field, and nothing else', () => {
    const kustomization = `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [resource.yaml]
crds: [crd.yaml]
configurations: [configuration.yaml]
patchesStrategicMerge: [merge.yaml, "inline: |\\n  no file"]
patches: [{path: patch.yaml}, {patch: "- op: remove", target: {kind: Deployment}}]
patchesJson6902: [{path: json.yaml, target: {kind: Deployment, name: ledger}}]
replacements: [{path: replacement.yaml}, {source: {}, targets: []}]
openapi: {path: schema.json}
configMapGenerator: [{name: a, files: [content.yaml, key.yaml=keyed.yaml], envs: [env.yaml]}]
secretGenerator: [{name: b, files: [secret.yaml], env: old.yaml}]
`;
    const named = 'resource crd configuration merge patch json replacement content keyed env secret old'.split(' ');
    const files = Object.fromEntries(named.map((name) => [`${name}.yaml`, deployment(name)]));
    const estate = collected({
      ...files,
      'schema.json': '{}',
      'other.yaml': deployment('other'),
      'kustomization.yaml': kustomization,
    });
    expect(workloadsOf(estate)).toEqual(['other']);
    expect(left(estate)).toEqual(['kustomization.yaml: a kustomization of resource.yaml, crd.yaml and 11 more files']);
  });

  test.each(['resources', 'bases', 'components', 'validators'])(
    'uses those of its %s, which are none of their own then',
    (field) => {
      const estate = collected({
        'base/kustomization.yaml': 'resources: [a.yaml]',
        'base/a.yaml': deployment('a'),
        'prod/kustomization.yml': `${field}: [../base]`,
      });
      expect(left(estate)).toEqual(['prod/kustomization.yml: a kustomization of ../base/a.yaml']);
      expect(workloadsOf(estate)).toEqual([]);
    },
  );

  test('that two use is a part of both', () => {
    const estate = collected({
      'base/Kustomization': 'resources: [a.yaml]',
      'base/a.yaml': deployment('a'),
      'dev/kustomization.yaml': 'resources: [../base]',
      'prod/kustomization.yaml': 'resources: [../base/]',
    });
    expect(left(estate)).toEqual([
      'dev/kustomization.yaml: a kustomization of ../base/a.yaml',
      'prod/kustomization.yaml: a kustomization of ../base/a.yaml',
    ]);
  });

  test('that uses itself, or one that uses it, is one source all the same', () => {
    const estate = collected({
      'self/kustomization.yaml': 'resources: [., a.yaml]',
      'self/a.yaml': deployment('a'),
      'x/kustomization.yaml': 'resources: [../y]',
      'y/kustomization.yaml': 'resources: [../x]',
      'z/kustomization.yaml': 'resources: [../x]',
      'ring/1/kustomization.yaml': 'resources: [../2]',
      'ring/2/kustomization.yaml': 'resources: [../1, b.yaml]',
      'ring/2/b.yaml': deployment('b'),
    });
    expect(left(estate)).toEqual([
      'ring/1/kustomization.yaml: a kustomization of ../2/b.yaml',
      'self/kustomization.yaml: a kustomization of a.yaml',
      'z/kustomization.yaml: a kustomization without files of its own',
    ]);
  });

  test('of kind Component that nothing uses is only listed', () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n';
    const estate = collected({
      'c/kustomization.yaml': component,
      'c/a.yaml': deployment('a'),
      'b.yaml': deployment('b'),
    });
    expect(left(estate)).toEqual(['c/kustomization.yaml: a component of a.yaml, which no kustomization here uses']);
    expect(estate.unreadSources).toMatchObject([{ type: 'component' }]);
    expect(workloadsOf(estate)).toEqual(['b']);
    expect(hidden(estate)).toEqual([]);
  });

  test('of kind Component that another one uses belongs to that', () => {
    const estate = collected({
      'c/kustomization.yaml': 'kind: Component\nresources: [a.yaml]\n',
      'c/a.yaml': deployment('a'),
      'kustomization.yaml': 'components: [c]',
    });
    expect(left(estate)).toEqual(['kustomization.yaml: a kustomization of c/a.yaml']);
  });

  test('hides what the kinds in its files may become, Secrets and names of namespaces, and no more', () => {
    const flow = `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: flow, namespace: bank}, spec: {}}`;
    const files = { 'kustomization.yaml': 'resources: [a.yaml, b.json, c.yaml]\npatches: [{path: patch.yaml}]\n' };
    const estate = collected({
      ...files,
      'a.yaml': flow,
      'b.json': '{"apiVersion":"v1","kind":"ServiceList","items":[{"metadata":{"name":"x"}}]}',
      'c.yaml': 'apiVersion: ledger.bank.example/v1\nkind: Ledger\nmetadata: {name: main}\n',
      'patch.yaml': patch,
    });
    expect(hidden(estate)).toEqual([
      'namespaces',
      'disruptionBudgets',
      'services',
      'credentialCarriers',
      'podMakers',
      'exposedServices',
    ]);
    expect(gapsOf(estate.facts.disruptionBudgets.seen.everywhere)).toMatchObject([
      { gap: 'not-collected', place: '', suppliedBy: 'rendering' },
    ]);
  });

  test('may set the images of its own objects only', () => {
    const estate = collected({
      'kustomization.yaml': 'resources: [a.yaml]\nimages: [{name: app, newTag: "2"}]\n',
      'a.yaml': deployment('a'),
    });
    expect(estate.facts.imageOverrides).toEqual({ items: [], seen: { everywhere: { state: 'complete' }, in: {} } });
  });

  test.each([
    ['a remote base', 'resources: ["https://github.com/bank/base?ref=v1"]'],
    ['a missing file', 'resources: [gone.yaml]'],
    ['a folder without a kustomization', 'resources: [plain]'],
    ['what lies outside of the folder', 'resources: [../outside.yaml]'],
    ['an absolute path', 'resources: [/etc/hosts]'],
    ['a path that cannot be one', 'resources: ["a\\0b"]'],
    ['a chart', 'helmCharts: [{name: ledger, repo: "https://charts.bank.example"}]'],
    ['a chart in the old words', 'helmChartInflationGenerator: [{chartName: ledger}]'],
    ['a generator', 'generators: [generator.yaml]'],
    ['a transformer', 'transformers: [transformer.yaml]'],
    ['nothing at all', ''],
    ['text', 'just text'],
    ['two documents', 'resources: []\n---\nresources: []\n'],
  ])('with %s hides everything', (_name, kustomization) => {
    const estate = collected({
      'kustomization.yaml': kustomization,
      'plain/a.yaml': deployment('a'),
      'generator.yaml': 'kind: Generator',
      'transformer.yaml': 'kind: Transformer',
    });
    expect(hidden(estate)).toEqual(everyFact);
    expect(left(estate)).toEqual([expect.stringContaining('which also takes what cannot be seen here')]);
  });

  test('that cannot be read hides everything, and is listed with the place of the mistake', () => {
    const estate = collected({
      'prod/kustomization.yaml': 'resources:\n- a.yaml\n namespace: }',
      'prod/a.yaml': budget,
    });
    expect(estate.unreadable).toMatchObject([{ file: 'prod/kustomization.yaml', line: 3 }]);
    expect(hidden(estate, 'which also takes')).toEqual(everyFact);
  });

  test('whose size is beyond the limit is listed, and hides everything', () => {
    const estate = collected(
      { 'kustomization.yaml': `resources: [a.yaml]\n# ${'x'.repeat(100)}\n`, 'b.yaml': 'a: 1' },
      { maxFileBytes: 100 },
    );
    expect(estate.unreadable).toMatchObject([
      { file: 'kustomization.yaml', message: expect.stringContaining('100 bytes (--max-file-size') as string },
    ]);
    expect(hidden(estate, 'which also takes')).toEqual(everyFact);
  });

  test('in a folder that has two hides everything: kustomize refuses them', () => {
    const estate = collected({
      'kustomization.yaml': 'resources: [a.yaml]',
      'kustomization.yml': 'resources: [a.yaml]',
      'a.yaml': deployment('a'),
    });
    expect(left(estate)).toEqual([
      'kustomization.yaml: a kustomization of a.yaml, which also takes what cannot be seen here,',
    ]);
    expect(estate.objects).toBe(0);
  });

  test('whose resources cannot be read says which, and hides what they may have held', () => {
    const estate = collected({
      'kustomization.yaml': 'resources: [a.yaml, b.yaml, c.yaml]',
      'a.yaml': `${deployment('a')}---\nkind: PodDisruptionBudget\nspec: }\n`,
      'b.yaml': new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
      'c.yaml': 'x: 1',
    });
    expect(estate.unreadable).toMatchObject([
      { file: 'a.yaml', line: 8 },
      { file: 'b.yaml', line: 1, message: expect.stringContaining('UTF-16') as string },
    ]);
    expect(hidden(estate, 'a.yaml:8')).toEqual(['disruptionBudgets', 'credentialCarriers', 'apiUses']);
    expect(hidden(estate, 'b.yaml:1')).toEqual(factNames);
  });

  test('takes what its GitOps objects bring, and the signs of a policy engine', () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a, namespace: bank}\nspec: {chart: {spec: {chart: a}}}\n';
    const definition =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {group: cilium.io}\n';
    const none = definition.replace('cilium.io', 'bank.example');
    expect(hidden(collected({ 'kustomization.yaml': 'resources: [a.yaml]', 'a.yaml': release }))).toEqual(
      expect.arrayContaining(['workloads', 'networkPolicies']),
    );
    expect(hidden(collected({ 'kustomization.yaml': 'resources: [a.yaml]', 'a.yaml': definition }))).toContain(
      'otherNetworkPolicies',
    );
    expect(hidden(collected({ 'kustomization.yaml': 'resources: [a.yaml]', 'a.yaml': none }))).not.toContain(
      'otherNetworkPolicies',
    );
  });

  test('is not what Flux calls so', () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {path: ./apps}\n';
    const estate = collected({
      'clusters/kustomization.yaml': flux,
      'apps/a.yaml': deployment('a'),
      'b/kustomization.yaml': 'resources: [../clusters]',
    });
    expect(left(estate)).toEqual([
      'b/kustomization.yaml: a kustomization without files of its own, which also takes what cannot be seen here,',
    ]);
    expect(estate.objects).toBe(2);
  });

  test('with fields of the wrong type is still one', () => {
    const kustomization =
      'resources: {a: 1}\ncomponents: text\npatches: [1, text, {path: 5}]\nconfigMapGenerator: [{files: 7, envs: [null]}]\nhelmCharts: {}\n';
    const estate = collected({ 'kustomization.yaml': kustomization, 'a.yaml': deployment('a') });
    expect(left(estate)).toEqual([
      'kustomization.yaml: a kustomization without files of its own, which also takes what cannot be seen here,',
    ]);
    expect(workloadsOf(estate)).toEqual(['a']);
  });

  test.each([
    ['resources', '{a.yaml: 1}'],
    ['resources', 'a.yaml'],
    ['components', '[5]'],
    ['helmCharts', 'text'],
  ])('whose %s are %s may bring anything', (field, value) => {
    for (const raw of [false, true]) {
      const estate = collected({ 'kustomization.yaml': `${field}: ${value}\n`, 'a.yaml': deployment('a') }, { raw });
      expect(hidden(estate, 'kustomization.yaml')).toEqual(everyFact);
    }
  });
});

describe('a chart', () => {
  const chart = 'apiVersion: v2\nname: ledger\nversion: 1.0.0\n';

  test('owns everything below its folder, other charts and kustomizations too', () => {
    const estate = collected({
      'app/Chart.yaml': chart,
      'app/templates/a.yaml': '{{ if .Values.on }}\nkind: Deployment\n{{ end }}',
      'app/charts/sub/Chart.yaml': chart,
      'app/k/kustomization.yaml': 'resources: [b.yaml]',
      'app/k/b.yaml': deployment('b'),
      'apple/c.yaml': deployment('c'),
    });
    expect(left(estate)).toEqual(['app/Chart.yaml: the chart ledger']);
    expect(workloadsOf(estate)).toEqual(['c']);
    expect(estate.unreadable).toEqual([]);
  });

  test('that lies where a kustomization looks for it belongs to that, and any other is a source of its own', () => {
    const estate = collected({
      'kustomization.yaml': 'resources: [a.yaml]\nhelmCharts: [{name: ledger, valuesFile: values.yaml}]',
      'a.yaml': deployment('a'),
      'values.yaml': 'kind: DaemonSet\napiVersion: v1\n',
      'charts/ledger/Chart.yaml': chart,
      'charts/other/Chart.yaml': chart,
    });
    expect(left(estate)).toEqual([
      'charts/other/Chart.yaml: the chart ledger',
      'kustomization.yaml: a kustomization of a.yaml, values.yaml, which also takes what cannot be seen here,',
    ]);
    expect(estate.objects).toBe(0);
  });

  test('holds a kustomization that one outside may use', () => {
    const estate = collected({
      'app/Chart.yaml': chart,
      'app/k/kustomization.yaml': 'resources: [b.yaml]',
      'app/k/b.yaml': budget,
      'prod/kustomization.yaml': 'resources: [../app/k]',
    });
    expect(left(estate)[1]).toBe('prod/kustomization.yaml: a kustomization of ../app/k/b.yaml');
    expect(hidden(estate, 'prod/')).toContain('disruptionBudgets');
  });

  test('that is a library makes nothing by itself', () => {
    const estate = collected({ 'lib/Chart.yaml': `${chart}type: library\n`, 'a.yaml': deployment('a') });
    expect(left(estate)).toEqual(['lib/Chart.yaml: the chart ledger']);
    expect(hidden(estate)).toEqual([]);
  });

  test('that cannot be read is listed as unreadable, too', () => {
    const estate = collected({ 'app/Chart.yaml': 'name: [}', 'app/values.yaml': 'a: [}' });
    expect(estate.unreadable).toMatchObject([
      { file: 'app/Chart.yaml', line: 1 },
      { file: 'app/values.yaml', line: 1 },
    ]);
    expect(left(estate)).toEqual(['app/Chart.yaml: the chart app']);
  });

  test.each([
    ['of its name', 'name: cilium\n'],
    ['that it depends on', 'name: network\ndependencies: [{name: calico, version: "3"}]\n'],
  ])('%s can be a sign of a policy engine', (_name, yaml) => {
    const estate = collected({ 'charts/x/Chart.yaml': yaml });
    expect(gapsOf(estate.facts.otherNetworkPolicies.seen.everywhere)[0]?.detail).toMatch(
      /^the (cilium|calico) chart points to/,
    );
  });
});

describe('--raw reads the files of sources as they are, and says so', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [a.yaml]\nimages: [{name: app, newTag: "2"}]\n',
    'base/a.yaml': deployment('ledger'),
    'prod/kustomization.yaml':
      'resources: [../base]\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: x, files: [content.json]}]',
    'prod/patch.yaml': patch,
    'prod/content.json': 'no JSON, but kind: of text',
    'app/Chart.yaml': 'name: app\nversion: 1.0.0\n',
    'app/templates/b.yaml': deployment('b'),
    'app/templates/c.yaml': 'kind: Deployment\nspec: {{ .Values.spec }}\n',
    'broken/kustomization.yaml': 'resources: [}',
  };

  test('but for patches, which are no objects', () => {
    const estate = collected(files, { raw: true });
    expect(workloadsOf(estate)).toEqual(['b']);
    expect(estate.facts.imageOverrides.items).toMatchObject([{ image: 'app' }]);
    expect(estate.unreadSources).toEqual([
      {
        file: 'prod/kustomization.yaml',
        type: 'kustomization',
        message:
          'a kustomization changes Deployment ledger (patches); that is applied only where kubectl or kustomize is on the PATH, and not with --raw',
      },
    ]);
    expect(estate.assumptions).toContain(
      'the files of kustomizations and charts are read as they are, in the namespace that is set for them, and patches are left out (--raw)',
    );
  });

  test('and what cannot be read of them is listed once', () => {
    expect(collected(files, { raw: true }).unreadable).toMatchObject([
      { file: 'app/templates/c.yaml', line: 2 },
      { file: 'broken/kustomization.yaml', line: 1 },
    ]);
  });

  test.each<[string, string]>([
    ['a remote base', 'resources: [a.yaml, "https://github.com/bank/base//deploy"]'],
    ['what lies outside', 'resources: [a.yaml, ../../elsewhere]'],
    ['a file that is missing', 'resources: [a.yaml, gone.yaml]'],
    ['a chart', 'resources: [a.yaml]\nhelmCharts: [{name: cilium}]'],
    ['a generator', 'resources: [a.yaml]\ngenerators: [{kind: Generator}]'],
  ])('and what a kustomization takes from elsewhere is a named gap: %s', (_name, kustomization) => {
    const estate = collected({ 'x/kustomization.yaml': kustomization, 'x/a.yaml': deployment('a') }, { raw: true });
    expect(workloadsOf(estate)).toEqual(['a']);
    expect(left(estate)).toEqual([
      expect.stringMatching(/^x\/kustomization.yaml: a kustomization takes what cannot be seen here/),
    ]);
    expect(hidden(estate, 'x/kustomization.yaml')).toEqual(everyFact);
  });

  test('and a namespace that all of it lands in narrows what a remote base hides', () => {
    const remote = 'resources: [a.yaml, "https://github.com/bank/base//deploy"]\n';
    const seen = (kustomization: string, fact: FactName, namespace: string, raw = true): string =>
      seenIn(
        collected({ 'x/kustomization.yaml': kustomization, 'x/a.yaml': deployment('a') }, { raw }).facts[fact].seen,
        namespace,
      ).state;
    const stated = `${remote}namespace: shop\n`;
    for (const raw of [true, false]) {
      expect(seen(stated, 'disruptionBudgets', 'shop', raw)).toBe('partial');
      expect(seen(stated, 'disruptionBudgets', '(not stated)', raw)).toBe('partial');
      expect(seen(stated, 'disruptionBudgets', 'other', raw)).toBe('complete');
      // Objects that lie in no namespace stay anywhere.
      expect(seen(stated, 'roles', 'other', raw)).toBe('partial');
      expect(seen(stated, 'namespaces', 'other', raw)).toBe('partial');
      // Whatever runs after it may set another one.
      expect(seen(`${stated}transformers: [a.yaml]\n`, 'disruptionBudgets', 'other', raw)).toBe('partial');
      expect(seen(remote, 'disruptionBudgets', 'other', raw)).toBe('partial');
    }
  });

  test('and so does the namespace of each kustomization that uses one with a remote base, and what its files say', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [a.yaml, "https://github.com/bank/base//deploy"]\n',
      'base/a.yaml': deployment('a').replace('namespace: bank', 'namespace: own'),
      'dev/kustomization.yaml': 'resources: [../base]\nnamespace: dev\n',
      'prod/kustomization.yaml': 'resources: [../base]\nnamespace: prod\n',
    };
    const states = (all: Record<string, string>): string[] =>
      ['dev', 'prod', 'own', 'other'].map(
        (namespace) => seenIn(collected(all, { raw: true }).facts.disruptionBudgets.seen, namespace).state,
      );
    expect(states(files)).toEqual(['partial', 'partial', 'partial', 'complete']);
    expect(states({ ...files, 'test/kustomization.yaml': 'resources: [../base]\n' })).toEqual(Array(4).fill('partial'));
  });

  test('and a kustomization that cannot be parsed hides all that it may bring', () => {
    for (const broken of ['resources: [a.yaml', 'apiVersion: v1\nkind: ConfigMap\nresources: [']) {
      const estate = collected({ 'x/kustomization.yaml': broken, 'x/a.yaml': deployment('a') }, { raw: true });
      expect(estate.unreadable).toHaveLength(1);
      expect(hidden(estate, 'x/kustomization.yaml')).toEqual(factNames);
    }
  });

  test('and so are the charts that a chart depends on, which may be a sign of a policy engine', () => {
    const files = {
      'app/Chart.yaml': 'name: app\ndependencies: [{name: cilium, repository: "https://helm.cilium.io"}]\n',
      'app/templates/b.yaml': deployment('b'),
    };
    const estate = collected(files, { raw: true });
    expect(left(estate)).toEqual(['app/Chart.yaml: the chart app depends on charts that its files do not hold']);
    expect(hidden(estate, 'app/Chart.yaml')).toContain('networkPolicies');
    expect(hidden(estate, 'the cilium chart')).toEqual(['otherNetworkPolicies']);
    const named = collected({ ...files, 'app/Chart.yaml': 'name: cilium\n' }, { raw: true });
    expect(left(named)).toEqual([]);
    expect(hidden(named, 'the cilium chart')).toEqual(['otherNetworkPolicies']);
  });

  test('and says nothing where there is none', () => {
    expect(collected({ 'a.yaml': deployment('a') }, { raw: true }).assumptions).toEqual([
      expect.stringContaining('no network policies'),
    ]);
  });
});

describe('F41 a JSON-patch list beside manifests', () => {
  const list = '- op: replace\n  path: /spec/replicas\n  value: 5\n';

  test('is no manifest, and the rest is judged', () => {
    const estate = collected({
      'a.yaml': deployment('a'),
      'patch.yaml': list,
      'patch.json': '[{"op":"remove","path":"/spec"}]',
    });
    expect(workloadsOf(estate)).toEqual(['a']);
    expect(estate).toMatchObject({ otherDocuments: 2, unreadable: [] });
  });

  test('belongs to its kustomization, as does a strategic-merge patch', () => {
    const kustomization =
      'resources: [a.yaml]\npatchesJson6902: [{path: list.yaml, target: {kind: Deployment, name: ledger}}]\npatchesStrategicMerge: [patch.yaml]\n';
    const files = {
      'kustomization.yaml': kustomization,
      'a.yaml': deployment('ledger'),
      'list.yaml': list,
      'patch.yaml': patch,
    };
    expect(collected(files)).toMatchObject({ objects: 0, otherDocuments: 0 });
    const raw = collected(files, { raw: true });
    expect(raw.facts.workloads.items).toEqual([]);
    expect(raw.unreadSources).toMatchObject([{ message: expect.stringContaining('(patches') }]);
    expect(raw.conflicts).toEqual([]);
  });
});
