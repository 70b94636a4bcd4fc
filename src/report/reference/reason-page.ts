import type { CriterionId } from '../../definition/criteria.ts';
import { type Block, heading, list, paragraph } from './block.ts';
import type { JudgedCriterion } from './criterion-page.ts';

/** What describes a check, under the criterion that it answers. */
export type Judging = Omit<JudgedCriterion, 'readme'> & { readonly answers: CriterionId };

/** The page of a reason: each criterion that has it, with its words there and what mends it. Empty when none has it. */
export function describeReason(reason: string, checks: readonly Judging[]): Block[] {
  const entries = checks.flatMap(({ answers, reasons, fix }) => {
    if (!Object.hasOwn(reasons, reason)) return [];
    const words = reasons[reason] ?? '';
    if (typeof words === 'string') return [{ text: `\`${answers}\`: ${words}`, notes: ['It is no fault.'] }];
    const [, text, own] = words;
    return [{ text: `\`${answers}\`: ${text}`, notes: [`To fix it: ${own ?? fix}`] }];
  });
  if (entries.length === 0) return [];
  return [
    heading(1, reason),
    paragraph(`A reason of ${entries.length === 1 ? 'one criterion' : `${entries.length} criteria`}:`),
    list(entries),
  ];
}
