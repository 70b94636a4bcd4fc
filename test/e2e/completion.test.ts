import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, clearFolder, layFolder, plainEnvironment, runCli } from './run-cli.ts';

const run = promisify(execFile);

let folder = '';
beforeAll(async () => {
  const wrapper = `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`;
  folder = layFolder({ 'bin/kubecompass': wrapper, 'apps/a.yaml': '', 'apple.txt': '' });
  await run('chmod', ['+x', join(folder, 'bin/kubecompass')]);
});
afterAll(() => clearFolder(folder));

/** What Bash offers for a line whose last word is being typed. */
async function offer(...words: string[]): Promise<string[]> {
  const line = `PATH="$PWD/bin:$PATH"; source <(kubecompass completion bash); COMP_WORDS=(kubecompass ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _kubecompass; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['-c', line], { cwd: folder, env: plainEnvironment() });
  return stdout.split('\n').filter((one) => one !== '');
}

describe('Bash completes', () => {
  test('commands, options, their values and files', async () => {
    expect(await offer('bas')).toEqual(['baseline']);
    expect(await offer('assess', '--fail-on', 'p')).toEqual(['partial']);
    expect(await offer('assess', '--fail-on', '=', 'p')).toEqual(['partial']);
    expect((await offer('assess', 'app')).toSorted()).toEqual(['apple.txt', 'apps']);
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  test('is one that the shell can read', async (context) => {
    const { stdout, code } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    const there = await run(shell, ['--version']).then(
      () => true,
      () => false,
    );
    if (!there) context.skip(`${shell} is not on this machine`);
    await expect(run(shell, ['-n', '-c', stdout])).resolves.toMatchObject({ stderr: '' });
  });
});
