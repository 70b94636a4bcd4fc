import type { Assessment } from '../../assessment/assessment.ts';
import { count } from './count.ts';
import type { Screen } from './screen.ts';
import { writeChecklist } from './write-checklist.ts';
import { writeCoverage } from './write-controls.ts';
import { type Most, writeNext } from './write-next.ts';
import { writeSeen } from './write-seen.ts';
import { writeHeadline, writeTiers } from './write-tiers.ts';
import { wrap } from './wrap.ts';

/** How many findings there are: what fails or is partial, and advice. */
export interface FindingCounts {
  readonly faults: number;
  readonly advice: number;
}

/** What fits between the command and the next prompt in a terminal of 40 lines. */
const mostLines = 38;

/** How much of what to do next is listed, from what is best to what is least. */
const sizes: readonly Most[] = [
  { remedies: 5, evidence: 3 },
  { remedies: 4, evidence: 3 },
  { remedies: 3, evidence: 3 },
  { remedies: 3, evidence: 2 },
  { remedies: 2, evidence: 2 },
  { remedies: 2, evidence: 1 },
  { remedies: 1, evidence: 1 },
];

/**
 * The first screen: how ready each tier is and whether the gate holds, what was seen, the definition's checklist, and what to do next, of which
 * as much is listed as fits.
 */
export function writeFirstScreen(assessment: Assessment, counts: FindingCounts, screen: Screen): string[] {
  const above = [
    ...writeHeadline(assessment, screen),
    ...writeTiers(assessment, screen),
    ...writeSeen(assessment, screen, counts.advice),
    ...writeChecklist(assessment, screen),
    ...writeCoverage(assessment, screen),
    '',
  ];
  const below = writeFurther(counts, assessment, screen);
  const screens = sizes.map((most) => [...above, ...writeNext(assessment, screen, most), '', ...below]);
  return screens.find((lines) => lines.length <= mostLines) ?? (screens.at(-1) as string[]);
}

function writeFurther({ faults, advice }: FindingCounts, { estate }: Assessment, { columns }: Screen): string[] {
  const where = estate.cluster === null ? 'file and line' : 'its path in the API';
  const text = `${count(faults, 'finding')}, ${count(advice, 'piece')} of advice: --verbose lists all, with ${where}.`;
  return wrap(text, { columns });
}
