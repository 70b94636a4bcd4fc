import { type Command, Option } from 'commander';
import type { Inventory } from '../report/inventory/inventory.ts';
import { writeJson } from '../report/json.ts';
import type { Finish } from './finish.ts';
import { addInputOptions, type TypedInputOptions } from './input-options.ts';
import { type Output, readOutputs } from './output-options.ts';
import { readInput } from './read-input.ts';
import { showProgress } from './show-progress.ts';
import { takeInventory } from './take-inventory.ts';
import { refuseInput, refuseUnwritable, writeOut, writeWhole } from './write-output.ts';

interface TypedOptions extends TypedInputOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly verbose?: true;
  readonly color: boolean;
}

/** Width of an inventory that no terminal asked for. */
const plainColumns = 140;

/** The formats of an inventory. */
const formats = ['terminal', 'json'] as const;

/** Adds `kubecompass inventory`. */
export function addInventory(program: Command, finish: Finish): void {
  const command = program
    .command('inventory')
    .description(
      'Lists the tools and components of a platform: version, where they run, how they work as their API server says, how long they are supported, and how mature they are in the CNCF.',
    )
    .argument('[path...]', 'folders and files to read; - is standard input; without any, a cluster')
    .addOption(
      new Option('--format <format>', 'how the result is written; terminal unless said otherwise')
        .choices(formats)
        .argParser(String),
    )
    .option(
      '-o, --output <[format=]file>',
      'write the result to a file; repeatable, each with its format',
      (one: string, before?: readonly string[]) => [...(before ?? []), one],
    );
  addInputOptions(command)
    .option('-v, --verbose', 'every place of every tool')
    .option('--no-color', 'write plain text')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TypedOptions) => finish(await runInventory(paths, options)));
}

const examples = `
Examples:
  kubecompass inventory --context production
  kubecompass inventory deploy/ --format json > inventory.json

Kinds and objects alone are no sign that a tool runs: what only they tell of is listed apart.`;

async function runInventory(paths: readonly string[], options: TypedOptions): Promise<number> {
  const outputs = readOutputs(options.output ?? [], options.format, formats);
  for (const { file } of outputs) {
    if (file === null) continue;
    refuseUnwritable(file);
    refuseInput(file, paths);
  }
  const progress = showProgress(options.progress);
  try {
    const { estate } = await readInput(paths, options, progress);
    progress.end();
    const inventory = takeInventory(estate);
    // Files first: who sees the result can rely on them.
    for (const output of outputs.toSorted((a, b) => Number(a.file === null) - Number(b.file === null))) {
      const text = await render(inventory, output, options);
      if (output.file === null) await writeOut(text);
      else writeWhole(output.file, text);
    }
    return 0;
  } finally {
    progress.end();
  }
}

async function render(
  inventory: Inventory,
  { format, file }: Output<(typeof formats)[number]>,
  { color, verbose }: TypedOptions,
): Promise<string> {
  if (format === 'json') return writeJson(inventory);
  const { renderInventory } = await import('../report/inventory/render-inventory.ts');
  const isLive = file === null && process.stdout.isTTY;
  return renderInventory(inventory, {
    // A terminal that does not know its width says 0.
    columns: (isLive && process.stdout.columns) || plainColumns,
    colour: isLive && color && process.stdout.hasColors(),
    verbose: verbose ?? false,
  });
}
