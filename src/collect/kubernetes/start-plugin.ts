import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';

/** How long a plugin may take to give credentials, in milliseconds: somebody may have to sign in. */
const pluginLimit = 60_000;

/** Starts a plugin; one that gives no answer in time is ended, with what it has started, as far as it holds our pipes. */
export function startPlugin(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  limit: number = pluginLimit,
): ChildProcess {
  const child = spawn(command, args ?? [], options);
  const timer = setTimeout(() => {
    child.stderr?.emit('data', tooLate(limit));
    child.kill('SIGKILL');
    // Whatever it started may still hold these. The process itself stays held until it has ended: else Node, with nothing left to wait for, would end first.
    child.stdin?.destroy();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, limit);
  child.on('close', () => clearTimeout(timer));
  child.on('error', () => clearTimeout(timer));
  return child;
}

function tooLate(limit: number): string {
  return `it gave no credentials within ${limit / 1000} s\n`;
}
