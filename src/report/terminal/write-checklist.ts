import type { Assessment } from '../../assessment/assessment.ts';
import { type ChecklistGroup, checklist } from '../../definition/checklist.ts';
import { tiers } from '../../definition/tiers.ts';
import { showMark, verdictMarks } from './marks.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';
import { pad, wrap } from './wrap.ts';

const groupTitles: Readonly<Record<ChecklistGroup, string>> = {
  'availability': 'Availability',
  'security': 'Security',
  'compliance': 'Compliance',
  'disaster-recovery': 'Disaster recovery',
  'operations': 'Operations',
};

const told = ['fail', 'partial', 'attested', 'pass', 'unknown', 'notApplicable'] as const;

/** The checklist in short: how many items have each verdict, and by name those of which something is known. */
export function writeChecklist(assessment: Assessment, screen: Screen): string[] {
  const { columns, paint } = screen;
  const items = assessment.checklist;
  const sum = told.flatMap((verdict) => {
    const number = items.filter((one) => one.verdict === verdict).length;
    const { sign, word, ink } = verdictMarks[verdict];
    return number === 0 ? [] : [paint(ink, `${sign} ${number} ${word}`.replaceAll(' ', '\u00a0'))];
  });
  const known = items.filter(({ verdict }) => verdict !== 'unknown' && verdict !== 'notApplicable');
  const groupOf = new Map(checklist.map(({ item, group }): [string, ChecklistGroup] => [item, group]));
  const groups = [...Map.groupBy(known, ({ item }) => groupOf.get(item) as ChecklistGroup)];
  return [
    ...writeSection(
      'Checklist',
      [`of the definition's ${items.length} items ${sum.join(', ')}${askedFor(assessment)}`],
      screen,
    ),
    ...groups.flatMap(([group, list]) => {
      const named = list.map(
        ({ verdict, text }) => `${showMark(verdictMarks[verdict], paint)} ${text.replace(/ \(.*\)$/, '')}`,
      );
      return wrap(named.join('; '), { columns, first: `  ${pad(groupTitles[group], 18)}` });
    }),
  ];
}

/** The checklist is asked for the highest tier that is hosted; where that is only because not all was seen, it is said. */
function askedFor({ tiers: byTier }: Assessment): string {
  const highest = tiers.find((tier) => byTier[tier]);
  return highest !== undefined && byTier[highest]?.subjects === 0 ? ` for ${highest}, of which none was seen` : '';
}

/** The whole checklist, with the criteria that each item rests on. */
export function writeWholeChecklist({ checklist: items }: Assessment, { columns, paint }: Screen): string[] {
  return items.flatMap(({ verdict, text, criteria }) => {
    const item = `${showMark(verdictMarks[verdict], paint)}: ${text} ${paint('faint', `(${criteria.join(', ')})`)}`;
    return wrap(item, { columns, first: '  ', rest: '      ' });
  });
}
