import type { Assessment, Verdict } from '../../assessment/assessment.ts';
import { isMet, isNotMet } from '../../assessment/verdicts.ts';
import { type ChapterId, chapterIds, chapters } from '../../definition/chapters.ts';
import { tiersShown } from '../terminal/tier-tally.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './html.ts';

/** The required criteria of each chapter in each tier: failing, unproven, proven. */
export function showMatrix(assessment: Assessment): Markup {
  const tiers = tiersShown(assessment).map(([tier]) => tier);
  const byChapter = Map.groupBy(assessment.outcomes, ({ criterion }) => chapterOf(criterion));
  return html`<div class="scroll" role="region" aria-label="Chapters and tiers" tabindex="0"><table class="matrix">
<caption>Required criteria of each chapter: <span class="mark bad"><span aria-hidden="true">✗</span> failing</span>, <span class="mark unseen"><span aria-hidden="true">?</span> unproven</span>, <span class="mark good"><span aria-hidden="true">✓</span> proven</span></caption>
<thead><tr><th scope="col">Chapter</th>${tiers.map((tier) => html`<th scope="col">${tier}</th>`)}</tr></thead>
<tbody>${chapterIds
    .filter((chapter) => byChapter.has(chapter))
    .map((chapter) => {
      const outcomes = byChapter.get(chapter) ?? [];
      return html`<tr><th scope="row"><a href="#${chapter}">${chapters[chapter].title}</a></th>${tiers.map((tier) => {
        const required = outcomes.flatMap(({ tiers: byTier }) =>
          byTier[tier]?.level === 'required' ? [byTier[tier].verdict] : [],
        );
        return showCell(required);
      })}</tr>`;
    })}</tbody></table></div>`;
}

function showCell(verdicts: readonly Verdict[]): Markup {
  if (verdicts.length === 0) return html`<td class="faint">none required</td>`;
  const [failing, proven] = [verdicts.filter(isNotMet).length, verdicts.filter(isMet).length];
  const unproven = verdicts.length - failing - proven;
  const parts = [
    { number: failing, ink: 'bad', sign: '✗', word: 'failing' },
    { number: unproven, ink: 'unseen', sign: '?', word: 'unproven' },
    { number: proven, ink: 'good', sign: '✓', word: 'proven' },
  ];
  return html`<td>${drawBar(parts)}<span class="counts">${parts.map(
    ({ number, ink, sign, word }) =>
      number > 0 &&
      html`<span class="mark ${ink}"><span aria-hidden="true">${sign}</span> ${number}<span class="aside"> ${word}, </span></span> `,
  )}</span></td>`;
}

/** The chapter of a criterion. */
export function chapterOf(criterion: string): ChapterId {
  return criterion.slice(0, criterion.indexOf('/')) as ChapterId;
}
