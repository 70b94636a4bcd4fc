import { describe, expect, test } from 'vitest';
import { findingWith } from '../../test/support/finding.ts';
import type { Exception } from '../estate/policy.ts';
import { accepts, applyExceptions } from './exceptions.ts';

const now = '2026-11-24T12:00:00Z';
const exception: Exception = {
  criterion: 'availability/disruption-budgets',
  justification: 'moves to another cluster in January',
  owner: 'ledger-team@bank.example',
  expires: '2027-01-31',
};

describe('which findings an exception names', () => {
  test.each<[string, Partial<Exception>, boolean]>([
    ['its criterion alone is enough', {}, true],
    ['another criterion', { criterion: 'availability/zone-spread' }, false],
    ['its reason', { reason: 'no-budget' }, true],
    ['another reason', { reason: 'two-budgets' }, false],
    ['its kind', { subject: { kind: 'Deployment' } }, true],
    ['another kind', { subject: { kind: 'StatefulSet' } }, false],
    ['its namespace', { subject: { namespace: 'bank' } }, true],
    ['a pattern of its namespace', { subject: { namespace: 'b*' } }, true],
    ['another namespace', { subject: { namespace: 'ban' } }, false],
    ['its name', { subject: { name: 'ledger' } }, true],
    ['another name', { subject: { name: 'ledger2' } }, false],
    ['its container', { subject: { container: 'app' } }, true],
    ['another container', { subject: { container: 'proxy' } }, false],
    ['its namespace, but another name', { subject: { namespace: 'bank', name: 'web' } }, false],
  ])('%s', (_what, changes, expected) => {
    const finding = findingWith({
      subject: { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: 'ledger', container: 'app' },
    });
    expect(accepts({ ...exception, ...changes }, finding)).toBe(expected);
  });

  test.each([
    ['the folder of the variant', 'apps/prod', 'apps/prod', true],
    ['it with a slash', 'apps/prod/', 'apps/prod', true],
    ['a pattern of it', '*/prod', 'apps/prod', true],
    ['another folder', 'apps/dev', 'apps/prod', false],
    ['the folder above', 'apps', 'apps/prod', false],
    ['the root', '.', '', true],
    ['the root, of a variant elsewhere', '.', 'apps/prod', false],
    ['a folder, where there is one variant only', '*', undefined, false],
  ])('%s', (_what, pattern, scope, expected) => {
    const { subject } = findingWith();
    const finding = findingWith({ subject: scope === undefined ? subject : { ...subject, scope } });
    expect(accepts({ ...exception, subject: { scope: pattern } }, finding)).toBe(expected);
  });

  test('one that names a container never accepts a finding of the whole workload', () => {
    expect(accepts({ ...exception, subject: { container: 'app' } }, findingWith())).toBe(false);
  });
});

describe('what becomes of findings and exceptions', () => {
  test('a valid exception stands beside the verdict and leaves it as it is', () => {
    const { findings, exceptions } = applyExceptions([findingWith()], [exception], now);
    expect(findings[0]).toMatchObject({
      verdict: 'fail',
      exception: {
        owner: 'ledger-team@bank.example',
        justification: 'moves to another cluster in January',
        expires: '2027-01-31',
        by: 'exception',
      },
    });
    expect(exceptions).toMatchObject([{ state: 'used', matches: 1, reason: null, subject: null, approvedBy: null }]);
  });

  test('F35 an expired exception is dead: the finding is back and the exception is listed as expired', () => {
    const { findings, exceptions } = applyExceptions([findingWith()], [{ ...exception, expires: '2026-11-23' }], now);
    expect(findings[0]?.exception).toBeNull();
    expect(exceptions).toMatchObject([{ state: 'expired', matches: 1 }]);
  });

  test.each([
    ['2026-11-24', '2026-11-24T23:59:59.999Z', 'used'],
    ['2026-11-24', '2026-11-25T00:00:00Z', 'expired'],
    ['2026-11-24', '2026-11-25T01:00:00+02:00', 'used'],
    ['2026-11-24T12:00:00Z', '2026-11-24T11:59:59Z', 'used'],
    ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', 'expired'],
    ['2026-11-24T12:00:00+01:00', '2026-11-24T11:30:00Z', 'expired'],
    ['2027-02-31', '2026-11-24T12:00:00Z', 'expired'],
  ])('one that expires %s is at %s %s', (expires, time, state) => {
    const { findings, exceptions } = applyExceptions([findingWith()], [{ ...exception, expires }], time);
    expect(exceptions[0]?.state).toBe(state);
    expect(findings[0]?.exception === null).toBe(state === 'expired');
  });

  test('one that matches nothing is unused', () => {
    const { exceptions } = applyExceptions([findingWith()], [{ ...exception, subject: { namespace: 'shop' } }], now);
    expect(exceptions).toMatchObject([{ state: 'unused', matches: 0, subject: { namespace: 'shop' } }]);
  });

  test('of several the first valid one stands, and every one counts its matches', () => {
    const expired = { ...exception, owner: 'first', expires: '2026-01-01' };
    const { findings, exceptions } = applyExceptions(
      [findingWith()],
      [expired, { ...exception, owner: 'second' }, { ...exception, owner: 'third' }],
      now,
    );
    expect(findings[0]?.exception?.owner).toBe('second');
    expect(exceptions.map(({ state, matches }) => `${state} ${matches}`)).toEqual(['expired 1', 'used 1', 'used 1']);
  });

  test('passes need no exception', () => {
    const passes = [findingWith({ verdict: 'pass' }), findingWith({ verdict: 'notApplicable' })];
    const { findings, exceptions } = applyExceptions(passes, [exception], now);
    expect(findings).toEqual(passes);
    expect(exceptions[0]?.state).toBe('unused');
  });

  test('unknown and advice can be accepted', () => {
    const { findings } = applyExceptions(
      [findingWith({ verdict: 'unknown' }), findingWith({ verdict: 'advice' })],
      [exception],
      now,
    );
    expect(findings.map((one) => one.exception?.by)).toEqual(['exception', 'exception']);
  });
});
