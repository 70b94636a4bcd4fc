import type { CriterionId } from './criteria.ts';
import type { Tier } from './tiers.ts';

/** A part of the definition's checklist. */
export type ChecklistGroup = 'availability' | 'security' | 'compliance' | 'disaster-recovery' | 'operations';

/** A line of the definition's checklist. */
export interface ChecklistItem {
  /** Its group and its place there, from 1. */
  readonly item: `${ChecklistGroup}-${number}`;
  readonly group: ChecklistGroup;
  /** The definition's words. */
  readonly text: string;
  /** The tier that the words name; null where they name none. */
  readonly tier: Tier | null;
  /** It holds when all of these do. */
  readonly criteria: readonly [CriterionId, ...CriterionId[]];
}

/** The checklist, in the definition's order. */
export const checklist: readonly ChecklistItem[] = [
  {
    item: 'availability-1',
    group: 'availability',
    text: 'Multi-zone or multi-region deployment',
    tier: null,
    criteria: ['availability/zone-spread', 'availability/failure-survival'],
  },
  {
    item: 'availability-2',
    group: 'availability',
    text: 'HA control plane (etcd, API servers)',
    tier: null,
    criteria: ['availability/control-plane-redundancy', 'availability/etcd-quorum'],
  },
  {
    item: 'availability-3',
    group: 'availability',
    text: 'Pod disruption budgets for critical workloads',
    tier: 'critical',
    criteria: ['availability/disruption-budgets'],
  },
  {
    item: 'availability-4',
    group: 'availability',
    text: 'Auto-scaling configured (HPA, Cluster Autoscaler)',
    tier: null,
    criteria: ['availability/workload-autoscaling', 'availability/node-autoscaling'],
  },
  {
    item: 'security-1',
    group: 'security',
    text: 'RBAC configured with least-privilege principles',
    tier: null,
    criteria: ['identity/least-privilege', 'identity/cluster-admin', 'identity/service-accounts'],
  },
  {
    item: 'security-2',
    group: 'security',
    text: 'OIDC/SAML authentication integrated',
    tier: null,
    criteria: ['identity/single-sign-on'],
  },
  {
    item: 'security-3',
    group: 'security',
    text: 'Secrets management with encryption at rest',
    tier: null,
    criteria: ['secrets/secrets-in-git', 'secrets/secret-manager', 'secrets/etcd-encryption'],
  },
  {
    item: 'security-4',
    group: 'security',
    text: 'Network policies enforced',
    tier: null,
    criteria: ['network/default-deny', 'network/minimal-reachability', 'network/policy-enforcement'],
  },
  {
    item: 'security-5',
    group: 'security',
    text: 'TLS for ingress and service mesh',
    tier: null,
    criteria: ['network/ingress-tls', 'network/service-mtls'],
  },
  {
    item: 'security-6',
    group: 'security',
    text: 'Container image scanning in CI/CD',
    tier: null,
    criteria: ['workload/image-scanning', 'workload/vulnerability-deadlines'],
  },
  {
    item: 'security-7',
    group: 'security',
    text: 'API audit logging enabled',
    tier: null,
    criteria: ['audit/api-audit-log'],
  },
  {
    item: 'compliance-1',
    group: 'compliance',
    text: 'Compliance framework identified (ISO 27001, SOC 2, GDPR, etc.)',
    tier: null,
    criteria: ['compliance/declared-frameworks'],
  },
  {
    item: 'compliance-2',
    group: 'compliance',
    text: 'Audit logs retained per compliance requirements',
    tier: null,
    criteria: ['audit/log-retention'],
  },
  {
    item: 'compliance-3',
    group: 'compliance',
    text: 'Encryption at rest and in transit',
    tier: null,
    criteria: ['compliance/encryption-at-rest', 'compliance/encryption-in-transit'],
  },
  {
    item: 'compliance-4',
    group: 'compliance',
    text: 'Access reviews and least-privilege audits',
    tier: null,
    criteria: ['compliance/access-reviews'],
  },
  {
    item: 'compliance-5',
    group: 'compliance',
    text: 'Incident response plan documented',
    tier: null,
    criteria: ['disaster-recovery/incident-plan'],
  },
  {
    item: 'compliance-6',
    group: 'compliance',
    text: 'Regular compliance assessments scheduled',
    tier: null,
    criteria: ['compliance/scheduled-assessments', 'audit/penetration-test'],
  },
  {
    item: 'disaster-recovery-1',
    group: 'disaster-recovery',
    text: 'Backup strategy documented and implemented',
    tier: null,
    criteria: [
      'disaster-recovery/backup-coverage',
      'disaster-recovery/etcd-snapshots',
      'disaster-recovery/workload-backups',
      'disaster-recovery/daily-backups',
      'disaster-recovery/retention',
    ],
  },
  {
    item: 'disaster-recovery-2',
    group: 'disaster-recovery',
    text: 'RTO: 15 minutes or better for critical systems',
    tier: 'critical',
    criteria: ['recovery/recovery-time'],
  },
  {
    item: 'disaster-recovery-3',
    group: 'disaster-recovery',
    text: 'RPO: Near-zero or < 5 minutes for critical data',
    tier: 'critical',
    criteria: ['recovery/recovery-point'],
  },
  {
    item: 'disaster-recovery-4',
    group: 'disaster-recovery',
    text: 'Restore testing performed quarterly',
    tier: null,
    criteria: ['disaster-recovery/restore-tests'],
  },
  {
    item: 'disaster-recovery-5',
    group: 'disaster-recovery',
    text: 'Disaster recovery runbooks documented',
    tier: null,
    criteria: ['disaster-recovery/runbooks'],
  },
  {
    item: 'disaster-recovery-6',
    group: 'disaster-recovery',
    text: 'Multi-region failover capability (if required)',
    tier: null,
    criteria: ['disaster-recovery/second-site', 'disaster-recovery/cross-region-data'],
  },
  {
    item: 'operations-1',
    group: 'operations',
    text: 'Monitoring and alerting operational (Prometheus, etc.)',
    tier: null,
    criteria: ['operations/metrics', 'operations/actionable-alerts'],
  },
  {
    item: 'operations-2',
    group: 'operations',
    text: 'Centralized logging (Loki, ELK, etc.)',
    tier: null,
    criteria: ['operations/central-logging'],
  },
  {
    item: 'operations-3',
    group: 'operations',
    text: 'On-call rotation and escalation procedures',
    tier: null,
    criteria: ['disaster-recovery/on-call'],
  },
  {
    item: 'operations-4',
    group: 'operations',
    text: 'Runbooks for common incidents',
    tier: null,
    criteria: ['operations/incident-runbooks'],
  },
  {
    item: 'operations-5',
    group: 'operations',
    text: 'GitOps for configuration management',
    tier: null,
    criteria: ['recovery/configuration-in-git', 'operations/gitops'],
  },
  {
    item: 'operations-6',
    group: 'operations',
    text: 'Regular security patching and updates',
    tier: null,
    criteria: ['support/maintained-tools', 'operations/patching'],
  },
];
