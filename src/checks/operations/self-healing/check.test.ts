import { loadAll } from 'js-yaml';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { findingsBy } from '../../../../test/support/judged.ts';
import { selfHealing } from './check.ts';

interface Given {
  readonly tier?: string;
  readonly metadata?: string;
  readonly spec?: string;
}

function pod({ tier = 'critical', metadata = 'annotations: {}', spec = 'hostPID: false' }: Given = {}): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: ${tier}}, ${metadata}}
spec: {containers: [{name: app, image: registry.bank.example/ledger:1.4}], ${spec}}
`;
}

const template =
  'template: {spec: {restartPolicy: Never, containers: [{name: app, image: registry.bank.example/ledger:1.4}]}}';
const head = 'metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: critical}}';
const job = (bounds: string): string => `{apiVersion: batch/v1, kind: Job, ${head}, spec: {${bounds}, ${template}}}`;
const cronJob = (policy: string): string =>
  `{apiVersion: batch/v1, kind: CronJob, ${head}, spec: {schedule: '0 3 * * *', ${policy}, jobTemplate: {spec: {backoffLimit: 2, activeDeadlineSeconds: 600, ${template}}}}}`;
const deployment = `{apiVersion: apps/v1, kind: Deployment, ${head}, spec: {selector: {matchLabels: {app: ledger}}, template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: app, image: registry.bank.example/ledger:1.4}]}}}}`;

function said(yaml: string): string[] {
  return findingsBy(selfHealing, yaml)
    .filter(({ subject }) => subject.name === 'ledger')
    .map(({ verdict, reason }) => `${verdict} ${reason}`)
    .toSorted();
}

describe('what is said', () => {
  test.each<[string, string, string[]]>([
    ['a Deployment', deployment.replace('critical', 'important'), ['pass made-again']],
    ['a critical one: whether its nodes are repaired was not seen', deployment, ['unknown not-seen']],
    ['a bare Pod', pod(), ['fail bare-pod']],
    ['a bare Pod, important', pod({ tier: 'important' }), ['partial bare-pod']],
    ['a bare Pod, best-effort', pod({ tier: 'best-effort' }), ['partial bare-pod']],
    [
      'a Pod that something made',
      pod({ tier: 'important', metadata: 'ownerReferences: [{kind: ReplicaSet, name: ledger, controller: true}]' }),
      ['pass made-again'],
    ],
    [
      'a static Pod',
      pod({ spec: 'hostNetwork: true, priorityClassName: system-node-critical' }),
      ['notApplicable static'],
    ],
    ['a Pod that is never restarted', pod({ spec: 'restartPolicy: Never' }), ['partial restart-never']],
    [
      'the same, important',
      pod({ tier: 'important', spec: 'restartPolicy: OnFailure' }),
      ['advice restart-never', 'notApplicable ends'],
    ],
    [
      'a Job without bounds',
      job('parallelism: 1'),
      ['advice never-cleaned-up', 'advice no-deadline', 'advice no-retry-limit', 'notApplicable ends'],
    ],
    [
      'a Job with bounds',
      job('backoffLimit: 0, activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 3600'),
      ['notApplicable ends'],
    ],
    ['a CronJob whose runs may overlap', cronJob('suspend: false'), ['advice runs-may-overlap', 'notApplicable ends']],
    ['a CronJob whose runs may not', cronJob('concurrencyPolicy: Forbid'), ['notApplicable ends']],
  ])('%s', (_, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('a Pod without an image is no Pod', () => {
    expect(said(pod().replace(', image: registry.bank.example/ledger:1.4', ''))).toEqual([]);
  });

  test('a Job that cannot be read is a gap, never evidence', () => {
    expect(said(job('backoffLimit: many'))).toEqual([]);
  });
});

describe('what repairs the nodes of a critical workload', () => {
  const check = (more: string, version = 'cluster.x-k8s.io/v1beta1'): string => `
---
apiVersion: ${version}
kind: MachineHealthCheck
metadata: {name: workers, namespace: clusters}
spec: {${more}}
`;

  test.each([
    ['', 'kubectl get -A machinehealthchecks.cluster.x-k8s.io', 'cluster.x-k8s.io/v1beta2'],
    ['maxUnhealthy: 40%', 'kubectl get -A machinehealthchecks.machine.openshift.io', 'machine.openshift.io/v1beta1'],
  ])('is named where it is declared: %s', (more, proof, version) => {
    expect(findingsBy(selfHealing, deployment + check(more, version)).map(({ because }) => because)).toEqual([
      `the repair of nodes by MachineHealthCheck/workers is declared, not yet seen to run; \`${proof}\` shows it`,
    ]);
  });

  test.each(['maxUnhealthy: 0', 'maxUnhealthy: 0%', 'remediation: {triggerIf: {unhealthyLessThanOrEqualTo: 0}}'])(
    'repairs none where it is told so: %s',
    (more) => {
      expect(findingsBy(selfHealing, deployment + check(more)).map(({ because }) => because)).toEqual([
        expect.stringContaining('was not seen'),
      ]);
    },
  );
});

describe('of a cluster, the repair of nodes', () => {
  const repair = (apiVersion: string, kind: string, status: Raw): Raw => ({
    apiVersion,
    kind,
    metadata: { name: 'workers', namespace: 'machines' },
    spec: { selector: {} },
    status,
  });
  const watches = (expectedMachines: number, allowed: string): Raw => ({
    expectedMachines,
    currentHealthy: expectedMachines,
    conditions: [{ type: 'RemediationAllowed', status: allowed }],
  });
  const openShift = 'machine.openshift.io/v1beta1';
  const [health, medik8s] = ['MachineHealthCheck', 'NodeHealthCheck'];

  test.each<[string, readonly Raw[], string]>([
    ['is seen to watch', [repair(openShift, health, watches(3, 'True'))], 'pass repaired'],
    ['watches no machine', [repair(openShift, health, watches(0, 'True'))], 'unknown not-seen'],
    ['may repair none', [repair(openShift, health, watches(3, 'False'))], 'unknown not-seen'],
    [
      'is enabled',
      [repair('remediation.medik8s.io/v1alpha1', medik8s, { phase: 'Enabled', observedNodes: 3 })],
      'pass repaired',
    ],
    ['is disabled', [repair('remediation.medik8s.io/v1alpha1', medik8s, { phase: 'Disabled' })], 'unknown not-seen'],
    ['is one of other clusters', [repair('cluster.x-k8s.io/v1beta1', health, watches(3, 'True'))], 'unknown not-seen'],
    ['was not seen', [], 'unknown not-seen'],
  ])('%s', (_name, objects, expected) => {
    const found = findingsBy(selfHealing, clusterOf([...(loadAll(deployment) as Raw[]), ...objects]));
    expect(
      found.filter(({ subject }) => subject.name === 'ledger').map(({ verdict, reason }) => `${verdict} ${reason}`),
    ).toEqual([expected]);
  });

  const karpenter = (container: Raw, image = 'public.ecr.aws/karpenter/controller:1.8.1', ready = 2): Raw => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'karpenter', namespace: 'kube-system' },
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'controller', image, ...container }] } } },
    status: { replicas: 2, updatedReplicas: 2, readyReplicas: ready, availableReplicas: ready },
  });
  const gates = (value: string): Raw => ({ env: [{ name: 'FEATURE_GATES', value }] });
  const nodeOf = (name: string, labels: Raw): Raw => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const podOn = (node: string): Raw => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `ledger-${node}`,
      namespace: 'bank',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'ledger', uid: 'ledger', controller: true }],
    },
    spec: { nodeName: node, containers: [{ name: 'app', image: 'a' }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const made = [nodeOf('made', { 'karpenter.sh/nodepool': 'default' }), podOn('made')];
  const other = [nodeOf('other', {}), podOn('other')];
  test.each<[string, readonly Raw[], string, string[]]>([
    ['the variable', [karpenter(gates('A=false,NodeRepair=True')), ...made], 'pass repaired', []],
    ['the flag', [karpenter({ args: ['--feature-gates', 'NodeRepair=true'] }), ...made], 'pass repaired', []],
    [
      'the flag closes what the variable opens',
      [karpenter({ args: ['--feature-gates=NodeRepair=false'], ...gates('NodeRepair=true') }), ...made],
      'unknown not-seen',
      [],
    ],
    ['nothing is said', [karpenter({}), ...made], 'unknown not-seen', []],
    ['of another cloud', [karpenter(gates('NodeRepair=true'), 'a/karpenter-b:1'), ...made], 'unknown not-seen', []],
    ['none of it is ready', [karpenter(gates('NodeRepair=true'), undefined, 0), ...made], 'unknown not-seen', []],
    ['a pod on another node', [karpenter(gates('NodeRepair=true')), ...made, ...other], 'unknown not-seen', []],
    ['no pod was seen', [karpenter(gates('NodeRepair=true'))], 'unknown not-seen', []],
    ['nodes may not be listed', [karpenter(gates('NodeRepair=true')), ...made], 'unknown not-seen', ['/Node']],
  ])('by Karpenter, of the nodes that it made: %s', (_name, objects, expected, forbidden) => {
    const ledger = (loadAll(deployment) as Raw[]).map((one) => ({
      ...one,
      metadata: { ...(one['metadata'] as Raw), ...(one['kind'] === 'Deployment' && { uid: 'ledger' }) },
    }));
    const found = findingsBy(selfHealing, clusterOf([...ledger, ...objects], { forbidden }));
    const said = found.filter(({ subject }) => subject.name === 'ledger');
    expect(said.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([expected]);
  });

  const rollout: Raw = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'ledger', namespace: 'bank', uid: 'rollout', labels: { 'kubecompass.io/tier': 'important' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'ledger' } },
      template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [{ name: 'app', image: 'a' }] } },
    },
    status: { replicas: 1, readyReplicas: 1, phase: 'Healthy' },
  };
  const ownedBy = (apiVersion: string, kind: string, name: string, uid: string): Raw => ({
    ownerReferences: [{ apiVersion, kind, name, uid, controller: true }],
  });
  const set: Raw = {
    ...rollout,
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: 'ledger-1',
      namespace: 'bank',
      uid: 'set',
      ...ownedBy('argoproj.io/v1alpha1', 'Rollout', 'ledger', 'rollout'),
    },
  };
  const podOf = (owner: Raw): Raw => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'ledger',
      namespace: 'bank',
      uid: 'pod',
      labels: { 'kubecompass.io/tier': 'important' },
      ...owner,
    },
    spec: { containers: [{ name: 'app', image: 'a' }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const ofSet = podOf(ownedBy('apps/v1', 'ReplicaSet', 'ledger-1', 'set'));
  const ofRollout = podOf(ownedBy('argoproj.io/v1alpha1', 'Rollout', 'ledger', 'rollout'));
  const ofWidget = podOf(ownedBy('shop.example/v1', 'Widget', 'w', 'w'));
  const controller = (ready: number): Raw => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'argo-rollouts', namespace: 'argo' },
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ name: 'a', image: 'quay.io/argoproj/argo-rollouts:v1.9.0' }] } },
    },
    status: { replicas: 1, updatedReplicas: 1, readyReplicas: ready, availableReplicas: ready },
  });

  test.each<[string, readonly Raw[], string, readonly string[]]>([
    ['a Rollout of which no pod is there', [rollout], 'unknown', []],
    ['and its controller works', [rollout, controller(1)], 'unknown', []],
    ['a Rollout whose pod is that of a ReplicaSet', [rollout, set, ofSet], 'pass', []],
    ['and pods may not be listed', [rollout, set, ofSet], 'unknown', ['/Pod']],
    ['pods that no set holds', [rollout, ofRollout], 'unknown', []],
    ['and the controller works', [rollout, ofRollout, controller(1)], 'pass', []],
    ['and the controller is down', [rollout, ofRollout, controller(0)], 'unknown', []],
    ['a pod of a kind that nothing runs', [ofWidget], 'unknown', []],
    ['a pod of a set that was not seen', [ofSet], 'pass', ['apps/ReplicaSet']],
  ])('what makes pods again: %s', (_name, objects, expected, forbidden) => {
    const found = findingsBy(selfHealing, clusterOf(objects, { forbidden }));
    const said = found.filter(({ subject }) => subject.name.startsWith('ledger'));
    expect(said.map(({ verdict }) => verdict)).toEqual([expected]);
  });

  test('a pod that nothing made is bare, and one of its node is not', () => {
    const bare = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'ledger', namespace: 'bank' },
      spec: { containers: [{ name: 'a', image: 'a' }] },
    };
    const mirror = {
      ...bare,
      metadata: {
        ...bare.metadata,
        name: 'etcd-a',
        ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'a', controller: true }],
      },
    };
    const found = findingsBy(selfHealing, clusterOf([bare, mirror])).filter(({ subject }) => subject.kind === 'Pod');
    expect(found.map(({ reason, subject }) => `${reason} ${subject.name}`).toSorted()).toEqual([
      'bare-pod ledger',
      'static etcd-a',
    ]);
  });
});

describe('of a cluster, its nodes', () => {
  const node = (name: string, ready: string | null, since = '2026-11-24T09:00:00Z', more: Raw = {}): Raw => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: more,
    status: { conditions: ready === null ? [] : [{ type: 'Ready', status: ready, lastTransitionTime: since }] },
  });
  const justNow = '2026-11-24T11:50:00Z';
  const judged = (nodes: readonly Raw[], tier: string, forbidden: readonly string[] = []) =>
    findingsBy(
      selfHealing,
      clusterOf([...(loadAll(deployment.replace('critical', tier)) as Raw[]), ...nodes], { forbidden }),
    ).filter((one) => one.subject.kind !== 'Deployment' && one.tier === tier);

  test.each<[string, readonly Raw[], string, readonly string[]]>([
    ['nodes-ready', [node('a', 'True'), node('b', 'True')], 'critical', ['pass nodes-ready']],
    ['node-not-repaired', [node('a', 'True'), node('b', 'Unknown')], 'critical', ['partial node-not-repaired']],
    ['node-not-repaired, False', [node('b', 'False')], 'critical', ['partial node-not-repaired']],
    [
      'one that is away for a moment',
      [node('a', 'True'), node('b', 'False', justNow)],
      'critical',
      ['unknown not-seen'],
    ],
    ['one without a condition', [node('a', 'True'), node('b', null)], 'critical', ['unknown not-seen']],
    ['one out of use', [node('b', 'False', undefined, { unschedulable: true })], 'critical', ['unknown not-seen']],
    ['no node', [], 'critical', ['unknown not-seen']],
    ['asked-of-critical', [node('a', 'True')], 'important', ['notApplicable asked-of-critical']],
    [
      'node-not-repaired, important',
      [node('b', 'Unknown')],
      'important',
      ['advice node-not-repaired', 'notApplicable asked-of-critical'],
    ],
  ])('%s', (_name, nodes, tier, expected) => {
    expect(
      judged(nodes, tier)
        .map(({ verdict, reason }) => `${verdict} ${reason}`)
        .toSorted(),
    ).toEqual(expected);
  });

  test('that may not be listed are unknown', () => {
    expect(judged([node('b', 'Unknown')], 'critical', ['/Node']).map(({ verdict }) => verdict)).toEqual(['unknown']);
  });

  test('are named', () => {
    expect(judged([node('a', 'True'), node('b', 'Unknown')], 'critical')[0]?.because).toBe(
      '1 of 2 nodes (b) is not ready, since 2026-11-24T09:00:00Z at the latest, and nothing has repaired it',
    );
  });
});
