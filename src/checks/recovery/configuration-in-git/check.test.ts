import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { judgedBy } from '../../../../test/support/judged.ts';
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
