import type { Assessment } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { checklist, type ChecklistGroup } from '../../definition/checklist.ts';
import { verdictsFromWorst } from '../../assessment/verdicts.ts';
import { itemsLookedAt } from '../terminal/looked-at.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';

const groupTitles: Readonly<Record<ChecklistGroup, string>> = {
  'availability': 'Availability',
  'security': 'Security',
  'compliance': 'Compliance',
  'disaster-recovery': 'Disaster recovery',
  'operations': 'Operations',
};

const groupOf = new Map<string, ChecklistGroup>(checklist.map(({ item, group }) => [item, group]));

/** How many items of the definition's checklist have each verdict. */
export function showChecklistCounts(assessment: Assessment): Markup {
  const items = itemsLookedAt(assessment);
  const counts = verdictsFromWorst
    .map((verdict) => ({ verdict, number: items.filter((one) => one.verdict === verdict).length }))
    .filter(({ number }) => number > 0);
  const total = assessment.checklist.length;
  const which = items.length < total ? `${items.length} looked at of ${total} items` : `${total} items`;
  return html`<p>Checklist: ${counts.map(
    ({ verdict, number }, index) =>
      html`${index > 0 && ', '}<span class="nowrap">${number} ${showSign(verdictMarks[verdict])}</span>`,
  )} of <a href="#checklist">${which}</a></p>
${drawBar(counts.map(({ verdict, number }) => ({ number, ink: verdictMarks[verdict].ink })))}`;
}

/** The definition's checklist: every item with the criteria that it rests on. */
export function showChecklist(assessment: Assessment): Markup {
  const items = itemsLookedAt(assessment);
  const groups = Map.groupBy(items, ({ item }) => groupOf.get(item));
  return html`<div class="columns">${Object.entries(groupTitles).map(([group, title]) => {
    const some = groups.get(group as ChecklistGroup) ?? [];
    return (
      some.length > 0 &&
      html`<section class="together"><h3>${title}</h3><ul class="checklist">${some.map(showItem)}</ul></section>`
    );
  })}</div>`;
}

function showItem({ verdict, text, criteria: rests }: Assessment['checklist'][number]): Markup {
  const [first = '', ...others] = rests;
  return html`<li>${showSign(verdictMarks[verdict])} <span>${
    others.length === 0
      ? html`<a href="#${first}">${text}</a>`
      : html`${text} <span class="faint">${rests.map(
          (criterion, index) =>
            html`${index > 0 && ', '}<a href="#${criterion}">${criteria[criterion as CriterionId].title}</a>`,
        )}</span>`
  }</span></li>`;
}
