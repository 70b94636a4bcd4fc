import { loadAll } from 'js-yaml';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { gracefulDegradation } from './check.ts';

interface Given {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly tier?: string;
  readonly priority?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
}

function workload({
  kind = 'Deployment',
  name = 'ledger',
  namespace = 'bank',
  tier = 'critical',
  priority = 'priorityClassName: high',
  spec = 'replicas: 3',
  pod = 'hostNetwork: false',
  container = 'imagePullPolicy: Always',
}: Given = {}): string {
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}, labels: {kubecompass.io/tier: ${tier}}}
spec:
  ${spec}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${priority}
      ${pod}
      containers: [{name: app, image: registry.bank.example/${name}:1.4, ${container}}]
`;
}

const priorityClass = (name: string, value: number, more = 'globalDefault: false'): string =>
  `\n---\n{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: ${name}}, value: ${value}, ${more}}`;
const classes = priorityClass('high', 1000) + priorityClass('low', 10);
const report = { name: 'report', namespace: 'reports', tier: 'best-effort' };
const claim =
  '\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}';
const volume = 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]';
const recreate = 'strategy: {type: Recreate}';
const rolling = (amount: string): string => `replicas: 3\n  strategy: {rollingUpdate: {maxUnavailable: ${amount}}}`;
const service = (name: string, namespace = 'bank'): string =>
  `\n---\n{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}}`;
const brokenService =
  '\n---\n{apiVersion: v1, kind: Service, metadata: {name: broken, namespace: bank}, spec: {selector: 7}}';
const port = 'ports: [{containerPort: 8080}]';
const important = { tier: 'important' };

function judged(yaml: string): string[] {
  return judgedBy(gracefulDegradation, yaml)
    .filter((one) => one.includes('/ledger'))
    .map((one) => one.replace(/ \w+\/\w+\/\w+/, ''));
}

describe('what is said of a workload', () => {
  test.each<[string, string, string[]]>([
    [
      'important, and it outranks what is below',
      workload(important) + classes + workload({ ...report, priority: 'priorityClassName: low' }),
      ['pass ranked'],
    ],
    ['critical: what it calls was not seen', workload() + classes, ['unknown not-seen']],
    ['important, and its class was not seen', workload(important), ['unknown not-seen']],
    [
      'important, and the class of what is below was not seen',
      workload(important) + classes + workload({ ...report, priority: 'priorityClassName: other' }),
      ['unknown not-seen'],
    ],
    ['best-effort', workload({ tier: 'best-effort' }) + classes, ['notApplicable not-required']],
    [
      'a class below zero, and whether another is the default was not seen',
      workload({ ...important, priority: 'priorityClassName: least' }) + priorityClass('least', -10),
      ['unknown not-seen'],
    ],
    [
      'a class below the default',
      workload({ ...important, priority: 'priorityClassName: low' }) +
        classes +
        priorityClass('all', 500, 'globalDefault: true'),
      ['partial below-no-class'],
    ],
    [
      'a class below zero, and above the default',
      workload({ ...important, priority: 'priorityClassName: least' }) +
        priorityClass('least', -10) +
        priorityClass('all', -20, 'globalDefault: true'),
      ['pass ranked'],
    ],
    ['no class', workload({ priority: 'hostPID: false' }) + classes, ['partial no-priority-class']],
    [
      'no class, but one for all',
      workload({ priority: 'hostPID: false' }) + priorityClass('all', 10, 'globalDefault: true'),
      ['partial no-priority-class'],
    ],
    [
      'the lower outranks it',
      workload({ priority: 'priorityClassName: low' }) +
        classes +
        workload({ ...report, priority: 'priorityClassName: high' }),
      ['fail priority-inverted'],
    ],
    [
      'the default outranks it',
      workload({ priority: 'priorityClassName: low' }) +
        classes +
        priorityClass('all', 500, 'globalDefault: true') +
        workload({ ...report, priority: 'hostPID: false' }),
      ['fail priority-inverted'],
    ],
    [
      'a class of the API server on what is of a lower tier',
      workload({ priority: 'priorityClassName: low' }) +
        classes +
        workload({ ...report, priority: 'priorityClassName: system-cluster-critical' }),
      ['fail priority-inverted'],
    ],
    [
      'a class of the API server in its own namespace stands above all',
      workload({ priority: 'priorityClassName: low' }) +
        classes +
        workload({ ...report, namespace: 'kube-system', priority: 'priorityClassName: system-cluster-critical' }),
      ['unknown not-seen'],
    ],
    [
      'the platform itself may outrank it',
      workload({ priority: 'priorityClassName: low' }) +
        classes +
        workload({ ...report, namespace: 'kube-system', priority: 'priorityClassName: high' }),
      ['unknown not-seen'],
    ],
    [
      'an equal is no inversion',
      workload() + classes + workload({ ...report, priority: 'priorityClassName: high' }),
      ['unknown not-seen'],
    ],
    ['Recreate', workload({ spec: recreate, container: port }) + classes, ['fail rollout-takes-all-down']],
    [
      'Recreate, important',
      workload({ ...important, spec: recreate, container: port }) + classes,
      ['partial rollout-takes-all-down'],
    ],
    ['Recreate, and nobody asks it', workload({ ...important, spec: recreate }) + classes, ['pass ranked']],
    [
      'Recreate, and whether somebody asks it was not seen',
      workload({ ...important, spec: recreate }) + classes + brokenService,
      ['unknown not-seen'],
    ],
    [
      'Recreate for a volume',
      workload({ spec: recreate, container: port, pod: volume }) + classes + claim,
      ['partial rollout-takes-all-down-volume-bound'],
    ],
    [
      'Recreate for a volume that was not seen',
      workload({ spec: recreate, container: port, pod: volume }) + classes,
      ['unknown not-seen'],
    ],
    ['all at once', workload({ spec: rolling('100%'), container: port }) + classes, ['fail rollout-takes-all-down']],
    [
      'all at once, by number',
      workload({ spec: rolling('3'), container: port }) + classes,
      ['fail rollout-takes-all-down'],
    ],
    ['a half', workload({ spec: rolling('50%') }) + classes, ['unknown not-seen']],
    [
      'all of a DaemonSet',
      workload({
        kind: 'DaemonSet',
        spec: 'updateStrategy: {rollingUpdate: {maxUnavailable: 100%}}',
        container: port,
      }) + classes,
      ['fail rollout-takes-all-down'],
    ],
    ['Recreate of nothing', workload({ spec: `replicas: 0\n  ${recreate}` }) + classes, ['unknown not-seen']],
    ['no grace', workload({ pod: 'terminationGracePeriodSeconds: 0' }) + classes, ['partial no-grace']],
    [
      'no preStop',
      workload({ ...important, container: port }) + classes + service('ledger'),
      ['advice no-pre-stop#app', 'pass ranked'],
    ],
    [
      'a preStop',
      workload({ ...important, container: `${port}, lifecycle: {preStop: {sleep: {seconds: 5}}}` }) +
        classes +
        service('ledger'),
      ['pass ranked'],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('who outranks it is named with both priorities', () => {
    const yaml =
      workload({ priority: 'priorityClassName: low' }) +
      classes +
      workload({ ...report, priority: 'priorityClassName: high' });
    const found = findingsBy(gracefulDegradation, yaml).find(({ reason }) => reason === 'priority-inverted');
    expect(found?.because).toBe(
      'Deployment reports/report, of the best-effort tier, has the priority 1000, and it has 10: where room is short, it is evicted for that',
    );
  });

  test('of a class that preempts nobody nothing is said to be evicted', () => {
    const yaml =
      workload({ priority: 'priorityClassName: low' }) +
      priorityClass('low', 10) +
      priorityClass('patient', 1000, 'preemptionPolicy: Never') +
      workload({ ...report, priority: 'priorityClassName: patient' });
    const found = findingsBy(gracefulDegradation, yaml).find(({ reason }) => reason === 'priority-inverted');
    expect(found?.because).toMatch(/and it has 10: where room is short, that is placed before it$/);
  });

  test('two classes of one name that differ are evidence of nothing', () => {
    const files = {
      'a/all.yaml': workload(important) + classes,
      'b/high.yaml': priorityClass('high', 5),
    };
    expect(judgedBy(gracefulDegradation, files)).toEqual(['unknown not-seen Deployment/bank/ledger']);
  });

  test('a class that cannot be read is a gap', () => {
    expect(judged(workload(important) + priorityClass('high', 1000).replace('1000', 'much'))).toEqual([
      'unknown not-seen',
    ]);
  });
});

interface Hook {
  readonly failurePolicy?: string;
  readonly rule?: string;
  readonly more?: string;
  readonly client?: string;
  readonly api?: string;
}

function webhook({
  failurePolicy = 'failurePolicy: Fail',
  rule = "{apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}",
  more = 'sideEffects: None',
  client = 'service: {name: gate, namespace: gates}',
  api = 'v1',
}: Hook = {}): string {
  return `
---
apiVersion: admissionregistration.k8s.io/${api}
kind: ValidatingWebhookConfiguration
metadata: {name: gatehook}
webhooks: [{name: gate.bank.example, ${failurePolicy}, clientConfig: {${client}}, rules: [${rule}], ${more}}]
`;
}

const gate = (given: Given = {}): string =>
  workload({ name: 'gate', namespace: 'gates', spec: 'replicas: 2', ...given });
const budget =
  '\n---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: gate, namespace: gates}, spec: {maxUnavailable: 1, selector: {matchLabels: {app: gate}}}}';
const behind = service('gate', 'gates');
const guarded = workload() + classes;

/** What is said of the webhook for the tier of what it guards. */
function saidOfHook(yaml: string, tier = 'critical'): string[] {
  return findingsBy(gracefulDegradation, yaml)
    .filter((one) => one.subject.name === 'gatehook' && one.tier === tier)
    .map(({ verdict, reason }) => `${verdict} ${reason}`);
}

describe('what is said of a webhook', () => {
  test.each<[string, string, string[]]>([
    ['two replicas and a budget', guarded + webhook() + gate() + budget + behind, ['pass stands-firm']],
    ['one replica', guarded + webhook() + gate({ spec: 'replicas: 1' }) + behind, ['fail webhook-fails-closed-alone']],
    ['no budget', guarded + webhook() + gate() + behind, ['fail webhook-fails-closed-alone']],
    [
      'important',
      workload(important) + classes + webhook() + gate({ ...important, spec: 'replicas: 1' }) + behind,
      ['partial webhook-fails-closed-alone'],
    ],
    ['of a lower tier', guarded + webhook() + gate(important) + budget + behind, ['fail webhook-of-lower-tier']],
    [
      'Fail is the default',
      guarded + webhook({ failurePolicy: 'timeoutSeconds: 5' }) + gate({ spec: 'replicas: 1' }) + behind,
      ['fail webhook-fails-closed-alone'],
    ],
    [
      'of the beta it is not',
      guarded +
        webhook({ failurePolicy: 'timeoutSeconds: 5', api: 'v1beta1' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['notApplicable fails-open'],
    ],
    [
      'Ignore',
      guarded + webhook({ failurePolicy: 'failurePolicy: Ignore' }) + gate({ spec: 'replicas: 1' }) + behind,
      ['notApplicable fails-open'],
    ],
    [
      'about other objects',
      guarded +
        webhook({ rule: '{apiGroups: [cert-manager.io], resources: [certificates], operations: [CREATE]}' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['notApplicable fails-open'],
    ],
    [
      'about all objects',
      guarded +
        webhook({ rule: "{apiGroups: ['*'], resources: ['*'], operations: ['*']}" }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['fail webhook-fails-closed-alone'],
    ],
    ['its Service was not seen', guarded + webhook() + gate(), ['unknown not-seen']],
    ['what answers was not seen', guarded + webhook() + behind, ['unknown not-seen']],
    ['it is called by a URL', guarded + webhook({ client: 'url: "https://gate.bank.example"' }), ['unknown not-seen']],
    [
      'expressions narrow it down',
      guarded +
        webhook({ more: 'matchConditions: [{name: some, expression: "true"}]' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['unknown not-seen'],
    ],
    [
      'pods of another label',
      guarded +
        webhook({ more: 'objectSelector: {matchLabels: {gate: open}}' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['notApplicable out-of-reach'],
    ],
    [
      'another namespace, by its name',
      guarded +
        webhook({ more: 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['notApplicable out-of-reach'],
    ],
    [
      'by labels that were not seen',
      guarded +
        webhook({ more: 'namespaceSelector: {matchLabels: {gate: open}}' }) +
        gate({ spec: 'replicas: 1' }) +
        behind,
      ['unknown not-seen'],
    ],
    [
      'by labels that were seen',
      `${guarded + webhook({ more: 'namespaceSelector: {matchLabels: {gate: open}}' }) + gate({ spec: 'replicas: 1' }) + behind}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {gate: open}}}`,
      ['fail webhook-fails-closed-alone'],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(saidOfHook(yaml, yaml.includes('tier: critical') ? 'critical' : 'important')).toEqual(expected);
  });

  test('what nobody assigned is not said to be of a lower tier', () => {
    const unassigned = (gate() + budget + behind).replace('labels: {kubecompass.io/tier: critical}', 'labels: {}');
    expect(saidOfHook(guarded + webhook() + unassigned)).toEqual(['pass stands-firm']);
  });

  test('what is guarded, and what answers, is named', () => {
    const yaml = guarded + webhook() + gate({ spec: 'replicas: 1' }) + behind;
    const found = findingsBy(gracefulDegradation, yaml).find(({ reason }) => reason === 'webhook-fails-closed-alone');
    expect(found?.because).toBe(
      'while it does not answer, no pod of Deployment bank/ledger can start, and Deployment gates/gate, which answers, runs a single replica',
    );
  });
});

test.each<[string, string[]]>([
  ['', ['partial below-no-class']],
  ['scheduling.k8s.io/PriorityClass', ['unknown not-seen']],
])('of a cluster without a default, a class below zero goes first: %s', (forbidden, expected) => {
  const given = `${workload({ ...important, priority: 'priorityClassName: least' })}${priorityClass('least', -10)}`;
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } };
  const objects = loadAll(given).filter(Boolean) as Raw[];
  const cluster = clusterOf([namespace, ...objects], { forbidden: forbidden === '' ? [] : [forbidden] });
  expect(
    judgedBy(gracefulDegradation, cluster).flatMap((one) =>
      one.endsWith('/ledger') ? [one.replace(/ \S+$/, '')] : [],
    ),
  ).toEqual(expected);
});

describe('of a cluster, what answers a webhook', () => {
  const slice = (ready: boolean): Raw => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'gate-x', namespace: 'gates', labels: { 'kubernetes.io/service-name': 'gate' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
  });
  const all = loadAll(guarded + webhook() + gate() + budget + behind).filter(Boolean) as Raw[];
  const namespaces = ['bank', 'gates'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const said = (slices: readonly Raw[], forbidden: readonly string[] = []): string[] =>
    findingsBy(gracefulDegradation, clusterOf([...namespaces, ...all, ...slices], { forbidden }))
      .filter(({ subject, tier }) => subject.name === 'gatehook' && tier === 'critical')
      .map(({ verdict, reason }) => `${verdict} ${reason}`);

  test.each<[string, readonly Raw[], readonly string[], string]>([
    ['is ready', [slice(true)], [], 'pass stands-firm'],
    ['webhook-unanswered', [slice(false)], [], 'fail webhook-unanswered'],
    ['has no endpoint at all', [], [], 'fail webhook-unanswered'],
    ['was not seen', [], ['discovery.k8s.io/EndpointSlice'], 'unknown not-seen'],
  ])('%s', (_name, slices, forbidden, expected) => {
    expect(said(slices, forbidden)).toEqual([expected]);
  });
});
