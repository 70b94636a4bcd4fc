import { expect, test } from 'vitest';
import { criterionIds } from '../definition/criteria.ts';
import { frameworkIds } from '../frameworks/frameworks.ts';
import { criteriaAsked } from './criteria-asked.ts';

test('without a framework they are those that are named, or all', () => {
  expect(criteriaAsked({ criteria: [], frameworks: [] })).toEqual([]);
  expect(criteriaAsked({ criteria: ['network/default-deny'], frameworks: [] })).toEqual(['network/default-deny']);
});

test.each(frameworkIds)('%s asks for some of them, and not for all', (framework) => {
  const asked = criteriaAsked({ criteria: [], frameworks: [framework] });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThan(criterionIds.length);
});

test('what a control is merely supported by is not asked for', () => {
  const supporting = criterionIds.filter(
    (criterion) => !criteriaAsked({ criteria: [], frameworks: ['bsi'] }).includes(criterion),
  );
  expect(supporting).toContain('support/training');
});

test('criteria that are named as well narrow it down; none left is refused', () => {
  const both = { criteria: ['network/default-deny', 'support/training'], frameworks: ['bsi'] } as const;
  expect(criteriaAsked(both)).toEqual(['network/default-deny']);
  expect(() => criteriaAsked({ ...both, criteria: ['support/training'] })).toThrow('no criterion');
});
