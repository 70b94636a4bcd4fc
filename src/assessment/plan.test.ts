import * as Value from 'typebox/value';
import { expect, test } from 'vitest';
import { assessExample } from '../../test/support/assess-example.ts';
import { renderPlan } from '../report/plan/render-plan.ts';
import { renderPlanMarkdown } from '../report/plan/render-plan-markdown.ts';
import { makePlan, planSchema } from './plan.ts';

const assessment = await assessExample('examples/council');
const plan = makePlan(assessment, (criterion) => (criterion === 'availability/disruption-budgets' ? 'safe' : null));

test('a plan is what its schema says', () => {
  expect(Value.Errors(planSchema, plan)).toEqual([]);
});

test('its remedies free all that fails, each finding once', () => {
  const faults = assessment.findings.filter(
    ({ verdict, exception }) => (verdict === 'fail' || verdict === 'partial') && exception?.by !== 'exception',
  );
  const sum = (of: (one: (typeof plan.remedies)[number]) => number): number =>
    plan.remedies.reduce((total, one) => total + of(one), 0);
  const freed = (tier: string): number => sum(({ frees }) => frees[tier] ?? 0);
  expect(plan.remedies.length).toBeGreaterThan(10);
  for (const tier of ['critical', 'important', 'best-effort']) expect(freed(tier)).toBe(plan.required[tier] ?? 0);
  const required = Object.values(plan.required).reduce((total, one) => total + one, 0);
  expect(required + sum(({ recommended }) => recommended)).toBe(faults.length);
});

test('a criterion is freed for a tier by the one remedy that all its faults there have', () => {
  const { clears } = plan.remedies.find(({ reason }) => reason === 'plain-secret') as (typeof plan.remedies)[number];
  expect(clears).toContain('critical');
  const network = plan.remedies.filter(({ criterion }) => criterion === 'availability/disruption-budgets');
  expect(network.map(({ reason, patch }) => [reason, patch])).toContainEqual(['no-budget', 'safe']);
});

test('what fits a screen is shown, and what is missing is kept apart', () => {
  const text = renderPlan(plan, assessment, { columns: 100, colour: false, verbose: false });
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(38);
  expect(text).toMatch(/To mend: .*\n[\s\S]*more remedies \(--verbose\)\nTo show: /);
  const whole = renderPlan(plan, assessment, { columns: 100, colour: false, verbose: true });
  for (const { reason } of plan.remedies) expect(whole).toContain(reason);
});

test('a comment holds the Markdown, and what is cut is counted', () => {
  expect(renderPlanMarkdown(plan, assessment)).toMatch(/^# Plan\n[\s\S]*\n## To mend\n[\s\S]*\n## To show\n/);
  const many = { ...plan, remedies: Array.from({ length: 40 }, () => plan.remedies).flat() };
  const text = renderPlanMarkdown(many, assessment);
  expect(text.length).toBeLessThan(62_000);
  const listed = text.match(/^- \[ \] /gm)?.length ?? 0;
  expect(text).toMatch(/\*\*Cut here\*\*: \d+ more remedies/);
  const cut = Number(/\*\*Cut here\*\*: (\d+)/.exec(text)?.[1]);
  const shown = plan.evidence.filter(({ suppliedBy }) => suppliedBy !== null).length;
  expect(listed + cut).toBe(many.remedies.length + Math.min(12, shown));
});

test('somebody else’s words are text', () => {
  const [first, ...others] = plan.remedies;
  const hostile = { ...first, fix: '<script>alert(1)</script> @everyone \u001b[31m', reason: 'a|b`c' } as typeof first;
  const bad = { ...plan, remedies: [hostile, ...others] as typeof plan.remedies };
  const text = renderPlanMarkdown(bad, assessment);
  expect(text).not.toContain('<script>');
  expect(text).toContain('`@everyone`');
  expect(renderPlan(bad, assessment, { columns: 100, colour: false, verbose: true })).not.toContain('\u001b');
});
