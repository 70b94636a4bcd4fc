import { describe, expect, test } from 'vitest';
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

function said(yaml: string): string[] {
  return [...new Set(judgedBy(configurationInGit, yaml))].filter((one) => !one.includes('latform'));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'synced by itself',
      application('syncPolicy: {automated: {selfHeal: true}}'),
      ['unknown not-seen Application/argocd/ledger'],
    ],
    ['not-applied', application(''), ['partial not-applied Application/argocd/ledger']],
    ['applied by Flux', flux(''), ['unknown not-seen Kustomization/flux-system/ledger']],
    ['not-applied: suspended', flux(', suspend: true'), ['partial not-applied Kustomization/flux-system/ledger']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });
});

test('nothing that is held is unknown', () => {
  expect(judgedBy(configurationInGit, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}')).toEqual([
    expect.stringMatching(/^unknown not-seen /),
  ]);
});
