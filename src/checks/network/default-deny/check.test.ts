import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { undeclaredPolicy } from '../../../estate/policy.ts';
import { defaultDeny } from './check.ts';

const bank = `
---
apiVersion: v1
kind: Namespace
metadata: {name: bank}
`;

const critical = bank.replace('{name: bank}', '{name: bank, labels: {kubecompass.io/tier: critical}}');
const bestEffort = bank.replace('{name: bank}', '{name: bank, labels: {kubecompass.io/tier: best-effort}}');

function policy(spec: string, name = 'policy', namespace = 'bank'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: {${spec}}
`;
}

function deployment(labels: string, name = 'ledger', more = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: bank}
spec:
  selector: {matchLabels: ${labels}}
  template: {metadata: {labels: ${labels}}, spec: {${more}containers: [{name: app, image: registry.bank.example/ledger:1.4}]}}
`;
}

const denyBoth = policy('podSelector: {}, policyTypes: [Ingress, Egress]');
const denyIngress = policy('podSelector: {}, policyTypes: [Ingress]', 'deny-ingress');
const denyEgress = policy('podSelector: {}, policyTypes: [Egress]', 'deny-egress');
const allowDns = policy(
  'podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}]',
  'dns',
);
const resolved = denyBoth + allowDns;
const ledger = deployment('{app: ledger}');
const forLedger = 'podSelector: {matchLabels: {app: ledger}}';

const half = (cidr: string, name: string, pods = 'podSelector: {}'): string =>
  policy(`${pods}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]`, name);

function said(yaml: string): string[] {
  return judgedBy(defaultDeny, yaml).map((line) => line.replace(' Namespace/bank/bank', ''));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['denied', bank + resolved, ['pass denied']],
    [
      'half of the addresses in each of two policies, which add up',
      bank + resolved + half('0.0.0.0/1', 'low') + half('128.0.0.0/1', 'high'),
      ['fail allows-everything'],
    ],
    ['in one of them alone', bank + resolved + half('0.0.0.0/1', 'low'), ['pass denied']],
    [
      'in two policies for the same pods, of which no other is for all',
      bank +
        half('0.0.0.0/1', 'low', forLedger) +
        half('128.0.0.0/1', 'high', forLedger) +
        denyEgress +
        allowDns +
        ledger,
      ['fail ingress-open'],
    ],
    [
      'half of the IPv6 addresses in each of two policies',
      bank + resolved + half('"::/1"', 'low') + half('"8000::/1"', 'high'),
      ['unknown not-seen'],
    ],
    [
      'every IPv6 address, where pods may have one',
      bank + resolved + policy('podSelector: {}, ingress: [{from: [{ipBlock: {cidr: "::/0"}}]}]', 'six'),
      ['unknown not-seen'],
    ],
    [
      'both halves of them',
      bank +
        resolved +
        policy('podSelector: {}, ingress: [{from: [{ipBlock: {cidr: "::/1"}}, {ipBlock: {cidr: "8000::/1"}}]}]', 'six'),
      ['unknown not-seen'],
    ],
    [
      'half of them',
      bank + resolved + policy('podSelector: {}, ingress: [{from: [{ipBlock: {cidr: "::/1"}}]}]', 'six'),
      ['pass denied'],
    ],
    ['denied by two policies', bank + denyIngress + denyEgress + allowDns, ['pass denied']],
    [
      'denied, with rules that allow what is needed',
      bank + resolved + ledger + policy(`${forLedger}, ingress: [{from: [{podSelector: {}}]}]`, 'allow'),
      ['pass denied'],
    ],
    ['ingress-open, egress-open', bank, ['advice no-policy', 'fail ingress-open', 'partial egress-open']],
    [
      'in a critical namespace, egress weighs as much',
      critical,
      ['advice no-policy', 'fail egress-open', 'fail ingress-open'],
    ],
    ['in a best-effort one, egress is advice', bestEffort + denyIngress, ['advice egress-open', 'pass ingress-denied']],
    ['egress-open', bank + denyIngress, ['partial egress-open']],
    [
      'allows-everything',
      bank + resolved + policy('podSelector: {}, ingress: [{}]', 'allow'),
      ['fail allows-everything'],
    ],
    [
      'egress-allows-everything',
      bank + denyBoth + policy('podSelector: {}, policyTypes: [Egress], egress: [{}]', 'allow'),
      ['partial egress-allows-everything'],
    ],
    ['only-selected', bank + ledger + denyEgress + allowDns + policy(forLedger), ['partial only-selected']],
    [
      'egress-only-selected',
      bank + ledger + denyIngress + policy(`${forLedger}, policyTypes: [Egress]`),
      ['partial egress-only-selected'],
    ],
    [
      'a namespace whose pods are all selected is no worse than an open one',
      bestEffort + ledger + denyIngress + policy(`${forLedger}, policyTypes: [Egress]`),
      ['advice egress-only-selected', 'pass ingress-denied'],
    ],
    [
      'policy-selects-nothing',
      bank + ledger + resolved + policy('podSelector: {matchLabels: {app: gone}}', 'gone'),
      ['advice policy-selects-nothing', 'pass denied'],
    ],
    ['dns-cut', bank + denyBoth, ['advice dns-cut', 'pass denied']],
    ['the folder does not hold the Namespace', ledger, ['unknown not-seen']],
    ['and its policies count for what they do', resolved, ['pass denied']],
    [
      'a malformed policy may admit everyone',
      bank + resolved + policy('podSelector: {matchLabels: [app]}', 'broken'),
      ['unknown not-seen'],
    ],
    [
      'a malformed policy may be the one that denies',
      bank + ledger + policy('podSelector: {matchLabels: [app]}', 'broken'),
      ['unknown not-seen'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('Best Effort passes by ingress alone, even where egress was not seen', () => {
    const policyFile = { tiers: { default: 'best-effort' as const, rules: [] } };
    expect(judgedBy(defaultDeny, denyIngress, { policy: policyFile })).toEqual([
      'pass ingress-denied Namespace/bank/bank',
    ]);
    expect(judgedBy(defaultDeny, denyIngress)).toEqual(['unknown not-seen Namespace/bank/bank']);
  });
});

describe('whose namespaces', () => {
  test('those of the platform are no subjects', () => {
    expect(judgedBy(defaultDeny, bank.replace('bank', 'kube-system') + bank.replace('bank', 'openshift-dns'))).toEqual(
      [],
    );
  });

  test('the policy file says which those are', () => {
    expect(
      judgedBy(defaultDeny, bank, { policy: { platformNamespaces: [...undeclaredPolicy.platformNamespaces, 'ba*'] } }),
    ).toEqual([]);
  });

  test('objects without a namespace never lack a policy, even where the folder is all there is', () => {
    const yaml = ledger.replace(', namespace: bank', '');
    expect(judgedBy(defaultDeny, yaml)).toEqual(['unknown not-seen Namespace/(not stated)/(not stated)']);
    expect(judgedBy(defaultDeny, yaml, { authority: 'complete' })).toEqual([
      'unknown not-seen Namespace/(not stated)/(not stated)',
    ]);
  });

  test('--complete speaks for namespaces that are only named, --partial for none', () => {
    expect(judgedBy(defaultDeny, ledger, { authority: 'complete' })).toEqual([
      'advice no-policy Namespace/bank/bank',
      'fail ingress-open Namespace/bank/bank',
      'partial egress-open Namespace/bank/bank',
    ]);
    expect(judgedBy(defaultDeny, bank + ledger, { authority: 'partial' })).toEqual([
      'unknown not-seen Namespace/bank/bank',
    ]);
  });
});

describe('evidence', () => {
  function evidenceOf(yaml: string, reason: string): string[] {
    const finding = findingsBy(defaultDeny, yaml).find((one) => one.reason === reason);
    return [
      finding?.because ?? '',
      ...(finding?.evidence.map(({ kind, name, path }) => `${kind}/${name} ${path}`) ?? []),
    ];
  }

  test('is the policies, or the workloads that they leave out', () => {
    expect(
      evidenceOf(bank + resolved, 'denied')
        .slice(1)
        .toSorted(),
    ).toEqual(['NetworkPolicy/dns spec.podSelector', 'NetworkPolicy/policy spec.podSelector']);
    expect(evidenceOf(bank + ledger + deployment('{app: web}', 'web') + policy(forLedger), 'ingress-open')).toEqual([
      'no policy restricts traffic into the pods of 1 of its 2 workloads, so everything may connect to them',
      'Deployment/web spec.template.metadata.labels',
    ]);
  });

  test('is the Namespace where nothing selects any pod', () => {
    expect(evidenceOf(bank + ledger, 'ingress-open')).toEqual([
      'no policy restricts traffic into the pods of its one workload, so everything may connect to them',
      'Namespace/bank metadata.name',
    ]);
    expect(evidenceOf(bank, 'ingress-open')[0]).toContain('no policy restricts traffic into its pods');
  });

  test('tells the workloads that no policy can hold from those that it counts', () => {
    const agent = deployment('{app: agent}', 'agent', 'hostNetwork: true, ');
    expect(evidenceOf(bank + ledger + agent, 'ingress-open')).toEqual([
      'no policy restricts traffic into the pods of its one workload outside hostNetwork, so everything may connect to them',
      'Namespace/bank metadata.name',
    ]);
    expect(evidenceOf(bank + agent, 'ingress-open')[0]).toContain('no policy restricts traffic into its pods');
  });

  test('two policies that select nothing are one finding', () => {
    const gone = (name: string): string => policy(`podSelector: {matchLabels: {app: ${name}}}`, name);
    expect(evidenceOf(bank + ledger + resolved + gone('one') + gone('two'), 'policy-selects-nothing')).toHaveLength(3);
  });
});

describe('traps', () => {
  test('F3 a default deny with an empty podSelector passes', () => {
    expect(said(bank + ledger + resolved)).toEqual(['pass denied']);
  });

  test('F4 a policy that selects exactly the labels of the pod protects it, and not the namespace', () => {
    const pod = deployment('{app: ledger, team: core}');
    expect(
      said(
        bank + pod + policy('podSelector: {matchLabels: {app: ledger, team: core}}, policyTypes: [Ingress, Egress]'),
      ),
    ).toEqual(['partial egress-only-selected', 'partial only-selected']);
  });

  test('F5 a policy that admits everyone is no default deny', () => {
    for (const rule of ['{}', '{from: []}', '{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}]}']) {
      expect(said(bank + ledger + policy(`podSelector: {}, ingress: [${rule}]`))).toEqual([
        'fail allows-everything',
        'partial egress-open',
      ]);
    }
  });

  test('F5 a pod that a policy selects only to admit everyone is selected, not protected', () => {
    const admitting = policy('podSelector: {matchLabels: {app: ledger}}, ingress: [{}]');
    expect(said(bank + ledger + admitting)).toContain('fail ingress-open');
  });

  test('F6 a policy that selects other pods protects nothing', () => {
    expect(said(bank + ledger + policy('podSelector: {matchLabels: {app: other}}'))).toEqual([
      'advice policy-selects-nothing',
      'fail ingress-open',
      'partial egress-open',
    ]);
  });

  test('F7 an egress policy leaves ingress open', () => {
    expect(said(bank + ledger + denyEgress + allowDns)).toEqual(['fail ingress-open']);
  });

  test('F8 a policy that selects by expressions protects the pod as one that selects by labels does', () => {
    const selects =
      'podSelector: {matchExpressions: [{key: app, operator: In, values: [ledger]}]}, policyTypes: [Ingress, Egress]';
    expect(said(bank + ledger + policy(selects))).toEqual(['partial egress-only-selected', 'partial only-selected']);
    expect(said(bank + ledger + policy(selects.replace('In,', 'NotIn,')))).toContain('fail ingress-open');
  });

  test('F9 that some policy is there says nothing', () => {
    expect(said(bank + ledger + policy('podSelector: {matchLabels: {app: other}}, ingress: [{}]'))).toContain(
      'fail ingress-open',
    );
  });

  test('F10 a policy of another namespace does nothing here, whatever labels it selects', () => {
    expect(
      judgedBy(
        defaultDeny,
        bank + ledger + policy(forLedger, 'policy', 'shop') + policy('podSelector: {}', 'deny', 'shop'),
      ),
    ).toContain('fail ingress-open Namespace/bank/bank');
  });

  test('F11 with policies of Cilium or Calico the answer is unknown until they are evaluated', () => {
    for (const [apiVersion, kind] of [
      ['cilium.io/v2', 'CiliumNetworkPolicy'],
      ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
      ['projectcalico.org/v3', 'NetworkPolicy'],
      ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
      ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ]) {
      const other = `\n---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: deny, namespace: bank}\nspec: {}\n`;
      expect(said(bank + ledger + other)).toEqual(['unknown not-seen']);
      expect(said(bank + ledger + resolved + other)).toEqual(['unknown not-seen']);
    }
  });
});

describe('a namespace of a cluster in which nothing runs', () => {
  const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n---\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: default}\nspec: {containers: [{name: a, image: a:1}]}\n';
  // Scaled to none today, and not tomorrow.
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: bank}\nspec: {replicas: 0, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a:1}]}}}\n';
  const of = (given: ReturnType<typeof clusterOf>, name: string): string[] => [
    ...new Set(
      judgedBy(defaultDeny, given)
        .filter((one) => one.endsWith(` Namespace/${name}/${name}`))
        .map((one) => one.split(' ').slice(0, 2).join(' ')),
    ),
  ];

  test.each(['default', 'bank'])('nothing runs in %s', (name) => {
    expect(of(clusterOf(namespace(name)), name)).toEqual(['notApplicable nothing-runs-there']);
  });

  test('something runs in it', () => {
    expect(of(clusterOf(namespace('default') + pod), 'default')).not.toContain('notApplicable nothing-runs-there');
    expect(of(clusterOf(namespace('bank') + deployment), 'bank')).not.toContain('notApplicable nothing-runs-there');
  });

  test('what runs in it may not be listed', () => {
    for (const forbidden of ['/Pod', 'apps/Deployment'])
      expect(of(clusterOf(namespace('bank'), { forbidden: [forbidden] }), 'bank')).toEqual(['unknown not-seen']);
  });

  test('a folder that holds it is held to it', () => {
    expect(judgedBy(defaultDeny, namespace('default')).join()).not.toContain('nothing-runs-there');
  });
});

describe('no policy at all', () => {
  const broken = policy('podSelector: 3', 'broken');
  test.each<[string, string, boolean]>([
    ['nothing is there', bank + ledger, true],
    ['one for other pods is there', bank + ledger + policy('podSelector: {matchLabels: {app: other}}'), false],
    ['one for the other direction is there', bank + ledger + denyEgress, false],
    ['one that admits everything is there', bank + ledger + policy('podSelector: {}, ingress: [{}]'), false],
    ['one cannot be read', bank + ledger + broken, false],
    [
      'an operator may make one',
      `${bank}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: brokers, namespace: bank, labels: {strimzi.io/cluster: ledger}}
spec: {replicas: 3, roles: [broker], storage: {type: ephemeral}}
`,
      false,
    ],
  ])('is told only where it is known: %s', (_words, text, told) => {
    expect(said(text).includes('advice no-policy')).toBe(told);
  });
});
