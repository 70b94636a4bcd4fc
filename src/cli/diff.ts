import { type Command, Option } from 'commander';
import { compare } from '../assessment/compare.ts';
import type { Comparison } from '../assessment/comparison.ts';
import { writeJson } from '../report/json.ts';
import type { Finish } from './finish.ts';
import { addFolderOptions, type TypedInputOptions } from './input-options.ts';
import { type Output, readOutputs } from './output-options.ts';
import { readSide } from './read-side.ts';
import { readTime } from './read-time.ts';
import { refuseInput, refuseUnwritable, writeOut, writeWhole } from './write-output.ts';

interface TypedOptions extends TypedInputOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly failOn: 'worse' | 'never';
  readonly verbose?: true;
  readonly color: boolean;
}

/** Width of a comparison that no terminal asked for. */
const plainColumns = 100;

/** The formats of a comparison. */
const formats = ['terminal', 'json', 'markdown'] as const;

/** Adds `kubecompass diff`. */
export function addDiff(program: Command, finish: Finish): void {
  const command = program
    .command('diff')
    .description(
      'Compares two assessments: what became better and worse, what came, went, or can no longer be seen, and whether the platform, the visibility or our definition changed.',
    )
    .argument('<before>', 'a stored assessment, a snapshot (.kcs), or a folder or file of manifests')
    .argument('<after>', 'the same of a later time, or of another branch')
    .addOption(
      new Option('--format <format>', 'how the result is written; terminal unless said otherwise')
        .choices(formats)
        .argParser(String),
    )
    .option(
      '-o, --output <[format=]file>',
      'write the result to a file; repeatable, each with its format',
      (one: string, before?: readonly string[]) => [...(before ?? []), one],
    )
    .addOption(
      new Option(
        '--fail-on <what>',
        'worse: end with 1 where a required criterion or finding became worse, came to light, or can no longer be seen',
      )
        .choices(['worse', 'never'])
        .default('never'),
    );
  addFolderOptions(command)
    .addOption(new Option('-q, --quiet', 'one line: what moved').conflicts('verbose'))
    .option('-v, --verbose', 'everything that moved')
    .option('--no-color', 'write plain text')
    .addHelpText('after', examples)
    .action(async (before: string, after: string, options: TypedOptions) =>
      finish(await runDiff(before, after, options)),
    );
}

const examples = `
Examples:
  kubecompass diff last-month.json today.json
  kubecompass diff ../main/deploy deploy --fail-on worse --format markdown

What is assessed on the way is assessed alike: with the same options, at the same time, each folder with its own policy file unless --policy names one.
Ends with 0, or with --fail-on worse with 1 where something is.`;

async function runDiff(before: string, after: string, typed: TypedOptions): Promise<number> {
  const outputs = readOutputs(typed.output ?? [], typed.format, formats);
  for (const { file } of outputs) {
    if (file === null) continue;
    refuseUnwritable(file);
    refuseInput(file, [before, after]);
  }
  const options = { ...typed, now: readTime(typed.now, process.env, Date.now) };
  const [was, is] = [await readSide(before, options), await readSide(after, options)];
  const comparison = compare(was.assessment, is.assessment, {
    ...(was.roots ? { before: was.roots } : {}),
    ...(is.roots ? { after: is.roots } : {}),
  });
  // Files first: who sees the result can rely on them.
  for (const output of outputs.toSorted((a, b) => Number(a.file === null) - Number(b.file === null))) {
    const text = await render(comparison, output, typed);
    if (output.file === null) await writeOut(text);
    else writeWhole(output.file, text);
  }
  if (was.assessment.crashes.length + is.assessment.crashes.length > 0) return 3;
  return typed.failOn === 'worse' && comparison.worse > 0 ? 1 : 0;
}

async function render(
  comparison: Comparison,
  { format, file }: Output<(typeof formats)[number]>,
  { color, verbose, quiet }: TypedOptions,
): Promise<string> {
  if (format === 'json') return writeJson(comparison);
  if (format === 'markdown')
    return (await import('../report/comparison/render-comparison-markdown.ts')).renderComparisonMarkdown(comparison);
  const { renderComparison, sayMoves } = await import('../report/comparison/render-comparison.ts');
  if (quiet) return `${sayMoves(comparison)}\n`;
  const isLive = file === null && process.stdout.isTTY;
  return renderComparison(comparison, {
    // A terminal that does not know its width says 0.
    columns: (isLive && process.stdout.columns) || plainColumns,
    colour: isLive && color && process.stdout.hasColors(),
    verbose: verbose ?? false,
  });
}
