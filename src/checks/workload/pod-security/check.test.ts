import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import type { Tier } from '../../../definition/tiers.ts';
import { podSecurity } from './check.ts';

const confined = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A Deployment that meets the restricted level, but for what is given of its pod, its container and that one's securityContext. */
function deployment(
  spec: object = {},
  container: object = {},
  security: object = {},
  annotations: object = {},
): string {
  const app = {
    name: 'app',
    image: 'registry.bank.example/ledger:1.4',
    ...container,
    securityContext: { ...confined, ...security },
  };
  const template = { metadata: { labels: { app: 'ledger' }, annotations }, spec: { containers: [app], ...spec } };
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'ledger', namespace: 'bank' },
    spec: { selector: { matchLabels: { app: 'ledger' } }, template },
  });
}

/** What is said of the workload alone. */
function judged(yaml: string, tier: Tier): string[] {
  const policy = { tiers: { default: tier, rules: [] } };
  return judgedBy(podSecurity, yaml, { policy }).filter((one) => !/ Namespace\//.test(one));
}

describe('a template', () => {
  test('meets-restricted', () => {
    expect(judged(deployment(), 'critical')).toEqual(['pass meets-restricted Deployment/bank/ledger']);
  });

  const hostPath = (path: string): string => deployment({ volumes: [{ name: 'node', hostPath: { path } }] });

  test.each<[string, string]>([
    ['fail host-network Deployment/bank/ledger', deployment({ hostNetwork: true })],
    ['fail host-pid Deployment/bank/ledger', deployment({ hostPID: true })],
    ['fail host-ipc Deployment/bank/ledger', deployment({ hostIPC: true })],
    ['fail privileged Deployment/bank/ledger#app', deployment({}, {}, { privileged: true })],
    [
      'fail capabilities-baseline Deployment/bank/ledger#app',
      deployment({}, {}, { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
    ],
    ['fail host-path-volumes Deployment/bank/ledger', hostPath('/var/log')],
    ['fail runtime-socket Deployment/bank/ledger', hostPath('/var/run/docker.sock')],
    ['fail host-credentials Deployment/bank/ledger', hostPath('/etc/kubernetes')],
    ['fail host-ports Deployment/bank/ledger#app', deployment({}, { ports: [{ containerPort: 80, hostPort: 80 }] })],
    [
      'fail host-probes-and-host-lifecycle Deployment/bank/ledger#app',
      deployment({}, { livenessProbe: { tcpSocket: { port: 80, host: '10.0.0.1' } } }),
    ],
    [
      'fail app-armor-profile Deployment/bank/ledger#app',
      deployment({}, {}, { appArmorProfile: { type: 'Unconfined' } }),
    ],
    [
      'fail app-armor-profile Deployment/bank/ledger',
      deployment({}, {}, {}, { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' }),
    ],
    ['fail se-linux-options Deployment/bank/ledger#app', deployment({}, {}, { seLinuxOptions: { type: 'spc_t' } })],
    ['fail proc-mount Deployment/bank/ledger#app', deployment({}, {}, { procMount: 'Unmasked' })],
    [
      'fail seccomp-profile-baseline Deployment/bank/ledger#app',
      deployment({}, {}, { seccompProfile: { type: 'Unconfined' } }),
    ],
    [
      'fail sysctls Deployment/bank/ledger',
      deployment({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }),
    ],
    [
      'fail windows-host-process Deployment/bank/ledger',
      deployment({ securityContext: { windowsOptions: { hostProcess: true } } }),
    ],
  ])('%s, in every tier', (expected, yaml) => {
    expect(judged(yaml, 'critical')).toEqual([expected]);
    expect(judged(yaml, 'important')).toEqual([expected]);
    expect(judged(yaml, 'best-effort')).toEqual([expected]);
  });

  test.each<[string, string, string]>([
    [
      'restricted-volumes',
      'Deployment/bank/ledger',
      deployment({ volumes: [{ name: 'data', nfs: { server: 'nfs', path: '/' } }] }),
    ],
    [
      'allow-privilege-escalation',
      'Deployment/bank/ledger#app',
      deployment({}, {}, { allowPrivilegeEscalation: null }),
    ],
    ['run-as-non-root', 'Deployment/bank/ledger#app', deployment({}, {}, { runAsNonRoot: null })],
    ['run-as-user', 'Deployment/bank/ledger#app', deployment({}, {}, { runAsUser: 0 })],
    ['seccomp-profile-restricted', 'Deployment/bank/ledger#app', deployment({}, {}, { seccompProfile: null })],
    ['capabilities-restricted', 'Deployment/bank/ledger#app', deployment({}, {}, { capabilities: null })],
    [
      'proc-mount-restricted',
      'Deployment/bank/ledger#app',
      deployment({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
    ],
  ])('%s fails the critical and is advice for others', (reason, subject, yaml) => {
    expect(judged(yaml, 'critical')).toEqual([`fail ${reason} ${subject}`]);
    expect(judged(yaml, 'important')).toEqual([
      `advice ${reason} ${subject}`,
      'pass meets-baseline Deployment/bank/ledger',
    ]);
    expect(judged(yaml, 'best-effort')).toEqual([
      `advice ${reason} ${subject}`,
      'pass meets-baseline Deployment/bank/ledger',
    ]);
  });

  test.each<[string, string]>([
    ['advice writable-root Deployment/bank/ledger#app', deployment({}, {}, { readOnlyRootFilesystem: null })],
    ['advice ssh-server Deployment/bank/ledger#app', deployment({}, { ports: [{ containerPort: 22 }] })],
    ['advice shares-process-namespace Deployment/bank/ledger', deployment({ shareProcessNamespace: true })],
    ['advice low-user-id Deployment/bank/ledger', deployment({ securityContext: { runAsUser: 1000 } })],
  ])('%s, in every tier', (expected, yaml) => {
    expect(judged(yaml, 'critical')).toEqual([expected, 'pass meets-restricted Deployment/bank/ledger']);
    expect(judged(yaml, 'best-effort')).toEqual([expected, 'pass meets-restricted Deployment/bank/ledger']);
  });

  test('two volumes of the node are named apart, and neither twice', () => {
    const volumes = ['/var/log', '/run/containerd/containerd.sock'].map((path, index) => ({
      name: `v${index}`,
      hostPath: { path },
    }));
    expect(judged(deployment({ volumes }), 'critical')).toEqual([
      'fail host-path-volumes Deployment/bank/ledger',
      'fail runtime-socket Deployment/bank/ledger',
    ]);
  });

  test('every fault of every container is named, with its field', () => {
    const found = findingsBy(podSecurity, deployment({ hostPID: true }, {}, { privileged: true }), {
      policy: { tiers: { default: 'critical', rules: [] } },
    });
    const fields = found
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ reason, subject, evidence }) => [reason, subject.container, evidence[0]?.path, evidence[0]?.value]);
    expect(fields).toEqual([
      ['host-pid', undefined, 'spec.template.spec.hostPID', true],
      ['privileged', 'app', 'spec.template.spec.containers[0].securityContext.privileged', true],
    ]);
  });

  test('of which only a part was seen is unknown', () => {
    const patch = deployment({ containers: [{ name: 'app', securityContext: { privileged: true } }] });
    const part = patch
      .replace('apps/v1', 'argoproj.io/v1alpha1')
      .replace('Deployment', 'Rollout')
      .replace('"image":"registry.bank.example/ledger:1.4",', '');
    expect(judged(part, 'critical')).toEqual(['unknown not-seen Rollout/bank/ledger']);
  });

  test('of a namespace of the platform is judged too: what it needs is an exception, not a silence', () => {
    const cni = deployment({ hostNetwork: true }).replaceAll('"bank"', '"kube-system"');
    expect(judgedBy(podSecurity, cni)).toEqual(['fail host-network Deployment/kube-system/ledger']);
  });
});

describe('containers that start, accompany and debug count', () => {
  const root = { image: 'a', securityContext: { ...confined, privileged: true } };

  test('F17 a sidecar among the init containers, and any init container', () => {
    const yaml = deployment({
      initContainers: [
        { ...root, name: 'init' },
        { ...root, name: 'proxy', restartPolicy: 'Always' },
      ],
    });
    expect(judged(yaml, 'best-effort')).toEqual([
      'fail privileged Deployment/bank/ledger#init',
      'fail privileged Deployment/bank/ledger#proxy',
    ]);
  });

  test('an ephemeral container', () => {
    const spec = {
      containers: [{ name: 'app', image: 'a', securityContext: confined }],
      ephemeralContainers: [{ ...root, name: 'debug' }],
    };
    const pod = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'ledger', namespace: 'bank' },
      spec,
    });
    expect(judged(pod, 'best-effort')).toEqual(['fail privileged Pod/bank/ledger#debug']);
  });
});

test('F45 an Argo Rollout is judged like a Deployment', () => {
  const rollout = deployment({}, {}, { privileged: true })
    .replace('"apps/v1"', '"argoproj.io/v1alpha1"')
    .replace('"Deployment"', '"Rollout"');
  expect(judged(rollout, 'important')).toEqual(['fail privileged Rollout/bank/ledger#app']);
});

test('F47 the same Deployment in two folders is judged once; different ones are judged apart', () => {
  const [open, closed] = [deployment({ hostNetwork: true }), deployment()];
  expect(
    judgedBy(podSecurity, { 'dev/ledger.json': open, 'prod/ledger.json': open }).filter(
      (one) => !one.includes('Namespace'),
    ),
  ).toEqual(['fail host-network Deployment/bank/ledger']);
  expect(
    judgedBy(podSecurity, { 'dev/ledger.json': open, 'prod/ledger.json': closed }).filter(
      (one) => !one.includes('Namespace'),
    ),
  ).toEqual(['fail host-network Deployment/bank/ledger@dev', 'pass meets-restricted Deployment/bank/ledger@prod']);
});

test.each([
  [
    'a Job',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      at: 'spec.template.spec.hostNetwork',
      spec: (template: object) => ({ template }),
    },
  ],
  [
    'a CronJob',
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      at: 'spec.jobTemplate.spec.template.spec.hostNetwork',
      spec: (template: object) => ({ schedule: '@daily', jobTemplate: { spec: { template } } }),
    },
  ],
  [
    'a DaemonSet',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      at: 'spec.template.spec.hostNetwork',
      spec: (template: object) => ({ selector: { matchLabels: { app: 'ledger' } }, template }),
    },
  ],
])('%s is judged by the template of its pods', (_name, { apiVersion, kind, at, spec }) => {
  const mayEnd = kind.endsWith('Job') ? { restartPolicy: 'Never' } : {};
  const template = {
    metadata: { labels: { app: 'ledger' } },
    spec: { ...mayEnd, hostNetwork: true, containers: [{ name: 'app', image: 'a' }] },
  };
  const yaml = JSON.stringify({
    apiVersion,
    kind,
    metadata: { name: 'ledger', namespace: 'bank' },
    spec: spec(template),
  });
  const found = findingsBy(podSecurity, yaml).filter(({ verdict }) => verdict === 'fail');
  expect(found.map(({ reason, evidence }) => [reason, evidence[0]?.path])).toEqual([['host-network', at]]);
});

describe('a namespace', () => {
  function namespace(labels: Readonly<Record<string, string>>, name = 'bank'): string {
    const own = Object.fromEntries(
      Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
    );
    return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: own } });
  }

  const short = (labels: Readonly<Record<string, string>>, tier: Tier): string[] =>
    judgedBy(podSecurity, namespace(labels), { policy: { tiers: { default: tier, rules: [] } } }).map((one) =>
      one.replace(' Namespace/bank/bank', ''),
    );
  const pinned = { 'enforce-version': 'v1.36' };

  test.each<[Readonly<Record<string, string>>, string[], string[], string[]]>([
    [{ enforce: 'restricted', ...pinned }, ['pass enforced'], ['pass enforced'], ['pass enforced']],
    [
      { enforce: 'baseline', warn: 'restricted', ...pinned },
      ['fail enforced-too-low'],
      ['pass enforced'],
      ['pass enforced'],
    ],
    [
      { enforce: 'baseline', warn: 'baseline', ...pinned },
      ['advice not-warned', 'fail enforced-too-low'],
      ['partial not-warned'],
      ['advice not-warned', 'pass enforced'],
    ],
    // Whether the API server warns without a label is its own default, which a folder does not show.
    [{ enforce: 'baseline', ...pinned }, ['fail enforced-too-low'], ['unknown not-seen'], ['pass enforced']],
    [{ enforce: 'restricted', warn: 'privileged', ...pinned }, ['pass enforced'], ['pass enforced'], ['pass enforced']],
    [
      { enforce: 'restricted' },
      ['advice version-unpinned', 'pass enforced'],
      ['advice version-unpinned', 'pass enforced'],
      ['advice version-unpinned', 'pass enforced'],
    ],
    [
      { 'enforce': 'restricted', 'enforce-version': 'latest' },
      ['advice version-unpinned', 'pass enforced'],
      ['advice version-unpinned', 'pass enforced'],
      ['advice version-unpinned', 'pass enforced'],
    ],
    // The API server reads an enforce level that does not exist as restricted: enforced, and still not what was meant.
    [{ enforce: 'strict' }, ['fail label-invalid'], ['fail label-invalid'], ['fail label-invalid']],
    [
      { enforce: 'restricted', ...pinned, audit: 'yes' },
      ['fail label-invalid'],
      ['fail label-invalid'],
      ['fail label-invalid'],
    ],
    [
      { 'enforce': 'baseline', 'enforce-version': '1.36', 'warn': 'restricted' },
      ['fail enforced-too-low', 'fail label-invalid'],
      ['fail label-invalid'],
      ['fail label-invalid'],
    ],
    [{ warn: 'restricted' }, ['unknown not-seen'], ['unknown not-seen'], ['unknown not-seen']],
    [{}, ['unknown not-seen'], ['unknown not-seen'], ['unknown not-seen']],
  ])('%j', (labels, critical, important, bestEffort) => {
    expect(short(labels, 'critical')).toEqual(critical);
    expect(short(labels, 'important')).toEqual(important);
    expect(short(labels, 'best-effort')).toEqual(bestEffort);
  });

  test('F18 that enforces privileged fails, in every tier', () => {
    expect(short({ enforce: 'privileged' }, 'critical')).toEqual(['fail enforced-too-low']);
    expect(short({ enforce: 'privileged', warn: 'restricted' }, 'important')).toEqual(['fail enforced-too-low']);
    expect(short({ enforce: 'privileged' }, 'best-effort')).toEqual(['fail enforced-too-low']);
  });

  test('F19 with nothing but enforce-version never passes', () => {
    expect(short({ 'enforce-version': 'latest' }, 'best-effort')).toEqual(['unknown not-seen']);
    const [finding] = findingsBy(podSecurity, namespace({ 'enforce-version': 'latest' }));
    expect(finding?.because).toContain('pod-security.kubernetes.io/enforce: baseline');
  });

  test('a label of its domain that does nothing is named where its place is empty', () => {
    const [finding] = findingsBy(podSecurity, namespace({ 'enforced': 'restricted', 'audit-version': 'v1.36' }));
    expect(finding?.verdict).toBe('unknown');
    expect(finding?.because).toContain('pod-security.kubernetes.io/enforced is no label of Pod Security');
  });

  test('F20 without labels is not saved by any webhook', () => {
    const webhook = JSON.stringify({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'anything' },
      webhooks: [{ name: 'anything.example', rules: [{ resources: ['pods'] }] }],
    });
    expect(judgedBy(podSecurity, `${namespace({})}\n---\n${webhook}`)).toEqual([
      'unknown not-seen Namespace/bank/bank',
    ]);
  });

  test('that was not seen is unknown, and so is one that nothing states', () => {
    expect(judgedBy(podSecurity, deployment())).toContain('unknown not-seen Namespace/bank/bank');
    expect(judgedBy(podSecurity, deployment().replace(',"namespace":"bank"', ''))).toContain(
      'unknown not-seen Namespace/(not stated)/(not stated)',
    );
  });

  test("of the platform's own is no subject", () => {
    expect(judgedBy(podSecurity, namespace({}, 'kube-system'))).toEqual([]);
    expect(
      judgedBy(podSecurity, namespace({ enforce: 'privileged' }, 'cni'), { policy: { platformNamespaces: ['cni'] } }),
    ).toEqual([]);
    expect(judgedBy(podSecurity, namespace({ enforce: 'privileged' }, 'cni'))).toEqual([
      'fail enforced-too-low Namespace/cni/cni',
    ]);
  });

  test('is judged for its own tier, whatever its workloads are', () => {
    const yaml = `${namespace({ enforce: 'baseline', warn: 'restricted', ...pinned })}\n---\n${deployment().replace('"namespace":"bank"', '"namespace":"bank","labels":{"kubecompass.io/tier":"critical"}')}`;
    expect(judgedBy(podSecurity, yaml)).toEqual([
      'pass enforced Namespace/bank/bank',
      'pass meets-restricted Deployment/bank/ledger',
    ]);
  });

  test('shows the label that it is judged by', () => {
    const [finding] = findingsBy(podSecurity, namespace({ enforce: 'privileged' }));
    expect(finding?.evidence).toMatchObject([
      { path: 'metadata.labels["pod-security.kubernetes.io/enforce"]', value: 'privileged' },
    ]);
    expect(finding?.because).toBe('its labels enforce privileged, and its tier demands baseline');
  });
});

test('capabilities dropped in another spelling than Pod Security reads are shown as they are written', () => {
  const findings = findingsBy(podSecurity, deployment({}, {}, { capabilities: { drop: ['all'] } }));
  const finding = findings.find(({ reason }) => reason === 'capabilities-restricted');
  expect(finding).toMatchObject({
    verdict: 'advice',
    reason: 'capabilities-restricted',
    because: 'it does not drop ALL capabilities, or adds one that the restricted level does not allow',
    evidence: [{ path: 'spec.template.spec.containers[0].securityContext.capabilities.drop', value: 'all' }],
  });
  expect(finding?.fix).toContain('in capital letters');
});

test('pods that their namespace refuses are told, with the label that does it', () => {
  const namespace = (level: string): string =>
    `\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {pod-security.kubernetes.io/enforce: ${level}, pod-security.kubernetes.io/enforce-version: v1.36}}}`;
  const open = deployment({}, {}, { allowPrivilegeEscalation: undefined });
  const said = (level: string): string[] => judged(open + namespace(level), 'important');
  const base = 'advice allow-privilege-escalation Deployment/bank/ledger#app';
  expect(said('baseline')).toEqual([base, 'pass meets-baseline Deployment/bank/ledger']);
  expect(said('restricted')).toEqual([
    base,
    'advice refused-by-namespace Deployment/bank/ledger',
    'pass meets-baseline Deployment/bank/ledger',
  ]);
  const refusal = findingsBy(podSecurity, open + namespace('restricted')).find(
    ({ reason }) => reason === 'refused-by-namespace',
  );
  expect(refusal?.because).toContain('enforces restricted');
  expect(refusal?.evidence).toMatchObject([
    { kind: 'Namespace', path: 'metadata.labels["pod-security.kubernetes.io/enforce"]', value: 'restricted' },
  ]);
});

test.each(['/var/log', '/var/run/docker.sock', '/etc/kubernetes'])(
  'a volume of %s that no container mounts is told as declared',
  (path) => {
    const yaml = deployment({ volumes: [{ name: 'node', hostPath: { path } }] });
    const told = findingsBy(podSecurity, yaml).find(({ verdict }) => verdict === 'fail');
    expect(told?.because).toContain('its pods declare a volume');
    expect(told?.because).not.toMatch(/pods mount/);
  },
);

test('F44 where there is nothing to judge, nothing passes', () => {
  const thing = JSON.stringify({
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'a', namespace: 'bank' },
  });
  expect(judgedBy(podSecurity, thing)).toEqual(['unknown not-seen Namespace/bank/bank']);
});

describe('an agent of a node', () => {
  const agent = (image: string, namespace: string, kind = 'DaemonSet'): string =>
    deployment({ volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] }, { image })
      .replace('"Deployment"', `"${kind}"`)
      .replaceAll('"bank"', `"${namespace}"`);
  const policy = { file: 'kubecompass.yaml', platformNamespaces: ['kube-*', 'agents'] };
  const of = (yaml: string): string[] =>
    judgedBy(podSecurity, yaml, { policy }).filter((one) => !/ Namespace\//.test(one));
  const known = 'registry.bank.example/mirror/fluent/fluent-bit:5.1.1';

  test('is no fault where a known tool works for the node in a namespace of the platform', () => {
    expect(of(agent(known, 'agents'))).toEqual([
      'advice node-agent DaemonSet/agents/ledger',
      'notApplicable works-for-the-node DaemonSet/agents/ledger',
    ]);
  });

  test('says what it takes', () => {
    const said = findingsBy(podSecurity, agent(known, 'agents'), { policy }).find(
      ({ reason }) => reason === 'node-agent',
    );
    expect(JSON.stringify(said)).toContain('takes what the standard forbids: host-path-volumes');
  });

  test.each<[string, string]>([
    ['of a tenant', agent(known, 'payments')],
    ['of an image that nobody here knows', agent('registry.bank.example/logs:1.4', 'agents')],
    ['of a tool that only serves requests', agent('registry.bank.example/library/traefik:3.7.1', 'agents')],
    ['that is no DaemonSet', agent(known, 'agents', 'Deployment')],
    ['that is a StatefulSet', agent(known, 'agents', 'StatefulSet')],
    ['whose namespace only looks like one of the platform', agent(known, 'agents-of-payments')],
    [
      'whose namespace is not stated',
      agent(known, 'agents').replaceAll(/,"namespace":"agents"|"namespace":"agents",/g, ''),
    ],
    ['of an image whose name only ends alike', agent('evil.example/notfluent/fluent-bit:5.1.1', 'agents')],
  ])('fails as any other %s', (_which, yaml) => {
    expect(of(yaml)).toEqual([expect.stringMatching(/^fail host-path-volumes /)]);
  });

  test('fails where a container that nobody knows stands beside the tool', () => {
    const yaml = JSON.parse(agent(known, 'agents'));
    yaml.spec.template.spec.containers.push({
      ...yaml.spec.template.spec.containers[0],
      name: 'more',
      image: 'more:1.0',
    });
    expect(of(JSON.stringify(yaml))).toEqual(['fail host-path-volumes DaemonSet/agents/ledger']);
  });

  test.each(['initContainers', 'ephemeralContainers'])('fails where one of the %s is of nobody', (list) => {
    const yaml = JSON.parse(agent(known, 'agents'));
    yaml.spec.template.spec[list] = [
      { ...yaml.spec.template.spec.containers[0], name: 'more', image: 'evil.example/more:1.0' },
    ];
    expect(of(JSON.stringify(yaml))).toEqual(['fail host-path-volumes DaemonSet/agents/ledger']);
  });

  test('without a policy file only the namespaces of components are the platform’s', () => {
    const without = (namespace: string): string[] =>
      judgedBy(podSecurity, agent(known, namespace)).filter((one) => !/ Namespace\//.test(one));
    for (const own of ['kube-system', 'kube-flannel', 'openshift-logging'])
      expect(without(own)).toEqual([
        `advice node-agent DaemonSet/${own}/ledger`,
        `notApplicable works-for-the-node DaemonSet/${own}/ledger`,
      ]);
    for (const other of ['kube-payments', 'kube', 'agents', 'payments'])
      expect(without(other)).toEqual([`fail host-path-volumes DaemonSet/${other}/ledger`]);
  });

  test('passes where it keeps to the standard', () => {
    const yaml = deployment({}, { image: known })
      .replace('"Deployment"', '"DaemonSet"')
      .replaceAll('"bank"', '"agents"');
    expect(of(yaml)).toEqual(['pass meets-restricted DaemonSet/agents/ledger']);
  });
});

test.each<[string, string, string]>([
  ['as installers run it', 'kube-system', 'advice node-agent'],
  ['in a namespace of a tenant', 'bank', 'fail host-network'],
])('kube-proxy %s', (_name, namespace, expected) => {
  const yaml = `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: kube-proxy, namespace: ${namespace}}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {hostNetwork: true, containers: [{name: kube-proxy, image: registry.k8s.io/kube-proxy:v1.37.2, command: [/usr/local/bin/kube-proxy], securityContext: {privileged: true}}]}}}\n`;
  expect(judgedBy(podSecurity, yaml).join('\n')).toContain(`${expected} DaemonSet/${namespace}/kube-proxy`);
});

describe('the control plane that kubeadm makes, of a cluster', () => {
  const part = (program: string, namespace: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${program}-cp-1`,
      namespace,
      uid: program,
      labels: { component: program, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.source': 'file',
        'kubernetes.io/config.mirror': '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'cp-1', uid: 'node-1', controller: true }],
    },
    spec: {
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: program,
          image: `registry.k8s.io/${program}:v1.37.2`,
          command: [program],
          livenessProbe: { httpGet: { host: '127.0.0.1', path: '/livez', port: 6443 } },
          volumeMounts: [{ name: 'pki', mountPath: '/etc/kubernetes/pki', readOnly: true }],
        },
      ],
      volumes: [{ name: 'pki', hostPath: { path: '/etc/kubernetes/pki' } }],
    },
  });

  test.each(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'])(
    '%s is told what it takes, once, and nobody is asked to edit its file',
    (program) => {
      const estate = clusterOf([part(program, 'kube-system')]);
      expect(judgedBy(podSecurity, estate)).toEqual([
        `advice node-agent Pod/kube-system/${program}-cp-1#${program}`,
        `notApplicable works-for-the-node Pod/kube-system/${program}-cp-1`,
      ]);
      const said = findingsBy(podSecurity, estate).find(({ reason }) => reason === 'node-agent');
      expect(said?.because).toContain('run-as-non-root');
      expect(said?.fix).toContain('at each upgrade');
    },
  );

  test('what looks so in a namespace of a tenant fails', () => {
    const said = judgedBy(podSecurity, clusterOf([part('etcd', 'bank')]));
    expect(said).toContain('fail host-network Pod/bank/etcd-cp-1');
  });
});
