import type { Finding } from '../../assessment/assessment.ts';
import { tiers } from '../../definition/tiers.ts';
import { count } from '../terminal/count.ts';
import { type FindingGroup, type GroupedSubject, groupFindings } from '../terminal/group-findings.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { showPlaces } from './evidence.ts';
import { html, type Markup } from './html.ts';
import { showSign } from './mark.ts';
import { showProse } from './prose.ts';

const fromWorst: readonly Finding['verdict'][] = [
  'fail',
  'partial',
  'unknown',
  'attested',
  'pass',
  'notApplicable',
  'advice',
];

/** How many subjects of a group are in sight before somebody asks for the others. */
const mostInSight = 12;

/** The findings of one criterion, identical faults together, the worst first. Ids of findings are given once. */
export function showFindingGroups(findings: readonly Finding[]): Markup {
  const given = new Set<string>();
  const groups = groupFindings(findings).toSorted(
    (a, b) => fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict),
  );
  const fixes = new Map<string, string>();
  return html`${groups.map((group) => {
    const before = group.fix === null ? undefined : fixes.get(group.fix);
    if (group.fix !== null && before === undefined) fixes.set(group.fix, group.reason);
    return showGroup(before === undefined ? group : { ...group, fix: `As for ${before} above.` }, given);
  })}`;
}

function showGroup({ verdict, reason, because, fix, subjects }: FindingGroup, given: Set<string>): Markup {
  const [seen, rest] = [subjects.slice(0, mostInSight), subjects.slice(mostInSight)];
  const list = (some: readonly GroupedSubject[]): Markup =>
    html`<ul class="rows">${some.map((one) => showSubject(one, given))}</ul>`;
  return html`<section class="group" data-verdict="${verdict}"><p class="what">${showSign(verdictMarks[verdict])} <b>${reason}</b>: ${because}</p>
${fix !== null && html`<p class="fix"><b>Fix:</b> ${showProse(fix)}</p>`}
${list(seen)}${rest.length > 0 && html`<details class="rest"><summary>and ${count(rest.length, 'more', 'more')}</summary>${list(rest)}</details>`}</section>
`;
}

/** One subject on one line. `data-n` tells filters its namespace, `data-t` its tiers, `data-f` how many findings it stands for where these are several. */
function showSubject(grouped: GroupedSubject, given: Set<string>): Markup {
  const { subject, containers, tiers: asked, findings, exception } = grouped;
  const ids = [...new Set(findings.map(({ fingerprint }) => fingerprint))].filter((id) => !given.has(id));
  for (const id of ids) given.add(id);
  const [own, ...others] = ids;
  const name = nameSubject(subject);
  return html`<li${own !== undefined && html` id="${own}"`} data-t="${asked.join(' ')}" data-n="${subject.namespace}"${
    findings.length > 1 && html` data-f="${findings.length}"`
  }>${others.map((id) => html`<span id="${id}"></span>`)}${own === undefined ? name : html`<a href="#${own}">${name}</a>`}${
    containers.length > 0 && ` (${containers.join(', ')})`
  } <span class="tier">${asked.length === tiers.length ? 'every tier' : asked.join(', ')}${
    findings.some(({ tierAssumed }) => tierAssumed) && ' (assumed)'
  }</span> <span class="place">${showPlaces(grouped)}</span>${exception !== null && html` ${showAcceptance(exception)}`}</li>`;
}

function showAcceptance({ owner, justification, expires, by }: NonNullable<Finding['exception']>): Markup {
  const until = expires === '' ? '' : ` until ${expires}`;
  return html`<span class="accepted">accepted by ${owner}${until}${by === 'baseline' && ' (baseline)'}: ${justification}</span>`;
}
