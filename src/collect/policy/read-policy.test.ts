import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Policy, undeclaredPolicy } from '../../estate/policy.ts';
import { UserError } from '../user-error.ts';
import type { KnownNames } from './policy-problems.ts';
import { readPolicy } from './read-policy.ts';

const known: KnownNames = {
  frameworks: ['iso27001', 'soc2', 'gdpr'],
  reasons: new Map([['workload/pod-security', ['host-network', 'host-path', 'not-seen']]]),
  targets: ['zones', 'containersWithProbesPercent', 'maxShareOfReplicasInOneZone'],
};
const head = 'apiVersion: kubecompass.io/v1\nkind: Policy\n';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'kubecompass-policy-'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

function write(file: string, text: string | Uint8Array): string {
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  writeFileSync(join(cwd, file), text);
  return file;
}

function read(text: string | Uint8Array): Promise<Policy> {
  return readPolicy({ named: write('policy.yaml', text), paths: [], cwd, known });
}

/** Every line of the error that reading gives. */
async function problemsOf(text: string | Uint8Array): Promise<string[]> {
  const error: unknown = await read(text).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof UserError)) throw new Error('it was read', { cause: error });
  return [error.message, ...error.more];
}

describe('a policy file', () => {
  test('is read whole', async () => {
    const policy = await read(`${head}frameworks: [iso27001, soc2]
tiers:
  default: best-effort
  rules:
    - { namespaces: ["payments-*"], tier: critical }
owner: platform-team@bank.example
dataClasses: [public, personal]
platformNamespaces: ["kube-*", cni]
registries: ["registry.bank.example/*", "docker.io/library/*"]
allowedRegions: [eu-west-1]
repository: https://git.bank.example/platform.git
requireCpuLimit: true
targets: { critical: { zones: 3, containersWithProbesPercent: 100 } }
exceptions:
  - criterion: workload/pod-security
    reason: host-network
    subject: { namespace: cni, kind: DaemonSet, name: cilium }
    justification: It is the network.
    owner: network-team@bank.example
    approvedBy: security@bank.example
    expires: 2027-01-31
`);
    expect(policy).toEqual({
      file: 'policy.yaml',
      others: [],
      frameworks: ['iso27001', 'soc2'],
      tiers: { default: 'best-effort', rules: [{ namespaces: ['payments-*'], tier: 'critical' }] },
      owner: 'platform-team@bank.example',
      dataClasses: ['public', 'personal'],
      platformNamespaces: ['kube-*', 'cni'],
      registries: ['registry.bank.example/*', 'docker.io/library/*'],
      allowedRegions: ['eu-west-1'],
      repository: 'https://git.bank.example/platform.git',
      requireCpuLimit: true,
      targets: { critical: { zones: 3, containersWithProbesPercent: 100 } },
      exceptions: [
        {
          criterion: 'workload/pod-security',
          reason: 'host-network',
          subject: { namespace: 'cni', kind: 'DaemonSet', name: 'cilium' },
          justification: 'It is the network.',
          owner: 'network-team@bank.example',
          approvedBy: 'security@bank.example',
          expires: '2027-01-31',
        },
      ],
    });
  });

  test('that says nothing leaves the defaults', async () => {
    expect(await read(head)).toEqual({ ...undeclaredPolicy, file: 'policy.yaml' });
    expect(await read('{"apiVersion": "kubecompass.io/v1", "kind": "Policy"}')).toEqual({
      ...undeclaredPolicy,
      file: 'policy.yaml',
      others: [],
    });
  });

  test('is read with a byte order mark, Windows line ends and a comment before its marker', async () => {
    expect(await read(`\ufeff# ours\r\n---\r\n${head.replaceAll('\n', '\r\n')}owner: me\r\n`)).toMatchObject({
      owner: 'me',
    });
  });

  test('may excuse a reason of a criterion that is not judged yet', async () => {
    const policy = await read(
      `${head}exceptions: [{ criterion: recovery/recovery-time, reason: any, justification: j, owner: o, expires: 2027-01-31 }]\n`,
    );
    expect(policy.exceptions).toHaveLength(1);
  });
});

describe('every mistake is named with its line and column', () => {
  const exception = (fields: string): string =>
    `${head}exceptions:\n  - { criterion: workload/pod-security, ${fields} }\n`;
  const complete = 'justification: j, owner: o, expires: 2027-01-31';

  test.each<[string, string, string[]]>([
    ['an unknown key', `${head}exceptons: []\n`, ['3:1: unknown key "exceptons"; did you mean exceptions?']],
    ['a key of a later version', `${head}attestations: ./a\n`, ['3:1: this version does not act on attestations yet']],
    [
      'a nested unknown key',
      `${head}tiers:\n  defalt: critical\n`,
      ['4:3: unknown key "defalt" in tiers; did you mean default?'],
    ],
    ['an unknown key with a dot', `${head}a.b: 1\n`, ['3:1: unknown key "a.b"']],
    ['__proto__ as a key', `${head}__proto__: { owner: x }\n`, ['3:1: unknown key "__proto__"']],
    [
      'constructor as a key of targets',
      `${head}targets: { critical: { constructor: 1 } }\n`,
      ['3:24: unknown key "constructor" in targets.critical'],
    ],
    [
      'an impossible tier',
      `${head}tiers:\n  default: gold\n`,
      ['4:3: tiers.default must be critical, important or best-effort'],
    ],
    [
      'an impossible tier of a rule',
      `${head}tiers:\n  rules:\n    - namespaces: [a]\n      tier: gold\n`,
      ['6:7: tiers.rules[0].tier must be critical, important or best-effort'],
    ],
    ['a tier without targets', `${head}targets:\n  gold: {}\n`, ['4:3: unknown key "gold" in targets']],
    [
      'a rule without namespaces',
      `${head}tiers: { rules: [{ namespaces: [], tier: critical }] }\n`,
      ['3:20: tiers.rules[0].namespaces is empty'],
    ],
    [
      'a namespace that cannot be',
      `${head}tiers: { rules: [{ namespaces: ["Pay ments"], tier: critical }] }\n`,
      ['3:33: no namespace can match "Pay ments": names have small letters, digits and dashes'],
    ],
    ['text where a list belongs', `${head}frameworks: iso27001\n`, ['3:1: frameworks must be a list']],
    ['a number where text belongs', `${head}owner: 3\n`, ['3:1: owner must be text']],
    ['a list where a mapping belongs', `${head}tiers: []\n`, ['3:1: tiers must be a mapping of keys to values']],
    [
      'a word where true or false belongs',
      `${head}requireCpuLimit: "yes"\n`,
      ['3:1: requireCpuLimit must be true or false'],
    ],
    ['nothing where a list belongs', `${head}exceptions:\n`, ['3:1: exceptions must be a list']],
    ['an empty owner', `${head}owner: ""\n`, ['3:1: owner is empty']],
    ['a blank owner', `${head}owner: "  "\n`, ['3:1: owner is empty']],
    [
      'an unknown framework',
      `${head}frameworks:\n  - soc2\n  - iso27002\n`,
      ['5:5: there is no framework "iso27002"; did you mean iso27001?'],
    ],
    [
      'an unknown metric',
      `${head}targets: { critical: { zone: 3 } }\n`,
      [
        '3:24: unknown key "zone" in targets.critical; did you mean zones? this version acts on zones, containersWithProbesPercent, maxShareOfReplicasInOneZone',
      ],
    ],
    [
      'a metric of the definition that no check acts on',
      `${head}targets:\n  important:\n    logRetentionDays: 365\n`,
      [
        '5:5: unknown key "logRetentionDays" in targets.important: no check acts on it yet; this version acts on zones, containersWithProbesPercent, maxShareOfReplicasInOneZone',
      ],
    ],
    [
      'more than all replicas in one zone',
      `${head}targets: { critical: { maxShareOfReplicasInOneZone: 50 } }\n`,
      ['3:24: targets.critical.maxShareOfReplicasInOneZone is a share, and cannot be more than 1'],
    ],
    [
      'a negative target',
      `${head}targets: { critical: { zones: -3 } }\n`,
      ['3:24: targets.critical.zones must not be negative'],
    ],
    [
      'a target in words',
      `${head}targets: { critical: { zones: long } }\n`,
      ['3:24: targets.critical.zones must be a number'],
    ],
    [
      'a share of more than everything',
      `${head}targets: { critical: { containersWithProbesPercent: 101 } }\n`,
      ['3:24: targets.critical.containersWithProbesPercent is a share, and cannot be more than 100'],
    ],
    [
      'an impossible registry',
      `${head}registries:\n  - https://registry.example/*\n`,
      ['4:5: the registry pattern "https://registry.example/*" starts with a scheme, which no image name does'],
    ],
    ['no registry at all', `${head}registries: []\n`, ['3:1: registries is empty']],
    [
      'an unknown criterion',
      `${head}exceptions:\n  - { criterion: workload/pod-securty, ${complete} }\n`,
      ['4:7: there is no criterion "workload/pod-securty"; did you mean workload/pod-security?'],
    ],
    [
      'an unknown reason',
      exception(`reason: host-netwrk, ${complete}`),
      ['4:41: there is no reason of workload/pod-security "host-netwrk"; did you mean host-network?'],
    ],
    [
      'an exception without owner',
      exception('justification: j, expires: 2027-01-31'),
      ['4:5: exceptions[0] has no owner'],
    ],
    ['an exception without expiry', exception('justification: j, owner: o'), ['4:5: exceptions[0] has no expires']],
    [
      'a blank justification',
      exception('justification: " ", owner: o, expires: 2027-01-31'),
      ['4:41: exceptions[0].justification is empty'],
    ],
    [
      'an impossible day',
      exception('justification: j, owner: o, expires: 2027-02-31'),
      ['4:69: "2027-02-31" is no day of the calendar, and no RFC 3339 time'],
    ],
    [
      'an impossible time',
      exception('justification: j, owner: o, expires: "2027-02-28T25:00:00Z"'),
      ['4:69: "2027-02-28T25:00:00Z" is no day of the calendar, and no RFC 3339 time'],
    ],
    [
      'a time without its zone',
      exception('justification: j, owner: o, expires: "2027-02-28T12:00:00"'),
      ['4:69: "2027-02-28T12:00:00" is no day of the calendar, and no RFC 3339 time'],
    ],
    [
      'a day in words',
      exception('justification: j, owner: o, expires: next year'),
      ['4:69: exceptions[0].expires must be a day such as 2027-01-31, or an RFC 3339 time'],
    ],
    [
      'a year alone',
      exception('justification: j, owner: o, expires: 2027'),
      ['4:69: exceptions[0].expires must be text'],
    ],
    [
      'an unknown field of a subject',
      exception(`subject: { pod: x }, ${complete}`),
      ['4:52: unknown key "pod" in exceptions[0].subject'],
    ],
    [
      'an impossible namespace of a subject',
      exception(`subject: { namespace: "a.b" }, ${complete}`),
      ['4:52: no namespace can match "a.b": names have small letters, digits and dashes'],
    ],
    ['a duplicate key', `${head}owner: a\nowner: b\n`, ['4:1: A key stands twice in one mapping, first on line 3.']],
    ['a tab', `${head}tiers:\n\tdefault: critical\n`, ['4:1: ']],
    [
      'another kind of document',
      'apiVersion: v1\nkind: ConfigMap\ndata: {}\n',
      ['1:1: apiVersion must be kubecompass.io/v1', '2:1: kind must be Policy'],
    ],
    [
      'no apiVersion',
      'kind: Policy\nownr: x\n',
      ['1:1: it has no apiVersion: a policy file begins with `apiVersion: kubecompass.io/v1`'],
    ],
    ['a list', '- a\n', ['1:1: it must be a mapping of keys to values']],
    ['a second document', `${head}---\n${head}`, ['4:1: a policy file is one document, and here begins another']],
    [
      'several at once, in the order of the file',
      `${head}owner: 3\nfoo: 1\nframeworks: [x]\n`,
      ['3:1: owner must be text', '4:1: unknown key "foo"', '5:14: there is no framework "x"'],
    ],
  ])('%s', async (_what, text, expected) => {
    const problems = await problemsOf(text);
    expect(
      problems.map((line, index) => line.slice(0, 'policy.yaml:'.length + (expected[index]?.length ?? 1000))),
    ).toEqual(expected.map((line) => `policy.yaml:${line}`));
  });

  test('ten at most, and says how many more there are', async () => {
    const problems = await problemsOf(
      `${head}${Array.from({ length: 25 }, (_none, index) => `x${index}: 1\n`).join('')}`,
    );
    expect(problems).toHaveLength(11);
    expect(problems[0]).toBe('policy.yaml:3:1: unknown key "x0"');
    expect(problems[10]).toBe('and 15 more problems in policy.yaml');
  });

  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'policy.yaml is empty, and no policy file'],
    ['a file of comments', '# nothing\n', 'policy.yaml is empty, and no policy file'],
    [
      'UTF-16',
      new Uint8Array([0xff, 0xfe, 0x61, 0]),
      'policy.yaml:1:1: The file is UTF-16 text, which kubectl does not read: save it as UTF-8.',
    ],
    ['a huge file', `# ${'x'.repeat(1024 * 1024)}`, 'the policy file policy.yaml is larger than 1 MiB'],
  ])('%s', async (_what, text, expected) => {
    expect(await problemsOf(text)).toEqual([expected]);
  });
});

describe('which file is read', () => {
  const found = async (paths: string[], named: string | null = null): Promise<string | null> =>
    (await readPolicy({ named, paths, cwd: join(cwd, 'places'), known })).file;

  beforeAll(() => {
    mkdirSync(join(cwd, 'places', 'none'), { recursive: true });
    write('places/none/app.yaml', 'a: 1\n');
    write('places/one/kubecompass.yaml', head);
    write('places/two/kubecompass.yaml', head);
    write('places/short/kubecompass.yml', head);
    write('places/other.yaml', head);
  });

  test('none, when there is none', async () => {
    expect(await found(['none', '-'])).toBeNull();
    expect(await found(['none/app.yaml'])).toBeNull();
    expect(await found(['absent'])).toBeNull();
    expect(await found([])).toBeNull();
  });

  test('the one in a folder that is assessed, in whatever order', async () => {
    expect(await found(['one', 'none'])).toBe('one/kubecompass.yaml');
    expect(await found(['none', 'one/'])).toBe('one/kubecompass.yaml');
    expect(await found(['one', './one'])).toBe('one/kubecompass.yaml');
  });

  test('the one that is asked for', async () => {
    expect(await found(['one'], 'other.yaml')).toBe('other.yaml');
    expect(await found([], join(cwd, 'places', 'other.yaml'))).toBe(join(cwd, 'places', 'other.yaml'));
  });

  test('the one in the working folder, when no folder that is assessed has one', async () => {
    write('places/kubecompass.yaml', head);
    expect(await found(['none'])).toBe('kubecompass.yaml');
    expect(await found(['-'])).toBe('kubecompass.yaml');
    expect(await found(['one'])).toBe('one/kubecompass.yaml');
    rmSync(join(cwd, 'places', 'kubecompass.yaml'));
  });

  test.each<[string, string[], string | null, string]>([
    [
      'of two nobody knows which',
      ['two', 'one'],
      null,
      'there are two policy files: one/kubecompass.yaml and two/kubecompass.yaml',
    ],
    [
      'one that is called .yml is not passed over in silence',
      ['short'],
      null,
      'short/kubecompass.yml is not read: a policy file is called kubecompass.yaml',
    ],
    ['one that does not exist', [], 'absent.yaml', 'the policy file absent.yaml does not exist'],
    ['a folder', [], 'one', 'the policy file one is a folder'],
  ])('%s', async (_what, paths, named, message) => {
    await expect(found(paths, named)).rejects.toMatchObject({
      message,
      hint: expect.stringContaining('--policy') as string,
    });
  });
});
