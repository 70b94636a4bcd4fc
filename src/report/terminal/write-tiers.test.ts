import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assess } from '../../assessment/assess.ts';
import { verdictsFromWorst } from '../../assessment/verdicts.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { estateOf } from '../../../test/support/estate-of.ts';
import { choosePaint } from './palette.ts';
import { writeTiers } from './write-tiers.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/guide/tiers-and-roll-up.md'), 'utf8');
const formula = [...guide.matchAll(/\*(proven|failing|unproven)\* \(([^)]+)\)/g)].map(
  ([, group = '', verdicts = '']): [string, string[]] => [group, verdicts.split(', ')],
);

test('the guide says of every verdict under which count it falls', () => {
  expect(formula.flatMap(([, verdicts]) => verdicts).toSorted()).toEqual(verdictsFromWorst.toSorted());
});

test.each(formula)('the screen counts as %s what the guide says: %j', (group, verdicts) => {
  const assessment = assess(estateOf('{apiVersion: v1, kind: Namespace, metadata: {name: bank}}'), undeclaredPolicy, {
    version: 'test',
  });
  const required = Object.fromEntries(verdicts.map((verdict) => [verdict, 2]));
  const tiers = { important: { status: 'unproven' as const, subjects: 1, required } };
  const text = writeTiers({ ...assessment, tiers }, { columns: 140, paint: choosePaint(false) }).join(' ');
  expect(text).toMatch(new RegExp(String.raw`\b${2 * verdicts.length} (?:of ${2 * verdicts.length} )?${group}\b`));
});
