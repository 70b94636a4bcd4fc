import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { writeDetails } from './details.ts';
import { type FindingCounts, writeFirstScreen } from './first-screen.ts';
import { choosePaint } from './palette.ts';
import { sanitizeAll } from './sanitize.ts';
import { writeControls } from './write-controls.ts';
import { writeHeadline } from './write-tiers.ts';

/** How an assessment is shown in a terminal. */
export interface TerminalOptions {
  /** Width of the terminal; lines are at most 140 wide, because longer ones are hard to read. */
  readonly columns: number;
  readonly colour: boolean;
  /** Whether every finding follows the first screen. */
  readonly verbose: boolean;
  /** Whether passes, and subjects to which nothing applies, are listed too; they are there if the assessment was made with `all`. */
  readonly all: boolean;
}

/**
 * Renders an assessment for a terminal: the first screen answers; every finding with its file and line follows when it is asked for, and then the
 * answer again, because the end is what stays in sight.
 */
export function renderTerminal(assessment: Assessment, { columns, colour, verbose, all }: TerminalOptions): string {
  const screen = { columns: Math.max(40, Math.min(columns, 140)), paint: choosePaint(colour) };
  const detailed = verbose || all;
  // The first screen counts the findings and shows none of their texts, of which there may be tens of megabytes.
  const harmless = sanitizeAll(detailed ? assessment : { ...assessment, findings: [] });
  const details = detailed ? ['', ...writeDetails(harmless, screen), ...writeHeadline(harmless, screen)] : [];
  const lines = [
    ...writeFirstScreen(harmless, countFindings(assessment), screen),
    ...details,
    ...writeControls(harmless, screen),
  ];
  return `${lines.join('\n')}\n`;
}

function countFindings({ findings }: Assessment): FindingCounts {
  const number = (...wanted: readonly Finding['verdict'][]): number =>
    findings.filter(({ verdict }) => wanted.includes(verdict)).length;
  return { faults: number('fail', 'partial'), advice: number('advice') };
}
