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
    ['port-exempt', peer('mtls: {mode: STRICT}, portLevelMtls: {9090: {mode: DISABLE}}'), ['partial port-exempt']],
    [
      'a port that is asked for more',
      peer('mtls: {mode: PERMISSIVE}, portLevelMtls: {8080: {mode: STRICT}}'),
      ['partial plain-accepted'],
    ],
    ['plain-sent', rule('host: ledger, trafficPolicy: {tls: {mode: DISABLE}}'), ['partial plain-sent']],
    [
      'to one port',
      rule(
        'host: ledger.bank.svc.cluster.local, trafficPolicy: {portLevelSettings: [{port: {number: 9090}, tls: {mode: DISABLE}}]}',
      ),
      ['partial port-exempt'],
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

test('a mode that there is not is a named gap', () => {
  expect(said(peer('mtls: {mode: ALWAYS}'))).toEqual([]);
  const { estate } = assessedBy(serviceMtls, bank() + peer('mtls: {mode: ALWAYS}'));
  expect(estate.unreadable.map(({ message }) => message)).toEqual([
    'PeerAuthentication: spec.mtls.mode: expected STRICT, PERMISSIVE, DISABLE or UNSET, found text "ALWAYS"',
  ]);
});
