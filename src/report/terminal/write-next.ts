import type { Assessment, MissingEvidence, Remedy } from '../../assessment/assessment.ts';
import { adviseSupply, command } from './advise-supply.ts';
import { count } from './count.ts';
import { showMark, verdictMarks } from './marks.ts';
import { countFreed } from './name-subject.ts';
import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** How many of each are listed at most. */
export interface Most {
  readonly remedies: number;
  readonly evidence: number;
}

/** What to do next: the remedy of each criterion that moves most, and the missing evidence that most criteria wait for. */
export function writeNext(assessment: Assessment, screen: Screen, most: Most): string[] {
  const { paint } = screen;
  const { remedies } = assessment.next;
  // What nothing supplies is no step; --verbose lists it under what was not seen.
  const evidence = assessment.next.evidence.filter(({ suppliedBy }) => suppliedBy !== null);
  const byCriterion = [...Map.groupBy(remedies, ({ criterion }) => criterion).values()] as [Remedy, ...Remedy[]][];
  const more = remedies.length - Math.min(byCriterion.length, most.remedies);
  const unsaid = evidence.length - most.evidence;
  const show = [
    ...evidence.slice(0, most.evidence).flatMap((missing) => writeMissing(missing, assessment, screen)),
    ...(unsaid > 0 ? [`    and ${unsaid} more (--verbose)`] : []),
    ...writeUnjudged(assessment, screen),
  ];
  return [
    ...(remedies.length > 0 ? [paint('strong', 'What to mend next')] : []),
    ...byCriterion.slice(0, most.remedies).flatMap((some, index) => writeRemedy(some, index + 1, screen)),
    ...(more > 0 ? [`     and ${count(more, 'more remedy', 'more remedies')} (--verbose)`] : []),
    ...(show.length > 0 ? [paint('strong', 'What to show next'), ...show] : []),
  ];
}

/** The remedy of a criterion that moves most; how many other faults it has is told. */
function writeRemedy([remedy, ...others]: [Remedy, ...Remedy[]], number: number, { columns, paint }: Screen): string[] {
  const { verdict, criterion, reason, fix, required } = remedy;
  const level = required ? '' : ', only recommended';
  const more = others.length > 0 ? `; ${count(others.length, 'other fault')}` : '';
  return [
    ...wrap(`${paint('strong', `${countFreed(remedy)}:`)} ${fix}`, { columns, first: `  ${number}. ` }),
    ...wrap(`${showMark(verdictMarks[verdict], paint)} ${criterion} ${reason}${level}${more}`, {
      columns,
      first: '     ',
    }),
  ];
}

function writeMissing(missing: MissingEvidence, assessment: Assessment, { columns, paint }: Screen): string[] {
  const waiting = paint('strong', `${count(missing.criteria.length, 'criterion', 'criteria')}:`);
  return wrap(`${waiting} ${adviseSupply(missing, assessment)}`, { columns, first: '  - ' });
}

function writeUnjudged({ outcomes }: Assessment, { columns, paint }: Screen): string[] {
  const unjudged = outcomes.filter(({ judged, verdict }) => !judged && verdict === 'unknown').length;
  if (unjudged === 0) return [];
  const number = paint('strong', `${count(unjudged, 'criterion', 'criteria')}:`);
  return wrap(`${number} for later versions to judge; ${command('kubecompass explain')} lists them.`, {
    columns,
    first: '  - ',
  });
}
