import { expect, test } from 'vitest';
import { notStated } from './identity.ts';
import { tierByRule } from './tier-by-rule.ts';

const rules = [
  { namespaces: ['payments-test', 'dev-*'], tier: 'best-effort' as const },
  { namespaces: ['payments-*'], tier: 'critical' as const },
];

test.each<[string, string | null]>([
  ['payments-prod', 'critical'],
  ['payments-test', 'best-effort'],
  ['dev-', 'best-effort'],
  ['payments', null],
  ['', null],
  [notStated, null],
])('the first rule that matches %j gives %j', (namespace, tier) => {
  expect(tierByRule(namespace, { tiers: { default: 'important', rules } })).toBe(tier);
});

test('a rule for everything is none for what states no namespace', () => {
  const tiers = { default: 'important' as const, rules: [{ namespaces: ['*'], tier: 'critical' as const }] };
  expect(tierByRule('bank', { tiers })).toBe('critical');
  expect(tierByRule(notStated, { tiers })).toBeNull();
});
