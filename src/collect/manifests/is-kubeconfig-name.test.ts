import { expect, test } from 'vitest';
import { isKubeconfigName, saysKubeconfig } from './is-kubeconfig-name.ts';

test.each([
  'admin.conf',
  'files/super-admin.conf',
  'kubelet.conf',
  'bootstrap-kubelet.conf',
  'scheduler.conf',
  'controller-manager.conf',
  'kubeconfig',
  'Kubeconfig',
  'prod.kubeconfig',
  'prod-kubeconfig',
  'kubeconfig-prod',
  'kubeconfig_prod',
  'home/.kube/config',
])('%s is called as kubeconfigs are', (name) => {
  expect(isKubeconfigName(name)).toBe(true);
});

test.each([
  'config',
  'ssh/config',
  'nginx.conf',
  'mykubeconfig',
  'kubeconfig.go',
  'kubeconfig.tpl',
  'kubeconfig/x.txt',
])('%s is not', (name) => {
  expect(isKubeconfigName(name)).toBe(false);
});

test.each([
  ['apiVersion: v1\nkind: Config\n', true],
  ['"kind": "Config"', true],
  ['{"apiVersion":"v1","kind":"Config"}', true],
  ['kind: ConfigMap', false],
  ['<VirtualHost *:80>', false],
])('%j', (text, expected) => {
  expect(saysKubeconfig(text)).toBe(expected);
});
