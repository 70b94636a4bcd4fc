import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { undeclaredPolicy } from '../../../estate/policy.ts';
import { quotasAndLimits } from './check.ts';

const bank = `
---
apiVersion: v1
kind: Namespace
metadata: {name: bank}
`;

const quota = `
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: quota, namespace: bank}
spec: {hard: {requests.cpu: "4", requests.memory: 8Gi, pods: "50"}}
`;

const bounds = `
---
apiVersion: v1
kind: LimitRange
metadata: {name: bounds, namespace: bank}
spec: {limits: [{type: Pod, max: {memory: 16Gi}}]}
`;

function limitRange(item: string): string {
  return bounds.replace('{type: Pod, max: {memory: 16Gi}}', `{type: Container, ${item}}`);
}

function deployment(resources: string, more = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {${more}containers: [{name: app, image: registry.bank.example/ledger:1.4, resources: ${resources}}]}
`;
}

const storage = 'ephemeral-storage: 1Gi';
const whole = `{requests: {cpu: 100m, memory: 128Mi, ${storage}}, limits: {memory: 256Mi}}`;
const tenant = bank + quota + bounds;

/** What is said of the Deployment, by `reason#container`; its namespace is well fenced. */
function saidOf(resources: string, extra = '', options: JudgedOptions = {}, more = ''): string[] {
  return judgedBy(quotasAndLimits, tenant + deployment(resources, more) + extra, options)
    .filter((line) => line.includes('Deployment/'))
    .map((line) => line.replace(' Deployment/bank/ledger', ''));
}

describe('verdicts of containers', () => {
  test.each<[string, string, string[]]>([
    ['bounded', whole, ['pass bounded']],
    ['no-cpu-request', `{requests: {memory: 128Mi, ${storage}}, limits: {memory: 256Mi}}`, ['fail no-cpu-request#app']],
    [
      'no-memory-request',
      `{requests: {cpu: 100m, memory: 0, ${storage}}, limits: {memory: 256Mi}}`,
      ['fail no-memory-request#app'],
    ],
    ['no-memory-limit', `{requests: {cpu: 100m, memory: 128Mi, ${storage}}}`, ['partial no-memory-limit#app']],
    [
      'limit-below-request',
      `{requests: {cpu: 100m, memory: 1Gi, ${storage}}, limits: {memory: 1G}}`,
      ['fail limit-below-request#app'],
    ],
    [
      'no-ephemeral-storage',
      '{requests: {cpu: 100m}, limits: {memory: 256Mi}}',
      ['advice no-ephemeral-storage#app', 'pass bounded'],
    ],
    [
      'memory-limit-far-above-request',
      `{requests: {cpu: 100m, memory: 128Mi, ${storage}}, limits: {memory: 1Gi}}`,
      ['advice memory-limit-far-above-request#app', 'pass bounded'],
    ],
    [
      'four times is not far',
      `{requests: {cpu: 100m, memory: 256Mi, ${storage}}, limits: {memory: 1Gi}}`,
      ['pass bounded'],
    ],
    ['a limit is the request that is not given', `{limits: {cpu: 1, memory: 1Gi, ${storage}}}`, ['pass bounded']],
    [
      'nothing',
      '{}',
      [
        'advice no-ephemeral-storage#app',
        'fail no-cpu-request#app',
        'fail no-memory-request#app',
        'partial no-memory-limit#app',
      ],
    ],
    [
      'amounts that are filled in later',
      `{requests: {cpu: 100m, memory: 128Mi, ${storage}}, limits: {memory: "\${MEM}"}}`,
      ['unknown not-seen'],
    ],
    [
      'which hide no other fault',
      `{requests: {cpu: "\${CPU}", ${storage}}, limits: {}}`,
      ['fail no-memory-request#app', 'partial no-memory-limit#app'],
    ],
  ])('%s', (_name, resources, expected) => {
    expect(saidOf(resources)).toEqual(expected);
  });

  test('a CPU limit is missed only where the policy file demands it', () => {
    expect(saidOf(whole, '', { policy: { requireCpuLimit: true } })).toEqual(['partial no-cpu-limit#app']);
    expect(saidOf(whole.replace('limits: {', 'limits: {cpu: 1, '), '', { policy: { requireCpuLimit: true } })).toEqual([
      'pass bounded',
    ]);
  });

  test('init containers and sidecars are judged, ephemeral containers have no resources', () => {
    const more = `initContainers: [{name: mesh, image: mesh:1, restartPolicy: Always}, {name: migrate, image: migrate:1, resources: ${whole}}], ephemeralContainers: [{name: debug, image: debug:1}], `;
    expect(saidOf(whole, '', {}, more).filter((line) => line.startsWith('fail'))).toEqual([
      'fail no-cpu-request#mesh',
      'fail no-memory-request#mesh',
    ]);
  });

  test('an init container runs on what the others ask for, and can still take all memory', () => {
    const more = 'initContainers: [{name: plugin, image: plugin:1}], ';
    expect(saidOf(whole, '', {}, more).filter((line) => !line.startsWith('advice'))).toEqual([
      'partial no-memory-limit#plugin',
    ]);
  });

  test('amounts of the pod as a whole stand for those of its containers', () => {
    expect(
      saidOf(`{requests: {${storage}}}`, '', {}, 'resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}, '),
    ).toEqual(['pass bounded']);
    expect(saidOf(whole, '', {}, 'resources: {requests: {cpu: 2}, limits: {cpu: 1}}, ')).toEqual([
      'fail limit-below-request',
    ]);
  });

  test('Jobs and CronJobs have containers too', () => {
    const job =
      tenant +
      deployment('{}')
        .replace('apps/v1', 'batch/v1')
        .replace('kind: Deployment', 'kind: Job')
        .replace(/selector: \{matchLabels: \{[^}]*\}\},?\s*/, '')
        .replace('containers:', 'restartPolicy: Never, containers:');
    expect(judgedBy(quotasAndLimits, job)).toContain('fail no-cpu-request Job/bank/ledger#app');
    const cronJob = `${tenant}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: bank}
spec: {schedule: '@daily', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: a:1}]}}}}}`;
    expect(judgedBy(quotasAndLimits, cronJob)).toContain('fail no-cpu-request CronJob/bank/nightly#app');
  });

  test('a template without containers proves nothing', () => {
    expect(
      judgedBy(
        quotasAndLimits,
        `${tenant}\n---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: ledger, namespace: bank}\nspec: {replicas: 3}`,
      ),
    ).toContain('unknown not-seen Rollout/bank/ledger');
  });
});

describe('what LimitRanges give', () => {
  const gives = limitRange(
    'defaultRequest: {cpu: 10m, memory: 64Mi, ephemeral-storage: 1Gi}, default: {memory: 128Mi}',
  ).replace('name: bounds', 'name: defaults');

  test('counts as if the container said it', () => {
    expect(saidOf('{}', gives)).toEqual(['pass bounded']);
  });

  test('a default limit below a request keeps the pod from starting', () => {
    const finding = findingsBy(
      quotasAndLimits,
      tenant + deployment(`{requests: {cpu: 100m, memory: 1Gi, ${storage}}}`) + gives,
    ).find(({ reason }) => reason === 'limit-below-request');
    expect(finding?.because).toBe(
      'the default memory limit of LimitRange defaults, 128Mi, is below the request of 1Gi: the API server refuses such a pod',
    );
    expect(finding?.evidence.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'Deployment spec.template.spec.containers[0].resources.limits.memory',
      'LimitRange spec.limits',
    ]);
  });

  test('is not known where the folder does not hold the Namespace', () => {
    expect(judgedBy(quotasAndLimits, deployment('{}'))).toEqual([
      'unknown not-seen Deployment/bank/ledger',
      'unknown not-seen Namespace/bank/bank',
    ]);
    expect(judgedBy(quotasAndLimits, deployment(whole))).toContain('pass bounded Deployment/bank/ledger');
    expect(judgedBy(quotasAndLimits, deployment('{}') + gives)).toContain('pass bounded Deployment/bank/ledger');
  });

  test('is not known while a LimitRange cannot be read', () => {
    const broken =
      '\n---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: broken, namespace: bank}\nspec: {limits: all}';
    expect(saidOf('{}', broken)).toEqual(['unknown not-seen']);
    expect(saidOf(whole, broken)).toEqual(['unknown not-seen']);
    expect(saidOf(whole.replace('limits: {', `limits: {cpu: 1, ${storage}, `), broken)).toEqual(['pass bounded']);
  });

  test('is what the folder says with --complete', () => {
    expect(judgedBy(quotasAndLimits, deployment('{}'), { authority: 'complete' })).toContain(
      'fail no-cpu-request Deployment/bank/ledger#app',
    );
  });
});

describe('verdicts of namespaces', () => {
  const gives = limitRange('defaultRequest: {cpu: 10m, memory: 64Mi}');
  const said = (yaml: string, options: JudgedOptions = {}): string[] =>
    judgedBy(quotasAndLimits, yaml, options).map((line) => line.replace(' Namespace/bank/bank', ''));

  test.each<[string, string, string[]]>([
    ['capped', tenant, ['pass capped']],
    ['no-quota', bank + bounds, ['partial no-quota']],
    ['no-limit-range', bank + quota, ['partial no-limit-range']],
    [
      'quota-without-compute',
      bank + bounds + quota.replace(/hard: .*/, 'hard: {pods: "50"}}'),
      ['partial quota-without-compute'],
    ],
    [
      'quota-counts-pods-only',
      bank + gives + quota.replace(/hard: .*/, 'hard: {pods: "50"}}'),
      ['advice quota-counts-pods-only', 'pass capped'],
    ],
    [
      'a quota for some pods',
      bank + bounds + quota.replace('spec: {', 'spec: {scopes: [BestEffort], '),
      ['partial quota-without-compute'],
    ],
    ['the folder does not hold the Namespace', bounds, ['unknown not-seen']],
    ['and what it holds counts', quota + bounds, ['pass capped']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('weigh by tier', () => {
    const of = (tier: string): string[] =>
      said(bank.replace('{name: bank}', `{name: bank, labels: {kubecompass.io/tier: ${tier}}}`));
    expect(of('critical')).toEqual(['fail no-quota', 'partial no-limit-range']);
    const counted = bounds + quota.replace(/hard: .*/, 'hard: {pods: "50"}}');
    expect(
      said(bank.replace('{name: bank}', '{name: bank, labels: {kubecompass.io/tier: best-effort}}') + counted),
    ).toEqual(['advice quota-without-compute', 'pass capped']);
  });

  test('the platform’s own are no subjects, and their workloads are', () => {
    const yaml = (bank + deployment('{}')).replaceAll('bank}', 'kube-system}');
    expect(judgedBy(quotasAndLimits, yaml).filter((line) => line.startsWith('fail'))).toEqual([
      'fail no-cpu-request Deployment/kube-system/ledger#app',
      'fail no-memory-request Deployment/kube-system/ledger#app',
    ]);
    expect(judgedBy(quotasAndLimits, yaml).some((line) => line.includes('Namespace/'))).toBe(false);
    expect(said(bank, { policy: { platformNamespaces: [...undeclaredPolicy.platformNamespaces, 'bank'] } })).toEqual(
      [],
    );
  });

  test('objects without a namespace never lack a quota', () => {
    const yaml = deployment(whole).replace(', namespace: bank', '');
    expect(judgedBy(quotasAndLimits, yaml, { authority: 'complete' })).toEqual([
      'pass bounded Deployment/(not stated)/ledger',
      'unknown not-seen Namespace/(not stated)/(not stated)',
    ]);
  });
});

describe('traps', () => {
  test('F26 a tenant namespace without quota and LimitRange does not pass', () => {
    expect(judgedBy(quotasAndLimits, bank)).toEqual([
      'partial no-limit-range Namespace/bank/bank',
      'partial no-quota Namespace/bank/bank',
    ]);
    const critical = { tiers: { default: 'critical' as const, rules: [] } };
    expect(judgedBy(quotasAndLimits, bank, { policy: critical })).toContain('fail no-quota Namespace/bank/bank');
  });

  test('F48 a complete LimitRange and ResourceQuota pass, and fail no neighbour', () => {
    const gives = limitRange(
      'defaultRequest: {cpu: 10m, memory: 64Mi, ephemeral-storage: 1Gi}, default: {memory: 128Mi}',
    );
    const shop = '\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: bank}\n';
    expect(judgedBy(quotasAndLimits, bank + quota + gives + shop + deployment('{}'))).toEqual([
      'pass bounded Deployment/bank/ledger',
      'pass capped Namespace/bank/bank',
    ]);
  });
});

test('a pass points at the resources of every container', () => {
  const whole = '{requests: {cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi}, limits: {memory: 1Gi}}';
  const finding = findingsBy(quotasAndLimits, deployment(whole)).find(({ reason }) => reason === 'bounded');
  expect(finding?.subject).toEqual({ kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: 'ledger' });
  expect(finding?.evidence.map(({ path }) => path)).toEqual(['spec.template.spec.containers[0].resources']);
});

describe('a namespace of a cluster in which nothing runs', () => {
  const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n---\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: default}\nspec: {containers: [{name: a, image: a:1}]}\n';
  // Scaled to none today, and not tomorrow.
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: bank}\nspec: {replicas: 0, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a:1}]}}}\n';
  const of = (given: ReturnType<typeof clusterOf>, name: string): string[] => [
    ...new Set(
      judgedBy(quotasAndLimits, given)
        .filter((one) => one.endsWith(` Namespace/${name}/${name}`))
        .map((one) => one.split(' ').slice(0, 2).join(' ')),
    ),
  ];

  test.each(['default', 'bank'])('nothing runs in %s', (name) => {
    expect(of(clusterOf(namespace(name)), name)).toEqual(['notApplicable nothing-runs-there']);
  });

  test('something runs in it', () => {
    expect(of(clusterOf(namespace('default') + pod), 'default')).not.toContain('notApplicable nothing-runs-there');
    expect(of(clusterOf(namespace('bank') + deployment), 'bank')).not.toContain('notApplicable nothing-runs-there');
  });

  test('what runs in it may not be listed', () => {
    for (const forbidden of ['/Pod', 'apps/Deployment'])
      expect(of(clusterOf(namespace('bank'), { forbidden: [forbidden] }), 'bank')).toEqual(['unknown not-seen']);
  });

  test('a folder that holds it is held to it', () => {
    expect(judgedBy(quotasAndLimits, namespace('default')).join()).not.toContain('nothing-runs-there');
  });
});

test('kube-proxy is of the node, where an installer puts it, and anywhere else is like any other workload', () => {
  const proxy = (namespace: string): string => `
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: ${namespace}}
spec:
  selector: {matchLabels: {k8s-app: kube-proxy}}
  template:
    metadata: {labels: {k8s-app: kube-proxy}}
    spec:
      priorityClassName: system-node-critical
      containers: [{name: kube-proxy, image: registry.k8s.io/kube-proxy:v1.37.2, command: [/usr/local/bin/kube-proxy]}]
`;
  const said = (namespace: string): string[] =>
    judgedBy(quotasAndLimits, tenant + proxy(namespace)).filter((line) => line.includes('DaemonSet/'));
  expect(said('kube-system')).toEqual(['notApplicable of-the-node DaemonSet/kube-system/kube-proxy']);
  expect(said('bank').join()).toContain('no-memory-request');
});
