import { describe, expect, test } from 'vitest';
import { assess } from '../src/assessment/assess.ts';
import type { Assessment } from '../src/assessment/assessment.ts';
import { disruptionBudgets } from '../src/checks/availability/disruption-budgets/check.ts';
import { defaultDeny } from '../src/checks/network/default-deny/check.ts';
import { podSecurity } from '../src/checks/workload/pod-security/check.ts';
import type { Authority } from '../src/collect/manifests/visibility.ts';
import type { Estate } from '../src/estate/estate.ts';
import { viewFact } from '../src/estate/fact-view.ts';
import { type FactName, factNames } from '../src/estate/facts.ts';
import { notStated } from '../src/estate/identity.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { gapsOf, seenIn } from '../src/estate/seen.ts';
import { choosePaint } from '../src/report/terminal/palette.ts';
import { writeSeen } from '../src/report/terminal/write-seen.ts';
import { collected } from './support/collected.ts';
import { estateOf } from './support/estate-of.ts';
import { judgedBy } from './support/judged.ts';

// What a folder may say (docs/guide/what-a-folder-may-say.md): every sentence of the rules, in their own words.

type Files = Readonly<Record<string, string>>;

const within = (namespace: string | null): string => (namespace === null ? '' : `, namespace: ${namespace}`);

function deployment({
  name = 'ledger',
  namespace = 'bank',
  replicas = 3,
}: { name?: string; namespace?: string | null; replicas?: number } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${within(namespace)}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;
}

function budget({
  namespace = 'bank',
  amount = 'maxUnavailable: 1',
}: { namespace?: string | null; amount?: string } = {}): string {
  return `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ledger${within(namespace)}}
spec: {${amount}, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: ledger}}}
`;
}

const namespaceObject = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
const deny = (namespace: string | null): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny${within(namespace)}}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
const brokenBudget = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ledger\n';

/** What is said of the budgets of workloads, in short. */
function budgetsIn(given: Files | Estate, authority?: Authority): string[] {
  const said = judgedBy(disruptionBudgets, given, authority ? { authority } : {});
  return said.filter((one) => !one.startsWith('notApplicable budget '));
}

function policiesIn(given: Files | Estate, authority?: Authority): string[] {
  return judgedBy(defaultDeny, given, authority ? { authority } : {});
}

/** The facts of which something is missing in a namespace, but for those that lie in another repository anyway. */
function missingIn({ facts }: Estate, namespace: string): FactName[] {
  return factNames.filter((name) =>
    gapsOf(seenIn(facts[name].seen, namespace)).some(({ elsewhere }) => elsewhere !== true),
  );
}

describe('facts and gaps', () => {
  const files = {
    'a.yaml': `${deployment()}---${budget()}---\n${brokenBudget}`,
    'b/c.yaml': deny('bank'),
    'd/kustomization.yaml': 'resources: [gone.yaml]',
  };

  test('Facts are plain data: they survive JSON', () => {
    const estate = estateOf({
      ...files,
      'e.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big, labels: {__proto__: "1"}}\ndata: {n: 123456789012345678901}\n`,
    });
    expect(JSON.parse(JSON.stringify(estate))).toEqual(estate);
  });

  test('Collectors never throw past their door and never return an empty list for a failed, forbidden or partial call', () => {
    const estate = collected({ 'a.yaml': brokenBudget, 'b.yaml': deployment() });
    const { items, seen } = estate.facts.disruptionBudgets;
    expect({ items, seen: seen.everywhere }).toMatchObject({
      items: [],
      seen: { state: 'partial', gaps: [{ gap: 'malformed' }] },
    });
  });

  test('Every object keeps where it came from: file and line', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a, namespace: bank}, spec: {clusterIP: None}}\n- {apiVersion: v1, kind: Service, metadata: {name: b, namespace: bank}, spec: {clusterIP: None}}\n`;
    const estate = estateOf({ 'x/a.yaml': `# one\n---\n${list}` });
    expect(estate.facts.services.items.map(({ origin }) => origin)).toEqual([
      { file: 'x/a.yaml', line: 3, document: 0, within: ['items', 0] },
      { file: 'x/a.yaml', line: 3, document: 0, within: ['items', 1] },
    ]);
  });
});

describe('places and variants', () => {
  test('A place is a rendered source or a folder of plain files', () => {
    const estate = collected({
      'a.yaml': deployment(),
      'dev/apps/b.yaml': budget(),
      'prod/kustomization.yaml': 'resources: [gone.yaml]',
    });
    expect(estate.facts.workloads.items[0]?.places).toEqual(['']);
    expect(estate.facts.disruptionBudgets.items[0]?.places).toEqual(['dev/apps']);
    expect(gapsOf(estate.facts.workloads.seen.everywhere)).toMatchObject([{ place: 'prod' }]);
  });

  test('a Component that nothing uses is only listed: it is not missed, and the gate holds', () => {
    const component = (used: boolean): Assessment =>
      assess(
        collected({
          'a.yaml': deployment({ replicas: 1 }),
          'extra/kustomization.yaml': 'kind: Component\nresources: [b.yaml]',
          'extra/b.yaml': deployment({ name: 'b' }),
          ...(used ? { 'kustomization.yaml': 'components: [extra]' } : {}),
        }),
        undeclaredPolicy,
        { version: 'test', checks: [disruptionBudgets] },
      );
    const seen = (assessment: Assessment): string =>
      writeSeen(assessment, { columns: 500, paint: choosePaint(false) }).join('\n');
    expect(component(false)).toMatchObject({
      estate: { unreadSources: [{ type: 'component', file: 'extra/kustomization.yaml' }] },
      gate: { holds: true },
    });
    expect(seen(component(false))).not.toContain('not rendered');
    expect(component(true)).toMatchObject({ gate: { holds: false } });
    expect(seen(component(true))).toContain('1 kustomization not rendered');
  });

  test('Each kustomization that no other one uses (a Component that nothing uses is only listed) and each chart is a source of its own: it owns its files, which are not read raw as well', () => {
    const estate = collected({
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': deployment(),
      'prod/kustomization.yaml': 'resources: [../base]',
      'extra/kustomization.yaml': 'kind: Component\nresources: [b.yaml]',
      'extra/b.yaml': deployment(),
      'chart/Chart.yaml': 'name: chart\n',
      'chart/templates/c.yaml': deployment(),
      'plain/d.yaml': namespaceObject('bank'),
    });
    expect(estate.unreadSources.map(({ file }) => file)).toEqual([
      'chart/Chart.yaml',
      'extra/kustomization.yaml',
      'prod/kustomization.yaml',
    ]);
    expect(estate.facts.workloads.items).toEqual([]);
    expect(estate.objects).toBe(1);
  });

  test('What could not be rendered is a gap that names its files and the missing tool (--raw reads such files as they are, and says so)', () => {
    const files = {
      'prod/kustomization.yaml': 'resources: [a.yaml]',
      'prod/a.yaml': deployment(),
      'chart/Chart.yaml': 'name: chart\n',
    };
    const gaps = gapsOf(collected(files).facts.workloads.seen.everywhere).map(({ detail }) => detail);
    expect(gaps).toEqual([
      expect.stringMatching(/^chart\/Chart.yaml: the chart chart .*`helm template`/),
      expect.stringMatching(/^prod\/kustomization.yaml: a kustomization of a.yaml .*`kustomize build`/),
    ]);
    const raw = collected(files, { raw: true });
    expect(raw.facts.workloads.items).toHaveLength(1);
    expect(raw.assumptions.join()).toContain('--raw');
  });

  test('The same identity with the same content in two places is one object', () => {
    const estate = estateOf({ 'dev/a.yaml': deployment(), 'prod/b.yaml': `# a copy\n${deployment()}` });
    expect(estate.facts.workloads.items).toMatchObject([
      { name: 'ledger', places: ['dev', 'prod'], origin: { file: 'dev/a.yaml' } },
    ]);
    expect(estate).toMatchObject({ objects: 1, conflicts: [] });
  });

  test('F47 With different content the two are variants (base and overlays, dev and prod): judged apart, never counted as two objects', () => {
    const files = { 'dev/a.yaml': deployment({ replicas: 1 }), 'prod/a.yaml': deployment({ replicas: 3 }) };
    const estate = estateOf(files);
    expect(estate.facts.workloads.items.map(({ places, replicas }) => [places.join(), replicas])).toEqual([
      ['dev', 1],
      ['prod', 3],
    ]);
    expect(budgetsIn(estate)).toEqual([
      'fail no-budget Deployment/bank/ledger@prod',
      'notApplicable one-replica Deployment/bank/ledger@dev',
    ]);
    // Four pods together would let one go.
    const shared = { ...files, 'all.yaml': budget({ amount: 'minAvailable: 3' }) };
    expect(budgetsIn(shared)).toContain('fail blocks-drain Deployment/bank/ledger@prod');
  });

  test('five copies of one Deployment are judged apart where they differ', () => {
    const copies = [1, 2, 3, 4, 5].map((replicas) => [`sample-${replicas}/a.yaml`, deployment({ replicas })]);
    expect(budgetsIn(Object.fromEntries(copies) as Files)).toHaveLength(5);
    const same = [1, 2, 3, 4, 5].map((number) => [`sample-${number}/a.yaml`, deployment()]);
    expect(budgetsIn(Object.fromEntries(same) as Files)).toEqual(['fail no-budget Deployment/bank/ledger']);
  });

  test('variants are never matched as two companions', () => {
    const files = {
      'dev/a.yaml': `${deployment()}---${budget()}`,
      'prod/a.yaml': `${deployment({ replicas: 4 })}---${budget({ amount: 'maxUnavailable: 2' })}`,
    };
    expect(budgetsIn(files).filter((one) => one.includes('Deployment'))).toEqual([
      'pass protected Deployment/bank/ledger@dev',
      'pass protected Deployment/bank/ledger@prod',
    ]);
  });

  test('Per workload and companion identity the nearest variant in the folder tree counts', () => {
    const files = {
      'dev/apps/a.yaml': deployment(),
      'dev/b.yaml': budget({ amount: 'maxUnavailable: 0' }),
      'prod/b.yaml': budget(),
    };
    expect(budgetsIn(files)).toContain('fail blocks-drain Deployment/bank/ledger');
    expect(budgetsIn({ ...files, 'dev/apps/c.yaml': budget() })).toContain('pass protected Deployment/bank/ledger');
  });

  test('equally near: each, judged apart', () => {
    const files = {
      'base/a.yaml': deployment(),
      'base/dev/b.yaml': budget(),
      'base/prod/b.yaml': budget({ amount: 'maxUnavailable: 0' }),
    };
    const view = viewFact(estateOf(files).facts.disruptionBudgets);
    expect(view.ties({ namespace: 'bank', places: ['base'] }).map(({ place }) => place)).toEqual([
      'base/dev',
      'base/prod',
    ]);
    expect(budgetsIn(files)).toContain('fail blocks-drain Deployment/bank/ledger');
  });

  test('while a kind is incomplete, a variant from a folder that is neither the workload’s nor above it proves nothing', () => {
    const files = { 'dev/a.yaml': deployment(), 'prod/b.yaml': budget() };
    expect(budgetsIn(files)).toContain('pass protected Deployment/bank/ledger');
    expect(budgetsIn({ ...files, 'dev/c.yaml': brokenBudget })).toContain('unknown not-seen Deployment/bank/ledger');
    expect(budgetsIn({ 'dev/a.yaml': deployment(), 'b.yaml': budget(), 'prod/c.yaml': brokenBudget })).not.toContain(
      'fail no-budget Deployment/bank/ledger',
    );
  });

  test('Two differing objects of one identity in one folder are equally near, and listed as a conflict', () => {
    const files = {
      'x/a.yaml': deployment(),
      'x/b.yaml': budget(),
      'x/c.yaml': budget({ amount: 'maxUnavailable: 0' }),
    };
    const estate = estateOf(files);
    expect(estate.conflicts).toEqual([
      { kind: 'PodDisruptionBudget', namespace: 'bank', name: 'ledger', files: ['x/b.yaml', 'x/c.yaml'] },
    ]);
    expect(budgetsIn(estate)).toContain('fail blocks-drain Deployment/bank/ledger');
  });

  test('objects that the API server will name are none', () => {
    const job = (image: string): string =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: nightly-, namespace: bank}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: ${image}}]}}}\n`;
    const estate = estateOf({ 'a.yaml': `${job('a:1')}---\n${job('b:1')}` });
    expect(estate.facts.workloads.items.map(({ name }) => name)).toEqual(['nightly-*', 'nightly-*']);
    expect(estate.conflicts).toEqual([]);
  });
});

describe('--complete and --partial override this default', () => {
  const files = { 'a.yaml': deployment() };

  test('--complete: the folder is all there is (lifts 1 and 2)', () => {
    expect(policiesIn(files)).toEqual(['unknown not-seen Namespace/bank/bank']);
    expect(policiesIn(files, 'complete')).toEqual(
      [
        'fail egress-open Namespace/bank/bank',
        'fail ingress-open Namespace/bank/bank',
        'advice no-policy Namespace/bank/bank',
      ]
        .map((one) => one.replace('fail egress', 'partial egress'))
        .toSorted(),
    );
    expect(estateOf(files, 'complete').assumptions).toContain('the folder is all there is (--complete)');
  });

  test('but an object without a namespace still never lacks a guardrail', () => {
    expect(policiesIn({ 'a.yaml': deployment({ namespace: null }) }, 'complete')).toEqual([
      `unknown not-seen Namespace/${notStated}/${notStated}`,
    ]);
  });

  test('--partial: conclude nothing from absence', () => {
    expect(budgetsIn(files, 'partial')).toEqual(['unknown not-seen Deployment/bank/ledger']);
    expect(policiesIn({ 'a.yaml': `${deployment()}---\n${namespaceObject('bank')}` }, 'partial')).toEqual([
      'unknown not-seen Namespace/bank/bank',
    ]);
    const { facts, assumptions } = estateOf(files, 'partial');
    expect(factNames.filter((name) => facts[name].seen.everywhere.state !== 'partial')).toEqual([]);
    expect(assumptions).toEqual([]);
  });

  test('--partial: what is there still counts for what it does', () => {
    const said = judgedBy(podSecurity, deployment(), { authority: 'partial' });
    expect(said).toContain('pass meets-baseline Deployment/bank/ledger');
  });
});

describe('rule 1', () => {
  test('It speaks for the companions of a workload that it defines, looked for in every place', () => {
    const { facts } = estateOf({ 'a.yaml': deployment() });
    for (const name of ['disruptionBudgets', 'autoscalers', 'services', 'volumeClaims'] as const)
      expect(facts[name].seen.everywhere).toEqual({ state: 'complete' });
    expect(budgetsIn({ 'apps/a.yaml': deployment(), 'platform/budgets/b.yaml': budget() })).toContain(
      'pass protected Deployment/bank/ledger',
    );
  });

  test('A Deployment without a budget fails', () => {
    expect(budgetsIn({ 'a.yaml': deployment() })).toEqual(['fail no-budget Deployment/bank/ledger']);
  });

  test('A chart that was not rendered is assumed to hold companions of its own pods only; printed', () => {
    const estate = collected({ 'a.yaml': deployment(), 'chart/Chart.yaml': 'name: other\n' });
    expect(budgetsIn(estate)).toEqual(['fail no-budget Deployment/bank/ledger']);
    expect(missingIn(estate, 'bank')).toEqual(
      factNames.filter(
        (name) => !['disruptionBudgets', 'autoscalers', 'services', 'volumeClaims', 'imageOverrides'].includes(name),
      ),
    );
    expect(estate.assumptions).toContain('charts that were not rendered hold companions of their own pods only');
  });
});

describe('rule 2', () => {
  test('Guardrails of a namespace: what is there counts for what it does', () => {
    expect(policiesIn({ 'a.yaml': `${deployment()}---${deny('bank')}` })).toContain('pass denied Namespace/bank/bank');
  });

  test('that something is missing is said only where the folder holds that Namespace', () => {
    const files = {
      'a.yaml': deployment(),
      'b.yaml': deployment({ namespace: 'shop' }),
      'shop.yaml': namespaceObject('shop'),
    };
    expect(policiesIn(files)).toEqual([
      'advice no-policy Namespace/shop/shop',
      'fail ingress-open Namespace/shop/shop',
      'partial egress-open Namespace/shop/shop',
      'unknown not-seen Namespace/bank/bank',
    ]);
    const { facts } = estateOf(files);
    for (const name of ['networkPolicies', 'resourceQuotas', 'limitRanges', 'serviceAccounts'] as const) {
      expect(seenIn(facts[name].seen, 'shop')).toEqual({ state: 'complete' });
      expect(gapsOf(seenIn(facts[name].seen, 'bank'))).toMatchObject([{ elsewhere: true, suppliedBy: 'namespaces' }]);
    }
  });

  test('an unreadable Namespace is not held', () => {
    const files = {
      'a.yaml': deployment(),
      'b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: [a]}\n',
    };
    expect(policiesIn(files)).toEqual(['unknown not-seen Namespace/bank/bank']);
  });
});

describe('rule 3', () => {
  const files = { 'a.yaml': `${deployment()}---${deny('bank')}` };
  const assumption = 'no network policies of the CNI or of the whole cluster: nothing in the folder points to any';
  const cilium =
    'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: allow, namespace: shop}\nspec: {}\n';
  const agent = (image: string): string =>
    deployment({ name: 'agent', namespace: 'kube-system' })
      .replace('kind: Deployment', 'kind: DaemonSet')
      .replace(/ {2}replicas.*\n/, '')
      .replace('registry.bank.example/app:1.0', `"${image}"`);
  const configMap = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: kube-system}\n`;
  const repository =
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: cni, namespace: flux-system}\nspec: {url: oci://ghcr.example/charts/cilium}\n';
  const definition = (group: string): string =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: policies.${group}}\nspec: {group: ${group}}\n`;

  test('Cluster-wide kinds that could change the answer are assumed absent, and the assumption is printed', () => {
    const estate = estateOf(files);
    expect(estate.facts.otherNetworkPolicies.seen.everywhere).toEqual({ state: 'assumed' });
    expect(estate.assumptions).toEqual([assumption]);
    expect(policiesIn(estate)).toContain('pass denied Namespace/bank/bank');
  });

  test.each<[string, Files]>([
    ['an object', { 'b.yaml': cilium }],
    [
      'another object of their group',
      { 'b.yaml': 'apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata: {name: default}\n' },
    ],
    ['a definition', { 'b.yaml': definition('crd.projectcalico.org') }],
    [
      'an admin network policy',
      {
        'b.yaml':
          'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: all}\nspec: {}\n',
      },
    ],
    ['a chart', { 'charts/cilium/Chart.yaml': 'name: cilium\n' }],
    [
      'a release of one',
      {
        'b.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cni, namespace: kube-system}\nspec: {chart: {spec: {chart: tigera-operator}}}\n',
      },
    ],
    ['the agent of Cilium', { 'b.yaml': agent('quay.io/cilium/cilium:v1.16.1@sha256:0a') }],
    ['the agent of Cilium, of a registry with a port', { 'b.yaml': agent('localhost:5000/cilium') }],
    ['the agent of Calico', { 'b.yaml': agent('docker.io/calico/node:v3.28.0') }],
    ['the agent of Calico, mirrored', { 'b.yaml': agent('rancher/mirrored-calico-node:v3.28.0') }],
    ['the agent of Antrea', { 'b.yaml': agent('antrea/antrea-agent-ubuntu:v2.0') }],
    ['its configuration', { 'b.yaml': configMap('cilium-config') }],
    ['a chart in an OCI repository, whatever that is called', { 'b.yaml': repository }],
    [
      'a chart that Flux fetches',
      {
        'b.yaml':
          'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmChart\nmetadata: {name: cni, namespace: flux-system}\nspec: {chart: antrea}\n',
      },
    ],
    [
      'a path that Argo CD applies',
      {
        'b.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cni, namespace: argocd}\nspec: {destination: {namespace: kube-system}, source: {path: infra/cilium}}\n',
      },
    ],
    [
      'an application of its name',
      {
        'b.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium, namespace: argocd}\nspec: {destination: {namespace: kube-system}, source: {repoURL: "https://git.example/cni"}}\n',
      },
    ],
  ])('If one is seen, the answer waits for it: %s', (_name, sign) => {
    const estate = collected({ ...files, ...sign });
    expect(policiesIn(estate)).toContain('unknown not-seen Namespace/bank/bank');
    expect(estate.assumptions).not.toContain(assumption);
  });

  test.each<[string, string]>([
    ['that kind', 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec: }\n'],
    ['that kind, by a field', cilium.replace('spec: {}', 'spec: broken')],
    ['that kind, by its name', cilium.replace('name: allow', 'name: [x]')],
    [
      'that kind of Calico',
      'apiVersion: crd.projectcalico.org/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\nspec: broken\n',
    ],
    [
      'another kind of their group',
      'apiVersion: cilium.io/v2alpha1\nkind: CiliumLoadBalancerIPPool\nmetadata: {name: pool\n',
    ],
    [
      'another kind of their group, by its name',
      'apiVersion: crd.projectcalico.org/v1\nkind: IPPool\nmetadata: {name: [x], namespace: shop}\n',
    ],
    ['a kind of some group', 'kind: CiliumEgressGatewayPolicy\nmetadata: {name: pool\n'],
    ['the list of definitions', 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: }\n'],
    ['an agent', agent('[x]').replace('"[x]"', '[x]')],
    ['an agent, by its syntax', `${agent('x')}: [`],
    ['a configuration whose name cannot be read', configMap('[x]')],
    ['a configuration of that name', `${configMap('cilium-config')}data: []\n`],
    ['a chart in an OCI repository', repository.replace('url: oci', 'url: [x], is: oci')],
    ['the list of definitions, by a field', definition('ledger.example').replace(/spec: .*/, 'spec: broken')],
    ['the group of a definition', definition('ledger.example').replace(/spec: .*/, 'spec: {group: [x]}')],
    ['every kind', 'kind: {{ .Values.kind }}\n'],
  ])('nor is it assumed while %s is a gap', (_name, broken) => {
    const estate = estateOf({ ...files, 'b.yaml': broken });
    expect(estate.facts.otherNetworkPolicies.seen.everywhere.state).toBe('partial');
    expect(policiesIn(estate)).toContain('unknown not-seen Namespace/bank/bank');
    expect(estate.assumptions).not.toContain(assumption);
  });

  test('a definition whose name alone tells is a sign', () => {
    const estate = estateOf({ ...files, 'b.yaml': definition('cilium.io').replace(/spec: .*/, '') });
    expect(policiesIn(estate)).toContain('unknown not-seen Namespace/bank/bank');
  });

  test('a NetworkPolicy that cannot be read is none of them', () => {
    const broken = deny('shop').replace('podSelector: {}', 'podSelector: broken');
    const estate = estateOf({ ...files, 'b.yaml': broken });
    expect(estate.unreadable).toHaveLength(1);
    expect(policiesIn(estate)).toContain('pass denied Namespace/bank/bank');
  });

  test.each<[string, string]>([
    ['the definition of anything else', definition('ledger.bank.example')],
    ['another DaemonSet', agent('registry.bank.example/cilium-exporter:1')],
    ['a workload that speaks of it', deployment({ name: 'cilium', namespace: 'shop' })],
    ['the configuration of anything else', configMap('ledger-config')],
    ['the configuration of anything else, unreadable', `${configMap('ledger-config')}data: []\n`],
    [
      'the configuration of anything else, by its syntax',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ledger-config\ndata: [\n',
    ],
    ['another OCI repository', repository.replace('charts/cilium', 'charts/ledger')],
  ])('no sign is %s', (_name, other) => {
    const estate = estateOf({ ...files, 'b.yaml': other });
    expect(estate.assumptions).toContain(assumption);
    expect(policiesIn(estate)).toContain('pass denied Namespace/bank/bank');
  });
});

describe('rule 4', () => {
  test('It never speaks for Secrets (others create them)', () => {
    for (const authority of ['default', 'complete', 'partial'] as const)
      expect(
        gapsOf(estateOf({ 'a.yaml': deployment() }, authority).facts.longLivedTokens.seen.everywhere),
      ).toMatchObject([{ elsewhere: true }]);
  });

  test('An object without a namespace belongs to "(not stated)", which is nobody’s default and never lacks a guardrail', () => {
    const files = {
      'a.yaml': `${deployment({ namespace: null })}---${deployment({ namespace: 'default' })}`,
      'b.yaml': namespaceObject('default'),
    };
    expect(estateOf(files).facts.workloads.items.map(({ namespace }) => namespace)).toEqual([notStated, 'default']);
    expect(policiesIn(files)).toEqual([
      'advice no-policy Namespace/default/default',
      'fail ingress-open Namespace/default/default',
      'partial egress-open Namespace/default/default',
      `unknown not-seen Namespace/${notStated}/${notStated}`,
    ]);
  });

  test('a cluster-scoped object belongs to no namespace, and a custom one that states a namespace to that', () => {
    const object = (apiVersion: string, kind: string, metadata: string): string =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a${metadata}}\n`;
    const estate = estateOf(
      [
        object('bank.example/v1', 'ClusterLedger', ''),
        object('bank.example/v1', 'ClusterVault', ', namespace: bank'),
        object('bank.example/v1', 'Ledger', ''),
        object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', ', namespace: ignored'),
      ].join('---\n'),
    );
    expect(estate.facts.podMakers.items.map(({ kind, namespace }) => [kind, namespace])).toEqual([
      ['ClusterLedger', ''],
      ['Ledger', notStated],
      ['ClusterVault', 'bank'],
    ]);
    expect(estate.facts.otherNetworkPolicies.items).toMatchObject([{ namespace: '' }]);
  });
});

describe('rule 5', () => {
  const healthy = {
    'bank/a.yaml': `${deployment()}---${budget()}`,
    'shop/a.yaml': deployment({ name: 'web', namespace: 'shop' }),
  };

  test('An unreadable Kubernetes document makes incomplete whatever it may have held, in every place', () => {
    expect(budgetsIn(healthy)).toContain('fail no-budget Deployment/shop/web');
    const broken = { ...healthy, 'bank/b.yaml': brokenBudget };
    expect(budgetsIn(broken)).toContain('unknown not-seen Deployment/shop/web');
    expect(budgetsIn(broken, 'complete')).toContain('unknown not-seen Deployment/shop/web');
  });

  test.each<[string, string, readonly FactName[]]>([
    ['a budget', brokenBudget, ['disruptionBudgets', 'credentialCarriers']],
    [
      'a list of budgets',
      'kind: PodDisruptionBudgetList\nitems: }\n',
      ['disruptionBudgets', 'credentialCarriers', 'podMakers', 'apiUses'],
    ],
    ['a Role', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules: }\n', ['credentialCarriers', 'roles']],
    [
      'a PriorityClass',
      'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nvalue: }\n',
      ['credentialCarriers', 'priorityClasses'],
    ],
    [
      'a kind that is not known',
      'apiVersion: bank.example/v1\nkind: Ledger\nspec: }\n',
      ['credentialCarriers', 'podMakers'],
    ],
    [
      'an operator’s',
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec: }\n',
      ['workloads', 'credentialCarriers', 'podMakers', 'tools', 'monitors', 'telemetryStores'],
    ],
    [
      'JSON',
      '{"apiVersion": "v1",\n"kind": "Service",\n"spec": }\n',
      ['services', 'credentialCarriers', 'exposedServices'],
    ],
  ])('its kind when a `kind:` line can still be read: %s', (_name, yaml, facts) => {
    const estate = estateOf({ 'a.yaml': yaml });
    expect(estate.unreadable).toHaveLength(1);
    expect(missingIn(estate, 'anywhere')).toEqual(facts);
  });

  test.each([
    ['no kind', 'apiVersion: v1\nspec: }\n'],
    ['a template', 'apiVersion: v1\nkind: {{ .Values.kind }}\n'],
    [
      'two kinds, for want of a separator',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\napiVersion: v1\nkind: Secret\n',
    ],
    ['kind: List', 'apiVersion: v1\nkind: List\nitems: }\n'],
    ['a kind deep inside', 'metadata: }\n  kind: Service\n'],
  ])('else every kind: %s', (_name, yaml) => {
    expect(missingIn(estateOf({ 'a.yaml': yaml }), 'anywhere')).toEqual(factNames);
  });

  test('many of one folder that hide the same are one gap, told by the first, and all of them are listed', () => {
    const broken = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`x/${number}.yaml`, brokenBudget]));
    const { facts, unreadable } = estateOf({
      ...broken,
      'y/6.yaml': brokenBudget,
      'x/7.yaml': 'kind: Service\nspec: }',
    });
    expect(unreadable).toHaveLength(7);
    expect(gapsOf(facts.disruptionBudgets.seen.everywhere)).toMatchObject([
      {
        detail: expect.stringMatching(
          /^a document in x\/1.yaml:\d cannot be read; nor can 4 more in that folder$/,
        ) as string,
        place: 'x',
      },
      { detail: expect.stringMatching(/^a document in y\/6.yaml:\d cannot be read$/) as string, place: 'y' },
    ]);
  });

  test.each<[string, string | Uint8Array]>([
    ['a template that makes a whole object', '{{- include "lib.budget" . }}\n'],
    ['what never closes', 'values: ['],
    ['what is no text', Uint8Array.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0x00])],
  ])('also one that says nothing of a kind: %s', (_name, text) => {
    const estate = collected({ 'a.yaml': deployment(), 'b.yaml': text });
    expect(estate).toMatchObject({ otherDocuments: 0, unreadable: [{ file: 'b.yaml', line: 1 }], objects: 1 });
    expect(missingIn(estate, 'bank')).toEqual(factNames);
    expect(budgetsIn(estate)).toEqual(['unknown not-seen Deployment/bank/ledger']);
  });

  test('but one whose structure can be read, and which is plainly no object, is other YAML, whatever else its file holds', () => {
    const estate = estateOf({
      'a.yaml': `replicas: 1\nreplicas: 2\n---\n${deployment()}`,
      'b.json': '{\n  // {\n  "a": 1\n}\n',
    });
    expect(estate).toMatchObject({ otherDocuments: 2, unreadable: [], objects: 1 });
    expect(missingIn(estate, 'bank')).toEqual([]);
  });

  test('a malformed object hides its kind in its namespace', () => {
    const malformed = budget().replace('maxUnavailable: 1', 'maxUnavailable: [1]');
    const estate = estateOf({
      'a.yaml': malformed,
      'b.yaml': `${deployment()}---${deployment({ namespace: 'shop' })}`,
    });
    expect(estate.unreadable).toEqual([
      {
        invalid: true,
        file: 'a.yaml',
        line: 5,
        column: 8,
        message: 'PodDisruptionBudget: spec.maxUnavailable: expected a whole number or text, found a list',
      },
    ]);
    expect(budgetsIn(estate)).toEqual([
      'fail no-budget Deployment/shop/ledger',
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test.each<[string, string]>([
    ['states none', '{name: ledger}'],
    ['states one that cannot be read', '{name: ledger, namespace: [bank]}'],
    ['has no metadata to state it in', 'ledger'],
  ])('and in any namespace when it %s', (_name, metadata) => {
    const malformed = `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: ${metadata}\nspec: {maxUnavailable: [1]}\n`;
    expect(budgetsIn({ 'a.yaml': malformed, 'b.yaml': deployment() })).toEqual([
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test.each<[string, string, readonly FactName[]]>([
    [
      'no apiVersion',
      'kind: PodDisruptionBudget\nmetadata: {name: a, namespace: bank}\n',
      ['disruptionBudgets', 'credentialCarriers', 'apiUses'],
    ],
    ['no kind', 'apiVersion: policy/v1\nmetadata: {name: a, namespace: bank}\n', factNames],
    ['a kind of the wrong type', 'apiVersion: policy/v1\nkind: 5\nmetadata: {name: a}\n', factNames],
    [
      'no name',
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {labels: {a: b}}\n',
      ['disruptionBudgets', 'credentialCarriers'],
    ],
    [
      'a label without a value',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: }}\n',
      ['services', 'credentialCarriers', 'exposedServices'],
    ],
  ])('so does what is only half an object: %s', (_name, yaml, facts) => {
    const estate = estateOf({ 'a.yaml': yaml });
    expect(estate).toMatchObject({ objects: 0, unreadable: [{ file: 'a.yaml' }] });
    expect(missingIn(estate, 'bank')).toEqual(facts);
  });

  test('Pods made by a custom resource or a chart that was not rendered make "selects nothing" unknowable', () => {
    const idle = { 'a.yaml': budget() };
    const custom = 'apiVersion: bank.example/v1\nkind: Ledger\nmetadata: {name: main, namespace: bank}\n';
    expect(budgetsIn(idle)).toEqual(['advice selects-nothing PodDisruptionBudget/bank/ledger']);
    expect(budgetsIn({ ...idle, 'b.yaml': custom })).not.toContain(
      'advice selects-nothing PodDisruptionBudget/bank/ledger',
    );
    expect(budgetsIn(collected({ ...idle, 'chart/Chart.yaml': 'name: ledger\n' }))).not.toContain(
      'advice selects-nothing PodDisruptionBudget/bank/ledger',
    );
  });

  test('A HelmRelease, an Argo CD Application or a Flux Kustomization whose source is elsewhere is a gap for the namespace that it fills', () => {
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ledger, namespace: argocd}\nspec: {destination: {namespace: bank}, source: {path: elsewhere}}\n';
    const files = { 'a.yaml': deployment(), 'b.yaml': deployment({ namespace: 'shop' }), 'c.yaml': application };
    expect(budgetsIn(files)).toEqual([
      'fail no-budget Deployment/shop/ledger',
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('one whose path lies in the folder is read there and gives its namespace', () => {
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ledger, namespace: argocd}\nspec: {destination: {namespace: bank}, source: {path: apps}}\n';
    const files = {
      'apps/a.yaml': deployment({ namespace: null }),
      'apps/b.yaml': budget({ namespace: null }),
      'root/c.yaml': application,
    };
    expect(budgetsIn(files)).toEqual(['pass protected Deployment/bank/ledger']);
  });
});

describe('traps', () => {
  const item = (name: string): string =>
    `{"apiVersion":"v1","kind":"Service","metadata":{"name":"${name}","namespace":"bank"},"spec":{"clusterIP":"None"}}`;

  test.each<[string, string]>([
    ['a List', `{"apiVersion":"v1","kind":"List","items":[${item('a')},${item('b')}]}`],
    [
      'a list of one kind',
      `{"apiVersion":"v1","kind":"ServiceList","metadata":{},"items":[${item('a')},${item('b')}]}`,
    ],
    [
      'a list of one kind whose items say no kind',
      '{"apiVersion":"v1","kind":"ServiceList","items":[{"metadata":{"name":"a","namespace":"bank"},"spec":{"clusterIP":"None"}},{"metadata":{"name":"b","namespace":"bank"},"spec":{"clusterIP":"None"}}]}',
    ],
    ['a List without its version', `{"kind":"List","items":[${item('a')},${item('b')}]}`],
    [
      'a List in a List',
      `{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"List","items":[${item('a')}]},${item('b')}]}`,
    ],
    ['a bare list, as dumps of clusters hold it', `[${item('a')},${item('b')}]`],
    ['items of nothing, as dumps hold them', `{"items":[${item('a')},${item('b')}]}`],
    ['objects one after another', `${item('a')}\n${item('b')}`],
  ])('F42 %s is unfolded', (_name, json) => {
    const estate = estateOf({ 'a.json': json });
    expect(estate.facts.services.items.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(estate).toMatchObject({ objects: 2, otherDocuments: 0, unreadable: [] });
  });

  test('F42 what in a list is no object is counted, and what is malformed is listed with its own place', () => {
    const json = `[\n${item('a')},\n5,\n{"x": 1},\n{"apiVersion":"v1","kind":"Service",\n"metadata":{"name":"b","namespace":["bank"]}}]`;
    expect(estateOf({ 'a.json': json })).toMatchObject({
      objects: 1,
      otherDocuments: 2,
      unreadable: [{ line: 6, message: expect.stringContaining('metadata.namespace') as string }],
    });
  });

  test('F42 a list that holds no object is none', () => {
    for (const json of [
      '[]',
      '[1, "a", {"kind": 5}]',
      '{"items": []}',
      '{"items": [{"a": 1}]}',
      '{"items": {"kind": "x"}}',
    ])
      expect(estateOf({ 'a.json': json })).toMatchObject({ objects: 0, otherDocuments: 1, unreadable: [] });
    expect(estateOf({ 'a.json': '{"apiVersion":"v1","kind":"List","items":[]}' })).toMatchObject({
      objects: 0,
      otherDocuments: 0,
    });
  });

  test('F43 the second half of a file is broken: the first half and every other file are judged, and the place is told', () => {
    const estate = estateOf({
      'a.yaml': `${deployment()}---\nkind: Service\nspec: [\n`,
      'b.yaml': deployment({ name: 'web' }),
    });
    expect(estate.facts.workloads.items.map(({ name }) => name)).toEqual(['ledger', 'web']);
    expect(estate.unreadable).toMatchObject([
      { file: 'a.yaml', line: expect.any(Number) as number, column: expect.any(Number) as number },
    ]);
    expect(estate.unreadable[0]?.line).toBeGreaterThanOrEqual(13);
  });

  test('F44 a folder that holds only an unknown custom resource: nothing is judged', () => {
    const estate = estateOf({
      'a.yaml': 'apiVersion: bank.example/v1\nkind: Ledger\nmetadata: {name: main, namespace: bank}\nspec: {}\n',
    });
    expect(estate.facts.workloads.items).toEqual([]);
    expect(budgetsIn(estate).filter((one) => one.startsWith('pass'))).toEqual([]);
  });

  test('F46 the same key twice is unreadable, with the line', () => {
    const { unreadable, facts } = estateOf({ 'a.yaml': `${deployment().trim()}\nspec: {}\n` });
    expect(unreadable).toMatchObject([
      { file: 'a.yaml', line: 10, message: expect.stringContaining('first on line 4') as string },
    ]);
    expect(facts.workloads).toMatchObject({ items: [], seen: { everywhere: { state: 'partial' } } });
  });

  test('F50 a folder that does not exist', () => {
    expect(() => collected({}, { paths: ['gone'] })).toThrow('gone does not exist');
  });
});
