import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { disruptionBudgets } from '../src/checks/availability/disruption-budgets/check.ts';
import { collectManifests } from '../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes, openInput } from '../src/collect/manifests/open-input.ts';
import { findTool } from '../src/collect/manifests/render/find-tool.ts';
import { renderManifests } from '../src/collect/manifests/render/render-manifests.ts';
import { testTime } from './support/estate-of.ts';
import { judgedBy } from './support/judged.ts';

// What is rendered for a GitOps object goes to the cluster of that object, as files do that are applied as they stand (several-clusters.test.ts).

type Files = Readonly<Record<string, string>>;

const path = process.env['PATH'];
const hasKustomize = findTool('kubectl', path) !== null || findTool('kustomize', path) !== null;
const hasHelm = findTool('helm', path) !== null;
let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

const options = {
  authority: 'default',
  raw: false,
  now: testTime,
  maxFileBytes: defaultMaxFileBytes,
  stdin: null,
} as const;

/** What is said of the budgets of Deployments: `fail no-budget Deployment/bank/web`. */
async function judged(files: Files): Promise<string[]> {
  root = mkdtempSync(join(tmpdir(), 'kubecompass-clusters-'));
  for (const [name, text] of Object.entries({ 'namespace.yaml': namespace, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const renderings = await renderManifests(openInput([root], options), { path }, () => undefined);
  const estate = collectManifests([root], { ...options, renderings });
  expect(estate.unreadSources.map(({ message }) => message)).toEqual([]);
  return judgedBy(disruptionBudgets, estate).filter((one) => one.includes(' Deployment/'));
}

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: registry.bank.example/web:1}]}
`;
const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: web}}}
`;
const argo = (folder: string, destination: string, more = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${folder.replaceAll('/', '-')}, namespace: argocd}
spec:
  source: {repoURL: 'https://git.bank.example/platform', path: ${folder}${more}}
  destination: {namespace: bank, ${destination}}
---
`;
const flux = (name: string, folder: string, more = ''): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ./${folder}, targetNamespace: bank, sourceRef: {kind: GitRepository, name: platform}${more}}
---
`;
const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: platform, namespace: flux-system}
spec: {url: 'https://git.bank.example/platform'}
---
`;
const kubeconfig = (name: string): string => `, kubeConfig: {secretRef: {name: ${name}}}`;

const bare = 'fail no-budget Deployment/bank/web';
const kept = 'pass protected Deployment/bank/web';
const open = 'unknown not-seen Deployment/bank/web';

describe.skipIf(!hasKustomize)('kustomizations (skipped where neither kubectl nor kustomize is on the PATH)', () => {
  const two: Files = {
    'web/kustomization.yaml': 'resources: [web.yaml]\n',
    'web/web.yaml': deployment,
    'guards/kustomization.yaml': 'resources: [budget.yaml]\n',
    'guards/budget.yaml': budget,
    'more/x.yaml': namespace.replace('name: bank', 'name: more'),
  };
  const elsewhere = argo('more', 'name: c');

  test.each<[string, string, string]>([
    ['of one cluster', argo('web', 'name: a') + argo('guards', 'name: a') + elsewhere, kept],
    ['of two', argo('web', 'name: a') + argo('guards', 'name: b') + elsewhere, bare],
    ['which may be one', argo('web', 'name: a') + argo('guards', "server: 'https://b.example'") + elsewhere, open],
    [
      'changed by what applies them',
      argo('web', 'name: a', ', kustomize: {commonLabels: {of: a}}') +
        argo('guards', 'name: b', ', kustomize: {commonLabels: {of: b}}') +
        elsewhere,
      bare,
    ],
    ['that Flux applies here and there', source + flux('web', 'web') + flux('guards', 'guards', kubeconfig('b')), bare],
    [
      'that Flux applies there, both',
      source + flux('web', 'web', kubeconfig('b')) + flux('guards', 'guards', kubeconfig('b')) + flux('more', 'more'),
      kept,
    ],
    [
      'of two kubeconfigs',
      source + flux('web', 'web', kubeconfig('a')) + flux('guards', 'guards', kubeconfig('b')),
      open,
    ],
  ])('%s', async (_title, objects, expected) => {
    expect(await judged({ ...two, 'gitops.yaml': objects })).toEqual([expected]);
  });

  test('an overlay for each of two clusters, one of them with a budget', async () => {
    const overlay = (of: string, more = ''): Files => ({
      [`${of}/kustomization.yaml`]: `resources: [../base${more}]\nlabels: [{pairs: {of: ${of}}}]\n`,
    });
    expect(
      await judged({
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': deployment,
        ...overlay('dev'),
        ...overlay('prod', ', budget.yaml'),
        'prod/budget.yaml': budget,
        'gitops.yaml': argo('dev', 'name: dev') + argo('prod', 'name: prod'),
      }),
    ).toEqual([open]);
  });

  test('one folder that is applied to two clusters, each with replicas of its own', async () => {
    const files = { ...two, 'web/kustomization.yaml': 'resources: [web.yaml]\n' };
    const web = (name: string, more: string): string =>
      flux(
        name,
        'web',
        `${more}, patches: [{target: {kind: Deployment}, patch: '[{"op": "replace", "path": "/spec/replicas", "value": ${name.length + 2}}]'}]`,
      );
    const objects = source + web('web', '') + web('webb', kubeconfig('b')) + flux('guards', 'guards', kubeconfig('b'));
    expect((await judged({ ...files, 'gitops.yaml': objects })).toSorted()).toEqual([
      `${bare}@web/web`,
      `${kept}@web/webb`,
    ]);
  });
});

describe.skipIf(!hasHelm)('charts (skipped where helm is not on the PATH)', () => {
  const chart = (name: string, template: string): Files => ({
    [`${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`${name}/templates/x.yaml`]: template,
  });

  test.each<[string, string, string]>([
    ['of one cluster', argo('web', 'name: a') + argo('guards', 'name: a') + argo('more', 'name: c'), kept],
    ['of two', argo('web', 'name: a') + argo('guards', 'name: b') + argo('more', 'name: c'), bare],
    [
      'which may be one',
      argo('web', 'name: a') + argo('guards', "server: 'https://b.example'") + argo('more', 'name: c'),
      open,
    ],
  ])('%s', async (_title, objects, expected) => {
    const files = {
      ...chart('web', deployment),
      ...chart('guards', budget),
      ...chart('more', namespace.replace('name: bank', 'name: more')),
    };
    expect(await judged({ ...files, 'gitops.yaml': objects })).toEqual([expected]);
  });
});
