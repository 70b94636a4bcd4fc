import { type Command, Option } from 'commander';
import type { Assessment } from '../assessment/assessment.ts';
import { isAskedBy, type Limits } from '../assessment/criteria-asked.ts';
import type { FailOn } from '../assessment/gate.ts';
import { UserError } from '../collect/user-error.ts';
import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import { type Tier, tiers } from '../definition/tiers.ts';
import { type FrameworkId, frameworkIds } from '../frameworks/frameworks.ts';
import { count } from '../report/terminal/count.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { assessInput } from './assess-input.ts';
import { addInputOptions, type TypedInputOptions } from './input-options.ts';
import { formats, type Output, readOutputs } from './output-options.ts';
import { rememberPlaces } from './place-evidence.ts';
import type { Finish } from './finish.ts';
import { nameIn } from './name-in.ts';
import { readBaseline } from './read-baseline.ts';
import { listsPasses } from './render-output.ts';
import { refuseInput, refuseUnwritable, writeOut } from './write-output.ts';
import { writeOutputs } from './write-outputs.ts';

interface TypedOptions extends TypedInputOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly all?: true;
  readonly tier?: readonly string[];
  readonly criterion?: readonly string[];
  readonly framework?: readonly string[];
  readonly failOn: FailOn;
  readonly baseline?: string;
  readonly allowGaps?: true;
  readonly verbose?: true;
  readonly explainAccess?: true;
  readonly color: boolean;
}

/** Adds `kubecompass assess`. */
export function addAssess(program: Command, finish: Finish): void {
  const command = program
    .command('assess')
    .description(
      'Judges manifests, or without a path the cluster of the current context, against the Production-Ready Definition: is each tier ready, failing or unproven, and what to do next.',
    )
    .argument('[path...]', 'folders and files to read; - is standard input')
    .addOption(
      new Option('--format <format>', 'how the result is written; terminal unless said otherwise')
        .choices(formats)
        .argParser(String),
    )
    .option('-o, --output <[format=]file>', 'write the result to a file; repeatable, each with its format', gather)
    .option('--all', 'list what passes too, with its evidence')
    .addOption(new Option('--tier <tier>', 'look at one tier only; repeatable').choices(tiers).argParser(gather))
    .option('--criterion <criterion>', 'look at one criterion only; repeatable', gather)
    .addOption(
      new Option(
        '--framework <framework>',
        'answer a compliance framework control by control, and look at what its controls ask for; repeatable',
      )
        .choices(frameworkIds)
        .argParser(gather),
    )
    .addOption(
      new Option('--fail-on <verdict>', 'how bad a required criterion must be to stop the gate')
        .choices(['fail', 'partial', 'unknown', 'never'])
        .default('fail'),
    )
    .option('--baseline <file>', 'findings that are known, so that only new ones stop the gate')
    .option('--allow-gaps', 'let the gate hold although something could not be read');
  addInputOptions(command)
    .option('--explain-access', 'say what would be asked of a cluster, why, and with which rights; ask nothing')
    .addOption(new Option('-q, --quiet', 'one line: does the gate hold').conflicts('verbose'))
    .option('-v, --verbose', 'every finding, and all lists whole')
    .option('--no-color', 'write plain text')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TypedOptions) => finish(await runAssess(paths, options)));
}

const examples = `
Examples:
  kubecompass assess --context production --policy kubecompass.yaml
  helm template app charts/app | kubecompass assess - --output json=assessment.json

The gate and its exit code are for pipelines: 0 it holds, 1 it does not, 2 could not run as asked, 3 a fault of ours.`;

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function runAssess(paths: readonly string[], options: TypedOptions): Promise<number> {
  const outputs = readOutputs(options.output ?? [], options.format, formats);
  const only = {
    tiers: (options.tier ?? []).map((typed): Tier => nameIn(typed, tiers, 'tier')),
    criteria: (options.criterion ?? []).map((typed): CriterionId => nameIn(typed, criterionIds, 'criterion')),
    frameworks: (options.framework ?? []).map((typed): FrameworkId => nameIn(typed, frameworkIds, 'framework')),
  };
  if (options.explainAccess) return explainAccess(paths, options, only);
  refuseEmpty(only);
  for (const { file } of outputs.filter(isFile)) {
    refuseUnwritable(file);
    refuseInput(file, paths);
  }
  const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline);

  const { quiet = false, verbose = false, all = false, color } = options;
  const wishes = { quiet, verbose, all, color };
  const isLong = all || outputs.some(({ format }) => format !== 'terminal');
  const places = rememberPlaces();
  const { assessment, texts } = await assessInput(paths, options, {
    failOn: options.failOn,
    allowGaps: options.allowGaps ?? false,
    ...only,
    covers: isLong,
    baseline,
    all: outputs.some((output) => listsPasses(output, wishes)),
    sourceOf: places.sourceOf,
  });
  // The first screen shows no lines, so it need not wait for them.
  if (verbose || isLong) places.locate(assessment.findings, texts);

  await writeOutputs(assessment, outputs, wishes);
  const isTold = outputs.some(({ format, file }) => file === null && format === 'terminal');
  if (!quiet) tellAside(assessment, isTold);
  if (assessment.crashes.length > 0) return 3;
  return assessment.gate.holds ? 0 : 1;
}

/** Prints what a cluster would be asked for, limited as the run would be. */
async function explainAccess(
  paths: readonly string[],
  { snapshot, namespace = [], include = [] }: TypedOptions,
  { criteria, frameworks }: Limits,
): Promise<number> {
  const other = snapshot === undefined ? paths[0] : '--snapshot';
  if (other !== undefined)
    throw new UserError(`--explain-access is of a cluster, and ${other} is read without one`, {
      hint: 'Leave one of them out.',
    });
  if (frameworks.length > 0)
    throw new UserError('--explain-access cannot be limited by --framework', {
      hint: 'Name criteria with --criterion.',
    });
  const [{ writeAccess }, { includedKind }] = await Promise.all([
    import('./write-access.ts'),
    import('./included-kind.ts'),
  ]);
  await writeOut(writeAccess({ criteria, namespaces: namespace, included: include.map(includedKind) }));
  return 0;
}

/** Refuses frameworks whose controls ask for none of the criteria that are named: there would be nothing to look at. */
function refuseEmpty({ criteria, frameworks }: Limits): void {
  if (frameworks.length === 0 || criteria.length === 0) return;
  if (criteria.some((criterion) => isAskedBy(criterion, frameworks))) return;
  throw new UserError(`no control of ${frameworks.join(' or ')} asks for ${criteria.join(' or ')}`, {
    hint: 'Leave out --criterion to see all that its controls ask for.',
  });
}

function isFile(output: Output): output is Output & { readonly file: string } {
  return output.file !== null;
}

/** What is no part of the result and should not be missed; `isTold`: the report says most of it itself. */
function tellAside({ baseline, exceptions, tiers: statuses, limitedTo, gate }: Assessment, isTold: boolean): void {
  const say = (text: string): unknown => process.stderr.write(`kubecompass: ${sanitize(text)}\n`);
  if (baseline && baseline.gone > 0) {
    const anew = 'write it anew with `kubecompass baseline write`';
    const gone = baseline.gone === 1 ? 'is gone' : 'are gone';
    say(`${baseline.gone} of the ${count(baseline.findings, 'finding')} of the baseline ${gone}: ${anew}`);
  }
  const thawed = baseline?.expired?.length ?? 0;
  if (thawed > 0)
    say(
      `${count(thawed, 'finding')} of the baseline ${thawed === 1 ? 'has' : 'have'} expired and ${thawed === 1 ? 'gates' : 'gate'} again (--verbose)`,
    );
  const absent = limitedTo.tiers.filter((tier) => (statuses[tier]?.subjects ?? 0) === 0);
  // With all of them absent the gate itself says so.
  if (absent.length > 0 && gate.holds)
    say(`nothing of tier ${absent.join(' or ')} was seen, so the gate says nothing of it`);
  const expired = isTold ? 0 : exceptions.filter(({ state }) => state === 'expired').length;
  if (expired > 0)
    say(
      expired === 1
        ? 'one exception has expired and no longer counts'
        : `${expired} exceptions have expired and no longer count`,
    );
}
