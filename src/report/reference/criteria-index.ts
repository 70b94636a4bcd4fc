import { chapterIds, chapters } from '../../definition/chapters.ts';
import { criteria, type CriterionId, criterionIds } from '../../definition/criteria.ts';
import { type Block, heading, list, paragraph } from './block.ts';

/** The list of all criteria, chapter by chapter; `name` writes a criterion's id as a page or a terminal shows it. */
export function listCriteria(judged: ReadonlySet<CriterionId>, name: (id: CriterionId) => string): Block[] {
  return [
    heading(1, 'Criteria'),
    paragraph(
      `The Production-Ready Definition asks ${criterionIds.length} questions. This version judges the ${judged.size} that are marked **✓ judged**; the others are answered with *unknown*, and with what would prove them.`,
    ),
    ...chapterIds.flatMap((chapter) => [
      heading(2, chapters[chapter].title),
      paragraph(chapters[chapter].summary),
      list(
        criterionIds
          .filter((id) => criteria[id].chapter === chapter)
          .map((id) => `${name(id)}: ${criteria[id].title}${judged.has(id) ? ' **✓ judged**' : ''}`),
      ),
    ]),
  ];
}
