import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { secretsInGit } from './check.ts';

function secret(content: string): string {
  return `\napiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: bank}\n${content}\n`;
}

function configMap(data: string): string {
  return `\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: app, namespace: bank}\ndata: ${data}\n`;
}

const sops =
  'sops: {mac: "ENC[AES256_GCM,data:x,type:str]", lastmodified: "2026-11-01T00:00:00Z", encrypted_regex: ^(data|stringData)$}';
const encrypted = '"ENC[AES256_GCM,data:Zm9v,iv:Zm9v,tag:Zm9v,type:str]"';

describe('verdicts', () => {
  test.each<[string, string | Record<string, string>, string[]]>([
    ['a Secret with a password', secret('stringData: {password: Tr0ub4dor&3}'), ['fail plain-secret Secret/bank/db']],
    [
      'a Secret with a password in base64',
      secret('data: {password: VHIwdWI0ZG9yJjM=}'),
      ['fail plain-secret Secret/bank/db'],
    ],
    [
      'a ConfigMap with a password',
      configMap('{DB_PASSWORD: Tr0ub4dor&3}'),
      ['fail literal-credential ConfigMap/bank/app'],
    ],
    [
      'a ConfigMap with a password and another in a URL',
      configMap('{DB_PASSWORD: Tr0ub4dor&3, QUEUE: "amqp://app:c0rrect@queue:5672"}'),
      ['fail credential-in-url ConfigMap/bank/app', 'fail literal-credential ConfigMap/bank/app'],
    ],
    [
      'a SOPS block around plain values',
      secret(`stringData: {password: Tr0ub4dor&3}\n${sops}`),
      ['fail sealed-badly Secret/bank/db'],
    ],
    [
      'a SOPS block around encrypted values',
      secret(`stringData: {password: ${encrypted}}\n${sops}`),
      ['pass sealed Secret/bank/db'],
    ],
    [
      'a Secret without a credential',
      secret('stringData: {mode: fast}'),
      ['advice config-in-secret Secret/bank/db', 'pass no-credential Secret/bank/db'],
    ],
    [
      'a Secret with a password in a file of its own',
      secret('stringData: {config.yaml: "db:\\n  pass: Winter2024!\\n"}'),
      ['fail plain-secret Secret/bank/db'],
    ],
    [
      'a Secret with a password in a file of one line',
      secret('stringData: {config.yaml: "db: {password: Hunter2-Zebra}"}'),
      ['fail plain-secret Secret/bank/db'],
    ],
    [
      'a ConfigMap with a password in a file of one line',
      configMap('{config.yaml: "db: {password: Hunter2-Zebra}"}'),
      ['fail literal-credential ConfigMap/bank/app'],
    ],
    ['a Secret with a login', secret('stringData: {users: "admin:Winter2024!"}'), ['fail plain-secret Secret/bank/db']],
    [
      'a Secret with a hashed password',
      secret('stringData: {auth: "admin:$apr1$abcd$efghijklmnopqrstuvwxyz"}'),
      ['advice config-in-secret Secret/bank/db', 'pass no-credential Secret/bank/db'],
    ],
    [
      'a Secret with a placeholder',
      secret('stringData: {password: <change-me>}'),
      ['pass no-credential Secret/bank/db'],
    ],
    ['a Secret without data', secret('type: Opaque'), ['pass no-credential Secret/bank/db']],
    [
      'a Secret on standard input',
      { '-': secret('stringData: {password: Tr0ub4dor&3}') },
      ['notApplicable not-in-a-file Secret/bank/db'],
    ],
    [
      'a ConfigMap on standard input',
      { '-': configMap('{DB_PASSWORD: Tr0ub4dor&3}') },
      ['fail literal-credential ConfigMap/bank/app'],
    ],
    ['nothing that can carry one', 'apiVersion: v1\nkind: Service\nmetadata: {name: app, namespace: bank}', []],
  ])('%s', (_name, files, expected) => {
    expect(judgedBy(secretsInGit, files)).toEqual(expected);
  });

  test('in every tier', () => {
    for (const tier of ['critical', 'important', 'best-effort']) {
      const namespace = `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: ${tier}}}\n`;
      expect(judgedBy(secretsInGit, secret('stringData: {password: Tr0ub4dor&3}') + namespace)).toEqual([
        'fail plain-secret Secret/bank/db',
      ]);
    }
  });
});

test('the evidence is where, what and how long, and never the value', () => {
  const [finding] = findingsBy(
    secretsInGit,
    secret('stringData:\n  app.properties: |\n    user=app\n    password=Tr0ub4dor&3\n'),
  );
  expect(finding?.because).toContain('a credential (password)');
  expect(finding?.evidence.map(({ path, value }) => ({ path, value }))).toEqual([
    { path: 'stringData["app.properties"]', value: { credential: 'password', length: 11, line: 2 } },
  ]);
  expect(JSON.stringify(finding)).not.toContain('Tr0ub4dor');
});

test.each([
  ['{mode: fast}', 'whoever can read the file can read its value; no credential was recognised there'],
  ['{mode: fast, level: info}', 'whoever can read the file can read its 2 values; no credential was recognised there'],
])('a Secret without a credential is told with what it holds: %s', (data, because) => {
  const advice = findingsBy(secretsInGit, secret(`stringData: ${data}`)).find(({ verdict }) => verdict === 'advice');
  expect(advice).toMatchObject({ because, fix: expect.stringContaining('may stay as it is') as string });
});

describe('one object in several files', () => {
  const one = secret('stringData: {password: Tr0ub4dor&3, user: app}');
  const files = { 'dev/db.yaml': one, 'prod/a.yaml': `# a copy\n---${one}`, 'prod/b.yaml': one };

  test('is one finding that names them all', () => {
    const [finding, ...others] = findingsBy(secretsInGit, files);
    expect(others).toEqual([]);
    expect(finding?.because).toMatch(/; it stands so in 3 files$/);
    expect(finding?.fix).toContain('in every file that holds it');
    expect(finding?.evidence.map(({ path, source }) => `${source?.file}:${source?.line} ${path}`)).toEqual([
      'dev/db.yaml:1 stringData.password',
      'prod/a.yaml:3 stringData.password',
      'prod/b.yaml:1 stringData.password',
    ]);
  });

  test('is the same finding as in one file', () => {
    const [alone] = findingsBy(secretsInGit, one);
    expect(findingsBy(secretsInGit, files).map(({ fingerprint }) => fingerprint)).toEqual([alone?.fingerprint]);
    expect(alone?.because).not.toContain('files');
  });

  test('twice in one file stands in one file', () => {
    const [finding] = findingsBy(secretsInGit, `${one}---${one}`);
    expect(finding?.because).not.toContain('files');
    expect(finding?.evidence.map(({ source }) => source?.line)).toEqual([1, 7]);
  });
});

describe('a document that is no Kubernetes object', () => {
  const file = 'etc/rancher/k3s/config.yaml';

  test('is searched where it is understood', () => {
    const options = 'cluster-init: true\ntoken: Sup3rS3cretJoinToken4711\n';
    expect(judgedBy(secretsInGit, { [file]: options })).toContain(
      'fail literal-credential server configuration//config.yaml',
    );
  });

  test('holds none where something fills it in', () => {
    const options = 'cluster-init: true\ntoken: "{{ k3s_token }}"\n';
    expect(judgedBy(secretsInGit, { [file]: options }).join()).not.toContain('fail');
  });

  test('may hold one where it cannot be read', () => {
    expect(judgedBy(secretsInGit, { [file]: 'cluster-init: {{ init }' }).join()).not.toContain('pass');
  });
});

describe('a cluster is not Git', () => {
  test('what it holds in plain text is advice', () => {
    const estate = clusterOf(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: bank}\ndata: {url: "postgres://shop:Xk29fjQ81mVb2zP@db/shop"}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: d, namespace: bank}\ndata: {a: b}\n',
    );
    expect(judgedBy(secretsInGit, estate)).toEqual([
      'advice plain-in-cluster ConfigMap/bank/c',
      'unknown not-seen Cluster//api:6443',
      'unknown not-seen ConfigMap/bank/c',
    ]);
  });
});
