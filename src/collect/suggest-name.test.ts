import { expect, test } from 'vitest';
import { criterionIds } from '../definition/criteria.ts';
import { suggestNames } from './suggest-name.ts';

test.each([
  ['disruption-budgets', ['availability/disruption-budgets']],
  ['availability/disruption-budget', ['availability/disruption-budgets']],
  ['availabilty/zone-spraed', ['availability/zone-spread']],
  ['health-prbes', ['availability/health-probes']],
  ['Quotas', ['identity/quotas-and-limits']],
  ['runbook', ['disaster-recovery/runbooks', 'operations/incident-runbooks']],
  ['x', []],
  ['something-else-entirely', []],
  ['__proto__', []],
])('%s may mean %j', (typed, meant) => {
  expect(suggestNames(typed, criterionIds)).toEqual(meant);
});

test('a very long name is not compared letter by letter', () => {
  expect(suggestNames('a'.repeat(10_000_000), criterionIds)).toEqual([]);
});
