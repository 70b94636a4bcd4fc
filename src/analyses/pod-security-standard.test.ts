import { existsSync, readFileSync } from 'node:fs';
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { PodTemplate } from '../estate/pod.ts';
import {
  isLooser,
  newestPolicyMinor,
  type PodSecurityLevel,
  type PodSecurityRule,
  violationsOf,
  violationsOfEveryLevel,
} from './pod-security-standard.ts';

function podOf(manifest: unknown): PodTemplate {
  const text = JSON.stringify(manifest);
  const [workload] = estateOf({ 'pod.json': text }).facts.workloads.items;
  if (!workload) throw new Error(`no pod was read from ${text}`);
  return workload.pod;
}

const confined = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod of one container that meets the restricted level but for what is given. */
function pod(spec: object, container: object = {}, security: object = {}, annotations: object = {}): PodTemplate {
  const app = { name: 'app', image: 'ledger:1', ...container, securityContext: { ...confined, ...security } };
  const metadata = { name: 'ledger', namespace: 'bank', annotations };
  return podOf({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [app], ...spec } });
}

function brokenBy(given: PodTemplate, level: PodSecurityLevel, minor = newestPolicyMinor): string[] {
  return violationsOf(given, level, minor).flatMap(({ rule, spots }) => spots.map(({ path }) => `${rule} ${path}`));
}

function rulesBrokenBy(given: PodTemplate, level: PodSecurityLevel, minor = newestPolicyMinor): PodSecurityRule[] {
  return [...new Set(violationsOf(given, level, minor).map(({ rule }) => rule))];
}

const app = 'spec.containers[0]';

describe('what baseline forbids, with its place', () => {
  test.each<[PodTemplate, string]>([
    [pod({ hostNetwork: true }), 'host-network spec.hostNetwork'],
    [pod({ hostPID: true }), 'host-pid spec.hostPID'],
    [pod({ hostIPC: true }), 'host-ipc spec.hostIPC'],
    [pod({}, {}, { privileged: true, allowPrivilegeEscalation: null }), `privileged ${app}.securityContext.privileged`],
    [
      pod({}, {}, { capabilities: { add: ['CHOWN', 'SYS_ADMIN'] } }),
      `capabilities-baseline ${app}.securityContext.capabilities.add[1]`,
    ],
    [
      pod({}, {}, { capabilities: { add: ['CAP_CHOWN'] } }),
      `capabilities-baseline ${app}.securityContext.capabilities.add[0]`,
    ],
    [
      pod({
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', hostPath: { path: '/dev' } },
        ],
      }),
      'host-path-volumes spec.volumes[1].hostPath.path',
    ],
    [pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }), `host-ports ${app}.ports[0].hostPort`],
    [
      pod({}, { livenessProbe: { httpGet: { port: 80, host: '127.0.0.1' } } }),
      `host-probes-and-host-lifecycle ${app}.livenessProbe.httpGet.host`,
    ],
    [
      pod({}, { startupProbe: { tcpSocket: { port: 80, host: 'a' } } }),
      `host-probes-and-host-lifecycle ${app}.startupProbe.tcpSocket.host`,
    ],
    [
      pod({}, { lifecycle: { preStop: { httpGet: { port: 80, host: 'a' } } } }),
      `host-probes-and-host-lifecycle ${app}.lifecycle`,
    ],
    [
      pod({}, {}, { appArmorProfile: { type: 'Unconfined' } }),
      `app-armor-profile ${app}.securityContext.appArmorProfile.type`,
    ],
    [pod({ securityContext: { appArmorProfile: {} } }), 'app-armor-profile spec.securityContext.appArmorProfile.type'],
    [
      pod({}, {}, {}, { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' }),
      'app-armor-profile metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]',
    ],
    [pod({}, {}, { seLinuxOptions: { type: 'spc_t' } }), `se-linux-options ${app}.securityContext.seLinuxOptions.type`],
    [
      pod({ securityContext: { seLinuxOptions: { user: 'root' } } }),
      'se-linux-options spec.securityContext.seLinuxOptions.user',
    ],
    [pod({}, {}, { seLinuxOptions: { role: 'r' } }), `se-linux-options ${app}.securityContext.seLinuxOptions.role`],
    [pod({}, {}, { procMount: 'Unmasked' }), `proc-mount ${app}.securityContext.procMount`],
    [
      pod({}, {}, { seccompProfile: { type: 'Unconfined' } }),
      `seccomp-profile-baseline ${app}.securityContext.seccompProfile.type`,
    ],
    [
      pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
      'sysctls spec.securityContext.sysctls[0].name',
    ],
    [
      pod({ securityContext: { windowsOptions: { hostProcess: true } } }),
      'windows-host-process spec.securityContext.windowsOptions.hostProcess',
    ],
  ])('%#: %s', (given, expected) => {
    expect(brokenBy(given, 'baseline')).toEqual([expected]);
    expect(violationsOf(given, 'privileged')).toEqual([]);
  });
});

describe('what only restricted forbids, with its place', () => {
  test.each<[PodTemplate, string]>([
    [pod({ volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] }), 'restricted-volumes spec.volumes[0].nfs'],
    [
      pod({}, {}, { allowPrivilegeEscalation: null }),
      `allow-privilege-escalation ${app}.securityContext.allowPrivilegeEscalation`,
    ],
    [pod({}, {}, { runAsNonRoot: null }), `run-as-non-root ${app}.securityContext.runAsNonRoot`],
    [
      pod({ securityContext: { runAsNonRoot: true } }, {}, { runAsNonRoot: false }),
      `run-as-non-root ${app}.securityContext.runAsNonRoot`,
    ],
    [
      pod({ securityContext: { runAsNonRoot: false } }, {}, { runAsNonRoot: null }),
      'run-as-non-root spec.securityContext.runAsNonRoot',
    ],
    [pod({}, {}, { runAsUser: 0 }), `run-as-user ${app}.securityContext.runAsUser`],
    [pod({ securityContext: { runAsUser: 0 } }), 'run-as-user spec.securityContext.runAsUser'],
    [pod({}, {}, { seccompProfile: null }), `seccomp-profile-restricted ${app}.securityContext.seccompProfile.type`],
    [
      pod({}, {}, { capabilities: { drop: ['all'] } }),
      `capabilities-restricted ${app}.securityContext.capabilities.drop`,
    ],
    [
      pod({}, {}, { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
      `capabilities-restricted ${app}.securityContext.capabilities.add[0]`,
    ],
    [
      pod({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
      `proc-mount-restricted ${app}.securityContext.procMount`,
    ],
  ])('%#: %s', (given, expected) => {
    expect(brokenBy(given, 'restricted')).toEqual([expected]);
    expect(violationsOf(given, 'baseline')).toEqual([]);
  });
});

describe('what the restricted level allows', () => {
  test.each<[string, PodTemplate]>([
    ['nothing special', pod({})],
    [
      'a volume without a source, which the API server makes an emptyDir',
      pod({ volumes: [{ name: 'a' }, { name: 'b', hostPath: null }] }),
    ],
    ['NET_BIND_SERVICE', pod({}, {}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
    [
      'a host port of 0 and an empty host',
      pod({}, { ports: [{ containerPort: 80, hostPort: 0 }], livenessProbe: { httpGet: { port: 80, host: '' } } }),
    ],
    [
      'what the pod says for its containers',
      pod(
        {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'app.json' } },
        },
        {},
        { runAsNonRoot: null, seccompProfile: null },
      ),
    ],
    [
      'an empty SELinux type and a known one',
      pod(
        { securityContext: { seLinuxOptions: { type: '', user: '', role: '' } } },
        {},
        { seLinuxOptions: { type: 'container_t' } },
      ),
    ],
    [
      'AppArmor profiles of known kinds',
      pod(
        {},
        {},
        { appArmorProfile: { type: 'Localhost' } },
        { 'container.apparmor.security.beta.kubernetes.io/app': 'localhost/mine' },
      ),
    ],
    ['a root user in a user namespace of its own', pod({ hostUsers: false }, {}, { runAsUser: 0, runAsNonRoot: null })],
    [
      'a Windows pod without what Linux knows',
      pod(
        { os: { name: 'windows' } },
        {},
        { allowPrivilegeEscalation: null, capabilities: null, seccompProfile: null },
      ),
    ],
  ])('%s', (_name, given) => {
    expect(brokenBy(given, 'restricted')).toEqual([]);
  });
});

describe('versions', () => {
  const unsafe = (name: string): PodTemplate => pod({ securityContext: { sysctls: [{ name, value: '1' }] } });
  test.each<[string, PodTemplate, PodSecurityLevel, PodSecurityRule, number[]]>([
    [
      'hosts of probes are forbidden from 1.34',
      pod({}, { livenessProbe: { httpGet: { port: 80, host: 'a' } } }),
      'baseline',
      'host-probes-and-host-lifecycle',
      [34, 37],
    ],
    [
      'container_engine_t is allowed from 1.31',
      pod({}, {}, { seLinuxOptions: { type: 'container_engine_t' } }),
      'baseline',
      'se-linux-options',
      [0, 30],
    ],
    [
      'a user namespace makes procMount harmless from 1.35',
      pod({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
      'baseline',
      'proc-mount',
      [0, 34],
    ],
    [
      'not so at the restricted level',
      pod({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
      'restricted',
      'proc-mount-restricted',
      [35, 37],
    ],
    [
      'seccomp annotations count until 1.18',
      pod({}, {}, {}, { 'container.seccomp.security.alpha.kubernetes.io/app': 'unconfined' }),
      'restricted',
      'seccomp-profile-baseline',
      [0, 18],
    ],
    [
      'and the pod annotation too',
      pod({}, {}, {}, { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }),
      'baseline',
      'seccomp-profile-baseline',
      [0, 18],
    ],
    [
      'seccomp fields count from 1.19',
      pod({}, {}, { seccompProfile: null }),
      'restricted',
      'seccomp-profile-restricted',
      [19, 37],
    ],
    [
      'ip_local_reserved_ports is allowed from 1.27',
      unsafe('net.ipv4.ip_local_reserved_ports'),
      'baseline',
      'sysctls',
      [0, 26],
    ],
    ['tcp_keepalive_time is allowed from 1.29', unsafe('net.ipv4.tcp_keepalive_time'), 'baseline', 'sysctls', [0, 28]],
    ['tcp_rmem is allowed from 1.32', unsafe('net.ipv4.tcp_rmem'), 'baseline', 'sysctls', [0, 31]],
    ['tcp_notsent_lowat is allowed from 1.37', unsafe('net.ipv4.tcp_notsent_lowat'), 'baseline', 'sysctls', [0, 36]],
    [
      'escalation counts from 1.8',
      pod({}, {}, { allowPrivilegeEscalation: null }),
      'restricted',
      'allow-privilege-escalation',
      [8, 37],
    ],
    [
      'for Windows until 1.24',
      pod(
        { os: { name: 'windows' } },
        {},
        { allowPrivilegeEscalation: null, capabilities: null, seccompProfile: null },
      ),
      'restricted',
      'allow-privilege-escalation',
      [8, 24],
    ],
    ['user 0 counts from 1.23', pod({}, {}, { runAsUser: 0 }), 'restricted', 'run-as-user', [23, 37]],
    [
      'in a user namespace until 1.34',
      pod({ hostUsers: false }, {}, { runAsUser: 0 }),
      'restricted',
      'run-as-user',
      [23, 34],
    ],
    [
      'capabilities must be dropped from 1.22',
      pod({}, {}, { capabilities: null }),
      'restricted',
      'capabilities-restricted',
      [22, 37],
    ],
  ])('%s', (_name, given, level, rule, [first = 0, last = 0]) => {
    const minors = Array.from({ length: newestPolicyMinor + 1 }, (_, minor) => minor);
    const broken = minors.filter((minor) => rulesBrokenBy(given, level, minor).includes(rule));
    expect(broken).toEqual(minors.filter((minor) => minor >= first && minor <= last));
  });

  test('a version above the newest one is the newest one', () => {
    const given = pod({ hostNetwork: true }, { livenessProbe: { httpGet: { port: 80, host: 'a' } } });
    expect(brokenBy(given, 'restricted', 99)).toEqual(brokenBy(given, 'restricted', newestPolicyMinor));
    expect(() => violationsOf(given, 'restricted', -1)).toThrow('1.-1');
  });
});

test('init, sidecar and ephemeral containers count, each by itself', () => {
  const root = {
    name: 'root',
    image: 'a',
    securityContext: { ...confined, privileged: true, allowPrivilegeEscalation: null },
  };
  const given = podOf({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'ledger', namespace: 'bank' },
    spec: {
      initContainers: [
        { ...root, name: 'init' },
        { ...root, name: 'sidecar', restartPolicy: 'Always' },
      ],
      containers: [{ ...root, name: 'app' }],
      ephemeralContainers: [{ ...root, name: 'debug' }],
    },
  });
  const named = violationsOf(given, 'baseline').map(({ rule, container }) => `${rule} ${container?.name}`);
  expect(named).toEqual(['privileged init', 'privileged sidecar', 'privileged app', 'privileged debug']);
});

test('all spots of one rule in one container are one violation', () => {
  const [only, ...others] = violationsOf(pod({}, {}, { capabilities: { add: ['BPF', 'NET_ADMIN'] } }), 'baseline');
  expect(others).toEqual([]);
  expect(only?.spots.map(({ value }) => value)).toEqual(['BPF', 'NET_ADMIN']);
});

test('both levels together name each field once', () => {
  const given = pod(
    {
      volumes: [
        { name: 'a', hostPath: { path: '/dev' } },
        { name: 'b', nfs: { server: 'a', path: '/' } },
      ],
    },
    {},
    { capabilities: { add: ['BPF', 'CHOWN'] }, seccompProfile: { type: 'Unconfined' }, procMount: 'Unmasked' },
  );
  const { baseline, restricted } = violationsOfEveryLevel(given);
  const spots = [...baseline, ...restricted].flatMap(({ rule, spots: own }) =>
    own.map(({ path }) => `${rule} ${path}`),
  );
  expect(spots).toEqual([
    `capabilities-baseline ${app}.securityContext.capabilities.add[0]`,
    'host-path-volumes spec.volumes[0].hostPath.path',
    `proc-mount ${app}.securityContext.procMount`,
    `seccomp-profile-baseline ${app}.securityContext.seccompProfile.type`,
    'restricted-volumes spec.volumes[1].nfs',
    `capabilities-restricted ${app}.securityContext.capabilities.drop`,
    `capabilities-restricted ${app}.securityContext.capabilities.add[1]`,
  ]);
});

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 2 });
const randomSecurity = fc.record({
  privileged: maybe(fc.boolean()),
  allowPrivilegeEscalation: maybe(fc.boolean()),
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1000)),
  capabilities: maybe(
    fc.record({ add: fc.subarray(['BPF', 'CHOWN', 'NET_BIND_SERVICE']), drop: fc.subarray(['ALL', 'CHOWN']) }),
  ),
  seccompProfile: maybe(
    fc.constantFrom<object>(
      { type: 'RuntimeDefault' },
      { type: 'Localhost', localhostProfile: 'app.json' },
      { type: 'Unconfined' },
    ),
  ),
  procMount: maybe(fc.constantFrom('Default', 'Unmasked')),
});
const randomContainer = fc.record({
  image: fc.constant('ledger:1'),
  ports: fc.array(fc.record({ containerPort: fc.constant(80), hostPort: fc.constantFrom(0, 80) }), { maxLength: 2 }),
  securityContext: maybe(randomSecurity),
});
const randomPod = fc
  .record({
    hostNetwork: maybe(fc.boolean()),
    hostUsers: maybe(fc.boolean()),
    volumes: fc.uniqueArray(
      fc.constantFrom(
        { name: 'a', hostPath: { path: '/dev' } },
        { name: 'b', emptyDir: {} },
        { name: 'c', nfs: {} },
        { name: 'd' },
      ),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    initContainers: fc.array(randomContainer, { maxLength: 2 }),
    containers: fc.array(randomContainer, { minLength: 1, maxLength: 2 }),
    securityContext: maybe(randomSecurity),
  })
  // The API server refuses two containers of one name, and two ports of one port of the node.
  .map((spec) => ({
    ...spec,
    initContainers: spec.initContainers.map((one, index) => ({ ...one, name: `init-${index}` })),
    containers: spec.containers.map((one, index) => ({
      ...one,
      name: `app-${index}`,
      ports: one.ports.map(({ hostPort }, nth) => {
        const port = 80 + 10 * index + nth;
        return { containerPort: port, hostPort: hostPort === 0 ? 0 : port };
      }),
    })),
  }))
  .map((spec) => podOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace: 'bank' }, spec }));

describe('any Linux pod', () => {
  test('that breaks baseline breaks restricted, in every version', () => {
    fc.assert(
      fc.property(randomPod, fc.nat({ max: newestPolicyMinor }), (given, minor) => {
        const [loose, strict] = [rulesBrokenBy(given, 'baseline', minor), rulesBrokenBy(given, 'restricted', minor)];
        expect(loose.length > 0 && strict.length === 0).toBe(false);
      }),
    );
  });

  test('breaks both levels together where it breaks either, and in no field twice', () => {
    fc.assert(
      fc.property(randomPod, (given) => {
        const { baseline, restricted } = violationsOfEveryLevel(given);
        expect(baseline).toEqual(violationsOf(given, 'baseline'));
        const paths = [...baseline, ...restricted].flatMap(({ spots }) => spots.map(({ path }) => path));
        expect(paths).toHaveLength(new Set(paths).size);
        const strict = violationsOf(given, 'restricted').flatMap(({ spots }) => spots.map(({ path }) => path));
        expect(paths.toSorted()).toEqual([...new Set(strict)].toSorted());
      }),
    );
  });

  test('has one violation per rule and container', () => {
    fc.assert(
      fc.property(randomPod, (given) => {
        const violations = violationsOf(given, 'restricted');
        for (const { rule, container, spots } of violations) {
          expect(violations.filter((one) => one.rule === rule && one.container === container)).toHaveLength(1);
          expect(spots.every((spot) => spot.container === container)).toBe(true);
          expect(spots).not.toEqual([]);
        }
      }),
    );
  });
});

interface Fixture {
  readonly level: PodSecurityLevel;
  readonly expect: 'pass' | 'fail';
  readonly check: string;
  readonly pod: unknown;
  readonly versions: readonly string[];
}

/** What upstream calls our rules; a restricted rule also answers for the baseline rule that it takes the place of. */
const upstreamNames: Partial<Record<PodSecurityRule, readonly string[]>> = {
  'host-network': ['hostnamespaces'],
  'host-pid': ['hostnamespaces'],
  'host-ipc': ['hostnamespaces'],
  'capabilities-baseline': ['capabilities_baseline'],
  'capabilities-restricted': ['capabilities_restricted', 'capabilities_baseline'],
  'seccomp-profile-baseline': ['seccompprofile_baseline'],
  'seccomp-profile-restricted': ['seccompprofile_restricted', 'seccompprofile_baseline'],
  'restricted-volumes': ['restrictedvolumes', 'hostpathvolumes'],
  'proc-mount-restricted': ['procmount_restricted', 'procmount'],
};

const fixtures = `${process.env['KUBECOMPASS_REFERENCE'] ?? ''}/vectors/pod-security-fixtures.jsonl`;
const hasFixtures = process.env['KUBECOMPASS_REFERENCE'] !== undefined && existsSync(fixtures);

test.skipIf(!hasFixtures)(
  'every fixture of upstream agrees in every version (skipped unless KUBECOMPASS_REFERENCE holds vectors/pod-security-fixtures.jsonl)',
  () => {
    const disagreements: string[] = [];
    const rows = readFileSync(fixtures, 'utf8').trimEnd().split('\n');
    let pairs = 0;
    for (const row of rows) {
      const fixture = JSON.parse(row) as Fixture;
      // Upstream never applies its pods; the API server would refuse the names of some.
      const pod = fixture.pod as { readonly metadata: object };
      const given = podOf({ ...pod, metadata: { ...pod.metadata, name: 'fixture' } });
      for (const version of fixture.versions) {
        pairs += 1;
        const broken = rulesBrokenBy(given, fixture.level, Number(version.slice('v1.'.length)));
        const names = broken.flatMap((rule) => upstreamNames[rule] ?? [rule.replaceAll('-', '')]);
        const agrees = fixture.expect === 'pass' ? broken.length === 0 : names.includes(fixture.check);
        if (!agrees)
          disagreements.push(
            `${fixture.level} ${version} ${fixture.check} should ${fixture.expect}, broken: ${broken.join(', ')}`,
          );
      }
    }
    expect(disagreements).toEqual([]);
    expect([rows.length, pairs]).toEqual([380, 4537]);
  },
);

test.each<[PodSecurityLevel, PodSecurityLevel, boolean]>([
  ['privileged', 'baseline', true],
  ['baseline', 'restricted', true],
  ['baseline', 'baseline', false],
  ['restricted', 'baseline', false],
])('%s forbids less than %s: %s', (level, other, expected) => {
  expect(isLooser(level, other)).toBe(expected);
});
