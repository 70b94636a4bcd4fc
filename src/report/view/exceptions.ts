import type { Assessment } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { count } from '../terminal/count.ts';
import type { Mark } from '../terminal/marks.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';
import { showTime } from './seen.ts';

type Exception = Assessment['exceptions'][number];

const stateMarks: Readonly<Record<Exception['state'], Mark>> = {
  used: { sign: '✓', word: 'used', ink: 'note' },
  unused: { sign: '!', word: 'unused', ink: 'middling' },
  expired: { sign: '✗', word: 'expired', ink: 'bad' },
};

/** What is accepted, by whom and until when: exceptions beside the verdict, which they never change, and the baseline. */
export function showExceptions({ exceptions, baseline }: Assessment): Markup | null {
  if (exceptions.length === 0 && baseline === null) return null;
  return html`<p>What is accepted keeps its verdict; only the gate heeds it.</p>${
    baseline !== null &&
    html`<p>Baseline by ${baseline.owner}, written ${showTime(baseline.writtenAt)}: ${count(baseline.findings, 'finding')}, ${baseline.gone} of them gone.</p>`
  }${
    exceptions.length > 0 &&
    html`<div class="scroll" role="region" aria-label="Exceptions" tabindex="0"><table><thead><tr><th scope="col">Exception</th><th scope="col">State</th><th scope="col">Until</th><th scope="col">Owner</th><th scope="col">Justification</th></tr></thead><tbody>${exceptions.map(showException)}</tbody></table></div>`
  }`;
}

function showException({
  criterion,
  reason,
  subject,
  state,
  matches,
  expires,
  owner,
  approvedBy,
  justification,
}: Exception): Markup {
  const isKnown = Object.hasOwn(criteria, criterion);
  const title = isKnown ? criteria[criterion as CriterionId].title : criterion;
  return html`<tr><th scope="row">${isKnown ? html`<a href="#${criterion}">${title}</a>` : title}${reason !== null && `, ${reason}`}${
    subject !== null && html`<br><span class="faint">${Object.values(subject).join(' ')}</span>`
  }</th><td>${showSign(stateMarks[state])}, ${count(matches, 'match', 'matches')}</td><td>${expires}</td><td>${owner}${
    approvedBy !== null && html`<br><span class="faint">approved by ${approvedBy}</span>`
  }</td><td>${justification}</td></tr>`;
}
