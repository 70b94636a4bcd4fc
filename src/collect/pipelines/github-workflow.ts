import type { Pipeline, PipelineScan } from '../../estate/pipeline.ts';
import { type Fields, isRaw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { environmentOf } from './environment-of.ts';
import { letThrough } from './let-through.ts';
import { scanOfAction } from './scan-action.ts';
import type { Environment } from './scan-command.ts';
import { scansOfScript } from './scans-of-script.ts';

/** Reads a workflow of GitHub Actions, or of Gitea and Forgejo, which run the same files. */
export function readGithubWorkflow({ fields, head }: Subject): Pipeline {
  const environment = environmentOf(fields.value('env'));
  const jobs = fields.objectOrEmpty('jobs');
  return {
    ...head,
    noun: 'pipeline',
    proof: /(?:^|\/)\.github\//.test(head.origin.file)
      ? 'gh api repos/OWNER/REPO/branches/main/protection/required_status_checks'
      : 'curl -u USER https://HOST/api/v1/repos/OWNER/REPO/branch_protections',
    // Without quotes `on` is a YAML boolean, as the readers of Kubernetes see it.
    runs: isByChange(fields.value('on') ?? fields.value('true')) ? 'change' : 'apart',
    scans: Object.keys(jobs.raw).flatMap((id) => {
      const job = jobs.objectOrEmpty(id);
      const around = { ...environment, ...environmentOf(job.value('env')) };
      const shell = shellOf(job) ?? shellOf(fields);
      const steps = job.objects('steps');
      const reports = steps.some((step) => step.text('uses')?.startsWith('github/codeql-action/upload-sarif') ?? false);
      return steps
        .flatMap((step) => scansOfStep(step, around, shell))
        .map((scan) => unlessNever(scan, job, 'the job'))
        .map((scan) => letThrough(scan, job, 'continue-on-error', 'the job'))
        .map((scan) => (reports && scan.stops === false ? { ...scan, stops: null, because: handedOn } : scan));
    }),
  };
}

const handedOn = 'it hands its report to code scanning, whose settings decide';

/** The shell that is set for all steps; null without one. */
function shellOf(around: Fields): string | null {
  return around.objectOrEmpty('defaults').objectOrEmpty('run').text('shell');
}

/** A step or a job that never runs stops nothing. */
function unlessNever(scan: PipelineScan, around: Fields, what: string): PipelineScan {
  const value = around.value('if');
  const isNever =
    value === false || (typeof value === 'string' && /^\s*(?:\$\{\{\s*)?false(?:\s*\}\})?\s*$/.test(value));
  return isNever ? { ...scan, stops: false, because: `${what} never runs (if: false)` } : scan;
}

function scansOfStep(step: Fields, around: Environment, shell: string | null): PipelineScan[] {
  const environment = { ...around, ...environmentOf(step.value('env')) };
  return [...ofAction(step, environment), ...ofScript(step, environment, shell)].map((scan) =>
    unlessNever(letThrough(scan, step, 'continue-on-error', 'the step'), step, 'the step'),
  );
}

function ofAction(step: Fields, environment: Environment): PipelineScan[] {
  const uses = step.text('uses');
  if (uses === null) return [];
  const scan = scanOfAction(uses.replace(/@.*$/, ''), environmentOf(step.value('with')), environment);
  return scan ? [{ ...scan, path: step.where }] : [];
}

function ofScript(step: Fields, environment: Environment, otherwise: string | null): PipelineScan[] {
  const script = step.text('run');
  if (script === null) return [];
  // The shell that is asked for by name is called with pipefail, the default one is not (workflow syntax, jobs.<job_id>.steps[*].shell).
  const shell = step.text('shell') ?? otherwise;
  const pipefail = shell === 'bash' ? true : shell === null ? false : null;
  return scansOfScript(script, `${step.where}.run`, { stopsAtError: true, pipefail }, environment);
}

/** Events that come with a change; all others come by the clock, by hand, or of what people write. */
const byChange: ReadonlySet<string> = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'merge_group',
  'workflow_call',
  'workflow_run',
  'release',
  'create',
]);

function isByChange(events: unknown): boolean {
  const names =
    typeof events === 'string' ? [events] : Array.isArray(events) ? events : isRaw(events) ? Object.keys(events) : [];
  return names.some((name) => byChange.has(String(name)));
}
