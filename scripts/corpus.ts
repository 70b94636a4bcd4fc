import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusResult } from './corpus-folder.ts';

// `npm run corpus [FOLDER…]`: assesses every folder of KUBECOMPASS_CORPUS, each in a process of its own, and fails on a crash, on a pass without
// evidence and on an unreadable document that is not reported.

const corpus = process.env['KUBECOMPASS_CORPUS'];
if (!corpus || !existsSync(corpus)) {
  console.log('corpus: skipped, because KUBECOMPASS_CORPUS does not name a folder of real manifests');
  // oxlint-disable-next-line unicorn/no-process-exit -- nothing else is to be done
  process.exit(0);
}

const named = process.argv.slice(2);
const folders = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (named.length === 0 || named.includes(entry.name)))
  .map(({ name }) => name)
  .toSorted();

const columns = ['objects', 'unread', 'broken', 'seconds', 'MB', 'fail', 'partial', 'unknown', 'pass', 'n/a', 'advice'];
console.log(`${'folder'.padEnd(38)}${columns.map((name) => name.padStart(9)).join('')}`);
const problems: string[] = [];
const totals = new Map<string, number>();

for (const folder of folders) {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'corpus-folder.ts'), join(corpus, folder)], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) {
    problems.push(
      `${folder}: ended with ${run.status ?? run.signal}: ${run.stderr.trim().split('\n').slice(0, 3).join(' ')}`,
    );
    console.log(`${folder.padEnd(38)}  crashed`);
    continue;
  }
  const { problems: own, row } = JSON.parse(run.stdout) as CorpusResult;
  problems.push(...own.map((problem) => `${folder}: ${problem}`));
  for (const [name, value] of Object.entries(row)) totals.set(name, (totals.get(name) ?? 0) + value);
  console.log(`${folder.padEnd(38)}${columns.map((name) => format(name, row[name] ?? 0)).join('')}`);
}

console.log(
  `${`${folders.length} folders`.padEnd(38)}${columns.map((name) => (name === 'MB' ? ''.padStart(9) : format(name, totals.get(name) ?? 0))).join('')}`,
);
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

function format(name: string, value: number): string {
  return (name === 'seconds' ? value.toFixed(2) : String(Math.round(value))).padStart(9);
}
