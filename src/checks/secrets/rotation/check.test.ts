import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { rotation } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const external = (spec: string): string =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: one, namespace: bank}\nspec: {secretStoreRef: {name: vault}${spec}}\n`;
const certificate = (spec: string): string =>
  `apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: one, namespace: bank}\nspec: {secretName: tls, dnsNames: [bank.example], issuerRef: {name: ca}${spec}}\n`;
const vault = (kind: string, spec: string): string =>
  `apiVersion: secrets.hashicorp.com/v1beta1\nkind: ${kind}\nmetadata: {name: one, namespace: bank}\nspec: {mount: kv, path: a${spec}}\n`;

/** What is said of what is critical. */
function judged(text: string): string[] {
  return judgedBy(rotation, text, critical).map((said) => said.replace(/ \S+$/, ''));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['whether it is fetched again is filled in later', external(', refreshPolicy: "${POLICY}"'), ['unknown not-seen']],
    ['every hour', external(', refreshInterval: 1h'), ['unknown not-seen']],
    ['every hour, where nothing is said', external(''), ['unknown not-seen']],
    ['never-fetched-again', external(', refreshInterval: "0"'), ['partial never-fetched-again']],
    ['a zero with a unit', external(', refreshInterval: 0s'), ['partial never-fetched-again']],
    ['created once', external(', refreshPolicy: CreatedOnce'), ['partial never-fetched-again']],
    ['fetched when the object changes', external(', refreshPolicy: OnChange'), ['partial never-fetched-again']],
    ['fetched-too-rarely', external(', refreshInterval: 8760h'), ['partial fetched-too-rarely']],
    ['what fills it in later decides', external(', refreshInterval: "${INTERVAL}"'), ['unknown not-seen']],
    [
      'handed over to another who renews it',
      external(', refreshPolicy: CreatedOnce, target: {creationPolicy: Orphan}'),
      ['unknown not-seen'],
    ],
    [
      'generated, and kept',
      external(', refreshInterval: "0", dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: a}}}]'),
      ['unknown not-seen'],
    ],
    ['Vault, every hour', vault('VaultStaticSecret', ', refreshAfter: 1h'), ['unknown not-seen']],
    ['Vault renews leases', vault('VaultDynamicSecret', ''), ['unknown not-seen']],
    ['a certificate of 90 days', certificate(''), ['unknown not-seen']],
    ['certificate-lives-too-long', certificate(', duration: 87600h'), ['partial certificate-lives-too-long']],
    ['a year is no fault', certificate(', duration: 8760h'), ['unknown not-seen']],
    ['an authority may live longer', certificate(', duration: 87600h, isCA: true'), []],
    ['key-stays', certificate(', privateKey: {rotationPolicy: Never}'), ['partial key-stays']],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('what is sealed says nothing of its rotation', () => {
    expect(
      judged(
        'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: one, namespace: bank}\nspec: {encryptedData: {a: b}}\n',
      ),
    ).toEqual([]);
  });

  test('nothing is known of an empty folder', () => {
    expect(assessedBy(rotation, '').outcomes.find(({ criterion }) => criterion === rotation.answers)?.verdict).toBe(
      'unknown',
    );
  });

  test('the words name both numbers', () => {
    expect(findingsBy(rotation, external(', refreshInterval: 8760h'), critical)[0]).toMatchObject({
      because: 'it is fetched every 365 days, and has to be replaced every 90',
      evidence: [{ path: 'spec.refreshInterval' }],
    });
  });
});

test.each(['1d', 'soon', '1'])('a duration that Go does not read is a named gap: %s', (duration) => {
  const { unreadable, facts } = estateOf(external(`, refreshInterval: "${duration}"`));
  expect(unreadable).toMatchObject([
    { message: expect.stringContaining('spec.refreshInterval: expected a duration') as string },
  ]);
  expect(facts.managedSecrets.items).toEqual([]);
});

test.each([
  ['CreatedOnce', 'it is fetched once, so'],
  ['OnChange', 'it is fetched only when the object itself changes, so'],
])('the finding says when it is fetched: %s', (policy, words) => {
  const [finding] = findingsBy(rotation, external(`, refreshPolicy: ${policy}`), critical);
  expect(finding?.because).toContain(words);
});

test('a refreshPolicy that the API server refuses is a named gap', () => {
  const { unreadable, facts } = estateOf(external(', refreshPolicy: Sometimes'));
  expect(unreadable).toMatchObject([
    { message: expect.stringContaining('spec.refreshPolicy: expected Periodic, CreatedOnce or OnChange') as string },
  ]);
  expect(facts.managedSecrets.items).toEqual([]);
});

describe('of a cluster', () => {
  const external = (ready: string, refreshTime: string): string =>
    `---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: e, namespace: bank}\nspec: {refreshInterval: 1h, secretStoreRef: {name: s}, target: {name: e}, data: [{secretKey: a, remoteRef: {key: a}}]}\nstatus: {refreshTime: "${refreshTime}", conditions: [{type: Ready, status: "${ready}"}]}\n`;
  const renewed = (ready: string): string =>
    `---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: w, namespace: bank}\nspec: {secretName: w, dnsNames: [w.bank.example], issuerRef: {name: public}}\nstatus: {conditions: [{type: Ready, status: "${ready}"}]}\n`;

  test.each<[string, string, string[]]>([
    ['fetched', external('True', '2026-11-24T11:30:00Z'), ['notApplicable judged-apart', 'pass fetched']],
    ['not-fetched', external('True', '2026-11-20T11:30:00Z'), ['notApplicable judged-apart', 'partial not-fetched']],
    [
      'it failed a moment ago',
      external('False', '2026-11-24T11:30:00Z'),
      ['notApplicable judged-apart', 'unknown not-seen'],
    ],
    ['renewed', renewed('True'), ['pass renewed', 'unknown not-seen']],
    ['not-renewed', renewed('False'), ['partial not-renewed', 'unknown not-seen']],
    ['nothing is seen', '', ['unknown not-seen']],
  ])('%s', (_name, yaml, expected) => {
    const found = judgedBy(rotation, clusterOf(yaml), { policy: { tiers: { default: 'critical', rules: [] } } });
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual(expected);
  });
});
