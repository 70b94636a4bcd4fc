import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../test/support/judged.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import { assignedTiers } from '../checks/tiers/assigned-tiers/check.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { layGround } from './ground.ts';
import { judge } from './judge.ts';

describe('pods that an operator makes out of sight', () => {
  const namespace = (name: string, tier: string): string =>
    `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {kubecompass.io/tier: ${tier}}}\n`;
  const cluster = (space: string, label = ''): string => `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ledger, namespace: ${space}${label}}
spec: {instances: 3}
`;
  const job =
    '\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: report, namespace: dev}\nspec: {template: {spec: {restartPolicy: Never, containers: []}}}\n';
  const mayHaveMore = (yaml: string): string[] => [
    ...judge(assignedTiers, layGround(estateOf(yaml + job), undeclaredPolicy)).mayHaveMore,
  ];

  test('are of the tier of what they are made from', () => {
    const both = namespace('bank', 'critical') + namespace('dev', 'best-effort');
    expect(mayHaveMore(both + cluster('bank'))).toEqual(['critical']);
    expect(mayHaveMore(both + cluster('bank') + cluster('dev'))).toEqual(['critical', 'best-effort']);
    expect(mayHaveMore(both + cluster('bank', ', labels: {kubecompass.io/tier: important}'))).toEqual(['important']);
  });

  test('may be of any where their Namespace was not seen', () => {
    expect(mayHaveMore(cluster('bank'))).toHaveLength(3);
    expect(
      mayHaveMore(`${namespace('bank', 'critical')}${cluster('bank')}\n---\nkind: Namespace\nspec: [\n`),
    ).toHaveLength(3);
  });

  test('may be of any where what makes them was not read', () => {
    const broken = '\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [a], namespace: bank}\n';
    expect(mayHaveMore(namespace('bank', 'critical') + broken)).toHaveLength(3);
  });

  test('leave what is seen of the tier to be judged', () => {
    expect(judgedBy(assignedTiers, namespace('bank', 'critical') + cluster('bank'))).toEqual([]);
  });
});
