import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { agentPods, nodes } from '../../../../test/support/agent-pods.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { policyEnforcement } from './check.ts';

const bank = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';

function agent(image: string, name = 'agent', more = '', beside = ''): string {
  return `
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: kube-system}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: ${image}${more}}${beside}]}
`;
}
const flannel = agent('docker.io/flannel/flannel:v0.27.0', 'flannel');
const nodeAgent = (args: string): string =>
  `, {name: node-agent, image: amazon/aws-network-policy-agent:v1.2.0, args: [${args}]}`;
const vpc = (args: string): string =>
  agent('amazon-k8s-cni:v1.19.0', 'aws-node', '', args === '' ? '' : nodeAgent(args));
const config = (data: string): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium-config, namespace: kube-system}\ndata: {${data}}\n`;
const object = (apiVersion: string, kind: string, spec: string): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one}\nspec: {${spec}}\n`;

/** What is said in any tier: the platform's own objects are judged for each. */
function said(yaml: string): string[] {
  return [...new Set(judgedBy(policyEnforcement, bank + yaml))].map((line) => line.split(' ').slice(0, 2).join(' '));
}

describe('a plugin', () => {
  test.each<[string, string, string[]]>([
    ['enforces-nothing', flannel, ['fail enforces-nothing']],
    ['a mirror of flannel', agent('rancher/hardened-flannel:v0.27.0'), ['fail enforces-nothing']],
    ['Calico is declared, not yet seen to run', agent('rancher/mirrored-calico-node:v3.30.0'), ['unknown not-seen']],
    ['so is Cilium', agent('quay.io/cilium/cilium:v1.18.0@sha256:0123'), ['unknown not-seen']],
    [
      'canal: flannel for routes, Calico for policies',
      agent('docker.io/calico/node:v3.30.0', 'canal', '', ', {name: flannel, image: flannel/flannel:v0.27.0}'),
      ['unknown not-seen'],
    ],
    [
      'F29 two plugins: which of them serves the pods is not told',
      flannel + agent('docker.io/calico/node:v3.30.0', 'calico'),
      ['unknown not-seen', 'unknown not-seen'],
    ],
    ['the plugin of EKS with its agent for policies', vpc('--enable-network-policy=true'), ['unknown not-seen']],
    ['switched off', vpc('--enable-network-policy=false'), ['fail enforces-nothing']],
    ['without that agent', vpc(''), ['fail enforces-nothing']],
    ['filled in later', vpc('--enable-network-policy=$(POLICY)'), ['unknown not-seen']],
    ['kindnet, of which newer ones enforce', agent('docker.io/kindest/kindnetd:v20250512'), ['unknown not-seen']],
    [
      'kube-router as a firewall',
      agent('cloudnativelabs/kube-router:v2.5.0', 'router', ', args: [--run-firewall=true]'),
      ['unknown not-seen'],
    ],
    [
      'enforcement-off',
      agent('cloudnativelabs/kube-router:v2.5.0', 'router', ', args: [--run-firewall=false]'),
      ['fail enforcement-off'],
    ],
    ['Cilium told never to enforce', config('enable-policy: never'), ['fail enforcement-off']],
    ['Cilium told to log only', config('policy-audit-mode: "true"'), ['fail enforcement-off']],
    [
      'Cilium told to leave NetworkPolicies alone',
      config('enable-k8s-networkpolicy: "false"'),
      ['fail enforcement-off'],
    ],
    [
      'flannel beside an agent that only enforces',
      flannel + agent('registry.k8s.io/networking/kube-network-policies:v1.0.0', 'policies'),
      ['unknown not-seen', 'unknown not-seen'],
    ],
    ['Cilium as it comes', config('enable-policy: default'), ['unknown not-seen']],
    ['another DaemonSet', agent('quay.io/prometheus/node-exporter:v1.9.0'), []],
    [
      'Calico by its operator',
      object('operator.tigera.io/v1', 'Installation', 'cni: {type: Calico}'),
      ['unknown not-seen'],
    ],
    [
      'OpenShift',
      object('operator.openshift.io/v1', 'Network', 'defaultNetwork: {type: OVNKubernetes}'),
      ['unknown not-seen'],
    ],
    [
      'OpenShift with a plugin that is not known',
      object('operator.openshift.io/v1', 'Network', 'defaultNetwork: {type: Other}'),
      ['unknown not-seen'],
    ],
    [
      'kOps with kubenet',
      object('kops.k8s.io/v1alpha2', 'Cluster', 'networking: {kubenet: {}}'),
      ['fail enforces-nothing'],
    ],
    ['kOps with Cilium', object('kops.k8s.io/v1alpha2', 'Cluster', 'networking: {cilium: {}}'), ['unknown not-seen']],
    ['kOps with a plugin of the user', object('kops.k8s.io/v1alpha2', 'Cluster', 'networking: {cni: {}}'), []],
    ['Gardener', object('core.gardener.cloud/v1beta1', 'Shoot', 'networking: {type: calico}'), ['unknown not-seen']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('a policy of another engine points to one that enforces', () => {
    const policy = object('projectcalico.org/v3', 'GlobalNetworkPolicy', 'selector: all()');
    expect(said(flannel + policy)).toEqual(['unknown not-seen']);
  });

  test('what is wrong with it is said in its own name', () => {
    const [finding] = findingsBy(policyEnforcement, bank + flannel);
    expect(finding?.because).toBe('flannel enforces no network policies, and nothing else here does');
    expect(finding?.evidence[0]?.path).toBe('spec.template.spec.containers[0].image');
    expect(findingsBy(policyEnforcement, bank + config('enable-policy: never'))[0]?.because).toBe(
      'Cilium enforces nothing (enable-policy: never)',
    );
  });
});

test('F9 policies alone prove nothing: a folder without a plugin is unknown', () => {
  const policy = `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: bank}\nspec: {podSelector: {}}\n`;
  const { outcomes } = assessedBy(policyEnforcement, bank + policy);
  expect(outcomes.find(({ criterion }) => criterion === 'network/policy-enforcement')?.verdict).toBe('unknown');
});

test('a DaemonSet that cannot be read may be another plugin', () => {
  const broken = agent('docker.io/calico/node:v3.30.0', 'calico')
    .replace('containers: [', 'containers: ')
    .replace('}]}', '}}');
  expect(said(flannel + broken)).toEqual(['unknown not-seen']);
});

describe('of a cluster', () => {
  const calico = agent('docker.io/calico/node:v3.30.0', 'calico');
  const of = (yaml: string, forbidden: string[] = []): string[] =>
    judgedBy(policyEnforcement, clusterOf(bank + yaml, { forbidden })).map((one) =>
      one.split(' ').slice(0, 2).join(' '),
    );

  test.each<[string, string, string[], string[]]>([
    [
      'on-every-node',
      nodes('a', 'b') + calico + agentPods('calico', 'a', 'b'),
      [],
      ['notApplicable judged-apart', 'pass on-every-node'],
    ],
    [
      'not-on-every-node',
      nodes('a', 'b') + calico + agentPods('calico', 'a'),
      [],
      ['fail not-on-every-node', 'notApplicable judged-apart'],
    ],
    [
      'no pod of a cluster runs on a virtual node',
      nodes('a', 'b!') + calico + agentPods('calico', 'a'),
      [],
      ['notApplicable judged-apart', 'pass on-every-node'],
    ],
    [
      'pods may not be listed',
      nodes('a') + calico + agentPods('calico', 'a'),
      ['/Pod'],
      ['notApplicable judged-apart', 'unknown not-seen'],
    ],
    [
      'nodes may not be listed',
      nodes('a') + calico + agentPods('calico', 'a'),
      ['/Node'],
      ['notApplicable judged-apart', 'unknown not-seen'],
    ],
    ['there are no nodes', calico, [], ['notApplicable judged-apart', 'unknown not-seen']],
    [
      'told-of-agents',
      nodes('a') + agent('quay.io/cilium/cilium:v1.18.0', 'cilium') + agentPods('cilium', 'a') + config('a: b'),
      [],
      ['notApplicable judged-apart', 'notApplicable told-of-agents', 'pass on-every-node'],
    ],
    [
      'F29: two plugins',
      nodes('a') + calico + flannel + agentPods('calico', 'a') + agentPods('flannel', 'a'),
      [],
      ['notApplicable judged-apart', 'unknown not-seen', 'unknown not-seen'],
    ],
    [
      'flannel alone',
      nodes('a') + flannel + agentPods('flannel', 'a'),
      [],
      ['fail enforces-nothing', 'notApplicable judged-apart'],
    ],
    ['none that is known', nodes('a'), [], ['unknown not-seen']],
  ])('%s', (_name, yaml, forbidden, expected) => {
    // While pods are hidden every tier counts as hosted.
    const found = of(yaml, forbidden);
    expect(forbidden.includes('/Pod') ? [...new Set(found)] : found).toEqual(expected);
  });

  test('the criterion passes with it', () => {
    const estate = clusterOf(bank + nodes('a') + calico + agentPods('calico', 'a'));
    const outcome = assessedBy(policyEnforcement, estate).outcomes.find(
      ({ criterion }) => criterion === policyEnforcement.answers,
    );
    expect(outcome?.verdict).toBe('pass');
  });
});
