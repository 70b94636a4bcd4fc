import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, clearFolder, deployment, layFolder, plainEnvironment, runCli } from './run-cli.ts';
import { canMakeTerminals, runInTerminal } from './run-in-terminal.ts';

let folder = '';
beforeAll(() => {
  folder = layFolder({ 'ok/app.yaml': deployment('web'), 'bad/app.yaml': deployment('ledger', { tier: 'critical' }) });
  mkdirSync(join(folder, 'many'));
  const text = Array.from({ length: 50 }, (_none, index) => deployment(`app-${index}`)).join('---\n');
  for (let file = 0; file < 400; file += 1)
    writeFileSync(join(folder, 'many', `${file}.yaml`), text.replaceAll('namespace: bank', `namespace: team-${file}`));
});
afterAll(() => clearFolder(folder));

/** Runs a line of Bash with `kubecompass` as a command, and gives its exit code and what it prints. */
function runBash(line: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', `kubecompass() { "${process.execPath}" "${bin}" "$@"; }\n${line}`], {
      cwd: folder,
      env: plainEnvironment(),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('a pipe that is closed', () => {
  test('ends quietly, with the exit code of the gate', async () => {
    const held = await runBash('kubecompass assess ok --format json --all | head -n 1; echo "${PIPESTATUS[0]}"');
    expect(held.output).toBe('{\n0\n');
    const stopped = await runBash('kubecompass assess bad --format json --all | true; echo "${PIPESTATUS[0]}"');
    expect(stopped.output).toBe('1\n');
  });

  test('on standard error disturbs nothing', async () => {
    const ran = await runBash('kubecompass assess ok -q --progress always 2> >(true); echo "$?"');
    expect(ran.output).toMatch(/gate holds.*\n0\n$/);
  });
});

test('standard input that is only open for writing cannot be read', async () => {
  const ran = await runBash('kubecompass assess - 0> /dev/null; echo "$?"');
  expect(ran.output).toBe('kubecompass: standard input cannot be read (EBADF)\nPipe manifests into it.\n2\n');
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told, and is no success', async () => {
  const stdout = await runBash('kubecompass assess ok > /dev/full; echo "$?"');
  expect(stdout.output).toBe('kubecompass: standard output cannot be written (ENOSPC)\nIs the disk full?\n2\n');
  const file = await runBash('kubecompass assess ok -o /dev/full; echo "$?"');
  expect(file.output).toBe('kubecompass: /dev/full cannot be written (ENOSPC)\nName another file.\n2\n');
  const explained = await runBash('kubecompass explain > /dev/full; echo "$?"');
  expect(explained.output).toContain('standard output cannot be written (ENOSPC)');
  expect(explained.output).toMatch(/\n2\n$/);
});

// Side by side, because the first of them mostly waits.
describe.concurrent('Ctrl-C', () => {
  test('while it waits for standard input ends with 130', async () => {
    const ran = await runCli(['assess', '-'], {
      onStart: (child) => {
        setTimeout(() => child.kill('SIGINT'), 1500);
      },
    });
    expect(ran).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
  });

  test('while it reads ends with 130, and leaves no file behind, whole or half', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    const ran = await runCli(['assess', 'many', '--progress', 'always', '-o', join(out, 'a.json')], {
      cwd: folder,
      onStart: (child) => {
        // The first word of progress says that reading has begun.
        child.stderr?.once('data', () => child.kill('SIGINT'));
        child.stdin?.end();
      },
    });
    expect(ran).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(readdirSync(out)).toEqual([]);
  });

  test.skipIf(!canMakeTerminals())('takes the progress line off the terminal', async () => {
    const { output, code } = await runInTerminal('assess many', {
      cwd: folder,
      press: { key: '\u0003', at: 'reading file' },
    });
    expect(code).toBe(130);
    expect(output).toMatch(/reading file \d+ of 400/);
    expect(output.endsWith('\r\u001b[2K')).toBe(true);
  });
});
