import type { Comparison } from '../../assessment/comparison.ts';
import { cutText, writeCode, writeInline } from '../markdown/write-inline.ts';
import { count } from '../terminal/count.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { type MovedGroup, type MovedTogether, outlineComparison, sayCauses } from './outline-comparison.ts';
import { describeSide, sayCompared, sayMoves } from './render-comparison.ts';

/** GitHub takes 65,536 characters in a comment; some room stays for what a pipeline writes around it. */
const mostCharacters = 60_000;

/** How many of a list are written, where there is room and where there is little. */
const sizes = [50, 20, 8, 3, 1] as const;

/** Renders a comparison as Markdown for a comment on a pull request. What has no room is counted. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const texts = sizes.map((most) => writeAll(comparison, most));
  return texts.find((text) => text.length <= mostCharacters) ?? (texts.at(-1) as string).slice(0, mostCharacters);
}

function writeAll(comparison: Comparison, most: number): string {
  const { before, after, tiers, gate, differences, sight, subjects } = comparison;
  const status = (one: (typeof tiers)[number]['before']): string => (one ? one.status : 'not hosted');
  const held = (one: (typeof gate)['before']): string => (one.holds ? 'holds' : 'does not hold');
  const listed = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : [
          `### ${title}`,
          [
            ...lines.slice(0, most).map((line) => `- ${line}`),
            ...(lines.length > most ? [`- and ${lines.length - most} more`] : []),
          ].join('\n'),
        ];
  const parts = [
    '## What moved',
    `${writeInline(sayMoves(comparison))}.`,
    [
      '| | before | after |',
      '| --- | --- | --- |',
      ...tiers.map(({ tier, before: was, after: is }) => `| ${tier} | ${status(was)} | ${status(is)} |`),
      `| gate | ${held(gate.before)} | ${held(gate.after)} |`,
      `| of | ${writeInline(describeSide(before))} | ${writeInline(describeSide(after))} |`,
    ].join('\n'),
    ...sayCompared(comparison).map((one) => `Compared: ${writeInline(one)}.`),
    ...outlineComparison(comparison, false).flatMap((group) => writeGroup(group, most)),
    ...listed(
      'Differs on our side',
      differences.map(({ what, before: was, after: is, moves }) =>
        writeInline(`${what}: ${was} → ${is} (moves ${moves === 'extent' ? 'only what is compared' : moves})`),
      ),
    ),
    ...listed(
      'Subjects that came',
      subjects.came.map(({ subject }) => writeInline(nameSubject(subject))),
    ),
    ...listed(
      'Subjects that went',
      subjects.went.map(({ subject }) => writeInline(nameSubject(subject))),
    ),
    ...listed(
      'No longer seen',
      sight.lost.map(({ detail }) => writeInline(cutText(detail, 400))),
    ),
    ...listed(
      'Seen anew',
      sight.gained.map(({ detail }) => writeInline(cutText(detail, 400))),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeGroup({ title, criteria, unseen }: MovedGroup, most: number): string[] {
  const more = criteria.length - most;
  const rest = [
    ...(more > 0 ? [`- and ${count(more, 'more criterion', 'more criteria')}`] : []),
    ...(unseen > 0 ? [`- ${count(unseen, 'finding')} of what cannot be seen`] : []),
  ];
  return [`### ${title}`, [...criteria.slice(0, most).flatMap((one) => writeCriterion(one, most)), ...rest].join('\n')];
}

function writeCriterion({ criterion, required, tiers, reasons, why }: MovedTogether, most: number): string[] {
  const moved = tiers.map(({ tier, before, after }) => `${tier} ${before} → ${after}`).join(', ');
  const level = required ? '' : ' (only recommended)';
  return [
    `- ${writeCode(criterion)}${level}${moved === '' ? '' : `: ${moved}`}; ${sayCauses(why)}`,
    ...reasons.slice(0, most).map(({ reason, subjects, before, after }) => {
      const shift = before !== null && after !== null ? ` ${before} → ${after}` : '';
      const names = subjects.slice(0, most).map((subject) => writeCode(cutText(nameSubject(subject), 200)));
      const more = subjects.length > most ? ` and ${subjects.length - most} more` : '';
      return `  - ${writeCode(reason)}${shift}: ${names.join(', ')}${more}`;
    }),
    ...(reasons.length > most ? [`  - and ${count(reasons.length - most, 'more reason')}`] : []),
  ];
}
