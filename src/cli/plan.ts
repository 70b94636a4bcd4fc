import { type Command, Option } from 'commander';
import type { Assessment } from '../assessment/assessment.ts';
import { makePlan, type PatchKnown, type Plan } from '../assessment/plan.ts';
import { patches } from '../checks/patches.generated.ts';
import { criterionIds } from '../definition/criteria.ts';
import { tiers } from '../definition/tiers.ts';
import { writeJson } from '../report/json.ts';
import { assessInput } from './assess-input.ts';
import type { Finish } from './finish.ts';
import { addInputOptions, type TypedInputOptions } from './input-options.ts';
import { nameIn } from './name-in.ts';
import { type Output, readOutputs } from './output-options.ts';
import { readBaseline } from './read-baseline.ts';
import { refuseInput, refuseUnwritable, writeOut, writeWhole } from './write-output.ts';

interface TypedOptions extends TypedInputOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly tier?: readonly string[];
  readonly criterion?: readonly string[];
  readonly baseline?: string;
  readonly verbose?: true;
  readonly color: boolean;
}

/** Width of a plan that no terminal asked for. */
const plainColumns = 100;

/** The formats of a plan. */
const formats = ['terminal', 'json', 'markdown'] as const;

/** Adds `kubecompass plan`. */
export function addPlan(program: Command, finish: Finish): void {
  const command = program
    .command('plan')
    .description(
      'Lists the remedies in order of effect: what each frees in which tier, how large it is, and whether `kubecompass fix` makes it; and apart from them the evidence that is merely missing.',
    )
    .argument('[path...]', 'folders and files to read; - is standard input; without any, a cluster')
    .addOption(
      new Option('--format <format>', 'how the result is written; terminal unless said otherwise')
        .choices(formats)
        .argParser(String),
    )
    .option('-o, --output <[format=]file>', 'write the result to a file; repeatable, each with its format', gather)
    .addOption(new Option('--tier <tier>', 'plan for one tier only; repeatable').choices(tiers).argParser(gather))
    .option('--criterion <criterion>', 'plan for one criterion only; repeatable', gather)
    .option('--baseline <file>', 'findings that are known: their remedies come last');
  addInputOptions(command)
    .option('-v, --verbose', 'every remedy, and all that is missing')
    .option('--no-color', 'write plain text')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TypedOptions) => finish(await runPlan(paths, options)));
}

const examples = `
Examples:
  kubecompass plan deploy/ --tier critical
  kubecompass plan deploy/ --format markdown > plan.md

Ends with 0 when the plan was made, whatever it says; the gate is assess's.`;

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function runPlan(paths: readonly string[], options: TypedOptions): Promise<number> {
  const outputs = readOutputs(options.output ?? [], options.format, formats);
  const only = {
    tiers: (options.tier ?? []).map((typed) => nameIn(typed, tiers, 'tier')),
    criteria: (options.criterion ?? []).map((typed) => nameIn(typed, criterionIds, 'criterion')),
  };
  for (const { file } of outputs) {
    if (file === null) continue;
    refuseUnwritable(file);
    refuseInput(file, paths);
  }
  const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline);
  const { assessment } = await assessInput(paths, options, { ...only, baseline });
  const plan = makePlan(assessment, knownPatch);
  // Files first: who sees the result can rely on them.
  for (const output of outputs.toSorted((a, b) => Number(a.file === null) - Number(b.file === null))) {
    const text = await render(plan, assessment, output, options);
    if (output.file === null) await writeOut(text);
    else writeWhole(output.file, text);
  }
  return assessment.crashes.length > 0 ? 3 : 0;
}

const knownPatch: PatchKnown = (criterion, reason) => {
  const able = patches.filter(({ answers, fixes }) => answers === criterion && fixes.includes(reason));
  if (able.length === 0) return null;
  return able.some(({ risk }) => risk === null) ? 'safe' : 'risky';
};

async function render(
  plan: Plan,
  assessment: Assessment,
  { format, file }: Output<(typeof formats)[number]>,
  { color, verbose }: TypedOptions,
): Promise<string> {
  if (format === 'json') return writeJson(plan);
  if (format === 'markdown')
    return (await import('../report/plan/render-plan-markdown.ts')).renderPlanMarkdown(plan, assessment);
  const { renderPlan } = await import('../report/plan/render-plan.ts');
  const isLive = file === null && process.stdout.isTTY;
  return renderPlan(plan, assessment, {
    // A terminal that does not know its width says 0.
    columns: (isLive && process.stdout.columns) || plainColumns,
    colour: isLive && color && process.stdout.hasColors(),
    verbose: verbose ?? false,
  });
}
