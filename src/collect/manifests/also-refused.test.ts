import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

test('all that an object is refused for is told where it stands, and it is one object', () => {
  const { unreadable } = estateOf(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: Ledger, namespace: bank}
spec:
  replicas: three
  template:
    spec:
      dnsPolicy: 7
      containers:
      - name: app
        ports: [{containerPort: 0}]
`);
  expect(unreadable).toEqual([
    expect.objectContaining({
      line: 6,
      column: 3,
      message: 'Deployment: spec.replicas: expected a whole number, found text "three"',
      also: [
        { line: 9, column: 7, message: 'spec.template.spec.dnsPolicy: expected text, found a number' },
        { line: 4, column: 12, message: expect.stringContaining('metadata.name: a name has small letters') },
        { line: 11, column: 9, message: 'spec.template.spec.containers[0].image: there is none' },
        { line: 12, column: 18, message: expect.stringContaining('a port is a number from 1 to 65535') },
        { line: 5, column: 1, message: expect.stringContaining('spec.selector: there is none') },
      ],
    }),
  ]);
});

test('what follows from the first is not told again, and nothing of an object that means another kind', () => {
  const { unreadable } = estateOf(`
{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: 7}]}}
---
{apiVersion: v1, kind: Deployment, metadata: {name: A}, spec: {}}
`);
  expect(unreadable.map(({ message, also = [] }) => [message, also.map((one) => one.message)])).toEqual([
    ['Pod: spec.containers[0].name: expected text, found a number', ['spec.containers[0].image: there is none']],
    ['Deployment: no API serves Deployment of v1; apps/v1 does', []],
  ]);
});

test('a misspelt field is named as such, whatever else its object is refused for', () => {
  const { unreadable } = estateOf(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers:
      - name: app
        image: registry.bank.example/ledger:1.4
        imagePullPolicy: always
        livenesProbe: {httpGet: {path: /, port: 80}}
`);
  expect(unreadable.map(({ also = [] }) => also.map(({ line, message }) => [line, message]))).toEqual([
    [[14, expect.stringContaining('livenesProbe: there is no such field; did you mean livenessProbe?')]],
  ]);
});
