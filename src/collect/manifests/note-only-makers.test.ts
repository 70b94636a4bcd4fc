import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

const custom = (kind: string, namespace: string, name: string): string => `
---
apiVersion: apps.bank.example/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
`;
const prometheus = (namespace: string): string => `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: ${namespace}}
spec: {replicas: 2}
`;
const pod = (namespace: string): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: ${namespace}}
spec: {containers: [{name: app, image: registry.bank.example/web:1}]}
`;

const said = (text: string): readonly (readonly [string, string])[] => {
  const { everywhere, in: within } = estateOf(text).facts.workloads.seen;
  return Object.entries({ '*': everywhere, ...within }).flatMap(([where, seen]) =>
    seen.state === 'partial' ? seen.gaps.map(({ detail }) => [where, detail] as const) : [],
  );
};

const database = 'Database/a may make pods that this version does not see';

test.each<[string, string, readonly (readonly [string, string])[]]>([
  ['alone', custom('Database', 'bank', 'a'), [['bank', database]]],
  ['beside what another operator makes', custom('Database', 'bank', 'a') + prometheus('bank'), [['bank', database]]],
  ['beside workloads of other namespaces', custom('Database', 'bank', 'a') + pod('shop'), [['bank', database]]],
  ['beside workloads of its own namespace', custom('Database', 'bank', 'a') + pod('bank'), []],
  [
    'of one kind, told once',
    custom('Database', 'bank', 'b') + custom('Database', 'bank', 'a'),
    [['bank', 'Database/a and 1 more of its kind may make pods that this version does not see']],
  ],
  [
    'of two kinds',
    custom('Database', 'bank', 'a') + custom('Cache', 'bank', 'a'),
    [
      ['bank', 'Cache/a may make pods that this version does not see'],
      ['bank', database],
    ],
  ],
])('a custom resource that may make pods %s', (_words, text, gaps) => {
  expect(said(text)).toEqual(gaps);
});
