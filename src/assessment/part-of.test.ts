import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { partOf } from './part-of.ts';

const space = (name: string): string => `
---
apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
`;
const workload = (namespace: string): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, image: 'registry.bank.example/ledger:1.4'}]}
`;

test.each([
  ['a workload without its namespace', workload('bank'), /^no Namespace was seen/],
  ['one of two namespaces', space('bank') + workload('bank') + workload('shop'), /^the Namespace shop, in which/],
  ['one of three', space('bank') + workload('a') + workload('b'), /^the Namespace a and 1 more,/],
])('%s is a part of a platform', (_what, yaml, words) => {
  expect(partOf(viewFacts(estateOf(yaml)), undeclaredPolicy)).toMatch(words);
});

test.each([
  ['a workload in its namespace', space('bank') + workload('bank')],
  ['a workload in a namespace that every cluster has', space('bank') + workload('bank') + workload('kube-system')],
])('%s may be the whole', (_what, yaml) => {
  expect(partOf(viewFacts(estateOf(yaml)), undeclaredPolicy)).toBeNull();
});
