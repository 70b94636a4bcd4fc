import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainPlugin } from './explain-plugin.ts';
import { startPlugin } from './start-plugin.ts';

test.each([
  ['that hangs', ['-e', 'setInterval(() => {}, 1000)']],
  [
    'whose child hangs and holds its output',
    [
      '-e',
      'require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 3000)"], { stdio: "inherit" })',
    ],
  ],
])('a plugin %s is ended in time, and says why', async (_name, args) => {
  const child = startPlugin(process.execPath, args, {}, 200);
  let said = '';
  child.stderr?.on('data', (data) => (said += String(data)));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBeNull();
  expect(said).toBe('it gave no credentials within 0.2 s\n');
});

test('where nothing else is under way, the run still waits for the end of a plugin that hangs', () => {
  const module = JSON.stringify(join(import.meta.dirname, 'start-plugin.ts'));
  const run = `import { startPlugin } from ${module};
    const child = startPlugin(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {}, 200);
    child.on('close', () => console.log('told'));`;
  for (let again = 0; again < 3; again += 1) {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', run], { encoding: 'utf8' });
    expect(stdout).toBe('told\n');
  }
});

test('one that answers is left alone', async () => {
  const child = startPlugin(process.execPath, ['-e', 'console.log("{}")'], {}, 5000);
  let said = '';
  child.stdout?.on('data', (data) => (said += String(data)));
  await once(child, 'close');
  expect(said).toBe('{}\n');
});

test.each<[unknown, string | null, string]>([
  [Object.assign(new Error('spawn'), { code: 'ENOENT' }), 'aws', 'the plugin aws is not installed'],
  [Object.assign(new Error('spawn'), { code: 'EACCES' }), 'aws', 'the plugin aws may not be run'],
  [new SyntaxError('Unexpected token'), 'aws', 'the plugin aws printed no credentials'],
  [new Error(''), null, 'the plugin failed'],
  [new Error(`${'x'.repeat(300)}\nmore`), 'aws', `the plugin aws: ${'x'.repeat(200)}`],
])('%s', (error, command, line) => {
  expect(explainPlugin(error, command)).toBe(line);
});
