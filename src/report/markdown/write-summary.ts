import type { Assessment, Finding, Remedy, TierStatus } from '../../assessment/assessment.ts';
import { countVerdicts } from '../../assessment/verdicts.ts';
import { adviseSupply } from '../terminal/advise-supply.ts';
import { count } from '../terminal/count.ts';
import { isLimited } from '../terminal/looked-at.ts';
import { gateMark, verdictMarks } from '../terminal/marks.ts';
import { countFreed, nameSubject } from '../terminal/name-subject.ts';
import { choosePaint } from '../terminal/palette.ts';
import { writeSeen } from '../terminal/write-seen.ts';
import { markTier, tallyTier, tiersShown } from '../terminal/tier-tally.ts';
import { writeHeadline } from '../terminal/write-tiers.ts';
import { sayCounts, writePlace } from './write-findings.ts';
import { cutText, writeCode, writeInline } from './write-inline.ts';

/** Each line whole, without colours. */
const plain = { columns: Number.POSITIVE_INFINITY, paint: choosePaint(false) };

/** How much is listed before nobody reads on. */
const mostNew = 20;
const mostSteps = 8;
const longestLine = 500;

/** What everybody reads: the tiers and the gate, what is new, what was seen, and what to do next. */
export function writeSummary(assessment: Assessment): string[] {
  const { gate, outcomes, findings } = assessment;
  return [
    `## KubeCompass: ${writeHeadline(assessment, plain).map(writeInline).join(' ')}`,
    `The gate **${gateMark(gate.holds).word}**: ${writeInline(cutText(gate.because, longestLine))}.`,
    writeTierTable(assessment),
    ...writeNew(assessment),
    ...writeRemedies(assessment),
    ...writeEvidence(assessment),
    '### What was looked at',
    [
      `- Criteria: ${sayCounts(countVerdicts(outcomes.map(({ verdict }) => verdict)))}`,
      `- Findings: ${sayCounts(countFindings(findings)) || 'none'}`,
      ...listSeen(assessment),
    ].join('\n'),
  ];
}

/** How many findings there are of each verdict. */
export function countFindings(findings: readonly Finding[]): Record<string, number> {
  const groups = Map.groupBy(findings, ({ verdict }) => verdict);
  return Object.fromEntries([...groups].map(([verdict, some]) => [verdict, some.length]));
}

function writeTierTable(assessment: Assessment): string {
  const rows = tiersShown(assessment).map(([tier, { subjects }]: [string, TierStatus]) => {
    const { failing, unproven, proven, asides } = tallyTier(tier, assessment);
    const { sign, word } = markTier(tier, assessment);
    return `| ${tier} | ${sign} ${word} | ${failing} | ${unproven} | ${proven}${asides} | ${subjects} |`;
  });
  const which = isLimited(assessment) ? 'of the required criteria looked at: failing' : 'required criteria: failing';
  return [
    `| tier | status | ${which} | unproven | proven | subjects |`,
    '| --- | --- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

/** What the baseline does not hold, where there is one. */
function writeNew({ baseline, findings }: Assessment): string[] {
  if (baseline === null) return [];
  const fresh = findings.filter(
    ({ verdict, exception }) => exception === null && ['fail', 'partial', 'unknown'].includes(verdict),
  );
  const gone = baseline.gone > 0 ? `; ${baseline.gone} of these ${baseline.gone === 1 ? 'is' : 'are'} gone` : '';
  const known = `beside the ${count(baseline.findings, 'finding')} of the baseline of ${writeInline(baseline.writtenAt.slice(0, 10))} by ${writeInline(baseline.owner)}${gone}`;
  if (fresh.length === 0) return ['### New since the baseline', `Nothing, ${known}.`];
  const listed = fresh.slice(0, mostNew).map(writeFinding);
  const more = fresh.length > mostNew ? [`- and ${fresh.length - mostNew} more`] : [];
  return [
    '### New since the baseline',
    `${count(fresh.length, 'finding')} (${sayCounts(countFindings(fresh))}) ${known}:`,
    [...listed, ...more].join('\n'),
  ];
}

function writeFinding({ verdict, criterion, reason, subject, because, evidence }: Finding): string {
  const { sign, word } = verdictMarks[verdict];
  const within = subject.container === undefined ? '' : ` (${writeCode(subject.container)})`;
  const [first] = evidence;
  const place = first ? writePlace(first) : '';
  return `- ${sign} **${word}** ${writeCode(`${criterion} ${reason}`)} ${writeCode(cutText(nameSubject(subject), longestLine))}${within}: ${writeInline(cutText(because, longestLine))}${place === '' ? '' : ` ${place}`}`;
}

function writeRemedies({ next: { remedies } }: Assessment): string[] {
  if (remedies.length === 0) return [];
  const byCriterion = [...Map.groupBy(remedies, ({ criterion }) => criterion).values()] as [Remedy, ...Remedy[]][];
  const listed = byCriterion.slice(0, mostSteps).map(([remedy, ...others], index) => {
    const { verdict, criterion, reason, fix, required } = remedy;
    const { sign, word } = verdictMarks[verdict];
    const more = others.length > 0 ? `; ${count(others.length, 'other fault')}` : '';
    return `${index + 1}. **${writeInline(cutText(countFreed(remedy), longestLine))}**: ${writeInline(cutText(fix, longestLine))} (${sign} ${word} ${writeCode(`${criterion} ${reason}`)}${required ? '' : ', only recommended'}${more})`;
  });
  const more = remedies.length - listed.length;
  return [
    '### What to mend next',
    [...listed, ...(more > 0 ? [`\nand ${count(more, 'more remedy', 'more remedies')}`] : [])].join('\n'),
  ];
}

function writeEvidence(assessment: Assessment): string[] {
  const evidence = assessment.next.evidence.filter(({ suppliedBy }) => suppliedBy !== null);
  const unjudged = assessment.outcomes.filter(({ judged, verdict }) => !judged && verdict === 'unknown').length;
  if (evidence.length === 0 && unjudged === 0) return [];
  const listed = evidence
    .slice(0, mostSteps)
    .map(
      (missing) =>
        `- **${count(missing.criteria.length, 'criterion', 'criteria')}**: ${writeInline(cutText(adviseSupply(missing, assessment), longestLine))}`,
    );
  const more = evidence.length - listed.length;
  const later = unjudged > 0 ? [`- **${count(unjudged, 'criterion', 'criteria')}**: for later versions to judge`] : [];
  return ['### What to show next', [...listed, ...(more > 0 ? [`- and ${more} more`] : []), ...later].join('\n')];
}

/** What the first screen of a terminal says of what was seen, and of what makes the answer less than it seems. */
function listSeen(assessment: Assessment): string[] {
  const advice = assessment.findings.filter(({ verdict }) => verdict === 'advice').length;
  return writeSeen(assessment, plain, advice).map(
    (line) => `- ${writeInline(cutText(line.replace(/^Seen\b/, '').trim(), longestLine * 2))}`,
  );
}
