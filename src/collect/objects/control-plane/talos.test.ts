import { expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';

const machine = (type: string, cluster: string): string =>
  `version: v1alpha1\nmachine: {type: ${type}, token: "{{ token }}"}\ncluster: {controlPlane: {endpoint: "https://a.example:6443"}, ${cluster}}\n`;

test.each<[string, string, Partial<ControlPlane>[]]>([
  [
    'a server',
    machine('controlplane', ''),
    [
      {
        name: 'node.yaml',
        declaredBy: 'Talos',
        servers: null,
        store: 'local',
        encryptsSecrets: 'unsaid',
        hasEndpoint: true,
      },
    ],
  ],
  [
    'a server with a key',
    machine('controlplane', 'secretboxEncryptionSecret: "{{ key }}"'),
    [{ encryptsSecrets: true }],
  ],
  [
    'a server with arguments',
    machine('controlplane', 'apiServer: {extraArgs: {anonymous-auth: true}}'),
    [{ flags: expect.objectContaining({ 'anonymous-auth': 'true', 'audit-log-maxage': '30' }) as never }],
  ],
  ['a worker', machine('worker', ''), []],
  ['a patch without a type', 'machine: {network: {}}\ncluster: {}\n', []],
])('%s', (_name, text, expected) => {
  const { facts, unreadable } = estateOf({ 'node.yaml': text });
  expect(unreadable).toEqual([]);
  expect(facts.controlPlanes.items).toMatchObject(expected);
});

test('the keys of a machine configuration are looked for', () => {
  const text = machine('worker', '').replace('{{ token }}', 'x7k2pq.9vwz4m1ntb6c8rjd');
  const { facts } = estateOf({ 'node.yaml': text });
  expect(facts.credentialCarriers.items.flatMap(({ credentials }) => credentials.map(({ path }) => path))).toEqual([
    'machine.token',
  ]);
});
