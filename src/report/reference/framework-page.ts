import { answerAtBest, atBest, countControls } from '../../assessment/answer-controls.ts';
import type { ControlAnswer } from '../../assessment/assessment.ts';
import type { CriterionId } from '../../definition/criteria.ts';
import { type FrameworkId, frameworks } from '../../frameworks/frameworks.ts';
import { type Block, heading, list, paragraph } from './block.ts';

/**
 * The page of a framework: each of its controls, the criteria that speak to it and why, and the best that can be said of it here; `nameOf` writes a
 * criterion's id as a page or a terminal shows it.
 */
export function describeFramework(id: FrameworkId, nameOf: (criterion: CriterionId) => string): Block[] {
  const { name, version, publisher, selection } = frameworks[id];
  const { controls, evidenced, platformPart, unproven, human } = countControls(id, atBest);
  return [
    heading(1, name),
    paragraph(
      `${publisher}, ${version}. Counted are ${selection ?? 'all its controls'}: ${controls}. A control's title is short and, where the text is under copyright, in our words.`,
    ),
    paragraph(
      `With every criterion met there is evidence for ${evidenced} of the ${controls} controls, and for the platform's part of ${platformPart} more; of ${unproven - platformPart} the criteria cover a part or support it, which evidences nothing by itself; ${human} no machine can show. None of it is a statement of compliance.`,
    ),
    ...answerAtBest(id).flatMap((answer) => [
      heading(2, `${answer.control} ${answer.title}`),
      ...describeControl(answer, nameOf),
    ]),
  ];
}

function describeControl(answer: ControlAnswer, nameOf: (criterion: CriterionId) => string): Block[] {
  const { kind, criteria } = answer;
  return [
    paragraph(`${kind}; at best **${bestWords(answer)}**.`),
    ...(criteria.length === 0
      ? []
      : [
          list(
            criteria.map(
              ({ criterion, role, confidence, why }) =>
                `${nameOf(criterion as CriterionId)}: ${role}, confidence ${confidence}: ${why}`,
            ),
          ),
        ]),
  ];
}

function bestWords({ state, platformPart, because }: ControlAnswer): string {
  if (state === 'human') return because;
  if (platformPart) return "the platform's part evidenced";
  return state === 'evidenced' ? 'evidenced' : 'unproven: no criterion asks for the whole of it';
}
