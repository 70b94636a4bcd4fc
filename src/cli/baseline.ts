import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { countFrozen, freeze } from '../assessment/baseline.ts';
import type { Baseline } from '../assessment/baseline-schema.ts';
import { UserError } from '../collect/user-error.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { assessInput } from './assess-input.ts';
import { baselineFileName } from './find-own-files.ts';
import { addInputOptions, type TypedInputOptions } from './input-options.ts';
import type { Finish } from './finish.ts';
import { readBaseline } from './read-baseline.ts';
import { refuseUnwritable, writeOut, writeWhole } from './write-output.ts';

interface TypedOptions extends TypedInputOptions {
  readonly owner: string;
  readonly output: string;
  readonly force?: true;
}

/** Adds `kubecompass baseline write` and `kubecompass baseline show`. */
export function addBaseline(program: Command, finish: Finish): void {
  const baseline = program
    .command('baseline')
    .helpCommand(false)
    .description(
      'Freezes the findings of today, with owner and date, so that only new ones stop a pipeline (`kubecompass assess --baseline FILE`).',
    )
    .addHelpText(
      'after',
      examples(
        'kubecompass baseline write --owner platform-team@bank.example deploy/',
        'kubecompass baseline show kubecompass.baseline.json',
      ),
    );
  const write = baseline
    .command('write')
    .summary('freeze the findings of today in a file')
    .description('Assesses, and writes what fails, is partial or unknown to a baseline file.')
    .argument('[path...]', 'folders and files to read; - is standard input')
    .requiredOption('--owner <owner>', 'who answers for these findings')
    .option('-o, --output <file>', 'the file to write', baselineFileName)
    .option('--force', 'replace the file if it exists');
  addInputOptions(write)
    .option('-q, --quiet', 'say nothing')
    .addHelpText(
      'after',
      examples(
        'kubecompass baseline write --owner platform-team@bank.example deploy/',
        'kubecompass baseline write --owner me@bank.example --force -o known.json .',
      ),
    )
    .action(async (paths: string[], options: TypedOptions) => finish(await writeBaseline(paths, options)));
  baseline
    .command('show')
    .summary('print a baseline as a table')
    .description('Prints a baseline as a table.')
    .argument('[file]', 'a file that `baseline write` wrote', baselineFileName)
    .addHelpText(
      'after',
      examples('kubecompass baseline show kubecompass.baseline.json', 'kubecompass baseline show known.json | less'),
    )
    .action(async (file: string) => writeOut(tableOf(await readBaseline(file))));
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

async function writeBaseline(paths: readonly string[], options: TypedOptions): Promise<number> {
  const { owner, output, force, quiet } = options;
  if (owner.trim() === '')
    throw new UserError('--owner is empty', { hint: 'Name who answers for these findings, such as a team’s address.' });
  refuseUnwritable(output);
  if (existsSync(output) && !force) {
    throw new UserError(`${output} exists`, {
      hint: 'Look at it with `kubecompass baseline show`, and replace it with --force.',
    });
  }
  const { assessment } = await assessInput(paths, options, {});
  if (assessment.crashes.length > 0) return 3;
  const baseline = freeze(assessment.findings, owner, assessment.estate.collectedAt);
  writeWhole(output, `${JSON.stringify(baseline, null, 2)}\n`);
  if (!quiet) await writeOut(`${sanitize(output)}: ${countOf(baseline)} frozen for ${sanitize(owner)}\n`);
  return 0;
}

function countOf(baseline: Baseline): string {
  const number = countFrozen(baseline);
  return number === 1 ? '1 finding is' : `${number} findings are`;
}

function tableOf(baseline: Baseline): string {
  const rows = [
    ['criterion', 'reason', 'subject'],
    ...baseline.findings.map(({ criterion, reason, subject, count = 1 }) =>
      [criterion, reason, count > 1 ? `${subject} (${count} differing copies)` : subject].map(sanitize),
    ),
  ];
  const widths = [0, 1].map((column) => rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const day = sanitize(baseline.writtenAt.slice(0, 10));
  return `${[`${countOf(baseline)} frozen since ${day} for ${sanitize(baseline.owner)}`, '', ...(baseline.findings.length > 0 ? lines : [])].join('\n').trimEnd()}\n`;
}
