import type { BenchmarkItem, BenchmarkReport } from '../../../estate/benchmark-report.ts';
import { parseDay, parseInstant } from '../../../estate/instant.ts';
import { type Fields, isRaw, type Raw } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

/** Whether a document is what kube-bench writes as JSON: all its controls, or (until version 0.4) one of a list of them. */
export function isKubeBenchReport({ Controls: controls, ...value }: Raw): boolean {
  if (Array.isArray(controls)) return controls.length > 0 && controls.every((one) => isRaw(one) && isControl(one));
  return isControl(value);
}

function isControl({ node_type: nodeType, tests }: Raw): boolean {
  return typeof nodeType === 'string' && Array.isArray(tests);
}

/** Reads a report of kube-bench. It says nothing of its time, so the name of the file, or of a folder above it, has to hold the day: `kube-bench-2026-11-20.json`. */
export function readKubeBenchReport({ fields, head }: Subject): BenchmarkReport {
  const controls = fields.has('Controls') ? fields.objects('Controls') : [fields];
  const versions = new Set(controls.map((one) => one.text('version') ?? ''));
  const nodes = new Set(controls.map((one) => one.text('node_type') ?? ''));
  return {
    ...head,
    name: `${withoutDay(head.name)}, CIS ${[...versions].join(', ')} of ${[...nodes].join(', ')}`,
    noun: 'benchmarkReport',
    takenAt: dayIn(head.origin.file),
    items: controls.flatMap((control) =>
      control.objects('tests').flatMap((test) => test.objects('results').map(readResult)),
    ),
  };
}

const dayInName = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/g;

/** `kube-bench` of `kube-bench-2026-11-20.json`: exceptions name a report, and the next one is its successor. */
function withoutDay(file: string): string {
  return file
    .replace(/\.[a-z]+$/i, '')
    .replace(dayInName, '')
    .replace(/^[-_.]+|[-_.]+$/g, '');
}

function dayIn(path: string): string | null {
  const days = [...path.matchAll(dayInName)].map(([, ...parts]) => parts.join('-'));
  return days.findLast((day) => parseDay(day) !== null) ?? null;
}

const results: Readonly<Record<string, BenchmarkItem['result']>> = {
  PASS: 'passed',
  FAIL: 'failed',
  WARN: 'by-hand',
  INFO: 'not-applicable',
};

/** What is not scored fails nothing: kube-bench cannot decide it. */
function readResult(result: Fields): BenchmarkItem {
  const found = results[result.text('status') ?? ''] ?? result.refuse('status', 'PASS, FAIL, WARN or INFO');
  const isOpen = found === 'failed' && result.boolean('scored') === false;
  return { id: result.text('test_number') ?? '', result: isOpen ? 'by-hand' : found, path: result.where };
}

/** Reads a ClusterComplianceReport of Trivy's operator, where it is of the CIS benchmark and was filled in; null for all others. */
export function readComplianceReport({ fields, head }: Subject): BenchmarkReport | null {
  const status = fields.objectOrNone('status');
  const summary = status.objectOrNone('summaryReport');
  if (!/\bcis\b/i.test(`${head.name} ${summary.text('id') ?? ''}`) || !summary.has('controlCheck')) return null;
  const takenAt = status.text('updateTimestamp');
  if (takenAt !== null && parseInstant(takenAt) === null) return status.refuse('updateTimestamp', 'an RFC 3339 time');
  return {
    ...head,
    noun: 'benchmarkReport',
    takenAt,
    items: summary.objects('controlCheck').map((one): BenchmarkItem => {
      const fails = one.integer('totalFail');
      return {
        id: one.text('id') ?? '',
        result: fails === null ? 'by-hand' : fails > 0 ? 'failed' : 'passed',
        path: one.where,
      };
    }),
  };
}
