import type { Assessment, CriterionOutcome, Finding, FindingEvidence } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { count } from '../terminal/count.ts';
import { type FindingGroup, type GroupedSubject, groupFindings } from '../terminal/group-findings.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { showValue } from '../terminal/show-value.ts';
import { writeDetails } from './write-details.ts';
import { cutText, writeCode, writeInline } from './write-inline.ts';

/** The findings of one criterion as they are written: with few of their subjects where there is little room. */
export interface CriterionBlock {
  readonly findings: readonly Finding[];
  readonly write: (mostSubjects: number) => string;
}

/** Longer values, and texts, are cut. */
const longestValue = 120;
const longestText = 600;
const longestName = 300;

/** Nobody is held up by advice: a comment names fewer of its subjects. */
const mostAdvised = 3;

/** The verdicts in the order in which they are told; what is unknown is told under what was not seen. */
const fromWorst: readonly Finding['verdict'][] = [
  'fail',
  'partial',
  'unknown',
  'attested',
  'pass',
  'notApplicable',
  'advice',
];

/** The findings of each criterion, criteria that fail first. */
export function listFindings({ outcomes, findings }: Assessment): CriterionBlock[] {
  const byCriterion = Map.groupBy(
    findings.filter(({ verdict }) => verdict !== 'unknown'),
    ({ criterion }) => criterion,
  );
  return outcomes
    .toSorted((a, b) => fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict))
    .flatMap((outcome) => {
      const some = byCriterion.get(outcome.criterion);
      return some ? [{ findings: some, write: (most: number) => writeCriterion(outcome, some, most) }] : [];
    });
}

function writeCriterion(outcome: CriterionOutcome, findings: readonly Finding[], mostSubjects: number): string {
  const { criterion, verdict, tiers } = outcome;
  const { sign, word } = verdictMarks[verdict];
  const mix = Object.entries(tiers).flatMap(([tier, { counts }]) => {
    const said = sayCounts(counts);
    return said === '' ? [] : [`${tier}: ${said}`];
  });
  const about = `${criteria[criterion as CriterionId].title} (${mix.join('; ')})`;
  const lines = writeGroups(groupFindings(findings), mostSubjects);
  return writeDetails(`${sign} ${word} <code>${criterion}</code>: ${about}`, lines);
}

/** The groups of one criterion; a fix that several of them share is written out once. */
function writeGroups(groups: readonly FindingGroup[], mostSubjects: number): string[] {
  const written = new Map<string, string>();
  return groups.flatMap((group) => {
    const before = group.fix === null ? undefined : written.get(group.fix);
    if (group.fix !== null && before === undefined) written.set(group.fix, group.reason);
    return writeGroup(before === undefined ? group : { ...group, fix: `as for ${before} above.` }, mostSubjects);
  });
}

/** Numbers by verdict, from worst: `9 fail, 3 pass`. */
export function sayCounts(counts: Readonly<Record<string, number>>): string {
  return fromWorst
    .flatMap((one) => ((counts[one] ?? 0) > 0 ? [`${counts[one]} ${verdictMarks[one].word}`] : []))
    .join(', ');
}

/** A group with its fix, and at most so many of its subjects. */
function writeGroup({ verdict, reason, because, fix, subjects }: FindingGroup, mostSubjects: number): string[] {
  const { sign, word } = verdictMarks[verdict];
  const findings = subjects.reduce((sum, one) => sum + one.findings.length, 0);
  const shown = subjects.slice(0, verdict === 'advice' ? Math.min(mostSubjects, mostAdvised) : mostSubjects);
  const more = subjects.length - shown.length;
  return [
    `- ${sign} **${word}** ${writeCode(reason)}: ${writeInline(cutText(because, longestText))} (${count(findings, 'finding')})`,
    ...(fix === null ? [] : [`  Fix: ${writeInline(cutText(fix, longestText))}`]),
    ...shown.map((one) => `  - ${writeSubject(one)}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
  ];
}

function writeSubject({ subject, containers, tiers, evidence, copies, exception }: GroupedSubject): string {
  const within = containers.length === 0 ? '' : ` (${containers.map(writeCode).join(', ')})`;
  const asked = tiers.length < 2 ? '' : ` (for ${tiers.join(', ')})`;
  const places = evidence.map(writePlace).filter((one) => one !== '');
  const also = copies.length === 0 ? '' : `, also in ${copies.map((copy) => writeCode(placeOf(copy))).join(', ')}`;
  const accepted =
    exception === null
      ? ''
      : `; accepted by ${writeInline(exception.owner)}${exception.expires === '' ? '' : ` until ${writeInline(exception.expires)}`}: ${writeInline(cutText(exception.justification, longestText))}`;
  return `${writeCode(cutText(nameSubject(subject), longestName))}${within}${asked}${places.length === 0 ? '' : `: ${places.join(', ')}`}${also}${accepted}`;
}

/** File and line, and the field with its value. */
export function writePlace({ source, path, value }: FindingEvidence): string {
  const field = path === null ? '' : value === undefined ? path : `${path} ${showValue(value)}`;
  return [source === null ? '' : placeOf(source), cutText(field, longestValue)].map(writeCode).join(' ').trim();
}

function placeOf({ file, line, api }: NonNullable<FindingEvidence['source']>): string {
  return api === undefined ? `${cutText(file, longestName)}:${line}` : cutText(file, longestName);
}
