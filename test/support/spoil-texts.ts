import type { Assessment } from '../../src/assessment/assessment.ts';

/** What somebody may call an object or write into a field: it ends elements, attributes, comments and cells, gives commands and turns the writing direction. */
const hostileText = `</script><script>window.hacked=1</script><img src=https://evil.example/x onerror="window.hacked=1"><style>*{display:none}</style>"'><a href="javascript:window.hacked=1">x</a>--> ]]> {{x}} \`rm\` | ::error::x \u001b[31m\u202e`;

/** What is written by others, or may be in a stored assessment. */
const foreign = new Set([
  'because',
  'name',
  'namespace',
  'container',
  'scope',
  'file',
  'message',
  'stack',
  'detail',
  'details',
  'path',
  'value',
  'fix',
  'owner',
  'justification',
  'approvedBy',
  'expires',
  'reason',
  'kind',
  'policy',
  'otherPolicies',
  'assumptions',
  'files',
  'kinds',
  'server',
  'what',
]);

/** The same assessment, with a hostile text in every place where somebody else's words stand. */
export function spoilTexts(assessment: Assessment): Assessment {
  return spoil(assessment, '') as Assessment;
}

function spoil(value: unknown, key: string): unknown {
  if (typeof value === 'string') return foreign.has(key) ? `${value}${hostileText}` : value;
  if (Array.isArray(value)) return value.map((one) => spoil(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
}
