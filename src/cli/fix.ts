import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { patches } from '../checks/patches.generated.ts';
import { checks } from '../checks/registry.generated.ts';
import { UserError } from '../collect/user-error.ts';
import { criterionIds } from '../definition/criteria.ts';
import { tiers } from '../definition/tiers.ts';
import type { Unpatched } from '../remedy/fault.ts';
import { layPatches, planPatches, type Patched, type PatchSet } from '../remedy/make-patches.ts';
import { unifiedDiff } from '../remedy/unified-diff.ts';
import { count } from '../report/terminal/count.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { findFaults, type Wanted } from './find-faults.ts';
import type { Finish } from './finish.ts';
import { addFolderOptions, type TypedInputOptions } from './input-options.ts';
import { nameIn } from './name-in.ts';
import { type PatchSources, patchSources } from './patch-sources.ts';
import { type FileToWrite, layFilesIn, nameBelow, writeFiles } from './write-files.ts';
import { writeOut } from './write-output.ts';

interface TypedOptions extends Omit<TypedInputOptions, 'namespace'> {
  readonly criterion?: readonly string[];
  readonly reason?: readonly string[];
  readonly namespace?: readonly string[];
  readonly tier?: readonly string[];
  readonly risky?: true;
  readonly write?: true;
  readonly outputDir?: string;
  readonly interactive?: true;
}

/** Adds `kubecompass fix`. */
export function addFix(program: Command, finish: Finish): void {
  const command = program
    .command('fix')
    .description(
      'Makes patches for what fails in manifests, each of which makes its finding go: as a diff that `git apply` takes, unless said otherwise.',
    )
    .argument('[path...]', 'folders and files to patch; the working folder unless said otherwise')
    .option('--criterion <criterion>', 'patch findings of one criterion only; repeatable', gather)
    .option('--reason <reason>', 'patch findings with one reason only; repeatable', gather)
    .option('--namespace <name>', 'patch what is in one namespace only, such as payments-*; repeatable', gather)
    .addOption(
      new Option('--tier <tier>', 'patch what is of one tier only; repeatable').choices(tiers).argParser(gather),
    )
    .option('--risky', 'make those patches too that could cut traffic or stop pods')
    .option('--interactive', 'ask of each patch whether it is to be made')
    .addOption(new Option('--write', 'change the files in place').conflicts('outputDir'))
    .option('--output-dir <folder>', 'lay the patched files there');
  addFolderOptions(command)
    .option('-q, --quiet', 'say nothing but the result')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TypedOptions) => finish(await runFix(paths, options)));
}

const examples = `
Examples:
  kubecompass fix deploy/ | git apply
  kubecompass fix deploy/ --criterion availability/disruption-budgets --write

Ends with 0 when all asked patches were made or none was needed, 1 when some finding has none, 2 when it could not run as asked.`;

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function runFix(typed: readonly string[], options: TypedOptions): Promise<number> {
  const paths = typed.length === 0 ? ['.'] : typed;
  refuseUnfit(paths, options);
  const { namespace: _, ...input } = options;
  const { faults, ground, texts } = await findFaults(paths, input, readWanted(options));
  const sources = patchSources(texts, namedFiles(paths));
  const planned = planPatches(faults, { ground, patches, sources, risky: options.risky ?? false });
  // What cannot be laid is not offered.
  const able = layPatches(planned.patched, sources);
  const chosen = options.interactive ? await choose(able.patched, sources) : able.patched;
  const made = chosen.length === able.patched.length ? able : layPatches(chosen, sources);
  const unpatched = [...planned.unpatched, ...able.unpatched, ...(made === able ? [] : made.unpatched)];
  await give(filesOf(made, sources), paths, options);
  if (!options.quiet) tell(made, unpatched, options);
  return unpatched.length > 0 ? 1 : 0;
}

function refuseUnfit(paths: readonly string[], { interactive, outputDir }: TypedOptions): void {
  if (paths.includes('-'))
    throw new UserError('standard input cannot be patched', { hint: 'Name the files that it comes from.' });
  if (interactive && !process.stdin.isTTY)
    throw new UserError('--interactive asks somebody at a terminal, and there is none', {
      hint: 'Choose with --criterion, --reason, --namespace and --tier.',
    });
  if (outputDir !== undefined && resolve(outputDir) === process.cwd())
    throw new UserError('--output-dir is the working folder, whose files would be written over', {
      hint: 'Name another folder, or change the files in place with --write.',
    });
}

function readWanted({ criterion = [], reason = [], namespace = [], tier = [] }: TypedOptions): Wanted {
  return {
    criteria: criterion.map((one) => nameIn(one, criterionIds, 'criterion')),
    reasons: reason.map((one) =>
      nameIn(one, [...new Set(checks.flatMap((check) => Object.keys(check.reasons)))], 'reason'),
    ),
    namespaces: namespace,
    tiers: tier.map((one) => nameIn(one, tiers, 'tier')),
  };
}

function namedFiles(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()));
}

/** The files with what stands before their text. */
function filesOf({ files }: PatchSet, sources: PatchSources): FileToWrite[] {
  return files.map(({ file, before, after }) => {
    const mark = before === null ? '' : sources.markOf(file);
    return { file, before: before === null ? null : mark + before, after: mark + after };
  });
}

async function choose(patched: readonly Patched[], sources: PatchSources): Promise<readonly Patched[]> {
  const { choosePatches } = await import('./choose-patches.ts');
  const diffOf = (one: Patched): string =>
    forEyes(
      filesOf(layPatches([one], sources), sources)
        .map(diffIn)
        .join(''),
    );
  return choosePatches(patched, diffOf, { input: process.stdin, output: process.stderr });
}

async function give(files: readonly FileToWrite[], paths: readonly string[], options: TypedOptions): Promise<void> {
  if (options.write) writeFiles(files, paths);
  else if (options.outputDir !== undefined) layFilesIn(options.outputDir, files);
  else {
    const diff = files.map((one) => unifiedDiff(one, nameBelow(one.file))).join('');
    await writeOut(process.stdout.isTTY ? forEyes(diff) : diff);
  }
}

function diffIn(file: FileToWrite): string {
  return unifiedDiff(file);
}

/** A text of somebody else's on a terminal, line by line. */
function forEyes(text: string): string {
  return text
    .split('\n')
    .map((line) => sanitize(line))
    .join('\n');
}

function tell({ patched, files }: PatchSet, unpatched: readonly Unpatched[], { write, outputDir }: TypedOptions): void {
  const say = (text: string): unknown => process.stderr.write(`${sanitize(text)}\n`);
  const where = write ? ', which are changed' : outputDir === undefined ? '' : `, laid in ${outputDir}`;
  const made =
    patched.length === 0
      ? 'no patch was made'
      : `${count(patched.length, 'finding')} patched in ${count(files.length, 'file')}${where}`;
  say(`kubecompass: ${made}`);
  for (const [name, all] of groupsOf(
    patched.map(({ fault }) => fault),
    ({ finding }) => `${finding.criterion} ${finding.reason}`,
  ))
    say(`  ${all.length} × ${name}`);
  const by = Map.groupBy(unpatched, ({ how }) => how);
  const [none, risky, refused] = (['none', 'risky', 'refused'] as const).map((how) => by.get(how) ?? []) as [
    Unpatched[],
    Unpatched[],
    Unpatched[],
  ];
  if (refused.length > 0) say(`not patched, ${count(refused.length, 'finding')}:`);
  for (const [words, all] of groupsOf(refused, wordsOf)) say(`  ${all.length} × ${words}${subjectsOf(all)}`);
  if (risky.length > 0) say(`patched with --risky only, ${count(risky.length, 'finding')}:`);
  for (const [words, all] of groupsOf(risky, wordsOf)) say(`  ${all.length} × ${words}${subjectsOf(all)}`);
  const criteria = new Set(none.map(({ finding }) => finding.criterion));
  if (none.length > 0)
    say(
      `no patch is known for ${count(none.length, 'finding')} of ${count(criteria.size, 'criterion', 'criteria')}: ${[...criteria].join(', ')}`,
    );
}

function groupsOf<T>(all: readonly T[], wordsOfOne: (one: T) => string): Map<string, T[]> {
  return Map.groupBy(all, wordsOfOne);
}

function wordsOf({ finding, why }: Unpatched): string {
  return `${finding.criterion} ${finding.reason}: ${why}`;
}

function subjectsOf(unpatched: readonly Unpatched[]): string {
  const names = unpatched.map(({ finding: { subject } }) => `${subject.kind} ${subject.namespace}/${subject.name}`);
  return ` (${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''})`;
}
