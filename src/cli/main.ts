import { UserError } from '../collect/user-error.ts';
import { version } from './version.ts';

/**
 * Runs the command line; `argv` is what stands behind the program's name. Resolves to the exit code: 0, 1, 2 or 3 (docs/guide/flow.md); interrupted,
 * the process ends with 130.
 */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const broken = watchOutput();
  process.once('SIGINT', () => leave(130));
  process.once('SIGTERM', () => leave(143));
  // What fails where nobody waits for it is a fault of ours as well; Node would end with 1, which means that the gate does not hold.
  process.once('uncaughtException', (error) => {
    process.stderr.write(faultOf(error));
    leave(3);
  });
  try {
    const { runProgram } = await import('./program.ts');
    const code = await runProgram(argv);
    await new Promise((resolve) => {
      process.stdout.write('', resolve);
    });
    const failure = broken();
    if (failure === null) return code;
    throw new UserError(`standard output cannot be written (${failure})`, { hint: 'Is the disk full?' });
  } catch (error) {
    if (!(error instanceof UserError)) {
      process.stderr.write(faultOf(error));
      return 3;
    }
    const { sanitize } = await import('../report/terminal/sanitize.ts');
    const lines = [`kubecompass: ${error.message}`, ...error.more, error.hint];
    process.stderr.write(lines.map((line) => `${sanitize(line)}\n`).join(''));
    return 2;
  }
}

/**
 * Looks after the standard streams, and tells why standard output failed, if it did. Who closes a pipe (`| head`) has read enough: then the run
 * ends as if everything had been read.
 */
function watchOutput(): () => string | null {
  let failure: string | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure = error.code ?? error.message;
  });
  process.stderr.on('error', () => undefined);
  return () => failure;
}

function leave(code: number): void {
  // oxlint-disable-next-line unicorn/no-process-exit -- nothing that is under way may go on
  process.exit(code);
}

function faultOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `kubecompass ${version}: a fault of ours. Please report this, with the command that you ran:\n${stack}\n`;
}
