import type { Pipeline, PipelineScan } from '../../estate/pipeline.ts';
import { Fields, isRaw, writePath } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { environmentOf } from './environment-of.ts';
import { scansOfScript } from './scans-of-script.ts';

/** Reads the pipelines of Bitbucket. Those under `custom` run by hand or by the clock. */
export function readBitbucketPipeline({ fields, head }: Subject): Pipeline {
  const pipelines = fields.objectOrEmpty('pipelines');
  const byChange = Object.keys(pipelines.raw).some((key) => key !== 'custom');
  return {
    ...head,
    noun: 'pipeline',
    runs: byChange ? 'change' : 'apart',
    scans: scansBelow(pipelines.raw, ['pipelines']),
    proof: 'curl -u USER https://api.bitbucket.org/2.0/repositories/WORKSPACE/REPO/branch-restrictions',
  };
}

function scansBelow(value: unknown, path: readonly (string | number)[]): PipelineScan[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => scansBelow(one, [...path, index]));
  if (!isRaw(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'step' && isRaw(one) ? ofStep(one, [...path, key]) : scansBelow(one, [...path, key]),
  );
}

function ofStep(step: Readonly<Record<string, unknown>>, path: readonly (string | number)[]): PipelineScan[] {
  return new Fields(step).list('script').flatMap((line, index) => {
    const where = writePath([...path, 'script', index]);
    if (typeof line === 'string') return scansOfScript(line, where, { stopsAtError: true, pipefail: null });
    return isRaw(line) && typeof line['pipe'] === 'string'
      ? ofPipe(line['pipe'], environmentOf(line['variables']), where)
      : [];
  });
}

function ofPipe(pipe: string, variables: Readonly<Record<string, string>>, path: string): PipelineScan[] {
  const name = pipe.replace(/^docker:\/\//, '').replace(/:.*$/, '');
  if (name === 'atlassian/git-secrets-scan')
    return [
      { seeks: 'credentials', scanner: 'git-secrets', path, stops: true, because: 'it ends with 1 for a finding' },
    ];
  if (name !== 'snyk/snyk-scan' || variables['LANGUAGE'] !== 'docker') return [];
  const stops = variables['DONT_BREAK_BUILD'] !== 'true';
  const because = stops ? 'it ends with 1 for a finding' : 'DONT_BREAK_BUILD is true';
  return [{ seeks: 'vulnerabilities', scanner: 'Snyk', path, stops, because }];
}
