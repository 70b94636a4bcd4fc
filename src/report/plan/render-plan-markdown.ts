import type { Assessment } from '../../assessment/assessment.ts';
import type { Plan } from '../../assessment/plan.ts';
import { cutText, writeCode, writeInline } from '../markdown/write-inline.ts';
import { adviseSupply } from '../terminal/advise-supply.ts';
import { count } from '../terminal/count.ts';
import { sayEffect, sayRemedies, saySize } from './render-plan.ts';

/** GitHub takes 65,536 characters in a comment or an issue; some room stays for what stands around it. */
const mostCharacters = 60_000;

/** Renders a plan as Markdown, for an issue or a wiki: a list to tick off. What has no room is counted. */
export function renderPlanMarkdown(plan: Plan, assessment: Assessment): string {
  const evidence = plan.evidence
    .filter(({ suppliedBy }) => suppliedBy !== null)
    .slice(0, 12)
    .map(
      (missing) =>
        `- [ ] ${count(missing.criteria.length, 'criterion', 'criteria')}: ${writeInline(cutText(adviseSupply(missing, { ...assessment, findings: [] }), 600))}`,
    );
  const below = evidence.length === 0 ? [] : ['## To show', evidence.join('\n')];
  const above = ['# Plan', writeInline(sayRemedies(plan))];
  const steps = plan.remedies.map(
    (remedy) =>
      `- [ ] ${writeInline(cutText(remedy.fix, 600))}\n  ${writeCode(`${remedy.criterion} ${remedy.reason}`)}: ${sayEffect(remedy)}; ${writeInline(saySize(remedy))}`,
  );
  let room = mostCharacters - [...above, ...below].join('\n\n').length - 200;
  const fitting = steps.filter((step) => (room -= step.length + 1) >= 0);
  const more = steps.length - fitting.length;
  const parts = [
    ...above,
    ...(steps.length > 0 ? ['## To mend', fitting.join('\n')] : []),
    ...(more > 0
      ? [
          `**Cut here**: ${count(more, 'more remedy', 'more remedies')}; ${writeCode('kubecompass plan --verbose')} lists all.`,
        ]
      : []),
    ...below,
  ];
  return `${parts.join('\n\n')}\n`;
}
