import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';

const encryption =
  'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: [{resources: [secrets], providers: [{identity: {}}]}]\n';
const audit = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n';

const written = (path: string, content: string): string => JSON.stringify({ path, content });

function controlPlane(files: readonly string[], server = '{}'): string {
  return `apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nmetadata: {name: a, namespace: b}\nspec: {replicas: 3, kubeadmConfigSpec: {clusterConfiguration: {apiServer: ${server}}, files: [${files.join(', ')}]}}\n`;
}

const named = (path: string): string => `{extraArgs: [{name: encryption-provider-config, value: ${path}}]}`;

describe('F21: what a KubeadmControlPlane writes on its servers is read', () => {
  test.each<[string, string]>([
    ['by the flag that names it', controlPlane([written('/e.yaml', encryption)], named('/e.yaml'))],
    [
      'of two that which the flag names',
      controlPlane([written('/a', encryption.replace('secrets', 'pods')), written('/e', encryption)], named('/e')),
    ],
    [
      'through a volume',
      controlPlane(
        [written('/etc/kubernetes/enc/e.yaml', encryption)],
        '{extraArgs: {encryption-provider-config: /enc/e.yaml}, extraVolumes: [{name: a, hostPath: /etc/kubernetes/enc/, mountPath: /enc}]}',
      ),
    ],
    ['the only one, where no flag names it', controlPlane([written('/b', 'a'), written('/e.yaml', encryption)])],
    [
      'in base64',
      controlPlane([
        JSON.stringify({ path: '/e', encoding: 'base64', content: Buffer.from(encryption).toString('base64') }),
      ]),
    ],
  ])('%s', (_name, text) => {
    const { encryptionConfigurations } = estateOf(text).facts;
    expect(encryptionConfigurations.items).toMatchObject([
      {
        kind: 'KubeadmControlPlane',
        rules: [{ resources: ['secrets'], providers: ['identity'] }],
        within: expect.stringMatching(/^spec\.kubeadmConfigSpec\.files\[\d\]\.content$/) as string,
      },
    ]);
  });

  test('an audit policy', () => {
    const { auditPolicies } = estateOf(controlPlane([written('/a.yaml', audit)])).facts;
    expect(auditPolicies.items).toMatchObject([
      { rules: [{ level: 'Metadata' }], within: 'spec.kubeadmConfigSpec.files[0].content' },
    ]);
  });

  test.each<[string, string]>([
    ['another than the flag names', controlPlane([written('/a', encryption)], named('/e'))],
    ['one of two, when no flag names either', controlPlane([written('/a', encryption), written('/b', encryption)])],
    ['one that is written twice', controlPlane([written('/e', encryption), written('/e', encryption)], named('/e'))],
    ['something else', controlPlane([written('/e', audit)], named('/e'))],
  ])('not %s', (_name, text) => {
    expect(estateOf(text).facts.encryptionConfigurations.items).toEqual([]);
  });
});

test.each<[string, string, string]>([
  ['a Secret', '{path: /e, contentFrom: {secret: {name: a, key: b}}}', 'taken from a Secret'],
  ['a compressed file', '{path: /e, encoding: gzip+base64, content: abc}', 'compressed'],
  ['an addition', '{path: /e, append: true, content: abc}', 'added to a file'],
  ['no YAML', '{path: /e, content: "apiserver.config.k8s.io: ["}', 'no single document'],
])('%s is a gap that names the file', (_name, file, words) => {
  const { facts, unreadable } = estateOf(controlPlane([file], named('/e')));
  expect(facts.encryptionConfigurations.items).toEqual([]);
  expect(unreadable).toEqual([]);
  const { seen } = facts.encryptionConfigurations;
  expect(JSON.stringify(seen)).toMatch(new RegExp(`the file /e of KubeadmControlPlane/a was not read.*${words}`));
});

test.each<[string, string]>([
  ['a version that is not known', encryption.replace('io/v1', 'io/v9')],
  ['what no API server starts with', encryption.replace('identity', 'rot13')],
])('%s is a named gap', (_name, content) => {
  const { facts, unreadable } = estateOf(controlPlane([written('/e', content)]));
  expect(facts.encryptionConfigurations.items).toEqual([]);
  expect(unreadable).toHaveLength(1);
  expect(facts.encryptionConfigurations.seen).not.toEqual(facts.auditPolicies.seen);
  expect(facts.controlPlanes.items, 'the API server takes the object').toMatchObject([{ servers: 3 }]);
});
