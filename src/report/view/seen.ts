import type { Assessment } from '../../assessment/assessment.ts';
import { criterionIds } from '../../definition/criteria.ts';
import { countSources } from '../terminal/advise-supply.ts';
import { count, someOf } from '../terminal/count.ts';
import { isLimited, sayLookedAt } from '../terminal/looked-at.ts';
import { hiddenOtherwise, nothingJudged, sayCluster, sayFiles } from '../terminal/write-seen.ts';
import { html, type Markup } from './html.ts';
import { showProse } from './prose.ts';

/** What was seen, what could not be, what was assumed; and loudly what makes the answer less than it seems. */
export function showSeen(assessment: Assessment): Markup {
  const { answerable, assumptions, outcomes, policy, estate } = assessment;
  const { cluster } = estate;
  const from = cluster === null ? 'a folder' : 'a cluster';
  const ignored = [
    ...(estate.ignored.files > 0 ? [count(estate.ignored.files, 'file')] : []),
    ...(estate.ignored.folders > 0 ? [count(estate.ignored.folders, 'folder')] : []),
  ];
  const answered = isLimited(assessment)
    ? `${sayLookedAt(assessment)}; ${outcomes.filter(({ judged }) => judged).length} can be answered from ${from} by this version`
    : `${answerable} of ${criterionIds.length} criteria can be answered from ${from} by this version`;
  return html`<p>${cluster === null ? sayFiles(estate) : sayCluster(estate.objects, cluster)}, looked at ${showTime(estate.collectedAt)}; ${
    policy === null ? 'no policy file' : html`policy <code>${policy}</code>`
  }. ${answered}.${ignored.length > 0 && ` Left out, because .gitignore says so: ${ignored.join(', ')}.`}</p>
${listOf(warningsOf(assessment), 'warnings')}
${
  assumptions.length > 0 &&
  html`<p class="faint">Assumed: ${assumptions.map((one) => one.split(': ', 1)[0]).join('; ')}. <a href="#assumptions">Why</a></p>`
}`;
}

/** A moment as people write it: `2026-11-28 09:30 UTC`. */
export function showTime(moment: string): Markup {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/.exec(moment) ?? [];
  return html`<time datetime="${moment}">${day === undefined ? moment : `${day} ${time} UTC`}</time>`;
}

function listOf(items: readonly Markup[], kind: string): Markup | false {
  return items.length > 0 && html`<ul class="${kind}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function warningsOf(assessment: Assessment): Markup[] {
  const { estate, crashes, exceptions, limitedTo, otherPolicies, findings } = assessment;
  const { unreadable, dropped, unreadSources, conflicts, gaps } = estate;
  const broken = unreadable.filter((one) => one.invalid !== true).length;
  const invalid = unreadable.length - broken;
  const unrendered = unreadSources.filter(({ type }) => type !== 'component');
  const expired = exceptions.filter(({ state }) => state === 'expired');
  const limits = [...limitedTo.tiers, ...limitedTo.criteria, ...limitedTo.frameworks];
  const hidden = hiddenOtherwise(estate);
  const isSilent = nothingJudged(assessment) && !findings.some(({ verdict }) => verdict === 'advice');
  const to = (id: string, text: string): Markup => html`<a href="#${id}">${text}</a>`;
  return [
    ...(isSilent
      ? [html`${estate.objects === 0 ? 'No Kubernetes object could be read.' : 'Nothing in it could be judged.'}`]
      : []),
    ...(broken > 0 ? [to('unreadable', `${count(broken, 'document')} could not be read`)] : []),
    ...(invalid > 0 ? [to('unreadable', `${count(invalid, 'object')} ${invalid === 1 ? 'is' : 'are'} not valid`)] : []),
    ...(dropped.length > 0
      ? [to('dropped', `${count(dropped.length, 'field')} ${dropped.length === 1 ? 'counts' : 'count'} for nothing`)]
      : []),
    ...(unrendered.length > 0 ? [to('unrendered', `${countSources(unrendered)} not rendered`)] : []),
    ...(conflicts.length > 0
      ? [to('conflicts', `${count(conflicts.length, 'object')} defined twice in one folder`)]
      : []),
    ...(gaps.length > 0 ? [to('gaps', `${count(gaps.length, 'thing')} that the cluster did not give`)] : []),
    ...(hidden[0] !== undefined
      ? [
          html`Not seen: ${showProse(hidden[0])}${hidden.length > 1 && html` (and ${to('gaps', `${hidden.length - 1} more`)})`}`,
        ]
      : []),
    ...(otherPolicies.length > 0 ? [html`Not in force, unless --policy names one: ${someOf(otherPolicies, 2)}`] : []),
    ...(crashes.length > 0 ? [to('crashes', `${count(crashes.length, 'check')} crashed, a fault of ours`)] : []),
    ...(expired.length > 0
      ? [to('exceptions', `${count(expired.length, 'exception')} expired, and accepts nothing`)]
      : []),
    ...(limits.length > 0 ? [html`Limited to ${someOf(limits, 6)}`] : []),
  ];
}
