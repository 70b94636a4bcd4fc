import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';

function planes(files: string | Record<string, string>): readonly ControlPlane[] {
  return estateOf(files).facts.controlPlanes.items;
}

const cluster =
  'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: token-auth-file, value: /t}]}\n';
const configuration = (kind: string, rest: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ${kind}\n${rest}\n`;
const patches = 'patches: {directory: /etc/kubernetes/patches}';

describe('patches of kubeadm may give the API server any flag', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['in the same file', { 'a.yaml': `${configuration('InitConfiguration', patches)}---\n${cluster}` }, false],
    [
      'of the servers that join',
      { 'a/init.yaml': cluster, 'a/join.yaml': configuration('JoinConfiguration', patches) },
      false,
    ],
    ['in a file that cannot be read', { 'a/init.yaml': cluster, 'a/join.yaml': 'patches: [' }, false],
    ['none', { 'a.yaml': `${configuration('InitConfiguration', 'nodeRegistration: {name: a}')}---\n${cluster}` }, true],
    ['of another cluster', { 'a/a.yaml': cluster, 'b/b.yaml': configuration('InitConfiguration', patches) }, true],
  ])('%s', (_name, files, isStated) => {
    expect(planes(files)).toMatchObject([
      isStated
        ? { flags: { 'token-auth-file': '/t' }, authorizers: ['Node', 'RBAC'] }
        : { flags: null, authorizers: null },
    ]);
  });

  const ofClusterApi = (config: string): string =>
    `apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nmetadata: {name: a, namespace: b}\nspec: {replicas: 3, kubeadmConfigSpec: {${config}}}\n`;
  const file = (name: string): string => `files: [{path: /etc/kubernetes/patches/${name}, content: a}]`;

  test.each<[string, string, boolean]>([
    ['of Cluster API', `initConfiguration: {${patches}}`, false],
    ['of the servers that join', `joinConfiguration: {${patches}}`, false],
    ['for the API server', `initConfiguration: {${patches}}, ${file('kube-apiserver0+json.yaml')}`, false],
    ['for the kubelet alone', `initConfiguration: {${patches}}, ${file('kubeletconfiguration0+strategic.json')}`, true],
    ['none', 'initConfiguration: {}', true],
  ])('%s', (_name, config, isStated) => {
    expect(planes(ofClusterApi(config))).toMatchObject([{ flags: isStated ? {} : null }]);
  });
});

describe('what else declares a control plane', () => {
  const shoot = (server: string): string =>
    `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: a, namespace: b}\nspec: {kubernetes: {kubeAPIServer: {${server}}}}\n`;
  const topology = (controlPlane: string): string =>
    `apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata: {name: a, namespace: b}\nspec: {topology: {classRef: {name: x}, ${controlPlane}}}\n`;
  const map = (name: string, text: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: kube-system}\ndata:\n  ClusterConfiguration: |\n    ${text.trim().replaceAll('\n', '\n    ')}\n`;

  test.each<[string, string, Partial<ControlPlane>[]]>([
    [
      'a Shoot that says nothing of its API server turns away whoever has not signed in',
      shoot(''),
      [{ flags: expect.objectContaining({ 'anonymous-auth': 'false', 'audit-policy-file': 'of Gardener' }) as never }],
    ],
    [
      'a Shoot that answers anybody, and names an identity provider',
      shoot('enableAnonymousAuthentication: true, oidcConfig: {issuerURL: "https://a.example", groupsClaim: groups}'),
      [
        {
          flags: {
            'anonymous-auth': 'true',
            'oidc-issuer-url': 'https://a.example',
            'oidc-groups-claim': 'groups',
            'audit-policy-file': 'of Gardener',
            'audit-log-path': 'of Gardener',
          },
          authorizers: ['Node', 'RBAC'],
        },
      ],
    ],
    [
      'a Shoot whose sign-in stands in a file',
      shoot('structuredAuthentication: {configMapName: a}'),
      [
        {
          flags: {
            'authentication-config': 'of the Shoot',
            'audit-policy-file': 'of Gardener',
            'audit-log-path': 'of Gardener',
          },
        },
      ],
    ],
    [
      'the number of a class',
      topology('controlPlane: {replicas: 1}'),
      [{ servers: 1, storeMembers: null, flags: null }],
    ],
    ['no number', topology('workers: {}'), [{ servers: null }]],
    ['a number that is filled in later', topology('controlPlane: {replicas: "${N}"}'), [{ servers: null }]],
    [
      'the ConfigMap of kubeadm',
      map('kubeadm-config', cluster),
      [{ kind: 'ConfigMap', flags: { 'token-auth-file': '/t' }, at: { flags: 'data.ClusterConfiguration' } as never }],
    ],
    ['another ConfigMap', map('other', cluster), []],
  ])('%s', (_name, text, expected) => {
    expect(planes(text)).toMatchObject(expected);
  });

  test.each<[string, string, string]>([
    ['a ConfigMap of kubeadm without one', map('kubeadm-config', 'a: b'), 'expected a ClusterConfiguration'],
    [
      'no server at all',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nmetadata: {name: a, namespace: b}\nspec: {replicas: 0}\n',
      'expected a whole number above 0',
    ],
  ])('%s is a named gap', (_name, text, words) => {
    const { unreadable, facts } = estateOf(text);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(words) as string }]);
    expect(facts.controlPlanes.items).toEqual([]);
  });
});
