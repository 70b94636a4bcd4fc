import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { assessmentOf, clearFolder, deployment, layFolder, runCli } from './run-cli.ts';

const utf8 = new TextEncoder();

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8.encode(part)])));
}

const laughs = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    'bcdefghij',
    (name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(', ')}]`,
  ),
].join('\n');
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: bank }\n';

/** What may stand in a folder beside a good manifest, and what is said of it: the line of its first problem, or null when it is read or passed over. */
const inputs: Readonly<Record<string, { text: string | Uint8Array; line: number | null; says?: string }>> = {
  'broken-yaml': { text: `${configMap}data: {\n`, line: 5 },
  'helm-braces': { text: `${configMap}data: {{ .Values.data }}\n`, line: 4, says: 'Helm template' },
  'tabs': { text: `${configMap}data:\n\ta: b\n`, line: 5 },
  'duplicate-keys': { text: `${configMap}kind: Secret\n`, line: 4, says: 'twice' },
  'byte-order-mark': { text: bytes(0xef, 0xbb, 0xbf, configMap), line: null },
  'windows': { text: configMap.replaceAll('\n', '\r\n'), line: null },
  'nul': { text: `${configMap}data: { a: "\0" }\n`, line: 4, says: 'NUL' },
  'invalid-utf8': { text: bytes(configMap, 'data: { a: "', 0xff, '" }\n'), line: 4, says: 'UTF-8' },
  'utf16': { text: bytes(0xff, 0xfe, 0x61, 0x00), line: 1, says: 'UTF-16' },
  'nested-brackets': { text: `${configMap}data: ${'['.repeat(20_000)}\n`, line: 4, says: 'deep' },
  'billion-laughs': { text: `${configMap}data:\n${laughs.replaceAll(/^/gm, '  ')}\n`, line: 10, says: 'repeat' },
  'cyclic-alias': { text: `${configMap}data: &a { self: *a }\n`, line: 4 },
  'proto-keys': { text: `${configMap}data: { __proto__: polluted, constructor: prototype }\n`, line: null },
  'proto-maps': {
    text: `${configMap}data: { __proto__: { polluted: x }, constructor: { prototype: x } }\n`,
    line: 4,
    says: 'expected text, found an object',
  },
  'no-object': { text: '- apiVersion\n- kind\n', line: null },
  'text-for-a-list': {
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: z, namespace: bank }\nspec:\n  template:\n    spec:\n      containers: all of them\n',
    line: 7,
    says: 'expected a list, found text',
  },
  'list-for-an-object': {
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n- name: z\n',
    line: 3,
    says: 'expected an object, found a list',
  },
  'empty': { text: '', line: null },
  'only-separators': { text: '---\n---\n', line: null },
};

describe('in a folder, what cannot be read is told with its line, and everything else is judged', () => {
  let folder = '';
  let assessment: Assessment;
  beforeAll(async () => {
    folder = layFolder({
      'good.yaml': deployment('web'),
      ...Object.fromEntries(Object.entries(inputs).map(([name, { text }]) => [`${name}.yaml`, text])),
    });
    const ran = await runCli(['assess', '.', '--format', 'json'], { cwd: folder });
    assessment = assessmentOf(ran);
  });
  afterAll(() => clearFolder(folder));

  test.each(Object.entries(inputs))('%s', (name, { line, says = '' }) => {
    const told = assessment.estate.unreadable.filter(({ file }) => file === `${name}.yaml`);
    const first = told.find((one) => one.line === line);
    expect({ told: told.length > 0, line: first?.line ?? null }).toEqual({ told: line !== null, line });
    expect(first?.message ?? '').toContain(says);
  });

  test('the good manifest among them', () => {
    expect(assessment.findings.some(({ subject }) => subject.name === 'web')).toBe(true);
    expect(assessment.gate).toMatchObject({ holds: false });
    expect(assessment.crashes).toEqual([]);
  });
});

test.each([
  [
    'that the API server refuses',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: two }\n',
    4,
  ],
  ['that is a template', 'kind: Deployment\nname: {{ .Values.name }}\n', 2],
])('a folder that holds nothing but an object %s has a report that lists it', async (_what, text, line) => {
  const folder = layFolder({ 'app.yaml': text });
  try {
    const ran = await runCli(['assess', '.', '--format', 'json', '--allow-gaps'], { cwd: folder });
    expect(ran.code).toBe(1);
    const { estate, gate, tiers } = assessmentOf(ran);
    expect(estate.unreadable).toMatchObject([{ file: 'app.yaml', line }]);
    expect(gate).toMatchObject({ holds: false, because: 'there is no Kubernetes object that could be read' });
    expect(Object.values(tiers).map(({ status }) => status)).toEqual(['unproven', 'unproven', 'unproven']);
  } finally {
    clearFolder(folder);
  }
});

test('a line of a gigabyte is not read, and a larger limit reads larger files', async () => {
  const folder = layFolder({
    'good.yaml': deployment('web'),
    'long.yaml': `${configMap}data: { a: "${'x'.repeat(200_000)}" }\n`,
  });
  try {
    const small = assessmentOf(
      await runCli(['assess', '.', '--format', 'json', '--max-file-size', '100k'], { cwd: folder }),
    );
    expect(small.estate.unreadable).toMatchObject([
      { file: 'long.yaml', message: 'the file is larger than 100000 bytes (--max-file-size raises the limit)' },
    ]);
    const large = assessmentOf(
      await runCli(['assess', '.', '--format', 'json', '--max-file-size', '1Mi'], { cwd: folder }),
    );
    expect(large.estate.unreadable).toEqual([]);
    const stdin = await runCli(['assess', '-', '--max-file-size', '100k'], { cwd: folder, input: 'x'.repeat(200_000) });
    expect(stdin).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'kubecompass: standard input is larger than 100000 bytes\n--max-file-size raises the limit.\n',
    });
  } finally {
    clearFolder(folder);
  }
});

test('more than may be read of all files together is a gap, and a larger total reads more', async () => {
  const folder = layFolder({ 'a.yaml': deployment('web'), 'b.yaml': deployment('other') });
  try {
    const small = assessmentOf(
      await runCli(['assess', '.', '--format', 'json', '--max-total-size', '500'], { cwd: folder }),
    );
    expect(small.estate).toMatchObject({ objects: 1, gaps: [{ gap: 'unreachable' }] });
    expect(small.gate.holds).toBe(false);
    const large = assessmentOf(
      await runCli(['assess', '.', '--format', 'json', '--max-total-size', '1Mi'], { cwd: folder }),
    );
    expect(large.estate).toMatchObject({ objects: 2, gaps: [] });
  } finally {
    clearFolder(folder);
  }
});

test('standard input in another encoding cannot be read', async () => {
  const ran = await runCli(['assess', '-'], { input: bytes(0xff, 0xfe, 0x61, 0x00) });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('standard input: The file is UTF-16 text');
});

test('links that go round end, and those that lead out of the folder or to nothing are gaps', async () => {
  const outside = layFolder({ 'secret.yaml': deployment('secret') });
  const folder = layFolder({
    'good.yaml': deployment('web'),
    'a/up': '-> ..',
    'a/self': '-> self',
    'b': '-> a',
    'out': `-> ${outside}`,
    'gone.yaml': '-> nowhere',
  });
  try {
    const ran = await runCli(['assess', '.', '--format', 'json', '--allow-gaps'], { cwd: folder });
    expect(ran.code).toBe(0);
    const { objects, gaps } = assessmentOf(ran).estate;
    expect(objects).toBe(1);
    expect(gaps.map(({ detail }) => detail)).toEqual([
      'the link gone.yaml leads to what is not there, so what it stands for is not known',
      'the link out leads out of what was given and is not followed',
    ]);
  } finally {
    clearFolder(folder);
    clearFolder(outside);
  }
});

describe('what may not be read or written', () => {
  // Rights do not bind root: then the process runs as nobody.
  const uid = process.getuid?.() === 0 ? 65_534 : undefined;
  let folder = '';
  beforeAll(() => {
    folder = layFolder({
      'all/good.yaml': deployment('web'),
      'all/locked.yaml': configMap,
      'all/closed/a.yaml': configMap,
      'readonly/old.json': 'old',
      'locked.yaml': configMap,
    });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'all/locked.yaml'), 0o000);
    chmodSync(join(folder, 'locked.yaml'), 0o000);
    chmodSync(join(folder, 'all/closed'), 0o000);
    chmodSync(join(folder, 'readonly'), 0o555);
    chmodSync(join(folder, 'readonly/old.json'), 0o444);
  });
  afterAll(() => {
    chmodSync(join(folder, 'all/closed'), 0o755);
    chmodSync(join(folder, 'readonly'), 0o755);
    clearFolder(folder);
  });

  test('is told, and everything else is judged', async (context) => {
    const options = { cwd: folder, ...(uid === undefined ? {} : { uid }) };
    // Node and these sources may stand where nobody else may look.
    const canRun = await runCli(['--version'], options).then(
      ({ code }) => code === 0,
      () => false,
    );
    if (!canRun) context.skip('this runs as root, and nobody else may run this Node here');

    const ran = await runCli(['assess', 'all', '--format', 'json'], options);
    expect(ran.code).toBe(1);
    const { estate, findings } = assessmentOf(ran);
    expect(estate.unreadable).toMatchObject([{ file: 'all/locked.yaml', message: 'the file cannot be read (EACCES)' }]);
    expect(estate.gaps).toMatchObject([
      { gap: 'forbidden', detail: 'the folder all/closed cannot be listed (EACCES)' },
    ]);
    expect(findings.some(({ subject }) => subject.name === 'web')).toBe(true);

    const lines = [
      ['assess', 'locked.yaml'],
      ['assess', 'all/closed'],
      ['assess', 'all/good.yaml', '-o', 'readonly/new.json'],
      ['assess', 'all/good.yaml', '-o', 'readonly/old.json'],
    ];
    const refused = await Promise.all(lines.map((words) => runCli(words, options)));
    expect(refused[0]?.stderr.split('\n')[1]).toBe('Run as somebody who may read it, or name another path.');
    expect(refused.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n', 1)[0]])).toEqual([
      [2, '', 'kubecompass: locked.yaml cannot be read (EACCES)'],
      [2, '', 'kubecompass: all/closed cannot be read (EACCES)'],
      [2, '', 'kubecompass: readonly/new.json cannot be written (EACCES)'],
      [2, '', 'kubecompass: readonly/old.json cannot be written (EACCES)'],
    ]);
    expect(readdirSync(join(folder, 'readonly'))).toEqual(['old.json']);
  });
});
