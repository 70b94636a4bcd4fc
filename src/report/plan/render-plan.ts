import type { Assessment } from '../../assessment/assessment.ts';
import type { Plan, PlannedRemedy } from '../../assessment/plan.ts';
import { adviseSupply, command } from '../terminal/advise-supply.ts';
import { count } from '../terminal/count.ts';
import { showMark, verdictMarks } from '../terminal/marks.ts';
import { countFreed } from '../terminal/name-subject.ts';
import { choosePaint } from '../terminal/palette.ts';
import { sanitizeAll } from '../terminal/sanitize.ts';
import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { writeHeadline } from '../terminal/write-tiers.ts';

/** How a plan is shown in a terminal. */
export interface PlanScreen {
  readonly columns: number;
  readonly colour: boolean;
  /** Every remedy and all that is missing, and not what fits a screen. */
  readonly verbose: boolean;
}

/** What fits between the command and the next prompt in a terminal of 40 lines. */
const mostLines = 38;

/** Renders a plan for a terminal: what to mend, what helps most first, and apart from it what to show. */
export function renderPlan(given: Plan, givenAssessment: Assessment, { columns, colour, verbose }: PlanScreen): string {
  const [plan, assessment] = [sanitizeAll(given), sanitizeAll({ ...givenAssessment, findings: [] })];
  const screen = { columns: Math.max(40, Math.min(columns, 140)), paint: choosePaint(colour) };
  const sizes = verbose ? [Number.POSITIVE_INFINITY] : [12, 10, 8, 7, 6, 5, 4, 3];
  const screens = sizes.map((most) => [
    ...writeHeadline(assessment, screen),
    ...writeRemedies(plan, most, screen),
    ...writeEvidence(plan, assessment, Math.ceil(most / 2), screen),
  ]);
  return `${(screens.find((lines) => lines.length <= mostLines) ?? screens.at(-1) ?? []).join('\n')}\n`;
}

function writeRemedies(plan: Plan, most: number, screen: Screen): string[] {
  const { remedies } = plan;
  const { columns, paint } = screen;
  if (remedies.length === 0) return [paint('strong', 'Nothing to mend: nothing fails.')];
  const more = remedies.length - most;
  return [
    ...wrap(`${paint('strong', 'To mend:')} ${sayRemedies(plan)}`, { columns }),
    ...remedies
      .slice(0, most)
      .flatMap((remedy, index) => [
        ...wrap(remedy.fix, { columns, first: `${String(index + 1).padStart(3)}. ` }),
        ...wrap(
          `${showMark(verdictMarks[remedy.verdict], paint)} ${remedy.criterion} ${remedy.reason}: ${sayEffect(remedy)}; ${saySize(remedy)}`,
          { columns, first: '     ' },
        ),
      ]),
    ...(more > 0 ? [`     and ${count(more, 'more remedy', 'more remedies')} (--verbose)`] : []),
  ];
}

/** What all remedies do together, in words. */
export function sayRemedies({ remedies, required }: Plan): string {
  const patched = remedies.filter(({ patch }) => patch !== null).length;
  const known = patched === 0 ? '' : `; ${command('kubecompass fix')} knows a patch for ${patched} of them`;
  const gone = Object.entries(required).map(([tier, number]) => `${number} ${tier}`);
  const findings = gone.length === 0 ? 'no required finding' : `required findings: ${gone.join(', ')}`;
  return `${count(remedies.length, 'remedy', 'remedies')} for ${findings}${known}.`;
}

/** What a remedy makes go, in words: `3 critical and 2 important findings, then nothing critical of it fails`. */
export function sayEffect({ frees, recommended, clears }: PlannedRemedy): string {
  const parts = [
    ...Object.entries(frees).map(([tier, number]) => `${number} ${tier}`),
    ...(recommended > 0 ? [`${recommended} only recommended`] : []),
  ];
  const done = clears.filter((tier) => (frees[tier] ?? 0) > 0);
  return `frees ${parts.join(', ')}${done.length > 0 ? `, and the criterion for ${done.join(', ')}` : ''}`;
}

/** How large a remedy is, in words, and who makes it: `5 workloads in 2 files, kubecompass fix`. */
export function saySize(remedy: PlannedRemedy): string {
  const where = remedy.files > 0 ? ` in ${count(remedy.files, 'file')}` : '';
  const by =
    remedy.patch === null
      ? 'by hand'
      : command(`kubecompass fix --criterion ${remedy.criterion}${remedy.patch === 'risky' ? ' --risky' : ''}`);
  return `${countFreed(remedy)}${where}, ${by}`;
}

function writeEvidence(plan: Plan, assessment: Assessment, most: number, { columns, paint }: Screen): string[] {
  const evidence = plan.evidence.filter(({ suppliedBy }) => suppliedBy !== null);
  if (evidence.length === 0) return [];
  const more = evidence.length - most;
  return [
    ...wrap(`${paint('strong', 'To show:')} nothing of it is known to be wrong, and nothing to be right.`, { columns }),
    ...evidence.slice(0, most).flatMap((missing) =>
      wrap(`${count(missing.criteria.length, 'criterion', 'criteria')}: ${adviseSupply(missing, assessment)}`, {
        columns,
        first: '  - ',
      }),
    ),
    ...(more > 0 ? [`    and ${more} more (--verbose)`] : []),
  ];
}
