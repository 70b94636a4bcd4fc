import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { findControlPlane } from './find-control-plane.ts';
import { startCluster, type TestCluster } from './start-cluster.ts';

const controlPlane = findControlPlane();
const reason = typeof controlPlane === 'string' ? controlPlane : null;
if (reason !== null) console.error(`the tests with a real API server are skipped: ${reason}`);

const program = join(import.meta.dirname, '../../bin/kubecompass.js');

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 1024 ** 3 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const meta = (name: string, namespace = 'shop'): Record<string, unknown> => ({ name, namespace });
const pod = { containers: [{ name: 'web', image: 'registry.example/web:1' }] };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('web'),
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: pod },
  },
};

describe.skipIf(reason !== null)(`a real API server (${reason ?? 'found'})`, () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster(controlPlane as Exclude<typeof controlPlane, string>);
    for (const [path, object] of [
      ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
      ['/apis/apps/v1/namespaces/shop/deployments', deployment],
      [
        '/api/v1/namespaces/shop/secrets',
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: meta('login'),
          stringData: { password: 'correct-horse-battery' },
        },
      ],
      [
        '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles',
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: meta('reader'),
          rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
        },
      ],
      [
        '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings',
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: meta('reader'),
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'team' }],
        },
      ],
    ] as const) {
      const { status, body } = await cluster.api('POST', path, object);
      if (status !== 201) throw new Error(`${path}: ${body.slice(0, 300)}`);
    }
  }, 120_000);
  afterAll(() => cluster.stop());

  async function assess(
    user: string,
    ...args: string[]
  ): Promise<{ code: number; assessment: Assessment; stdout: string }> {
    const { code, stdout, stderr } = await run([
      'assess',
      '--kubeconfig',
      cluster.kubeconfig(user),
      '--format',
      'json',
      '--all',
      ...args,
    ]);
    if (code > 1) throw new Error(stderr);
    return { code, stdout, assessment: JSON.parse(stdout) as Assessment };
  }

  const verdictOf = ({ findings }: Assessment, criterion: string, name: string): string[] =>
    findings
      .filter((one) => one.criterion === criterion && one.subject.name === name)
      .map(({ verdict, reason: why }) => `${verdict} ${why}`);

  test('with all rights, what is there is judged, and what is not there is absent', async () => {
    const { assessment, stdout } = await assess('admin');
    expect(assessment.estate).toMatchObject({
      source: 'cluster',
      cluster: { version: 'v1.37.2', namespaces: null },
      gaps: [],
    });
    expect(verdictOf(assessment, 'availability/disruption-budgets', 'web')).toEqual(['fail no-budget']);
    expect(verdictOf(assessment, 'network/default-deny', 'shop')).toContain('fail ingress-open');
    expect(stdout).not.toContain('correct-horse-battery');
    expect(stdout).toContain('/apis/apps/v1/namespaces/shop/deployments/web');
  });

  test('with the rights of one namespace, that namespace is judged and nothing is concluded of others', async () => {
    const { assessment } = await assess('team', '--namespace', 'shop');
    expect(verdictOf(assessment, 'availability/disruption-budgets', 'web')).toEqual(['fail no-budget']);
    expect(assessment.estate.cluster?.namespaces).toEqual(['shop']);
  });

  test('with no rights nothing passes, and the rights that are missing are named', async () => {
    const { assessment, code } = await assess('nobody');
    expect(code).toBe(1);
    const verdicts = new Set(assessment.outcomes.map(({ verdict }) => verdict));
    expect(verdicts).not.toContain('pass');
    expect(verdicts).not.toContain('fail');
    expect(JSON.stringify(assessment.estate.gaps)).toContain('User \\"nobody\\" cannot list resource');
  });

  test('nothing but get and list is ever asked', () => {
    const asked = readFileSync(cluster.auditLog, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"userAgent":"kubecompass"'))
      .map((line) => (JSON.parse(line) as { verb: string }).verb);
    expect(asked.length).toBeGreaterThan(50);
    expect(new Set(asked)).toEqual(new Set(['get', 'list']));
  });
});
