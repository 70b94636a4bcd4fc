import { expect, test } from 'vitest';
import { findingWith } from '../../../test/support/finding.ts';
import type { Finding } from '../../assessment/assessment.ts';
import { gatherFamilies } from './gather-families.ts';
import { groupFindings } from './group-findings.ts';

const named = (name: string, more: Partial<Finding> = {}, namespace = ''): Finding =>
  findingWith({
    verdict: 'pass',
    subject: { kind: 'Role', apiVersion: 'rbac.authorization.k8s.io/v1', namespace, name },
    exception: null,
    ...more,
  });
const listed = (findings: readonly Finding[]): unknown[] =>
  groupFindings(findings).flatMap((group) =>
    gatherFamilies(group).map((one) =>
      'size' in one ? `${one.size} ${one.begins}${one.namespaces.join()}` : one.subject.name,
    ),
  );
const four = ['system:a', 'system:controller:b', 'system:c', 'system:d'];

test.each<[string, Finding[], unknown[]]>([
  ['four that begin alike are one', [...four.map((one) => named(one)), named('edit')], ['4 system:', 'edit']],
  ['three are not', four.slice(1).map((one) => named(one)), four.slice(1)],
  ['their namespaces are named', four.map((one, index) => named(one, {}, `n${index % 2}`)), ['4 system:n0,n1']],
  [
    'what does not apply is passed over too',
    four.map((one) => named(one, { verdict: 'notApplicable' })),
    ['4 system:'],
  ],
  ['what fails is listed one by one', four.map((one) => named(one, { verdict: 'fail' })), four],
  ['names without a colon are', ['a', 'b', 'c', 'd'].map((one) => named(one)), ['a', 'b', 'c', 'd']],
])('%s', (_what, findings, expected) => {
  expect(listed(findings)).toEqual(expected);
});
