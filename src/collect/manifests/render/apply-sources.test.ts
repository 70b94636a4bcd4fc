import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Estate } from '../../../estate/estate.ts';
import { testTime } from '../../../../test/support/estate-of.ts';
import { collectManifests } from '../collect-manifests.ts';
import { defaultMaxFileBytes, openInput } from '../open-input.ts';
import { findTool } from './find-tool.ts';
import { renderManifests } from './render-manifests.ts';

const path = process.env['PATH'];
const hasBoth = findTool('kubectl', path) !== null && findTool('helm', path) !== null;

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function collect(files: Readonly<Record<string, string>>): Promise<Estate> {
  root = mkdtempSync(join(tmpdir(), 'kubecompass-applied-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const options = {
    authority: 'default',
    raw: false,
    now: testTime,
    maxFileBytes: defaultMaxFileBytes,
    stdin: null,
  } as const;
  const renderings = await renderManifests(openInput([root], options), { path }, () => undefined);
  return collectManifests([root], { ...options, renderings });
}

/** Namespace, name, replicas, image and place of each workload. */
const workloadsOf = ({ facts }: Estate): string[] =>
  facts.workloads.items
    .map(
      ({ namespace, name, replicas, pod, places }) =>
        `${namespace}/${name} ${replicas} ${pod.containers[0]?.image} in ${places.join()}`,
    )
    .toSorted();
const leftOf = ({ unreadSources }: Estate): string[] =>
  unreadSources.map(({ file, message }) => `${file.replace(`${root}/`, '')} ${message}`);

const chart = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'charts/shop/values.yaml': 'replicas: 1\ntag: own\nenv: {stage: none, kept: yes}\n',
  'charts/shop/values-prod.yaml': 'replicas: 3\n',
  'charts/shop/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: "{{ .Release.Name }}-web"}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:{{ .Values.tag }}"}]}
`,
};

const deployment = (name = 'web', image = 'web:1'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "${image}"}]}
`;

const release = (spec: string, metadata = '{name: ledger, namespace: bank}'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: ${metadata}\nspec: ${spec}\n`;
const fromGit = (more = ''): string =>
  `chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: platform}${more}}}`;
const application = (source: string, namespace = 'bank'): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ledger}\nspec: {destination: {namespace: ${namespace}}, source: {repoURL: "https://git.bank.example/platform", ${source}}}\n`;
const flux = (spec: string, name = 'apps'): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

describe.skipIf(!hasBoth)('what GitOps objects apply (skipped where kubectl or helm is not on the PATH)', () => {
  test.each<[string, string, string]>([
    [
      'a HelmRelease with values',
      release(`{${fromGit()}, values: {replicas: 4, tag: "2.0"}}`),
      'bank/ledger-web 4 web:2.0 in charts/shop',
    ],
    [
      'a HelmRelease for another namespace',
      release(`{${fromGit()}, targetNamespace: shop}`),
      'shop/shop-ledger-web 1 web:own in charts/shop',
    ],
    [
      'a HelmRelease with a name for its release',
      release(`{${fromGit()}, releaseName: till}`),
      'bank/till-web 1 web:own in charts/shop',
    ],
    [
      // helm ends with an error where a value is missing that only the chart's own values hold.
      'a HelmRelease whose files of values stand for those of the chart',
      release(
        `{${fromGit(', valuesFiles: [./charts/shop/values.yaml, ./charts/shop/values-prod.yaml]')}, values: {tag: a}}`,
      ),
      'bank/ledger-web 3 web:a in charts/shop',
    ],
    [
      'an Application with values as text',
      application('path: charts/shop, helm: {values: "replicas: 5"}'),
      'bank/ledger-web 5 web:own in charts/shop',
    ],
    [
      'an Application with an object, which counts more',
      application('path: charts/shop, helm: {values: "replicas: 5", valuesObject: {replicas: 6}}'),
      'bank/ledger-web 6 web:own in charts/shop',
    ],
    [
      'an Application with files of values',
      application('path: ./charts/shop/, helm: {valueFiles: [values-prod.yaml]}'),
      'bank/ledger-web 3 web:own in charts/shop',
    ],
    [
      'an Application with a file from the root',
      application('path: charts/shop, helm: {valueFiles: [/charts/shop/values-prod.yaml]}'),
      'bank/ledger-web 3 web:own in charts/shop',
    ],
    [
      'an Application that passes over what is missing',
      application('path: charts/shop, helm: {valueFiles: [none.yaml], ignoreMissingValueFiles: true}'),
      'bank/ledger-web 1 web:own in charts/shop',
    ],
    [
      'an Application with parameters, which count most',
      application(
        'path: charts/shop, helm: {releaseName: till, valuesObject: {tag: a}, parameters: [{name: tag, value: "7", forceString: true}, {name: replicas, value: "7"}]}',
      ),
      'bank/till-web 7 web:7 in charts/shop',
    ],
  ])('%s is rendered as it installs its chart', async (_name, yaml, expected) => {
    const estate = await collect({ ...chart, 'clusters/a.yaml': yaml });
    expect(leftOf(estate)).toEqual([]);
    expect(workloadsOf(estate)).toEqual([expected]);
    expect(estate.facts.workloads.seen.everywhere.state).toBe('complete');
    expect(estate.assumptions).not.toContain('charts are installed with their own values');
  });

  test.each<[string, string, string]>([
    [
      'a ConfigMap that is not there',
      release(`{${fromGit()}, valuesFrom: [{kind: ConfigMap, name: shop}]}`),
      'it takes values from the ConfigMap shop, which is not in the folder',
    ],
    [
      'an optional one that is not there, but may be in the cluster',
      release(`{${fromGit()}, valuesFrom: [{kind: ConfigMap, name: shop, optional: true}]}`),
      'it takes values from the ConfigMap shop, which is not in the folder',
    ],
    [
      'a ConfigMap of another namespace',
      `${release(`{${fromGit()}, valuesFrom: [{kind: ConfigMap, name: shop}]}`)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop, namespace: other}\n`,
      'it takes values from the ConfigMap shop, which is not in the folder',
    ],
    [
      'a Secret',
      release(`{${fromGit()}, valuesFrom: [{kind: Secret, name: shop}]}`),
      'it takes values from the Secret shop, and no Secret is read',
    ],
    [
      'what is changed after it in another way',
      release(`{${fromGit()}, postRenderers: [{kustomize: {vars: []}}]}`),
      'what it renders is changed after that (postRenderers) in a way that is not understood here',
    ],
    [
      'a patch that finds nothing',
      release(`{${fromGit()}, postRenderers: [{kustomize: {patches: [{patch: "a: ["}]}}]}`),
      'which is not rendered: ',
    ],
    [
      'a file that is missing',
      application('path: charts/shop, helm: {valueFiles: [none.yaml]}'),
      'it takes values from charts/shop/none.yaml, which is not there',
    ],
    [
      'a file outside',
      application('path: charts/shop, helm: {valueFiles: [../../../../etc/passwd]}'),
      'it takes values from ../../etc/passwd, which is not there',
    ],
    [
      'an address',
      application('path: charts/shop, helm: {valueFiles: ["https://values.example/a.yaml"]}'),
      'it takes values from an address, and nothing is fetched',
    ],
    ['a plugin', application('path: charts/shop, plugin: {name: cue}'), 'a plugin of Argo CD renders it'],
    ['a broken template', application('path: charts/shop, helm: {values: "replicas: [1"}'), 'charts/shop'],
  ])('%s makes a gap for its namespace, and the chart is not judged with other values', async (_name, yaml, why) => {
    const estate = await collect({ ...chart, 'clusters/a.yaml': yaml, 'plain/b.yaml': deployment('b') });
    expect(leftOf(estate)).toEqual([expect.stringContaining(why)]);
    expect(workloadsOf(estate)).toEqual(['(not stated)/b 2 web:1 in plain']);
    expect(estate.facts.workloads.seen.in['bank']?.state).toBe('partial');
    expect(estate.facts.workloads.seen.everywhere.state).toBe('complete');
  });

  const configMap = (data: string, metadata = '{name: shop, namespace: bank}'): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\ndata: ${data}\n`;

  test('a HelmRelease takes values from ConfigMaps of the folder, and patches come after', async () => {
    const estate = await collect({
      ...chart,
      'clusters/prod/a.yaml': release(
        `{${fromGit()}, valuesFrom: [{kind: ConfigMap, name: shop}, {kind: ConfigMap, name: shop, valuesKey: tag, targetPath: tag}], postRenderers: [{kustomize: {images: [{name: web, newName: mirror/web}], patches: [{target: {kind: Deployment}, patch: "- {op: replace, path: /spec/replicas, value: 8}"}]}}]}`,
      ),
      'clusters/prod/values.yaml': configMap('{values.yaml: "replicas: 7", tag: "1.9"}'),
      'clusters/dev/values.yaml': configMap('{values.yaml: "replicas: 2", tag: dev}'),
    });
    expect(leftOf(estate)).toEqual([]);
    expect(workloadsOf(estate)).toEqual(['bank/ledger-web 8 mirror/web:1.9 in charts/shop']);
  });

  test('of several ConfigMaps that differ, none nearer, none is taken', async () => {
    const estate = await collect({
      ...chart,
      'releases/a.yaml': release(`{${fromGit()}, valuesFrom: [{kind: ConfigMap, name: shop}]}`),
      'prod/values.yaml': configMap('{values.yaml: "replicas: 7"}'),
      'dev/values.yaml': configMap('{values.yaml: "replicas: 2"}'),
    });
    expect(leftOf(estate)).toEqual([
      expect.stringContaining('from the ConfigMap shop, of which the folder holds 2 that differ, none nearer'),
    ]);
    expect(workloadsOf(estate)).toEqual([]);
  });

  test('variables come from ConfigMaps of the folder, and those without a value are their default', async () => {
    const apps = {
      'apps/kustomization.yaml': 'resources: [web.yaml]\n',
      'apps/web.yaml': deployment('"${PREFIX}web"', 'web:${TAG:=9}').replace('replicas: 2', 'replicas: ${COUNT}'),
    };
    const vars = configMap('{PREFIX: my-, COUNT: "1"}', '{name: vars, namespace: flux-system}');
    const kustomization = (from: string): string =>
      flux(
        `{path: ./apps, targetNamespace: bank, dependsOn: [{name: none}], postBuild: {substituteFrom: [${from}], substitute: {COUNT: "5"}}}`,
      );
    const of = '{kind: ConfigMap, name: vars}';
    const whole = await collect({ ...apps, 'a.yaml': kustomization(of), 'vars.yaml': vars });
    expect([workloadsOf(whole), leftOf(whole)]).toEqual([['bank/my-web 5 web:9 in apps'], []]);
    rmSync(root, { recursive: true });
    // A Secret may say anything that is not said after it.
    const secret = kustomization(`${of}, {kind: Secret, name: secrets}`);
    const partly = await collect({ ...apps, 'a.yaml': secret, 'vars.yaml': vars });
    expect(workloadsOf(partly)).toEqual([expect.stringMatching(/^bank\/\$\{PREFIX\}web 5 web:\$\{TAG:=9\} in apps$/)]);
  });

  test('a Kustomization with components and patches is rendered with both', async () => {
    const estate = await collect({
      'apps/kustomization.yaml': 'resources: [web.yaml]\n',
      'apps/web.yaml': deployment(),
      'parts/more/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches: [{target: {kind: Deployment}, patch: "- {op: replace, path: /spec/replicas, value: 6}"}]
`,
      'a.yaml': flux(
        '{path: ./apps, components: [../parts/more], patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 4}}"}]}',
      ),
    });
    expect([workloadsOf(estate), leftOf(estate)]).toEqual([['(not stated)/web 4 web:1 in apps'], []]);
  });

  test('a chart of a registry stays a gap, whatever lies in the folder', async () => {
    const estate = await collect({
      ...chart,
      'a.yaml': release('{chart: {spec: {chart: shop, sourceRef: {kind: HelmRepository, name: shops}}}}'),
    });
    expect(leftOf(estate)).toEqual(['a.yaml HelmRelease ledger installs the chart shop, which is not in the folder']);
    expect(workloadsOf(estate)).toEqual(['(not stated)/shop-web 1 web:own in charts/shop']);
  });

  test('an ApplicationSet of a list installs its chart once for each element', async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops}
spec:
  generators: [{list: {elements: [{stage: dev, count: "1"}, {stage: prod, count: "3"}]}}]
  template:
    metadata: {name: "shop-{{stage}}"}
    spec:
      destination: {namespace: "{{stage}}"}
      source: {path: charts/shop, helm: {parameters: [{name: replicas, value: "{{count}}"}]}}
`;
    const estate = await collect({ ...chart, 'sets.yaml': set });
    expect(leftOf(estate)).toEqual([]);
    expect(workloadsOf(estate)).toEqual([
      'dev/shop-dev-web 1 web:own in charts/shop/shop-dev',
      'prod/shop-prod-web 3 web:own in charts/shop/shop-prod',
    ]);
  });

  test('an ApplicationSet of a matrix with files in Git installs its chart with what they say', async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops}
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
    - matrix:
        generators:
          - git: {files: [{path: "clusters/*/config.json"}]}
          - list: {elements: [{app: web}]}
  templatePatch: |
    {{- if .wide }}
    spec: {source: {helm: {valuesObject: {replicas: 9}}}}
    {{- end }}
  template:
    metadata: {name: "{{.path.basename}}-{{.app}}"}
    spec:
      destination: {namespace: "{{.path.basename}}"}
      source: {path: charts/shop, helm: {valuesObject: {replicas: 2, tag: "{{.tag}}"}}}
`;
    const estate = await collect({
      ...chart,
      'sets.yaml': set,
      'clusters/dev/config.json': '{"tag": "1.1", "wide": false}',
      'clusters/prod/config.json': '{"tag": "1.0", "wide": true}',
    });
    expect(leftOf(estate)).toEqual([]);
    expect(workloadsOf(estate)).toEqual([
      'dev/dev-web-web 2 web:1.1 in charts/shop/dev-web',
      'prod/prod-web-web 9 web:1.0 in charts/shop/prod-web',
    ]);
  });

  test('an ApplicationSet of Git folders gives each its namespace', async () => {
    const set = (path_: string, namespace: string, go: string): string => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: teams}
spec:
  ${go}
  generators: [{git: {directories: [{path: teams/*}, {path: teams/old, exclude: true}]}}]
  template:
    metadata: {name: "${namespace}"}
    spec: {destination: {namespace: "${namespace}"}, source: {path: "${path_}"}}
`;
    const files = {
      'teams/a/web.yaml': deployment(),
      'teams/b/kustomization.yaml': 'resources: [web.yaml]\n',
      'teams/b/web.yaml': deployment(),
      'teams/old/web.yaml': deployment('old'),
    };
    const expected = ['(not stated)/old 2 web:1 in teams/old', 'a/web 2 web:1 in teams/a', 'b/web 2 web:1 in teams/b'];
    const plain = await collect({ ...files, 'set.yaml': set('{{path}}', '{{path.basename}}', '') });
    expect([workloadsOf(plain), leftOf(plain)]).toEqual([expected, []]);
    rmSync(root, { recursive: true });
    const go = await collect({
      ...files,
      'set.yaml': set('{{ .path.path }}', '{{ index .path.segments 1 }}', 'goTemplate: true'),
    });
    expect([workloadsOf(go), leftOf(go)]).toEqual([expected, []]);
  });

  test.each<[string, Record<string, string>, string[]]>([
    [
      'a Flux Kustomization lays its namespace, images and patches over a kustomization',
      {
        'app/kustomization.yaml': 'resources: [web.yaml]\nnamespace: base\n',
        'app/web.yaml': deployment(),
        'a.yaml': flux(
          '{path: ./app, targetNamespace: bank, images: [{name: web, newTag: "9"}], patches: [{patch: \'[{"op": "replace", "path": "/spec/replicas", "value": 4}]\', target: {kind: Deployment}}]}',
        ),
      },
      ['bank/web 4 web:9 in app'],
    ],
    [
      'also over plain files, with those of all folders below',
      {
        'app/web.yaml': deployment(),
        'app/more/api.yaml': deployment('api'),
        'app/over/kustomization.yaml': 'resources: [db.yaml]\n',
        'app/over/db.yaml': deployment('db'),
        'a.yaml': flux('{path: app, targetNamespace: bank, namePrefix: my-}'),
      },
      ['bank/my-api 2 web:1 in app', 'bank/my-db 2 web:1 in app', 'bank/my-web 2 web:1 in app'],
    ],
    [
      'what it substitutes is filled in, and what others tell is not',
      {
        'app/web.yaml': deployment('web', 'web:${TAG:=1}-${OTHER}'),
        'a.yaml': flux('{path: app, postBuild: {substitute: {TAG: "3"}}}'),
      },
      ['(not stated)/web 2 web:3-${OTHER} in app'],
    ],
    [
      'twice is two places, and the folder itself is none',
      {
        'app/kustomization.yaml': 'resources: [web.yaml]\n',
        'app/web.yaml': deployment(),
        'dev.yaml': flux('{path: app, targetNamespace: dev}', 'dev'),
        'prod.yaml': flux('{path: app, targetNamespace: prod}', 'prod'),
      },
      ['dev/web 2 web:1 in app/dev', 'prod/web 2 web:1 in app/prod'],
    ],
    [
      'an Application changes images, names and replicas of a kustomization',
      {
        'app/kustomization.yaml': 'resources: [web.yaml]\n',
        'app/web.yaml': deployment(),
        'a.yaml': application(
          'path: app, kustomize: {namePrefix: my-, images: ["web=registry.bank.example/web:5"], replicas: [{name: web, count: 6}]}',
        ),
      },
      ['bank/my-web 6 registry.bank.example/web:5 in app'],
    ],
    [
      'an Application counts replicas in text, too',
      {
        'app/kustomization.yaml': 'resources: [web.yaml]\n',
        'app/web.yaml': deployment(),
        'a.yaml': application('path: app, kustomize: {replicas: [{name: web, count: "6"}]}'),
      },
      ['bank/web 6 web:1 in app'],
    ],
    [
      'a base that is applied as it is, too, stands beside its overlay',
      {
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': deployment(),
        'prod/kustomization.yaml': 'resources: [../base]\nnamespace: prod\n',
        'a.yaml': application('path: base', 'dev'),
      },
      ['dev/web 2 web:1 in base', 'prod/web 2 web:1 in prod'],
    ],
    [
      'a HelmRelease that an overlay changes is installed as changed, and only so',
      {
        ...chart,
        'base/kustomization.yaml': 'resources: [ledger.yaml]\n',
        'base/ledger.yaml': release(`{${fromGit()}, values: {replicas: 1}}`),
        'prod/kustomization.yaml':
          'resources: [../base]\npatches: [{target: {kind: HelmRelease}, patch: \'[{"op": "replace", "path": "/spec/values/replicas", "value": 8}]\'}]\n',
        'clusters/apps.yaml': flux(
          '{path: ./prod, sourceRef: {kind: GitRepository, name: platform}, patches: [{target: {kind: HelmRelease}, patch: \'[{"op": "add", "path": "/spec/values/tag", "value": "z"}]\'}]}',
        ),
      },
      ['bank/ledger-web 8 web:z in charts/shop'],
    ],
    [
      'a kustomization renders a chart that lies beside it',
      {
        ...Object.fromEntries(Object.entries(chart).map(([name, text]) => [`app/my-${name}`, text])),
        'app/kustomization.yaml':
          'helmGlobals: {chartHome: my-charts}\nhelmCharts: [{name: shop, releaseName: till, valuesInline: {replicas: 4}}]\n',
      },
      ['(not stated)/till-web 4 web:own in app'],
    ],
  ])('%s', async (_name, files, expected) => {
    const estate = await collect(files);
    expect(leftOf(estate)).toEqual([]);
    expect(workloadsOf(estate)).toEqual(expected);
  });

  test('a kustomization whose chart does not lie there fetches nothing and writes nothing', async () => {
    const estate = await collect({
      'app/kustomization.yaml': 'helmCharts: [{name: shop, repo: "https://charts.example", version: 1.0.0}]\n',
    });
    expect(leftOf(estate)).toEqual([
      expect.stringContaining('a chart that does not lie beside it, and nothing is fetched'),
    ]);
    expect(readdirSync(join(root, 'app'))).toEqual(['kustomization.yaml']);
  });

  test('what applies itself is applied once', async () => {
    const estate = await collect({
      'clusters/prod/kustomization.yaml': 'resources: [sync.yaml, web.yaml]\n',
      'clusters/prod/sync.yaml': flux(
        '{path: ./clusters/prod, patches: [{target: {kind: Deployment}, patch: \'[{"op": "replace", "path": "/spec/replicas", "value": 3}]\'}]}',
      ),
      'clusters/prod/web.yaml': deployment(),
    });
    expect(workloadsOf(estate)).toEqual(['(not stated)/web 3 web:1 in clusters/prod']);
    expect(leftOf(estate)).toEqual([]);
  });

  test('credentials in the plain files of an overlay are found where they stand', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: Tr0ub4dor-zebra-9}\n';
    const estate = await collect({ 'app/db.yaml': secret, 'a.yaml': flux('{path: app, targetNamespace: bank}') });
    const found = estate.facts.credentialCarriers.items.filter(({ credentials }) => credentials.length > 0);
    expect(found.map(({ origin }) => origin.file.replace(`${root}/`, ''))).toEqual(['app/db.yaml']);
  });
});
