import { type Command, Option } from 'commander';
import type { Assessment } from '../assessment/assessment.ts';
import type { Finish } from './finish.ts';
import { formats, readOutputs } from './output-options.ts';
import { readAssessment } from './read-assessment.ts';
import { listsPasses } from './render-output.ts';
import { refuseInput, refuseUnwritable } from './write-output.ts';
import { writeOutputs } from './write-outputs.ts';

interface TypedOptions {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly all?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: boolean;
}

/** Adds `kubecompass report`. */
export function addReport(program: Command, finish: Finish): void {
  program
    .command('report')
    .description('Renders a stored assessment (`kubecompass assess --output assessment.json`) in another format.')
    .argument('<file>', 'a file that `assess --format json` wrote; - is standard input')
    .addOption(
      new Option('--format <format>', 'how the result is written; terminal unless said otherwise')
        .choices(formats)
        .argParser(String),
    )
    .option('-o, --output <[format=]file>', 'write the result to a file; repeatable, each with its format', gather)
    .option('--all', 'list what passes too, where the assessment lists it')
    .addOption(new Option('-q, --quiet', 'one line: does the gate hold').conflicts('verbose'))
    .option('-v, --verbose', 'every finding, and all lists whole')
    .option('--no-color', 'write plain text')
    .addHelpText('after', examples)
    .action(async (file: string, options: TypedOptions) => finish(await runReport(file, options)));
}

const examples = `
Examples:
  kubecompass report assessment.json --output report.html
  kubecompass report assessment.json --format csv > population.csv

Ends with 0 when the report was written, whatever it says; the gate is assess's.`;

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function runReport(file: string, options: TypedOptions): Promise<number> {
  const { quiet = false, verbose = false, all = false, color } = options;
  const wishes = { quiet, verbose, all, color };
  const outputs = readOutputs(options.output ?? [], options.format, formats);
  for (const output of outputs) {
    if (output.file === null) continue;
    refuseUnwritable(output.file);
    refuseInput(output.file, [file]);
  }
  const assessment = await readAssessment(file);
  const hidden = outputs.some((output) => listsPasses(output, wishes)) ? passesNotListed(assessment) : 0;
  if (hidden > 0)
    process.stderr.write(
      `kubecompass: the assessment counts ${hidden} subjects that pass and does not list them; store it with \`assess --all\` to have them\n`,
    );
  await writeOutputs(assessment, outputs, wishes);
  return 0;
}

/** How many subjects pass, or have nothing that applies to them, and are only counted. */
function passesNotListed({ outcomes, findings }: Assessment): number {
  if (findings.some(({ verdict }) => verdict === 'pass' || verdict === 'notApplicable')) return 0;
  const counts = outcomes.flatMap(({ tiers }) => Object.values(tiers).map((tier) => tier.counts));
  return counts.reduce((sum, one) => sum + (one['pass'] ?? 0) + (one['notApplicable'] ?? 0), 0);
}
