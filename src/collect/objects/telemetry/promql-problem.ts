import { createRequire } from 'node:module';
import type { parser } from '@prometheus-io/lezer-promql';

type Parser = typeof parser;
type Tree = ReturnType<Parser['parse']>;
type SyntaxNode = Tree['topNode'];

let strict: Parser | undefined;

/**
 * The grammar that Prometheus' own screens use, which stops at the first mistake. Few folders hold rules, so it is loaded with the first of them, and at
 * once: reading waits for nothing.
 */
function grammar(): Parser {
  const load = createRequire(import.meta.url);
  strict ??= (load('@prometheus-io/lezer-promql') as { parser: Parser }).parser.configure({ strict: true });
  return strict;
}

const known = new Map<string, boolean>();

/** Longer than any that a person or a generator writes. */
const longest = 50_000;
const texts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*/g;
const filledIn = /[$]|\{\{|<[A-Za-z]/;

/**
 * Why Prometheus does not load an expression; null where it does, where the expression is still a template, and where another engine takes it: what is
 * written for these (LogQL, MetricsQL) lies in the same objects. No value in it is named.
 */
export function promqlProblem(expression: string): string | null {
  if (expression.length > longest) return 'it is longer than any expression';
  // Neither texts nor numbers change what is loaded, and rules of many services differ in nothing else: one of them is parsed.
  const shape = expression
    .replaceAll(texts, (text) => (text.startsWith('#') ? '' : '""'))
    .replaceAll(/\b\d+(?:\.\d+)?\b/g, '1');
  if (known.get(shape) === true) return null;
  const problem = problemOf(expression, shape.replaceAll('""', ''));
  if (known.size < 20_000) known.set(shape, problem === null);
  return problem;
}

function problemOf(expression: string, bare: string): string | null {
  if (filledIn.test(bare)) return null;
  if (!closes(bare)) return 'its brackets or quotes do not close';
  if (isLogql(expression, bare) || isMetricsql(bare)) return null;
  try {
    return problemOfRanges(expression, grammar().parse(expression));
  } catch (error) {
    const at = /^No parse at (\d+)$/.exec((error as Error).message)?.[1];
    if (at === undefined) throw error;
    return problemAt(expression, Number(at));
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function closes(bare: string): boolean {
  const open: string[] = [];
  for (const [one] of bare.matchAll(/[()[\]{}"'`]/g)) {
    const end = closing[one];
    if (end !== undefined) open.push(end);
    else if (open.pop() !== one) return false;
  }
  return open.length === 0;
}

/** What the language of Loki adds: pipes, lines that must hold a text or not, and functions of bytes (loki, pkg/logql/syntax/lex.go). */
function isLogql(expression: string, bare: string): boolean {
  return (
    bare.includes('|') || /\}\s*!(?:=|~)\s*["'`]/.test(expression) || /\b(?:bytes_\w+|rate_counter)\s*\(/.test(bare)
  );
}

/** What the language of VictoriaMetrics adds to that of Prometheus: operators, templates, and functions (metricsql: aggr.go, rollup.go, transform.go). */
function isMetricsql(bare: string): boolean {
  if (/\bkeep_metric_names\b|\bwith\s*\(|\s(?:default|if|ifnot)\s/i.test(bare)) return true;
  for (const [, called = ''] of bare.matchAll(/\b([a-z][a-z0-9_]*)\s*\(/gi))
    if (addedFunctions.test(called)) return true;
  return false;
}

// Also the rates of Thanos, and a function of Prometheus that its third version calls double_exponential_smoothing.
const addedFunctions = new RegExp(
  `^(?:${[
    'holt_winters|xrate|xincrease|xdelta',
    'any|bottomk_\\w+|distinct|geomean|histogram|mad|median|mode|outliers\\w+|quantiles|share|sum2|topk_\\w+|utilization|zscore',
    '(?:aggr|ascent|count_(?:eq|gt|le|ne)|decreases|descent|distinct|duration|geomean|histogram|increases|median|mode|outlier_iqr|quantiles|range)_over_time',
    '(?:share_(?:gt|le|eq)|stale_samples|sum_(?:gt|lt)|sum2|tfirst|tlast|tlast_change|tmax|tmin|zscore)_over_time',
    '(?:changes|delta|increase)_prometheus|default_rollup|deriv_fast|hoeffding_bound_\\w+|ideriv|increase_pure|integrate|lag|lifetime|rate_over_sum',
    'rollup\\w*|scrape_interval|timestamp_with_name|bitmap_\\w+|buckets_limit|drop_\\w+|end|histogram_share|interpolate|keep_(?:last|next)_value',
    'label_(?!replace$|join$)\\w+|labels_equal|limit_offset|now|prometheus_buckets|rand\\w*|range_\\w+|remove_resets|running_\\w+',
    'smooth_exponential|sort_by_label_numeric\\w*|start|step|timezone_offset|union',
  ].join('|')})$`,
);

function problemAt(expression: string, at: number): string {
  const before = expression.slice(0, at);
  if (expression.slice(at).trim() === '') return 'it ends too early';
  const called = expression[at] === '(' ? /[a-z]\w*\s*$/i.exec(before)?.[0].trim() : undefined;
  if (called !== undefined) return `it knows no function ${called}`;
  return `it is no PromQL from line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')} on`;
}

/** Functions that look back over a range of time; all others, and operators, take what is there at one moment (promql/parser/functions.go). */
const overRange =
  /_over_time$|^(?:rate|increase|irate|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing)$/;

function problemOfRanges(expression: string, tree: Tree): string | null {
  const nameOf = (call: SyntaxNode): string => {
    const { from, to } = call.getChild('FunctionIdentifier') ?? call;
    return expression.slice(from, to);
  };
  const without = new Map<number, string>();
  let isLoose = false;
  tree.iterate({
    enter({ name, node }) {
      if (name === 'FunctionCall' && overRange.test(nameOf(node))) without.set(node.from, nameOf(node));
      if (name !== 'MatrixSelector' && name !== 'SubqueryExpr') return;
      const call = callAround(node);
      if (call === null || !overRange.test(nameOf(call))) isLoose = true;
      else without.delete(call.from);
    },
  });
  const [first] = without.values();
  if (first !== undefined) return `${first} needs a range of time, such as [5m]`;
  return isLoose ? 'it has a range of time where none is taken; rate takes one' : null;
}

const wrappers = new Set(['ParenExpr', 'OffsetExpr', 'StepInvariantExpr', 'AnchoredExpr', 'SmoothedExpr']);

/** The call that takes a range as its argument. */
function callAround(range: SyntaxNode): SyntaxNode | null {
  let { parent } = range;
  while (parent && wrappers.has(parent.name)) parent = parent.parent;
  return parent?.name === 'FunctionCallBody' && parent.parent?.name === 'FunctionCall' ? parent.parent : null;
}
