import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { type Tier, tiers } from '../../definition/tiers.ts';
import { count } from '../terminal/count.ts';
import { verdictMarks } from '../terminal/marks.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './html.ts';
import { showHeadSign } from './mark.ts';

/** The kinds that make pods, by their own names. */
const workloadKinds = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Pod',
  'ReplicaSet',
  'ReplicationController',
]);

const told = ['fail', 'partial', 'unknown'] as const;

/** A workload with what was found of it where its tier requires the criterion. */
interface Workload {
  readonly name: string;
  readonly tier: Tier;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<(typeof told)[number], number>>;
}

/** How many workloads are listed. */
const most = 20;

/** The workloads that something required was found of, the worst of the strictest tier first; and how many of each tier there are. */
export function showWorkloads(assessment: Assessment): Markup {
  const workloads = gatherWorkloads(assessment);
  if (workloads.length === 0) return html`<p>Of no workload anything required fails or is unknown.</p>`;
  const rest = workloads.length - most;
  return html`${showTierBars(workloads)}
<div class="scroll" role="region" aria-label="Workloads, the worst first" tabindex="0"><table class="workloads"><caption>Workloads, the worst of the strictest tier first: how many required criteria ${told.map((verdict, index) => html`${index > 0 && ', '}${showHeadSign(verdictMarks[verdict])}`)}</caption>
<thead><tr><th scope="col">Workload</th><th scope="col">Tier</th>${told.map((verdict) => html`<th scope="col" class="number">${showHeadSign(verdictMarks[verdict])}</th>`)}</tr></thead>
<tbody>${workloads.slice(0, most).map(showWorkload)}</tbody></table></div>
${rest > 0 && html`<p class="faint">and ${count(rest, 'more workload')}, all among the findings.</p>`}`;
}

function gatherWorkloads({ findings, outcomes }: Assessment): Workload[] {
  const required = new Set(
    outcomes.flatMap(({ criterion, tiers: byTier }) =>
      Object.entries(byTier).flatMap(([tier, { level }]) => (level === 'required' ? [`${criterion} ${tier}`] : [])),
    ),
  );
  const of = findings.filter(
    ({ subject, verdict, criterion, tier }) =>
      workloadKinds.has(subject.kind) &&
      (verdict === 'fail' || verdict === 'partial' || verdict === 'unknown') &&
      required.has(`${criterion} ${tier}`),
  );
  const bySubject = Map.groupBy(of, ({ subject: { kind, namespace, name, scope }, tier }) =>
    JSON.stringify([tier, kind, namespace, name, scope]),
  );
  return [...bySubject.values()]
    .map((some): Workload => {
      const [first] = some as [Finding, ...Finding[]];
      const number = (verdict: Finding['verdict']): number =>
        new Set(some.filter((one) => one.verdict === verdict).map(({ criterion }) => criterion)).size;
      return {
        name: nameSubject(first.subject),
        tier: first.tier,
        findings: some,
        counts: { fail: number('fail'), partial: number('partial'), unknown: number('unknown') },
      };
    })
    .toSorted(
      (a, b) =>
        tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
        b.counts.fail - a.counts.fail ||
        b.counts.partial - a.counts.partial ||
        b.counts.unknown - a.counts.unknown,
    );
}

/** The workloads of each tier over the worst that was found of them. */
function showTierBars(workloads: readonly Workload[]): Markup {
  const worstOf = ({ counts }: Workload): (typeof told)[number] =>
    counts.fail > 0 ? 'fail' : counts.partial > 0 ? 'partial' : 'unknown';
  return html`<div class="scroll" role="region" aria-label="Workloads over verdicts" tabindex="0"><table class="bars"><caption>Workloads of which something required is not proven, by the worst</caption><thead><tr><th scope="col">Tier</th><th scope="col"><span class="aside">Picture</span></th>${told.map(
    (verdict) => html`<th scope="col" class="number">${showHeadSign(verdictMarks[verdict])}</th>`,
  )}</tr></thead><tbody>${tiers.map((tier) => {
    const some = workloads.filter((one) => one.tier === tier);
    if (some.length === 0) return null;
    const parts = told.map((verdict) => ({
      number: some.filter((one) => worstOf(one) === verdict).length,
      ink: verdictMarks[verdict].ink,
    }));
    return html`<tr><th scope="row">${tier}</th><td>${drawBar(parts)}</td>${parts.map(({ number }) => html`<td class="number">${number}</td>`)}</tr>`;
  })}</tbody></table></div>`;
}

function showWorkload({ name, tier, findings, counts }: Workload): Markup {
  const faults = findings.filter(({ verdict }) => verdict !== 'unknown');
  const reasons = new Map(faults.map((one) => [`${one.criterion} ${one.reason}`, one]));
  return html`<tr><th scope="row">${name.replaceAll('\u00a0', ' ')}${
    reasons.size > 0 &&
    html`<span class="reasons">${[...reasons.values()].map(
      ({ fingerprint, reason }, index) => html`${index > 0 && ', '}<a href="#${fingerprint}">${reason}</a>`,
    )}</span>`
  }</th><td>${tier}</td>${told.map((verdict) => html`<td class="number">${counts[verdict]}</td>`)}</tr>`;
}
