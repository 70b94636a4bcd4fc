import { expect, test } from 'vitest';
import { defineCheck, fault, pass, thePlatform } from './define-check.ts';

test('a number that a check does not declare cannot be read', () => {
  const check = defineCheck({
    answers: 'availability/zone-spread',
    title: 'Zones',
    question: 'Are there zones?',
    why: 'They fail as a whole.',
    fix: 'Add zones.',
    needs: [],
    targets: ['zones'],
    reasons: { 'enough': 'there are enough', 'too-few': ['FFF', 'there are too few'] },
    over: thePlatform,
    judge(_platform, _known, { values }) {
      // @ts-expect-error: it would be read, and no policy file could set it.
      const share: unknown = values.maxShareOfReplicasInOneZone;
      return share === undefined && values.zones === undefined ? pass('enough') : fault('too-few');
    },
  });
  expect(check.targets).toEqual(['zones']);
});
