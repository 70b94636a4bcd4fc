import type { Assessment, MissingEvidence, Remedy } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { adviseSupply } from '../terminal/advise-supply.ts';
import { count } from '../terminal/count.ts';
import { gatherDetails } from '../terminal/gather-details.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { countFreed } from '../terminal/name-subject.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';
import { showProse } from './prose.ts';

/** How many remedies are in sight at once. */
const mostRemedies = 5;

/** What to mend, what frees most first, and what to show, what most criteria wait for first, each with what supplies it. */
export function showNext(assessment: Assessment): Markup {
  const { remedies, evidence } = assessment.next;
  const unjudged = assessment.outcomes.filter(({ judged, verdict }) => !judged && verdict === 'unknown').length;
  const rest = remedies.slice(mostRemedies);
  return html`<div class="two">
<section id="mend"><h3>Mend</h3>${
    remedies.length === 0
      ? html`<p>Nothing that was seen has to be mended.</p>`
      : html`<ol class="remedies">${remedies.slice(0, mostRemedies).map(showRemedy)}</ol>`
  }${
    rest.length > 0 &&
    html`<details><summary>and ${count(rest.length, 'more remedy', 'more remedies')}</summary><ol class="remedies" start="${mostRemedies + 1}">${rest.map(showRemedy)}</ol></details>`
  }</section>
<section id="show"><h3>Show</h3>${
    evidence.length + unjudged === 0
      ? html`<p>No evidence is missing.</p>`
      : html`<ul class="remedies">${evidence.map((one) => showMissing(one, assessment))}${
          unjudged > 0 &&
          html`<li><b>${count(unjudged, 'criterion', 'criteria')}:</b> for later versions to judge.</li>`
        }</ul>`
  }</section></div>`;
}

function showRemedy(remedy: Remedy): Markup {
  const { verdict, criterion, reason, fix, required } = remedy;
  return html`<li><p><b>${countFreed(remedy)}:</b> ${showProse(fix)}</p>
<p class="faint">${showSign(verdictMarks[verdict])} <a href="#${criterion}">${titleOf(criterion)}</a>, ${reason}${!required && '; only recommended'}</p></li>`;
}

function showMissing(missing: MissingEvidence, assessment: Assessment): Markup {
  const { criteria: waiting, details } = missing;
  const told = gatherDetails(details);
  // What the terminal tells with --verbose stands below.
  const advice = adviseSupply(missing, assessment, true).replaceAll(/ \((?:and \d+ more, )?--verbose[^)]*\)/g, '');
  return html`<li><p><b>${count(waiting.length, 'criterion', 'criteria')}:</b> ${showProse(advice)}</p>
<details><summary>what is missing, and what waits for it</summary>
<ul>${told.map((detail) => html`<li>${showProse(detail)}</li>`)}</ul>
<p>Waiting: ${waiting.map((criterion, index) => html`${index > 0 && ', '}<a href="#${criterion}">${titleOf(criterion)}</a>`)}.</p></details></li>`;
}

function titleOf(criterion: string): string {
  return criteria[criterion as CriterionId].title;
}
