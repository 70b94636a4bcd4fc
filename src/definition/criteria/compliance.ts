import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `compliance`, in the definition's order. */
export type ComplianceCriterionId =
  | 'compliance/declared-frameworks'
  | 'compliance/encryption-at-rest'
  | 'compliance/encryption-in-transit'
  | 'compliance/change-approval'
  | 'compliance/access-reviews'
  | 'compliance/security-monitoring'
  | 'compliance/scheduled-assessments'
  | 'compliance/data-access-trail'
  | 'compliance/data-minimisation'
  | 'compliance/erasure'
  | 'compliance/data-residency'
  | 'compliance/log-privacy'
  | 'compliance/hipaa'
  | 'compliance/pci-dss'
  | 'compliance/fedramp';

/** What the definition asks in the chapter `compliance`. */
export const complianceCriteria: Readonly<Record<ComplianceCriterionId, CriterionEntry>> = {
  'compliance/declared-frameworks': {
    title: 'Applicable compliance frameworks identified and declared',
    from: '3. Compliance Requirements',
    scope: 'organisation',
    tiers: {
      'critical': { level: 'required', target: 'declared scope file with owner, frameworks, data classes' },
      'important': { level: 'required', target: 'declared scope file with owner, frameworks, data classes' },
      'best-effort': { level: 'required', target: 'declared scope file with owner, frameworks, data classes' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: "scope declaration in the tool's configuration, validated and versioned in Git",
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed statement of applicability' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'annual',
      population: 'scope declarations and their approvals',
      samplingUnit: 'declaration',
    },
  },
  'compliance/encryption-at-rest': {
    title: 'Data at rest encrypted: volumes, databases, backups',
    from: '3. Compliance Requirements > ISO 27001 (Information Security Management)',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: 'all persistent data and all backup targets, customer-managed key' },
      'important': { level: 'required', target: 'all' },
      'best-effort': { level: 'recommended', target: 'all' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'StorageClass parameters and CSI driver, cloud volume attributes when collected, backup location encryption settings, database TDE settings',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'cloud API export of volume, bucket and key attributes' },
      { kind: 'attestation', maxAgeDays: 365, what: 'statement for storage arrays that no API shows' },
    ],
  },
  'compliance/encryption-in-transit': {
    title: 'Data encrypted in transit on every path, including replication and backup',
    from: '3. Compliance Requirements > ISO 27001 (Information Security Management)',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'client, service, database, replication, backup, log and control-plane paths, TLS >= 1.2',
      },
      'important': {
        level: 'required',
        target: 'client, service, database, replication, backup, log and control-plane paths, TLS >= 1.2',
      },
      'best-effort': { level: 'required', target: 'ingress' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'roll-up of network/ingress-tls and network/service-mtls, database sslmode and hostssl rules, backup endpoint scheme, log forwarder TLS, etcd and kubelet TLS flags',
      },
    ],
  },
  'compliance/change-approval': {
    title: 'Every production change is traceable and approved',
    from: '3. Compliance Requirements > ISO 27001 (Information Security Management)',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '100 % of sampled changes have a reviewed merge by another person, no direct mutation outside break-glass',
      },
      'important': {
        level: 'required',
        target:
          '100 % of sampled changes have a reviewed merge by another person, no direct mutation outside break-glass',
      },
      'best-effort': {
        level: 'recommended',
        target:
          '100 % of sampled changes have a reviewed merge by another person, no direct mutation outside break-glass',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Git history and branch protection, GitOps sync history, audit-log events that mutate managed objects with a non-controller user',
      },
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'merge request export with author, approver, pipeline result (the population)',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per change',
      population:
        'merges to the environment branches, GitOps syncs, and mutations outside GitOps found in the audit log',
      samplingUnit: 'change',
    },
  },
  'compliance/access-reviews': {
    title: 'Periodic access reviews and least-privilege audits',
    from: '3. Compliance Requirements > SOC 2 Type II (Service Organization Controls)',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'review <= 92 d, covers every subject with cluster access, revocations carried out <= 7 d',
      },
      'important': { level: 'required', target: '<= 183 d' },
      'best-effort': { level: 'required', target: '<= 365 d' },
    },
    metrics: [
      {
        name: 'accessReviewAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 92, 'important': 183, 'best-effort': 365 },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'tool generates the review population (effective RBAC per subject) and checks that decided revocations happened',
      },
      { kind: 'attestation', maxAgeDays: 92, what: 'signed review decision per subject' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'quarterly',
      population: 'subjects with cluster access at each review date',
      samplingUnit: 'subject x review',
    },
  },
  'compliance/security-monitoring': {
    title: 'Security events monitored and alerted',
    from: '3. Compliance Requirements > SOC 2 Type II (Service Organization Controls)',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'audit, runtime and policy events reach a SIEM or alert rule within 5 min, reviewed daily',
      },
      'important': {
        level: 'required',
        target: 'audit, runtime and policy events reach a SIEM or alert rule within 5 min, reviewed daily',
      },
      'best-effort': {
        level: 'recommended',
        target: 'audit, runtime and policy events reach a SIEM or alert rule within 5 min, reviewed daily',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'audit and Falco outputs wired to a receiver, alert rules on sensitive verbs (exec, secrets, RBAC change), last event age',
      },
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'SIEM export proving ingestion and triage of the sampled events',
      },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per event; daily review',
      population: 'security alerts raised; days of the period for the review',
      samplingUnit: 'alert or day',
    },
  },
  'compliance/scheduled-assessments': {
    title: 'Compliance assessments run on a schedule and findings tracked',
    from: '3. Compliance Requirements > SOC 2 Type II (Service Organization Controls)',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'tool assessment <= 3 d old without gaps, external assessment <= 365 d, open findings within deadline',
      },
      'important': { level: 'required', target: '<= 7 d' },
      'best-effort': { level: 'required', target: '<= 31 d' },
    },
    metrics: [
      {
        name: 'assessmentAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 3, 'important': 7, 'best-effort': 31 },
        origin: 'proposed',
      },
      {
        name: 'externalAssessmentAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 365, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'own run history: coverage of the period, gaps, collector failures, finding age',
      },
      { kind: 'external-report', maxAgeDays: 365, what: 'external assessor report' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'per assessment schedule',
      population: 'assessment runs due in the period',
      samplingUnit: 'run',
    },
  },
  'compliance/data-access-trail': {
    title: 'Access to sensitive data leaves an audit trail',
    from: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'database and object-store access logs on for every sensitive data set, secrets reads in the API audit log, exec into pods logged',
      },
      'important': {
        level: 'required',
        target:
          'database and object-store access logs on for every sensitive data set, secrets reads in the API audit log, exec into pods logged',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'database and object-store access logs on for every sensitive data set, secrets reads in the API audit log, exec into pods logged',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'audit policy level for secrets and exec, pgaudit or equivalent settings of database resources, bucket access-log settings when collected',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'log store query result for a sampled access' },
    ],
  },
  'compliance/data-minimisation': {
    title: 'Personal and sensitive data classified, access minimised',
    from: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every workload and volume carries a data class, only declared subjects and services can reach it',
      },
      'important': {
        level: 'required',
        target: 'every workload and volume carries a data class, only declared subjects and services can reach it',
      },
      'best-effort': {
        level: 'recommended',
        target: 'every workload and volume carries a data class, only declared subjects and services can reach it',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'data-class labels, reachability (NetworkPolicy) and RBAC reach to labelled namespaces, secrets and volumes',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'record of processing activities linked per namespace' },
    ],
  },
  'compliance/erasure': {
    title: 'Erasure capability: personal data can be deleted, including from backups',
    from: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'erasure procedure tested <= 365 d, backup retention bounded, reclaim policy deletes or shreds',
      },
      'important': {
        level: 'required',
        target: 'erasure procedure tested <= 365 d, backup retention bounded, reclaim policy deletes or shreds',
      },
      'best-effort': {
        level: 'recommended',
        target: 'erasure procedure tested <= 365 d, backup retention bounded, reclaim policy deletes or shreds',
      },
    },
    metrics: [
      {
        name: 'erasureTestAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 365, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'PV reclaimPolicy, snapshot deletionPolicy, backup TTL upper bound, orphaned volumes and snapshots older than the retention',
      },
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'signed erasure test: request, systems, proof, date by which backups age out',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per erasure request; annual test',
      population: 'erasure requests and tests',
      samplingUnit: 'request',
    },
  },
  'compliance/data-residency': {
    title: 'Data residency: nodes, volumes, snapshots and backups only in allowed regions',
    from: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '0 nodes, PVs, backup locations, replicas, log or metric sinks outside the allowed regions of the data class',
      },
      'important': {
        level: 'required',
        target:
          '0 nodes, PVs, backup locations, replicas, log or metric sinks outside the allowed regions of the data class',
      },
      'best-effort': { level: 'required', target: 'for personal data' },
    },
    metrics: [
      {
        name: 'objectsOutsideAllowedRegions',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': 0 },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'region and zone labels, PV node affinity, BackupStorageLocation and VolumeSnapshotLocation region, replica clusters, object-store endpoints, egress destinations',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'cloud API export of bucket and key regions' },
    ],
  },
  'compliance/log-privacy': {
    title: 'Privacy by design: no personal data or secrets in logs and metrics',
    from: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'redaction stage in every log pipeline, audit policy keeps secret bodies out, sampled log scan finds 0 hits',
      },
      'important': {
        level: 'required',
        target:
          'redaction stage in every log pipeline, audit policy keeps secret bodies out, sampled log scan finds 0 hits',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'redaction stage in every log pipeline, audit policy keeps secret bodies out, sampled log scan finds 0 hits',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'log pipeline configuration (Fluent Bit, Vector, OTel processors), audit policy levels for secrets and configmaps, bounded sample scan with hashed findings only',
      },
      { kind: 'external-report', maxAgeDays: 92, what: 'report of a data-discovery scanner over the log store' },
    ],
  },
  'compliance/hipaa': {
    title: 'HIPAA overlay satisfied where health data is in scope',
    from: '3. Compliance Requirements > Additional Frameworks (Context-Dependent)',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'important': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'best-effort': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'overlay: unique user IDs, audit controls, encryption at rest and in transit, contingency tests, six-year documentation retention',
      },
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'business associate agreements with the cloud provider and tool vendors',
      },
    ],
  },
  'compliance/pci-dss': {
    title: 'PCI DSS overlay satisfied where cardholder data is in scope',
    from: '3. Compliance Requirements > Additional Frameworks (Context-Dependent)',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'important': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'best-effort': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'overlay: CDE namespaces and node pools labelled, reachability in and out of the CDE enumerated, no flow from untrusted networks to data stores, TLS >= 1.2, 12-month logs, one-month critical patches, certificate inventory',
      },
      { kind: 'external-report', maxAgeDays: 92, what: 'ASV scan, segmentation test, quarterly internal scan' },
    ],
  },
  'compliance/fedramp': {
    title: 'FedRAMP overlay satisfied where US government data is in scope',
    from: '3. Compliance Requirements > Additional Frameworks (Context-Dependent)',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'important': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
      'best-effort': { level: 'required', target: 'all overlay checks pass (when in scope, otherwise not applicable)' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'overlay: FIPS node flag and validated modules, STIG or CIS profile results, monthly scans, inventory <= 1 month, three backup copies, 90 d online audit log, US regions',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'POA&M export and scan reports' },
    ],
  },
};
