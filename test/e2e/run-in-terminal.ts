import { spawn, spawnSync } from 'node:child_process';
import { bin, plainEnvironment } from './run-cli.ts';

/** The program that gives a command a terminal of its own; it belongs to every Linux. */
const terminalMaker = 'script';

/** Whether this machine can make a terminal. */
export function canMakeTerminals(): boolean {
  return spawnSync(terminalMaker, ['-qec', 'true', '/dev/null']).status === 0;
}

/** How a command line is run in a terminal. */
export interface TerminalRun {
  readonly cwd: string;
  /** Shell commands before it, and variables for it. */
  readonly before?: string;
  /** The key that is pressed when these words are first seen. */
  readonly press?: { readonly key: string; readonly at: string };
}

/** Runs the command line in a terminal of 80 columns; gives what the terminal was sent, with plain line ends, and the exit code. */
export function runInTerminal(
  words: string,
  { cwd, before = '', press }: TerminalRun,
): Promise<{ output: string; code: number | null }> {
  const { CI: _1, ...env } = plainEnvironment();
  return new Promise((resolve, reject) => {
    const line = `stty cols 80; ${before} "${process.execPath}" "${bin}" ${words}`;
    const child = spawn(terminalMaker, ['-qec', line, '/dev/null'], { cwd, env: { ...env, TERM: 'xterm-256color' } });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const isFirst = press !== undefined && !output.includes(press.at);
      output += chunk;
      if (isFirst && output.includes(press.at)) child.stdin.write(press.key);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ output: output.replaceAll('\r\n', '\n'), code }));
  });
}
