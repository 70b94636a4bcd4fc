import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `disaster-recovery`, in the definition's order. */
export type DisasterRecoveryCriterionId =
  | 'disaster-recovery/backup-coverage'
  | 'disaster-recovery/etcd-snapshots'
  | 'disaster-recovery/workload-backups'
  | 'disaster-recovery/daily-backups'
  | 'disaster-recovery/retention'
  | 'disaster-recovery/restore-tests'
  | 'disaster-recovery/runbooks'
  | 'disaster-recovery/second-site'
  | 'disaster-recovery/cross-region-data'
  | 'disaster-recovery/failover-tests'
  | 'disaster-recovery/incident-plan'
  | 'disaster-recovery/on-call'
  | 'disaster-recovery/post-mortems';

/** What the definition asks in the chapter `disaster-recovery`. */
export const disasterRecoveryCriteria: Readonly<Record<DisasterRecoveryCriterionId, CriterionEntry>> = {
  'disaster-recovery/backup-coverage': {
    title: 'Backup strategy documented and complete for every stateful workload',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: 'document <= 365 d, 100 % of stateful critical workloads covered' },
      'important': { level: 'required', target: '100 % covered' },
      'best-effort': { level: 'recommended', target: '100 % covered' },
    },
    metrics: [
      {
        name: 'statefulWorkloadsCoveredPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'backupPolicyAgeDays',
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
        what: 'set difference: PVs, databases and namespaces against backup selectors and schedules, exclusions listed with reason',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed backup policy with scope, frequency, retention, owner' },
    ],
  },
  'disaster-recovery/etcd-snapshots': {
    title: 'etcd snapshots taken, stored off-cluster and restorable',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: '<= 24 h old, encrypted, other failure domain, hash checked' },
      'important': { level: 'required', target: '<= 24 h old, encrypted, other failure domain, hash checked' },
      'best-effort': { level: 'recommended', target: 'not applicable on managed control planes' },
    },
    metrics: [
      {
        name: 'etcdSnapshotAgeHours',
        unit: 'hours',
        op: '<=',
        values: { 'critical': 24, 'important': 24, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'snapshot CronJob or operator status, object age in the target when collected, snapshot status hash',
      },
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'provider statement for managed control planes plus proof that GitOps and Velero can rebuild',
      },
    ],
    period: { operation: 'scheduled', frequency: 'daily', population: 'days of the period', samplingUnit: 'snapshot' },
  },
  'disaster-recovery/workload-backups': {
    title: 'Workload backups cover resources and volumes',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every critical namespace with objects and volumes, last result Completed without errors',
      },
      'important': {
        level: 'required',
        target: 'every critical namespace with objects and volumes, last result Completed without errors',
      },
      'best-effort': {
        level: 'recommended',
        target: 'every critical namespace with objects and volumes, last result Completed without errors',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Velero Backup status (errors, warnings, items, volume data), PodVolumeBackup, DataUpload, K10 RestorePoint, hooks for consistency',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'per schedule',
      population: 'backup runs due in the period',
      samplingUnit: 'backup run',
    },
  },
  'disaster-recovery/daily-backups': {
    title: 'Full backup at least daily',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: 'last good full backup <= 24 h, >= 95 % of days in the period' },
      'important': { level: 'required', target: 'last good full backup <= 24 h, >= 95 % of days in the period' },
      'best-effort': { level: 'required', target: 'last good full backup <= 24 h' },
    },
    metrics: [
      {
        name: 'fullBackupAgeHours',
        unit: 'hours',
        op: '<=',
        values: { 'critical': 24, 'important': 24, 'best-effort': 24 },
        origin: 'stated',
      },
      {
        name: 'daysWithGoodBackupPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 95, 'important': 95, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'completion time series per schedule, missed runs, schedule expression',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'daily',
      population: 'days of the period per data set',
      samplingUnit: 'data set x day',
    },
  },
  'disaster-recovery/retention': {
    title: 'Backups kept at least 30 days, longer where compliance asks, protected from deletion',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'oldest restorable point >= 30 d, three copies with one in another account or region, immutability on',
      },
      'important': { level: 'required', target: '>= 30 d, second copy' },
      'best-effort': { level: 'required', target: '>= 30 d' },
    },
    metrics: [
      {
        name: 'oldestRestorablePointDays',
        unit: 'days',
        op: '>=',
        values: { 'critical': 30, 'important': 30, 'best-effort': 30 },
        origin: 'stated',
      },
      {
        name: 'backupCopies',
        unit: 'count',
        op: '>=',
        values: { 'critical': 3, 'important': 2, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Backup TTL and expiration, oldest surviving point, BackupStorageLocation access mode, object lock when collected, deletion rights on the bucket',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'storage export of lock mode and retention' },
    ],
  },
  'disaster-recovery/restore-tests': {
    title: 'Restore tested at least quarterly, with integrity check',
    from: '5. Disaster Recovery & Backup > Backup Strategy',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'last successful timed restore <= 92 d per critical data set, checksum or row-count verified',
      },
      'important': { level: 'required', target: 'last successful timed restore <= 92 d' },
      'best-effort': { level: 'recommended', target: '<= 365 d' },
    },
    metrics: [
      {
        name: 'restoreTestAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 92, 'important': 92, 'best-effort': 365 },
        origin: 'stated-for-critical',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 92,
        what: 'Velero Restore, CNPG recovery cluster or K10 restore run by the drill, started and finished times, verification job result',
      },
      { kind: 'external-report', maxAgeDays: 92, what: 'drill record of another tool' },
      { kind: 'attestation', maxAgeDays: 92, what: 'signed drill record when done by hand' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'quarterly',
      population: 'quarters of the period per critical data set',
      samplingUnit: 'restore test',
    },
  },
  'disaster-recovery/runbooks': {
    title: 'Disaster recovery runbooks documented step by step and current',
    from: '5. Disaster Recovery & Backup > Disaster Recovery Plan',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'runbook per critical service and per scenario, changed or reviewed <= 183 d, reachable when the cluster is down',
      },
      'important': { level: 'required', target: '<= 365 d' },
      'best-effort': { level: 'recommended', target: '<= 365 d' },
    },
    metrics: [
      {
        name: 'runbookReviewAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 183, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'runbook files in Git: owner, scenario, commands, last review, links resolve, referenced objects exist in the estate',
      },
      { kind: 'attestation', maxAgeDays: 183, what: 'signed review' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'half-yearly review',
      population: 'runbooks',
      samplingUnit: 'runbook',
    },
  },
  'disaster-recovery/second-site': {
    title: 'A second region or cluster can take over',
    from: '5. Disaster Recovery & Backup > Disaster Recovery Plan',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'second cluster in another region, synced from the same Git, capacity reserved, traffic switch defined (or declared not required with a signed reason)',
      },
      'important': {
        level: 'recommended',
        target:
          'second cluster in another region, synced from the same Git, capacity reserved, traffic switch defined (or declared not required with a signed reason)',
      },
      'best-effort': { level: 'notRequired', target: null },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'fleet inventory: regions, GitOps parity diff between clusters, DNS or global load-balancer objects, spare capacity',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed decision where not required' },
    ],
  },
  'disaster-recovery/cross-region-data': {
    title: 'Critical data replicated to another region',
    from: '5. Disaster Recovery & Backup > Disaster Recovery Plan',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'replica or backup copy in another region, lag <= 5 min (replica) or <= RPO (copy), residency respected',
      },
      'important': {
        level: 'recommended',
        target:
          'replica or backup copy in another region, lag <= 5 min (replica) or <= RPO (copy), residency respected',
      },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'crossRegionLagSeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 300, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'replica cluster status, backup locations per region, bucket replication when collected, lag metrics',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'cloud export of replication rules' },
    ],
  },
  'disaster-recovery/failover-tests': {
    title: 'Failover tested at least twice a year',
    from: '5. Disaster Recovery & Backup > Disaster Recovery Plan',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '>= 2 in the last 365 d and the latest <= 183 d, measured RTO and RPO within target, findings tracked',
      },
      'important': { level: 'required', target: '>= 2 in the last 365 d' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'failoverTestsIn365d',
        unit: 'count',
        op: '>=',
        values: { 'critical': 2, 'important': 2, 'best-effort': null },
        origin: 'stated',
      },
      {
        name: 'failoverTestAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 183, 'important': 183, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 183,
        what: 'drill records made by the tool: scenario, start, end, probes, data loss measured',
      },
      { kind: 'external-report', maxAgeDays: 183, what: 'exercise report' },
      { kind: 'attestation', maxAgeDays: 183, what: 'signed exercise record' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'half-yearly',
      population: 'failover exercises',
      samplingUnit: 'exercise',
    },
  },
  'disaster-recovery/incident-plan': {
    title: 'Incident response plan: roles, channels, escalation paths',
    from: '5. Disaster Recovery & Backup > Business Continuity',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'plan <= 365 d with roles, channels, escalation, regulator deadlines; exercised <= 365 d',
      },
      'important': {
        level: 'required',
        target: 'plan <= 365 d with roles, channels, escalation, regulator deadlines; exercised <= 365 d',
      },
      'best-effort': {
        level: 'recommended',
        target: 'plan <= 365 d with roles, channels, escalation, regulator deadlines; exercised <= 365 d',
      },
    },
    metrics: [
      {
        name: 'incidentPlanAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 365, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'plan file in Git: sections present, contacts resolve, alert receivers match the escalation path',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed plan and exercise record' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'annual',
      population: 'plan versions and exercises',
      samplingUnit: 'exercise',
    },
  },
  'disaster-recovery/on-call': {
    title: '24/7 on-call rotation with working escalation',
    from: '5. Disaster Recovery & Backup > Business Continuity',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'no uncovered hour in the next 30 d, >= 2 levels, test page acknowledged <= 5 min in the last 92 d',
      },
      'important': { level: 'required', target: 'business hours plus escalation' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'uncoveredOnCallHoursNext30d',
        unit: 'hours',
        op: '<=',
        values: { 'critical': 0, 'important': null, 'best-effort': null },
        origin: 'stated-for-critical',
      },
      {
        name: 'testPageAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 92, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'schedule export (PagerDuty, Opsgenie, Grafana OnCall): gaps, levels; acknowledgement times',
      },
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Alertmanager route of critical alerts ends in a paging receiver, not only e-mail or chat',
      },
      { kind: 'attestation', maxAgeDays: 92, what: 'signed rota' },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per hour',
      population: 'hours of the period per rota; critical pages',
      samplingUnit: 'hour or page',
    },
  },
  'disaster-recovery/post-mortems': {
    title: 'Post-mortems written and actions closed',
    from: '5. Disaster Recovery & Backup > Business Continuity',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every Sev-1/2 incident has a review <= 10 working days, actions closed by due date >= 90 %',
      },
      'important': { level: 'required', target: 'Sev-1' },
      'best-effort': { level: 'recommended', target: 'Sev-1' },
    },
    metrics: [
      {
        name: 'postmortemWorkingDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 10, 'important': 10, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'actionsClosedInTimePercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 90, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'external-report',
        maxAgeDays: 92,
        what: 'incident tool export joined with post-mortem files and action items',
      },
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'post-mortem files in Git: incident id, timeline, cause, actions with owner and date',
      },
      { kind: 'attestation', maxAgeDays: 92, what: 'signed statement when there were no incidents' },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per incident',
      population: 'Sev-1/2 incidents',
      samplingUnit: 'incident',
    },
  },
};
