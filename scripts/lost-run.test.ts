import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const mainThatNeverEnds = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/src/cli/main.ts')
        ? { format: 'module', shortCircuit: true, source: 'export const main = () => new Promise(() => {});' }
        : next(url, context),
  });
`)}`;

test('a run that ends without an answer is never a success', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', mainThatNeverEnds, join(import.meta.dirname, '../bin/kubecompass.js'), 'assess', '.'],
    { encoding: 'utf8' },
  );
  expect(stderr).toMatch(/^kubecompass: a fault of ours\. The run ended before it had an answer[^\n]*\n$/);
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
});
