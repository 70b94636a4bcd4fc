import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessmentOf, clearFolder, deployment, layFolder, runCli } from './run-cli.ts';

// What each mistake says is told in src/cli/program.test.ts; here it is that a process ends with the right code.

let folder = '';
beforeAll(() => {
  folder = layFolder({
    'ok/app.yaml': deployment('web'),
    'bad/app.yaml': deployment('ledger', { tier: 'critical' }),
    'config/app.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: bank }\n',
    'broken/app.yaml': `${deployment('web')}---\nkind: [\n`,
    'policy.yaml': 'apiVersion: kubecompass.io/v1\nkind: Policy\nownr: me\nfoo: 1\n',
  });
});
afterAll(() => clearFolder(folder));

test('0 when the gate holds', async () => {
  const ran = await runCli(['assess', 'ok'], { cwd: folder });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('important');
});

test('1 when it does not hold; quiet is one line', async () => {
  const ran = await runCli(['assess', 'bad', '--quiet'], { cwd: folder });
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout).toMatch(
    /^critical: failing; .*gate does not hold: \d required criteri.*availability\/disruption-budgets.*\n$/,
  );
});

test.each([
  ['--tier', 'critical', 'nothing of tier critical was seen'],
  [
    '--criterion',
    'availability/disruption-budgets',
    'nothing that availability/disruption-budgets is asked of was seen',
  ],
])('1 when it is limited by %s %s to something of which nothing was seen', async (option, value, because) => {
  const ran = await runCli(['assess', 'config', option, value, '-q'], { cwd: folder });
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout).toContain(`gate does not hold: ${because}`);
});

test('1 when something could not be read, unless gaps are allowed: less knowledge makes no pipeline greener', async () => {
  const strict = await runCli(['assess', 'broken', '-q'], { cwd: folder });
  expect(strict.code).toBe(1);
  expect(strict.stdout).toContain('could not be read');
  expect((await runCli(['assess', 'broken', '-q', '--allow-gaps'], { cwd: folder })).code).toBe(0);
});

describe('2 when it could not run as asked', () => {
  test('F50 one line and one hint, and nothing on standard output', async () => {
    const ran = await runCli(['assess', 'absent'], { cwd: folder });
    expect(ran).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'kubecompass: absent does not exist\nName a folder, a file, or - for standard input.\n',
    });
  });

  test('each mistake of a policy file on a line of its own', async () => {
    const ran = await runCli(['assess', 'ok', '--policy', 'policy.yaml'], { cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toBe(
      'kubecompass: policy.yaml:3:1: unknown key "ownr"; did you mean owner?\npolicy.yaml:4:1: unknown key "foo"\n`kubecompass schema policy` prints what a policy file may hold.\n',
    );
  });

  test('names are made harmless', async () => {
    const ran = await runCli(['assess', 'a\u001b[31mb\nc'], { cwd: folder });
    expect(ran.stderr).toBe(
      'kubecompass: a\\u001b[31mb\\u000ac does not exist\nName a folder, a file, or - for standard input.\n',
    );
  });

  test('without any word the help, on standard error', async () => {
    const ran = await runCli([]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('Usage: kubecompass');
  });
});

// Side by side, because the last of them mostly waits.
describe.concurrent('3 for a fault of ours', () => {
  const preload = (code: string): string[] => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
  const registry = pathToFileURL(join(import.meta.dirname, '..', '..', 'src', 'checks', 'registry.generated.ts')).href;

  test('in a check: it is contained to its criterion, everything else is judged, and it is told', async () => {
    const crash = `import { checks } from ${JSON.stringify(registry)};
      checks.find(({ answers }) => answers === 'availability/zone-spread').judge = () => { throw new Error('boom \\u001b[31m'); };`;
    const ran = await runCli(['assess', 'ok', '--format', 'json', '--quiet'], {
      cwd: folder,
      node: preload(crash),
      unbuilt: true,
    });
    expect(ran.code).toBe(3);
    const { crashes, outcomes, findings } = assessmentOf(ran);
    expect(crashes).toMatchObject([{ criterion: 'availability/zone-spread', message: 'boom \u001b[31m' }]);
    expect(outcomes.find(({ criterion }) => criterion === 'availability/zone-spread')?.verdict).toBe('unknown');
    expect(findings.some(({ criterion }) => criterion === 'availability/disruption-budgets')).toBe(true);
    expect(ran.stderr).toBe(
      'kubecompass: the check of availability/zone-spread crashed, which is a fault of ours, please report it: boom \\u001b[31m\n',
    );
  });

  test('F31 with no check at all: an error, never a score', async () => {
    const none = `import { checks } from ${JSON.stringify(registry)}; checks.length = 0;`;
    const ran = await runCli(['assess', 'ok', '--format', 'json'], { cwd: folder, node: preload(none), unbuilt: true });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('a fault of ours. Please report this');
    expect(ran.stderr).toContain('there is not one check to judge with');
  });

  test('where nobody waits for it', async () => {
    const late = `process.nextTick(() => setTimeout(() => { throw new Error('late'); }, 1000));`;
    const ran = await runCli(['assess', '-'], { cwd: folder, node: preload(late), onStart: () => undefined });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('Error: late');
  });
});
