import { expect, test } from 'vitest';
import { readMetrics } from './read-metrics.ts';

const operations = 'apiserver_storage_transformation_operations_total';
const row = (resource: string, type: string, prefix: string, count: number, status = 'OK'): string =>
  `${operations}{resource="${resource}",status="${status}",transformation_type="${type}",transformer_prefix="${prefix}"} ${count}`;

test('each write is counted once, and not under the name of its key', () => {
  const text = [
    row('secrets', 'to_storage', 'k8s:enc:secretbox:v1:', 3),
    row('secrets', 'to_storage', 'key1:', 3),
    row('secrets', 'from_storage', 'identity', 2),
    row('secrets', 'to_storage', 'k8s:enc:secretbox:v1:', 9, 'InvalidArgument'),
  ].join('\n');
  expect(readMetrics(text)).toMatchObject({ encrypted: { 'k8s:enc:secretbox:v1': 3 }, readPlain: 2 });
  expect(readMetrics(text).writtenPlain).toBeUndefined();
});

test('what is encrypted of other resources says nothing of Secrets', () => {
  const text = [
    row('configmaps', 'to_storage', 'k8s:enc:kms:v2:', 3),
    row('configmaps', 'from_storage', 'identity', 2),
  ];
  expect(readMetrics(text.join('\n'))).toMatchObject({ encrypted: {}, readPlain: null });
});

test('without a resource nobody can tell whether they are Secrets', () => {
  const text = `${operations}{status="OK",transformation_type="to_storage",transformer_prefix="k8s:enc:kms:v1:"} 4`;
  expect(readMetrics(text).encrypted).toEqual({});
});

test('F21: where identity comes first, the prefix is empty', () => {
  expect(readMetrics(row('secrets', 'to_storage', '', 2))).toMatchObject({ encrypted: {}, writtenPlain: 2 });
});

test('when it was started, where it says of what it counts', () => {
  const start = 'process_start_time_seconds 1.7641e+09\n';
  expect(readMetrics(start + row('secrets', 'to_storage', 'k8s:enc:kms:v2:', 3)).startedAt).toBe(
    '2025-11-25T19:46:40.000Z',
  );
  const old = `${operations}{status="OK",transformation_type="to_storage",transformer_prefix="k8s:enc:kms:v1:"} 4`;
  expect(readMetrics(start + old).startedAt).toBeUndefined();
});

test('events of the audit log, by level', () => {
  const text = 'apiserver_audit_event_total 1463\napiserver_audit_level_total{level="Metadata"} 732\n';
  expect(readMetrics(text)).toMatchObject({ auditEvents: 1463, auditLevels: { Metadata: 732 }, auditErrors: 0 });
});

test('an API server that counts nothing of this', () => {
  expect(readMetrics('go_goroutines 12\n')).toMatchObject({ encrypted: {}, readPlain: null, auditEvents: null });
});
