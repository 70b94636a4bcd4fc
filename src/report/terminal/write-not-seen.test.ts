import { expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';
import { assess } from '../../assessment/assess.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { writeNotSeen } from './write-not-seen.ts';

const assessment = assess(clusterOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}'), undeclaredPolicy, {
  version: 'test',
});

function written(gaps: Readonly<Record<string, readonly string[]>>): string {
  const outcomes = assessment.outcomes.map((one) => ({
    ...one,
    gaps: (gaps[one.criterion] ?? []).map((detail) => ({ fact: null, gap: 'forbidden' as const, detail })),
  }));
  const criteria = assessment.outcomes.map(({ criterion }) => criterion).filter((one) => Object.hasOwn(gaps, one));
  const details = [...new Set(Object.values(gaps).flat())];
  const whole: Assessment = { ...assessment, outcomes, findings: [] };
  const screen = { columns: 200, paint: (_style: string, text: string): string => text };
  return writeNotSeen({ suppliedBy: null, criteria, subjects: 0, details }, whole, screen).slice(1).join('\n');
}

test('each thing that was not seen stands with the criteria that wait for it, and what the same ones wait for together', () => {
  expect(
    written({
      'operations/metrics': ['no server of metrics', 'no labels'],
      'operations/tracing': ['no collector', 'no sampling'],
      'availability/zone-spread': ['no labels'],
    }),
  ).toBe(
    [
      '  - no server of metrics',
      '    waiting: operations/metrics',
      '  - no labels',
      '    waiting: availability/zone-spread, operations/metrics',
      '  - no collector',
      '  - no sampling',
      '    waiting: operations/tracing',
      '',
    ].join('\n'),
  );
});

test('lists that a server refused stay one line, with all that wait for them', () => {
  const refusal = (kind: string): string =>
    `/api/v1/${kind}: ${kind} is forbidden: User "t" cannot list resource "${kind}" in API group "" at the cluster scope`;
  const lines = written({
    'operations/metrics': [refusal('pods')],
    'operations/tracing': [refusal('nodes')],
  }).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe('    waiting: operations/metrics, operations/tracing');
});

test('subjects stand behind the criteria', () => {
  const text = assessment.next.evidence
    .flatMap((missing) => writeNotSeen(missing, assessment, { columns: 400, paint: (_style, one) => one }))
    .join('\n');
  expect(text).toMatch(/waiting: identity\/single-sign-on; 1 subject: Cluster\sapi:6443$/m);
});
