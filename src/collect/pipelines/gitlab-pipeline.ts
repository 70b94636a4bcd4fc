import type { Pipeline, PipelineScan, SoughtByScan } from '../../estate/pipeline.ts';
import { Fields, isRaw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { environmentOf } from './environment-of.ts';
import { letThrough } from './let-through.ts';
import { scansOfScript } from './scans-of-script.ts';

/** Reads the pipeline of GitLab. */
export function readGitlabPipeline({ fields, head }: Subject): Pipeline {
  const proof = 'glab api projects/:fullpath | jq .only_allow_merge_if_pipeline_succeeds';
  return { ...head, noun: 'pipeline', runs: 'change', scans: [...ofTemplates(fields), ...ofJobs(fields)], proof };
}

/** GitLab's own jobs write a report, end well and are allowed to fail, whether that is written again or not; policies in GitLab, which no file shows, decide what it stops. */
const templates: readonly (readonly [RegExp, SoughtByScan])[] = [
  [/\bcontainer-scanning\b/i, 'vulnerabilities'],
  [/\bsecret-detection\b/i, 'credentials'],
];

function ofTemplates(fields: Fields): PipelineScan[] {
  const include = fields.value('include');
  return (Array.isArray(include) ? include : [include]).flatMap((one, index) => {
    const name = isRaw(one) ? (one['template'] ?? one['component']) : null;
    if (typeof name !== 'string') return [];
    const found = templates.find(([pattern]) => pattern.test(name));
    if (!found) return [];
    const path = Array.isArray(include) ? `include[${index}]` : 'include';
    return [
      {
        seeks: found[1],
        scanner: 'GitLab',
        path,
        stops: null,
        because: 'it writes a report, and policies of GitLab decide',
      },
    ];
  });
}

/** Keys at the top that are no jobs. */
const noJobs: ReadonlySet<string> = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'spec',
  'pages',
]);

function ofJobs(fields: Fields): PipelineScan[] {
  const around = environmentOf(fields.value('variables'));
  return Object.keys(fields.raw).flatMap((name) => {
    // A name with a dot in front is a template for others.
    if (noJobs.has(name) || name.startsWith('.') || !isRaw(fields.raw[name])) return [];
    const { job, isWhole } = extended(fields, name);
    const environment = { ...around, ...environmentOf(job.value('variables')) };
    return ['before_script', 'script', 'after_script'].flatMap((key) => {
      const script = textOf(job.value(key));
      return scansOfScript(script, `${job.where}.${key}`, { stopsAtError: true, pipefail: true }, environment)
        .map((scan): PipelineScan =>
          key === 'after_script' ? { ...scan, stops: false, because: 'it stands in after_script' } : scan,
        )
        .map((scan): PipelineScan =>
          job.value('when') === 'manual' && job.value('allow_failure') !== false
            ? { ...scan, stops: false, because: 'the job has when: manual, and may be left out' }
            : letThroughByCode(scan, job),
        )
        .map((scan): PipelineScan =>
          scan.stops === true && !isWhole
            ? { ...scan, stops: null, because: 'the job extends one of another file' }
            : scan,
        );
    });
  });
}

/** Some exit codes may be let through, and those alone: the scanner's for a finding counts. */
function letThroughByCode(scan: PipelineScan, job: Fields): PipelineScan {
  const allowed = job.value('allow_failure');
  if (!isRaw(allowed) || scan.stops !== true || scan.endsWith === undefined)
    return letThrough(scan, job, 'allow_failure', 'the job');
  if (![allowed['exit_codes']].flat().includes(scan.endsWith)) return scan;
  return {
    ...scan,
    stops: false,
    because: `the job has allow_failure for the exit code ${scan.endsWith} of a finding`,
  };
}

/** A job with what it extends in this file; not whole where it extends what is elsewhere. */
function extended(fields: Fields, name: string, seen: readonly string[] = []): { job: Fields; isWhole: boolean } {
  const own = fields.raw[name];
  if (!isRaw(own) || seen.includes(name)) return { job: new Fields({}, fields, [name]), isWhole: false };
  const parents = [own['extends'] ?? []]
    .flat()
    .map((one: unknown) => extended(fields, typeof one === 'string' ? one : '', [...seen, name]));
  const raw = Object.assign({}, ...parents.map(({ job }) => job.raw), own) as Record<string, unknown>;
  return { job: new Fields(raw, fields, [name]), isWhole: parents.every(({ isWhole }) => isWhole) };
}

/** The commands of a script, which may be a text, a list of texts or lists of lists. */
function textOf(script: unknown): string {
  return [script]
    .flat(Infinity)
    .filter((line) => typeof line === 'string')
    .join('\n');
}
