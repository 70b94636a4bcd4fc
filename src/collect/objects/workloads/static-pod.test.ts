import { expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';

const ofNode = 'ownerReferences: [{apiVersion: v1, kind: Node, name: a, controller: true}]';

test.each<[string, string, string, string, boolean]>([
  [
    'the network of the node and a system priority',
    '',
    'hostNetwork: true, priorityClassName: system-node-critical',
    '',
    true,
  ],
  ['the network of the node and another priority', '', 'hostNetwork: true, priorityClassName: high', '', false],
  ['a system priority alone', '', 'priorityClassName: system-cluster-critical', '', false],
  ['a program of the control plane', '', 'hostNetwork: true', 'command: [/usr/local/bin/kube-apiserver]', true],
  [
    'a program of the control plane that another one starts',
    '',
    'hostNetwork: true',
    'command: [/go-runner], args: [--log-file=/a, /usr/local/bin/kube-scheduler, --v=2]',
    true,
  ],
  ['a program of the control plane, by its name alone', '', 'hostNetwork: true', 'name: etcd', true],
  [
    'a program of the control plane, away from the network of the node',
    '',
    'hostNetwork: false',
    'command: [etcd]',
    false,
  ],
  [
    'a ServiceAccount, which no static pod can name',
    '',
    'hostNetwork: true, priorityClassName: system-node-critical, serviceAccountName: web',
    '',
    false,
  ],
  ["the API server's copy", 'annotations: {kubernetes.io/config.mirror: abc}', 'hostNetwork: false', '', true],
  [
    'a file that its annotation tells',
    'annotations: {kubernetes.io/config.source: file}',
    'hostNetwork: false',
    '',
    true,
  ],
  ['a node that owns it', ofNode, 'hostNetwork: false', '', true],
])('a pod with %s', (_name, metadata, spec, container, expected) => {
  const { facts, unreadable } = estateOf(
    `{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: kube-system, ${metadata}}, spec: {${spec}, containers: [{${container.includes('name:') ? '' : 'name: app, '}image: "web:1", ${container}}]}}`,
  );
  expect(unreadable).toEqual([]);
  expect(facts.workloads.items.map(({ isStatic }) => isStatic)).toEqual([expected]);
});
