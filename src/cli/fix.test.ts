import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layFiles } from '../../test/support/lay-files.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'kubecompass.js');

/** Runs `fix` in a folder. */
function fix(
  cwd: string,
  ...args: string[]
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'fix', ...args], { cwd, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function deployment(name: string, newline = '\n'): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    `metadata: { name: ${name}, namespace: shop }`,
    'spec:',
    '  replicas: 1',
    `  selector: { matchLabels: { app: ${name} } }`,
    '  template:',
    `    metadata: { labels: { app: ${name} } }`,
    '    spec:',
    '      containers:',
    '      - name: web # the only one',
    '        image: web:1.0',
    '',
  ].join(newline);
}

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
const tokens = ['--criterion', 'identity/service-accounts'];
const budgets = ['--criterion', 'availability/disruption-budgets'];

describe('the diff', () => {
  test('is one that git takes, whatever the files are like', () => {
    const root = layFiles({
      'namespace.yaml': namespace,
      'plain.yaml': deployment('plain'),
      'two words.yaml': deployment('words'),
      'quo"ted\t.yaml': deployment('quoted'),
      'größe.yaml': deployment('umlaut'),
      'crlf.yaml': deployment('crlf', '\r\n'),
      'open.yaml': deployment('open').trimEnd(),
      'mark.yaml': `\uFEFF${deployment('mark')}`,
      'sub/deployment.yaml': deployment('sub').replace('replicas: 1', 'replicas: 2'),
    });
    execFileSync('git', ['init', '-q'], { cwd: root });
    const { code, out } = fix(root, '.', ...tokens, ...budgets);
    expect(code).toBe(0);
    execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: root, input: out });
    expect(readFileSync(join(root, 'crlf.yaml'), 'utf8')).toContain(
      'spec:\r\n      automountServiceAccountToken: false\r\n',
    );
    expect(readFileSync(join(root, 'open.yaml'), 'utf8')).toMatch(/image: web:1\.0$/);
    expect(readFileSync(join(root, 'mark.yaml'), 'utf8')).toMatch(/^\uFEFFapiVersion/);
    expect(readFileSync(join(root, 'sub/poddisruptionbudget.yaml'), 'utf8')).toContain(
      'name: sub\n  namespace: shop\n',
    );
    const again = fix(root, '.', ...tokens, ...budgets);
    expect(again).toMatchObject({ code: 0, out: '' });
    expect(again.err).toContain('no patch was made');
  }, 60_000);

  test('cannot name files outside of the working folder', () => {
    const root = layFiles({ 'in/': '', 'out/a.yaml': deployment('a'), 'out/n.yaml': namespace });
    const { code, err } = fix(join(root, 'in'), '../out', ...tokens);
    expect(code).toBe(2);
    expect(err).toContain('outside of the working folder');
  }, 60_000);
});

describe('what has no patch', () => {
  test('is told, and ends with 1', () => {
    const root = layFiles({ 'n.yaml': namespace, 'a.yaml': deployment('a') });
    const { code, err } = fix(
      root,
      '.',
      '--criterion',
      'workload/trusted-registries',
      '--criterion',
      'availability/zone-spread',
    );
    expect(code).toBe(1);
    expect(err).toContain('no patch is known for');
    expect(fix(root, '.', '--reason', 'nonsense').code).toBe(2);
  }, 60_000);
});

describe('in place', () => {
  test('files are changed, and a new one enters its kustomization', () => {
    const root = layFiles({
      'kustomization.yaml': '# ours\nresources:\n- web/deployment.yaml # first\n- namespace.yaml\n',
      'namespace.yaml': namespace,
      'web/deployment.yaml': deployment('web').replace('replicas: 1', 'replicas: 3'),
    });
    const { code, err } = fix(root, '.', ...budgets, '--write', '--raw');
    expect(err).toContain('1 finding patched in 2 files');
    expect(code).toBe(0);
    expect(existsSync(join(root, 'web/poddisruptionbudget.yaml'))).toBe(true);
    expect(readFileSync(join(root, 'kustomization.yaml'), 'utf8')).toBe(
      '# ours\nresources:\n- web/deployment.yaml # first\n- namespace.yaml\n- web/poddisruptionbudget.yaml\n',
    );
  }, 60_000);

  test('a link that leads out is not written through', () => {
    const root = layFiles({ 'out/a.yaml': deployment('a'), 'in/n.yaml': namespace });
    symlinkSync('../out/a.yaml', join(root, 'in/a.yaml'));
    fix(root, 'in', ...tokens, '--write');
    expect(readFileSync(join(root, 'out/a.yaml'), 'utf8')).toBe(deployment('a'));
    const named = fix(root, 'in/a.yaml', 'in/n.yaml', ...tokens, '--write');
    expect(named.code).toBe(2);
    expect(named.err).toContain('leads out');
    expect(readFileSync(join(root, 'out/a.yaml'), 'utf8')).toBe(deployment('a'));
  }, 60_000);
});

test('elsewhere files keep their names, and what was read stays as it was', () => {
  const root = layFiles({ 'n.yaml': namespace, 'a/a.yaml': deployment('a') });
  mkdirSync(join(root, 'out'));
  expect(fix(root, 'a', 'n.yaml', ...tokens, '--output-dir', 'out').code).toBe(0);
  expect(readFileSync(join(root, 'out/a/a.yaml'), 'utf8')).toContain('automountServiceAccountToken: false');
  expect(readFileSync(join(root, 'a/a.yaml'), 'utf8')).toBe(deployment('a'));
  expect(fix(root, 'a', '--output-dir', '.').code).toBe(2);
}, 60_000);

test.each([['-'], ['a.yaml', '--interactive']])(
  '%s is refused without a terminal',
  (...args) => {
    const root = layFiles({ 'a.yaml': deployment('a') });
    writeFileSync(join(root, 'n.yaml'), namespace);
    expect(fix(root, ...args).code).toBe(2);
  },
  60_000,
);
