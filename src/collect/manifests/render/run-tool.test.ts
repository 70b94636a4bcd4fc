import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTool } from './find-tool.ts';
import { type RunLimits, runTool } from './run-tool.ts';

let folder = '';
let limits: RunLimits;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-tool-'));
  limits = { milliseconds: 5000, bytes: 1000, home: folder };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tool(name: string, script: string, mode = 0o755): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return file;
}

test('what a program writes is its output', async () => {
  expect(await runTool(tool('says', 'echo "kind: Namespace $1"'), ['bank'], limits)).toEqual({
    text: 'kind: Namespace bank\n',
  });
});

test('its error is told without the warnings before it', async () => {
  const file = tool('fails', 'echo "# Warning: old" >&2; echo "Error: no such thing" >&2; echo half; exit 1');
  expect(await runTool(file, [], limits)).toEqual({ problem: 'no such thing' });
  const logs = tool(
    'logs',
    `printf 'E1128 05:53 1 run.go:72] "command failed" err=<\\n\\ttrouble with\\n\\tchart\\n >\\n' >&2; exit 1`,
  );
  expect(await runTool(logs, [], limits)).toEqual({ problem: 'trouble with chart' });
  expect(await runTool(tool('silent', 'exit 3'), [], limits)).toEqual({ problem: 'ended with exit code 3' });
});

test('it is stopped when it takes too long or writes too much', async () => {
  const forever = tool('forever', 'while :; do :; done');
  expect(await runTool(forever, [], { ...limits, milliseconds: 50 })).toEqual({ problem: 'did not end within 0.05 s' });
  const endless = tool('endless', 'while :; do echo 0123456789; done');
  expect(await runTool(endless, [], { ...limits, bytes: 1024 * 1024 })).toEqual({ problem: 'writes more than 1 MB' });
});

test('it sees nothing of the environment, and no other program', async () => {
  process.env['KUBECOMPASS_TEST_SECRET'] = 'zebra';
  const file = tool('looks', 'echo "$KUBECOMPASS_TEST_SECRET|$KUBECONFIG|$HTTPS_PROXY"; git --version');
  const ran = await runTool(file, [], limits);
  delete process.env['KUBECOMPASS_TEST_SECRET'];
  expect(ran).toEqual({ problem: expect.stringMatching(/git.*not found/) });
  expect(await runTool(tool('prints', 'echo "[$KUBECOMPASS_TEST_SECRET]$KUBECONFIG"'), [], limits)).toEqual({
    text: '[]/dev/null\n',
  });
});

test('a program that is not there is a problem, and no crash', async () => {
  expect(await runTool(join(folder, 'absent'), [], limits)).toEqual({
    problem: expect.stringContaining('cannot be run'),
  });
});

test('a program is found in the first folder of the PATH in which it may be run', () => {
  tool('helm', 'exit 0', 0o644);
  expect(findTool('helm', folder)).toBeNull();
  chmodSync(join(folder, 'helm'), 0o755);
  expect(findTool('helm', `/nowhere::${folder}`)).toBe(join(folder, 'helm'));
  expect(findTool('kubectl', undefined)).toBeNull();
});
