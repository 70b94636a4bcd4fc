import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { configurationInGit } from './check.ts';

function application(policy: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ledger, namespace: argocd}
spec:
  project: bank
  source: {repoURL: 'https://git.bank.example/ledger.git', path: deploy}
  destination: {server: 'https://kubernetes.default.svc', namespace: bank}
  ${policy}
`;
}

function flux(more: string): string {
  return `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ledger, namespace: flux-system}
spec: {interval: 10m, path: ./deploy, prune: true, sourceRef: {kind: GitRepository, name: ledger}${more}}
`;
}

function chart(revision: string): string {
  return application('syncPolicy: {automated: {selfHeal: true}}').replace(
    /source: .*/,
    `source: {repoURL: 'https://charts.bank.example', chart: ledger, ${revision}}`,
  );
}

function release(version: string, kind = 'HelmRepository'): string {
  return `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ledger, namespace: bank}
spec: {interval: 10m, chart: {spec: {chart: ledger, sourceRef: {kind: ${kind}, name: bank}, ${version}}}}
`;
}

const critical =
  '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';

function said(yaml: string): string[] {
  return [...new Set(judgedBy(configurationInGit, yaml + critical))].filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'synced by itself',
      application('syncPolicy: {automated: {selfHeal: true}}'),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    [
      'one that waits for somebody is for operations/gitops',
      application(''),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    ['version-floats: a range', chart('targetRevision: 1.x'), ['partial version-floats Application/argocd/ledger']],
    [
      'version-floats: two parts of three',
      chart('targetRevision: "1.2"'),
      ['partial version-floats Application/argocd/ledger'],
    ],
    ['one version', chart('targetRevision: 1.2.3'), ['unknown not-seen Application/argocd/ledger']],
    [
      'a version before a release',
      chart('targetRevision: v1.2.3-rc.1+7'),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    [
      'a version that is filled in',
      chart('targetRevision: "{{version}}"'),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    [
      'a branch is what Git says',
      application('syncPolicy: {automated: {}}'),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    [
      'version-floats: a release of a range',
      release('version: ">=1.0.0"'),
      ['partial version-floats HelmRelease/bank/ledger'],
    ],
    ['version-floats: a release without any', release(''), ['partial version-floats HelmRelease/bank/ledger']],
    ['a release of one version', release('version: 4.11.3'), ['unknown not-seen HelmRelease/bank/ledger']],
    [
      'a chart out of Git has the version of its commit',
      release('', 'GitRepository'),
      ['unknown not-seen HelmRelease/bank/ledger'],
    ],
    ['applied by Flux', flux(''), ['unknown not-seen Kustomization/flux-system/ledger']],
    ['suspended', flux(', suspend: true'), ['unknown not-seen Kustomization/flux-system/ledger']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });
});

test('nothing that is held is unknown', () => {
  expect(judgedBy(configurationInGit, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}')).toEqual([
    expect.stringMatching(/^unknown not-seen /),
  ]);
});

describe('of a cluster', () => {
  const controller = `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: controller, namespace: argocd}
spec: {replicas: 1, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: 'quay.io/argoproj/argocd:v3.5.1'}]}}}
status: {readyReplicas: 1}
`;
  const state = (sync: string): string => `status: {sync: {status: ${sync}}, health: {status: Healthy}}`;
  const app = 'Application/argocd/ledger';
  const healing = application('syncPolicy: {automated: {selfHeal: true}}');
  const cluster = 'unknown not-seen Cluster//api:6443';

  test.each<[string, string, string[]]>([
    ['as-git-says', healing + state('Synced') + controller, [`pass as-git-says ${app}`, cluster]],
    ['no controller says so', healing + state('Synced'), [`unknown not-seen ${app}`, cluster]],
    ['it is not', healing + state('OutOfSync') + controller, [`unknown not-seen ${app}`, cluster]],
    [
      'which version it is, Git says less',
      chart("targetRevision: '*'") + state('Synced') + controller,
      [`partial version-floats ${app}`, cluster],
    ],
    ['without a state', healing + controller, [`unknown not-seen ${app}`, cluster]],
    ['nothing that brings anything', controller, [cluster]],
  ])('%s', (_name, yaml, expected) => {
    const judged = judgedBy(configurationInGit, clusterOf(yaml + critical));
    expect([...new Set(judged)].filter((one) => !one.startsWith('advice'))).toEqual(expected.toSorted());
  });
});

describe('of a cluster, what runs beside its applications', () => {
  const policy = (tier: 'critical' | 'important' | 'best-effort') => ({
    policy: { tiers: { default: tier, rules: [] } },
  });
  const argo = (resources: string, destination = `server: 'https://kubernetes.default.svc'`) => `
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ledger, namespace: argocd}
spec: {project: bank, source: {repoURL: 'https://git.bank.example/a.git', path: a}, destination: {${destination}}}
status: {sync: {status: Synced}, health: {status: Healthy}${resources}}
`;
  const listed = `, resources: [{group: apps, version: v1, kind: Deployment, namespace: bank, name: ledger}]`;
  const kustomization = (status: string, more = '') => `
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ledger, namespace: flux-system}
spec: {interval: 10m, path: ./deploy, prune: true, sourceRef: {kind: GitRepository, name: ledger}${more}}
status: {${status}}
`;
  const inventory = 'inventory: {entries: [{id: bank_ledger_apps_Deployment, v: v1}, {id: bank_a__ConfigMap, v: v1}]}';
  const helm = `
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ledger, namespace: bank}
spec: {interval: 10m, chart: {spec: {chart: ledger, version: 1.0.0, sourceRef: {kind: HelmRepository, name: a}}}}
`;
  const deployment = (name: string, more = '', namespace = 'bank') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}${more}}
spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}
`;
  const ledger = deployment('ledger');
  const mark = (label: string) => deployment('ledger', `, labels: {${label}}`);
  const note = (annotation: string) => deployment('ledger', `, annotations: {${annotation}}`);
  const byHelm = `, labels: {app.kubernetes.io/instance: a}, annotations: {meta.helm.sh/release-name: a}`;
  const byArgo = deployment('server', '', 'argocd').replace('image: a', `image: 'quay.io/argoproj/argocd:v3.5.1'`);
  const unknown = 'unknown not-seen';
  const partial = 'partial outside-git';

  test.each<[string, string, string]>([
    ['listed by Argo CD', argo(listed) + ledger, unknown],
    ['listed by none', argo(', resources: []') + ledger, partial],
    ['what lists it is of another cluster', argo(listed, `server: 'https://other:6443'`) + ledger, partial],
    ['this cluster by its name', argo(listed, 'name: in-cluster') + ledger, unknown],
    ['an Application does not list anything yet', argo('') + ledger, unknown],
    [
      'marked by one that is elsewhere',
      argo(', resources: []') + note(`argocd.argoproj.io/tracking-id: 'a:b'`),
      unknown,
    ],
    ['marked by a label that Argo CD uses', argo(', resources: []') + mark('app.kubernetes.io/instance: a'), unknown],
    ['that label of a chart that Helm installed', argo(', resources: []') + deployment('ledger', byHelm), partial],
    ['listed by Flux', kustomization(inventory) + ledger, unknown],
    ['not listed by Flux', kustomization('inventory: {entries: []}') + ledger, partial],
    ['Flux fills another cluster', kustomization(inventory, ', kubeConfig: {secretRef: {name: a}}') + ledger, partial],
    ['Flux does not list anything yet', kustomization('') + ledger, unknown],
    [
      'of a HelmRelease',
      helm + mark('helm.toolkit.fluxcd.io/name: ledger, helm.toolkit.fluxcd.io/namespace: bank'),
      unknown,
    ],
    ['no application at all', ledger, unknown],
    ['a namespace of the platform', argo(', resources: []') + deployment('a', '', 'kube-system'), unknown],
    ['what brings the others', argo(', resources: []') + byArgo, unknown],
  ])('%s', (_name, yaml, expected) => {
    const found = judgedBy(configurationInGit, clusterOf(yaml), policy('critical'));
    expect(found.filter((one) => one.endsWith('Cluster//api:6443'))).toEqual([`${expected} Cluster//api:6443`]);
  });

  test('one of ten is enough for Important, and Best Effort is not asked', () => {
    const nine = Array.from({ length: 9 }, (_, index) => deployment(`a-${index}`, ', labels: {olm.owner: a}')).join('');
    const found = (more: string, tier: 'critical' | 'important' | 'best-effort') =>
      judgedBy(configurationInGit, clusterOf(argo(', resources: []') + nine + more), policy(tier)).filter((one) =>
        one.includes('Cluster//'),
      );
    expect(found(ledger, 'important')).toEqual(['unknown not-seen Cluster//api:6443']);
    expect(found(ledger + deployment('other'), 'important')).toEqual(['partial outside-git Cluster//api:6443']);
    expect(found(ledger + deployment('other'), 'best-effort')).toEqual(['unknown not-seen Cluster//api:6443']);
  });

  test('what may not be listed is no fault', () => {
    const estate = clusterOf(argo(', resources: []') + ledger, { forbidden: ['argoproj.io/ApplicationSet'] });
    const found = judgedBy(configurationInGit, estate, policy('critical'));
    expect(found.filter((one) => one.includes('Cluster//'))).toEqual(['unknown not-seen Cluster//api:6443']);
  });

  test('the words name what is outside', () => {
    const found = findingsBy(
      configurationInGit,
      clusterOf(argo(listed) + ledger + deployment('other')),
      policy('critical'),
    );
    expect(found.find(({ reason }) => reason === 'outside-git')?.because).toBe(
      'no application that is seen brings 1 of 2 workloads, and they bear no mark of one (Deployment bank/other); 99 % are to be brought from Git',
    );
  });
});
