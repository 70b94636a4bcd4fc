import type { Assessment } from '../../assessment/assessment.ts';
import { verdictsFromWorst } from '../../assessment/verdicts.ts';
import { chapterIds, chapters } from '../../definition/chapters.ts';
import { count } from '../terminal/count.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { type Explained, showCriterion } from './criterion.ts';
import { html, type Markup } from './html.ts';
import { chapterOf } from './matrix.ts';

/** All chapters with their criteria, and in each what was found; criteria that fail first. */
export function showFindings({ outcomes, findings }: Assessment, checks: readonly Explained[]): Markup {
  const explained = new Map(checks.map((check) => [check.answers, check]));
  const byCriterion = Map.groupBy(findings, ({ criterion }) => criterion);
  const byChapter = Map.groupBy(outcomes, ({ criterion }) => chapterOf(criterion));
  return html`${chapterIds
    .filter((chapter) => byChapter.has(chapter))
    .map((chapter) => {
      const some = (byChapter.get(chapter) ?? []).toSorted(
        (a, b) => verdictsFromWorst.indexOf(a.verdict) - verdictsFromWorst.indexOf(b.verdict),
      );
      const counts = verdictsFromWorst.flatMap((verdict) => {
        const number = some.filter((one) => one.verdict === verdict).length;
        return number === 0 ? [] : [`${number} ${verdictMarks[verdict].word}`];
      });
      return html`<section class="chapter" id="${chapter}"><h3>${chapters[chapter].title}</h3>
<p class="faint">${chapters[chapter].summary} ${count(some.length, 'criterion', 'criteria')}: ${counts.join(', ')}.</p>
${some.map((outcome) => showCriterion(outcome, byCriterion.get(outcome.criterion) ?? [], explained.get(outcome.criterion) ?? null))}</section>
`;
    })}`;
}
