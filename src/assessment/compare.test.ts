import { describe, expect, test } from 'vitest';
import { findingWith, outcomeWith } from '../../test/support/finding.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { assess } from './assess.ts';
import type { Assessment, Finding, Verdict } from './assessment.ts';
import { compare } from './compare.ts';

const criterion = 'availability/disruption-budgets';
const bare = assess(
  estateOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: bank }\n', 'complete'),
  undeclaredPolicy,
  {
    version: '1.0.0',
  },
);
const hidesBudgets: Assessment['estate']['unseen'][number] = {
  gap: 'forbidden',
  detail: 'budgets of bank',
  facts: ['disruptionBudgets'],
  times: 1,
};
const hidesNodes: Assessment['estate']['unseen'][number] = { ...hidesBudgets, detail: 'nodes', facts: ['nodes'] };

interface Sketch {
  readonly verdict?: Verdict;
  readonly findings?: readonly Partial<Finding>[];
  readonly unseen?: Assessment['estate']['unseen'];
  readonly id?: string;
  readonly change?: Partial<Assessment>;
}

/** An assessment of which one criterion counts. Something is always said of the ledger, so that it is there. */
function sketch({ verdict = 'fail', findings = [], unseen = [], id = 'x', change = {} }: Sketch): Assessment {
  const there = findingWith({ reason: 'advised', verdict: 'advice' });
  return {
    ...bare,
    estate: { ...bare.estate, id, unseen },
    outcomes: [outcomeWith(criterion, verdict)],
    findings: [there, ...findings.map(findingWith)],
    ...change,
  };
}

describe('a verdict that moved', () => {
  test.each<[string, Sketch, Sketch, string | null, string[]]>([
    ['fail to pass', { verdict: 'fail' }, { verdict: 'pass', id: 'y' }, 'better', ['platform']],
    ['pass to fail', { verdict: 'pass' }, { verdict: 'fail', id: 'y' }, 'worse', ['platform']],
    ['fail to partial', { verdict: 'fail' }, { verdict: 'partial', id: 'y' }, 'better', ['platform']],
    [
      'fail to partial, with less seen of it',
      { verdict: 'fail' },
      { verdict: 'partial', id: 'y', unseen: [hidesBudgets] },
      'unproven',
      ['visibility'],
    ],
    [
      'fail to partial, with less seen of what it does not look at',
      { verdict: 'fail' },
      { verdict: 'partial', id: 'y', unseen: [hidesNodes] },
      'better',
      ['platform'],
    ],
    [
      'partial to fail, with more seen of it',
      { verdict: 'partial', unseen: [hidesBudgets] },
      { verdict: 'fail', id: 'y' },
      'found',
      ['visibility'],
    ],
    [
      'pass to unknown',
      { verdict: 'pass' },
      { verdict: 'unknown', id: 'y', unseen: [hidesBudgets] },
      'unproven',
      ['visibility'],
    ],
    [
      'pass to unknown of what nobody ever saw',
      { verdict: 'pass' },
      { verdict: 'unknown', id: 'y' },
      'unproven',
      ['platform'],
    ],
    [
      'fail to unknown',
      { verdict: 'fail' },
      { verdict: 'unknown', id: 'y', unseen: [hidesBudgets] },
      'unproven',
      ['visibility'],
    ],
    [
      'unknown to pass',
      { verdict: 'unknown', unseen: [hidesBudgets] },
      { verdict: 'pass', id: 'y' },
      'proven',
      ['visibility'],
    ],
    [
      'unknown to fail',
      { verdict: 'unknown', unseen: [hidesBudgets] },
      { verdict: 'fail', id: 'y' },
      'found',
      ['visibility'],
    ],
    ['pass to not applicable', { verdict: 'pass' }, { verdict: 'notApplicable', id: 'y' }, null, []],
    ['the same, seen anew', { verdict: 'fail', unseen: [hidesBudgets] }, { verdict: 'fail', id: 'y' }, null, []],
    [
      'of the same estate, by another version',
      { verdict: 'pass' },
      { verdict: 'fail', change: { tool: { ...bare.tool, version: '2.0.0' } } },
      'worse',
      ['definition'],
    ],
    [
      'of another estate, by another policy',
      { verdict: 'pass' },
      { verdict: 'fail', id: 'y', change: { declared: 'other' } },
      'worse',
      ['platform', 'definition'],
    ],
    [
      'of the same estate, by other exceptions',
      { verdict: 'fail' },
      { verdict: 'fail', change: { exceptions: [] } },
      null,
      [],
    ],
    [
      'whose check crashed',
      { verdict: 'pass' },
      { verdict: 'unknown', change: { crashes: [{ criterion, message: '', stack: '' }] } },
      'unproven',
      ['definition'],
    ],
  ])('%s', (_what, before, after, move, why) => {
    const moved = compare(sketch(before), sketch(after)).criteria;
    expect(moved.map((one) => [one.move, one.why])).toEqual(move === null ? [] : [[move, why]]);
  });
});

describe('a finding that moved', () => {
  const fault: Partial<Finding> = {};
  const other: Partial<Finding> = { reason: 'two-budgets' };
  const unknown: Partial<Finding> = { reason: 'not-seen', verdict: 'unknown' };
  const copy: Partial<Finding> = { evidence: [] };
  const stranger: Partial<Finding> = {
    subject: { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: 'cards' },
  };
  test.each<[string, Sketch, Sketch, string[]]>([
    ['is gone', { findings: [fault] }, {}, ['better no-budget']],
    ['is there', {}, { findings: [fault] }, ['worse no-budget']],
    ['is gone beside another fault', { findings: [fault, other] }, { findings: [other] }, ['better no-budget']],
    [
      'is gone beside another fault, with less seen',
      { findings: [fault, other] },
      { findings: [other], unseen: [hidesBudgets] },
      ['unproven no-budget'],
    ],
    [
      'became unknown',
      { findings: [fault] },
      { findings: [unknown], unseen: [hidesBudgets] },
      ['unproven not-seen', 'unproven no-budget'],
    ],
    [
      'was unknown',
      { findings: [unknown], unseen: [hidesBudgets] },
      { findings: [fault] },
      ['found no-budget', 'found not-seen'],
    ],
    ['was unknown and holds', { findings: [unknown], unseen: [hidesBudgets] }, {}, ['proven not-seen']],
    ['is gone with its subject', { findings: [stranger] }, {}, ['gone no-budget']],
    [
      'is gone with its subject, which may be hidden',
      { findings: [stranger] },
      { unseen: [hidesBudgets] },
      ['unproven no-budget'],
    ],
    ['came with its subject', {}, { findings: [stranger] }, ['new no-budget']],
    ['became worse', { findings: [{ verdict: 'partial' }] }, { findings: [fault] }, ['worse no-budget']],
    ['of one copy more', { findings: [fault] }, { findings: [fault, copy] }, ['worse no-budget']],
    ['of one copy less', { findings: [fault, copy] }, { findings: [fault] }, ['better no-budget']],
    ['of another tier', { findings: [fault] }, { findings: [{ tier: 'critical' }] }, []],
    ['that is advice', { findings: [{ verdict: 'advice' }] }, {}, []],
    [
      'is gone since the check crashed',
      { findings: [fault] },
      { change: { crashes: [{ criterion, message: '', stack: '' }] } },
      ['unproven no-budget'],
    ],
  ])('%s', (_what, before, after, moves) => {
    const { findings } = compare(sketch(before), sketch({ id: 'y', ...after }));
    expect(findings.map(({ move, reason }) => `${move} ${reason}`)).toEqual(moves);
  });
});

test('what a pipeline stops for is what is worse, came to light, or can no longer be seen', () => {
  const worseOf = (before: Sketch, after: Sketch): number =>
    compare(sketch(before), sketch({ id: 'y', ...after })).worse;
  expect(worseOf({ verdict: 'fail' }, { verdict: 'pass' })).toBe(0);
  expect(worseOf({ verdict: 'pass' }, { verdict: 'fail' })).toBe(1);
  expect(worseOf({ verdict: 'pass' }, { verdict: 'unknown' })).toBe(1);
  expect(worseOf({ verdict: 'unknown' }, { verdict: 'fail' })).toBe(1);
  expect(worseOf({ verdict: 'unknown' }, { verdict: 'pass' })).toBe(0);
});

test('where files lie and on which line is no difference of sight', () => {
  const gapIn = (detail: string): Sketch => ({ unseen: [{ ...hidesBudgets, detail }] });
  const compared = compare(
    sketch(gapIn('old/deploy/x.yaml:12 cannot be read')),
    sketch(gapIn('deploy/x.yaml:14 cannot be read')),
    {
      before: ['old/deploy'],
      after: ['deploy'],
    },
  );
  expect(compared.sight).toEqual({ lost: [], gained: [] });
});

test('only what both were asked for is compared', () => {
  const limited = sketch({
    verdict: 'pass',
    change: { outcomes: [], limitedTo: { tiers: ['critical'], criteria: [], frameworks: [] } },
  });
  const { compared, criteria, differences } = compare(sketch({ verdict: 'fail' }), limited);
  expect(criteria).toEqual([]);
  expect(compared).toEqual({ criteria: 0, tiers: ['critical'], onlyBefore: [criterion], onlyAfter: [] });
  expect(differences).toEqual([{ what: 'tiers', before: 'all', after: 'critical', moves: 'extent' }]);
});
