import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `recovery`, in the definition's order. */
export type RecoveryCriterionId =
  | 'recovery/recovery-time'
  | 'recovery/detection-time'
  | 'recovery/decision-time'
  | 'recovery/execution-time'
  | 'recovery/automated-failover'
  | 'recovery/recovery-point'
  | 'recovery/continuous-backup'
  | 'recovery/database-replication'
  | 'recovery/volume-snapshots'
  | 'recovery/configuration-in-git';

/** What the definition asks in the chapter `recovery`. */
export const recoveryCriteria: Readonly<Record<RecoveryCriterionId, CriterionEntry>> = {
  'recovery/recovery-time': {
    title: 'Measured recovery time meets the tier RTO',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: '<= 15 min from detection to full service' },
      'important': { level: 'required', target: '<= 1 h' },
      'best-effort': { level: 'required', target: '<= 4 h' },
    },
    metrics: [
      {
        name: 'recoverySeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 900, 'important': 3600, 'best-effort': 14400 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 92,
        what: 'timed restore or failover drill recorded by the tool (Restore objects, probe success timestamps)',
      },
      {
        kind: 'external-report',
        maxAgeDays: 183,
        what: 'incident records with detected, decided, restored timestamps',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per incident and drill',
      population: 'Sev-1/2 incidents and recovery drills of the period',
      samplingUnit: 'incident or drill',
    },
  },
  'recovery/detection-time': {
    title: 'Incident detection and alerting under 2 minutes',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: '< 2 min from failure to page' },
      'important': { level: 'required', target: '< 10 min' },
      'best-effort': { level: 'recommended', target: '< 60 min' },
    },
    metrics: [
      {
        name: 'detectSeconds',
        unit: 'seconds',
        op: '<',
        values: { 'critical': 120, 'important': 600, 'best-effort': 3600 },
        origin: 'stated-for-critical',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'sum of scrape interval, rule evaluation interval, `for` duration, Alertmanager group_wait and receiver; dead-man switch present',
      },
      { kind: 'external-report', maxAgeDays: 183, what: 'measured time to detect in drills or incidents' },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per incident and drill',
      population: 'pages raised for Sev-1/2 incidents and synthetic tests',
      samplingUnit: 'incident or drill',
    },
  },
  'recovery/decision-time': {
    title: 'Diagnosis and decision under 5 minutes',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: '< 5 min median in drills and incidents, runbook linked from every critical alert',
      },
      'important': { level: 'required', target: '< 20 min' },
      'best-effort': { level: 'recommended', target: '< 2 h' },
    },
    metrics: [
      {
        name: 'decideSeconds',
        unit: 'seconds',
        op: '<',
        values: { 'critical': 300, 'important': 1200, 'best-effort': 7200 },
        origin: 'stated-for-critical',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'runbook_url and severity on alert rules, dashboards present, escalation route resolved',
      },
      { kind: 'external-report', maxAgeDays: 183, what: 'incident timeline: alert time to decision time' },
      { kind: 'attestation', maxAgeDays: 183, what: 'signed drill record' },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per incident and drill',
      population: 'Sev-1/2 incidents and drills',
      samplingUnit: 'incident or drill',
    },
  },
  'recovery/execution-time': {
    title: 'Recovery execution under 8 minutes, automated where possible',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: '< 8 min in the latest drill' },
      'important': { level: 'required', target: '< 30 min' },
      'best-effort': { level: 'required', target: '< 90 min' },
    },
    metrics: [
      {
        name: 'executeSeconds',
        unit: 'seconds',
        op: '<',
        values: { 'critical': 480, 'important': 1800, 'best-effort': 5400 },
        origin: 'stated-for-critical',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 92,
        what: 'timed drill: start of action to readiness of all critical pods and successful probe',
      },
      { kind: 'external-report', maxAgeDays: 183, what: 'incident timeline' },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per incident and drill',
      population: 'recovery actions executed',
      samplingUnit: 'incident or drill',
    },
  },
  'recovery/automated-failover': {
    title: 'Automated failover for critical stateful services',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Time Objective (RTO)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'operator-managed failover with >= 2 replicas in different zones, last switchover test <= 183 d',
      },
      'important': {
        level: 'recommended',
        target: 'operator-managed failover with >= 2 replicas in different zones, last switchover test <= 183 d',
      },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'switchoverTestAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 183, 'important': 183, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'CNPG, Patroni, Zalando, Percona, StatefulSet quorum status; synchronous replicas; service endpoint follows the primary',
      },
      { kind: 'external-report', maxAgeDays: 183, what: 'switchover test record' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'half-yearly switchover',
      population: 'switchovers, planned and unplanned',
      samplingUnit: 'switchover',
    },
  },
  'recovery/recovery-point': {
    title: 'Achieved recovery point meets the tier RPO',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: '<= 5 min (near-zero with synchronous replication)' },
      'important': { level: 'required', target: '<= 15 min' },
      'best-effort': { level: 'required', target: '<= 1 h' },
    },
    metrics: [
      {
        name: 'recoveryPointAgeSeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 300, 'important': 900, 'best-effort': 3600 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'age of the newest restorable point per volume and database: replication lag, WAL archive age, snapshot and backup completion times',
      },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per replication sample and backup run',
      population: 'hours of the period per data set',
      samplingUnit: 'data set x hour',
    },
  },
  'recovery/continuous-backup': {
    title: 'Continuous or incremental backup of cluster state and volumes',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'incremental interval <= RPO of the data it protects (5 min or replication)',
      },
      'important': { level: 'required', target: '<= 15 min' },
      'best-effort': { level: 'required', target: '<= 1 h' },
    },
    metrics: [
      {
        name: 'incrementalIntervalSeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 300, 'important': 900, 'best-effort': 3600 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Velero Schedule and Backup status, K10 policy runs, CNPG ScheduledBackup and WAL archive, backup success ratio',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'per schedule',
      population: 'scheduled backup runs due in the period',
      samplingUnit: 'backup run',
    },
  },
  'recovery/database-replication': {
    title: 'Database replication healthy with lag below the RPO',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    scope: 'data',
    tiers: {
      'critical': { level: 'required', target: '>= 1 synchronous or lag <= 5 min replica in another zone' },
      'important': { level: 'required', target: 'lag <= 15 min' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'replicationLagSeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 300, 'important': 900, 'best-effort': null },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'replication status of the database operator, exporter metrics (replay lag), synchronous_standby settings',
      },
    ],
  },
  'recovery/volume-snapshots': {
    title: 'Scheduled volume snapshots for persistent volumes',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    scope: 'data',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every PV of critical data in a snapshot or backup schedule, readyToUse, age <= RPO',
      },
      'important': {
        level: 'required',
        target: 'every PV of critical data in a snapshot or backup schedule, readyToUse, age <= RPO',
      },
      'best-effort': {
        level: 'recommended',
        target: 'every PV of critical data in a snapshot or backup schedule, readyToUse, age <= RPO',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'VolumeSnapshot, VolumeSnapshotContent, VolumeSnapshotClass (deletionPolicy), snapshot schedules',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'per schedule',
      population: 'snapshots due in the period',
      samplingUnit: 'snapshot',
    },
  },
  'recovery/configuration-in-git': {
    title: 'Configuration recoverable from Git (infrastructure as code)',
    from: '2. Recovery Objectives (RTO/RPO) > Recovery Point Objective (RPO)',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '>= 99 % of non-system objects under a GitOps controller, repo reachable outside the cluster',
      },
      'important': { level: 'required', target: '>= 90 %' },
      'best-effort': { level: 'recommended', target: '>= 90 %' },
    },
    metrics: [
      {
        name: 'objectsUnderGitopsPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 99, 'important': 90, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Argo CD Application and Flux Kustomization ownership of live objects, sync status, unmanaged object list',
      },
    ],
  },
};
