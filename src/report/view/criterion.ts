import type { CriterionOutcome, Finding } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { tiers } from '../../definition/tiers.ts';
import { frameworkIds, frameworks } from '../../frameworks/frameworks.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { showFindingGroups } from './finding-groups.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';
import { showProse } from './prose.ts';

const fromWorst = ['fail', 'partial', 'unknown', 'attested', 'pass', 'notApplicable', 'advice'] as const;
const levels = { required: 'required', recommended: 'recommended', notRequired: 'not required' } as const;

/** What a check says of itself, in its own words. */
export interface Explained {
  readonly answers: string;
  readonly question: string;
  readonly why: string;
}

/** One criterion: what each tier asks and gets, why, what was found, what is missing, and the controls that ask for it. */
export function showCriterion(
  outcome: CriterionOutcome,
  findings: readonly Finding[],
  explained: Explained | null,
): Markup {
  const { criterion, verdict, judged, because, tiers: byTier } = outcome;
  const { title } = criteria[criterion as CriterionId];
  const asked = tiers.filter((tier) => byTier[tier]);
  return html`<details class="criterion" id="${criterion}" data-verdict="${verdict}" data-t="${asked.join(' ')}"><summary>${showSign(verdictMarks[verdict])} <h4>${title}</h4> <span class="id">${criterion}</span> <span class="counts">${sayCounts(outcome)}</span></summary>
${explained !== null && html`<p>${explained.question} <span class="faint">${showProse(explained.why)}</span></p>`}
<p>${judged ? showProse(because) : 'This version has no check for it.'}</p>
${asked.length > 0 && showTiers(outcome, asked)}
${findings.length > 0 && showFindingGroups(findings)}
${showMissing(outcome, findings)}
${showControls(outcome)}
<p class="faint">How it is judged: <code>kubecompass explain ${criterion}</code></p></details>
`;
}

/** The worst of what its subjects have, counted over all tiers: `9 fail, 3 pass`. */
function sayCounts({ tiers: byTier }: CriterionOutcome): string {
  const sums = fromWorst.map((verdict) => ({
    verdict,
    sum: Object.values(byTier).reduce((sum, { counts }) => sum + (counts[verdict] ?? 0), 0),
  }));
  return sums
    .filter(({ verdict, sum }) => sum > 0 && verdict !== 'notApplicable')
    .map(({ verdict, sum }) => `${sum} ${verdictMarks[verdict].word}`)
    .join(', ');
}

function showTiers({ criterion, tiers: byTier }: CriterionOutcome, asked: readonly (typeof tiers)[number][]): Markup {
  const demands = criteria[criterion as CriterionId].tiers;
  return html`<table class="tiers"><thead><tr><th scope="col">Tier</th><th scope="col">Verdict</th><th scope="col">Asked for</th><th scope="col">Subjects</th></tr></thead><tbody>${asked.map(
    (tier) => {
      const one = byTier[tier];
      if (!one) return null;
      const mix = fromWorst.flatMap((verdict) =>
        one.counts[verdict] === undefined ? [] : [`${one.counts[verdict]} ${verdictMarks[verdict].word}`],
      );
      return html`<tr><th scope="row">${tier}</th><td>${showSign(verdictMarks[one.verdict])}</td><td>${levels[one.level]}${
        demands[tier].target !== null && html`<span class="faint">: ${demands[tier].target}</span>`
      }</td><td>${mix.join(', ') || '–'}</td></tr>`;
    },
  )}</tbody></table>`;
}

function showMissing({ gaps, provenBy }: CriterionOutcome, findings: readonly Finding[]): Markup {
  const told = new Set(findings.filter(({ verdict }) => verdict === 'unknown').map(({ because }) => because));
  const details = [...new Set(gaps.map(({ detail }) => detail))].filter((detail) => !told.has(detail));
  return html`${
    details.length > 0 &&
    html`<p class="label">Not seen</p><ul>${details.map((detail) => html`<li>${showProse(detail)}</li>`)}</ul>`
  }${
    provenBy.length > 0 &&
    html`<p class="label">What would prove it</p><ul>${provenBy.map(
      ({ kind, what, maxAgeDays }) =>
        html`<li>${what} <span class="faint">(${kind.replace('-', ' ')}, at most ${maxAgeDays} days old)</span></li>`,
    )}</ul>`
  }`;
}

function showControls({ controls }: CriterionOutcome): Markup | false {
  const named = frameworkIds.flatMap((id) => {
    const some = controls[id] ?? [];
    return some.length === 0 ? [] : [`${frameworks[id].name}: ${some.join(', ')}`];
  });
  return named.length > 0 && html`<p class="controls"><b>Controls that ask for this:</b> ${named.join('; ')}</p>`;
}
