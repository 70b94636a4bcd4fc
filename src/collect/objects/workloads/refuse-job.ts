import { isZone, jobCron, readCron } from '../../timing/cron.ts';
import { isFilledInLater } from '../../timing/read-cadence.ts';
import { isRaw, type Raw } from '../fields.ts';
import { isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses a Job or CronJob that the API server refuses although its fields are of the right types.
 * Source: k8s.io/kubernetes pkg/apis/batch/validation.
 */
export function refuseJob({ kind, metadata, spec: written }: Raw, refuse: Refuse): void {
  const spec = written ?? {};
  if (!isRaw(spec)) return;
  if (kind === 'Job') {
    refuseMissing(spec, ['spec'], refuse);
    refuseSpec(spec, ['spec'], refuse);
    refuseSelector(spec, refuse);
    return;
  }
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name === 'string' && name.length > 52 && !isFilledInLater(name))
    refuse(['metadata', 'name'], 'the name of a CronJob has at most 52 characters, for its Jobs are named after it');
  refuseSchedule(schedule, refuse);
  if (typeof timeZone === 'string' && !isFilledInLater(timeZone) && !isZone(timeZone))
    refuse(['spec', 'timeZone'], 'there is no time zone of that name');
  if (typeof concurrencyPolicy === 'string' && !policies.has(concurrencyPolicy) && !isFilledInLater(concurrencyPolicy))
    refuse(['spec', 'concurrencyPolicy'], 'expected Allow, Forbid or Replace');
  refuseBelowZero(spec, ['spec'], ofCronJob, refuse);
  const job = isRaw(jobTemplate) ? jobTemplate['spec'] : undefined;
  if (job !== undefined && !isRaw(job)) return;
  refuseMissing(job ?? {}, ['spec', 'jobTemplate', 'spec'], refuse);
  if (!job) return;
  refuseSpec(job, ['spec', 'jobTemplate', 'spec'], refuse);
  if (!isLeftOut(job['selector']))
    refuse(['spec', 'jobTemplate', 'spec', 'selector'], 'the Jobs of a CronJob select their pods by themselves');
}

function refuseSpec(spec: Raw, path: Path, refuse: Refuse): void {
  refuseBelowZero(spec, path, ofJob, refuse);
  refuseWord(spec['completionMode'], [...path, 'completionMode'], ['NonIndexed', 'Indexed'], refuse);
  if (spec['completionMode'] === 'Indexed' && isLeftOut(spec['completions']))
    refuse.missing([...path, 'completions'], 'Jobs that count their pods need it');
}

/** Labels that the API server gives the pods of a Job, and by which it selects them. */
const ofItsPods = new Set([
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
]);

/** Refuses a selector of the Job's own that it does not own up to (validateGeneratedSelector). */
function refuseSelector({ selector, manualSelector }: Raw, refuse: Refuse): void {
  if (!isLeftOut(manualSelector) && manualSelector !== false) return;
  const labels = isRaw(selector) ? selector['matchLabels'] : undefined;
  if (!isRaw(labels) || Object.keys(labels).every((key) => ofItsPods.has(key))) return;
  refuse.together(['spec', 'selector'], 'a Job selects its pods by itself; one of its own needs manualSelector: true');
}

const policies = new Set(['', 'Allow', 'Forbid', 'Replace']);
const ofCronJob = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const ofJob = ['backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'parallelism', 'completions'];

function refuseSchedule(schedule: unknown, refuse: Refuse): void {
  if (schedule === undefined || schedule === null || schedule === '') return refuse.missing(['spec', 'schedule']);
  if (typeof schedule !== 'string' || isFilledInLater(schedule)) return;
  const meaning = readCron(schedule, jobCron);
  if ('problem' in meaning) refuse(['spec', 'schedule'], meaning.problem);
}

function refuseBelowZero(spec: Raw, path: Path, keys: readonly string[], refuse: Refuse): void {
  for (const key of keys)
    if (typeof spec[key] === 'number' && spec[key] < 0) refuse([...path, key], 'it is below zero');
}

function refuseMissing({ template }: Raw, path: Path, refuse: Refuse): void {
  if (template === undefined || template === null) refuse.missing([...path, 'template']);
}
