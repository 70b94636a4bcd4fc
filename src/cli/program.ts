import { Command, CommanderError } from 'commander';
import { UserError } from '../collect/user-error.ts';
import { addAssess } from './assess.ts';
import { addExplain } from './explain.ts';
import { version } from './version.ts';

/** Parses the command line and runs the command that it names. UserError for a command or an option that does not exist. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('kubecompass')
    .description('Answers with evidence whether a Kubernetes platform is production-ready.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  addAssess(program, (code) => (exitCode = code));
  addExplain(program);

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    throw new UserError(error.message.replace(/^error: /, ''), { hint: 'See `kubecompass --help`, or `kubecompass COMMAND --help`.', cause: error });
  }
  return exitCode;
}
