import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `workload`, in the definition's order. */
export type WorkloadCriterionId =
  | 'workload/image-scanning'
  | 'workload/vulnerability-deadlines'
  | 'workload/signed-images'
  | 'workload/trusted-registries'
  | 'workload/pod-security'
  | 'workload/runtime-detection';

/** What the definition asks in the chapter `workload`. */
export const workloadCriteria: Readonly<Record<WorkloadCriterionId, CriterionEntry>> = {
  'workload/image-scanning': {
    title: 'Images scanned for vulnerabilities before deployment',
    from: '4. Security Baseline > Image & Workload Security',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'every running image has a scan attestation or report from before its rollout, gate blocks critical fixable',
      },
      'important': { level: 'required', target: 'every running image scanned before its rollout, gate warns' },
      'best-effort': { level: 'recommended', target: 'every running image scanned before its rollout, gate warns' },
    },
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 7,
        what: 'Trivy, Grype, Clair, Harbor or registry report per digest (SARIF, CycloneDX VEX, VulnerabilityReport)',
      },
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'pipeline definition contains a scan step with a failing threshold; admission policy requires the attestation',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per rollout',
      population: 'image digests first rolled out in the period',
      samplingUnit: 'digest',
    },
  },
  'workload/vulnerability-deadlines': {
    title: 'Running images re-scanned; findings fixed within the deadline',
    from: '4. Security Baseline > Image & Workload Security',
    derived: true,
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: 'scan <= 7 d old, critical <= 15 d, high <= 30 d, KEV by its due date' },
      'important': { level: 'required', target: 'scan <= 31 d, critical <= 30 d, high <= 90 d' },
      'best-effort': { level: 'recommended', target: 'scan <= 31 d' },
    },
    metrics: [
      {
        name: 'scanAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 7, 'important': 31, 'best-effort': 31 },
        origin: 'proposed',
      },
      {
        name: 'criticalOpenDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 15, 'important': 30, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'highOpenDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 30, 'important': 90, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 7,
        what: 'Trivy Operator reports, registry re-scan, KEV list date, first-seen dates kept by the tool',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per finding',
      population: 'critical and high findings opened in the period',
      samplingUnit: 'finding',
    },
  },
  'workload/signed-images': {
    title: 'Images signed; signatures and provenance verified at admission',
    from: '4. Security Baseline > Image & Workload Security',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'enforcing verification of signature and builder identity for all application namespaces',
      },
      'important': { level: 'required', target: 'audit mode plus enforcing for sensitive namespaces' },
      'best-effort': { level: 'recommended', target: 'audit mode plus enforcing for sensitive namespaces' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Kyverno verifyImages, Sigstore policy-controller, Ratify, Gatekeeper external data, Connaisseur; sample re-verification of running digests',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per admission',
      population: 'image digests admitted in the period',
      samplingUnit: 'digest',
    },
  },
  'workload/trusted-registries': {
    title: 'Images only from approved registries, pinned by digest',
    from: '4. Security Baseline > Image & Workload Security',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: 'registry allow-list enforced, digests pinned, no latest' },
      'important': { level: 'required', target: 'allow-list enforced' },
      'best-effort': { level: 'recommended', target: 'allow-list enforced' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'image references of all pods, admission policies that restrict registries, pull policy',
      },
    ],
  },
  'workload/pod-security': {
    title: 'Pod Security Standards enforced (restricted or baseline)',
    from: '4. Security Baseline > Image & Workload Security',
    scope: 'namespace',
    tiers: {
      'critical': { level: 'required', target: 'restricted enforced, baseline only with an expiring exception' },
      'important': { level: 'required', target: 'baseline enforced, restricted warned' },
      'best-effort': { level: 'required', target: 'baseline enforced' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'namespace pod-security labels, admission configuration, Kyverno or Gatekeeper equivalents, evaluation of every running pod against the standard',
      },
    ],
  },
  'workload/runtime-detection': {
    title: 'Runtime threat detection active on every node',
    from: '4. Security Baseline > Image & Workload Security',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'sensor on 100 % of nodes, rules current <= 92 d, alerts reach a responder, test event <= 31 d',
      },
      'important': { level: 'required', target: 'sensor on 100 % of nodes' },
      'best-effort': { level: 'recommended', target: 'sensor on 100 % of nodes' },
    },
    metrics: [
      {
        name: 'nodesWithSensorPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'testEventAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 31, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Falco, Tetragon, KubeArmor or commercial sensor DaemonSet readiness per node, output configuration, rule version, synthetic test event',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'console export of a managed sensor' },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per node-hour; monthly test event',
      population: 'nodes x days; test events',
      samplingUnit: 'node x day',
    },
  },
};
