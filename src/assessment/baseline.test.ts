import { describe, expect, test } from 'vitest';
import * as Value from 'typebox/value';
import { estateOf } from '../../test/support/estate-of.ts';
import { findingWith } from '../../test/support/finding.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { assess } from './assess.ts';
import type { Acceptance, Assessment } from './assessment.ts';
import { applyBaseline, countFrozen, countGone, freeze, listExpired } from './baseline.ts';
import { type Baseline, baselineSchema } from './baseline-schema.ts';

const day = '2026-11-24T12:00:00Z';
const byException: Acceptance = { owner: 'team', justification: 'known', expires: '2027-01-31', by: 'exception' };
const web = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'shop', name: 'web' };

describe('what is frozen', () => {
  test('is what can gate, with its owner and day, and is what the schema says', () => {
    const baseline = freeze(
      [findingWith(), findingWith({ subject: { ...web, container: 'app' }, verdict: 'unknown', reason: 'not-seen' })],
      { owner: 'team', writtenAt: day },
    );
    expect(Value.Errors(baselineSchema, baseline)).toEqual([]);
    expect(baseline).toMatchObject({ schema: 'kubecompass.baseline/v1', owner: 'team', writtenAt: day });
    expect(baseline.findings.map(({ reason, subject }) => `${reason} ${subject}`)).toEqual([
      'no-budget Deployment/bank/ledger',
      'not-seen Deployment/shop/web/app',
    ]);
  });

  test.each(['pass', 'notApplicable', 'attested', 'advice'] as const)('never %s', (verdict) => {
    expect(freeze([findingWith({ verdict })], { owner: 'team', writtenAt: day }).findings).toEqual([]);
  });

  test('never what an exception covers, which has an end; again what an older baseline covered', () => {
    const frozen = (by: Acceptance['by']): number =>
      freeze([findingWith({ exception: { ...byException, by } })], { owner: 'team', writtenAt: day }).findings.length;
    expect(frozen('exception')).toBe(0);
    expect(frozen('baseline')).toBe(1);
  });

  test('what is said of the platform once, also where it holds in two tiers', () => {
    const subject = { kind: 'Platform', apiVersion: '', namespace: '', name: '' };
    const { findings } = freeze([findingWith({ subject }), findingWith({ subject, tier: 'critical' })], {
      owner: 'team',
      writtenAt: day,
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).not.toHaveProperty('count');
  });

  test('differing copies in one folder once, with their number', () => {
    const baseline = freeze([findingWith(), findingWith(), findingWith({ subject: web })], {
      owner: 'team',
      writtenAt: day,
    });
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
    expect(freeze(findings, { owner: 'team', writtenAt: day }).findings.map(({ subject }) => subject)).toEqual([
      'Deployment/shop/web in prod',
      'Deployment/shop/web in .',
    ]);
  });
});

describe('a baseline that is given', () => {
  const old = freeze([findingWith(), findingWith({ subject: web })], { owner: 'team', writtenAt: day });

  test('marks what it holds and leaves what is new', () => {
    const added = findingWith({ reason: 'two-budgets' });
    const [known, fresh] = applyBaseline([findingWith(), added], old, day);
    expect(known).toMatchObject({
      verdict: 'fail',
      exception: { by: 'baseline', owner: 'team', justification: 'in the baseline of 2026-11-24', expires: '' },
    });
    expect(fresh).toEqual(added);
  });

  test('leaves an exception where it stands, and advice alone', () => {
    const findings = [findingWith({ exception: byException }), findingWith({ verdict: 'advice' })];
    expect(applyBaseline(findings, old, day)).toEqual(findings);
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
    expect(applyBaseline([moved], old, day)[0]?.exception?.by).toBe('baseline');
  });

  test.each([
    { frozen: 1, there: 2, accepted: 0, gone: 0 },
    { frozen: 2, there: 3, accepted: 0, gone: 0 },
    { frozen: 2, there: 2, accepted: 2, gone: 0 },
    { frozen: 2, there: 1, accepted: 1, gone: 1 },
  ])('of $there copies it accepts $accepted when it holds $frozen', ({ frozen, there, accepted, gone }) => {
    const copies = (number: number) => Array.from({ length: number }, () => findingWith());
    const baseline = freeze(copies(frozen), { owner: 'team', writtenAt: day });
    const found = applyBaseline(copies(there), baseline, day);
    expect(found.filter(({ exception }) => exception?.by === 'baseline')).toHaveLength(accepted);
    expect(countGone(found, baseline)).toBe(gone);
  });

  test('a copy that an exception covers is none of those that it holds', () => {
    const baseline = freeze([findingWith()], { owner: 'team', writtenAt: day });
    const found = applyBaseline([findingWith({ exception: byException }), findingWith()], baseline, day);
    expect(found.map(({ exception }) => exception?.by)).toEqual(['exception', 'baseline']);
  });

  test('says how much of it is there no more', () => {
    expect(countGone([findingWith(), findingWith({ subject: web })], old)).toBe(0);
    expect(countGone([findingWith()], old)).toBe(1);
    expect(countGone([findingWith({ verdict: 'pass' })], old)).toBe(2);
  });

  test('without one nothing changes', () => {
    expect(applyBaseline([findingWith()], null, day)).toEqual([findingWith()]);
  });
});

describe('what is frozen until a day', () => {
  const until = (expires: string): Baseline => freeze([findingWith()], { owner: 'team', writtenAt: day, expires });

  test.each<[string, string, boolean]>([
    ['lasts until its end', '2026-11-24', true],
    ['lasts until a time', '2026-11-24T12:00:01Z', true],
    ['is over at that time', '2026-11-24T12:00:00Z', false],
    ['is over the day after', '2026-11-23', false],
    ['never began where its end cannot be read', '2026-02-31', false],
  ])('%s', (_what, expires, holds) => {
    const [finding] = applyBaseline([findingWith()], until(expires), day);
    expect(finding?.exception).toEqual(
      holds ? { owner: 'team', justification: 'in the baseline of 2026-11-24', expires, by: 'baseline' } : null,
    );
    expect(listExpired([findingWith()], until(expires), day).map(({ owner, expires: end }) => [owner, end])).toEqual(
      holds ? [] : [['team', expires]],
    );
  });

  test('is not listed as expired where it is gone', () => {
    expect(listExpired([], until('2026-11-23'), day)).toEqual([]);
  });

  test('is frozen anew with a new end', () => {
    const later = '2026-12-24T12:00:00Z';
    const before = until('2026-11-30');
    const anew = freeze([findingWith()], { owner: 'other', writtenAt: later, expires: '2027-01-31', before });
    expect(anew.findings).toMatchObject([{ expires: '2027-01-31' }]);
    expect(anew.findings[0]).not.toHaveProperty('owner');
  });
});

test('what was frozen before keeps its owner, its day and its end beside what is added', () => {
  const before = freeze([findingWith()], { owner: 'team', writtenAt: day, expires: '2027-01-31' });
  const later = '2026-12-24T12:00:00Z';
  const both = freeze([findingWith(), findingWith({ subject: web })], { owner: 'other', writtenAt: later, before });
  expect(Value.Errors(baselineSchema, both)).toEqual([]);
  expect(both).toMatchObject({ owner: 'other', writtenAt: later });
  const [first, second] = applyBaseline([findingWith(), findingWith({ subject: web })], both, later);
  expect(first?.exception).toMatchObject({
    owner: 'team',
    justification: 'in the baseline of 2026-11-24',
    expires: '2027-01-31',
  });
  expect(second?.exception).toMatchObject({
    owner: 'other',
    justification: 'in the baseline of 2026-12-24',
    expires: '',
  });
  expect(freeze([], { owner: 'third', writtenAt: later, before: both }).findings).toHaveLength(2);
  expect(freeze([findingWith(), findingWith()], { owner: 'third', writtenAt: later, before }).findings).toMatchObject([
    { count: 2 },
  ]);
});

describe('a fingerprint survives', () => {
  const manifests = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ledger, namespace: bank, labels: { kubecompass.io/tier: critical } }
spec:
  replicas: 3
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: app, image: ledger:1 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cards, namespace: bank }
spec:
  replicas: 3
  selector: { matchLabels: { app: cards } }
  template:
    metadata: { labels: { app: cards } }
    spec: { containers: [{ name: app, image: cards:1 }] }
`;
  const judged = (files: Readonly<Record<string, string>>, baseline: Baseline | null = null): Assessment =>
    assess(estateOf(files, 'complete'), undeclaredPolicy, {
      version: 'test',
      failOn: 'unknown',
      criteria: [...asked],
      baseline,
    });
  const asked = ['availability/disruption-budgets', 'availability/health-probes', 'workload/pod-security'] as const;
  const baseline = freeze(judged({ 'deploy/bank.yaml': manifests }).findings, { owner: 'team', writtenAt: day });
  const [one = '', other = ''] = manifests.split('---\n');

  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['what did not move', { 'deploy/bank.yaml': manifests }, true],
    ['a renamed file', { 'deploy/payments.yaml': manifests }, true],
    ['another folder', { 'apps/bank/all.yaml': manifests }, true],
    ['a file for each document', { 'deploy/a.yaml': other, 'deploy/b.yaml': one }, true],
    ['documents in another order', { 'deploy/bank.yaml': `${other}---\n${one}` }, true],
    [
      'comments and moved lines',
      { 'deploy/bank.yaml': `# ours\n\n${manifests.replaceAll('spec:\n', '# how\nspec:\n')}` },
      true,
    ],
    [
      'another value of the same fault',
      { 'deploy/bank.yaml': manifests.replaceAll('replicas: 3', 'replicas: 4') },
      true,
    ],
    [
      'nothing of a new workload',
      { 'deploy/bank.yaml': `${manifests}---\n${one.replace('name: ledger,', 'name: loans,')}` },
      false,
    ],
  ])('%s', (_what, files, holds) => {
    expect(judged(files).gate.holds).toBe(false);
    const { gate, baseline: told } = judged(files, baseline);
    expect({ holds: gate.holds, because: gate.because }).toMatchObject({ holds });
    expect(told?.gone).toBe(0);
  });
});
