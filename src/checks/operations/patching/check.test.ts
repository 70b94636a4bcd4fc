import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { patching } from './check.ts';

const tier = (one: 'critical' | 'important' | 'best-effort') => ({ policy: { tiers: { default: one, rules: [] } } });
const critical = tier('critical');

function object(apiVersion: string, kind: string): string {
  const isNamespaced = !/^(?:PodSecurityPolicy|ClusterRole|ServiceCIDR)$/.test(kind);
  const job = '{template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}}';
  const spec = kind === 'CronJob' ? `spec: {schedule: "@daily", jobTemplate: {spec: ${job}}}\n` : '';
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one${isNamespaced ? ', namespace: bank' : ''}}\n${spec}`;
}
const kubeadm = (version: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;
const argo = (tag: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: argocd-server, namespace: argocd}\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: server, image: "quay.io/argoproj/argocd${tag}"}]}}}\n`;
const file = 'ClusterConfiguration//(no name)';

function judged(given: Parameters<typeof judgedBy>[1], options = critical): string[] {
  return [...new Set(judgedBy(patching, given, options))];
}

describe('APIs', () => {
  test.each<[string, string, string[]]>([
    [
      'removed long ago',
      object('policy/v1beta1', 'PodDisruptionBudget'),
      ['fail removed-api PodDisruptionBudget/bank/one'],
    ],
    [
      'removed, and nothing takes its place',
      object('policy/v1beta1', 'PodSecurityPolicy'),
      ['fail removed-api PodSecurityPolicy//one'],
    ],
    ['an old Ingress', object('extensions/v1beta1', 'Ingress'), ['fail removed-api Ingress/bank/one']],
    [
      'still served by one that is supported',
      object('networking.k8s.io/v1beta1', 'ServiceCIDR'),
      ['partial deprecated-api ServiceCIDR//one'],
    ],
    ['another kind of that very version', object('policy/v1beta1', 'Eviction'), []],
    ['a version that lasts', object('policy/v1', 'PodDisruptionBudget'), []],
    ['a custom resource with the name of a built-in kind', object('bank.example/v1beta1', 'Ingress'), []],
  ])('%s', (_what, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('names the minor that removes it, and what to write', () => {
    const [removed] = findingsBy(patching, object('batch/v1beta1', 'CronJob'), critical);
    expect(removed).toMatchObject({
      because:
        'no supported Kubernetes serves CronJob of batch/v1beta1: 1.25 removed it, and the oldest that is supported is 1.35 (by our table of 2026-08-22)',
      evidence: [{ path: 'apiVersion', value: 'batch/v1beta1', source: { file: 'manifests.yaml', line: 1 } }],
    });
    expect(removed?.fix).toContain('Write apiVersion: batch/v1,');
  });

  test('of a day before the table nothing is said; what was removed stays removed when it is old', () => {
    const yaml = object('batch/v1beta1', 'CronJob');
    expect(judged(estateOf(yaml, 'default', '2020-01-01T00:00:00Z'))).toEqual(['unknown not-seen CronJob/bank/one']);
    expect(judged(estateOf(yaml, 'default', '2036-01-01T00:00:00Z'))).toEqual(['fail removed-api CronJob/bank/one']);
  });
});

describe('releases', () => {
  test.each<[string, string, string[]]>([
    ['the newest patch, and more a folder cannot show', kubeadm('v1.36.4'), [`unknown not-seen ${file}`]],
    ['a patch behind', kubeadm('v1.36.1'), [`partial patch-missing ${file}`]],
    ['a release whose support ended a month ago', kubeadm('v1.34.11'), [`partial end-of-life-component ${file}`]],
    ['one that is older than the table', kubeadm('v1.22.3'), [`partial end-of-life-component ${file}`]],
    ['one that is newer than the table', kubeadm('v1.40.0'), [`unknown not-seen ${file}`]],
    ['a name in place of a version', kubeadm('stable'), [`unknown not-seen ${file}`]],
    [
      'a newer minor of the same major is no patch',
      argo(':v3.3.0').replace('quay.io/argoproj/argocd:v3.3.0', 'jaegertracing/jaeger:2.17.0'),
      ['unknown not-seen Deployment/argocd/argocd-server'],
    ],
    ['an add-on out of support', argo(':v2.4.0'), ['partial end-of-life-component Deployment/argocd/argocd-server']],
    ['an add-on without a tag', argo(''), ['unknown not-seen Deployment/argocd/argocd-server']],
    ['a tool without a table of releases', object('monitoring.thanos.io/v1', 'Thing'), []],
  ])('%s', (_what, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('best effort asks for a supported minor, and not for its patches', () => {
    expect(judged(kubeadm('v1.36.1'), tier('best-effort'))).toEqual([`unknown not-seen ${file}`]);
  });

  test('says what is missing, for how long, and how long it may', () => {
    const [finding] = findingsBy(patching, kubeadm('v1.36.1'), critical);
    expect(finding?.because).toBe(
      'Kubernetes 1.36.1 lacks the patch 1.36.4, which came out 96 days ago; 30 may pass (by our table of 2026-08-22)',
    );
  });

  test('a build file that sets the tag decides', () => {
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages: [{name: quay.io/argoproj/argocd, newTag: v3.3.0}]\n';
    expect(judged(`${argo(':v2.4.0')}---\n${kustomization}`)).toEqual([
      'unknown not-seen Deployment/argocd/argocd-server',
    ]);
  });

  test('a table of a later day says nothing, not even of what no Kubernetes serves', () => {
    const past = '2026-08-01T00:00:00Z';
    expect(judged(estateOf(kubeadm('v1.36.1'), 'default', past))).toEqual([`unknown not-seen ${file}`]);
    expect(new Set(judged(estateOf(object('batch/v1beta1', 'CronJob'), 'default', past)))).toEqual(
      new Set([expect.stringMatching(/^unknown not-seen CronJob/)]),
    );
  });

  test('a table that is too old says nothing of releases', () => {
    expect(judged(estateOf(kubeadm('v1.36.1'), 'default', '2027-03-01T00:00:00Z'))).toEqual([
      `unknown not-seen ${file}`,
    ]);
  });
});

describe('of a cluster', () => {
  const node = (name: string, kubelet: string, more = ''): string => `
---
apiVersion: v1
kind: Node
metadata: {name: ${name}${more}}
status: {conditions: [{type: Ready, status: "True"}], nodeInfo: {kubeletVersion: '${kubelet}', containerRuntimeVersion: 'containerd://2.3.4'}}
---
`;
  const cluster = 'Cluster//api:6443';
  const virtual = ', labels: {type: virtual-kubelet}';
  const metrics = (removedIn: string) => ({
    encrypted: {},
    readPlain: null,
    auditEvents: null,
    auditLevels: {},
    auditErrors: 0,
    signsInByIssuer: false,
    deprecatedAsked: [{ resource: 'autoscaling/v2beta2/horizontalpodautoscalers', removedIn }],
  });
  const ofCluster = (yaml: string, more: Parameters<typeof clusterOf>[1] = {}): string[] =>
    judged(clusterOf(yaml, { version: 'v1.36.4', ...more })).filter((one) => one.endsWith(cluster));

  test.each<[string, string, string[]]>([
    ['kubelets-fit', node('a', 'v1.36.4') + node('b', 'v1.36.4'), [`pass kubelets-fit ${cluster}`]],
    ['three minors behind', node('a', 'v1.33.13'), [`pass kubelets-fit ${cluster}`]],
    ['kubelet-too-old', node('a', 'v1.32.13'), [`fail kubelet-too-old ${cluster}`]],
    ['kubelet-too-new', node('a', 'v1.37.0'), [`fail kubelet-too-new ${cluster}`]],
    ['a newer patch is none', node('a', 'v1.36.9'), [`pass kubelets-fit ${cluster}`]],
    [
      'both',
      node('a', 'v1.37.0') + node('b', 'v1.31.1'),
      [`advice mixed-kubelets ${cluster}`, `fail kubelet-too-new ${cluster}`, `fail kubelet-too-old ${cluster}`],
    ],
    [
      'a virtual kubelet counts in its own way',
      node('a', 'v1.36.4') + node('v', 'v1.19.10-vk', virtual),
      [`pass kubelets-fit ${cluster}`],
    ],
    ['one that says nothing', node('a', 'v1.36.4') + node('b', ''), [`unknown not-seen ${cluster}`]],
    ['no nodes', '', [`unknown not-seen ${cluster}`]],
  ])('%s', (_what, yaml, expected) => {
    expect(ofCluster(yaml)).toEqual([...expected, released].toSorted());
  });

  /** What is said of Kubernetes itself, beside. */
  const released = `pass patched ${cluster}`;

  test('mixed-kubelets is advice', () => {
    const given = clusterOf(node('a', 'v1.36.4') + node('b', 'v1.35.8'), { version: 'v1.36.4' });
    expect(findingsBy(patching, given, critical).map(({ verdict, because }) => `${verdict} ${because}`)).toContain(
      'advice the nodes run 2 versions of the kubelet: v1.36.4, v1.35.8',
    );
  });

  test('an old kubelet may only be two minors behind', () => {
    expect(ofCluster(node('a', 'v1.24.1'), { version: 'v1.27.0' })).toContain(`fail kubelet-too-old ${cluster}`);
    expect(ofCluster(node('a', 'v1.25.1'), { version: 'v1.28.0' })).toContain(`pass kubelets-fit ${cluster}`);
  });

  test('deprecated-api-asked: only of what a release removes', () => {
    const given = node('a', 'v1.36.4');
    expect(ofCluster(given, { metrics: metrics('1.37') })).toContain(`partial deprecated-api-asked ${cluster}`);
    expect(ofCluster(given, { metrics: metrics('') })).toContain(`pass kubelets-fit ${cluster}`);
  });

  test('unknown while nodes may not be listed', () => {
    expect(ofCluster(node('a', 'v1.36.4'), { forbidden: ['/Node'] })).toContain(`unknown not-seen ${cluster}`);
  });

  test('the release of the API server, of kubelets and of what runs containers', () => {
    const old = clusterOf(node('a', 'v1.34.11'), { version: 'v1.34.11' });
    expect(judged(old)).toEqual(
      [
        `partial end-of-life-component ${cluster}`,
        'partial end-of-life-component Node//a',
        `pass kubelets-fit ${cluster}`,
        'pass patched Node//a',
      ].toSorted(),
    );
    const eks = clusterOf(node('a', 'v1.34.4-eks-1'), { version: 'v1.34.4-eks-1' });
    expect(judged(eks)).toContain(`pass patched ${cluster}`);
  });

  test.each<[string, string, string]>([
    ['patched', '{readyReplicas: 2, updatedReplicas: 2}', 'pass patched'],
    ['some of it runs', '{readyReplicas: 1, updatedReplicas: 2}', 'pass patched'],
    ['it does not run', '{updatedReplicas: 2}', 'unknown not-seen'],
    ['the others are still of the version before', '{readyReplicas: 2, updatedReplicas: 1}', 'unknown not-seen'],
  ])('an add-on: %s', (_what, status, expected) => {
    const given = `${argo(':v3.5.1').replace('spec: {', 'spec: {replicas: 2, ')}status: ${status}\n`;
    expect(judged(clusterOf(given))).toContain(`${expected} Deployment/argocd/argocd-server`);
  });

  test('what another cluster is to be is no version that was seen', () => {
    const given = `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: {name: other, namespace: fleet}
spec: {replicas: 3, version: v1.36.4}
status: {conditions: [{type: Ready, status: "True"}]}
`;
    expect(judged(clusterOf(given))).toContain('unknown not-seen KubeadmControlPlane/fleet/other');
  });

  test('OpenShift tells its own version', () => {
    const given = `apiVersion: config.openshift.io/v1
kind: ClusterVersion
metadata: {name: version}
status: {desired: {version: 4.12.3}, conditions: [{type: Available, status: "True"}]}
`;
    expect(judged(clusterOf(given, { version: 'v1.25.4' }))).toEqual([
      'partial end-of-life-component ClusterVersion//version',
      `unknown not-seen ${cluster}`,
    ]);
  });
});
