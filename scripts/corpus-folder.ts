import { readFileSync } from 'node:fs';
import { assess } from '../src/assessment/assess.ts';
import type { Finding } from '../src/assessment/assessment.ts';
import { collectManifests } from '../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../src/collect/manifests/open-input.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { renderTerminal } from '../src/report/terminal/render-terminal.ts';

// Assesses one folder and prints what corpus.ts shows of it.

/** What is known of one folder of the corpus once it was assessed. */
export interface CorpusResult {
  readonly problems: readonly string[];
  readonly row: Readonly<Record<string, number>>;
}

const folder = process.argv[2] as string;
const started = performance.now();
const estate = collectManifests([folder], {
  authority: 'default',
  raw: true,
  now: '2026-11-24T12:00:00Z',
  maxFileBytes: defaultMaxFileBytes,
  stdin: null,
});
const assessment = assess(estate, undeclaredPolicy, { version: 'corpus', all: true });
const text = renderTerminal(assessment, { columns: 100, colour: false, verbose: true, all: false });
const seconds = (performance.now() - started) / 1000;

const count = (verdict: Finding['verdict']): number =>
  assessment.findings.filter((one) => one.verdict === verdict).length;
const problems = [
  ...assessment.crashes.map(({ criterion, message }) => `${criterion} crashed: ${message}`),
  ...assessment.findings.flatMap(unproven),
  ...assessment.estate.unreadable.flatMap(({ file, line }) =>
    text.includes(`${file}:${line}`) ? [] : [`${file}:${line} is unreadable, and the report does not say so`],
  ),
];
const result: CorpusResult = {
  problems,
  row: {
    'objects': estate.objects,
    'unread': estate.unreadSources.length,
    'broken': estate.unreadable.length,
    seconds,
    'MB': process.resourceUsage().maxRSS / 1024,
    'fail': count('fail'),
    'partial': count('partial'),
    'unknown': count('unknown'),
    'pass': count('pass'),
    'n/a': count('notApplicable'),
    'advice': count('advice'),
  },
};
process.stdout.write(JSON.stringify(result));

/** A pass must point at something that stands in a file of the folder. */
function unproven({ verdict, criterion, reason, subject, evidence }: Finding): string[] {
  if (verdict !== 'pass' || subject.kind === 'Organisation') return [];
  const name = `${criterion} passes ${subject.kind}/${subject.namespace}/${subject.name} (${reason})`;
  const [first] = evidence;
  if (!first?.source) return [`${name} without evidence`];
  const lines = readFileSync(first.source.file, 'utf8').split('\n').length;
  return first.source.line > lines ? [`${name} with evidence beyond the end of ${first.source.file}`] : [];
}
