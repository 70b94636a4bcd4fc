import type { CriterionId } from './criteria.ts';

/** A line of the definition (list item, paragraph or table row) as it stands there, without its list marker, and what became of it. */
export type Statement =
  | { readonly text: string; readonly criteria: readonly [CriterionId, ...CriterionId[]] }
  | { readonly text: string; /** Why no criterion came of it. */ readonly asksNothing: string };

/** The statements under one heading of the definition. */
export interface TracedSection {
  /** The headings that lead there, joined by ` > `. */
  readonly section: string;
  readonly statements: readonly Statement[];
}

const introduces = 'introduces the list that follows';

/** Every line of the definition with the criteria that came of it, in the definition's order; checklist.ts does the same for the checklist. */
export const trace: readonly TracedSection[] = [
  {
    section: 'Purpose',
    statements: [
      {
        text: 'This document provides a clear, measurable definition of "production-ready" for Kubernetes platforms targeting **enterprise environments** — specifically finance and government sectors where reliability, compliance, and security are paramount.',
        asksNothing: 'says what the document is for',
      },
    ],
  },
  {
    section: 'What Does "Production-Ready" Mean?',
    statements: [
      {
        text: 'A Kubernetes platform is considered **production-ready** when it meets all of the following criteria:',
        asksNothing: 'says that all of the following counts',
      },
    ],
  },
  {
    section: '1. Uptime & Availability Targets',
    statements: [
      { text: '**99.99% Uptime ("Four Nines")**', criteria: ['availability/uptime-objective'] },
      {
        text: '**What it means**: No more than 52.56 minutes of downtime per year',
        criteria: ['availability/uptime-objective'],
      },
      { text: '**How to achieve**:', asksNothing: introduces },
      {
        text: 'Multi-zone or multi-region cluster deployment',
        criteria: ['availability/zone-spread', 'availability/failure-survival', 'disaster-recovery/second-site'],
      },
      {
        text: 'Redundant control plane (HA etcd, multiple API servers)',
        criteria: ['availability/control-plane-redundancy', 'availability/etcd-quorum'],
      },
      { text: 'Pod disruption budgets for critical workloads', criteria: ['availability/disruption-budgets'] },
      { text: 'Health checks (liveness, readiness, startup probes)', criteria: ['availability/health-probes'] },
      {
        text: 'Auto-scaling (HPA, VPA, Cluster Autoscaler)',
        criteria: ['availability/workload-autoscaling', 'availability/node-autoscaling'],
      },
      {
        text: '**Graceful degradation**: Non-critical services can fail without bringing down the entire platform.',
        criteria: ['availability/graceful-degradation', 'availability/failure-survival'],
      },
    ],
  },
  {
    section: '2. Recovery Objectives (RTO/RPO)',
    statements: [
      {
        text: 'These metrics define how quickly you can recover from failures and how much data you can afford to lose.',
        asksNothing: 'says what the two objectives below measure',
      },
    ],
  },
  {
    section: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    statements: [
      { text: '**Target: 15 minutes for critical systems**', criteria: ['recovery/recovery-time'] },
      { text: 'Time from incident detection to full service restoration', criteria: ['recovery/recovery-time'] },
      { text: 'Includes:', asksNothing: introduces },
      { text: 'Incident detection and alerting (< 2 minutes)', criteria: ['recovery/detection-time'] },
      { text: 'Diagnosis and decision-making (< 5 minutes)', criteria: ['recovery/decision-time'] },
      { text: 'Automated or manual recovery execution (< 8 minutes)', criteria: ['recovery/execution-time'] },
      { text: '**How to achieve**:', asksNothing: introduces },
      {
        text: 'Automated monitoring and alerting (Prometheus + Alertmanager)',
        criteria: ['operations/metrics', 'operations/actionable-alerts', 'recovery/detection-time'],
      },
      {
        text: 'Runbooks and incident response procedures',
        criteria: ['disaster-recovery/runbooks', 'operations/incident-runbooks', 'disaster-recovery/incident-plan'],
      },
      {
        text: 'Practice disaster recovery drills regularly',
        criteria: ['disaster-recovery/restore-tests', 'disaster-recovery/failover-tests'],
      },
      { text: 'Automated failover where possible', criteria: ['recovery/automated-failover'] },
    ],
  },
  {
    section: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    statements: [
      { text: '**Target: Near-zero to 5 minutes (continuous replication)**', criteria: ['recovery/recovery-point'] },
      { text: 'Maximum acceptable data loss measured in time', criteria: ['recovery/recovery-point'] },
      {
        text: 'For databases and stateful workloads: continuous replication or very frequent backups',
        criteria: ['recovery/continuous-backup', 'recovery/database-replication'],
      },
      { text: '**How to achieve**:', asksNothing: introduces },
      { text: 'Continuous backup with Velero or Kasten K10', criteria: ['recovery/continuous-backup'] },
      {
        text: 'Database replication (e.g., PostgreSQL streaming replication)',
        criteria: ['recovery/database-replication'],
      },
      { text: 'Persistent volume snapshots (cloud-native or Rook-Ceph)', criteria: ['recovery/volume-snapshots'] },
      {
        text: 'GitOps for configuration (all infrastructure as code)',
        criteria: ['recovery/configuration-in-git', 'operations/gitops'],
      },
    ],
  },
  {
    section: '3. Compliance Requirements',
    statements: [
      {
        text: 'For **finance and government** sectors, these frameworks are essential:',
        criteria: ['compliance/declared-frameworks'],
      },
    ],
  },
  {
    section: '3. Compliance Requirements > ISO 27001 (Information Security Management)',
    statements: [
      {
        text: '**Why it matters**: International standard for security controls and risk management',
        asksNothing: 'says what kind of standard it is',
      },
      { text: '**Key requirements for Kubernetes**:', asksNothing: introduces },
      {
        text: 'Access control and authentication (RBAC, SSO)',
        criteria: ['identity/single-sign-on', 'identity/static-credentials', 'identity/least-privilege'],
      },
      {
        text: 'Audit logging (API server audit logs, policy enforcement logs)',
        criteria: ['audit/api-audit-log', 'audit/log-retention', 'audit/policy-engine'],
      },
      {
        text: 'Encryption at rest and in transit',
        criteria: ['compliance/encryption-at-rest', 'compliance/encryption-in-transit', 'secrets/etcd-encryption'],
      },
      {
        text: 'Regular security assessments and penetration testing',
        criteria: ['compliance/scheduled-assessments', 'audit/cis-benchmark', 'audit/penetration-test'],
      },
      { text: 'Incident response procedures', criteria: ['disaster-recovery/incident-plan'] },
      {
        text: 'Change management processes (GitOps provides audit trails)',
        criteria: ['compliance/change-approval', 'operations/gitops'],
      },
    ],
  },
  {
    section: '3. Compliance Requirements > SOC 2 Type II (Service Organization Controls)',
    statements: [
      {
        text: '**Why it matters**: Critical for SaaS and cloud platforms, validates security controls over time',
        asksNothing: 'says what kind of report it is',
      },
      { text: '**Key requirements for Kubernetes**:', asksNothing: introduces },
      {
        text: 'Monitoring and alerting for security events',
        criteria: ['compliance/security-monitoring', 'workload/runtime-detection'],
      },
      {
        text: 'Access logging and review',
        criteria: ['compliance/access-reviews', 'compliance/data-access-trail', 'audit/api-audit-log'],
      },
      {
        text: 'Network segmentation (network policies)',
        criteria: ['network/default-deny', 'network/minimal-reachability', 'network/policy-enforcement'],
      },
      {
        text: 'Secrets management with encryption',
        criteria: ['secrets/secrets-in-git', 'secrets/secret-manager', 'secrets/etcd-encryption'],
      },
      { text: 'Change tracking and approval workflows', criteria: ['compliance/change-approval'] },
      { text: 'Regular compliance audits', criteria: ['compliance/scheduled-assessments'] },
    ],
  },
  {
    section: '3. Compliance Requirements > GDPR (General Data Protection Regulation)',
    statements: [
      {
        text: '**Why it matters**: Mandatory for handling EU personal data',
        criteria: ['compliance/declared-frameworks'],
      },
      { text: '**Key requirements for Kubernetes**:', asksNothing: introduces },
      {
        text: 'Data encryption at rest and in transit',
        criteria: ['compliance/encryption-at-rest', 'compliance/encryption-in-transit'],
      },
      {
        text: 'Access controls and data minimization',
        criteria: ['compliance/data-minimisation', 'identity/least-privilege'],
      },
      { text: 'Audit trails for data access', criteria: ['compliance/data-access-trail'] },
      { text: 'Right to erasure (data deletion capabilities)', criteria: ['compliance/erasure'] },
      { text: 'Data residency controls (regional clusters)', criteria: ['compliance/data-residency'] },
      { text: 'Privacy by design (minimize PII exposure in logs)', criteria: ['compliance/log-privacy'] },
    ],
  },
  {
    section: '3. Compliance Requirements > Additional Frameworks (Context-Dependent)',
    statements: [
      { text: '**HIPAA**: Required if handling healthcare data', criteria: ['compliance/hipaa'] },
      { text: '**PCI-DSS**: Required if processing payment card data', criteria: ['compliance/pci-dss'] },
      { text: '**FedRAMP**: Required for US government cloud services', criteria: ['compliance/fedramp'] },
    ],
  },
  {
    section: '4. Security Baseline > Identity & Access Management',
    statements: [
      {
        text: '**Authentication**: OIDC/SAML integration (e.g., Keycloak, Azure AD, Okta)',
        criteria: ['identity/single-sign-on', 'identity/static-credentials'],
      },
      {
        text: '**Authorization**: Kubernetes RBAC with least-privilege principles',
        criteria: ['identity/least-privilege', 'identity/cluster-admin'],
      },
      {
        text: '**Service accounts**: Scoped per namespace, no cluster-admin by default',
        criteria: ['identity/cluster-admin', 'identity/service-accounts'],
      },
      {
        text: '**Multi-tenancy**: Namespace isolation with resource quotas and limit ranges',
        criteria: ['identity/tenant-isolation', 'identity/quotas-and-limits'],
      },
    ],
  },
  {
    section: '4. Security Baseline > Secrets Management',
    statements: [
      {
        text: '**Never store secrets in Git**: Use external secrets management',
        criteria: ['secrets/secrets-in-git', 'secrets/secret-manager', 'audit/secret-scanning'],
      },
      { text: '**Encryption at rest**: etcd encryption enabled', criteria: ['secrets/etcd-encryption'] },
      { text: '**Secret rotation**: Automated or documented procedures', criteria: ['secrets/rotation'] },
      {
        text: '**Tools**: HashiCorp Vault, Sealed Secrets, External Secrets Operator',
        criteria: ['secrets/secret-manager'],
      },
    ],
  },
  {
    section: '4. Security Baseline > Network Security',
    statements: [
      {
        text: '**Network policies**: Default deny, explicit allow rules',
        criteria: ['network/default-deny', 'network/minimal-reachability'],
      },
      {
        text: '**TLS everywhere**: Ingress, service mesh, inter-service communication',
        criteria: [
          'network/ingress-tls',
          'network/service-mtls',
          'network/certificates',
          'compliance/encryption-in-transit',
        ],
      },
      {
        text: '**CNI with security features**: Cilium (eBPF-based security), Calico (network policies)',
        criteria: ['network/policy-enforcement'],
      },
    ],
  },
  {
    section: '4. Security Baseline > Image & Workload Security',
    statements: [
      {
        text: '**Container image scanning**: Vulnerability scanning before deployment',
        criteria: ['workload/image-scanning', 'workload/vulnerability-deadlines'],
      },
      {
        text: '**Image provenance**: Signed images, verified registries',
        criteria: ['workload/signed-images', 'workload/trusted-registries'],
      },
      {
        text: '**Pod Security Standards**: Enforce restricted or baseline profiles',
        criteria: ['workload/pod-security'],
      },
      {
        text: '**Runtime security**: Tools like Falco for threat detection (Layer 2 enhancement)',
        criteria: ['workload/runtime-detection'],
      },
    ],
  },
  {
    section: '4. Security Baseline > Audit & Compliance',
    statements: [
      {
        text: '**Kubernetes API audit logging**: Enabled and retained for compliance periods',
        criteria: ['audit/api-audit-log', 'audit/log-retention'],
      },
      {
        text: '**Policy enforcement**: OPA/Gatekeeper or Kyverno for compliance rules',
        criteria: ['audit/policy-engine'],
      },
      {
        text: '**Secrets scanning**: Detect leaked credentials in code repositories',
        criteria: ['audit/secret-scanning'],
      },
      {
        text: '**Regular security assessments**: Penetration testing, CIS benchmark compliance',
        criteria: ['audit/cis-benchmark', 'audit/penetration-test'],
      },
    ],
  },
  {
    section: '5. Disaster Recovery & Backup > Backup Strategy',
    statements: [
      {
        text: '**Full cluster backups**: etcd snapshots + workload backups (Velero)',
        criteria: [
          'disaster-recovery/backup-coverage',
          'disaster-recovery/etcd-snapshots',
          'disaster-recovery/workload-backups',
        ],
      },
      {
        text: '**Frequency**: Daily full backups, continuous incremental (where possible)',
        criteria: ['disaster-recovery/daily-backups', 'recovery/continuous-backup'],
      },
      {
        text: '**Retention**: 30 days minimum, longer for compliance needs',
        criteria: ['disaster-recovery/retention'],
      },
      {
        text: '**Backup validation**: Regular restore testing (quarterly minimum)',
        criteria: ['disaster-recovery/restore-tests'],
      },
    ],
  },
  {
    section: '5. Disaster Recovery & Backup > Disaster Recovery Plan',
    statements: [
      { text: '**Documented runbooks**: Step-by-step recovery procedures', criteria: ['disaster-recovery/runbooks'] },
      {
        text: '**Multi-region or multi-cluster**: For geographic redundancy',
        criteria: ['disaster-recovery/second-site'],
      },
      {
        text: '**Data replication**: Cross-region replication for critical data',
        criteria: ['disaster-recovery/cross-region-data'],
      },
      {
        text: '**Failover testing**: Simulate disasters at least twice per year',
        criteria: ['disaster-recovery/failover-tests'],
      },
    ],
  },
  {
    section: '5. Disaster Recovery & Backup > Business Continuity',
    statements: [
      {
        text: '**Incident response plan**: Defined roles, communication channels, escalation paths',
        criteria: ['disaster-recovery/incident-plan'],
      },
      { text: '**On-call rotation**: 24/7 coverage for critical systems', criteria: ['disaster-recovery/on-call'] },
      {
        text: '**Post-mortem process**: Learn from incidents, update procedures',
        criteria: ['disaster-recovery/post-mortems'],
      },
    ],
  },
  {
    section: '6. Support & Maintenance > Tool Selection Criteria',
    statements: [
      {
        text: '**Active maintenance**: Regular updates and security patches',
        criteria: ['support/maintained-tools', 'operations/patching', 'workload/vulnerability-deadlines'],
      },
      { text: '**Community or vendor support**: Available when issues arise', criteria: ['support/supported-tools'] },
      {
        text: '**Maturity**: Prefer CNCF Graduated or Stable projects for foundational tools',
        criteria: ['support/mature-tools'],
      },
      {
        text: '**Avoid abandoned projects**: Check commit frequency and issue response times',
        criteria: ['support/abandoned-tools'],
      },
    ],
  },
  {
    section: '6. Support & Maintenance > Operational Maturity',
    statements: [
      {
        text: '**Monitoring & observability**: Metrics, logs, traces (Prometheus, Loki, Jaeger)',
        criteria: ['operations/metrics', 'operations/central-logging', 'operations/tracing'],
      },
      {
        text: '**Alerting**: Actionable alerts with defined response procedures',
        criteria: ['operations/actionable-alerts'],
      },
      {
        text: '**Documentation**: Internal runbooks, architecture diagrams, team training',
        criteria: ['operations/incident-runbooks', 'operations/current-documentation', 'support/training'],
      },
      {
        text: '**Automation**: Reduce manual toil through GitOps, auto-scaling, self-healing',
        criteria: [
          'operations/gitops',
          'operations/self-healing',
          'availability/workload-autoscaling',
          'availability/node-autoscaling',
        ],
      },
    ],
  },
  {
    section: '6. Support & Maintenance > Skill Requirements',
    statements: [
      {
        text: '**Team expertise**: Engineers capable of troubleshooting Kubernetes and tools',
        criteria: ['support/team-expertise'],
      },
      { text: '**Training budget**: Ongoing education as ecosystem evolves', criteria: ['support/training'] },
      {
        text: '**Documentation culture**: Knowledge sharing, runbook maintenance',
        criteria: ['support/documentation-culture', 'disaster-recovery/runbooks', 'operations/incident-runbooks'],
      },
    ],
  },
  {
    section: 'Maturity Progression: Not All Systems Are Critical',
    statements: [
      {
        text: 'While the above defines "production-ready" for **critical systems**, not every workload requires four-nines uptime. Organizations should tier their applications:',
        criteria: ['tiers/assigned-tiers'],
      },
      {
        text: '| **Critical** | 99.99% | 15 min | Near-zero | Payment processing, authentication, core APIs |',
        criteria: [
          'tiers/assigned-tiers',
          'availability/uptime-objective',
          'recovery/recovery-time',
          'recovery/recovery-point',
        ],
      },
      {
        text: '| **Important** | 99.9% | 1 hour | 15 min | Internal tools, reporting, analytics |',
        criteria: [
          'tiers/assigned-tiers',
          'availability/uptime-objective',
          'recovery/recovery-time',
          'recovery/recovery-point',
        ],
      },
      {
        text: '| **Best Effort** | 99% | 4 hours | 1 hour | Dev/test environments, non-critical dashboards |',
        criteria: [
          'tiers/assigned-tiers',
          'availability/uptime-objective',
          'recovery/recovery-time',
          'recovery/recovery-point',
        ],
      },
      {
        text: '**Recommendation**: Start with **Important** tier for most workloads, reserve **Critical** for systems where downtime has immediate financial or safety impact.',
        criteria: ['tiers/assigned-tiers'],
      },
    ],
  },
  {
    section: 'Checklist: Is Your Platform Production-Ready?',
    statements: [{ text: 'Use this checklist to assess your Kubernetes platform:', asksNothing: introduces }],
  },
  {
    section: 'Conclusion',
    statements: [
      {
        text: '"Production-ready" is not a binary state — it\'s a spectrum based on organizational needs. For **enterprise finance and government** contexts, this document provides the baseline.',
        asksNothing: 'sums up what the document is',
      },
      { text: '**Key takeaways**:', asksNothing: introduces },
      {
        text: '**99.99% uptime** requires redundancy, automation, and monitoring',
        criteria: [
          'availability/uptime-objective',
          'availability/zone-spread',
          'availability/control-plane-redundancy',
          'operations/self-healing',
          'operations/metrics',
        ],
      },
      {
        text: '**RTO: 15 min, RPO: near-zero** demands continuous replication and fast recovery',
        criteria: [
          'recovery/recovery-time',
          'recovery/recovery-point',
          'recovery/continuous-backup',
          'recovery/database-replication',
        ],
      },
      {
        text: '**Compliance (ISO 27001, SOC 2, GDPR)** requires audit logs, encryption, and access controls',
        criteria: [
          'audit/api-audit-log',
          'compliance/encryption-at-rest',
          'compliance/encryption-in-transit',
          'identity/least-privilege',
        ],
      },
      {
        text: '**Security baseline** includes RBAC, secrets management, network policies, and scanning',
        criteria: [
          'identity/least-privilege',
          'secrets/secret-manager',
          'network/default-deny',
          'workload/image-scanning',
        ],
      },
      {
        text: '**Disaster recovery** must be tested, not just documented',
        criteria: ['disaster-recovery/restore-tests', 'disaster-recovery/failover-tests'],
      },
      {
        text: 'Use this definition to guide your tool selection, architecture decisions, and operational practices.',
        asksNothing: 'says what the definition is for',
      },
      {
        text: '*This document is part of the KubeCompass framework. For tool recommendations and decision guidance, see [MATRIX.md](MATRIX.md) and [SCENARIOS.md](SCENARIOS.md).*',
        asksNothing: 'points to other documents',
      },
    ],
  },
];
