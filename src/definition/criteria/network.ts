import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `network`, in the definition's order. */
export type NetworkCriterionId =
  | 'network/default-deny'
  | 'network/minimal-reachability'
  | 'network/ingress-tls'
  | 'network/service-mtls'
  | 'network/certificates'
  | 'network/policy-enforcement';

/** What the definition asks in the chapter `network`. */
export const networkCriteria: Readonly<Record<NetworkCriterionId, CriterionEntry>> = {
  'network/default-deny': {
    title: 'Default-deny network policy in every application namespace',
    from: '4. Security Baseline > Network Security',
    scope: 'namespace',
    tiers: {
      'critical': { level: 'required', target: 'default deny ingress and egress in 100 % of application namespaces' },
      'important': { level: 'required', target: 'ingress 100 %, egress >= 80 %' },
      'best-effort': { level: 'required', target: 'ingress' },
    },
    metrics: [
      {
        name: 'namespacesDefaultDenyIngressPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': 100 },
        origin: 'stated',
      },
      {
        name: 'namespacesDefaultDenyEgressPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 80, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'NetworkPolicy, CiliumNetworkPolicy, Calico policy, AdminNetworkPolicy; pods selected by no policy',
      },
    ],
  },
  'network/minimal-reachability': {
    title: 'Allow rules explicit and minimal, verified by reachability',
    from: '4. Security Baseline > Network Security',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '0 allow-all rules, 0 paths from the internet or lower tier to data stores beyond the declared flows; review <= 183 d',
      },
      'important': { level: 'required', target: '0 allow-all rules' },
      'best-effort': { level: 'recommended', target: '0 allow-all rules' },
    },
    metrics: [
      {
        name: 'allowAllRules',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'flowReviewAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 183, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'computed reachability matrix over policies and selectors, comparison with declared flows, diff since the last review',
      },
      { kind: 'attestation', maxAgeDays: 183, what: 'signed review of the flow matrix' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'half-yearly review',
      population: 'flow-matrix reviews and policy changes',
      samplingUnit: 'review or change',
    },
  },
  'network/ingress-tls': {
    title: 'TLS on every ingress and gateway, strong versions only',
    from: '4. Security Baseline > Network Security',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: '100 % of hosts with TLS >= 1.2, HTTP redirected, HSTS, trusted issuer',
      },
      'important': {
        level: 'required',
        target: '100 % of hosts with TLS >= 1.2, HTTP redirected, HSTS, trusted issuer',
      },
      'best-effort': { level: 'required', target: 'TLS on external hosts' },
    },
    metrics: [
      {
        name: 'hostsWithTlsPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': 100 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Ingress, Gateway, HTTPRoute, Istio Gateway, LoadBalancer annotations, certificate chain in the referenced Secret, optional handshake probe',
      },
    ],
  },
  'network/service-mtls': {
    title: 'Service-to-service traffic encrypted and mutually authenticated',
    from: '4. Security Baseline > Network Security',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'STRICT mTLS or transparent node encryption for all critical namespaces, database clients verify TLS',
      },
      'important': { level: 'required', target: 'for namespaces with sensitive data' },
      'best-effort': { level: 'recommended', target: 'for namespaces with sensitive data' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Istio PeerAuthentication and DestinationRule, Linkerd policy and proxy injection, Cilium encryption mode, Calico WireGuard, application TLS settings',
      },
    ],
  },
  'network/certificates': {
    title: 'Certificates inventoried, valid and renewed automatically',
    from: '4. Security Baseline > Network Security',
    derived: true,
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '0 expired, 0 within 14 d of expiry without active renewal, inventory complete',
      },
      'important': {
        level: 'required',
        target: '0 expired, 0 within 14 d of expiry without active renewal, inventory complete',
      },
      'best-effort': { level: 'required', target: '0 expired' },
    },
    metrics: [
      {
        name: 'expiredCertificates',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': 0 },
        origin: 'proposed',
      },
      {
        name: 'daysToNearestUnrenewedExpiry',
        unit: 'days',
        op: '>=',
        values: { 'critical': 14, 'important': 14, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'cert-manager Certificate status, kubernetes.io/tls secrets, webhook caBundles, control-plane certificate expiry, SHA-2 and key-size check',
      },
    ],
    period: {
      operation: 'continuous',
      frequency: 'daily',
      population: 'certificates in the inventory per day',
      samplingUnit: 'certificate x day',
    },
  },
  'network/policy-enforcement': {
    title: 'The CNI enforces network policies',
    from: '4. Security Baseline > Network Security',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'policy-capable CNI healthy on every node, enforcement proven by a probe',
      },
      'important': { level: 'required', target: 'policy-capable CNI' },
      'best-effort': { level: 'required', target: 'policy-capable CNI' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'CNI DaemonSet identity and health, policy CRDs, cloud network policy flag, optional connectivity probe in a scratch namespace',
      },
    ],
  },
};
