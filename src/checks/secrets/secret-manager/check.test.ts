import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { secretManager } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const object = (apiVersion: string, kind: string, spec: string, namespace = 'bank'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one, namespace: ${namespace}}\nspec: ${spec}\n`;
const external = (namespace = 'bank'): string =>
  object('external-secrets.io/v1', 'ExternalSecret', '{refreshInterval: 1h, secretStoreRef: {name: vault}}', namespace);
const clusterStore = (spec: string): string =>
  `apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: {name: vault}\nspec: {provider: {}${spec}}\n`;
const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: database, namespace: bank}\nstringData: {password: Vq8-mT2pLw9z}\n`;
const sealed = `apiVersion: v1\nkind: Secret\nmetadata: {name: database, namespace: bank}\nstringData: {password: "ENC[AES256_GCM,data:abc,iv:d,tag:e,type:str]"}\nsops: {mac: "ENC[AES256_GCM,data:abc,iv:d,tag:e,type:str]", lastmodified: "2026-01-01T00:00:00Z"}\n`;
const workload = (container: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ledger, namespace: bank}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: ledger${container}}]}}}\n`;

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['an ExternalSecret is declared well', external(), ['unknown not-seen ExternalSecret/bank/one']],
    [
      'a SealedSecret is, too',
      object('bitnami.com/v1alpha1', 'SealedSecret', '{encryptedData: {a: b}}'),
      ['unknown not-seen SealedSecret/bank/one'],
    ],
    [
      'Vault brings it',
      object('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', '{mount: kv, path: a}'),
      ['unknown not-seen VaultStaticSecret/bank/one'],
    ],
    [
      'it is mounted',
      object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', '{provider: vault}'),
      ['unknown not-seen SecretProviderClass/bank/one'],
    ],
    [
      'unmanaged-secret',
      `${secret}---\n${external()}`,
      ['fail unmanaged-secret Secret/bank/database', 'unknown not-seen ExternalSecret/bank/one'],
    ],
    ['a Secret where no manager is seen', secret, ['unknown not-seen Secret/bank/database']],
    [
      'a manager in another namespace is not beside it',
      `${secret}---\n${external('shop')}`,
      ['unknown not-seen ExternalSecret/shop/one', 'unknown not-seen Secret/bank/database'],
    ],
    ['SOPS seals it', `${sealed}---\n${external()}`, ['unknown not-seen ExternalSecret/bank/one']],
    [
      'store-too-wide',
      clusterStore(''),
      ['advice store-too-wide ClusterSecretStore//vault', 'unknown not-seen ClusterSecretStore//vault'],
    ],
    [
      'a store for some namespaces',
      clusterStore(', conditions: [{namespaces: [bank]}]'),
      ['unknown not-seen ClusterSecretStore//vault'],
    ],
    [
      'env-from-secret',
      workload(', env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]'),
      ['advice env-from-secret Deployment/bank/ledger', 'unknown not-seen Deployment/bank/ledger'],
    ],
    [
      'all variables of a Secret',
      workload(', envFrom: [{secretRef: {name: a}}]'),
      ['advice env-from-secret Deployment/bank/ledger', 'unknown not-seen Deployment/bank/ledger'],
    ],
    ['a workload without Secrets in its environment', workload(''), []],
  ])('%s', (_name, text, expected) => {
    expect(judgedBy(secretManager, text, critical)).toEqual(expected);
  });

  test('env-from-secret shows the container, the field and the variables', () => {
    const finding = findingsBy(
      secretManager,
      workload(', env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}, {name: B, value: b}]'),
    ).find(({ reason }) => reason === 'env-from-secret');
    expect(finding?.evidence).toMatchObject([{ path: 'spec.template.spec.containers[0].env', value: ['A'] }]);
  });

  test('nothing is known of an empty folder', () => {
    expect(
      assessedBy(secretManager, '').outcomes.find(({ criterion }) => criterion === secretManager.answers)?.verdict,
    ).toBe('unknown');
  });

  test('the words name the manager, and no value is told', () => {
    const findings = findingsBy(secretManager, `${secret}---\n${external()}`, critical);
    expect(findings.map(({ because }) => because)).toContain(
      'its value is written by hand, in a namespace that a manager of secrets serves (ExternalSecret/one)',
    );
    expect(JSON.stringify(findings)).not.toContain('Vq8-mT2pLw9z');
  });
});

test('a spec that is none is a named gap', () => {
  const { unreadable, facts } = estateOf(clusterStore(', conditions: bank'));
  expect(unreadable).toMatchObject([
    { message: expect.stringContaining('spec.conditions: expected a list') as string },
  ]);
  expect(facts.secretStores.items).toEqual([]);
});

describe('of a cluster', () => {
  const external = (status: string): string =>
    `---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: e, namespace: bank}\nspec: {refreshInterval: 1h, secretStoreRef: {name: s}, target: {name: e}, data: [{secretKey: a, remoteRef: {key: a}}]}\nstatus: {conditions: [{type: Ready, status: "${status}"}]}\n`;
  const store = (status: string): string =>
    `---\napiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: s, namespace: bank}\nspec: {provider: {vault: {server: "https://vault"}}}\nstatus: {conditions: [{type: Ready, status: "${status}"}]}\n`;

  test.each<[string, string, string[]]>([
    ['brought', external('True'), ['notApplicable judged-apart', 'pass brought']],
    ['not-brought', external('False'), ['fail not-brought', 'notApplicable judged-apart']],
    ['opens', store('True'), ['pass opens', 'unknown not-seen']],
    ['does-not-open', store('False'), ['fail does-not-open', 'unknown not-seen']],
    ['nothing is seen', '', ['unknown not-seen']],
  ])('%s', (_name, yaml, expected) => {
    const found = judgedBy(secretManager, clusterOf(yaml), { policy: { tiers: { default: 'critical', rules: [] } } });
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual(expected);
  });
});

test('a cluster in which they may not be listed: nobody could look for them', () => {
  const found = JSON.stringify(
    findingsBy(secretManager, clusterOf('', { forbidden: ['external-secrets.io/ExternalSecret'] })),
  );
  expect(found).toContain('externalsecrets is forbidden');
  expect(found).not.toContain('of this cluster;');
  expect(found).not.toContain('in this cluster;');
});
