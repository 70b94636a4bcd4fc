import type { Assessment } from '../../assessment/assessment.ts';
import { tiers } from '../../definition/tiers.ts';
import { itemsLookedAt } from './looked-at.ts';
import { showMark, verdictMarks } from './marks.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';
import { wrap } from './wrap.ts';

const told = ['fail', 'partial', 'attested', 'pass', 'notApplicable', 'unknown'] as const;

/** The checklist in short: how many items have each verdict, and by name those of which something is known. */
export function writeChecklist(assessment: Assessment, screen: Screen): string[] {
  const items = itemsLookedAt(assessment);
  const total = assessment.checklist.length;
  const which =
    items.length < total
      ? `${items.length} looked at, of the definition's ${total} items`
      : `the definition's ${total} items`;
  const texts = told.flatMap((verdict) => {
    const some = items.filter((one) => one.verdict === verdict).map(({ text }) => text.replace(/ \(.*\)$/, ''));
    if (some.length === 0) return [];
    const { sign, word, ink } = verdictMarks[verdict];
    const number = screen.paint(ink, `${sign} ${some.length} ${word}`);
    const all = `of ${which}${askedFor(assessment)}`;
    return [
      verdict === 'unknown'
        ? `${number} ${all}`
        : verdict === 'notApplicable'
          ? number
          : `${number}: ${some.join(', ')}`,
    ];
  });
  return writeSection('Checklist', texts, screen);
}

/** Items that name no tier are asked for the highest one of which anything was seen; where there are several, it is said which. */
function askedFor({ tiers: byTier, limitedTo }: Assessment): string {
  const hosted = tiers.filter(
    (tier) => byTier[tier] && (limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier)),
  );
  const asked = hosted.find((tier) => (byTier[tier]?.subjects ?? 0) > 0) ?? hosted[0];
  return hosted.length > 1 ? `, asked for ${asked}` : '';
}

/** The whole checklist, with the criteria that each item rests on. */
export function writeWholeChecklist(assessment: Assessment, { columns, paint }: Screen): string[] {
  return itemsLookedAt(assessment).flatMap(({ verdict, text, criteria }) => {
    const item = `${showMark(verdictMarks[verdict], paint)}: ${text} ${paint('faint', `(${criteria.join(', ')})`)}`;
    return wrap(item, { columns, first: '  ', rest: '      ' });
  });
}
