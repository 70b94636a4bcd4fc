import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `audit`, in the definition's order. */
export type AuditCriterionId =
  | 'audit/api-audit-log'
  | 'audit/log-retention'
  | 'audit/policy-engine'
  | 'audit/secret-scanning'
  | 'audit/cis-benchmark'
  | 'audit/penetration-test';

/** What the definition asks in the chapter `audit`. */
export const auditCriteria: Readonly<Record<AuditCriterionId, CriterionEntry>> = {
  'audit/api-audit-log': {
    title: 'Kubernetes API audit logging enabled with an adequate policy',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'policy covers writes, secrets (Metadata), exec, RBAC, authentication failures; events seen in the last hour',
      },
      'important': {
        level: 'required',
        target:
          'policy covers writes, secrets (Metadata), exec, RBAC, authentication failures; events seen in the last hour',
      },
      'best-effort': { level: 'required', target: 'enabled' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'audit flags and policy file, managed control-plane logging switch, freshness and field completeness of recent events, self-test write found again in the log',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'cloud API export of the control-plane logging configuration' },
    ],
  },
  'audit/log-retention': {
    title: 'Audit logs kept for the compliance period, protected from change',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'longest of the declared frameworks (default 365 d, 92 d searchable), off-cluster, write-once or append-only, oldest event found',
      },
      'important': { level: 'required', target: '365 d' },
      'best-effort': { level: 'required', target: '92 d' },
    },
    metrics: [
      {
        name: 'logRetentionDays',
        unit: 'days',
        op: '>=',
        values: { 'critical': 365, 'important': 365, 'best-effort': 92 },
        origin: 'proposed',
      },
      {
        name: 'auditGapMinutesInPeriod',
        unit: 'minutes',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'forwarder configuration, log store retention settings, object-lock flag when collected, oldest and newest event per source, gap detection',
      },
      { kind: 'external-report', maxAgeDays: 92, what: 'log store report: retention, lock mode, administrators' },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per hour',
      population: 'hours of the period per log source (gaps are exceptions)',
      samplingUnit: 'source x hour',
    },
  },
  'audit/policy-engine': {
    title: 'Policy engine enforces compliance rules; denials are logged',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'engine HA and failing closed, required policies in enforce mode, exceptions expire, denials and violations kept',
      },
      'important': { level: 'required', target: 'enforce for required policies' },
      'best-effort': { level: 'recommended', target: 'audit mode' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Kyverno, Gatekeeper or ValidatingAdmissionPolicy objects, webhook failurePolicy and replicas, policy mode, PolicyException age, PolicyReport freshness',
      },
    ],
  },
  'audit/secret-scanning': {
    title: 'Code repositories scanned for leaked credentials',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'push protection or CI step on every platform repository, full-history scan <= 31 d, leaks rotated <= 24 h',
      },
      'important': {
        level: 'required',
        target:
          'push protection or CI step on every platform repository, full-history scan <= 31 d, leaks rotated <= 24 h',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'push protection or CI step on every platform repository, full-history scan <= 31 d, leaks rotated <= 24 h',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'CI configuration and pre-commit hooks for secret scanners, own scan of the connected repositories',
      },
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'forge secret-scanning alerts export (gitleaks, trufflehog, forge native)',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per commit',
      population: 'commits and full-history scans',
      samplingUnit: 'commit or scan',
    },
  },
  'audit/cis-benchmark': {
    title: 'CIS benchmark assessed regularly and deviations handled',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: 'scan of all node pools <= 31 d, 0 unaccepted failed Level 1 items' },
      'important': { level: 'required', target: '<= 92 d' },
      'best-effort': { level: 'required', target: '<= 183 d' },
    },
    metrics: [
      {
        name: 'cisScanAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 31, 'important': 92, 'best-effort': 183 },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'kube-bench or Trivy compliance JSON with node, version and time; Compliance Operator result',
      },
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'items visible through the API (section 5, flags of static pods) evaluated by the tool itself',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'monthly',
      population: 'scans due in the period per node pool',
      samplingUnit: 'scan',
    },
  },
  'audit/penetration-test': {
    title: 'Penetration test performed and findings closed',
    from: '4. Security Baseline > Audit & Compliance',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: '<= 365 d and after significant change, critical findings closed <= 30 d',
      },
      'important': { level: 'required', target: '<= 365 d' },
      'best-effort': { level: 'recommended', target: '<= 365 d' },
    },
    metrics: [
      {
        name: 'penetrationTestAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 365, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 365,
        what: 'report digest with scope, date, tester independence, finding list and closure status',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed summary by the tester' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'annual',
      population: 'penetration tests and their findings',
      samplingUnit: 'finding',
    },
  },
};
