import type { BenchmarkFlags } from '../../../analyses/benchmark-flags.ts';
import { elsewhere, gap } from '../../../estate/gap.ts';
import { parseDay, parseInstant } from '../../../estate/instant.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const cisBenchmark: Check = defineCheck({
  answers: 'audit/cis-benchmark',
  title: 'CIS benchmark',
  question: 'Was the cluster held against the CIS benchmark not long ago, and does no item fail?',
  why: 'Settings of nodes and of the control plane drift with every upgrade and every quick fix, and nothing else looks at all of them.',
  fix: 'Set what the remediation of each item says, and take the report again; what is left on purpose is accepted by an exception.',
  needs: ['benchmarkReports', 'liveClusters', 'clusterGuards', 'benchmarkFlags'],
  targets: ['cisScanAgeDays'],
  reasons: {
    'judged-apart': 'the report that was taken of this cluster is judged by itself',
    'scanned':
      'taken {days} days ago: {passed} items pass, {failed} fail, and {byHand} are left for a person to look at',
    'failed-flags': ['FPa', 'of the items that flags of its control plane decide {failed} of {all} fail: {ids}'],
    'failed-items': ['FPa', '{failed} of the {all} items that it decides fail: {ids}'],
  },

  over: ({ benchmarkReports, liveClusters }) => [...benchmarkReports, ...liveClusters],

  judge: {
    liveCluster({ provider }, { clusterGuards: { benchmarks, hidden }, benchmarkFlags: flags }) {
      const rest = benchmarks
        ? flags.hidden === null
          ? notApplicable('judged-apart')
          : unseen(flags.hidden)
        : unseen(hidden.benchmarks ?? noReport(provider?.isManaged === true, flags));
      const ids = [...new Set(flags.failed.map(({ id }) => id))];
      if (ids.length === 0) return rest;
      const places = flags.failed.map(({ part, says }) => at(part, part.at, says));
      const numbers = { failed: ids.length, all: ids.length + flags.held.length, ids: listOf(ids) };
      return [fault('failed-flags', ...places, numbers), rest];
    },

    benchmarkReport(
      { items, takenAt },
      _known,
      { values: { cisScanAgeDays: most = Number.POSITIVE_INFINITY }, collectedAt },
    ) {
      if (takenAt === null) return unseen(gap('not-collected', noDay));
      const taken = parseDay(takenAt) ?? parseInstant(takenAt) ?? 0;
      const days = Math.floor(((parseInstant(collectedAt) ?? 0) - taken) / day);
      // A day that begins later in the east may be tomorrow here.
      if (days < -1) return unseen(gap('malformed', `the report was taken on ${takenAt}, which has not come yet`));
      if (days > most) return unseen(gap('stale', `the report is ${days} days old, and ${most} are allowed`));

      const failed = items.filter(({ result }) => result === 'failed');
      const passed = items.filter(({ result }) => result === 'passed').length;
      const byHand = items.filter(({ result }) => result === 'by-hand').length;
      if (failed.length + passed === 0) return unseen(gap('malformed', 'the report decides no item'));
      const scanned = pass('scanned', { days: Math.max(days, 0), passed, failed: failed.length, byHand });
      if (failed.length === 0) return scanned;
      const found = fault('failed-items', ...failed.map(({ path, id }) => here(path, id)), {
        failed: failed.length,
        all: failed.length + passed,
        ids: listOf(failed.map(({ id }) => id)),
      });
      // The definition asks no more of Best Effort than that there is a report.
      return [found, scanned];
    },
  },
});

function listOf(ids: readonly string[]): string {
  const more = ids.length - shown;
  return more > 0 ? `${ids.slice(0, shown).join(', ')} and ${more} more` : ids.join(', ');
}

/** Who could know what the API server does not show, item by item. */
function noReport(isManaged: boolean, { held, open, unseen: others }: BenchmarkFlags) {
  const half = isManaged
    ? '; of the control plane (1, 2 and 3) its provider alone can say, by an audit report of its own'
    : '';
  const seen = held.length > 0 ? `; flags that are seen meet ${held.join(', ')}` : '';
  const byFile = open.length > 0 ? `; what decides ${open.join(', ')} is not shown: a file, or a shell` : '';
  const missing = others.map(({ program, items }) => `${program} (${items})`).join(', ');
  const hidden = isManaged || missing === '' ? '' : `; no pod shows the flags of ${missing}`;
  return elsewhere(
    `most items are about files (1.1, 4.1) and kubelets (4.2) of the nodes, which no API server shows: run kube-bench on each sort of nodes and assess its JSON, or install the operator of Trivy, which keeps its report in the cluster${half}${seen}${byFile}${hidden}`,
    'running-platform',
  );
}

const day = 24 * 60 * 60 * 1000;
const shown = 12;

const noDay =
  'the report does not say when it was taken: put the day into the name of its file, such as kube-bench-2026-11-20.json';
