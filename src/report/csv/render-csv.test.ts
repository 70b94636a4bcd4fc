import { expect, test } from 'vitest';
import { assessExample } from '../../../test/support/assess-example.ts';
import { renderCsv } from './render-csv.ts';
import { writeCell } from './write-cell.ts';

test.each([
  ['plain', 'plain'],
  ['two, words', '"two, words"'],
  ['a "quoted" word', '"a ""quoted"" word"'],
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-1', "'-1"],
  ['safe\u202etxt.exe', 'safe\\u202etxt.exe'],
  ['two\nlines', '"two\nlines"'],
])('the cell %j is written as %j', (value, written) => {
  expect(writeCell(value)).toBe(written);
});

test('there is a row for each finding, and for each criterion and tier of which none is listed', async () => {
  const assessment = await assessExample('examples/council');
  const lines = renderCsv(assessment).split('\r\n');
  const listed = new Set(assessment.findings.map(({ criterion, tier }) => `${criterion} ${tier}`));
  const others = assessment.outcomes.flatMap(({ criterion, tiers }) =>
    Object.keys(tiers).filter((tier) => !listed.has(`${criterion} ${tier}`)),
  );
  expect(lines.at(-1)).toBe('');
  expect(lines.length - 2).toBe(assessment.findings.length + others.length);
  expect(lines[0]).toMatch(/^criterion,title,tier,level,verdict,/);
});
