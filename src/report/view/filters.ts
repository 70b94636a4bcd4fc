import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { chapterIds, chapters } from '../../definition/chapters.ts';
import { tiers } from '../../definition/tiers.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { html, type Markup } from './html.ts';
import { chapterOf } from './matrix.ts';

const verdicts: readonly Finding['verdict'][] = [
  'fail',
  'partial',
  'unknown',
  'attested',
  'pass',
  'notApplicable',
  'advice',
];

/** What narrows the findings down; hidden until the script is there that heeds it. */
export function showFilters({ outcomes, findings }: Assessment): Markup {
  const found = new Set(findings.map(({ tier }) => tier));
  const told = new Set([...findings.map(({ verdict }) => verdict), ...outcomes.map(({ verdict }) => verdict)]);
  const named = new Set(outcomes.map(({ criterion }) => chapterOf(criterion)));
  const namespaces = [...new Set(findings.map(({ subject }) => subject.namespace))].toSorted();
  return html`<form id="filters" class="filters" role="search" aria-label="Findings" hidden>
<p class="wide"><label for="filter-q">Text</label><input type="search" id="filter-q" name="q" autocomplete="off" spellcheck="false" placeholder="name, file, reason, words"></p>
${choose(
  'tier',
  'Tier',
  'every tier',
  tiers.filter((tier) => found.has(tier)).map((tier) => [tier, tier]),
)}
${choose(
  'chapter',
  'Chapter',
  'every chapter',
  chapterIds.filter((id) => named.has(id)).map((id) => [id, chapters[id].title]),
)}
${choose('verdict', 'Verdict', 'every verdict', [
  ...(told.has('fail') || told.has('partial') ? ([['fail partial', 'fail or partial']] as const) : []),
  ...verdicts.filter((one) => told.has(one)).map((one) => [one, verdictMarks[one].word] as const),
])}
${choose(
  'namespace',
  'Namespace',
  'every namespace',
  namespaces.map((one) => [one === '' ? '-' : one, one === '' ? '(of no namespace)' : one]),
)}
</form>
<p class="tools" id="tools" hidden><output id="shown" role="status" aria-live="polite"></output> <button type="button" id="reset">Show all</button> <button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button></p>`;
}

function choose(name: string, label: string, all: string, options: readonly (readonly [string, string])[]): Markup {
  return html`<p><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">${all}</option>${options.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></p>`;
}
