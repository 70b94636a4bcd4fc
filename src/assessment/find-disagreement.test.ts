import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Assessment } from './assessment.ts';
import { findDisagreement } from './find-disagreement.ts';

const goldenText = readFileSync(new URL('../../test/golden/council.assessment.json', import.meta.url), 'utf8');
const golden = (): Assessment => JSON.parse(goldenText) as Assessment;

test('an assessment as it was written agrees with itself', () => {
  expect(findDisagreement(golden())).toBeNull();
});

describe('what was cut or edited does not agree with itself:', () => {
  const firstFault = (assessment: Assessment): number =>
    assessment.findings.findIndex(({ criterion }) => criterion === 'availability/disruption-budgets');

  test.each<[string, (assessment: Assessment) => unknown, RegExp]>([
    [
      'a finding that was taken out',
      (one) => one.findings.splice(firstFault(one), 1),
      /^availability\/disruption-budgets counts \d+ fail of tier \w+, and lists \d+$/,
    ],
    [
      'a finding that was made milder',
      (one) => Object.assign(one.findings[firstFault(one)] as object, { verdict: 'advice' }),
      /^availability\/disruption-budgets counts/,
    ],
    [
      'an outcome that was made better',
      (one) => Object.assign(one.outcomes[1] as object, { verdict: 'pass' }),
      /^availability\/zone-spread is pass, and its tiers make it fail$/,
    ],
    [
      'an outcome that stands twice',
      (one) => one.outcomes.push(one.outcomes[0] as Assessment['outcomes'][0]),
      /^availability\/uptime-objective is answered twice$/,
    ],
    [
      'a criterion that there is not',
      (one) => Object.assign(one.outcomes[0] as object, { criterion: '<b>' }),
      /^there is no criterion "<b>"$/,
    ],
    [
      'a tier that there is not',
      (one) => Object.assign(one.outcomes[0]?.tiers as object, { '<b>': one.outcomes[0]?.tiers['critical'] }),
      /^there is no tier "<b>"$/,
    ],
    [
      'an outcome that was taken out',
      (one) => one.outcomes.splice(1, 1),
      /^there is a finding of availability\/zone-spread, which is not answered$/,
    ],
  ])('%s', (_, edit, said) => {
    const edited = golden();
    edit(edited);
    expect(findDisagreement(edited)).toMatch(said);
  });
});
