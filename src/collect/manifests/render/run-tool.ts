import { spawn } from 'node:child_process';

/** What came of a program: its output, or why there is none, in one line. */
export type Output = { readonly text: string } | { readonly problem: string };

/** How a program is run. */
export interface RunLimits {
  /** After so many milliseconds it is stopped. */
  readonly milliseconds: number;
  /** More output than this, in bytes, is not read. */
  readonly bytes: number;
  /** An empty folder that stands for the user's home: no configuration, cache or credential of theirs is used. */
  readonly home: string;
}

/**
 * Runs a program that renders, without network: proxies lead nowhere, and no other program is on its PATH, so that neither git nor a plugin is run. What
 * it writes is taken as text; nothing else of the environment reaches it.
 */
export function runTool(
  file: string,
  args: readonly string[],
  { milliseconds, bytes, home }: RunLimits,
): Promise<Output> {
  return new Promise((resolve) => {
    const nowhere = 'http://127.0.0.1:9';
    const child = spawn(file, args, {
      env: {
        HOME: home,
        PATH: home,
        TMPDIR: home,
        KUBECONFIG: '/dev/null',
        HTTP_PROXY: nowhere,
        HTTPS_PROXY: nowhere,
        NO_PROXY: '',
        HELM_CACHE_HOME: home,
        HELM_CONFIG_HOME: home,
        HELM_DATA_HOME: home,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let size = 0;
    let said = '';
    let problem: string | null = null;
    const stop = (why: string): void => {
      problem ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`did not end within ${milliseconds / 1000} s`), milliseconds);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytes) stop(`writes more than ${Math.round(bytes / 1024 / 1024)} MB`);
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString('utf8');
    });
    child.on('error', ({ message }) => {
      problem ??= `cannot be run: ${message}`;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (problem !== null) resolve({ problem });
      else if (code === 0) resolve({ text: Buffer.concat(output).toString('utf8') });
      else resolve({ problem: lastWords(said) || `ended with ${signal ?? `exit code ${code}`}` });
    });
  });
}

/**
 * What is wrong, in one line: from where it says so, past the warnings; an error may quote what it is about, line by line. Some releases of kubectl log
 * it instead: `E1128 … "command failed" err="…"`.
 */
function lastWords(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const start = lines.findIndex((line) => /^error:|"command failed" err=/i.test(line));
  const words = start === -1 ? (lines.findLast((line) => line !== '') ?? '') : lines.slice(start).join(' ').trim();
  return words.replace(/^error:\s*|^.*?"command failed" err=[<"]?\s*/i, '').replace(/\s*[>"]$/, '');
}
