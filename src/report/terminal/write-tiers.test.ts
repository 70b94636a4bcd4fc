import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../assessment/assess.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import { verdictsFromWorst } from '../../assessment/verdicts.ts';
import type { CriterionId } from '../../definition/criteria.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { estateOf } from '../../../test/support/estate-of.ts';
import { itemsLookedAt } from './looked-at.ts';
import { choosePaint } from './palette.ts';
import { writeHeadline, writeTiers } from './write-tiers.ts';

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

describe('a report that looks at some criteria counts these, and calls no tier ready', () => {
  const yaml = '{apiVersion: v1, kind: Namespace, metadata: {name: bank}}';
  const screen = { columns: 140, paint: choosePaint(false) };
  const limited = (...criteria: CriterionId[]): Assessment =>
    assess(
      estateOf(yaml),
      { ...undeclaredPolicy, file: 'p.yaml', frameworks: ['iso27001'], owner: 'team', dataClasses: ['public'] },
      { version: 'test', criteria },
    );

  test.each<[CriterionId[], string, string]>([
    [
      ['network/default-deny'],
      '1 criterion looked at; important: ✗ failing',
      'of 1 looked at 1 failing, 0 unproven, 0 proven',
    ],
    [
      ['compliance/declared-frameworks'],
      '1 criterion looked at; important: ✓ proven',
      'of 1 looked at 0 failing, 0 unproven, 1 proven',
    ],
    [
      ['compliance/declared-frameworks', 'audit/api-audit-log'],
      '2 criteria looked at; important: ? unproven',
      'of 2 looked at 0 failing, 1 unproven, 1 proven',
    ],
    [
      ['operations/tracing'],
      '1 criterion looked at; important: – none of them required',
      'it requires none of those looked at',
    ],
  ])('%j', (criteria, headline, row) => {
    expect(writeHeadline(limited(...criteria), screen).join(' ')).toContain(headline);
    expect(writeTiers(limited(...criteria), screen).join(' ')).toContain(row);
  });

  test('and shows the items of the checklist that rest on nothing else', () => {
    expect(itemsLookedAt(limited('network/default-deny'))).toEqual([]);
    expect(itemsLookedAt(limited('compliance/declared-frameworks')).map(({ item }) => item)).toEqual(['compliance-1']);
  });
});
