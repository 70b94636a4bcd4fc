import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { gitops } from './check.ts';

const source = 'repoURL: https://git.bank.example/platform, path: apps/ledger';

function application(policy: string, destination = 'namespace: bank'): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ledger, namespace: argocd}
spec: {source: {${source}}, destination: {${destination}}${policy}}
`;
}

function set(policy: string, more = ''): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: ledger, namespace: argocd}
spec:
  generators: [{list: {elements: [{name: a}]}}]
  template: {spec: {source: {${source}}, destination: {namespace: '{{name}}'}${policy}}}
${more}
`;
}

function project(sources: string, destinations: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: ledger, namespace: argocd}
spec: {sourceRepos: [${sources}], destinations: [${destinations}]}
`;
}

function flux(kind: 'Kustomization' | 'HelmRelease', spec: string, interval = '10m'): string {
  const group = kind === 'Kustomization' ? 'kustomize.toolkit.fluxcd.io/v1' : 'helm.toolkit.fluxcd.io/v2';
  return `
apiVersion: ${group}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: {interval: ${interval}, ${spec}}
`;
}

function gitRepository(spec: string): string {
  return `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: ledger, namespace: bank}
spec: {interval: 1m, url: 'https://git.bank.example/platform', ${spec}}
`;
}

const app = 'Application/argocd/ledger';
const appSet = 'ApplicationSet/argocd/ledger';

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['declared well', application(', syncPolicy: {automated: {selfHeal: true}}'), [`unknown not-seen ${app}`]],
    ['auto-sync-off', application(''), [`partial auto-sync-off ${app}`]],
    [
      'auto-sync-off: options are none',
      application(', syncPolicy: {syncOptions: [CreateNamespace=true]}'),
      [`partial auto-sync-off ${app}`],
    ],
    [
      'auto-sync-off: disabled',
      application(', syncPolicy: {automated: {enabled: false, selfHeal: true}}'),
      [`partial auto-sync-off ${app}`],
    ],
    ['no-self-heal', application(', syncPolicy: {automated: {prune: true}}'), [`partial no-self-heal ${app}`]],
    [
      'no-self-heal: an empty object is automatic',
      application(', syncPolicy: {automated: {}}'),
      [`partial no-self-heal ${app}`],
    ],
    ['a set by its template', set(''), [`partial auto-sync-off ${appSet}`]],
    ['a set declared well', set(', syncPolicy: {automated: {selfHeal: true}}'), [`unknown not-seen ${appSet}`]],
    [
      'what a template fills in is not known',
      set(`, syncPolicy: {automated: {selfHeal: '{{heal}}'}}`),
      [`unknown not-seen ${appSet}`],
    ],
    [
      'a patch of the template may set it',
      set('', '  templatePatch: "spec: {syncPolicy: {}}"'),
      [`unknown not-seen ${appSet}`],
    ],
    [
      "a rolling sync is the controller's own",
      set('', '  strategy: {type: RollingSync}'),
      [`unknown not-seen ${appSet}`],
    ],
    [
      'project-allows-everything',
      project(`'*'`, `{namespace: '*', server: '*'}`),
      ['partial project-allows-everything AppProject/argocd/ledger'],
    ],
    [
      'a project for its namespaces',
      project(`'*'`, `{namespace: 'ledger-*', server: '*'}`),
      ['unknown not-seen AppProject/argocd/ledger'],
    ],
    [
      'a project for its repositories',
      project('https://git.bank.example/ledger', `{namespace: '*', server: '*'}`),
      ['unknown not-seen AppProject/argocd/ledger'],
    ],
    [
      'a project for some kinds',
      project(`'*'`, `{namespace: '*', server: '*'}`).replace(
        /\}\n$/,
        ', namespaceResourceWhitelist: [{group: apps, kind: Deployment}]}\n',
      ),
      ['unknown not-seen AppProject/argocd/ledger'],
    ],
    [
      'a project that forbids something',
      project(`'*'`, `{namespace: '*', server: '*'}, {namespace: '!kube-system', server: '*'}`),
      ['unknown not-seen AppProject/argocd/ledger'],
    ],
    [
      'Flux sets back at each interval',
      flux('Kustomization', 'path: ./apps, prune: true'),
      ['unknown not-seen Kustomization/bank/ledger'],
    ],
    [
      'auto-sync-off: suspended',
      flux('Kustomization', 'suspend: true'),
      ['partial auto-sync-off Kustomization/bank/ledger'],
    ],
    [
      'auto-sync-off: a suspended release',
      flux('HelmRelease', 'suspend: true'),
      ['partial auto-sync-off HelmRelease/bank/ledger'],
    ],
    [
      'no-self-heal: drift is only reported',
      flux('HelmRelease', 'driftDetection: {mode: warn}'),
      ['partial no-self-heal HelmRelease/bank/ledger'],
    ],
    [
      'drift is set back',
      flux('HelmRelease', 'driftDetection: {mode: enabled}'),
      ['unknown not-seen HelmRelease/bank/ledger'],
    ],
    [
      'set-back-late',
      flux('Kustomization', 'path: ./apps, prune: true', '48h'),
      ['partial set-back-late Kustomization/bank/ledger'],
    ],
    [
      'set-back-late: of a release',
      flux('HelmRelease', 'driftDetection: {mode: enabled}', '24h1m'),
      ['partial set-back-late HelmRelease/bank/ledger'],
    ],
    [
      'within a day',
      flux('Kustomization', 'path: ./apps, prune: true', '24h'),
      ['unknown not-seen Kustomization/bank/ledger'],
    ],
    [
      'an interval that is filled in later',
      flux('Kustomization', 'path: ./apps, prune: true', '"${INTERVAL}"'),
      ['unknown not-seen Kustomization/bank/ledger'],
    ],
    [
      'auto-sync-off: a suspended source',
      gitRepository('suspend: true'),
      ['partial auto-sync-off GitRepository/bank/ledger'],
    ],
    ['a source that is not suspended is no application', gitRepository('suspend: false'), []],
    [
      'a release that says nothing: the controller may be told to, by a gate',
      flux('HelmRelease', 'chart: {spec: {chart: ledger}}'),
      ['unknown not-seen HelmRelease/bank/ledger'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(judgedBy(gitops, given)).toEqual(expected);
  });

  test.each(['10 minutes', '1d', '-10m', '100ns', ''])(
    'an interval that Flux refuses is a named gap: %s',
    (interval) => {
      for (const given of [
        flux('Kustomization', 'path: ./apps', `'${interval}'`),
        flux('HelmRelease', 'suspend: true', `'${interval}'`),
      ]) {
        expect(judgedBy(gitops, given)).toEqual([]);
        expect(JSON.stringify(estateOf(given).facts.gitopsApplications.seen)).toContain(
          'spec.interval: expected a duration such as 10m',
        );
      }
    },
  );

  test('an application is of the tier of the namespace that it fills, wherever it lies itself', () => {
    const tiers = `
---
apiVersion: v1
kind: Namespace
metadata: {name: argocd, labels: {kubecompass.io/tier: critical}}
---
apiVersion: v1
kind: Namespace
metadata: {name: dev, labels: {kubecompass.io/tier: best-effort}}
`;
    const off = 'advice auto-sync-off ';
    expect(judgedBy(gitops, application('', 'namespace: dev') + tiers)).toEqual([
      `${off}${app}`,
      `unknown not-seen ${app}`,
    ]);
    expect(findingsBy(gitops, application('') + tiers).map(({ tier }) => tier)).toEqual(['important']);
    expect(findingsBy(gitops, application('', `server: https://kubernetes.default.svc`) + tiers)).toMatchObject([
      {
        tier: 'critical',
        because: 'it has no automated sync policy, so what is merged reaches the cluster only when somebody sees to it',
      },
    ]);
  });

  test('evidence names the field', () => {
    const [finding] = findingsBy(gitops, application(', syncPolicy: {automated: {prune: true}}'));
    expect(finding?.evidence).toMatchObject([{ path: 'spec.syncPolicy.automated.selfHeal' }]);
  });

  test('a field of a wrong type is a named gap', () => {
    const given = application(', syncPolicy: {automated: {selfHeal: "yes"}}');
    expect(estateOf(given).unreadable).toMatchObject([
      { message: expect.stringContaining('selfHeal: expected true or false') as string },
    ]);
    expect(judgedBy(gitops, given)).toEqual([]);
  });

  test('a folder without applications says nothing of GitOps', () => {
    const { outcomes } = assessedBy(gitops, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}', {
      authority: 'complete',
    });
    expect(outcomes.find(({ criterion }) => criterion === 'operations/gitops')?.verdict).toBe('unknown');
  });
});
