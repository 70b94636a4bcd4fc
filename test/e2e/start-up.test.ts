import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearFolder, deployment, layFolder, runCli, testNow } from './run-cli.ts';

// What a command does not need is not loaded: start-up is what a user waits for most often.

const hook = `import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const seen = [];
registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
process.on('exit', () => writeFileSync(process.env.KUBECOMPASS_TEST_MODULES, seen.join('\\n')));`;

let folder = '';
beforeAll(() => {
  folder = layFolder({
    'plain/app.yaml': deployment('web'),
    'declared/app.yaml': deployment('web'),
    'declared/kubecompass.yaml': 'apiVersion: kubecompass.io/v1\nkind: Policy\nowner: me\n',
  });
});
afterAll(() => clearFolder(folder));

/** The modules that a command line loads. */
async function modulesOf(name: string, ...words: string[]): Promise<string[]> {
  const file = join(folder, name);
  await runCli(words, {
    cwd: folder,
    unbuilt: true,
    node: ['--import', `data:text/javascript,${encodeURIComponent(hook)}`],
    env: { KUBECOMPASS_TEST_MODULES: file },
  });
  return readFileSync(file, 'utf8').split('\n');
}

test('unbuilt, as `npx kubecompass` runs it in the repository, it answers what the bundle answers', async () => {
  const words = ['assess', 'plain', '--format', 'json', '--all', '--now', testNow];
  const [unbuilt, bundled] = await Promise.all([
    runCli(words, { cwd: folder, unbuilt: true }),
    runCli(words, { cwd: folder }),
  ]);
  expect(unbuilt).toMatchObject({ code: 0, stderr: '' });
  expect(unbuilt.stdout.length).toBeGreaterThan(1000);
  expect(unbuilt).toEqual(bundled);
});

test('the version needs nothing but itself', async () => {
  const modules = await modulesOf('version', '--version');
  expect(modules.filter((url) => url.includes('/node_modules/'))).toEqual([]);
  expect(modules.length).toBeLessThan(8);
});

test('the help loads no command', async () => {
  const modules = await modulesOf('help', '--help');
  expect(
    modules.filter((url) => /src\/(checks|assessment|report|estate|analyses|collect\/manifests)\//.test(url)),
  ).toEqual([]);
});

test('an assessment loads the schema library only for a policy file', async () => {
  const [plain, declared] = await Promise.all([
    modulesOf('plain.modules', 'assess', 'plain'),
    modulesOf('declared.modules', 'assess', 'declared'),
  ]);
  const needed = (modules: readonly string[]): string[] =>
    modules.filter((url) => /node_modules\/(typebox|ajv|@bomb.sh)/.test(url));
  expect(needed(plain)).toEqual([]);
  expect(needed(declared).length).toBeGreaterThan(0);
  expect(plain.filter((url) => url.includes('/report/reference/') || url.includes('pages.generated'))).toEqual([]);
});
