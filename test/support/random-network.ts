import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

const demand = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');

const peerAuthentication = fc
  .record({
    head: metadata(fc.constantFrom('default', 'ledger')),
    mode: demand,
    more: fc.constantFrom<Json>(
      {},
      { selector: { matchLabels: { app: 'ledger' } }, portLevelMtls: { 9090: { mode: 'DISABLE' } } },
    ),
  })
  .map(({ head, mode, more }): Json => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: head,
    spec: { mtls: { mode }, ...more },
  }));

const destinationRule = fc
  .record({
    head: metadata(fc.constantFrom('ledger', 'web')),
    mode: fc.constantFrom('DISABLE', 'ISTIO_MUTUAL'),
    part: fc.constantFrom<Json>({}, { tls: { mode: 'DISABLE' } }),
  })
  .map(({ head, mode, part }): Json => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: head,
    spec: { host: 'ledger', trafficPolicy: { tls: { mode } }, subsets: [{ name: 'v1', trafficPolicy: part }] },
  }));

const agent = fc
  .record({
    name: fc.constantFrom('agent', 'other'),
    image: fc.constantFrom(
      'docker.io/flannel/flannel:v0.27.0',
      'docker.io/flannel/flannel:v0.27.0',
      'quay.io/cloudnativelabs/kube-router:v2.5.0',
      'docker.io/kindest/kindnetd:v20250512',
    ),
    args: fc.constantFrom<string[]>([], ['--run-firewall=false']),
  })
  .map(({ name, image, args }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image, args }] } },
    },
  }));

const settings = fc
  .constantFrom<Json>({ 'enable-wireguard': 'true' }, { 'enable-policy': 'never' }, { 'policy-audit-mode': 'true' })
  .map((data): Json => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cilium-config', namespace: 'kube-system' },
    data,
  }));

/** An object that says how the network encrypts, or what enforces its policies. */
export const networkObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: peerAuthentication },
  { weight: 2, arbitrary: destinationRule },
  { weight: 6, arbitrary: agent },
  { weight: 1, arbitrary: settings },
);
