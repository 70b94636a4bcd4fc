import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearFolder, deployment, layFolder, runCli, testNow } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = layFolder({ 'app/ledger.yaml': deployment('ledger', { tier: 'critical' }) });
  await runCli(['assess', 'app', '--now', testNow, '-o', 'bare.json'], { cwd: folder });
  await runCli(['assess', 'app', '--now', testNow, '--all', '-o', 'all.json'], { cwd: folder });
});
afterAll(() => clearFolder(folder));

describe('a stored assessment is rendered as the run would have', () => {
  test.each(['json', 'html', 'csv', 'sarif', 'junit', 'markdown', 'terminal'])('%s', async (format) => {
    const run = await runCli(['assess', 'app', '--now', testNow, '--all', '--format', format], { cwd: folder });
    const report = await runCli(['report', 'all.json', '--all', '--format', format], { cwd: folder });
    expect(report.stdout).toBe(run.stdout);
    expect([run.code, report.code]).toEqual([1, 0]);
  });

  test('without passes, unless they are asked for', async () => {
    const report = await runCli(['report', 'all.json', '--format', 'json'], { cwd: folder });
    expect(report.stdout).toBe(readFileSync(join(folder, 'bare.json'), 'utf8'));
  });

  test('and says where what passes is only counted', async () => {
    const { stderr } = await runCli(['report', 'bare.json', '--format', 'csv'], { cwd: folder });
    expect(stderr).toMatch(/^kubecompass: the assessment counts \d+ subjects that pass and does not list them/);
  });
});

test('one run writes several formats, each as by itself', async () => {
  const outputs = { sarif: 'a.sarif', junit: 'a.xml', markdown: 'a.md', json: 'a.json' };
  const words = Object.entries(outputs).flatMap(([format, file]) => ['-o', `${format}=${file}`]);
  const run = await runCli(['assess', 'app', '--now', testNow, '--format', 'csv', ...words], {
    cwd: folder,
  });
  expect(run.code).toBe(1);
  for (const [format, file] of Object.entries(outputs)) {
    const alone = await runCli(['assess', 'app', '--now', testNow, '--format', format], { cwd: folder });
    expect([format, readFileSync(join(folder, file), 'utf8')]).toEqual([format, alone.stdout]);
  }
  expect(run.stdout).toMatch(/^criterion,title,/);
});

describe('what is no whole assessment is refused in one line with one hint:', () => {
  test.each<[string, (text: string) => string, string]>([
    ['cut off', (text) => text.slice(0, text.length / 2), 'its JSON is broken or cut off'],
    ['of another version', (text) => text.replace('assessment/v1', 'assessment/v7'), 'of another version'],
    ['of another definition', (text) => text.replace('"definition": "2026-11"', '"definition": "2031-01"'), '2031-01'],
    ['with a verdict of its own', (text) => text.replace('"verdict": "fail"', '"verdict": "fine"'), 'is no whole'],
    [
      'made better',
      (text) => text.replace(/("findings": \[\s*\{[^}]*"verdict": )"fail"/, '$1"pass"'),
      'does not agree',
    ],
  ])('%s', async (_, edit, said) => {
    const edited = edit(readFileSync(join(folder, 'all.json'), 'utf8'));
    expect(edited).not.toBe(readFileSync(join(folder, 'all.json'), 'utf8'));
    writeFileSync(join(folder, 'edited.json'), edited);
    const { code, stderr, stdout } = await runCli(['report', 'edited.json'], { cwd: folder });
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 2]);
    expect(stderr).toContain(said);
  });
});
