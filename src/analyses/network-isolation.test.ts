import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { gap, isGap } from '../estate/gap.ts';
import { matchesSelector } from '../estate/label-selector.ts';
import type { NetworkPolicy, OtherNetworkPolicy } from '../estate/network-policy.ts';
import { complete, partial } from '../estate/seen.ts';
import { admitsEverything, type Direction, type NetworkIsolation, networkIsolation } from './network-isolation.ts';

type Json = Readonly<Record<string, unknown>>;

const bank = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } };

function policy(spec: Json, name = 'policy', namespace: string | null = 'bank'): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
    spec,
  };
}

function deployment(app: string, pod: Json = {}, namespace: string | null = 'bank'): Json {
  const template = { metadata: { labels: { app } }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...pod } };
  const spec = { selector: { matchLabels: { app } }, template };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, ...(namespace === null ? {} : { namespace }) },
    spec,
  };
}

function isolationOf(objects: readonly Json[], authority: Authority = 'default', namespace = 'bank'): NetworkIsolation {
  const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  return isolationIn({ 'manifests.yaml': text }, authority, namespace);
}

function isolationIn(
  files: Record<string, string>,
  authority: Authority = 'default',
  namespace = 'bank',
): NetworkIsolation {
  const facts = viewFacts(estateOf(files, authority));
  const subject = facts.namespaces.items.find(({ name }) => name === namespace);
  const value = networkIsolation.compute(facts as never)(subject as never, { place: null, nth: 0 });
  if (isGap(value)) throw new Error(value.detail);
  return value;
}

const denyAll = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

describe('pods that an operator makes', () => {
  const cluster = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'ledger', namespace: 'bank' },
    spec: { instances: 3 },
  };
  const pool = { ...cluster, apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaNodePool', spec: { replicas: 3 } };
  const forPods = (labels: Json): Json => policy({ podSelector: { matchLabels: labels }, ingress: [] }, 'some');
  const kinds = (stance: NetworkIsolation['ingress']): unknown =>
    stance.is === 'open' ? stance.exposed.map(({ kind }) => kind) : stance.is;

  test.each<[string, Json[], unknown]>([
    [
      'is selected by the labels that the operator gives',
      [cluster, forPods({ 'cnpg.io/cluster': 'ledger' })],
      'selected',
    ],
    ['is open where no policy selects it', [cluster, forPods({ 'cnpg.io/cluster': 'other' })], ['Cluster']],
    ['may have labels that are not known', [pool, forPods({ 'strimzi.io/cluster': 'ledger' })], 'unseen'],
    [
      'may have policies of its operator',
      [{ ...pool, metadata: { ...pool.metadata, labels: { 'strimzi.io/cluster': 'x' } } }, forPods({ app: 'other' })],
      'unseen',
    ],
    [
      'leaves its namespace open where no policy is at all',
      [{ ...pool, metadata: { ...pool.metadata, labels: { 'strimzi.io/cluster': 'x' } } }],
      [],
    ],
    ['does not hide what else is open', [pool, deployment('web'), forPods({ app: 'other' })], ['Deployment']],
    ['is under a default deny like any other', [pool, denyAll], 'denied'],
  ])('%s', (_name, objects, stance) => {
    expect(kinds(isolationOf([bank, ...objects]).ingress)).toEqual(stance);
  });
});

describe('how a namespace stands', () => {
  test.each<[string, Json[], string, string]>([
    ['nothing there', [], 'open', 'open'],
    ['a default deny', [denyAll], 'denied', 'denied'],
    ['policyTypes absent and no egress rules: ingress only', [policy({ podSelector: {} })], 'denied', 'open'],
    [
      'policyTypes absent and egress rules: both',
      [policy({ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] })],
      'denied',
      'denied',
    ],
    [
      'egress rules without their policyType do nothing',
      [policy({ podSelector: {}, policyTypes: ['Ingress'], egress: [{}] })],
      'denied',
      'open',
    ],
    [
      'rules that admit some: still denied by default',
      [policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })],
      'denied',
      'open',
    ],
    [
      'a rule that admits everyone on one port',
      [policy({ podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] })],
      'denied',
      'open',
    ],
    ['a rule without peers and ports', [policy({ podSelector: {}, ingress: [{}] })], 'admitted', 'open'],
    ['an empty list of peers is everyone', [policy({ podSelector: {}, ingress: [{ from: [] }] })], 'admitted', 'open'],
    ['an empty peer, which is refused', [policy({ podSelector: {}, ingress: [{ from: [{}] }] })], 'unseen', 'unseen'],
    [
      'an allow-all beside the default deny',
      [denyAll, policy({ podSelector: {}, egress: [{}], policyTypes: ['Egress'] }, 'allow')],
      'denied',
      'admitted',
    ],
    [
      'an allow-all for some pods is what it says',
      [denyAll, policy({ podSelector: { matchLabels: { app: 'web' } }, ingress: [{}] }, 'allow')],
      'denied',
      'denied',
    ],
    [
      'every pod selected',
      [deployment('web'), policy({ podSelector: { matchLabels: { app: 'web' } } })],
      'selected',
      'open',
    ],
    [
      'a pod left out',
      [deployment('web'), deployment('api'), policy({ podSelector: { matchLabels: { app: 'web' } } })],
      'open',
      'open',
    ],
    [
      'policies for some pods, and no pod seen',
      [policy({ podSelector: { matchLabels: { app: 'web' } } })],
      'open',
      'open',
    ],
    ['a policy of another namespace', [policy({ podSelector: {} }, 'deny', 'shop')], 'open', 'open'],
    [
      'a pod on the network of its node is selected by none',
      [
        deployment('web'),
        deployment('agent', { hostNetwork: true }),
        policy({ podSelector: { matchLabels: { app: 'web' } } }),
      ],
      'selected',
      'open',
    ],
  ])('%s', (_name, objects, ingress, egress) => {
    const isolation = isolationOf([bank, ...objects]);
    expect([isolation.ingress.is, isolation.egress.is]).toEqual([ingress, egress]);
  });

  test('a Job makes pods too', () => {
    const { selector: _selector, ...spec } = deployment('batch', { restartPolicy: 'Never' })['spec'] as Record<
      string,
      unknown
    >;
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'batch', namespace: 'bank' }, spec };
    const isolation = isolationOf([
      bank,
      deployment('web'),
      job,
      policy({ podSelector: { matchLabels: { app: 'web' } } }),
    ]);
    expect(isolation.ingress).toMatchObject({ is: 'open', exposed: [{ kind: 'Job' }] });
    expect(isolation.workloads).toBe(2);
  });
});

describe('what is not known', () => {
  const forWeb = policy({ podSelector: { matchLabels: { app: 'web' } } });
  const cilium = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'rules', namespace: 'bank' },
  };
  const maker = { apiVersion: 'bank.example/v1', kind: 'Ledger', metadata: { name: 'ledger', namespace: 'bank' } };

  test.each<[string, Json[], string, string]>([
    ['the Namespace is kept elsewhere', [deployment('web')], 'networkPolicies', 'networkPolicies'],
    ['and its guardrails count where they are seen', [denyAll], 'denied', 'denied'],
    ['and so does what they leave open', [policy({ podSelector: {}, ingress: [{}] })], 'admitted', 'networkPolicies'],
    ['policies of the CNI', [bank, denyAll, cilium], 'otherNetworkPolicies', 'otherNetworkPolicies'],
    [
      'policies of the CNI, of another namespace',
      [bank, { ...cilium, metadata: { name: 'rules', namespace: 'shop' } }],
      'otherNetworkPolicies',
      'otherNetworkPolicies',
    ],
    ['pods that an operator may make, with none seen', [bank, forWeb, maker], 'workloads', 'open'],
    ['pods that an operator may make beside those seen', [bank, deployment('web'), forWeb, maker], 'selected', 'open'],
    [
      'a workload that cannot be read may be exposed',
      [bank, deployment('web'), forWeb, deployment('api', { containers: 'none' })],
      'workloads',
      'open',
    ],
    [
      'and cannot hide one that is',
      [bank, deployment('web'), deployment('db'), forWeb, deployment('api', { containers: 'none' })],
      'open',
      'open',
    ],
  ])('%s', (_name, objects, ingress, egress) => {
    const isolation = isolationOf(objects);
    const stances = [isolation.ingress, isolation.egress].map((one) => {
      if (one.is !== 'unseen') return one.is;
      return isGap(one.what) ? one.what.detail : one.what;
    });
    expect(stances).toEqual([ingress, egress]);
  });
});

describe('a policy that cannot be read', () => {
  function withHidden(objects: readonly Json[], namespace = 'bank', place = ''): NetworkIsolation {
    const estate = estateOf(objects.map((one) => JSON.stringify(one)).join('\n---\n'));
    const { items, seen } = estate.facts.networkPolicies;
    const hidden = partial(gap('malformed', 'a NetworkPolicy cannot be read', place));
    const facts = viewFacts({
      ...estate,
      facts: {
        ...estate.facts,
        networkPolicies: { items, seen: { ...seen, in: { ...seen.in, [namespace]: hidden } } },
      },
    });
    return networkIsolation.compute(facts as never)(facts.namespaces.items[0] as never, {
      place: null,
      nth: 0,
    }) as NetworkIsolation;
  }
  const unseen = { is: 'unseen', what: 'networkPolicies' };

  test('may be the default deny', () => {
    expect(withHidden([bank]).ingress).toEqual(unseen);
  });
  test('may admit everything', () => {
    expect(withHidden([bank, denyAll]).ingress).toEqual(unseen);
  });
  test('cannot take back what another one admits', () => {
    expect(withHidden([bank, policy({ podSelector: {}, ingress: [{}] })])).toMatchObject({
      ingress: { is: 'admitted' },
      egress: unseen,
    });
  });
  test('may let pods ask a name server', () => {
    expect(withHidden([bank, denyAll]).cutsDns).toEqual([]);
  });
  test('may land in the namespace, if it states none and lies there', () => {
    expect(withHidden([bank], '(not stated)').ingress).toEqual(unseen);
    const [namespace, workload] = [bank, deployment('web')].map((one) => JSON.stringify(one)) as [string, string];
    const estate = estateOf({ 'bank/namespace.yaml': namespace, 'bank/web.yaml': workload });
    const stanceWith = (place: string): string => {
      const seen = { ...estate.facts.networkPolicies.seen };
      const hidden = partial(gap('malformed', 'a NetworkPolicy cannot be read', place));
      const networkPolicies = { items: [], seen: { ...seen, in: { ...seen.in, '(not stated)': hidden } } };
      const facts = viewFacts({ ...estate, facts: { ...estate.facts, networkPolicies } });
      const value = networkIsolation.compute(facts as never)(facts.namespaces.items[0] as never, {
        place: null,
        nth: 0,
      });
      return (value as NetworkIsolation).ingress.is;
    };
    expect([stanceWith('bank/policies'), stanceWith('shop')]).toEqual(['unseen', 'open']);
  });
});

describe('policies of the CNI in a list that was wholly seen', () => {
  test.each<[string, string, string]>([
    ['its own namespace', 'bank', 'unseen'],
    ['the whole cluster', '', 'unseen'],
    ['another namespace', 'shop', 'denied'],
  ])('of %s', (_name, namespace, stance) => {
    const estate = estateOf([bank, denyAll].map((one) => JSON.stringify(one)).join('\n---\n'));
    const [own] = estate.facts.networkPolicies.items;
    const other = {
      ...own,
      noun: 'otherNetworkPolicy',
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      namespace,
    } as OtherNetworkPolicy;
    const otherNetworkPolicies = { items: [other], seen: { everywhere: complete, in: {} } };
    const facts = viewFacts({ ...estate, facts: { ...estate.facts, otherNetworkPolicies } });
    const value = networkIsolation.compute(facts as never)(facts.namespaces.items[0] as never, { place: null, nth: 0 });
    expect((value as NetworkIsolation).ingress.is).toBe(stance);
  });
});

describe('objects that state no namespace', () => {
  const [web, deny] = [
    deployment('web', {}, null),
    policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'deny', null),
  ].map((one) => JSON.stringify(one));

  test.each<[string, Record<string, string>, string]>([
    ['never lack a policy', { 'app/web.yaml': `${web}` }, 'unseen'],
    ['are denied by the policy of their folder', { 'app/web.yaml': `${web}`, 'app/deny.yaml': `${deny}` }, 'denied'],
    ['or of a folder above', { 'app/web.yaml': `${web}`, 'deny.yaml': `${deny}` }, 'denied'],
    ['and not by that of another folder', { 'app/web.yaml': `${web}`, 'other/deny.yaml': `${deny}` }, 'unseen'],
    [
      'nor while a workload may lie in another',
      {
        'app/web.yaml': `${web}`,
        'app/deny.yaml': `${deny}`,
        'other/x.yaml': 'kind: Deployment\napiVersion: apps/v1\nspec: {',
      },
      'unseen',
    ],
  ])('%s', (_name, files, stance) => {
    expect(isolationIn(files, 'default', '(not stated)').ingress.is).toBe(stance);
    expect(isolationIn(files, 'complete', '(not stated)').ingress.is).toBe(stance);
  });
});

describe('a policy without a namespace beside the Namespace', () => {
  const files = (folder: string, spec: Json): Record<string, string> => ({
    'bank/namespace.yaml': JSON.stringify(bank),
    'apps/web.yaml': JSON.stringify(deployment('web')),
    [`${folder}/policy.yaml`]: JSON.stringify(policy(spec, 'policy', null)),
  });

  test.each<[string, string, Json, string, string]>([
    ['may be what denies there', 'bank', { podSelector: {} }, 'unseen', 'open'],
    ['also from a folder below', 'bank/policies', { podSelector: {} }, 'unseen', 'open'],
    ['not from another folder', 'samples', { podSelector: {} }, 'open', 'open'],
    [
      'for some pods it would make them less exposed',
      'bank',
      { podSelector: { matchLabels: { app: 'web' } } },
      'unseen',
      'open',
    ],
  ])('%s', (_name, folder, spec, ingress, egress) => {
    const isolation = isolationIn(files(folder, spec));
    expect([isolation.ingress.is, isolation.egress.is]).toEqual([ingress, egress]);
  });
});

describe('policies that select nothing', () => {
  const forApi = policy({ podSelector: { matchLabels: { app: 'api' } } });
  test.each<[string, Json[], string[]]>([
    ['a name that no workload bears', [bank, deployment('web'), forApi], ['policy']],
    ['a workload that it selects', [bank, deployment('web'), deployment('api'), forApi], []],
    ['no workload at all: they lie in another repository', [bank, forApi], []],
    ['an empty selector selects whatever comes', [bank, deployment('web'), denyAll], []],
    [
      'pods that an operator may make',
      [
        bank,
        deployment('web'),
        forApi,
        { apiVersion: 'bank.example/v1', kind: 'Ledger', metadata: { name: 'x', namespace: 'bank' } },
      ],
      [],
    ],
    [
      'pods that an operator may make anywhere',
      [
        bank,
        deployment('web'),
        forApi,
        { apiVersion: 'bank.example/v1', kind: 'ClusterLedger', metadata: { name: 'x' } },
      ],
      [],
    ],
    [
      'pods that an operator may make wherever it lands',
      [bank, deployment('web'), forApi, { apiVersion: 'bank.example/v1', kind: 'Ledger', metadata: { name: 'x' } }],
      [],
    ],
    ['a workload that cannot be read', [bank, deployment('web'), forApi, deployment('x', { containers: 'none' })], []],
    [
      'pods that their controller labels',
      [
        bank,
        deployment('web'),
        policy({ podSelector: { matchLabels: { 'statefulset.kubernetes.io/pod-name': 'web-0' } } }),
      ],
      [],
    ],
    [
      'pods that a workload without a namespace may bring',
      [bank, deployment('web'), forApi, deployment('api', {}, null)],
      [],
    ],
    [
      'no namespace stated',
      [deployment('web', {}, null), policy({ podSelector: { matchLabels: { app: 'api' } } }, 'policy', null)],
      [],
    ],
  ])('%s', (_name, objects, names) => {
    const namespace = objects.includes(bank) ? 'bank' : '(not stated)';
    expect(isolationOf(objects, 'default', namespace).idle.map(({ name }) => name)).toEqual(names);
  });
});

describe('name resolution', () => {
  function cut(egress: readonly Json[], podSelector: Json = {}): boolean {
    return (
      isolationOf([bank, denyAll, policy({ podSelector, policyTypes: ['Egress'], egress }, 'allow')]).cutsDns.length > 0
    );
  }
  const anywhere = { to: [{ namespaceSelector: {} }] };

  test.each<[string, boolean, Json[]]>([
    ['no rule', true, []],
    ['web traffic only', true, [{ ports: [{ port: 443 }] }]],
    ['TCP only', true, [{ ports: [{ port: 53, protocol: 'TCP' }] }]],
    ['to its own pods only', true, [{ to: [{ podSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }]],
    ['to everyone', false, [{ ports: [{ port: 53, protocol: 'UDP' }] }]],
    ['to namespaces', false, [{ ...anywhere, ports: [{ port: 53, protocol: 'UDP' }] }]],
    [
      'to an address',
      false,
      [{ to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: [{ port: 53, protocol: 'UDP' }] }],
    ],
    ['on every port', false, [anywhere]],
    ['on every UDP port', false, [{ ...anywhere, ports: [{ protocol: 'UDP' }] }]],
    ['in a range of ports', false, [{ ...anywhere, ports: [{ protocol: 'UDP', port: 1, endPort: 100 }] }]],
    ['beside a range of ports', true, [{ ...anywhere, ports: [{ protocol: 'UDP', port: 54, endPort: 100 }] }]],
    ['where OpenShift listens', false, [{ ...anywhere, ports: [{ protocol: 'UDP', port: 5353 }] }]],
    ['by the name of a port', false, [{ ...anywhere, ports: [{ protocol: 'UDP', port: 'dns' }] }]],
  ])('%s: cut is %s', (_name, expected, egress) => {
    expect(cut(egress)).toBe(expected);
  });

  test('a policy for some pods may be all that needs it', () => {
    expect(cut([anywhere], { matchLabels: { app: 'web' } })).toBe(false);
  });

  test('is not missed where a policy that states no namespace may bring it', () => {
    const resolves = policy({ podSelector: {}, policyTypes: ['Egress'], egress: [anywhere] }, 'dns', null);
    expect(isolationOf([bank, denyAll, resolves]).cutsDns).toEqual([]);
  });

  test('is not brought by egress rules that do nothing', () => {
    const idle = policy({ podSelector: {}, policyTypes: ['Ingress'], egress: [anywhere] }, 'dns');
    expect(isolationOf([bank, denyAll, idle]).cutsDns).toHaveLength(1);
  });

  test('is not missed where a policy may be kept elsewhere', () => {
    expect(isolationOf([denyAll]).cutsDns).toEqual([]);
  });
});

describe('what admits everything', () => {
  const everyone = { peers: [], ports: [] };
  const block = (cidr: string, except: string[] = []) => ({ pods: null, namespaces: null, block: { cidr, except } });
  const port = (protocol: string, number: number | null = null, endPort: number | null = null) => ({
    protocol,
    port: number,
    endPort,
  });

  test.each<[string, boolean, Parameters<typeof admitsEverything>[0]]>([
    ['every IPv6 address', true, [{ peers: [block('::/0')], ports: [] }]],
    ['both halves of IPv6', true, [{ peers: [block('::/1'), block('8000::/1')], ports: [] }]],
    ['one half of IPv6', false, [{ peers: [block('::/1')], ports: [] }]],
    ['both halves but some', false, [{ peers: [block('::/1'), block('8000::/1', ['fd00::/8'])], ports: [] }]],
    ['another family', false, [{ peers: [block('0.0.0.0/0')], ports: [] }]],
    ['no peers', true, [everyone]],
  ])('who has an IPv6 address: %s', (_name, expected, rules) => {
    expect(admitsEverything(rules, 128)).toBe(expected);
  });

  test.each<[string, boolean, Parameters<typeof admitsEverything>[0]]>([
    ['no rule', false, []],
    ['no peers, no ports', true, [everyone]],
    ['every IPv4 address', true, [{ peers: [block('0.0.0.0/0')], ports: [] }]],
    ['both halves', true, [{ peers: [block('0.0.0.0/1'), block('128.0.0.0/1')], ports: [] }]],
    ['one half', false, [{ peers: [block('0.0.0.0/1')], ports: [] }]],
    ['both halves but some', false, [{ peers: [block('0.0.0.0/1', ['10.0.0.0/8']), block('128.0.0.0/1')], ports: [] }]],
    [
      'what one leaves out, another names',
      true,
      [{ peers: [block('10.0.0.0/7'), block('0.0.0.0/0', ['10.0.0.0/8', '10.1.0.0/16'])], ports: [] }],
    ],
    [
      'both halves in two rules',
      true,
      [
        { peers: [block('0.0.0.0/1')], ports: [] },
        { peers: [block('128.0.0.0/1')], ports: [] },
      ],
    ],
    [
      'both halves for different ports',
      false,
      [
        { peers: [block('0.0.0.0/1')], ports: [{ protocol: 'TCP', port: 80, endPort: null }] },
        { peers: [block('128.0.0.0/1')], ports: [] },
      ],
    ],
    ['both halves of IPv6', false, [{ peers: [block('::/1'), block('8000::/1')], ports: [] }]],
    ['every IPv4 address but some', false, [{ peers: [block('0.0.0.0/0', ['10.0.0.0/8'])], ports: [] }]],
    ['every IPv6 address only', false, [{ peers: [block('::/0')], ports: [] }]],
    ['both', true, [{ peers: [block('0.0.0.0/0'), block('::/0')], ports: [] }]],
    [
      'every pod of the cluster is not everyone',
      false,
      [{ peers: [{ pods: {}, namespaces: {}, block: null }], ports: [] }],
    ],
    ['every TCP port', false, [{ peers: [], ports: [port('TCP')] }]],
    ['every TCP and UDP port, in one rule', true, [{ peers: [], ports: [port('TCP'), port('UDP')] }]],
    [
      'every TCP and UDP port, in two rules',
      true,
      [
        { peers: [], ports: [port('TCP')] },
        { peers: [], ports: [port('UDP', 1, 65535)] },
      ],
    ],
    ['the low ports', false, [{ peers: [], ports: [port('TCP', 1, 1023), port('UDP')] }]],
    ['most ports', false, [{ peers: [], ports: [port('TCP', 2, 65535), port('UDP')] }]],
  ])('%s: %s', (_name, expected, rules) => {
    expect(admitsEverything(rules)).toBe(expected);
  });
});

// The slow, obvious version: every pod that could exist, every peer, every port.
describe('agrees with asking every policy for every pod and every connection', () => {
  const keys = ['app', 'tier'] as const;
  const values = [undefined, 'a', 'b', 'c'];
  const everyLabels = values.flatMap((app) =>
    values.map(
      (tier) =>
        Object.fromEntries(
          [
            ['app', app],
            ['tier', tier],
          ].filter(([, value]) => value !== undefined),
        ) as Record<string, string>,
    ),
  );
  const peers = [
    { namespace: 'bank' },
    { namespace: 'shop' },
    { address: [10, 0, 0, 1] },
    { address: [203, 0, 113, 9] },
  ] as const;
  const connections = peers.flatMap((peer) =>
    ['TCP', 'UDP'].flatMap((protocol) => [1, 53, 443, 65535].map((port) => ({ peer, protocol, port }))),
  );
  type Connection = (typeof connections)[number];

  function admits(
    { peers: who, ports }: NetworkPolicy['ingress'][number],
    { peer, protocol, port }: Connection,
  ): boolean {
    const onPort =
      ports.length === 0 ||
      ports.some(
        (one) =>
          one.protocol === protocol &&
          (one.port === null ||
            (typeof one.port === 'number' && one.port <= port && port <= (one.endPort ?? one.port))),
      );
    const from =
      who.length === 0 ||
      who.some(({ pods, namespaces, block }) => {
        if (block) return block.cidr === '0.0.0.0/0' || ('address' in peer && peer.address[0] === 10);
        if ('address' in peer) return false;
        if (namespaces) return matchesSelector(namespaces, { 'kubernetes.io/metadata.name': peer.namespace });
        return pods !== null && peer.namespace === 'bank';
      });
    return onPort && from;
  }

  function slowly(
    policies: readonly NetworkPolicy[],
    pods: readonly Record<string, string>[],
    direction: Direction,
  ): string {
    const isolatesFor = (labels: Record<string, string>) =>
      policies.filter((one) => one.isolates[direction] && matchesSelector(one.pods, labels));
    const forWhoever = policies.filter(
      (one) => one.isolates[direction] && everyLabels.every((labels) => matchesSelector(one.pods, labels)),
    );
    const areForAll = (some: readonly NetworkPolicy[]): boolean =>
      connections.every((connection) => some.some((one) => one[direction].some((rule) => admits(rule, connection))));
    if (areForAll(forWhoever)) return 'admitted';
    if (forWhoever.length > 0) return 'denied';
    const isOpen = (labels: Record<string, string>): boolean =>
      isolatesFor(labels).length === 0 || areForAll(isolatesFor(labels));
    if (pods.length === 0 || pods.some(isOpen)) return 'open';
    return 'selected';
  }

  const selector = fc.oneof(
    fc.constant<Json>({}),
    fc
      .record({ key: fc.constantFrom(...keys), value: fc.constantFrom('a', 'b') })
      .map(({ key, value }): Json => ({ matchLabels: { [key]: value } })),
    fc
      .record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('In', 'NotIn') })
      .map((one): Json => ({ matchExpressions: [{ ...one, values: ['a', 'b'] }] })),
    fc
      .record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('Exists', 'DoesNotExist') })
      .map((one): Json => ({ matchExpressions: [one] })),
  );
  const peer = fc.constantFrom<Json>(
    { podSelector: {} },
    { namespaceSelector: {} },
    { ipBlock: { cidr: '0.0.0.0/0' } },
    { ipBlock: { cidr: '10.0.0.0/8' } },
  );
  const portOf = fc.constantFrom<Json>(
    {},
    { protocol: 'UDP' },
    { port: 443 },
    { protocol: 'UDP', port: 1, endPort: 65535 },
    { port: 1, endPort: 65535 },
  );
  const rule = (side: string) =>
    fc
      .record({ who: fc.array(peer, { maxLength: 2 }), ports: fc.array(portOf, { maxLength: 2 }) })
      .map(({ who, ports }): Json => ({ [side]: who, ports }));
  const spec = fc.record(
    {
      podSelector: selector,
      policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
      ingress: fc.array(rule('from'), { maxLength: 2 }),
      egress: fc.array(rule('to'), { maxLength: 2 }),
    },
    { requiredKeys: ['podSelector'] },
  );
  const pod = fc.record({ app: fc.constantFrom('a', 'b', 'c'), hostNetwork: fc.constantFrom(false, false, true) });

  test('for 600 namespaces', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 4 }), fc.array(pod, { maxLength: 3 }), (specs, pods) => {
        const objects = [
          bank,
          ...specs.map((one, index) => policy(one, `policy-${index}`)),
          ...pods.map(({ app, hostNetwork }, index) => ({
            ...deployment(app, { hostNetwork }),
            metadata: { name: `${app}-${index}`, namespace: 'bank' },
          })),
        ];
        const { items } = viewFacts(
          estateOf(objects.map((one) => JSON.stringify(one)).join('\n---\n')),
        ).networkPolicies;
        const found = isolationOf(objects);
        const own = pods.filter(({ hostNetwork }) => !hostNetwork).map(({ app }) => ({ app }));
        for (const direction of ['ingress', 'egress'] as const) {
          const { is } = found[direction];
          reached.set(is, (reached.get(is) ?? 0) + 1);
          expect(is).toBe(slowly(items, own, direction));
        }
      }),
      { numRuns: 600, seed: 9 },
    );
    expect([...reached.keys()].toSorted()).toEqual(['admitted', 'denied', 'open', 'selected']);
  });
});
