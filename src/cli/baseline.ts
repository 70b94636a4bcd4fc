import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { countFrozen, freeze } from '../assessment/baseline.ts';
import type { Baseline } from '../assessment/baseline-schema.ts';
import { UserError } from '../collect/user-error.ts';
import { endOfValidity, parseInstant } from '../estate/instant.ts';
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
  readonly expires?: string;
  readonly add?: true;
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
    .option('--expires <date>', 'when they gate again, such as 2027-01-31; without, they have no end')
    .addOption(
      new Option(
        '--add',
        'keep what the file holds, each with its own owner, date and end, and add what is new',
      ).conflicts('force'),
    )
    .option('--force', 'replace the file if it exists');
  addInputOptions(write)
    .option('-q, --quiet', 'say nothing')
    .addHelpText(
      'after',
      examples(
        'kubecompass baseline write --owner platform-team@bank.example deploy/',
        'kubecompass baseline write --owner me@bank.example --add --expires 2027-01-31 -o known.json .',
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
  const { owner, output, force, quiet, add, expires = null } = options;
  if (owner.trim() === '')
    throw new UserError('--owner is empty', { hint: 'Name who answers for these findings, such as a team’s address.' });
  refuseUnwritable(output);
  if (expires !== null && endOfValidity(expires) === null)
    throw new UserError(`--expires ${JSON.stringify(expires)} is no day and no time`, {
      hint: 'Write it as 2027-01-31.',
    });
  const before = add && existsSync(output) ? await readBaseline(output) : null;
  if (existsSync(output) && !force && !add) {
    throw new UserError(`${output} exists`, {
      hint: 'Look at it with `kubecompass baseline show`, and replace it with --force, or keep it and --add to it.',
    });
  }
  const { assessment } = await assessInput(paths, options, {});
  if (assessment.crashes.length > 0) return 3;
  const writtenAt = assessment.estate.collectedAt;
  const [end, now] = [expires === null ? null : endOfValidity(expires), parseInstant(writtenAt)];
  if (end !== null && now !== null && end <= now)
    throw new UserError(`--expires ${expires} is over already`, { hint: 'Name a day to come.' });
  const baseline = freeze(assessment.findings, { owner, writtenAt, expires, before });
  writeWhole(output, `${JSON.stringify(baseline, null, 2)}\n`);
  if (!quiet) {
    const kept = before === null ? '' : `, ${countFrozen(before)} of them before`;
    await writeOut(`${sanitize(output)}: ${countOf(baseline)} frozen for ${sanitize(owner)}${kept}\n`);
  }
  return 0;
}

function countOf(baseline: Baseline): string {
  const number = countFrozen(baseline);
  return number === 1 ? '1 finding is' : `${number} findings are`;
}

function tableOf(baseline: Baseline): string {
  const { findings, owner: writer, writtenAt } = baseline;
  const withOwners = findings.some(
    ({ owner = writer, frozenAt = writtenAt }) => owner !== writer || frozenAt !== writtenAt,
  );
  const withEnds = findings.some(({ expires }) => expires !== undefined);
  const rows = [
    ['criterion', 'reason', 'subject', ...(withEnds ? ['until'] : []), ...(withOwners ? ['owner', 'since'] : [])],
    ...findings.map(({ criterion, reason, subject, count = 1, expires = '', owner = writer, frozenAt = writtenAt }) =>
      [
        criterion,
        reason,
        count > 1 ? `${subject} (${count} differing copies)` : subject,
        ...(withEnds ? [expires] : []),
        ...(withOwners ? [owner, frozenAt.slice(0, 10)] : []),
      ].map(sanitize),
    ),
  ];
  const widths = (rows[0] ?? []).map((_name, column) =>
    rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const day = sanitize(writtenAt.slice(0, 10));
  return `${[`${countOf(baseline)} frozen since ${day} for ${sanitize(writer)}`, '', ...(findings.length > 0 ? lines : [])].join('\n').trimEnd()}\n`;
}
