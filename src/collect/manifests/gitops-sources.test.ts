import { describe, expect, test } from 'vitest';
import { chartMayHold } from './gitops-sources.ts';
import { collected } from '../../../test/support/collected.ts';
import type { Estate } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import { notStated } from '../../estate/identity.ts';
import { gapsOf, seenIn } from '../../estate/seen.ts';

const bare = (name: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: app}]}}}
`;

const object = (apiVersion: string, kind: string, spec: string, metadata = '{name: x, namespace: gitops}'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`;
const release = (spec: string, metadata?: string): string =>
  object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', spec, metadata);
const flux = (spec: string): string => object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', spec);
const application = (spec: string): string => object('argoproj.io/v1alpha1', 'Application', spec);
const applicationSet = (spec: string): string => object('argoproj.io/v1alpha1', 'ApplicationSet', spec);

function messages({ unreadSources }: Estate): string[] {
  return unreadSources.map(({ message }) => message);
}

/** The facts that miss something in a namespace. */
function hiddenIn({ facts }: Estate, namespace: string): FactName[] {
  return factNames.filter((name) =>
    gapsOf(seenIn(facts[name].seen, namespace)).some(({ suppliedBy }) => suppliedBy === 'other-repository'),
  );
}

/** Each workload with its namespace, by place. */
function landed({ facts }: Estate): string[] {
  return facts.workloads.items.map(({ name, namespace, places }) => `${places.join()} ${namespace}/${name}`).toSorted();
}

const everyFact = factNames.filter((name) => name !== 'imageOverrides');
const notCompanions = everyFact.filter(
  (name) => !['disruptionBudgets', 'autoscalers', 'services', 'volumeClaims'].includes(name),
);

describe('a source that is elsewhere is a gap for the namespace that it fills', () => {
  test.each<[string, string, string, string]>([
    [
      'a HelmRelease, in its own',
      release('{chart: {spec: {chart: ledger}}}'),
      'gitops',
      'HelmRelease x installs the chart ledger',
    ],
    [
      'a HelmRelease that says where',
      release('{targetNamespace: bank, chart: {spec: {chart: ledger}}}'),
      'bank',
      'HelmRelease x installs the chart ledger',
    ],
    [
      'a HelmRelease with a reference',
      release('{chartRef: {kind: OCIRepository, name: ledger}}'),
      'gitops',
      'HelmRelease x installs the chart ledger',
    ],
    [
      'a HelmRelease of k3s',
      object('helm.cattle.io/v1', 'HelmChart', '{targetNamespace: bank, chart: ledger}'),
      'bank',
      'HelmChart x installs the chart ledger',
    ],
    [
      'an Application of a chart',
      application('{destination: {namespace: bank}, source: {repoURL: u, chart: ledger}}'),
      'bank',
      'Application x applies the chart ledger',
    ],
  ])('%s', (_name, yaml, namespace, message) => {
    const estate = collected({ 'a.yaml': yaml });
    expect(messages(estate)).toEqual([expect.stringContaining(`${message}, which is not in the folder`)]);
    expect(hiddenIn(estate, namespace)).toEqual(notCompanions);
    expect(hiddenIn(estate, 'other')).toEqual([]);
    expect(estate.assumptions).toContain('charts that were not rendered hold companions of their own pods only');
  });

  test.each<[string, string, string, string]>([
    [
      'a Flux Kustomization',
      flux('{targetNamespace: bank, path: ./apps/bank}'),
      'bank',
      'Kustomization x applies ./apps/bank',
    ],
    [
      'an Application',
      application('{destination: {namespace: bank}, source: {repoURL: u, path: apps}}'),
      'bank',
      'Application x applies apps',
    ],
    [
      'an Application of several sources',
      application('{destination: {namespace: bank}, sources: [{ref: values}, {path: apps}, {chart: ledger}]}'),
      'bank',
      'Application x applies apps',
    ],
    [
      'an ApplicationSet',
      applicationSet('{template: {spec: {destination: {namespace: bank}, source: {path: apps}}}}'),
      'bank',
      'ApplicationSet x applies apps',
    ],
  ])('%s, which may bring anything', (_name, yaml, namespace, message) => {
    const estate = collected({ 'a.yaml': yaml });
    expect(messages(estate)).toEqual([`${message}, which is not in the folder`]);
    expect(hiddenIn(estate, namespace)).toEqual(everyFact);
    expect(hiddenIn(estate, 'other')).toEqual([]);
    expect(gapsOf(seenIn(estate.facts.workloads.seen, namespace))).toMatchObject([{ elsewhere: true }]);
  });

  test.each<[string, string, string]>([
    [
      'a HelmRelease of a repository that the folder holds',
      `${release('{chart: {spec: {chart: podinfo, version: 6.x, sourceRef: {kind: HelmRepository, name: pods}}}}')}---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: pods, namespace: gitops}
spec: {url: "https://user:secret@charts.example/pods"}
`,
      'helm template x podinfo --repo https://charts.example/pods --version 6.x --namespace gitops --values FILE',
    ],
    [
      'a HelmRelease of an artifact',
      `${release('{chartRef: {kind: OCIRepository, name: pods}, targetNamespace: bank}')}---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: pods}
spec: {url: "oci://ghcr.io/bank/podinfo", ref: {tag: "6.1"}}
`,
      'helm template x oci://ghcr.io/bank/podinfo --version 6.1 --namespace bank --values FILE',
    ],
    [
      'an Application of a registry',
      application(
        '{destination: {namespace: bank}, source: {repoURL: ghcr.io/bank, chart: podinfo, targetRevision: "6.1"}}',
      ),
      'helm template x oci://ghcr.io/bank/podinfo --version 6.1 --namespace bank --values FILE',
    ],
  ])('%s says how its manifests can be had', (_name, yaml, command) => {
    expect(messages(collected({ 'a.yaml': yaml }))).toEqual([
      expect.stringContaining(`, which is not in the folder; \`${command}\` writes manifests that can be kept there`),
    ]);
  });

  test('a set whose applications only Argo CD can tell says what it asks for, and how to give it', () => {
    const estate = collected({
      'a.yaml': applicationSet(
        '{generators: [{clusters: {}}], template: {metadata: {name: "{{name}}"}, spec: {destination: {namespace: bank}, source: {path: "apps/{{name}}"}}}}',
      ),
      'apps/dev/b.yaml': bare('b'),
    });
    expect(messages(estate)).toEqual([
      'ApplicationSet x applies apps/{{name}}; which Applications it makes cannot be told: its generator clusters asks for the clusters that Argo CD knows (`argocd cluster list`); `argocd appset generate FILE -o yaml` writes its Applications, which can be kept in the folder',
    ]);
    expect(hiddenIn(estate, 'bank')).toEqual(everyFact);
    expect(hiddenIn(estate, 'other')).toEqual([]);
  });

  test.each<[string, string]>([
    ['a Kustomization says no namespace', flux('{path: ./apps}')],
    ['an Application says none', application('{source: {path: apps}}')],
    [
      'the namespace is a template',
      applicationSet('{template: {spec: {destination: {namespace: "{{name}}"}, source: {path: apps}}}}'),
    ],
    ['the namespace is substituted', flux('{targetNamespace: "${NAMESPACE}", path: ./apps}')],
    [
      'a HelmRelease goes where is substituted',
      release('{targetNamespace: "${NAMESPACE}", chart: {spec: {chart: a}}}'),
    ],
    ['a HelmRelease states no namespace', release('{chart: {spec: {chart: a}}}', '{name: x}')],
  ])('where %s, for any', (_name, yaml) => {
    expect(hiddenIn(collected({ 'a.yaml': yaml }), 'other')).toEqual(expect.arrayContaining(notCompanions));
  });

  test.each<[string, string]>([
    ['HelmChart', object('helm.cattle.io/v1', 'HelmChart', '{chart: "https://bot:Zebra7@charts.example/app.tgz"}')],
    ['HelmRelease', release('{chart: {spec: {chart: "https://charts.example/app.tgz?token=Zebra7"}}}')],
    ['chartRef', release('{chartRef: {name: "oci://bot:Zebra7@charts.example/app"}}')],
    ['Kustomization', flux('{path: "https://bot:Zebra7@git.example/apps"}')],
    ['Application of a path', application('{source: {path: "https://bot:Zebra7@git.example/apps"}}')],
    ['Application of a chart', application('{source: {chart: "https://bot:Zebra7@git.example/apps"}}')],
  ])('and the address of its %s is told without its password', (_name, yaml) => {
    const estate = JSON.stringify(collected({ 'a.yaml': yaml }));
    expect(estate).toMatch(/(?:charts|git)\.example/);
    expect(estate).not.toContain('Zebra7');
  });

  test('and its chart may be a sign of a policy engine', () => {
    const estate = collected({
      'a.yaml': release('{chart: {spec: {chart: cilium}}}', '{name: cni, namespace: kube-system}'),
    });
    expect(estate.assumptions.join()).not.toContain('no network policies');
  });

  test('and is no custom resource that may make pods beside itself', () => {
    expect(
      collected({ 'a.yaml': application('{destination: {namespace: bank}, source: {path: apps}}') }).facts.podMakers
        .items,
    ).toEqual([]);
  });
});

describe('a source that cannot be read is a gap for every namespace, of all that it may bring', () => {
  const kinds = [
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', '{chart: {spec: {chart: cilium}}}'],
    ['helm.cattle.io/v1', 'HelmChart', '{chart: cilium}'],
    ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', '{targetNamespace: shop, path: ./apps}'],
    ['argoproj.io/v1alpha1', 'Application', '{destination: {namespace: shop}, source: {path: apps}}'],
    ['argoproj.io/v1alpha1', 'ApplicationSet', '{template: {spec: {source: {path: apps}}}}'],
  ] as const;
  /** A chart holds companions of its own pods only, readable or not. */
  const everyFactOf = (yaml: string): FactName[] =>
    /kind: Helm/.test(yaml) ? everyFact.filter((name) => chartMayHold.includes(name)) : [...everyFact];
  const hiddenFor = (yaml: string): FactName[] => {
    const { facts } = collected({ 'a.yaml': yaml });
    return factNames.filter((name) =>
      gapsOf(seenIn(facts[name].seen, 'other')).some(
        ({ gap, detail }) => gap === 'malformed' && detail.includes('a.yaml'),
      ),
    );
  };

  test.each(kinds)('%s %s', (apiVersion, kind, spec) => {
    const whole = object(apiVersion, kind, spec);
    expect(hiddenFor(whole)).toEqual([]);
    const broken = {
      'by its syntax': whole.replace(/\}\n$/, '\n'),
      'by its syntax, and of no API that can be told': whole.replace(/^.*\n/, '').replace(/\}\n$/, '\n'),
      'by its name': object(apiVersion, kind, spec, '{name: [x], namespace: gitops}'),
      'in a list': `apiVersion: ${apiVersion}\nkind: ${kind}List\nitems: [\n`,
    };
    for (const [how, yaml] of Object.entries(broken))
      expect([how, hiddenFor(yaml)]).toEqual([how, expect.arrayContaining(everyFactOf(yaml))]);
  });

  test('a release that cannot be read hides no companions of what stands elsewhere', () => {
    const estate = collected({ 'a.yaml': release('{targetNamespace: [shop], chart: {spec: {chart: a}}}') });
    expect(gapsOf(seenIn(estate.facts.disruptionBudgets.seen, 'other'))).toEqual([]);
    expect(estate.facts.workloads.seen.everywhere.state).toBe('partial');
    expect(estate.assumptions).toContain('charts that were not rendered hold companions of their own pods only');
  });

  test.each<[string, string]>([
    ['spec.targetNamespace', release('{targetNamespace: [shop], chart: {spec: {chart: a}}}')],
    ['spec.chart.spec.chart', release('{chart: {spec: {chart: {name: a}}}}')],
    ['spec.chartRef.name', release('{chartRef: {name: 5}}')],
    ['spec', release('text')],
    ['spec.targetNamespace', object('helm.cattle.io/v1', 'HelmChart', '{targetNamespace: {a: b}, chart: a}')],
    ['spec.chart', object('helm.cattle.io/v1', 'HelmChart', '{chart: [a]}')],
    ['spec.targetNamespace', flux('{targetNamespace: 7, path: ./apps}')],
    ['spec.path', flux('{path: [./apps]}')],
    ['spec.destination', application('{destination: [], source: {path: apps}}')],
    ['spec.destination.namespace', application('{destination: {namespace: [shop]}, source: {path: apps}}')],
    ['spec.source', application('{source: 5}')],
    ['spec.sources', application('{sources: {path: apps}}')],
    ['spec.sources[0]', application('{sources: [apps]}')],
    ['spec.source.path', application('{source: {path: [apps]}}')],
    ['spec.source.chart', application('{source: {chart: 5}}')],
    ['spec.source.directory.recurse', application('{source: {path: apps, directory: {recurse: "true"}}}')],
    ['spec.template', applicationSet('{template: 5}')],
    ['spec.generators', applicationSet('{generators: 5, template: {spec: {source: {path: apps}}}}')],
    ['spec.generators[0].git.directories', applicationSet('{generators: [{git: {directories: apps}}]}')],
  ])('by the type of its %s: %s', (field, yaml) => {
    const { unreadable, unreadSources, objects } = collected({ 'a.yaml': yaml });
    expect(unreadable).toMatchObject([{ file: 'a.yaml', message: expect.stringContaining(`: ${field}: `) as string }]);
    expect({ objects, unreadSources }).toEqual({ objects: 0, unreadSources: [] });
    expect(hiddenFor(yaml)).toEqual(expect.arrayContaining(everyFactOf(yaml)));
  });

  test('but nothing of the kind is said of kinds that only bear the name', () => {
    const other = object('source.toolkit.fluxcd.io/v1', 'HelmChart', '{chart: a}', '{name: [x], namespace: other}');
    // The chart that it fetches may be that of a policy engine, and how often it looks for it was to be read.
    expect(hiddenFor(other)).toEqual(['otherNetworkPolicies', 'credentialCarriers', 'tools', 'gitopsApplications']);
  });
});

describe('a source whose path lies in the folder is read there', () => {
  test.each<[string, string]>([
    ['a Flux Kustomization', flux('{path: ./apps/ledger}')],
    ['an Application', application('{source: {path: apps/ledger/}}')],
    ['an Application of several paths', application('{sources: [{path: apps/ledger}, {path: ./apps}, {ref: values}]}')],
    ['an ApplicationSet', applicationSet('{template: {spec: {source: {path: apps/ledger}}}}')],
    [
      'an ApplicationSet that looks for folders in Git',
      applicationSet(
        '{generators: [{git: {directories: [{path: apps/*}, {path: apps/old, exclude: true}]}}], template: {spec: {source: {path: "{{path}}"}}}}',
      ),
    ],
    [
      'the same with Go templates',
      applicationSet(
        '{generators: [{git: {directories: [{path: "apps/led*/x"}]}}], template: {spec: {source: {path: "{{ .path.path }}"}}}}',
      ),
    ],
  ])('%s', (_name, yaml) => {
    const estate = collected({ 'clusters/a.yaml': yaml, 'apps/ledger/b.yaml': bare('ledger') });
    expect(messages(estate)).toEqual([]);
    expect(hiddenIn(estate, 'other')).toEqual([]);
  });

  test.each<[string, string]>([
    ['the root of a repository, as any repository is called', flux('{path: ./}')],
    ['what leads out of it', application('{source: {path: ../apps}}')],
    ['a folder that only begins alike', application('{source: {path: app}}')],
    ['a path and a chart', application('{sources: [{path: apps}, {chart: ledger}]}')],
    ['one of its paths', application('{sources: [{path: apps}, {path: gone}]}')],
    [
      'a template of another generator',
      applicationSet('{generators: [{list: {elements: []}}], template: {spec: {source: {path: "{{path}}"}}}}'),
    ],
    ['a template', applicationSet('{template: {spec: {source: {path: "apps/{{name}}"}}}}')],
    [
      'a folder of whatever repository is found',
      applicationSet('{generators: [{scmProvider: {}}], template: {spec: {source: {repoURL: "{{url}}", path: apps}}}}'),
    ],
    [
      'a folder of whatever revision is found',
      applicationSet(
        '{generators: [{pullRequest: {}}], template: {spec: {source: {targetRevision: "{{head_sha}}", path: apps}}}}',
      ),
    ],
    [
      'a folder that a patch may change',
      applicationSet(
        '{goTemplate: true, generators: [{clusters: {}}], templatePatch: "{{ .x }}", template: {spec: {source: {path: apps}}}}',
      ),
    ],
    [
      'what Argo CD makes nothing of',
      applicationSet(
        '{goTemplate: true, goTemplateOptions: [missingkey=error], generators: [{list: {elements: [{a: b}]}}], template: {spec: {destination: {namespace: "{{.c}}"}, source: {path: apps}}}}',
      ),
    ],
    [
      'folders anywhere in Git',
      applicationSet(
        '{generators: [{git: {directories: [{path: "*"}]}}], template: {spec: {source: {path: "{{path}}"}}}}',
      ),
    ],
  ])('but not %s', (_name, yaml) => {
    expect(messages(collected({ 'clusters/a.yaml': yaml, 'apps/ledger/b.yaml': bare('ledger') }))).toHaveLength(1);
  });

  test('and where its repository may begin at a folder above it, its folder is named and nothing is read there', () => {
    const files = {
      'samples/argo/istio/a.yaml': application('{destination: {namespace: bank}, source: {path: apps}}'),
      'samples/argo/apps/b.yaml': bare('b'),
      'samples/other/apps/c.yaml': bare('c'),
    };
    const estate = collected(files);
    expect(messages(estate)).toEqual([
      'Application x applies apps, which does not lie there from the root of what was given; samples/argo/apps may be meant',
    ]);
    expect(landed(estate)).toContain('samples/argo/apps (not stated)/b');
    expect(hiddenIn(estate, 'bank')).toEqual(everyFact);
    expect(landed(collected(files, { paths: ['samples/argo'] }))).toEqual(['apps bank/b']);
    const { 'samples/argo/apps/b.yaml': _b, ...elsewhere } = files;
    expect(messages(collected(elsewhere))).toEqual(['Application x applies apps, which is not in the folder']);
  });

  test('also where that is a kustomization, which is a gap of its own', () => {
    const estate = collected({
      'a.yaml': flux('{path: ./apps}'),
      'apps/kustomization.yaml': 'resources: [https://bank.example/base]',
    });
    expect(estate.unreadSources).toMatchObject([{ type: 'kustomization' }]);
  });

  test('an artifact that is put together has paths of its own, and what is alike in the folder is not meant', () => {
    const from = (kind: string): Record<string, string> => ({
      'clusters/a.yaml': flux(`{path: ./prod, sourceRef: {kind: ${kind}, name: shop}}`),
      'clusters/prod/b.yaml': bare('b'),
    });
    expect(messages(collected(from('ExternalArtifact')))).toEqual([
      'Kustomization x applies ./prod of ExternalArtifact shop, which is not in the folder',
    ]);
    expect(messages(collected(from('OCIRepository')))).toEqual([
      'Kustomization x applies ./prod of OCIRepository shop, which does not lie there from the root of what was given; clusters/prod may be meant',
    ]);
  });

  test('counted from the root of its repository, wherever the assessment begins', () => {
    const files = {
      '.git/HEAD': '',
      'clusters/prod/a.yaml': flux('{path: ./clusters/prod/apps}'),
      'clusters/prod/apps/b.yaml': bare('b'),
    };
    for (const path of ['.', 'clusters', 'clusters/prod'])
      expect(messages(collected(files, { paths: [path] }))).toEqual([]);
    const root = { ...files, 'clusters/prod/a.yaml': flux('{targetNamespace: bank, path: ./clusters/prod}') };
    expect(landed(collected(root, { paths: ['clusters/prod'] }))).toEqual(['apps bank/b']);
    const outside = { ...files, 'clusters/prod/a.yaml': flux('{path: ./apps}') };
    expect(messages(collected(outside, { paths: ['clusters/prod'] }))).toHaveLength(1);
  });
});

describe('a source whose path lies in the folder gives its namespace', () => {
  const stated = bare('stated').replace('name: stated}', 'name: stated, namespace: shop}');

  test('to objects of that place that state none, and to what else is known of them', () => {
    const estate = collected({
      'a.yaml': application('{destination: {namespace: bank}, source: {path: apps}}'),
      'apps/b.yaml': `${bare('ledger')}---${stated}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n`,
      'apps/c.yaml':
        'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: [1]}\n',
      'apps/deep/d.yaml': bare('deep'),
      'other/e.yaml': bare('other'),
    });
    expect(landed(estate)).toEqual([
      'apps bank/ledger',
      'apps shop/stated',
      'apps/deep (not stated)/deep',
      'other (not stated)/other',
    ]);
    expect(seenIn(estate.facts.disruptionBudgets.seen, 'bank').state).toBe('partial');
    expect(seenIn(estate.facts.disruptionBudgets.seen, '(not stated)').state).toBe('complete');
    expect(estate.facts.credentialCarriers.items.filter(({ namespace }) => namespace === 'bank')).toHaveLength(1);
    expect(estate.facts.namespaces.items.map(({ name, declared }) => [name, declared])).toContainEqual(['bank', true]);
  });

  test.each<[string, string]>([
    ['Flux, which applies all below', flux('{targetNamespace: bank, path: ./apps}')],
    [
      'Argo CD, told to',
      application('{destination: {namespace: bank}, source: {path: apps, directory: {recurse: true}}}'),
    ],
  ])('below it as well: %s', (_name, yaml) => {
    expect(landed(collected({ 'x/a.yaml': yaml, 'apps/deep/d.yaml': bare('deep') }))).toEqual(['apps/deep bank/deep']);
  });

  test('the one that names the place before one that names a folder above it', () => {
    const estate = collected({
      'x/a.yaml': flux('{targetNamespace: bank, path: ./apps}').replace('name: x', 'name: all'),
      'x/b.yaml': flux('{targetNamespace: shop, path: ./apps/shop}'),
      'apps/shop/d.yaml': bare('web'),
      'apps/e.yaml': bare('ledger'),
    });
    expect(landed(estate)).toEqual(['apps bank/ledger', 'apps/shop shop/web']);
  });

  test.each<[string, string, string[]]>([
    [
      'two sources apply the place',
      application('{destination: {namespace: shop}, source: {path: apps}}'),
      ['apps bank/d', 'apps shop/d'],
    ],
    ['another one says no namespace', application('{source: {path: apps}}'), ['apps (not stated)/d', 'apps bank/d']],
    [
      'two clusters apply it into one',
      application('{destination: {namespace: bank, name: other}, source: {path: apps}}'),
      ['apps bank/d'],
    ],
  ])('and each of several its own: %s', (_name, yaml, expected) => {
    const first = application('{destination: {namespace: bank}, source: {path: apps}}').replace(
      'name: x',
      'name: first',
    );
    expect(landed(collected({ 'x/a.yaml': `${first}---\n${yaml}`, 'apps/d.yaml': bare('d') }))).toEqual(expected);
  });

  test('and an object that was the same in two places is two, if they land apart', () => {
    const one = (namespace: string): string =>
      application(`{destination: {namespace: ${namespace}}, source: {path: ${namespace}}}`);
    const estate = collected({
      'x/a.yaml': one('dev'),
      'x/b.yaml': one('prod').replace('name: x', 'name: second'),
      'dev/d.yaml': bare('d'),
      'prod/d.yaml': bare('d'),
    });
    expect(landed(estate)).toEqual(['dev dev/d', 'prod prod/d']);
  });
});

describe('an Application that takes some files of its folder', () => {
  const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: a, image: registry.bank.example/a:1}]}\n`;
  const files = (directory: string): Record<string, string> => ({
    'cd/app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web, namespace: argocd}\nspec: {destination: {namespace: bank}, source: {repoURL: "https://git.example/a.git", path: apps, directory: {${directory}}}}\n`,
    'apps/web.yaml': pod('web'),
    'apps/till.yaml': pod('till'),
    'apps/below/deep.yaml': pod('deep'),
  });
  test.each<[string, Record<string, string>]>([
    ['include: "web.yaml"', { deep: notStated, till: notStated, web: 'bank' }],
    ['exclude: "web.yaml"', { deep: notStated, till: 'bank', web: notStated }],
    ['recurse: true, include: "{web.yaml,below/*}"', { deep: 'bank', till: notStated, web: 'bank' }],
    ['recurse: true', { deep: 'bank', till: 'bank', web: 'bank' }],
  ])('gives its namespace to these alone: %s', (directory, landed) => {
    const { items } = collected(files(directory), { raw: true }).facts.workloads;
    expect(Object.fromEntries(items.map(({ name, namespace }) => [name, namespace]))).toEqual(landed);
  });
});
