import { readFileSync } from 'node:fs';
import { assessInSteps } from '../../src/assessment/assess.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { collectManifests } from '../../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../../src/collect/manifests/open-input.ts';
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

/** Seconds of wall time by phase, and by check; an analysis is counted to the first check that asks for it. */
export interface Measured {
  readonly phases: Phases;
  readonly checks: Readonly<Record<string, number>>;
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
const checks: Record<string, number> = {};
const assessed = timed((): Assessment => {
  const steps = assessInSteps(collected.value, undeclaredPolicy, { version: 'bench' });
  let [running, since] = ['', performance.now()];
  for (;;) {
    const step = steps.next();
    if (running !== '') checks[running] = (performance.now() - since) / 1000;
    if (step.done) return step.value;
    [running, since] = [step.value, performance.now()];
  }
});
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
const measured: Measured = { phases, checks };
process.stdout.write(JSON.stringify(measured));
