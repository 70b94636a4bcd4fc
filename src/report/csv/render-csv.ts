import type { Assessment, CriterionOutcome, Finding, FindingEvidence } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { writeCell } from './write-cell.ts';

/** The columns, and what a row says in each: of a finding, or of a criterion in a tier of which no subject is listed (`finding` is null). */
const columns: readonly (readonly [
  string,
  (outcome: CriterionOutcome, tier: string, finding: Finding | null) => string,
])[] = [
  ['criterion', ({ criterion }) => criterion],
  ['title', ({ criterion }) => criteria[criterion as CriterionId].title],
  ['tier', (_, tier) => tier],
  ['level', ({ tiers }, tier) => tiers[tier]?.level ?? ''],
  ['verdict', ({ tiers }, tier, finding) => finding?.verdict ?? tiers[tier]?.verdict ?? ''],
  ['reason', (_, __, finding) => finding?.reason ?? ''],
  ['kind', (_, __, finding) => finding?.subject.kind ?? ''],
  ['apiVersion', (_, __, finding) => finding?.subject.apiVersion ?? ''],
  ['namespace', (_, __, finding) => finding?.subject.namespace ?? ''],
  ['name', (_, __, finding) => finding?.subject.name ?? ''],
  ['container', (_, __, finding) => finding?.subject.container ?? ''],
  ['variant', (_, __, finding) => finding?.subject.scope ?? ''],
  ['because', ({ because }, _, finding) => finding?.because ?? because],
  ['missing', ({ gaps }, _, finding) => (finding ?? { gaps }).gaps.map(({ detail }) => detail).join('\n')],
  ['fix', (_, __, finding) => finding?.fix ?? ''],
  ['evidence', (_, __, finding) => (finding?.evidence ?? []).map(sayEvidence).join('\n')],
  [
    'controls',
    ({ controls }) =>
      Object.entries(controls)
        .flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`))
        .join('\n'),
  ],
  ['accepted by', (_, __, finding) => finding?.exception?.owner ?? ''],
  ['accepted until', (_, __, finding) => finding?.exception?.expires ?? ''],
  ['fingerprint', (_, __, finding) => finding?.fingerprint ?? ''],
];

/**
 * Renders an assessment as CSV (RFC 4180, with a header), the population of an audit: a row for each finding, passes included where the assessment lists
 * them, and for each criterion and tier of which it lists none.
 */
export function renderCsv({ outcomes, findings }: Assessment): string {
  const listed = Map.groupBy(findings, ({ criterion, tier }) => `${criterion} ${tier}`);
  const rows = outcomes.flatMap((outcome) =>
    Object.keys(outcome.tiers).flatMap((tier) => {
      const found = listed.get(`${outcome.criterion} ${tier}`) ?? [null];
      return found.map((finding) => columns.map(([, say]) => say(outcome, tier, finding)));
    }),
  );
  const lines = [columns.map(([name]) => name), ...rows].map((row) => row.map(writeCell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Where a piece of evidence stands, and the value that was seen there. */
function sayEvidence({ kind, namespace, name, path, value, source }: FindingEvidence): string {
  const object = [kind, namespace, name].filter((part) => part !== '').join('/');
  const field = path === null ? '' : ` ${path}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}`;
  const where =
    source === null ? '' : source.api ? ` (${source.file})` : ` (${source.file}:${source.line}:${source.column})`;
  return `${object}${field}${where}`;
}
