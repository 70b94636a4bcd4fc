import { describe, expect, test } from 'vitest';
import { findingWith, outcomeWith } from '../../test/support/finding.ts';
import type { Acceptance, AssessedGap, Finding, Verdict } from './assessment.ts';
import { type FailOn, type GateInput, judgeGate } from './gate.ts';

const budgets = 'availability/disruption-budgets';
const spread = 'availability/zone-spread';
const byException: Acceptance = { owner: 'team', justification: 'known', expires: '2027-01-31', by: 'exception' };
const byBaseline: Acceptance = {
  owner: 'team',
  justification: 'in the baseline of 2026-11-24',
  expires: '',
  by: 'baseline',
};
const unread: AssessedGap = { fact: null, gap: 'malformed', detail: 'a.yaml:3: a key stands twice' };

function gateOf(given: Partial<GateInput>): ReturnType<typeof judgeGate> {
  return judgeGate({
    outcomes: [],
    findings: [],
    objects: 1,
    incomplete: new Set(),
    failOn: 'fail',
    allowGaps: false,
    unread: [],
    seen: new Set(['critical', 'important', 'best-effort']),
    tiers: [],
    criteria: [],
    ...given,
  });
}

describe('--fail-on', () => {
  const verdicts: Verdict[] = ['pass', 'attested', 'notApplicable', 'unknown', 'partial', 'fail'];
  test.each<[FailOn, Verdict[]]>([
    ['fail', ['fail']],
    ['partial', ['fail', 'partial']],
    ['unknown', ['fail', 'partial', 'unknown']],
    ['never', []],
  ])('%s stops at %j', (failOn, stopping) => {
    const stopped = verdicts.filter((verdict) => !gateOf({ failOn, outcomes: [outcomeWith(budgets, verdict)] }).holds);
    expect(stopped.toSorted()).toEqual(stopping.toSorted());
  });

  test('what a tier only recommends stops nothing', () => {
    const outcomes = [
      outcomeWith(budgets, 'fail', { 'best-effort': { level: 'recommended', verdict: 'fail', counts: {} } }),
    ];
    expect(gateOf({ outcomes, failOn: 'unknown' }).holds).toBe(true);
  });

  test('says which criteria stop it, each once', () => {
    const tiers = {
      critical: { level: 'required', verdict: 'fail', counts: {} },
      important: { level: 'required', verdict: 'fail', counts: {} },
    } as const;
    const gate = gateOf({ outcomes: [outcomeWith(budgets, 'fail', tiers), outcomeWith(spread, 'fail')] });
    expect(gate.because).toBe(`2 required criteria do not hold: ${budgets}, ${spread}`);
  });
});

describe('what is accepted', () => {
  const failing = [outcomeWith(budgets, 'fail')];

  test.each([byException, byBaseline])('no longer stops it: $by', (exception) => {
    const gate = gateOf({ outcomes: failing, findings: [findingWith({ exception })] });
    expect(gate).toMatchObject({
      holds: true,
      accepted: 1,
      inBaseline: exception.by === 'baseline' ? 1 : 0,
      acceptedUntil: exception.expires || null,
    });
    expect(gate.because).toBe('no required criterion is fail but for what is accepted');
  });

  test('a second fault of the same criterion still stops it', () => {
    const findings = [findingWith({ exception: byException }), findingWith({ reason: 'two-budgets' })];
    expect(gateOf({ outcomes: failing, findings }).holds).toBe(false);
  });

  test('the same fault in another tier still stops it', () => {
    const tiers = {
      critical: { level: 'required', verdict: 'fail', counts: {} },
      important: { level: 'required', verdict: 'fail', counts: {} },
    } as const;
    const findings = [findingWith({ exception: byException }), findingWith({ tier: 'critical' })];
    expect(gateOf({ outcomes: [outcomeWith(budgets, 'fail', tiers)], findings }).holds).toBe(false);
    expect(gateOf({ outcomes: [outcomeWith(budgets, 'fail', tiers)], findings, tiers: ['important'] }).holds).toBe(
      true,
    );
  });

  test('what is left counts: a partial fault beside an accepted failure', () => {
    const findings = [findingWith({ exception: byException }), findingWith({ reason: 'other', verdict: 'partial' })];
    expect(gateOf({ outcomes: failing, findings, failOn: 'fail' }).holds).toBe(true);
    expect(gateOf({ outcomes: failing, findings, failOn: 'partial' }).holds).toBe(false);
  });

  test('advice that is left stops nothing', () => {
    const findings = [findingWith({ exception: byException }), findingWith({ reason: 'other', verdict: 'advice' })];
    expect(gateOf({ outcomes: failing, findings, failOn: 'unknown' }).holds).toBe(true);
  });

  test('while there may be subjects that were not seen, accepting all that were leaves it unknown', () => {
    const given = {
      outcomes: failing,
      findings: [findingWith({ exception: byException })],
      incomplete: new Set([budgets]),
    };
    expect(gateOf({ ...given, failOn: 'partial' }).holds).toBe(true);
    expect(gateOf({ ...given, failOn: 'unknown' }).holds).toBe(false);
  });

  test('an unknown criterion without findings cannot be accepted away', () => {
    expect(
      gateOf({
        outcomes: [outcomeWith(spread, 'unknown')],
        findings: [findingWith({ exception: byException })],
        failOn: 'unknown',
      }).holds,
    ).toBe(false);
  });

  test('names the exception that ends first, whatever it is written as; a baseline has no end', () => {
    const until = (...ends: string[]): string | null =>
      gateOf({
        findings: [
          findingWith({ exception: byBaseline }),
          ...ends.map((expires) => findingWith({ exception: { ...byException, expires } })),
        ],
      }).acceptedUntil;
    expect(until()).toBeNull();
    expect(until('2027-01-31', '2027-01-31T00:30:00+02:00')).toBe('2027-01-31T00:30:00+02:00');
    expect(until('2027-12-01', '2027-02-01', '2028-01-01')).toBe('2027-02-01');
  });

  test('only what is looked at is counted', () => {
    const findings: Finding[] = [
      findingWith({ exception: byException }),
      findingWith({ tier: 'critical', exception: byException }),
      findingWith({ criterion: spread, exception: byException }),
    ];
    expect(gateOf({ findings }).accepted).toBe(3);
    expect(gateOf({ findings, tiers: ['important'] }).accepted).toBe(2);
    expect(gateOf({ findings, tiers: ['important'], criteria: [spread] }).accepted).toBe(1);
  });
});

describe('limits', () => {
  test('only the asked criteria and tiers stop it', () => {
    const tiers = {
      critical: { level: 'required', verdict: 'fail', counts: { fail: 1 } },
      important: { level: 'required', verdict: 'pass', counts: { pass: 1 } },
    } as const;
    const outcomes = [
      outcomeWith(budgets, 'fail', tiers),
      outcomeWith(spread, 'pass', { important: { level: 'required', verdict: 'pass', counts: { pass: 1 } } }),
    ];
    expect(gateOf({ outcomes }).holds).toBe(false);
    expect(gateOf({ outcomes, tiers: ['important', 'best-effort'] }).holds).toBe(true);
    expect(gateOf({ outcomes, criteria: [spread] }).holds).toBe(true);
    expect(gateOf({ outcomes, criteria: [budgets], tiers: ['critical'] }).holds).toBe(false);
  });
});

describe('limited to something of which nothing was seen', () => {
  const met = { important: { level: 'required', verdict: 'pass', counts: { pass: 1 } } } as const;
  const outcomes = [outcomeWith(budgets, 'pass', met), outcomeWith(spread, 'notApplicable')];
  const seen = new Set(['important']);

  test('a tier: it does not hold, and gaps that are allowed change nothing', () => {
    const because = 'nothing of tier critical was seen';
    expect(gateOf({ outcomes, seen, tiers: ['critical'] })).toMatchObject({ holds: false, because });
    expect(gateOf({ outcomes, seen, tiers: ['critical'], allowGaps: true })).toMatchObject({ holds: false, because });
    expect(gateOf({ outcomes, seen, tiers: ['critical', 'important'] }).holds).toBe(true);
    expect(gateOf({ outcomes, seen, tiers: ['critical'], failOn: 'never' }).holds).toBe(true);
  });

  test('a criterion that is asked of nothing there, or that no check judges', () => {
    expect(gateOf({ outcomes, seen, criteria: [spread] })).toMatchObject({
      holds: false,
      because: `nothing that ${spread} is asked of was seen`,
    });
    expect(
      gateOf({ outcomes: [{ ...outcomeWith(spread, 'unknown'), judged: false }], criteria: [spread] }),
    ).toMatchObject({ holds: false, because: `this version does not judge ${spread} yet` });
    expect(gateOf({ outcomes, seen, criteria: [spread, budgets] }).holds).toBe(true);
  });

  test('a criterion in a tier in which it was asked of nothing', () => {
    const both = new Set(['critical', 'important']);
    expect(gateOf({ outcomes, seen: both, tiers: ['critical'], criteria: [budgets] })).toMatchObject({
      holds: false,
      because: `nothing that ${budgets} is asked of was seen in tier critical`,
    });
  });

  test('without a limit nothing changes', () => {
    expect(gateOf({ outcomes: [], seen: new Set() }).holds).toBe(true);
  });
});

describe('what could not be read', () => {
  test('stops it although nothing fails, unless gaps are allowed or nothing was asked to stop it', () => {
    const gate = gateOf({ unread: [unread] });
    expect(gate).toMatchObject({ holds: false });
    expect(gate.because).toContain('a.yaml:3: a key stands twice');
    expect(gateOf({ unread: [unread], allowGaps: true }).holds).toBe(true);
    expect(gateOf({ unread: [unread], failOn: 'never' }).holds).toBe(true);
  });

  test('is said only when no criterion stops it', () => {
    expect(gateOf({ unread: [unread], outcomes: [outcomeWith(budgets, 'fail')] }).because).toContain(budgets);
  });
});

test('over nothing that could be read it holds only where nobody asks for anything', () => {
  const nothing = { objects: 0, unread: [unread], allowGaps: true };
  expect(gateOf(nothing)).toMatchObject({ holds: false, because: 'there is no Kubernetes object that could be read' });
  expect(gateOf({ ...nothing, failOn: 'never' }).holds).toBe(true);
});
