import type { Assessment, ControlAnswer, FrameworkCoverage } from '../../assessment/assessment.ts';
import { type FrameworkId, frameworkIds, frameworks } from '../../frameworks/frameworks.ts';
import { count } from '../terminal/count.ts';
import { stateMarks } from '../terminal/marks.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './html.ts';
import { showHeadSign, showSign } from './mark.ts';

const states = ['failing', 'unproven', 'evidenced', 'human'] as const satisfies readonly ControlAnswer['state'][];

/** For how many controls of each framework there is evidence; those that the organisation declares first, and control by control what was asked for. */
export function showFrameworks({ frameworks: coverage }: Assessment): Markup {
  const rows = frameworkIds.flatMap((id) => (coverage[id] ? [{ id, one: coverage[id] }] : []));
  const sorted = [...rows.filter(({ one }) => one.declared), ...rows.filter(({ one }) => !one.declared)];
  return html`<p>Evidence for the controls of each framework, over all tiers: ${states.map((state, index) => html`${index > 0 && ', '}${showSign(stateMarks[state])}`)} (no machine can show it). This is evidence for an auditor, and no claim that a framework is met.</p>
<div class="scroll" role="region" aria-label="Controls of each framework" tabindex="0"><table class="frameworks">
<thead><tr><th scope="col">Framework</th><th scope="col"><span class="aside">Picture</span></th>${states.map(
    (state) => html`<th scope="col" class="number">${showHeadSign(stateMarks[state])}</th>`,
  )}<th scope="col" class="number">all</th></tr></thead>
<tbody>${sorted.map(
    ({ id, one }) =>
      html`<tr><th scope="row">${frameworks[id].name}${one.declared && html` <span class="tag">declared</span>`}</th><td>${drawBar(
        states.map((state) => ({ number: one[state], ink: stateMarks[state].ink })),
      )}</td>${states.map((state) => html`<td class="number">${one[state]}</td>`)}<td class="number">${one.controls}</td></tr>`,
  )}</tbody></table></div>
${sorted.map(({ id, one }) => (one.answers ? showAnswers(id, one, one.answers) : null))}`;
}

function showAnswers(id: FrameworkId, { platformPart }: FrameworkCoverage, answers: readonly ControlAnswer[]): Markup {
  const { name, version, selection } = frameworks[id];
  return html`<details class="framework" id="framework-${id}"><summary><h3>${name} (${version}), control by control</h3></summary>
${selection !== null && html`<p>Counted are ${selection}.</p>`}
${platformPart > 0 && html`<p>Of ${count(platformPart, 'unproven control')} the platform's part is evidenced; the rest is a process or a document.</p>`}
${(['failing', 'evidenced', 'unproven', 'human'] as const).map((state) => {
  const some = answers.filter((one) => one.state === state);
  return (
    some.length > 0 &&
    html`<h4>${showSign(stateMarks[state])}: ${count(some.length, 'control')}</h4><ul>${some.map(
      ({ control, title, because }) => html`<li><b>${control}</b> ${title}: <span class="faint">${because}</span></li>`,
    )}</ul>`
  );
})}</details>`;
}
