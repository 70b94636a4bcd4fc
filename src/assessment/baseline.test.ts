import { describe, expect, test } from 'vitest';
import * as Value from 'typebox/value';
import { findingWith } from '../../test/support/finding.ts';
import type { Acceptance } from './assessment.ts';
import { applyBaseline, countGone, freeze } from './baseline.ts';
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

  test('once, also where it holds in two tiers', () => {
    expect(freeze([findingWith(), findingWith({ tier: 'critical' })], 'team', day).findings).toHaveLength(1);
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

  test('says how much of it is there no more', () => {
    expect(countGone([findingWith(), findingWith({ subject: web })], old)).toBe(0);
    expect(countGone([findingWith()], old)).toBe(1);
    expect(countGone([findingWith({ verdict: 'pass' })], old)).toBe(2);
  });

  test('without one nothing changes', () => {
    expect(applyBaseline([findingWith()], null)).toEqual([findingWith()]);
  });
});
