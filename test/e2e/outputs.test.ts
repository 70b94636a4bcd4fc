import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { assessmentOf, clearFolder, deployment, layFolder, runCli, testNow } from './run-cli.ts';
import { canMakeTerminals, runInTerminal } from './run-in-terminal.ts';

const policy = `apiVersion: kubecompass.io/v1
kind: Policy
frameworks: [iso27001, gdpr]
tiers: { default: important, rules: [{ namespaces: ["dev-*"], tier: best-effort }] }
owner: platform-team@bank.example
dataClasses: [public, personal]
platformNamespaces: ["kube-*"]
registries: ["registry.bank.example/*"]
requireCpuLimit: false
targets: { critical: { worstCaseDetectionSeconds: 30 } }
exceptions:
  - criterion: availability/disruption-budgets
    reason: no-budget
    subject: { namespace: bank, kind: Deployment, name: ledger }
    justification: moves in January
    owner: ledger-team@bank.example
    approvedBy: security@bank.example
    expires: 2027-01-31
`;

let folder = '';
beforeAll(() => {
  folder = layFolder({
    'app/kubecompass.yaml': policy,
    'app/ledger.yaml': deployment('ledger', { tier: 'critical' }),
    'app/web.yaml': `${deployment('web', { namespace: 'dev-shop' })}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: dev-shop }\n`,
    'app/broken.yaml': 'kind: Service\nmetadata: {\n',
    'app/chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
    'app/twice.yaml': deployment('ledger', { tier: 'important' }),
  });
});
afterAll(() => clearFolder(folder));

const json = ['--format', 'json', '--now', testNow];

/** Says what a value breaks of a schema that the program printed; empty when nothing. */
async function problemsOf(name: string, value: unknown): Promise<unknown[]> {
  const schema = JSON.parse((await runCli(['schema', name])).stdout) as object;
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}

describe('every output is what its schema says:', () => {
  test('an assessment, with all it can hold', async () => {
    const assessment = assessmentOf(await runCli(['assess', 'app', '--all', ...json], { cwd: folder }));
    expect(await problemsOf('assessment', assessment)).toEqual([]);
    expect(assessment.estate.unreadable).not.toEqual([]);
    expect(assessment.estate.unreadSources).not.toEqual([]);
    expect(assessment.estate.conflicts).not.toEqual([]);
    expect(assessment.exceptions).not.toEqual([]);
    expect(assessment.findings.some(({ verdict }) => verdict === 'pass')).toBe(true);
  });

  test('an inventory', async () => {
    const ran = await runCli(['inventory', 'app', ...json], { cwd: folder });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await problemsOf('inventory', JSON.parse(ran.stdout))).toEqual([]);
    const file = await runCli(['inventory', 'app', '--output', 'json=inventory.json', '--now', testNow], {
      cwd: folder,
    });
    expect(file.stdout).toMatch(/^\w+ tools? in the manifests|^no known tool in the manifests/);
    expect(readFileSync(join(folder, 'inventory.json'), 'utf8')).toBe(ran.stdout);
  });

  test('a plan', async () => {
    const ran = await runCli(['plan', 'app', ...json], { cwd: folder });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await problemsOf('plan', JSON.parse(ran.stdout))).toEqual([]);
  });

  test('a comparison, of a stored assessment with a folder, and what stops a pipeline', async () => {
    await runCli(['assess', 'app', '--all', '--now', testNow, '-o', 'before.json'], { cwd: folder });
    const same = await runCli(['diff', 'before.json', 'app', '--fail-on', 'worse', ...json], { cwd: folder });
    expect(same).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(same.stdout)).toMatchObject({
      criteria: [],
      findings: [],
      sight: { lost: [], gained: [] },
      worse: 0,
    });
    const worse = layFolder({
      'app/kubecompass.yaml': policy,
      'app/cards.yaml': deployment('cards', { tier: 'critical' }),
    });
    const ran = await runCli(['diff', 'before.json', join(worse, 'app'), '--fail-on', 'worse', ...json], {
      cwd: folder,
    });
    clearFolder(worse);
    expect(ran.code).toBe(1);
    const comparison = JSON.parse(ran.stdout) as { worse: number };
    expect(await problemsOf('comparison', comparison)).toEqual([]);
    expect(comparison.worse).toBeGreaterThan(0);
  });

  test('a baseline that was added to, and an assessment of which what was frozen has expired', async () => {
    const write = ['baseline', 'write', 'app', '--owner', 'me', '-o', 'frozen.json', '--now', testNow];
    await runCli([...write, '--expires', '2026-12-01'], { cwd: folder });
    const added = await runCli([...write, '--add'], { cwd: folder });
    expect(added).toMatchObject({ code: 0 });
    expect(await problemsOf('baseline', JSON.parse(readFileSync(join(folder, 'frozen.json'), 'utf8')))).toEqual([]);
    const later = ['--format', 'json', '--now', '2027-01-01T00:00:00Z'];
    const ran = await runCli(['assess', 'app', '--baseline', 'frozen.json', ...later], { cwd: folder });
    expect(ran.stderr).toContain('of the baseline have expired and gate again');
    const assessment = assessmentOf(ran);
    expect(await problemsOf('assessment', assessment)).toEqual([]);
    expect(assessment.baseline?.expired?.length).toBeGreaterThan(0);
    expect(assessment.gate).toMatchObject({ holds: false, inBaseline: 0 });
  });

  test('the assessment of a limited run, with a baseline', async () => {
    await runCli(['baseline', 'write', 'app', '--owner', 'me', '-o', 'limited.json'], { cwd: folder });
    const limited = [
      '--criterion',
      'workload/pod-security',
      '--criterion',
      'availability/zone-spread',
      '--tier',
      'critical',
      '--baseline',
      'limited.json',
    ];
    const assessment = assessmentOf(await runCli(['assess', 'app', ...limited, ...json], { cwd: folder }));
    expect(await problemsOf('assessment', assessment)).toEqual([]);
    expect(assessment.limitedTo).toEqual({
      tiers: ['critical'],
      criteria: ['workload/pod-security', 'availability/zone-spread'],
      frameworks: [],
    });
    expect(new Set(assessment.findings.map(({ tier }) => tier))).toEqual(new Set(['critical']));
    expect(assessment.outcomes.map(({ criterion }) => criterion).toSorted()).toEqual([
      'availability/zone-spread',
      'workload/pod-security',
    ]);
    expect(assessment.gate.accepted).toBe(assessment.findings.filter(({ exception }) => exception !== null).length);
    expect(assessment.baseline).toMatchObject({ owner: 'me', gone: 0 });
  });

  test('the assessment of a run that is limited to a framework: control by control, each counted in one state', async () => {
    const assessment = assessmentOf(await runCli(['assess', 'app', '--framework', 'bsi', ...json], { cwd: folder }));
    expect(await problemsOf('assessment', assessment)).toEqual([]);
    const { answers = [], ...counted } = assessment.frameworks['bsi'] ?? {};
    expect(answers).toHaveLength(21);
    for (const state of ['evidenced', 'failing', 'unproven', 'human'] as const)
      expect(counted).toMatchObject({ [state]: answers.filter((one) => one.state === state).length });
    expect(assessment.outcomes.length).toBeLessThan(94);
    expect(assessment.frameworks['iso27001']).not.toHaveProperty('answers');
  });

  test('a policy file, and none that is wrong', async () => {
    expect(await problemsOf('policy', parse(policy))).toEqual([]);
    expect(await problemsOf('policy', { ...(parse(policy) as object), ownr: 'me' })).not.toEqual([]);
  });

  test('a baseline', async () => {
    await runCli(['baseline', 'write', 'app', '--owner', 'me', '-o', 'written.json', '--now', testNow], {
      cwd: folder,
    });
    const baseline = JSON.parse(readFileSync(join(folder, 'written.json'), 'utf8')) as { findings: unknown[] };
    expect(await problemsOf('baseline', baseline)).toEqual([]);
    expect(baseline).toMatchObject({ owner: 'me', writtenAt: testNow });
    expect(baseline.findings.length).toBeGreaterThan(0);
  });
});

test('what lies in the folder and counts for nothing is told: what git ignores, and a policy file below', async () => {
  const there = layFolder({
    'a.yaml': deployment('web'),
    '.gitignore': 'local/\n*.local.yaml\n',
    'local/b.yaml': deployment('other'),
    'c.local.yaml': deployment('third'),
    'dev/kubecompass.yaml': policy,
  });
  try {
    const {
      estate,
      policy: inForce,
      otherPolicies,
    } = assessmentOf(await runCli(['assess', '.', ...json], { cwd: there }));
    expect(estate).toMatchObject({ objects: 1, otherDocuments: 0, ignored: { files: 1, folders: 1 } });
    expect([inForce, otherPolicies]).toEqual([null, ['dev/kubecompass.yaml']]);
    const named = assessmentOf(
      await runCli(['assess', '.', '--policy', 'dev/kubecompass.yaml', ...json], { cwd: there }),
    );
    expect([named.policy, named.otherPolicies]).toEqual(['dev/kubecompass.yaml', []]);
  } finally {
    clearFolder(there);
  }
});

describe('the same input and time', () => {
  test('give the same bytes, in whatever order and however often the input is named', async () => {
    const [once, ...others] = await Promise.all([
      runCli(['assess', 'app', '--all', ...json], { cwd: folder }),
      runCli(['assess', 'app/web.yaml', 'app', 'app/ledger.yaml', '--all', ...json], { cwd: folder }),
      runCli(['assess', 'app', 'app', 'app/web.yaml', '--all', '--format', 'json'], {
        cwd: folder,
        env: { SOURCE_DATE_EPOCH: '1795521600' },
      }),
    ]);
    expect(once.stdout.length).toBeGreaterThan(1000);
    for (const other of others) expect(other.stdout).toBe(once.stdout);
  });

  test('give the same bytes as a folder or on standard input, but for the names of files', async () => {
    const text = deployment('ledger');
    writeFileSync(join(folder, 'single.yaml'), text);
    const [file, stdin] = await Promise.all([
      runCli(['assess', 'single.yaml', ...json], { cwd: folder }),
      runCli(['assess', '-', ...json], { cwd: folder, input: text }),
    ]);
    expect(stdin.stdout.replaceAll('"file": "-"', '"file": "single.yaml"').replace(/"id": "\w+"/, '')).toBe(
      file.stdout.replace(/"id": "\w+"/, ''),
    );
  });
});

test('evidence points at the very line and column of its field, or of what is nearest above it', async () => {
  const text = `# ours\n---\n${deployment('ledger', { tier: 'critical' })}`;
  const ran = await runCli(['assess', '-', '--all', ...json], { cwd: folder, input: text });
  const lines = text.split('\n');
  const places = assessmentOf(ran)
    .findings.flatMap(({ evidence }) => evidence)
    .filter(({ path }) => path !== null)
    .map(({ path, source }) => `${path} → ${lines[(source?.line ?? 0) - 1]?.slice((source?.column ?? 0) - 1)}`);
  expect(places.length).toBeGreaterThan(5);
  expect(places).toContain('spec.template.spec.containers[0].image → image: registry.bank.example/ledger:1.4');
  const misplaced = places.filter((one) => {
    const [path = '', found = ''] = one.split(' → ');
    const key = /^[\w-]*/.exec(found)?.[0] ?? '';
    // An item of a list begins with its first key, here the name of the container.
    return !path.split(/[.[]/).includes(key) && !(path.includes('containers[0]') && found === 'name: app');
  });
  expect(misplaced).toEqual([]);
});

describe('where results go', () => {
  test('a file takes the place of standard output, or stands beside it', async () => {
    mkdirSync(join(folder, 'out'));
    const instead = await runCli(['assess', 'app', '--output', 'out/a.json', '--now', testNow], { cwd: folder });
    expect(instead).toMatchObject({ code: 1, stdout: '' });
    const beside = await runCli(
      ['assess', 'app', '--output', 'json=out/b.json', '--output', 'terminal=out/c.txt', '--now', testNow],
      { cwd: folder },
    );
    expect(beside.stdout).toBe(readFileSync(join(folder, 'out/c.txt'), 'utf8'));
    expect(readFileSync(join(folder, 'out/b.json'), 'utf8')).toBe(readFileSync(join(folder, 'out/a.json'), 'utf8'));
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['a.json', 'b.json', 'c.txt']);
  });

  test('progress and notes never stand in the result', async () => {
    const ran = await runCli(['assess', 'app', '--progress', 'always', ...json], { cwd: folder });
    expect(ran.stderr).toContain('reading file 1 of');
    expect(() => assessmentOf(ran)).not.toThrow();
  });
});

describe.skipIf(!canMakeTerminals())('a terminal', () => {
  test('gets colours and its own width, unless they are not wanted; a pipe gets plain text', async () => {
    const words = `assess app --progress never --now ${testNow}`;
    const piped = await runCli(words.split(' '), { cwd: folder });
    expect(piped.stdout).not.toContain('\u001b');
    const coloured = await runInTerminal(words, { cwd: folder });
    expect(coloured.code).toBe(1);
    expect(coloured.output).toContain('\u001b[');
    const widest = Math.max(
      ...stripVTControlCharacters(coloured.output)
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(80);
    expect((await runInTerminal(`${words} --no-color`, { cwd: folder })).output).not.toContain('\u001b[');
    expect((await runInTerminal(words, { cwd: folder, before: 'NO_COLOR=1' })).output).not.toContain('\u001b[');
  });
});

describe('names that a terminal would act upon', () => {
  const name = 'a\u001b[31m\u009b1m\u202eb\nkubecompass: fine <script>';
  // Of a kind whose names nobody checks: the API server refuses a Deployment that is called so.
  const text = JSON.stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace: 'bank', labels: { 'kubecompass.io/tier': 'critical' } },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'a' } },
      template: {
        metadata: { labels: { app: 'a' } },
        spec: { containers: [{ name: 'c\u0007', image: 'x\u001b]0;title\u0007' }] },
      },
    },
  });
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  test('are harmless in every text, and still themselves in JSON', async () => {
    const run = (...words: string[]): ReturnType<typeof runCli> =>
      runCli(['assess', '-', '--now', testNow, ...words], { input: text, cwd: folder });
    const [plain, verbose, quiet, machine] = await Promise.all([
      run(),
      run('--verbose', '--all'),
      run('--quiet'),
      run('--format', 'json'),
    ]);
    for (const { stdout, stderr } of [plain, verbose, quiet, machine]) {
      expect(stdout).not.toBe('');
      expect(`${stdout}${stderr}`).not.toMatch(dangerous);
      expect(stdout).not.toMatch(/^kubecompass: fine/m);
    }
    expect(verbose.stdout).toContain('\\u001b[31m');
    expect(assessmentOf(machine).findings.some(({ subject }) => subject.name === name)).toBe(true);
  });

  test('are harmless in a baseline', async () => {
    await runCli(['baseline', 'write', '-', '--owner', 'me\u001b[31m', '-o', 'named.json'], {
      input: text,
      cwd: folder,
    });
    const shown = await runCli(['baseline', 'show', 'named.json'], { cwd: folder });
    expect(shown.stdout).toContain('\\u001b[31m');
    expect(shown.stdout).not.toMatch(dangerous);
  });
});

describe('a baseline', () => {
  test('freezes what is there, stops only what is new, and says what is gone', async () => {
    const base = layFolder({ 'a.yaml': deployment('ledger', { tier: 'critical' }) });
    try {
      const there = { cwd: base };
      const written = await runCli(
        ['baseline', 'write', '.', '--owner', 'platform@bank.example', '--now', testNow],
        there,
      );
      expect(written).toMatchObject({ code: 0, stderr: '' });
      expect(written.stdout).toMatch(
        /^kubecompass\.baseline\.json: \d+ findings are frozen for platform@bank\.example\n$/,
      );
      expect((await runCli(['baseline', 'write', '.', '--owner', 'me'], there)).code).toBe(2);

      const shown = await runCli(['baseline', 'show', 'kubecompass.baseline.json'], there);
      expect(shown.stdout).toMatch(/^\d+ findings are frozen since 2026-11-24 for platform@bank\.example\n/);
      expect(shown.stdout).toMatch(/^availability\/disruption-budgets +no-budget +Deployment\/bank\/ledger$/m);

      const same = await runCli(['assess', '.', '--baseline', 'kubecompass.baseline.json', ...json], there);
      expect(same).toMatchObject({ code: 0, stderr: '' });
      expect(assessmentOf(same).gate).toMatchObject({ holds: true, acceptedUntil: null });
      expect(assessmentOf(same).tiers['critical']?.status).toBe('failing');

      // A differing copy beside it has the same fingerprint, and was not there when it was frozen.
      writeFileSync(join(base, 'b.yaml'), deployment('ledger', { tier: 'important' }));
      expect((await runCli(['assess', '.', '--baseline', 'kubecompass.baseline.json', '-q'], there)).code).toBe(1);

      writeFileSync(join(base, 'b.yaml'), deployment('web', { tier: 'critical' }));
      expect((await runCli(['assess', '.', '--baseline', 'kubecompass.baseline.json', '-q'], there)).code).toBe(1);

      writeFileSync(join(base, 'a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: bank }\n');
      const gone = await runCli(['assess', '.', '--baseline', 'kubecompass.baseline.json'], there);
      expect(gone.stderr).toMatch(/^kubecompass: \d+ of the \d+ findings of the baseline are gone: write it anew/);
      expect(await runCli(['baseline', 'write', '.', '--owner', 'me', '--force', '-q'], there)).toMatchObject({
        code: 0,
        stdout: '',
      });
    } finally {
      clearFolder(base);
    }
  });
});
