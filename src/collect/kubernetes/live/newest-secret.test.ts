import { describe, expect, test } from 'vitest';
import type { ClusterRecord } from '../cluster-record.ts';
import { startNewestSecrets } from './newest-secret.ts';

const clusterAt = (clockAhead: number | null = 0): ClusterRecord =>
  ({ record: 'cluster', collectedAt: '2026-11-24T12:00:00Z', clockAhead }) as ClusterRecord;
const secret = (name: string, creationTimestamp: unknown, namespace = 'a') => ({
  metadata: { namespace, name, creationTimestamp },
});

function newestOf(secrets: readonly object[], cluster: ClusterRecord | null = clusterAt()): string | null {
  const seen = startNewestSecrets();
  for (const one of secrets) seen.see(one as never, cluster);
  const made = seen.newest();
  return made && `${made.namespace}/${made.name} ${made.createdAt}`;
}

describe('the Secret that was made last', () => {
  test.each<[string, object[], string | null]>([
    ['none', [], null],
    ['one', [secret('x', '2026-11-24T11:00:00Z')], 'a/x 2026-11-24T11:00:00Z'],
    ['of two', [secret('x', '2026-11-24T11:00:00Z'), secret('y', '2026-11-23T11:00:00Z')], 'a/x 2026-11-24T11:00:00Z'],
    [
      'of two namespaces',
      [secret('x', '2026-11-24T11:00:00Z', 'b'), secret('y', '2026-11-24T11:30:00Z')],
      'a/y 2026-11-24T11:30:00Z',
    ],
    [
      'by time and not by text',
      [secret('x', '2026-11-24T11:00:00+02:00'), secret('y', '2026-11-24T10:00:00Z')],
      'a/y 2026-11-24T10:00:00Z',
    ],
    [
      'of one second, in whatever order they come',
      [secret('y', '2026-11-24T11:00:00Z', 'b'), secret('x', '2026-11-24T11:00:00Z', 'a')],
      'a/x 2026-11-24T11:00:00Z',
    ],
    ['a minute before somebody looked', [secret('x', '2026-11-24T11:59:00Z')], 'a/x 2026-11-24T11:59:00Z'],
    ['but not while somebody looked', [secret('x', '2026-11-24T11:59:01Z')], null],
    ['without a time', [secret('x', undefined), secret('y', ''), secret('z', 5)], null],
    ['with a time that is none', [secret('x', 'yesterday')], null],
    ['without a name', [{ metadata: { namespace: 'a', creationTimestamp: '2026-11-24T11:00:00Z' } }], null],
    ['without metadata', [{}, { metadata: null }], null],
  ])('%s', (_name, secrets, expected) => expect(newestOf(secrets)).toBe(expected));

  test.each<[string, ClusterRecord | null, string | null]>([
    ['of a server whose clock is a day ahead', clusterAt(86_400), 'a/x 2026-11-25T11:00:00Z'],
    ['of a server whose clock is right', clusterAt(0), null],
    ['of a server whose clock is not known', clusterAt(null), null],
    ['of nobody knows which server', null, null],
  ])('by the clock %s', (_name, cluster, expected) =>
    expect(newestOf([secret('x', '2026-11-25T11:00:00Z')], cluster)).toBe(expected),
  );
});

test('a list that is read again is forgotten, and no other', () => {
  const seen = startNewestSecrets();
  const readBoth = (): void => {
    seen.see(secret('x', '2026-11-24T11:00:00Z', 'a'), clusterAt());
    seen.see(secret('y', '2026-11-24T10:00:00Z', 'b'), clusterAt());
  };
  readBoth();
  seen.forget('a');
  expect(seen.newest()?.name).toBe('y');
  readBoth();
  seen.forget(null);
  expect(seen.newest()).toBe(null);
});
