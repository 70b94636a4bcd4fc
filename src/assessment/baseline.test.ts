import { describe, expect, test } from 'vitest';
import * as Value from 'typebox/value';
import { findingWith } from '../../test/support/finding.ts';
import type { Acceptance } from './assessment.ts';
import { applyBaseline, countFrozen, countGone, freeze } from './baseline.ts';
import { baselineSchema } from './baseline-schema.ts';

const day = '2026-11-24T12:00:00Z';
const byException: Acceptance = { owner: 'team', justification: 'known', expires: '2027-01-31', by: 'exception' };
const web = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'shop', name: 'web' };

describe('what is frozen', () => {
  test('is what can gate, with its owner and day, and is what the schema says', () => {
    const baseline = freeze(
      [findingWith(), findingWith({ subject: { ...web, container: 'app' }, verdict: 'unknown', reason: 'not-seen' })],
      'team',
      day,
    );
    expect(Value.Errors(baselineSchema, baseline)).toEqual([]);
    expect(baseline).toMatchObject({ schema: 'kubecompass.baseline/v1', owner: 'team', writtenAt: day });
    expect(baseline.findings.map(({ reason, subject }) => `${reason} ${subject}`)).toEqual([
      'no-budget Deployment/bank/ledger',
      'not-seen Deployment/shop/web/app',
    ]);
  });

  test.each(['pass', 'notApplicable', 'attested', 'advice'] as const)('never %s', (verdict) => {
    expect(freeze([findingWith({ verdict })], 'team', day).findings).toEqual([]);
  });

  test('never what an exception covers, which has an end; again what an older baseline covered', () => {
    const frozen = (by: Acceptance['by']): number =>
      freeze([findingWith({ exception: { ...byException, by } })], 'team', day).findings.length;
    expect(frozen('exception')).toBe(0);
    expect(frozen('baseline')).toBe(1);
  });

  test('what is said of the platform once, also where it holds in two tiers', () => {
    const subject = { kind: 'Platform', apiVersion: '', namespace: '', name: '' };
    const { findings } = freeze([findingWith({ subject }), findingWith({ subject, tier: 'critical' })], 'team', day);
    expect(findings).toHaveLength(1);
    expect(findings[0]).not.toHaveProperty('count');
  });

  test('differing copies in one folder once, with their number', () => {
    const baseline = freeze([findingWith(), findingWith(), findingWith({ subject: web })], 'team', day);
    expect(Value.Errors(baselineSchema, baseline)).toEqual([]);
    expect(baseline.findings.map(({ subject, count }) => [subject, count])).toEqual([
      ['Deployment/bank/ledger', 2],
      ['Deployment/shop/web', undefined],
    ]);
    expect(countFrozen(baseline)).toBe(3);
  });

  test('variants by their folder', () => {
    const findings = [
      findingWith({ subject: { ...web, scope: 'prod' } }),
      findingWith({ subject: { ...web, scope: '' } }),
    ];
    expect(freeze(findings, 'team', day).findings.map(({ subject }) => subject)).toEqual([
      'Deployment/shop/web in prod',
      'Deployment/shop/web in .',
    ]);
  });
});

describe('a baseline that is given', () => {
  const old = freeze([findingWith(), findingWith({ subject: web })], 'team', day);

  test('marks what it holds and leaves what is new', () => {
    const added = findingWith({ reason: 'two-budgets' });
    const [known, fresh] = applyBaseline([findingWith(), added], old);
    expect(known).toMatchObject({
      verdict: 'fail',
      exception: { by: 'baseline', owner: 'team', justification: 'in the baseline of 2026-11-24', expires: '' },
    });
    expect(fresh).toEqual(added);
  });

  test('leaves an exception where it stands, and advice alone', () => {
    const findings = [findingWith({ exception: byException }), findingWith({ verdict: 'advice' })];
    expect(applyBaseline(findings, old)).toEqual(findings);
  });

  test('knows a finding again wherever its file and however its words are', () => {
    const moved = findingWith({
      because: 'other words',
      evidence: [
        {
          kind: 'Deployment',
          apiVersion: 'apps/v1',
          namespace: 'bank',
          name: 'ledger',
          path: null,
          source: { file: 'b.yaml', line: 9, column: 1 },
        },
      ],
    });
    expect(applyBaseline([moved], old)[0]?.exception?.by).toBe('baseline');
  });

  test.each([
    { frozen: 1, there: 2, accepted: 0, gone: 0 },
    { frozen: 2, there: 3, accepted: 0, gone: 0 },
    { frozen: 2, there: 2, accepted: 2, gone: 0 },
    { frozen: 2, there: 1, accepted: 1, gone: 1 },
  ])('of $there copies it accepts $accepted when it holds $frozen', ({ frozen, there, accepted, gone }) => {
    const copies = (number: number) => Array.from({ length: number }, () => findingWith());
    const baseline = freeze(copies(frozen), 'team', day);
    const found = applyBaseline(copies(there), baseline);
    expect(found.filter(({ exception }) => exception?.by === 'baseline')).toHaveLength(accepted);
    expect(countGone(found, baseline)).toBe(gone);
  });

  test('a copy that an exception covers is none of those that it holds', () => {
    const baseline = freeze([findingWith()], 'team', day);
    const found = applyBaseline([findingWith({ exception: byException }), findingWith()], baseline);
    expect(found.map(({ exception }) => exception?.by)).toEqual(['exception', 'baseline']);
  });

  test('says how much of it is there no more', () => {
    expect(countGone([findingWith(), findingWith({ subject: web })], old)).toBe(0);
    expect(countGone([findingWith()], old)).toBe(1);
    expect(countGone([findingWith({ verdict: 'pass' })], old)).toBe(2);
  });

  test('without one nothing changes', () => {
    expect(applyBaseline([findingWith()], null)).toEqual([findingWith()]);
  });
});
