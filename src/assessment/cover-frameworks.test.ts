import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { assess } from './assess.ts';
import { coverFrameworks } from './cover-frameworks.ts';

const platform = `apiVersion: v1
kind: Namespace
metadata: {name: bank, labels: {kubecompass.io/tier: critical}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: bank}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: names, namespace: bank}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}]
`;

function answerTo(control: string, frameworks: string[]) {
  const policy = { ...undeclaredPolicy, file: 'kubecompass.yaml', frameworks };
  const asked = assess(estateOf(platform), policy, { version: 'test', frameworks: ['pci'], cover: coverFrameworks });
  return asked.frameworks['pci']?.answers?.find((one) => one.control === control);
}

test('declaring less gives no evidence, and what is not declared is named', () => {
  expect(answerTo('1.3.1', ['gdpr'])).toMatchObject({
    state: 'unproven',
    because: expect.stringContaining('the policy file does not declare pci') as string,
    criteria: expect.arrayContaining([
      expect.objectContaining({ criterion: 'network/default-deny', verdict: 'pass' }),
      expect.objectContaining({ criterion: 'compliance/pci-dss', verdict: 'notApplicable' }),
    ]) as unknown[],
  });
  expect(answerTo('1.3.1', ['pci'])).toMatchObject({
    state: 'unproven',
    because: expect.not.stringContaining('does not declare') as string,
  });
});

test.each([
  ['no policy is in a namespace', '', 'failing'],
  [
    'some policy is in every namespace, and leaves a pod open',
    `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: bank}
spec: {podSelector: {matchLabels: {app: other}}}
`,
    'unproven',
  ],
])('CIS 5.3.2 asks for a policy, and not for what it says: %s', (_words, more, state) => {
  const open = `apiVersion: v1
kind: Namespace
metadata: {name: bank}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: bank, labels: {app: web}}
spec: {containers: [{name: app, image: registry.bank.example/web:1}]}
${more}`;
  const { frameworks } = assess(estateOf(open), undeclaredPolicy, {
    version: 'test',
    frameworks: ['cis'],
    cover: coverFrameworks,
  });
  expect(frameworks['cis']?.answers?.find((one) => one.control === '5.3.2')?.state).toBe(state);
});
