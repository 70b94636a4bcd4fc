import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../../test/support/judged.ts';
import { disruptionBudgets } from './check.ts';

function deployment(replicas: number, labels = '{app: ledger}'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec:
  replicas: ${replicas}
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: ${labels}}
    spec: {containers: [{name: app, image: registry.bank.example/ledger:1.4}]}
`;
}

function budget(spec: string, name = 'ledger', namespace = 'bank'): string {
  return `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: ${namespace}}
spec: {unhealthyPodEvictionPolicy: AlwaysAllow, ${spec}}
`;
}

const selects = 'selector: {matchLabels: {app: ledger}}';

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['protected', deployment(3) + budget(`maxUnavailable: 1, ${selects}`), ['pass protected Deployment/bank/ledger']],
    ['one-replica', deployment(1), ['notApplicable one-replica Deployment/bank/ledger']],
    ['switched-off', deployment(0), ['notApplicable switched-off Deployment/bank/ledger']],
    ['no-budget', deployment(3), ['fail no-budget Deployment/bank/ledger']],
    [
      'two-budgets',
      deployment(3) + budget(`maxUnavailable: 1, ${selects}`) + budget(`minAvailable: 1, ${selects}`, 'second'),
      ['fail two-budgets Deployment/bank/ledger'],
    ],
    ['blocks-drain by number', deployment(3) + budget(`minAvailable: 3, ${selects}`), ['fail blocks-drain Deployment/bank/ledger']],
    ['blocks-drain by percentage', deployment(3) + budget(`minAvailable: 90%, ${selects}`), ['fail blocks-drain Deployment/bank/ledger']],
    ['allows-all', deployment(3) + budget(`maxUnavailable: 100%, ${selects}`), ['partial allows-all Deployment/bank/ledger']],
    [
      'unhealthy-pods-block-drain',
      deployment(3) + budget(`maxUnavailable: 1, ${selects}`).replace('unhealthyPodEvictionPolicy: AlwaysAllow, ', ''),
      ['advice unhealthy-pods-block-drain Deployment/bank/ledger', 'pass protected Deployment/bank/ledger'],
    ],
    ['a budget of another namespace', deployment(3) + budget(`maxUnavailable: 1, ${selects}`, 'ledger', 'other'), ['fail no-budget Deployment/bank/ledger']],
  ])('%s', (_name, yaml, expected) => {
    expect(judgedBy(disruptionBudgets, yaml)).toEqual(expected);
  });
});
