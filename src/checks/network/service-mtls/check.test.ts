import { describe, expect, test } from 'vitest';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { serviceMtls } from './check.ts';

function object(apiVersion: string, kind: string, spec: string, namespace = 'bank', name = 'default'): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: {${spec}}
`;
}
const bank = (tier = 'important'): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: ${tier}}}\n`;
const peer = (spec: string, namespace = 'bank'): string =>
  object('security.istio.io/v1', 'PeerAuthentication', spec, namespace);
const rule = (spec: string): string => object('networking.istio.io/v1', 'DestinationRule', spec);
const app = 'selector: {matchLabels: {app: ledger}}';
const off = '{tls: {mode: DISABLE}}';
const server = (spec: string): string => object('policy.linkerd.io/v1beta3', 'Server', spec);

function said(yaml: string, tier = 'important'): string[] {
  return judgedBy(serviceMtls, bank(tier) + yaml).map((line) => line.split(' ').slice(0, 2).join(' '));
}

describe('rules of a mesh', () => {
  test.each<[string, string, string[]]>([
    ['STRICT is declared, not yet seen to run', peer('mtls: {mode: STRICT}'), ['unknown not-seen']],
    ['plain-taken', peer('mtls: {mode: DISABLE}'), ['fail plain-taken']],
    ['plain-accepted', peer('mtls: {mode: PERMISSIVE}'), ['partial plain-accepted']],
    ['as-above', peer('mtls: {mode: UNSET}'), ['notApplicable as-above']],
    ['one that says nothing', peer('selector: {matchLabels: {app: ledger}}'), ['notApplicable as-above']],
    [
      'port-exempt',
      peer(`mtls: {mode: STRICT}, ${app}, portLevelMtls: {9090: {mode: DISABLE}}`),
      ['partial port-exempt'],
    ],
    [
      'a port that is asked for more',
      peer(`mtls: {mode: PERMISSIVE}, ${app}, portLevelMtls: {8080: {mode: STRICT}}`),
      ['partial plain-accepted'],
    ],
    ['plain-sent', rule('host: ledger, trafficPolicy: {tls: {mode: DISABLE}}'), ['partial plain-sent']],
    [
      'to one port',
      rule(
        'host: ledger.bank.svc.cluster.local, trafficPolicy: {portLevelSettings: [{port: {number: 9090}, tls: {mode: DISABLE}}]}',
      ),
      ['partial plain-sent-in-part'],
    ],
    [
      'to one subset',
      rule(`host: ledger, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}, subsets: [{name: v1, trafficPolicy: ${off}}]`),
      ['partial plain-sent-in-part'],
    ],
    [
      'to one port of a subset',
      rule(
        `host: ledger, subsets: [{name: v1, trafficPolicy: {portLevelSettings: [{port: {number: 1}, tls: {mode: DISABLE}}]}}]`,
      ),
      ['partial plain-sent-in-part'],
    ],
    ['to a subset of what lies outside', rule(`host: partner.com, subsets: [{name: v1, trafficPolicy: ${off}}]`), []],
    [
      'a domain of two labels lies outside',
      rule(`host: partner.com, trafficPolicy: ${off}`),
      ['notApplicable as-above'],
    ],
    ['switched off for some workloads', peer(`mtls: {mode: DISABLE}, ${app}`), ['fail plain-taken']],
    [
      'not-heeded',
      peer(`mtls: {mode: DISABLE}, ${app}`, 'istio-system'),
      ['advice not-heeded', 'notApplicable as-above'],
    ],
    [
      'clients that prove themselves',
      rule('host: ledger, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}'),
      ['unknown not-seen'],
    ],
    [
      'the API server has no certificate of the mesh',
      rule('host: kubernetes.default.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}'),
      ['notApplicable as-above'],
    ],
    [
      'nor has what lies outside',
      rule('host: legacy.partner.example.com, trafficPolicy: {tls: {mode: DISABLE}}'),
      ['notApplicable as-above'],
    ],
    ['a rule about other things', rule('host: ledger, trafficPolicy: {loadBalancer: {simple: RANDOM}}'), []],
    [
      'a Server that lets everyone in',
      server('port: http, accessPolicy: all-unauthenticated'),
      ['partial plain-accepted'],
    ],
    ['one that asks for a certificate', server('port: http, accessPolicy: all-authenticated'), ['unknown not-seen']],
    ['one that says nothing', server('port: http'), ['notApplicable as-above']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('switched off for the mesh, a namespace and workloads, each says whom it is for', () => {
    const words = (yaml: string): string[] =>
      findingsBy(serviceMtls, bank() + yaml).flatMap(({ reason, because }) =>
        reason === 'plain-taken' ? [because] : [],
      );
    const off = 'mtls: {mode: DISABLE}';
    const plain = (whom: string): string =>
      `it switches mutual TLS off for ${whom}, so their connections are plain text`;
    expect(words(peer(off, 'istio-system'))).toEqual([plain('the whole mesh')]);
    expect(words(peer(off))).toEqual([plain('its namespace')]);
    expect(words(peer(`${off}, ${app}`))).toEqual([plain('the workloads that it selects')]);
  });

  describe('clients told to connect without TLS to services that take nothing else', () => {
    const plain = rule(`host: ledger, trafficPolicy: ${off}`);
    const refused = ['advice plain-refused', 'partial plain-sent'];
    const strict = 'mtls: {mode: STRICT}';
    test.each<[string, string, string[]]>([
      ['of the namespace', peer(strict), refused],
      ['of the mesh', peer(strict, 'istio-system'), refused],
      [
        'a namespace that takes both goes before the mesh',
        peer('mtls: {mode: PERMISSIVE}') + peer(strict, 'istio-system'),
        ['partial plain-sent'],
      ],
      ['one that says nothing does not', peer('mtls: {}') + peer(strict, 'istio-system'), refused],
      ['another namespace', peer(strict, 'shop'), ['partial plain-sent']],
      ['some workloads of it', peer(`${strict}, ${app}`), ['partial plain-sent']],
      ['a rule that is not heeded', peer(`${strict}, ${app}`, 'istio-system'), ['partial plain-sent']],
    ])('%s', (_name, servers, expected) => {
      expect(
        said(plain + servers).filter((line) => line.includes('plain-sent') || line.includes('plain-refused')),
      ).toEqual(expected);
    });

    test('of a namespace that the host names', () => {
      const far = rule(`host: ledger.shop.svc.cluster.local, trafficPolicy: ${off}`);
      expect(said(far + peer(strict, 'shop'))).toContain('advice plain-refused');
      expect(said(far + peer(strict))).not.toContain('advice plain-refused');
      expect(findingsBy(serviceMtls, bank() + far + peer(strict, 'shop')).map(({ because }) => because)).toContain(
        'PeerAuthentication/default takes connections with TLS only, so calls that this rule sends without it fail',
      );
    });
  });

  test('a critical namespace must not take plain text, a best-effort one hears of it', () => {
    expect(said(peer('mtls: {mode: PERMISSIVE}'), 'critical')).toEqual(['fail plain-accepted']);
    expect(said(peer('mtls: {mode: PERMISSIVE}'), 'best-effort')[0]).toBe('advice plain-accepted');
  });

  test('a rule for the whole mesh is judged for every tier', () => {
    const mesh = peer('mtls: {mode: PERMISSIVE}', 'istio-system');
    const findings = findingsBy(serviceMtls, bank('critical') + mesh);
    expect(findings.map(({ tier, verdict }) => `${tier} ${verdict}`)).toContain('critical fail');
    expect(findings[0]?.because).toBe('it takes connections without TLS for the whole mesh, beside those with it');
  });
});

describe('encryption between nodes', () => {
  const config = (data: string): string =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium-config, namespace: kube-system}\ndata: {${data}}\n`;
  const release = (values: string): string =>
    object(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      `chart: {spec: {chart: cilium}}, values: {${values}}`,
      'kube-system',
    );
  const felix = (spec: string): string => object('crd.projectcalico.org/v1', 'FelixConfiguration', spec, '""');
  const openshift = (mode: string): string =>
    object(
      'operator.openshift.io/v1',
      'Network',
      `defaultNetwork: {type: OVNKubernetes, ovnKubernetesConfig: {ipsecConfig: {mode: ${mode}}}}`,
      '""',
      'cluster',
    );

  test.each<[string, string]>([
    ['WireGuard of Cilium', config('enable-wireguard: "true"')],
    ['IPsec of Cilium', config('enable-ipsec: "true"')],
    ['a release of Cilium', release('encryption: {enabled: true, type: wireguard}')],
    ['WireGuard of Calico', felix('wireguardEnabled: true')],
    ['IPsec of OpenShift', openshift('Full')],
  ])('%s is declared, not yet seen to run', (_name, yaml) => {
    const findings = findingsBy(serviceMtls, bank() + yaml);
    expect([...new Set(findings.map(({ verdict }) => verdict))]).toEqual(['unknown']);
    expect(findings[0]?.because).toMatch(/^encryption between nodes with (WireGuard|IPsec) \(`/);
  });

  test.each<[string, string]>([
    ['Cilium', config('enable-wireguard: "false"')],
    ['a release of Cilium', release('encryption: {enabled: false}')],
    ['Calico', felix('wireguardEnabled: false')],
    ['OpenShift', openshift('External')],
    ['a ConfigMap of another name', config('enable-wireguard: "true"').replace('cilium-config', 'other')],
  ])('switched off it is no fault, for a mesh may encrypt: %s', (_name, yaml) => {
    expect(said(yaml)).toEqual([]);
  });
});

test('a folder without any of these is unknown, never not applicable', () => {
  const outcome = assessedBy(serviceMtls, bank()).outcomes.find(
    ({ criterion }) => criterion === 'network/service-mtls',
  );
  expect(outcome?.verdict).toBe('unknown');
});

test.each<[string, string, string]>([
  [
    'ports of a namespace',
    peer('mtls: {mode: STRICT}, portLevelMtls: {9090: {mode: DISABLE}}'),
    'PeerAuthentication: spec.portLevelMtls: ports need a selector; for a namespace or the mesh they are refused',
  ],
  [
    'ports of the mesh',
    peer('portLevelMtls: {9090: {mode: STRICT}}', 'istio-system'),
    'PeerAuthentication: spec.portLevelMtls: ports need a selector; for a namespace or the mesh they are refused',
  ],
  [
    'a port by its name',
    peer(`${app}, portLevelMtls: {http: {mode: STRICT}}`),
    'PeerAuthentication: spec.portLevelMtls.http: expected the number of a port for its name, found an object',
  ],
  [
    'a mode of clients that there is not',
    rule('host: ledger, trafficPolicy: {tls: {mode: STRICT}}'),
    'DestinationRule: spec.trafficPolicy.tls.mode: expected DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL, found text "STRICT"',
  ],
])('what Istio refuses is a named gap: %s', (_name, yaml, message) => {
  const { estate } = assessedBy(serviceMtls, bank() + yaml);
  expect(estate.unreadable.map((one) => one.message)).toEqual([message]);
  expect(said(yaml)).toEqual([]);
});

test('a mode that there is not is a named gap', () => {
  expect(said(peer('mtls: {mode: ALWAYS}'))).toEqual([]);
  const { estate } = assessedBy(serviceMtls, bank() + peer('mtls: {mode: ALWAYS}'));
  expect(estate.unreadable.map(({ message }) => message)).toEqual([
    'PeerAuthentication: spec.mtls.mode: expected STRICT, PERMISSIVE, DISABLE or UNSET, found text "ALWAYS"',
  ]);
});
