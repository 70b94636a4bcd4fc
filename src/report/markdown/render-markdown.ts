import type { Assessment, Finding, MissingEvidence } from '../../assessment/assessment.ts';
import { adviseSupply } from '../terminal/advise-supply.ts';
import { count } from '../terminal/count.ts';
import { gatherDetails } from '../terminal/gather-details.ts';
import { writeDetails } from './write-details.ts';
import { type CriterionBlock, listFindings, sayCounts } from './write-findings.ts';
import { cutText, writeCode, writeInline } from './write-inline.ts';
import { countFindings, writeSummary } from './write-summary.ts';

/** GitHub takes 65,536 characters in a comment; some room stays for what a pipeline writes around it. */
const mostCharacters = 60_000;

/** Room for the sentence that says what was cut. */
const roomForCut = 600;

/** How many subjects of a group are listed, where there is room and where there is little. */
const mostSubjects = [25, 4] as const;

/** How many lines a list has that says what was not seen, where there is room and where there is little; and how much room there is for each. */
const mostLines = [12, 4, 1] as const;
const roomBelow = 8000;
const longestLine = 500;

/**
 * Renders an assessment as Markdown for a comment on a pull request: what matters first, then the findings, folded, as far as a comment holds them; what
 * was cut is told.
 */
export function renderMarkdown(assessment: Assessment): string {
  const above = writeSummary(assessment).join('\n\n');
  const below = [writeMissing, writeUnread, writeAssumed].flatMap((write) => {
    const text = mostLines.map((most) => write(assessment, most)).find((one) => one.length <= roomBelow);
    return text === undefined || text === '' ? [] : [text];
  });
  const room = mostCharacters - roomForCut - above.length - below.join('\n').length;
  const { written, left } = fit(listFindings(assessment), room);
  const parts = [
    above,
    ...(written.length > 0 ? ['### Findings', written.join('\n')] : []),
    ...(left.length > 0 ? [sayCut(left)] : []),
    ...below,
  ];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

/** As many criteria as there is room for, in their order; where one is too long, with few of its subjects. */
function fit(
  blocks: readonly CriterionBlock[],
  room: number,
): { readonly written: readonly string[]; readonly left: readonly CriterionBlock[] } {
  const written: string[] = [];
  let used = 0;
  for (const [index, block] of blocks.entries()) {
    const text = mostSubjects.map((most) => block.write(most)).find((one) => used + one.length + 1 <= room);
    if (text === undefined) return { written, left: blocks.slice(index) };
    written.push(text);
    used += text.length + 1;
  }
  return { written, left: [] };
}

/** What a comment has no room for, and where it stands. */
function sayCut(left: readonly CriterionBlock[]): string {
  const findings = left.flatMap((block): readonly Finding[] => block.findings);
  return `**Cut here, to fit into a comment**: ${count(left.length, 'more criterion', 'more criteria')} with ${count(findings.length, 'finding')} (${sayCounts(countFindings(findings))}). \`kubecompass assess --verbose\` lists all of them, and so do the formats json, csv and sarif.`;
}

/** What the unknown findings wait for. */
function writeMissing(assessment: Assessment, most: number): string {
  const unknown = assessment.findings.filter(({ verdict }) => verdict === 'unknown').length;
  const lines = assessment.next.evidence.slice(0, most).flatMap((missing) => writeStep(missing, assessment, most));
  const more = assessment.next.evidence.length - most;
  return writeDetails(`? Not seen: ${count(unknown, 'finding')} unknown`, [
    ...lines,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ]);
}

function writeStep(missing: MissingEvidence, assessment: Assessment, most: number): string[] {
  const details = gatherDetails(missing.details);
  const criteria = missing.criteria.slice(0, most).map(writeCode).join(', ');
  const more = missing.criteria.length - most;
  return [
    `- ${writeInline(cutText(adviseSupply(missing, assessment, true), longestLine))}`,
    `  Waiting: ${criteria}${more > 0 ? ` and ${more} more` : ''}; ${count(missing.subjects, 'subject')}`,
    ...writeSome(details.slice(0, most), details.length),
  ];
}

function writeSome(texts: readonly string[], all: number): string[] {
  return [
    ...texts.map((text) => `  - ${writeInline(cutText(text, longestLine))}`),
    ...(all > texts.length ? [`  - and ${all - texts.length} more`] : []),
  ];
}

/** What could not be read or counts for nothing, with its place. */
function writeUnread({ estate }: Assessment, most: number): string {
  const { unreadable, dropped, unreadSources, cluster } = estate;
  const at = ({ file, line }: { file: string; line: number }): string =>
    writeCode(cluster === null ? `${file}:${line}` : file);
  const lines = [
    ...unreadable.map((one) => `- ${at(one)} ${writeInline(cutText(one.message, longestLine))}`),
    ...dropped.map((one) => `- ${at(one)} ${writeInline(cutText(one.message, longestLine))}`),
    ...unreadSources.map(({ file, message }) => `- ${writeCode(file)} ${writeInline(cutText(message, longestLine))}`),
  ];
  return writeDetails('Not read, not rendered, or without effect', [
    ...lines.slice(0, most),
    ...(lines.length > most ? [`- and ${lines.length - most} more`] : []),
  ]);
}

function writeAssumed({ assumptions }: Assessment, most: number): string {
  return writeDetails('Assumed', [
    ...assumptions.slice(0, most).map((one) => `- ${writeInline(cutText(one, longestLine))}`),
    ...(assumptions.length > most ? [`- and ${assumptions.length - most} more`] : []),
  ]);
}
