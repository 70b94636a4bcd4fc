import { describe, expect, test } from 'vitest';
import { apiServerPod, counting, kubeadmConfig, ofOpenShift } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { keptServer } from '../../../../test/support/operator-settings.ts';
import type { ServerMetrics } from '../../../estate/live-cluster.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { singleSignOn } from './check.ts';

const authentication = (jwt: string, version: string = 'v1'): string =>
  `apiVersion: apiserver.config.k8s.io/${version}\nkind: AuthenticationConfiguration\njwt: ${jwt}\n`;
const issuer = (rest: string = ''): string => `[{issuer: {url: "https://login.bank.example"}${rest}}]`;
const oauth = (...types: string[]): string =>
  `apiVersion: config.openshift.io/v1\nkind: OAuth\nmetadata: {name: cluster}\nspec: {identityProviders: [${types.map((type) => `{name: ${type.toLowerCase()}, type: ${type}}`).join(', ')}]}\n`;
const staticPod = (...flags: string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: kube-apiserver, command: [kube-apiserver, ${flags.join(', ')}]}]}\n`;
const oidc = '--oidc-issuer-url=https://login.bank.example';

const file = 'AuthenticationConfiguration//(no name)';
const pod = 'Pod/kube-system/kube-apiserver';

test.each<[string, string, string[]]>([
  [
    'an identity provider is declared, and more a folder cannot show',
    authentication(issuer()),
    [`unknown not-seen ${file}`],
  ],
  ['no-identity-provider', authentication('[]'), [`partial no-identity-provider ${file}`]],
  [
    'unprefixed-groups',
    authentication(issuer(', claimMappings: {groups: {claim: groups, prefix: ""}}')),
    [`advice unprefixed-groups ${file}`, `unknown not-seen ${file}`],
  ],
  [
    'groups with a prefix',
    authentication(issuer(', claimMappings: {groups: {claim: groups, prefix: "sso:"}}')),
    [`unknown not-seen ${file}`],
  ],
  ['local-accounts', oauth('HTPasswd', 'OpenID'), ['partial local-accounts OAuth//cluster']],
  ['OpenShift with a provider', oauth('OpenID'), ['unknown not-seen OAuth//cluster']],
  ['OpenShift with none', oauth(), ['partial no-identity-provider OAuth//cluster']],
  ['an API server that knows of none', staticPod('--v=2'), [`partial no-identity-provider ${pod}`]],
  ['by flags', staticPod(oidc), [`unknown not-seen ${pod}`]],
  [
    'by flags, groups as they come',
    staticPod(oidc, '--oidc-groups-claim=groups'),
    [`advice unprefixed-groups ${pod}`, `unknown not-seen ${pod}`],
  ],
  ['by a file', staticPod('--authentication-config=/etc/authentication.yaml'), [`unknown not-seen ${pod}`]],
  ['by a webhook', staticPod('--authentication-token-webhook-config-file=/etc/hook.yaml'), [`unknown not-seen ${pod}`]],
  [
    'kOps by the authentication of the cloud',
    'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec: {authentication: {aws: {}}}\n',
    ['unknown not-seen Cluster//bank'],
  ],
  [
    'no provider where whoever runs the control plane may add one',
    'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: bank, namespace: garden}\nspec: {}\n',
    ['unknown not-seen Shoot/garden/bank'],
  ],
  [
    'F23: a managed control plane',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n',
    ['unknown not-seen ClusterConfig//bank'],
  ],
  ['nothing held', '', []],
])('%s', (_name, text, expected) => {
  expect(judgedBy(singleSignOn, text)).toEqual(expected);
});

test('Best Effort may keep local accounts', () => {
  const bestEffort = { policy: { tiers: { default: 'best-effort' as const, rules: [] } } };
  expect(judgedBy(singleSignOn, oauth('HTPasswd'), bestEffort)).toEqual([
    'advice local-accounts OAuth//cluster',
    'unknown not-seen OAuth//cluster',
  ]);
});

describe('what cannot be read is a named gap', () => {
  test.each([
    ['an unknown version', authentication(issuer(), 'v9'), 'version of AuthenticationConfiguration is not known'],
    ['an issuer without TLS', authentication('[{issuer: {url: "http://login.bank.example"}}]'), 'https://'],
    ['an unknown type of provider', oauth('Telepathy'), 'HTPasswd'],
  ])('%s', (_name, text, message) => {
    expect(estateOf(text).unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(judgedBy(singleSignOn, text)).toEqual([]);
  });
});

test('an address is shown without what may be a credential', () => {
  const text = authentication('[{issuer: {url: "https://bot:hunter2@login.bank.example"}}]');
  expect(JSON.stringify([findingsBy(singleSignOn, text), estateOf(text)])).not.toContain('hunter2');
});

test('where a provider may be added elsewhere, no sign-in is said to be declared', () => {
  const shoot = 'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: a, namespace: b}\nspec: {}\n';
  expect(JSON.stringify(findingsBy(singleSignOn, shoot))).toContain('no identity provider is named here');
});

test('the fix is one that can be made where the finding stands', () => {
  const fixOf = (text: string): string => findingsBy(singleSignOn, text)[0]?.fix ?? '';
  expect(fixOf(oauth())).toContain('in its spec.identityProviders');
  expect(fixOf(authentication('[]'))).toContain('in its jwt');
  expect(fixOf(staticPod('--v=2'))).toContain('--oidc-issuer-url');
});

describe('of a cluster', () => {
  const asked = 'Cluster//api:6443';
  const server = 'Pod/kube-system/kube-apiserver-cp-1';
  const tier = (one: 'important' | 'best-effort') => ({ policy: { tiers: { default: one, rules: [] } } });

  test.each<[string, string, string, Partial<ServerMetrics> | null, string[]]>([
    ['nobody was seen', '', 'v1.37.2', {}, [`unknown not-seen ${asked}`]],
    [
      'somebody signed in',
      apiServerPod('--oidc-issuer-url=https://id.bank.example'),
      'v1.37.2',
      { signsInByIssuer: true },
      [`notApplicable seen-in-sign-ins ${server}`, `pass signs-in-there ${asked}`],
    ],
    ['on a managed one too', '', 'v1.33.1-eks-5c8d1f2', { signsInByIssuer: true }, [`pass signs-in-there ${asked}`]],
    [
      'the copy of a static pod that names none',
      apiServerPod(),
      'v1.37.2',
      {},
      [`partial no-identity-provider ${server}`, `unknown not-seen ${asked}`],
    ],
    [
      'once-configured',
      kubeadmConfig,
      'v1.37.2',
      null,
      [`notApplicable once-configured ConfigMap/kube-system/kubeadm-config`, `unknown not-seen ${asked}`],
    ],
  ])('%s', (_what, objects, version, done, expected) => {
    const estate = clusterOf(objects, { version, notServed: ofOpenShift, metrics: done && counting(done) });
    expect(judgedBy(singleSignOn, estate, tier('best-effort')).toSorted()).toEqual(expected);
    // More is asked of the others than that.
    expect(judgedBy(singleSignOn, estate, tier('important'))).not.toContainEqual(expect.stringMatching(/^pass/));
  });
});

test('an operator gives its API servers the ways to sign in', () => {
  const oauth = { apiVersion: 'config.openshift.io/v1', kind: 'OAuth', metadata: { name: 'cluster' }, spec: {} };
  expect(judgedBy(singleSignOn, clusterOf([keptServer, oauth]))).toEqual([
    'notApplicable kept-by-operator Pod/openshift-kube-apiserver/kube-apiserver-cp-1',
    'partial no-identity-provider OAuth//cluster',
    'unknown not-seen Cluster//api:6443',
  ]);
});

describe('a cluster that is told by what people sign in', () => {
  const none = { apiVersion: 'config.openshift.io/v1', kind: 'OAuth', metadata: { name: 'cluster' }, spec: {} };
  const mode = (spec: Record<string, unknown>) => ({ ...none, kind: 'Authentication', spec });
  const provider = { name: 'bank', issuer: { issuerURL: 'https://login.bank.example', audiences: ['a'] } };
  const groups = { ...provider, claimMappings: { groups: { claim: 'groups' } } };
  const cluster = 'unknown not-seen Cluster//api:6443';
  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing said', { type: '' }, ['partial no-identity-provider OAuth//cluster']],
    ['its own OAuth', { type: 'IntegratedOAuth' }, ['partial no-identity-provider OAuth//cluster']],
    [
      'a provider',
      { type: 'OIDC', oidcProviders: [provider] },
      ['notApplicable not-heeded OAuth//cluster', 'unknown not-seen Authentication//cluster'],
    ],
    [
      'a provider whose groups keep their names',
      { type: 'OIDC', oidcProviders: [groups] },
      [
        'advice unprefixed-groups Authentication//cluster',
        'notApplicable not-heeded OAuth//cluster',
        'unknown not-seen Authentication//cluster',
      ],
    ],
    [
      'a provider that is not named',
      { type: 'OIDC' },
      ['notApplicable not-heeded OAuth//cluster', 'partial no-identity-provider Authentication//cluster'],
    ],
    ['something that is not known', { type: 'None' }, ['notApplicable not-heeded OAuth//cluster']],
  ])('%s', (_name, spec, expected) => {
    expect(judgedBy(singleSignOn, clusterOf([none, mode(spec)]))).toEqual([...expected, cluster].toSorted());
  });

  test('unknown where that may not be listed', () => {
    const estate = clusterOf([none], { forbidden: ['config.openshift.io/Authentication'] });
    expect(judgedBy(singleSignOn, estate)).toEqual([cluster, 'unknown not-seen OAuth//cluster']);
  });
});
