import type { Assessment } from '../../assessment/assessment.ts';
import { checklist } from '../../definition/checklist.ts';
import { count } from './count.ts';

/** Whether an assessment was limited to some criteria, by their names or those of frameworks. */
export function isLimited({ limitedTo }: Pick<Assessment, 'limitedTo'>): boolean {
  return limitedTo.criteria.length > 0 || limitedTo.frameworks.length > 0;
}

/** How many criteria were looked at, where that was limited: `3 criteria looked at`. */
export function sayLookedAt({ outcomes }: Pick<Assessment, 'outcomes'>): string {
  return `${count(outcomes.length, 'criterion', 'criteria')} looked at`;
}

/** The items of the checklist whose criteria were all looked at, in a tier that was. */
export function itemsLookedAt({ checklist: items, outcomes, limitedTo }: Assessment): Assessment['checklist'] {
  const seen = new Set(outcomes.map(({ criterion }) => criterion));
  const tiers = new Map<string, string | null>(checklist.map(({ item, tier }) => [item, tier]));
  return items.filter(({ item, criteria }) => {
    const tier = tiers.get(item) ?? null;
    const isAsked = tier === null || limitedTo.tiers.length === 0 || limitedTo.tiers.some((one) => one === tier);
    return isAsked && criteria.every((criterion) => seen.has(criterion));
  });
}
