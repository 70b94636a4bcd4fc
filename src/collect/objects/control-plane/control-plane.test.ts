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
