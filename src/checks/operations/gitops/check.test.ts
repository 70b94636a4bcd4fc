import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
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

describe('of a cluster', () => {
  const controller = (ready = 1, image = 'quay.io/argoproj/argocd:v3.1.0', rest = ''): string => `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: controller, namespace: argocd}
spec: {replicas: 1, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: '${image}'}]}}}
status: {readyReplicas: ${ready}${rest}}
`;
  const healing = ', syncPolicy: {automated: {selfHeal: true}}';
  const state = (sync: string, health: string, rest = ''): string =>
    `status: {sync: {status: ${sync}}, health: {status: ${health}}${rest}}`;
  const well = application(healing) + state('Synced', 'Healthy');
  const fluxController = controller(1, 'ghcr.io/fluxcd/kustomize-controller:v1.7.0');
  const ready = (status: string): string =>
    `status: {conditions: [{type: Ready, status: "${status}", reason: Because}]}`;
  const cluster = 'Cluster//api:6443';
  const apart = `notApplicable judged-apart ${cluster}`;

  test.each<[string, string, string[]]>([
    ['as-in-git', well + controller(), [apart, `pass as-in-git ${app}`]],
    ['a controller that does not work', well + controller(0), [apart, `unknown not-seen ${app}`]],
    ['no controller', well, [apart, `unknown not-seen ${app}`]],
    [
      'not-as-in-git: out of sync',
      application(healing) + state('OutOfSync', 'Healthy') + controller(),
      [apart, `partial not-as-in-git ${app}`],
    ],
    [
      'not-as-in-git: broken',
      application(healing) + state('Synced', 'Degraded') + controller(),
      [apart, `partial not-as-in-git ${app}`],
    ],
    [
      'not-as-in-git: what stands in Git cannot be read',
      application(healing) +
        state('Unknown', 'Healthy', ', conditions: [{type: ComparisonError, message: x}]') +
        controller(),
      [apart, `partial not-as-in-git ${app}`],
    ],
    [
      'one that is being brought',
      application(healing) + state('OutOfSync', 'Progressing') + controller(),
      [apart, `unknown not-seen ${app}`],
    ],
    [
      'one that somebody paused',
      application(healing) + state('Synced', 'Suspended') + controller(),
      [apart, `unknown not-seen ${app}`],
    ],
    ['without a state', application(healing) + controller(), [apart, `unknown not-seen ${app}`]],
    [
      'a fault of declaration stays',
      application('') + state('Synced', 'Healthy') + controller(),
      [apart, `partial auto-sync-off ${app}`],
    ],
    [
      'a set whose Applications are made',
      `${set(healing)}status: {conditions: [{type: ErrorOccurred, status: "False"}, {type: ResourcesUpToDate, status: "True"}]}${controller()}`,
      [apart, `pass as-in-git ${appSet}`],
    ],
    [
      'not-as-in-git: a set that cannot make them',
      `${set(healing)}status: {conditions: [{type: ErrorOccurred, status: "True", reason: x}]}${controller()}`,
      [apart, `partial not-as-in-git ${appSet}`],
    ],
    [
      'project-bounded: a project runs nothing',
      project(`https://git.bank.example/ledger`, `{namespace: '*', server: '*'}`),
      ['pass project-bounded AppProject/argocd/ledger', `unknown not-seen ${cluster}`],
    ],
    [
      'Flux',
      flux('Kustomization', 'path: ./apps') + ready('True') + fluxController,
      [apart, 'pass as-in-git Kustomization/bank/ledger'],
    ],
    [
      'not-as-in-git: Flux',
      flux('Kustomization', 'path: ./apps') + ready('False') + fluxController,
      [apart, 'partial not-as-in-git Kustomization/bank/ledger'],
    ],
    [
      'Flux is about to',
      flux('Kustomization', 'path: ./apps') + ready('Unknown') + fluxController,
      [apart, 'unknown not-seen Kustomization/bank/ledger'],
    ],
    [
      'what is suspended keeps the state that it had',
      flux('Kustomization', 'suspend: true') + ready('True') + fluxController,
      [apart, 'partial auto-sync-off Kustomization/bank/ledger'],
    ],
    [
      'not-as-in-git stands beside a setting that is not seen',
      flux('HelmRelease', 'chart: {spec: {chart: a}}') + ready('False') + fluxController,
      [apart, 'partial not-as-in-git HelmRelease/bank/ledger'],
    ],
    ['nothing that brings anything is no proof that nothing does', controller(), [`unknown not-seen ${cluster}`]],
  ])('%s', (_name, given, expected) => {
    expect(judgedBy(gitops, clusterOf(given))).toEqual(expected);
  });

  test('nothing passes while pods that may be its controller cannot be listed', () => {
    expect(judgedBy(gitops, clusterOf(well + controller(), { forbidden: ['apps/Deployment'] }))).toContain(
      `unknown not-seen ${app}`,
    );
  });

  test('an empty cluster is unknown', () => {
    const { outcomes } = assessedBy(gitops, clusterOf(''));
    expect(outcomes.find(({ criterion }) => criterion === 'operations/gitops')?.verdict).toBe('unknown');
  });
});
