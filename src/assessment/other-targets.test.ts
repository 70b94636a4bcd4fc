import { expect, test } from 'vitest';
import { undeclaredPolicy } from '../estate/policy.ts';
import { otherTargets } from './other-targets.ts';

const policy = { ...undeclaredPolicy, targets: { critical: { logRetentionDays: 1 }, important: { zones: 1 } } };

test('a target of the policy file that differs is told with what the definition asks for', () => {
  expect(otherTargets(policy, ['critical'])).toEqual([
    expect.stringMatching(/^critical logRetentionDays 1 instead of \d+$/) as string,
  ]);
});

test('for the tiers that are hosted, and only where it differs', () => {
  const [told] = otherTargets(policy, ['critical']);
  const asked = Number(/\d+$/.exec(told ?? '')?.[0]);
  expect(otherTargets({ ...policy, targets: { critical: { logRetentionDays: asked } } }, ['critical'])).toEqual([]);
  expect(otherTargets(policy, ['best-effort'])).toEqual([]);
  expect(otherTargets(undeclaredPolicy, ['critical', 'important'])).toEqual([]);
});
