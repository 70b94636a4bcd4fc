import { describe, expect, test } from 'vitest';
import { assess } from '../src/assessment/assess.ts';
import { operatorRooms } from '../src/collect/operators/operator-rooms.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { estateOf } from './support/estate-of.ts';
import { operatorExamples } from './support/operator-examples.ts';
import { operatorFields } from './support/operator-fields.ts';

const kinds = operatorRooms.flatMap(({ makes }) => Object.keys(makes));

/** Every field of the object that a finding points at. */
function pointedAt(key: string, version: string, spec: string): string[] {
  const [group, kind] = key.split('/');
  const estate = estateOf(`
apiVersion: ${group}/${version}
kind: ${kind}
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: critical}}
spec: ${spec}
---
apiVersion: v1
kind: Namespace
metadata: {name: bank}
`);
  expect(estate.unreadable).toEqual([]);
  expect(estate.facts.workloads.items).not.toEqual([]);
  const { findings } = assess(estate, undeclaredPolicy, { version: 'test', all: true, rethrow: true });
  const evidence = findings.flatMap((one) => one.evidence).filter((one) => one.kind === kind);
  return [...new Set(evidence.flatMap(({ path }) => path ?? []))];
}

/** Whether the operator has the field, or one above it that has the shape of Kubernetes. */
function isOwn(key: string, path: string): boolean {
  const plain = path.replaceAll(/\[\d+\]/g, '[]');
  const fields = ['spec', 'metadata.name', 'metadata.labels', 'metadata.labels["kubecompass.io/tier"]'];
  return (
    fields.includes(plain) ||
    (operatorFields[key] ?? []).some(
      (one) => plain === one || (plain.startsWith(one) && /^[.[]/.test(plain.slice(one.length))),
    )
  );
}

test('every kind has an example', () => {
  expect(Object.keys(operatorExamples).toSorted()).toEqual(kinds.toSorted());
});

describe('what is found in pods that an operator makes is pointed at in fields of its own', () => {
  test.each(kinds)('%s', (key) => {
    const [version, ...specs] = operatorExamples[key] as readonly [string, ...string[]];
    const paths = specs.flatMap((spec) => pointedAt(key, version, spec));
    expect(paths.filter((path) => !isOwn(key, path))).toEqual([]);
  });
});

test('the law sees a field that is none of the operator’s', () => {
  expect(isOwn('ceph.rook.io/CephCluster', 'spec.resources.mon.requests.cpu')).toBe(true);
  expect(isOwn('ceph.rook.io/CephCluster', 'spec.resources.requests.cpu')).toBe(false);
  expect(isOwn('ceph.rook.io/CephCluster', 'spec.affinity.podAntiAffinity')).toBe(false);
});
