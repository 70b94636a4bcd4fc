import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const pretendNode20 =
  'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })';

test.each(['bin/kubecompass.js', 'scripts/require-node.js'])('%s says in one line that Node is too old', (file) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', pretendNode20, join(import.meta.dirname, '..', file), 'assess', '.'],
    { encoding: 'utf8' },
  );
  expect(stderr).toMatch(/^[^\n]*needs Node 24; this is v20\.20\.2\.[^\n]*npm ci[^\n]*\n$/);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('scripts/require-node.js has nothing to say on this Node', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'require-node.js')], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
