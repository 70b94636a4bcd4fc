import type { Assessment } from '../../assessment/assessment.ts';
import { count, someOf } from '../terminal/count.ts';
import { isLimited, sayLookedAt } from '../terminal/looked-at.ts';
import { gateMark } from '../terminal/marks.ts';
import { sayAccepted } from '../terminal/say-accepted.ts';
import { markTier, tallyTier, tiersAsked, tiersShown } from '../terminal/tier-tally.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';

/** The answer in one sentence, and then each tier with its status beside the gate. */
export function showHeadline(assessment: Assessment): Markup {
  const shown = tiersShown(assessment);
  const hidden = tiersAsked(assessment).filter(
    (tier) => assessment.tiers[tier] && !shown.some(([name]) => name === tier),
  );
  return html`<h1>${sayAnswer(assessment)}</h1>
<div class="cards">${shown.map(([tier]) => showTier(tier, assessment))}${showGate(assessment)}</div>
${hidden.length > 0 && html`<p class="faint">Of ${someOf(hidden, 3)} nothing was seen, but not all was seen.</p>`}`;
}

/** The answer for somebody who reads one line: what fails, else what is not proven, else that all is. */
export function sayAnswer(assessment: Assessment): string {
  const marked = tiersShown(assessment).map(([tier]) => ({ tier, mark: markTier(tier, assessment) }));
  const named = (word: string): string[] => marked.filter(({ mark }) => mark.word === word).map(({ tier }) => tier);
  const limits = isLimited(assessment) ? `${sayLookedAt(assessment)}: ` : '';
  const [failing, unproven] = [named('failing'), named('unproven')];
  const said = (names: readonly string[]): string =>
    names.length === 1 ? `tier ${names[0]} is` : `tiers ${someOf(names, 3)} are`;
  if (failing.length > 0) return capital(`${limits}${said(failing)} failing`);
  if (unproven.length > 0) return capital(`${limits}nothing required fails, and ${said(unproven)} not proven yet`);
  if (marked.length === 0) return capital(`${limits}no tier was asked for`);
  const ready = named('ready');
  if (ready.length === marked.length) return capital(`${said(ready)} ready`);
  return capital(`${limits}nothing that is required fails`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function showTier(tier: string, assessment: Assessment): Markup {
  const { failing, unproven, proven, asides } = tallyTier(tier, assessment);
  const all = failing + unproven + proven;
  const subjects = assessment.tiers[tier]?.subjects ?? 0;
  return html`<section class="card"><h2>${tier}</h2>
<p class="status">${showSign(markTier(tier, assessment))}</p>
${drawBar([
  { number: failing, ink: 'bad' },
  { number: unproven, ink: 'unseen' },
  { number: proven, ink: 'good' },
])}
<dl class="tally"><div class="bad"><dt>failing</dt><dd>${failing}</dd></div><div class="unseen"><dt>unproven</dt><dd>${unproven}</dd></div><div class="good"><dt>proven</dt><dd>${proven}</dd></div></dl>
<p class="faint">of ${count(all, 'required criterion', 'required criteria')}${isLimited(assessment) && ' looked at'}${asides}; ${count(subjects, 'subject')}</p></section>`;
}

function showGate({ gate, baseline }: Assessment): Markup {
  return html`<section class="card gate"><h2>Gate</h2>
<p class="status">${showSign(gateMark(gate.holds))}</p>
<p>${gate.because}${sayAccepted(gate)}</p>
<p class="faint">${gate.failOn === 'never' ? 'It holds whatever is found.' : `It does not hold where something required is ${gate.failOn}${gate.failOn === 'fail' ? '' : ' or worse'}.`}${gate.allowGaps && ' Gaps are allowed.'}${
    baseline !== null && ` Baseline of ${baseline.writtenAt.slice(0, 10)} by ${baseline.owner}.`
  }</p></section>`;
}
