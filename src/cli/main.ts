import { UserError } from '../collect/user-error.ts';
import { version } from './version.ts';

/** Runs the command line; `argv` is what stands behind the program's name. Resolves to the exit code: 0, 1, 2 or 3 (docs/guide/flow.md). */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    const { runProgram } = await import('./program.ts');
    return await runProgram(argv);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`kubecompass: ${error.message}\n${error.hint}\n`);
      return 2;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`kubecompass ${version}: a fault of ours. Please report this, with the command that you ran:\n${stack}\n`);
    return 3;
  }
}
