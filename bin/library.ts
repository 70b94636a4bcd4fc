import { type AssessOptions, assess as judge } from '../src/assessment/assess.ts';
import type { Assessment } from '../src/assessment/assessment.ts';
import { coverFrameworks } from '../src/assessment/cover-frameworks.ts';
import type { Format } from '../src/cli/output-options.ts';
import { readInput } from '../src/cli/read-input.ts';
import { renderOutput } from '../src/cli/render-output.ts';
import { showProgress } from '../src/cli/show-progress.ts';
import { version } from '../src/cli/version.ts';
import type { Estate } from '../src/estate/estate.ts';
import { type Policy, undeclaredPolicy } from '../src/estate/policy.ts';

// The library entry: three verbs over two values (docs/guide/library.md). What it takes and gives is typed for others in
// scripts/build/declare-library.ts; the inside of an estate is no contract.

/** What an estate is collected from: folders and files of manifests, a snapshot, or a cluster. */
export interface Sources {
  readonly paths?: readonly string[];
  readonly snapshot?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespaces?: readonly string[];
  /** The policy file; `kubecompass.yaml` in the first path, else in the working folder, unless it is named. */
  readonly policy?: string;
  /** RFC 3339: the time of the run. */
  readonly now?: string;
  /** What is given is all there is, or only a part. */
  readonly extent?: 'complete' | 'partial';
}

/** Reads what there is, and what the organisation declares. UserError for what cannot be read as asked. */
export async function collect(
  sources: string | readonly string[] | Sources,
): Promise<{ readonly estate: Estate; readonly policy: Policy }> {
  const given: Sources =
    typeof sources === 'string' ? { paths: [sources] } : isList(sources) ? { paths: sources } : sources;
  const { paths = [], namespaces, extent, ...named } = given;
  const { estate, policy } = await readInput(
    paths,
    {
      ...named,
      ...(namespaces ? { namespace: namespaces } : {}),
      ...(extent ? { [extent]: true as const } : {}),
      progress: 'never',
      quiet: true,
    },
    showProgress('never'),
  );
  return { estate, policy };
}

function isList(sources: readonly string[] | Sources): sources is readonly string[] {
  return Array.isArray(sources);
}

/** Judges an estate against the definition. The same estate, policy and options give the same assessment. */
export function assess(
  estate: Estate,
  policy: Policy = undeclaredPolicy,
  options: Pick<AssessOptions, 'failOn' | 'allowGaps' | 'tiers' | 'criteria' | 'frameworks' | 'baseline' | 'all'> = {},
): Assessment {
  return judge(estate, policy, { ...options, version, cover: coverFrameworks });
}

/** Renders an assessment; with `all`, what passes too, where the assessment lists it. */
export function render(
  assessment: Assessment,
  format: Format = 'terminal',
  { all = false, verbose = false }: { readonly all?: boolean; readonly verbose?: boolean } = {},
): Promise<string> {
  return renderOutput(assessment, { format, file: '' }, { quiet: false, verbose, all, color: false });
}

export { UserError } from '../src/collect/user-error.ts';
export { version };
