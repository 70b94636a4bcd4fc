import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment, Finding } from '../../src/assessment/assessment.ts';
import { assessmentOf, clearFolder, deployment, layFolder, runCli, testNow } from './run-cli.ts';

// Where today's tools are wrong about themselves; the numbers are those of the list that the project was begun with.

let folder = '';
const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: bank }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n';
beforeAll(() => {
  folder = layFolder({
    'critical/app.yaml': deployment('ledger', { tier: 'critical' }),
    'half/app.yaml': `${deployment('web')}---\napiVersion: v1\nkind: Service\nmetadata: {\n`,
    'half/other.yaml': deployment('other'),
    'custom/widget.yaml': 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: 3 }\n',
    'twice/app.yaml': `${deployment('web')}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: NodePort }\nspec: { type: ClusterIP }\n`,
    'two/app.yaml': `${deployment('web')}---\n${service}`,
    'settings/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: bank }\ndata: { a: b }\n',
  });
});
afterAll(() => clearFolder(folder));

async function assess(path: string, ...options: string[]): Promise<Assessment & { code: number | null }> {
  const ran = await runCli(['assess', path, '--format', 'json', '--now', testNow, ...options], { cwd: folder });
  return { ...assessmentOf(ran), code: ran.code };
}

function passes({ findings }: Assessment): Finding[] {
  return findings.filter(({ verdict }) => verdict === 'pass');
}

describe('exceptions', () => {
  const policy = (expires: string, criteria: readonly string[]): string =>
    `apiVersion: kubecompass.io/v1\nkind: Policy\nframeworks: [iso27001]\nexceptions:\n${criteria.map((criterion) => `  - { criterion: ${criterion}, subject: { kind: Deployment, namespace: bank, name: ledger }, justification: moves soon, owner: me, expires: ${expires} }\n`).join('')}`;
  let failing: string[] = [];
  beforeAll(async () => {
    const { findings } = await assess('critical');
    failing = [
      ...new Set(
        findings
          .filter(({ verdict, tier }) => verdict === 'fail' && tier === 'critical')
          .map(({ criterion }) => criterion),
      ),
    ];
  });

  test('F36 that are given are honoured: what was found is excepted, and the same run then holds', async () => {
    writeFileSync(join(folder, 'valid.yaml'), policy('2027-01-31', failing));
    writeFileSync(join(folder, 'none.yaml'), policy('2027-01-31', []).replace('exceptions:\n', ''));
    const before = await assess('critical', '--policy', join(folder, 'none.yaml'));
    const after = await assess('critical', '--policy', join(folder, 'valid.yaml'));
    expect([before.code, after.code]).toEqual([1, 0]);
    expect(after.policy).toBe(join(folder, 'valid.yaml'));
    expect(after.exceptions.map(({ state }) => state)).toEqual(failing.map(() => 'used'));
    expect(after.gate).toMatchObject({ holds: true, acceptedUntil: '2027-01-31' });
    expect(after.gate.accepted).toBe(after.findings.filter(({ exception }) => exception !== null).length);
    expect(failing).toContain('availability/disruption-budgets');
    // An exception never changes a verdict.
    expect(after.tiers['critical']).toEqual(before.tiers['critical']);
    expect(
      after.findings
        .map(({ verdict, fingerprint }) => `${verdict} ${fingerprint}`)
        .filter((one) => one.startsWith('fail')),
    ).toEqual(
      before.findings
        .map(({ verdict, fingerprint }) => `${verdict} ${fingerprint}`)
        .filter((one) => one.startsWith('fail')),
    );
  });

  test('F35 that have expired are dead: the finding is back, the gate does not hold, and it is told', async () => {
    writeFileSync(join(folder, 'expired.yaml'), policy('2026-11-23', failing));
    const after = await assess('critical', '--policy', join(folder, 'expired.yaml'));
    expect(after.code).toBe(1);
    expect(after.exceptions.map(({ state }) => state)).toEqual(failing.map(() => 'expired'));
    expect(after.findings.every(({ exception }) => exception === null)).toBe(true);
    const told = await runCli(
      ['assess', 'critical', '--policy', 'expired.yaml', '--now', testNow, '--format', 'json'],
      { cwd: folder },
    );
    expect(told.stderr).toContain('expired and no longer count');
  });
});

test('F37 what the terminal counts is what the JSON lists', async () => {
  const all = await assess('two');
  const { stdout } = await runCli(['assess', 'two', '--now', testNow, '--verbose'], { cwd: folder });
  const count = (...verdicts: Finding['verdict'][]): number =>
    all.findings.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const [, findings, advice] = /^(\d+) findings?, (\d+) pieces? of advice/m.exec(stdout) ?? [];
  expect([Number(findings), Number(advice)]).toEqual([count('fail', 'partial'), count('advice')]);
  expect(count('fail', 'partial')).toBeGreaterThan(0);

  const numbers = (tier: string): number[] =>
    (new RegExp(`${tier}: (\\d+) of (\\d+) failing, (\\d+) unproven, (\\d+) proven`).exec(stdout) ?? [])
      .slice(1)
      .map(Number);
  for (const [tier, { required }] of Object.entries(all.tiers)) {
    const sum = (...verdicts: string[]): number =>
      verdicts.reduce((total, verdict) => total + (required[verdict] ?? 0), 0);
    const everything = Object.values(required).reduce((total, one) => total + one, 0);
    expect(numbers(tier)).toEqual([
      sum('fail', 'partial'),
      everything,
      sum('unknown'),
      sum('pass', 'notApplicable', 'attested'),
    ]);
  }
  const reasons = all.findings.filter(({ verdict }) => verdict !== 'unknown').map(({ reason }) => `${reason}:`);
  expect(reasons.filter((reason) => !stdout.includes(reason))).toEqual([]);
});

test('F39 where everything fails, it is failing, and no more is proven than where nothing was there to be seen', async () => {
  const [failing, nothing] = await Promise.all([assess('critical', '--all'), assess('custom', '--all')]);
  expect(failing.tiers['critical']?.status).toBe('failing');
  const faults = new Set(
    failing.findings.filter(({ verdict }) => verdict === 'fail').map(({ criterion }) => criterion),
  );
  const judged = failing.outcomes.filter(({ criterion }) => faults.has(criterion));
  expect(judged.length).toBeGreaterThan(2);
  expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['fail']));
  expect(nothing.outcomes.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
});

test('F43 half of a file is broken: the first half and every other file are judged, the other is told with line and column', async () => {
  const { code, estate, findings } = await assess('half');
  expect(code).toBe(1);
  expect(estate.unreadable).toMatchObject([
    { file: 'half/app.yaml', line: expect.any(Number) as number, column: expect.any(Number) as number },
  ]);
  expect(estate.unreadable[0]?.line).toBeGreaterThan(16);
  expect(new Set(findings.map(({ subject }) => subject.name))).toContain('web');
  expect(new Set(findings.map(({ subject }) => subject.name))).toContain('other');
});

test('F44 only an unknown custom resource: nothing passes, and it says that nothing was judged', async () => {
  const all = await assess('custom', '--all');
  expect(all.estate.objects).toBe(1);
  expect(passes(all)).toEqual([]);
  expect(all.outcomes.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  for (const { required, status } of Object.values(all.tiers)) {
    expect(required['pass'] ?? 0).toBe(0);
    expect(status).not.toBe('ready');
  }
});

test('F46 the same key twice makes the document unreadable, with the line', async () => {
  const { estate, code } = await assess('twice');
  expect(code).toBe(1);
  expect(estate.unreadable).toMatchObject([
    { file: 'twice/app.yaml', line: 21, message: expect.stringContaining('first on line 20') as string },
  ]);
});

test('F49 one Deployment and one Service: what passes was seen in them, and nothing of the control plane passes', async () => {
  const all = await assess('two', '--all');
  for (const { subject, evidence, criterion } of passes(all)) {
    expect({ criterion, kinds: [subject.kind, ...evidence.map(({ source }) => source?.file)] }).toEqual({
      criterion,
      kinds: [
        expect.stringMatching(/^(Deployment|Service|Namespace)$/) as string,
        ...evidence.map(() => 'two/app.yaml'),
      ],
    });
    expect(evidence.length).toBeGreaterThan(0);
  }
  const proven = all.outcomes.filter(({ verdict }) => verdict === 'pass').map(({ criterion }) => criterion);
  expect(proven.length).toBeLessThan(10);
  for (const id of [
    'availability/etcd-quorum',
    'audit/api-audit-log',
    'secrets/etcd-encryption',
    'audit/cis-benchmark',
    'identity/single-sign-on',
  ]) {
    expect(all.outcomes.find(({ criterion }) => criterion === id)?.verdict).toBe('unknown');
  }
});

test('F32 a criterion that nothing is asked is not applicable, and no score is made of it', async () => {
  const settings = await assess('settings', '--all');
  const probes = settings.outcomes.find(({ criterion }) => criterion === 'availability/health-probes');
  expect(probes).toMatchObject({ verdict: 'notApplicable' });
  expect(Object.values(settings.tiers).some(({ status }) => status === 'ready')).toBe(false);
  expect(JSON.stringify(settings)).not.toMatch(/"score"/);
});
