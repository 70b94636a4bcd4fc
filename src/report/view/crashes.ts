import type { Assessment } from '../../assessment/assessment.ts';
import { html, type Markup } from './html.ts';

/** The checks that crashed, with what to report; null when none did. */
export function showCrashes({ crashes }: Assessment): Markup | null {
  if (crashes.length === 0) return null;
  return html`<p>A fault of ours: please report it. The criteria concerned are unknown.</p><ul class="lines">${crashes.map(
    ({ criterion, message, stack }) =>
      html`<li><b>${criterion}</b>: ${message}<details><summary>where</summary><pre>${stack.split('\n').map((line) => html`${line}<br>`)}</pre></details></li>`,
  )}</ul>`;
}
