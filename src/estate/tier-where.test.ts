import { expect, test } from 'vitest';
import type { Tier } from '../definition/tiers.ts';
import { notStated } from './identity.ts';
import { tierWhere } from './tier-where.ts';

const tiers = { default: 'important' as const, rules: [{ namespaces: ['pay-*'], tier: 'critical' as const }] };

test.each<[string, Tier | null, string, Tier]>([
  ['a label wins', 'best-effort', 'pay-eu', 'best-effort'],
  ['then a rule', null, 'pay-eu', 'critical'],
  ['then the default', null, 'shop', 'important'],
  ['no rule is for a namespace that is not stated', null, notStated, 'important'],
])('%s', (_name, stated, namespace, expected) => {
  expect(tierWhere(stated, namespace, { tiers })).toBe(expected);
});
