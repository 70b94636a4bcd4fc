import { isZone, jobCron, readCron } from '../../timing/cron.ts';
import { isFilledInLater } from '../../timing/read-cadence.ts';
import { isRaw, MalformedField, type Raw, writePath } from '../fields.ts';

/**
 * Refuses a Job or CronJob that the API server refuses although its fields are of the right types. MalformedField with the first that is found.
 * Source: k8s.io/kubernetes pkg/apis/batch/validation.
 */
export function refuseJob({ kind, metadata, spec }: Raw): void {
  if (!isRaw(spec)) return;
  if (kind === 'Job') {
    refuseBelowZero(spec, ['spec'], ofJob);
    return;
  }
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name === 'string' && name.length > 52 && !isFilledInLater(name))
    refuse(['metadata', 'name'], 'the name of a CronJob has at most 52 characters, for its Jobs are named after it');
  refuseSchedule(schedule);
  if (typeof timeZone === 'string' && !isFilledInLater(timeZone) && !isZone(timeZone))
    refuse(['spec', 'timeZone'], 'there is no time zone of that name');
  if (typeof concurrencyPolicy === 'string' && !policies.has(concurrencyPolicy) && !isFilledInLater(concurrencyPolicy))
    refuse(['spec', 'concurrencyPolicy'], 'expected Allow, Forbid or Replace');
  refuseBelowZero(spec, ['spec'], ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit']);
  const job = isRaw(jobTemplate) ? jobTemplate['spec'] : undefined;
  if (isRaw(job)) refuseBelowZero(job, ['spec', 'jobTemplate', 'spec'], ofJob);
}

const policies = new Set(['', 'Allow', 'Forbid', 'Replace']);
const ofJob = ['backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'parallelism', 'completions'];

function refuseSchedule(schedule: unknown): void {
  if (schedule === undefined || schedule === null || schedule === '') refuse(['spec', 'schedule'], 'there is none');
  if (typeof schedule !== 'string' || isFilledInLater(schedule)) return;
  const meaning = readCron(schedule, jobCron);
  if ('problem' in meaning) refuse(['spec', 'schedule'], meaning.problem);
}

function refuseBelowZero(spec: Raw, path: readonly string[], keys: readonly string[]): void {
  const key = keys.find((one) => typeof spec[one] === 'number' && spec[one] < 0);
  if (key !== undefined) refuse([...path, key], 'it is below zero');
}

function refuse(path: readonly string[], problem: string): never {
  throw new MalformedField(path, `${writePath(path)}: ${problem}`);
}
