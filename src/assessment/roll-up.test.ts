import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tier } from '../definition/tiers.ts';
import type { Verdict } from './assessment.ts';
import type { Judgement } from './judge.ts';
import { gapsBehind, rollUp } from './roll-up.ts';
import { verdictsFromWorst } from './verdicts.ts';

function judgement(verdict: Verdict, tier: Tier = 'important', gaps: Judgement['gaps'] = []): Judgement {
  return { subject: { noun: 'platform' }, tier, tierAssumed: false, verdict, statements: [], gaps };
}

const probes = 'availability/health-probes';

describe('a criterion in a tier', () => {
  test.each<[string, Verdict[], boolean, Verdict]>([
    ['any fail fails', ['pass', 'unknown', 'partial', 'fail'], true, 'fail'],
    ['else any partial is partial', ['pass', 'unknown', 'partial'], true, 'partial'],
    ['else any unknown is unknown', ['pass', 'attested', 'unknown'], false, 'unknown'],
    ['a list that was not wholly seen is unknown', ['pass'], true, 'unknown'],
    ['an empty list that was not wholly seen is unknown', [], true, 'unknown'],
    ['else any attested is attested', ['pass', 'attested'], false, 'attested'],
    ['else any pass passes', ['notApplicable', 'pass'], false, 'pass'],
    ['F32 it is not applicable when every subject is', ['notApplicable', 'notApplicable'], false, 'notApplicable'],
    ['F32 it is not applicable when a complete list is empty', [], false, 'notApplicable'],
    [
      'F39 where everything fails it fails, and better than not run it never is',
      ['fail', 'fail', 'fail'],
      false,
      'fail',
    ],
  ])('%s', (_what, verdicts, incomplete, expected) => {
    const rolled = rollUp(
      probes,
      verdicts.map((one) => judgement(one)),
      new Set<Tier>(incomplete ? ['important'] : []),
      ['important'],
    );
    expect(rolled['important']).toMatchObject({ level: 'required', verdict: expected });
  });

  test('counts subjects by verdict, and only its own', () => {
    const judgements = [judgement('fail'), judgement('fail'), judgement('pass'), judgement('unknown', 'critical')];
    const rolled = rollUp(probes, judgements, new Set(), ['critical', 'important']);
    expect(rolled['important']?.counts).toEqual({ fail: 2, pass: 1 });
    expect(rolled['critical']).toMatchObject({ verdict: 'unknown', counts: { unknown: 1 } });
    expect(Object.keys(rolled)).toEqual(['critical', 'important']);
  });

  test('waits for what was not seen only where it may be of this tier', () => {
    const judgements = [judgement('pass', 'critical'), judgement('pass', 'best-effort')];
    const rolled = rollUp(probes, judgements, new Set<Tier>(['critical']), ['critical', 'best-effort']);
    expect(rolled['critical']?.verdict).toBe('unknown');
    expect(rolled['best-effort']?.verdict).toBe('pass');
  });

  test('what the tier does not require stays not applicable, however little was seen', () => {
    const rolled = rollUp(
      'availability/zone-spread',
      [judgement('notApplicable', 'best-effort')],
      new Set<Tier>(['best-effort']),
      ['best-effort'],
    );
    expect(rolled['best-effort']).toEqual({
      level: 'notRequired',
      verdict: 'notApplicable',
      counts: { notApplicable: 1 },
    });
  });

  test('is the worst of its subjects, whatever their order, and one more unseen subject never makes it better', () => {
    const verdicts = fc.array(fc.constantFrom<Verdict>(...verdictsFromWorst));
    fc.assert(
      fc.property(verdicts, fc.boolean(), (given, incomplete) => {
        const roll = (list: Verdict[], mayBeMore: boolean): Verdict =>
          rollUp(
            probes,
            list.map((one) => judgement(one)),
            new Set<Tier>(mayBeMore ? ['important'] : []),
            ['important'],
          )['important']!.verdict;
        const rank = (verdict: Verdict): number => verdictsFromWorst.indexOf(verdict);
        const worstGiven = Math.min(...given.map(rank), incomplete ? rank('unknown') : rank('notApplicable'));
        expect(rank(roll(given, incomplete))).toBe(worstGiven);
        expect(roll(given.toReversed(), incomplete)).toBe(roll(given, incomplete));
        expect(rank(roll(given, true))).toBeLessThanOrEqual(rank(roll(given, false)));
      }),
    );
  });
});

test('the gaps behind a criterion are each said once', () => {
  const gap = { fact: 'budgets', gap: 'forbidden', detail: 'not allowed' } as const;
  const other = { ...gap, detail: 'other' };
  expect(
    gapsBehind([judgement('unknown', 'important', [gap]), judgement('unknown', 'important', [gap, other])], [gap]),
  ).toEqual([gap, other]);
});
