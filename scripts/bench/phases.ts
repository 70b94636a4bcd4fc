import { readFileSync } from 'node:fs';
import { assess } from '../../src/assessment/assess.ts';
import { collectManifests, defaultMaxFileBytes } from '../../src/collect/manifests/collect-manifests.ts';
import { listFiles } from '../../src/collect/manifests/list-files.ts';
import { readDocuments } from '../../src/collect/manifests/text/read-documents.ts';
import { undeclaredPolicy } from '../../src/estate/policy.ts';
import { renderJson } from '../../src/report/json.ts';

/** Seconds of wall time by phase. `read` parses and keeps nothing; `collect` parses and projects. */
export interface Phases {
  readonly list: number;
  readonly read: number;
  readonly collect: number;
  readonly assess: number;
  readonly render: number;
}

const folder = process.argv[2] as string;

function timed<T>(work: () => T): { value: T; seconds: number } {
  const started = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

const collected = timed(() =>
  collectManifests([folder], {
    authority: 'default',
    raw: false,
    now: '2026-11-24T12:00:00Z',
    maxFileBytes: defaultMaxFileBytes,
    stdin: null,
  }),
);
const assessed = timed(() => assess(collected.value, undeclaredPolicy, { version: 'bench' }));
const rendered = timed(() => renderJson(assessed.value));
const listed = timed(() => listFiles([folder]));
const read = timed(() => {
  for (const { path } of listed.value.files) readDocuments(readFileSync(path, 'utf8'));
});
const phases: Phases = {
  list: listed.seconds,
  read: read.seconds,
  collect: collected.seconds,
  assess: assessed.seconds,
  render: rendered.seconds,
};
process.stdout.write(JSON.stringify(phases));
