import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { type Policy, undeclaredPolicy } from '../../../estate/policy.ts';
import { assignedTiers } from './check.ts';

function workload(label = '', namespace: string | null = 'bank', kind = 'Deployment'): string {
  const labels = label === '' ? '' : `, labels: {kubecompass.io/tier: ${label}}`;
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ledger${namespace === null ? '' : `, namespace: ${namespace}`}${labels}}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, image: registry.bank.example/ledger:1.4}]}
`;
}

function namespaceObject(label = ''): string {
  return `
---
apiVersion: v1
kind: Namespace
metadata: {name: bank${label === '' ? '' : `, labels: {kubecompass.io/tier: ${label}}`}}
`;
}

const rules: Partial<Policy> = {
  file: 'kubecompass.yaml',
  tiers: { ...undeclaredPolicy.tiers, rules: [{ namespaces: ['ban*'], tier: 'critical' }] },
};
const ledger = 'Deployment/bank/ledger';

describe('verdicts', () => {
  test.each<[string, string, string[], Partial<Policy>?]>([
    ['by-label', workload('important'), [`pass by-label ${ledger}`]],
    [
      'by-label, with its namespace',
      workload('critical') + namespaceObject('best-effort'),
      [`pass by-label ${ledger}`],
    ],
    [
      'by-label, although its namespace has none',
      workload('best-effort') + namespaceObject(),
      [`pass by-label ${ledger}`],
    ],
    ['by-namespace', workload() + namespaceObject('critical'), [`pass by-namespace ${ledger}`]],
    [
      'by-namespace, although a rule says otherwise',
      workload() + namespaceObject('best-effort'),
      [`pass by-namespace ${ledger}`],
      rules,
    ],
    ['by-rule', workload(), [`pass by-rule ${ledger}`], rules],
    ['by-rule, with its namespace', workload() + namespaceObject(), [`pass by-rule ${ledger}`], rules],
    ['no-tier', workload() + namespaceObject(), [`partial no-tier ${ledger}`]],
    [
      'no-tier of a best-effort default',
      workload() + namespaceObject(),
      [`partial no-tier ${ledger}`],
      { tiers: { default: 'best-effort', rules: [] } },
    ],
    ['tier-unknown', workload('gold'), [`partial tier-unknown ${ledger}`]],
    [
      'tier-unknown in upper case',
      workload('Critical') + namespaceObject('critical'),
      [`partial tier-unknown ${ledger}`],
    ],
    ['namespace-tier-unknown', workload() + namespaceObject('gold'), [`partial namespace-tier-unknown ${ledger}`]],
    [
      'namespace-tier-unknown, although a rule gives one',
      workload() + namespaceObject('gold'),
      [`partial namespace-tier-unknown ${ledger}`],
      rules,
    ],
    ['tier-lowered', workload('important') + namespaceObject('critical'), [`partial tier-lowered ${ledger}`]],
    [
      'tier-lowered below the rule',
      workload('important') + namespaceObject(),
      [`partial tier-lowered ${ledger}`],
      rules,
    ],
    [
      'tier-lowered to best-effort is advice',
      workload('best-effort') + namespaceObject('important'),
      [`advice tier-lowered ${ledger}`, `pass by-label ${ledger}`],
    ],
    ['unseen: the Namespace is elsewhere', workload(), [`unknown not-seen ${ledger}`]],
    [
      'unseen: the Namespace is elsewhere, and a rule is for another',
      workload('', 'shop'),
      ['unknown not-seen Deployment/shop/ledger'],
      rules,
    ],
    [
      'every kind of workload is asked',
      workload('', 'bank', 'DaemonSet') + namespaceObject(),
      ['partial no-tier DaemonSet/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected, policy = {}) => {
    expect(judgedBy(assignedTiers, yaml, { policy })).toEqual(expected);
  });

  test('words name the value, and evidence the label', () => {
    const [finding] = findingsBy(assignedTiers, workload('gold'));
    expect(finding).toMatchObject({
      because: 'its tier label says gold, which is no tier, so it counts for nothing',
      evidence: [{ kind: 'Deployment', path: 'metadata.labels', value: { 'kubecompass.io/tier': 'gold' } }],
      tier: 'important',
      tierAssumed: true,
    });
    const [lowered] = findingsBy(assignedTiers, workload('important') + namespaceObject('critical'));
    expect(lowered).toMatchObject({
      because: 'its label says important, and its namespace is critical',
      evidence: [{ kind: 'Deployment' }, { kind: 'Namespace' }],
    });
    const [byRule] = findingsBy(assignedTiers, workload(), { policy: rules });
    expect(byRule).toMatchObject({
      because: 'a rule of kubecompass.yaml gives critical to its namespace',
      tier: 'critical',
      tierAssumed: false,
    });
  });
});

describe('what was not seen', () => {
  test('a workload that states no namespace has none whose label counts', () => {
    const [finding] = findingsBy(assignedTiers, workload('', null) + namespaceObject('critical'));
    expect(finding).toMatchObject({
      verdict: 'unknown',
      because: 'it states no namespace, so whose tier label counts for it is not known',
    });
    expect(judgedBy(assignedTiers, workload('critical', null))).toEqual([
      'pass by-label Deployment/(not stated)/ledger',
    ]);
  });

  test('an unreadable Namespace may lower a label or hold one, but raises none above critical', () => {
    const unreadable = namespaceObject('critical').replace('{kubecompass.io/tier: critical}', '[critical]');
    expect(judgedBy(assignedTiers, workload() + unreadable)).toEqual([`unknown not-seen ${ledger}`]);
    expect(judgedBy(assignedTiers, workload() + unreadable, { policy: rules })).toEqual([`unknown not-seen ${ledger}`]);
    expect(judgedBy(assignedTiers, workload('important') + unreadable)).toEqual([`unknown not-seen ${ledger}`]);
    expect(judgedBy(assignedTiers, workload('critical') + unreadable)).toEqual([`pass by-label ${ledger}`]);
    expect(judgedBy(assignedTiers, workload('gold') + unreadable)).toEqual([`partial tier-unknown ${ledger}`]);
  });

  test('a patch without a label leaves it to what it patches', () => {
    const patch = (label: string): string =>
      workload(label, 'bank', 'Rollout')
        .replace('apps/v1', 'argoproj.io/v1alpha1')
        .replace(', image: registry.bank.example/ledger:1.4', '');
    expect(judgedBy(assignedTiers, patch('') + namespaceObject())).toEqual(['unknown not-seen Rollout/bank/ledger']);
    expect(judgedBy(assignedTiers, patch('critical') + namespaceObject())).toEqual([
      'pass by-label Rollout/bank/ledger',
    ]);
  });

  test('no workload at all: nothing is asked', () => {
    expect(judgedBy(assignedTiers, namespaceObject())).toEqual([]);
  });
});

describe('variants', () => {
  test('F47 each copy has the label of the Namespace beside it', () => {
    const files = {
      'dev/all.yaml': workload() + namespaceObject('best-effort'),
      'prod/all.yaml': workload().replace('1.4', '1.3') + namespaceObject(),
    };
    expect(judgedBy(assignedTiers, files)).toEqual([
      `partial no-tier ${ledger}@prod`,
      `pass by-namespace ${ledger}@dev`,
    ]);
  });

  test('F47 a base is judged in every overlay, and the worst counts', () => {
    const files = {
      'base/all.yaml': workload('important'),
      'dev/ns.yaml': namespaceObject('best-effort'),
      'prod/ns.yaml': namespaceObject('critical'),
    };
    expect(judgedBy(assignedTiers, files)).toEqual([`partial tier-lowered ${ledger}`]);
  });
});

describe('of a cluster, what its nodes run from files', () => {
  const mirror = (namespace: string, program = 'kube-apiserver') => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${program}-a`,
      namespace,
      annotations: { 'kubernetes.io/config.mirror': 'x' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'a', controller: true }],
    },
    spec: {
      hostNetwork: true,
      nodeName: 'a',
      containers: [{ name: program, image: `registry.k8s.io/${program}:v1.37.2`, command: [program] }],
    },
  });
  const space = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

  test.each([
    ['own-of-its-node', mirror('kube-system'), 'notApplicable own-of-its-node'],
    ['a copy that a tenant may have made', mirror('bank'), 'partial no-tier'],
    ['another program', mirror('kube-system', 'miner'), 'partial no-tier'],
  ])('%s', (_name, pod, expected) => {
    const { name, namespace } = pod.metadata;
    expect(judgedBy(assignedTiers, clusterOf([pod, space('kube-system'), space('bank')]))).toEqual([
      `${expected} Pod/${namespace}/${name}`,
    ]);
  });
});
