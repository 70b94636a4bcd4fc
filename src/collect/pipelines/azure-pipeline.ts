import type { Pipeline, PipelineScan } from '../../estate/pipeline.ts';
import { Fields, isRaw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { environmentOf } from './environment-of.ts';
import { letThrough } from './let-through.ts';
import { scansOfScript } from './scans-of-script.ts';

/** Reads a pipeline of Azure DevOps. */
export function readAzurePipeline({ fields, head }: Subject): Pipeline {
  const apart =
    fields.value('trigger') === 'none' &&
    (fields.value('pr') === 'none' || !fields.has('pr')) &&
    fields.has('schedules');
  const proof = 'az repos policy list --output table';
  return { ...head, noun: 'pipeline', runs: apart ? 'apart' : 'change', scans: scansBelow(fields), proof };
}

/** Stages hold jobs, jobs hold steps, deployments hold them deeper. */
function scansBelow(fields: Fields): PipelineScan[] {
  const inside = Object.keys(fields.raw).flatMap((key) => {
    const value = fields.raw[key];
    if (key === 'steps' && Array.isArray(value)) return fields.objects('steps').flatMap(scansOfStep);
    if (Array.isArray(value))
      return value.flatMap((one, index) => (isRaw(one) ? scansBelow(new Fields(one, fields, [key, index])) : []));
    return isRaw(value) ? scansBelow(new Fields(value, fields, [key])) : [];
  });
  return inside.map((scan) => letThrough(scan, fields, 'continueOnError', 'the job'));
}

function scansOfStep(step: Fields): PipelineScan[] {
  const scripts = ['script', 'bash', 'pwsh', 'powershell'].flatMap((key) => {
    const script = step.value(key);
    if (typeof script !== 'string') return [];
    return scansOfScript(
      script,
      `${step.where}.${key}`,
      { stopsAtError: false, pipefail: null },
      environmentOf(step.value('env')),
    );
  });
  return [...scripts, ...ofTask(step)].map((scan) => letThrough(scan, step, 'continueOnError', 'the step'));
}

function ofTask(step: Fields): PipelineScan[] {
  const task = step.value('task');
  const inputs = environmentOf(step.value('inputs'));
  const name = typeof task === 'string' ? task.replace(/@.*$/, '').toLowerCase() : '';
  if (name === 'gitleaks') {
    const stops = inputs['taskfail'] !== 'false';
    const because = stops ? 'it fails the task for a finding' : 'taskfail is false';
    return [{ seeks: 'credentials', scanner: 'Gitleaks', path: step.where, stops, because }];
  }
  if (name === 'trivy' && inputs['image'])
    return [
      {
        seeks: 'vulnerabilities',
        scanner: 'Trivy',
        path: step.where,
        stops: null,
        because: 'the inputs of the task decide',
      },
    ];
  return [];
}
