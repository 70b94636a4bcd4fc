import { describe, expect, test } from 'vitest';
import { findingsBy } from '../../test/support/judged.ts';
import { disruptionBudgets } from '../checks/availability/disruption-budgets/check.ts';
import { secretsInGit } from '../checks/secrets/secrets-in-git/check.ts';

const deployment = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: critical}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;
const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ledger, namespace: bank}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: ledger}}}
`;
const secret = `apiVersion: v1
kind: Secret
metadata: {name: db, namespace: bank}
stringData: {password: Hunter2-Zebra-77}
`;

describe('evidence that stands in several files', () => {
  test.each([
    ['in the place of the subject', 'app.yaml', 'budget.yaml'],
    ['in a folder below the subject’s', 'app.yaml', 'guards/budget.yaml'],
    ['in a folder above the subject’s', 'apps/app.yaml', 'budget.yaml'],
  ])('is shown %s', (_where, app, guard) => {
    const files = {
      [`dev/${app}`]: deployment(2),
      [`dev/${guard}`]: budget,
      [`prod/${app}`]: deployment(3),
      [`prod/${guard}`]: budget,
    };
    const shown = findingsBy(disruptionBudgets, files)
      .filter(({ subject, verdict }) => subject.kind === 'Deployment' && verdict === 'pass')
      .map(({ subject, evidence }) => [subject.scope?.split('/')[0], evidence.map(({ source }) => source?.file)]);
    expect(shown).toEqual([
      ['dev', [`dev/${guard}`]],
      ['prod', [`prod/${guard}`]],
    ]);
  });

  test('is shown in each of them where the subject itself does', () => {
    const findings = findingsBy(secretsInGit, { 'dev/db.yaml': secret, 'prod/db.yaml': secret });
    expect(findings.map(({ evidence }) => evidence.map(({ source }) => source?.file))).toEqual([
      ['dev/db.yaml', 'prod/db.yaml'],
    ]);
  });
});
