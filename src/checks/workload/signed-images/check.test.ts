import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { signedImages } from './check.ts';

const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one}\nspec: ${spec}\n`;
const verify = '{imageReferences: ["*"], attestors: [{entries: [{keys: {publicKeys: "k8s://a/b"}}]}]}';
const kyverno = (spec: string, images = verify, rest = ''): string =>
  object(
    'kyverno.io/v1',
    'ClusterPolicy',
    `{${spec}, rules: [{name: a, match: {}${rest}, verifyImages: [${images}]}]}`,
  );
const without = (namespaces: string): string =>
  kyverno('validationFailureAction: Enforce', verify, `, exclude: {any: [{resources: {namespaces: ${namespaces}}}]}`);
const notIn =
  'namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [bank]}]}';
const cel = (spec: string): string =>
  object(
    'policies.kyverno.io/v1',
    'ImageValidatingPolicy',
    `{attestors: [{name: a, cosign: {}}], validations: []${spec}}`,
  );
const sigstore = (mode: string): string =>
  object('policy.sigstore.dev/v1beta1', 'ClusterImagePolicy', `{images: [{glob: "**"}], authorities: []${mode}}`);
const kubewarden = (mode: string): string =>
  object(
    'policies.kubewarden.io/v1',
    'ClusterAdmissionPolicy',
    `{module: "registry://ghcr.io/kubewarden/policies/verify-image-signatures:v0.3.0", mutating: true${mode}}`,
  );

const withPassing = sigstore('').replace('authorities: []', 'authorities: [{static: {action: pass}}]');
const own = 'unknown not-seen ClusterImagePolicy//one';
const everyPod = 'match: {any: [{resources: {kinds: [Pod]}}]}';
const bank = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';
const named = (name: string, text: string): string => `---\n${text.replace('name: one', `name: ${name}`)}`;

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'a policy that refuses is declared well',
      kyverno('validationFailureAction: Enforce'),
      ['unknown not-seen ClusterPolicy//one'],
    ],
    ['audit-only', kyverno('validationFailureAction: Audit'), ['partial audit-only ClusterPolicy//one']],
    [
      'the image says it',
      kyverno('validationFailureAction: Audit', verify.replace('{', '{failureAction: Enforce, ')),
      ['unknown not-seen ClusterPolicy//one'],
    ],
    ['namespace-escapes', without('[bank]'), ['partial namespace-escapes ClusterPolicy//one']],
    [
      'namespace-escapes by a selector of names',
      kyverno('validationFailureAction: Enforce').replace(
        'match: {}',
        `match: {any: [{resources: {kinds: [Pod], ${notIn}}}]}`,
      ),
      ['partial namespace-escapes ClusterPolicy//one'],
    ],
    [
      'another block matches them',
      kyverno('validationFailureAction: Enforce').replace(
        'match: {}',
        `match: {any: [{resources: {kinds: [Pod], ${notIn}}}, {resources: {kinds: [Pod]}}]}`,
      ),
      ['unknown not-seen ClusterPolicy//one'],
    ],
    [
      'namespaces of the platform may be left out',
      without('[kube-system, "kube-*", cert-manager]'),
      ['unknown not-seen ClusterPolicy//one'],
    ],
    [
      'only some objects of a namespace are left out',
      kyverno(
        'validationFailureAction: Enforce',
        verify,
        ', exclude: {any: [{resources: {namespaces: [bank], names: [a]}}]}',
      ),
      ['unknown not-seen ClusterPolicy//one'],
    ],
    [
      'namespaces that may do without',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Audit, namespaces: [bank]}]',
      ),
      ['partial namespace-escapes ClusterPolicy//one'],
    ],
    ...(
      [
        ['a pattern of a namespace that states a tier', 'Enforce', '{action: Audit, namespaces: ["ba*"]}', true],
        ['a pattern of none that does', 'Enforce', '{action: Audit, namespaces: ["ca*"]}', false],
        ['refused elsewhere alone', 'Audit', '{action: enforce, namespaces: [shop]}', true],
        ['refused here alone', 'Audit', '{action: enforce, namespaces: ["b?nk"]}', false],
        [
          'refused by the first that names it',
          'Enforce',
          '{action: Enforce, namespaces: [bank]}, {action: Audit, namespaces: [bank]}',
          false,
        ],
        [
          'recorded only where labels say so, too',
          'Enforce',
          '{action: Audit, namespaces: [bank], namespaceSelector: {matchLabels: {a: b}}}',
          false,
        ],
      ] as const
    ).map(([name, action, overrides, escapes]): [string, string, string[]] => [
      name,
      `${kyverno(`validationFailureAction: ${action}, validationFailureActionOverrides: [${overrides}]`)}---\n${bank}`,
      [escapes ? 'partial namespace-escapes ClusterPolicy//one' : 'unknown not-seen ClusterPolicy//one'],
    ]),
    [
      'an override for all, by an empty selector',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Audit, namespaceSelector: {}}]',
      ),
      ['partial audit-only ClusterPolicy//one'],
    ],
    [
      'attestations of scans are no signatures',
      kyverno(
        'validationFailureAction: Audit',
        '{imageReferences: ["*"], attestations: [{type: "https://cosign.sigstore.dev/attestation/vuln/v1"}]}',
      ),
      [],
    ],
    [
      'provenance counts',
      kyverno(
        'validationFailureAction: Audit',
        '{imageReferences: ["*"], attestations: [{type: "https://slsa.dev/provenance/v1"}]}',
      ),
      ['partial audit-only ClusterPolicy//one'],
    ],
    ['Kyverno by expression', cel(''), ['unknown not-seen ImageValidatingPolicy//one']],
    [
      'Kyverno by expression, told to warn',
      cel(', validationActions: [Warn]'),
      ['partial audit-only ImageValidatingPolicy//one'],
    ],
    ['Sigstore enforces', sigstore(''), ['unknown not-seen ClusterImagePolicy//one']],
    [
      'Sigstore with an authority that passes everything',
      sigstore('').replace('authorities: []', 'authorities: [{static: {action: pass}}]'),
      ['partial audit-only ClusterImagePolicy//one'],
    ],
    [
      'Sigstore with an authority that refuses everything',
      sigstore('').replace('authorities: []', 'authorities: [{static: {action: fail}}]'),
      ['unknown not-seen ClusterImagePolicy//one'],
    ],
    [
      'Sigstore with an exception for some images',
      sigstore('')
        .replace('authorities: []', 'authorities: [{static: {action: pass}}]')
        .replace('**', 'r.example/a/**'),
      [],
    ],
    [
      'Sigstore with an authority that passes everything, beside a policy that no image gets past',
      withPassing + named('two', sigstore('')),
      [own, 'unknown not-seen ClusterImagePolicy//two'],
    ],
    [
      'Sigstore with an authority that passes everything, beside a policy for some images: the others get in',
      withPassing + named('two', sigstore('').replace('**', 'r.example/a/**')),
      ['partial audit-only ClusterImagePolicy//one', 'unknown not-seen ClusterImagePolicy//two'],
    ],
    [
      'Sigstore with an authority that passes everything, beside a policy for some resources',
      withPassing + named('two', sigstore(', match: [{group: apps, version: v1, resource: deployments}]')),
      ['partial audit-only ClusterImagePolicy//one', 'unknown not-seen ClusterImagePolicy//two'],
    ],
    [
      'Kyverno tries a new key beside the policy that refuses',
      kyverno('validationFailureAction: Audit') +
        named('two', kyverno('validationFailureAction: Enforce').replace('match: {}', everyPod)),
      ['unknown not-seen ClusterPolicy//one', 'unknown not-seen ClusterPolicy//two'],
    ],
    [
      'Kyverno audits beside a policy that leaves out a namespace',
      kyverno('validationFailureAction: Audit') + named('two', without('[bank]').replace('match: {}', everyPod)),
      ['partial audit-only ClusterPolicy//one', 'partial namespace-escapes ClusterPolicy//two'],
    ],
    [
      'Kyverno audits beside a policy for some pods',
      kyverno('validationFailureAction: Audit') +
        named(
          'two',
          kyverno('validationFailureAction: Enforce').replace(
            'match: {}',
            everyPod.replace('[Pod]', '[Pod], selector: {matchLabels: {signed: "true"}}'),
          ),
        ),
      ['partial audit-only ClusterPolicy//one', 'unknown not-seen ClusterPolicy//two'],
    ],
    [
      'one that another policy which cannot be read may make harmless',
      withPassing + named('two', sigstore(', mode: [a]')),
      ['unknown not-seen ClusterImagePolicy//one'],
    ],
    ['Sigstore warns', sigstore(', mode: warn'), ['partial audit-only ClusterImagePolicy//one']],
    [
      'Kubewarden, which changes tags to digests too',
      kubewarden(', mode: monitor'),
      ['partial audit-only ClusterAdmissionPolicy//one'],
    ],
    [
      'a policy about anything else',
      object('kyverno.io/v1', 'ClusterPolicy', '{rules: [{name: a, match: {}, validate: {}}]}'),
      [],
    ],
  ])('%s', (_name, text, expected) => {
    expect(judgedBy(signedImages, text)).toEqual(expected);
  });

  test("the policy file says which namespaces are the platform's own", () => {
    expect(judgedBy(signedImages, without('[bank]'), { policy: { platformNamespaces: ['bank'] } })).toEqual([
      'unknown not-seen ClusterPolicy//one',
    ]);
  });

  test('nothing is known of a folder without such a policy', () => {
    expect(
      assessedBy(signedImages, '').outcomes.find(({ criterion }) => criterion === signedImages.answers)?.verdict,
    ).toBe('unknown');
  });

  test('the words name the namespaces and the field', () => {
    expect(findingsBy(signedImages, without('[bank, kube-system]'))[0]).toMatchObject({
      because: 'it leaves out bank, where images run unverified',
      evidence: [{ path: 'spec.rules[0].exclude' }],
    });
  });
});

test('an action that the API server refuses is a named gap', () => {
  const { unreadable, facts } = estateOf(kyverno('validationFailureAction: Perhaps'));
  expect(unreadable).toHaveLength(1);
  expect(facts.admissionPolicies.items).toEqual([]);
});

test('a cluster in which something verifies', () => {
  expect(judgedBy(signedImages, clusterOf(sigstore('')))).toContain('notApplicable judged-apart Cluster//api:6443');
});

test('a cluster in which nothing is seen to verify is unknown', () => {
  expect(judgedBy(signedImages, clusterOf(''))).toEqual(['unknown not-seen Cluster//api:6443']);
});
