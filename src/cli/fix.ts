import { relative, sep } from 'node:path';
import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { patches } from '../checks/patches.generated.ts';
import { UserError } from '../collect/user-error.ts';
import { criterionIds } from '../definition/criteria.ts';
import { tiers } from '../definition/tiers.ts';
import type { Unpatched } from '../remedy/fault.ts';
import type { FileChange } from '../remedy/lay-changes.ts';
import { makePatches, type PatchSet } from '../remedy/make-patches.ts';
import { unifiedDiff } from '../remedy/unified-diff.ts';
import { count } from '../report/terminal/count.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { findFaults, type Wanted } from './find-faults.ts';
import type { Finish } from './finish.ts';
import { addFolderOptions, type TypedInputOptions } from './input-options.ts';
import { nameIn } from './name-in.ts';
import { patchSources } from './patch-sources.ts';
import { writeOut } from './write-output.ts';

interface TypedOptions extends Omit<TypedInputOptions, 'namespace'> {
  readonly criterion?: readonly string[];
  readonly reason?: readonly string[];
  readonly namespace?: readonly string[];
  readonly tier?: readonly string[];
  readonly risky?: true;
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
    .option('--risky', 'make those patches too that could cut traffic or stop pods');
  addFolderOptions(command)
    .option('-q, --quiet', 'say nothing but the diff')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: TypedOptions) => finish(await runFix(paths, options)));
}

const examples = `
Examples:
  kubecompass fix deploy/ | git apply
  kubecompass fix deploy/ --criterion availability/disruption-budgets --tier critical

Ends with 0 when all asked patches were made or none was needed, 1 when some finding has none, 2 when it could not run as asked.`;

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function runFix(typed: readonly string[], options: TypedOptions): Promise<number> {
  const paths = typed.length === 0 ? ['.'] : typed;
  if (paths.includes('-'))
    throw new UserError('standard input cannot be patched', { hint: 'Name the files that it comes from.' });
  const { namespace: _, ...input } = options;
  const wanted = readWanted(options);
  const { faults, ground, texts } = await findFaults(paths, input, wanted);
  const sources = patchSources(texts, namedFiles(paths));
  const made = makePatches(faults, { ground, patches, sources, risky: options.risky ?? false });
  const diff = made.files.map((file) => diffOf(file, sources.markOf(file.file))).join('');
  await writeOut(diff);
  if (!options.quiet) tell(made);
  return made.unpatched.length > 0 ? 1 : 0;
}

function readWanted({ criterion = [], reason = [], namespace = [], tier = [] }: TypedOptions): Wanted {
  return {
    criteria: criterion.map((one) => nameIn(one, criterionIds, 'criterion')),
    reasons: reason,
    namespaces: namespace,
    tiers: tier.map((one) => nameIn(one, tiers, 'tier')),
  };
}

function namedFiles(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()));
}

function diffOf({ file, before, after }: FileChange, mark: string): string {
  const name = relative(process.cwd(), file);
  return unifiedDiff(
    { file, before: before === null ? null : mark + before, after: mark + after },
    name.split(sep).join('/'),
  );
}

function tell({ patched, unpatched }: PatchSet): void {
  const say = (text: string): unknown => process.stderr.write(`${sanitize(text)}\n`);
  say(`kubecompass: ${count(patched.length, 'finding')} patched, ${unpatched.length} not`);
  const groups = Map.groupBy(unpatched, ({ finding, why }) => `${finding.criterion} ${finding.reason}: ${why}`);
  for (const [words, inGroup] of groups) say(`  ${count(inGroup.length, 'finding')} of ${words}${subjectsOf(inGroup)}`);
}

function subjectsOf(unpatched: readonly Unpatched[]): string {
  const names = unpatched.map(({ finding: { subject } }) => `${subject.kind} ${subject.namespace}/${subject.name}`);
  return ` (${names.slice(0, 3).join(', ')}${names.length > 3 ? `, and ${names.length - 3} more` : ''})`;
}
