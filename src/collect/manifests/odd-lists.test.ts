import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../test/support/judged.ts';
import { estateOf } from '../../../test/support/estate-of.ts';
import { disruptionBudgets } from '../../checks/availability/disruption-budgets/check.ts';
import { defaultDeny } from '../../checks/network/default-deny/check.ts';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'ledger', namespace: 'bank' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'ledger' } },
    template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [{ name: 'app', image: 'a:1' }] } },
  },
};
const budget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'ledger' },
  spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { app: 'ledger' } } },
};

function texts(...documents: unknown[]): string {
  return documents.map((one) => JSON.stringify(one)).join('\n---\n');
}

describe('what is odd in a list is a named gap, and absence is not concluded', () => {
  test.each<[string, unknown]>([
    ['a word among the items', { apiVersion: 'v1', kind: 'List', items: [deployment, 'foo'] }],
    [
      'an item without apiVersion',
      { apiVersion: 'v1', kind: 'List', items: [deployment, { kind: 'PodDisruptionBudget' }] },
    ],
    ['an item of nothing', { apiVersion: 'v1', kind: 'List', items: [deployment, null] }],
  ])('%s', (_name, list) => {
    expect(estateOf(texts(list)).unreadable).toHaveLength(1);
    expect(judgedBy(disruptionBudgets, texts(list))).toContain('unknown not-seen Deployment/bank/ledger');
  });

  test.each([
    ['text', 'nope'],
    ['an object', { a: { kind: 'PodDisruptionBudget' } }],
  ])('items that are %s', (_name, items) => {
    const list = texts(deployment, { apiVersion: 'v1', kind: 'List', items });
    expect(estateOf(list).unreadable).toHaveLength(1);
    expect(judgedBy(disruptionBudgets, list)).toContain('unknown not-seen Deployment/bank/ledger');
  });

  test('an empty list holds nothing, and hides nothing', () => {
    expect(judgedBy(disruptionBudgets, texts(deployment, { apiVersion: 'v1', kind: 'List', items: [] }))).toEqual([
      'fail no-budget Deployment/bank/ledger',
    ]);
  });
});

describe('a namespace that is still to be filled in is not stated', () => {
  const stated = (namespace: string): unknown => ({ ...budget, metadata: { ...budget.metadata, namespace } });

  test('a budget there may land beside the workload', () => {
    expect(judgedBy(disruptionBudgets, texts(deployment, stated('${NS}')))).toContain(
      'unknown not-seen Deployment/bank/ledger',
    );
    expect(judgedBy(disruptionBudgets, texts(deployment, budget))).toContain('unknown not-seen Deployment/bank/ledger');
    expect(judgedBy(disruptionBudgets, texts(deployment, stated('shop')))).toContain(
      'fail no-budget Deployment/bank/ledger',
    );
  });

  test('and it is no namespace to judge', () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: '${NS}' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } };
    const judged = judgedBy(defaultDeny, texts(namespace, deployment, policy));
    expect(judged).toContain('unknown not-seen Namespace/bank/bank');
    expect(judged.filter((one) => one.includes('$'))).toEqual([]);
  });
});
