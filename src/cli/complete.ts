import type { Command, Option } from 'commander';
import { writeOut } from './write-output.ts';

/** Adds the hidden command that the scripts of `kubecompass completion` ask. `load` gives the program with all its commands. */
export function addComplete(program: Command, load: () => Promise<Command>): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .option('--kubectl')
    .helpOption(false)
    .action(async (words: string[], { kubectl }: { readonly kubectl?: true }) => {
      const lines = await completeWords(await load(), words);
      await writeOut(`${(kubectl ? forKubectl(lines) : lines).join('\n')}\n`);
    });
}

/** As kubectl takes it of its plugins: the last line says whether files can stand there too (0) or not (4). */
function forKubectl(lines: readonly string[]): string[] {
  const named = lines.filter((line) => line !== ':files');
  return [...named, named.length < lines.length ? ':0' : ':4'];
}

/**
 * What the last word can be, as `name<TAB>description`; `:files` where it is a path. The words stand behind the program's name, and the last one is the
 * one that is being typed, which may be empty.
 */
export async function completeWords(program: Command, words: readonly string[]): Promise<string[]> {
  // Bash takes an option's `=` for a word of its own.
  const typed = words.flatMap((word, index) =>
    word === '=' && index > 0 ? (index === words.length - 1 ? [''] : []) : [word],
  );
  const last = typed.at(-1) ?? '';
  const { command, before, option } = walk(program, typed.slice(0, -1));

  const [, name, value] = /^(--[\w-]+)=(.*)$/.exec(last) ?? [];
  if (name !== undefined)
    return (await valuesOf(findOption(command, name), value ?? '')).map((line) =>
      line === ':files' ? line : `${name}=${line}`,
    );
  if (option) return valuesOf(option, last);
  if (last.startsWith('-')) return namesOf(command, last);
  const commands = before > 0 ? [] : command.createHelp().visibleCommands(command);
  const named = commands.map((one) => `${one.name()}\t${one.summary() || one.description()}`);
  return [...startingWith(named, last), ...(await argumentsOf(command, before, last))];
}

/** Where the words lead: the command that they name, how many arguments it already has, and the option whose value comes next. */
function walk(program: Command, words: readonly string[]): { command: Command; before: number; option: Option | null } {
  let [command, before] = [program, 0];
  let option: Option | null = null;
  for (const word of words) {
    if (option) {
      option = null;
    } else if (word.startsWith('-') && word !== '-') {
      const found = word.includes('=') ? undefined : findOption(command, word);
      option = found && (found.required || found.optional) ? found : null;
    } else {
      const next = before === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (next) command = next;
      else before += 1;
    }
  }
  return { command, before, option };
}

function findOption(command: Command, word: string): Option | undefined {
  return command.options.find(({ long, short }) => long === word || short === word);
}

function namesOf(command: Command, typed: string): string[] {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => typeof long === 'string');
  return startingWith(
    options.map(({ long, description }) => `${long}\t${description}`),
    typed,
  );
}

async function valuesOf(option: Option | undefined, typed: string): Promise<string[]> {
  if (!option) return [];
  if (option.argChoices) return startingWith(option.argChoices, typed);
  if (option.flags.includes('<criterion>')) return startingWith(await criteriaNames(), typed);
  return /file>/.test(option.flags) ? [':files'] : [];
}

async function argumentsOf(command: Command, before: number, typed: string): Promise<string[]> {
  const known = command.registeredArguments;
  const argument = known[before] ?? known.findLast(({ variadic }) => variadic);
  if (!argument) return [];
  if (argument.argChoices) return startingWith(argument.argChoices, typed);
  if (argument.name() !== 'criterion') return [':files'];
  const { frameworkIds } = await import('../frameworks/frameworks.ts');
  return startingWith([...(await criteriaNames()), ...frameworkIds], typed);
}

async function criteriaNames(): Promise<readonly string[]> {
  return (await import('../definition/criteria.ts')).criterionIds;
}

function startingWith(lines: readonly string[], typed: string): string[] {
  return lines.filter((line) => line.startsWith(typed));
}
