import { expect, test } from 'vitest';
import { disruptionBudgets } from '../../src/checks/availability/disruption-budgets/check.ts';
import { estateOfExample, examplesOf, judgeExample } from './examples.ts';

const readme = `
# Disruption budgets

Without a budget (\`no-budget\`):

\`\`\`yaml fail
apiVersion: kubecompass.io/v1
kind: Policy
tiers: { default: critical }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ledger, namespace: bank }
spec:
  replicas: 3
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: app, image: registry.bank.example/ledger:1.4 }] }
\`\`\`

How to see it:

\`\`\`sh
kubectl get pdb
\`\`\`

\`\`\`yaml
a: fence that is no example
\`\`\`

\`\`\`yaml pass
kind: Other
\`\`\`
`;

test('the examples of a README are found, with what stands above them', () => {
  expect(examplesOf(readme)).toEqual([
    {
      expects: 'fail',
      ofCluster: false,
      text: expect.stringContaining('kind: Deployment'),
      line: 6,
      above: 'Without a budget (`no-budget`):',
    },
    {
      expects: 'pass',
      ofCluster: false,
      text: 'kind: Other\n',
      line: 32,
      above: expect.stringContaining('a: fence that is no example'),
    },
  ]);
});

test('an example is judged under the policy that it holds', () => {
  const [first] = examplesOf(readme);
  expect(judgeExample(disruptionBudgets, first!)).toMatchObject([
    { verdict: 'fail', reason: 'no-budget', tier: 'critical' },
  ]);
});

test('a policy that is not valid is said so', () => {
  const [first] = examplesOf(readme.replace('default: critical', 'default: golden'));
  expect(() => judgeExample(disruptionBudgets, first!)).toThrow("the example's policy is not valid");
});

test('what an API server says of itself stands in comments of an example of a cluster', () => {
  const text =
    '# /version: v1.36.4\n# /metrics: apiserver_audit_event_total 7\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';
  const [counted] = estateOfExample({ text, ofCluster: true }).facts.liveClusters.items;
  expect(counted?.version).toBe('v1.36.4');
  expect(counted?.metrics?.auditEvents).toBe(7);
  const [silent] = estateOfExample({ text: text.replace('/metrics', 'other'), ofCluster: true }).facts.liveClusters
    .items;
  expect(silent?.metrics).toBeNull();
});
