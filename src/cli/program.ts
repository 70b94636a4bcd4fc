import { Command, CommanderError } from 'commander';
import { UserError } from '../collect/user-error.ts';
import type { Finish } from './finish.ts';
import { version } from './version.ts';

interface KnownCommand {
  readonly name: string;
  readonly summary: string;
  /** Loads the file of the command, and adds it. */
  readonly add: (program: Command, finish: Finish) => Promise<void>;
}

// A command's file, and what it needs, is loaded when the command is asked for: start-up is what a user waits for most often.
const commands: readonly KnownCommand[] = [
  {
    name: 'assess',
    summary: 'judge a cluster, a snapshot of one, or manifests: folders, files or standard input',
    add: async (program, finish) => (await import('./assess.ts')).addAssess(program, finish),
  },
  {
    name: 'snapshot',
    summary: 'collect a cluster into a redacted file',
    add: async (program, finish) => (await import('./snapshot.ts')).addSnapshot(program, finish),
  },
  {
    name: 'explain',
    summary: 'show what a criterion asks, how it is judged and how to meet it',
    add: async (program) => (await import('./explain.ts')).addExplain(program),
  },
  {
    name: 'inventory',
    summary: 'list the tools and components, their versions, health, support and maturity',
    add: async (program, finish) => (await import('./inventory.ts')).addInventory(program, finish),
  },
  {
    name: 'report',
    summary: 'render a stored assessment in another format',
    add: async (program, finish) => (await import('./report.ts')).addReport(program, finish),
  },
  {
    name: 'diff',
    summary: 'compare two assessments: what moved, and why',
    add: async (program, finish) => (await import('./diff.ts')).addDiff(program, finish),
  },
  {
    name: 'plan',
    summary: 'list the remedies in order of effect, and the evidence that is missing',
    add: async (program, finish) => (await import('./plan.ts')).addPlan(program, finish),
  },
  {
    name: 'fix',
    summary: 'make patches for findings: a diff, files, or in place',
    add: async (program, finish) => (await import('./fix.ts')).addFix(program, finish),
  },
  {
    name: 'baseline',
    summary: 'freeze the findings of today, so that only new ones stop a pipeline',
    add: async (program, finish) => (await import('./baseline.ts')).addBaseline(program, finish),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of an input or output',
    add: async (program) => (await import('./schema.ts')).addSchema(program),
  },
  {
    name: 'completion',
    summary: 'print what makes a shell complete commands and options',
    add: async (program) => (await import('./completion.ts')).addCompletion(program),
  },
];

/** Parses the command line and runs the command that it names. UserError for a command or an option that does not exist. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const finish: Finish = (code) => (exitCode = code);
  const asked = argv.find((word) => !word.startsWith('-'));
  const program = await buildProgram((name) => asked === name || asked === 'help', finish);
  if (asked === 'complete')
    (await import('./complete.ts')).addComplete(program, () => buildProgram(() => true, finish));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    throw new UserError(message, { hint: `See \`${[...pathOf(program, argv), '--help'].join(' ')}\`.`, cause: error });
  }
  return exitCode;
}

/** The command that a command line names, word by word, as far as there is one. */
function pathOf(program: Command, argv: readonly string[]): string[] {
  const path = [program.name()];
  let command = program;
  for (const word of argv.filter((one) => !one.startsWith('-'))) {
    const below = command.commands.find((one) => one.name() === word);
    if (!below) break;
    command = below;
    path.push(word);
  }
  return path;
}

/** The program with its commands, of which those that are not loaded are known by name only. */
export async function buildProgram(isLoaded: (name: string) => boolean, finish: Finish): Promise<Command> {
  const program = new Command('kubecompass')
    .description('Answers with evidence whether a Kubernetes platform is production-ready.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', helpBehind);
  for (const { name, summary, add } of commands) {
    if (isLoaded(name)) await add(program, finish);
    else program.command(name).description(summary);
    program.commands.at(-1)?.summary(summary);
  }
  return program;
}

const helpBehind = `
Examples:
  kubecompass assess deploy/
  kubecompass explain availability/disruption-budgets

Exit codes:
  0  the gate holds
  1  the gate does not hold
  2  could not run as asked
  3  a fault of ours`;
