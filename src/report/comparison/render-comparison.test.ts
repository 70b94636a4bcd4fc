import * as Value from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { assessExample } from '../../../test/support/assess-example.ts';
import { findingWith } from '../../../test/support/finding.ts';
import { compare } from '../../assessment/compare.ts';
import { comparisonSchema } from '../../assessment/comparison.ts';
import { renderComparison } from './render-comparison.ts';
import { renderComparisonMarkdown } from './render-comparison-markdown.ts';

const [council, bank] = (await Promise.all(
  ['examples/council', 'examples/bank'].map((folder) => assessExample(folder)),
)) as [Awaited<ReturnType<typeof assessExample>>, Awaited<ReturnType<typeof assessExample>>];
const compared = compare(council, bank);
const screen = { columns: 100, colour: false };

test('a comparison is what its schema says', () => {
  expect(Value.Errors(comparisonSchema, compared)).toEqual([]);
});

test('the first screen fits a terminal, and --verbose names every criterion that moved', () => {
  const text = renderComparison(compared, { ...screen, verbose: false });
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(38);
  expect(text).toMatch(/gate ✗ does not hold → ✓ holds/);
  const whole = renderComparison(compared, { ...screen, verbose: true });
  for (const { criterion } of compared.criteria) expect(whole).toContain(criterion);
});

test('against itself nothing moved', () => {
  expect(renderComparison(compare(bank, bank), { ...screen, verbose: false })).toContain('Moved     nothing\n');
});

describe('a name of somebody else', () => {
  const name = '<script>alert(1)</script>|`@team`\u001b[31m\u202e::error::]]>';
  const bad = findingWith({ subject: { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name } });
  const hostile = compare(bank, { ...bank, estate: { ...bank.estate, id: 'x' }, findings: [...bank.findings, bad] });

  test('is text in a terminal', () => {
    const text = renderComparison(hostile, { ...screen, verbose: true });
    expect(text).toContain('alert(1)');
    for (const acted of ['\u001b', '\u202e', ' ::error', '\n::error']) expect(text).not.toContain(acted);
  });

  test('is text in Markdown', () => {
    const text = renderComparisonMarkdown(hostile);
    expect(text).toContain('alert(1)');
    expect(text.replaceAll(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')).not.toContain('<script>');
    for (const acted of ['\u001b', '\u202e']) expect(text).not.toContain(acted);
  });
});

test('a comment holds the Markdown of whatever moved', () => {
  const many = Array.from({ length: 5000 }, (_one, index) =>
    findingWith({ subject: { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: `loan-${index}` } }),
  );
  const text = renderComparisonMarkdown(
    compare(bank, { ...bank, estate: { ...bank.estate, id: 'x' }, findings: [...bank.findings, ...many] }),
  );
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/and \d+ more/);
});
