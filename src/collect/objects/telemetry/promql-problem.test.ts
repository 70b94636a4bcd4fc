import { describe, expect, test } from 'vitest';
import { promqlProblem } from './promql-problem.ts';

describe('what Prometheus loads', () => {
  test.each([
    'up == 0',
    'sum by (job,) (rate(http_requests_total{code=~"5..", path!~`/x[`}[5m])) > bool 0.05',
    'SUM(x) BY (job) AND ON(job) y',
    'max_over_time(rate(x[5m])[1h:])',
    'rate((x[5m] offset 1h))',
    'quantile_over_time(0.9, x[1d])',
    'x @ end() # the end',
    '{"a.name", path=~"^/pay$"} > 1e3',
    'absent(up{job="ledger"}) or vector(1)',
    '1 + 2',
  ])('%s', (expression) => {
    expect(promqlProblem(expression)).toBeNull();
  });
});

describe('what it does not load, and why', () => {
  test.each([
    ['up ==', 'it ends too early'],
    ['up and', 'it ends too early'],
    ['up == == 0', 'it is no PromQL from line 1, column 7 on'],
    ['ledger is down', 'it is no PromQL from line 1, column 8 on'],
    ['up\n  {job=ledger} == 0', 'it is no PromQL from line 2, column 8 on'],
    ['rat(x[5m])', 'it knows no function rat'],
    ['sum(rate(x[5m])', 'its brackets or quotes do not close'],
    ['x{job="ledger} == 0', 'its brackets or quotes do not close'],
    ['rate(x)', 'rate needs a range of time, such as [5m]'],
    ['sum(avg_over_time(x) / y)', 'avg_over_time needs a range of time, such as [5m]'],
    ['x[5m] > 0', 'it has a range of time where none is taken; rate takes one'],
    ['abs(x[5m])', 'it has a range of time where none is taken; rate takes one'],
    ['x'.repeat(50_001), 'it is longer than any expression'],
  ])('%#', (expression, problem) => {
    expect(promqlProblem(expression)).toBe(problem);
  });
});

describe('what is not for Prometheus to judge', () => {
  test.each([
    ['still a template', 'up{job="a"} < ${LIMIT}'],
    ['still a template', 'up{{ .Values.selector }} == 0'],
    ['of logs', 'sum(rate({app="ledger"} |= "panic" [5m])) > 0'],
    ['of logs', 'count_over_time({app="ledger"} != "ok" [5m]) > 0'],
    ['of another engine', 'histogram_share(0.2, x)'],
    ['of another engine', 'rate(x) keep_metric_names'],
    ['of an older version', 'holt_winters(x[5m], 0.1, 0.2)'],
  ])('%s: %s', (_name, expression) => {
    expect(promqlProblem(expression)).toBeNull();
  });
});

test('a hostile expression takes no longer than it is long', () => {
  const started = performance.now();
  for (const text of ['(', '{a=', 'sum(', '-', '"', 'x + ']) promqlProblem(text.repeat(12_000));
  promqlProblem(`${'('.repeat(20_000)}x${')'.repeat(20_000)}`);
  promqlProblem(`x${'[5m:]'.repeat(9000)}`);
  expect(performance.now() - started).toBeLessThan(5000);
});
