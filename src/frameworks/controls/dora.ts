import type { ControlLinks } from '../control-links.ts';

/** The controls of Digital Operational Resilience Act that each criterion speaks to. */
export const dora: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['Art.7', 'Art.9(2)', 'Art.9(3)(c)'],
      role: 'partial',
      confidence: 'high',
      why: 'high standards of availability for systems behind critical functions',
    },
    {
      controls: ['RTS.9'],
      role: 'partial',
      confidence: 'high',
      why: 'capacity and performance procedures must maintain availability',
    },
  ],
  'availability/zone-spread': [
    { controls: ['Art.12(4)'], role: 'direct', confidence: 'high', why: 'redundant ICT capacities' },
    { controls: ['Art.10(1)'], role: 'partial', confidence: 'high', why: 'single points of failure identified' },
    {
      controls: ['RTS.25'],
      role: 'partial',
      confidence: 'medium',
      why: 'switchover to redundant capacity is only possible where it exists',
    },
  ],
  'availability/control-plane-redundancy': [
    { controls: ['Art.12(4)'], role: 'direct', confidence: 'high', why: 'redundant capacities' },
    { controls: ['Art.10(1)'], role: 'direct', confidence: 'high', why: 'removes a material single point of failure' },
  ],
  'availability/etcd-quorum': [
    {
      controls: ['Art.12(4)', 'Art.10(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'redundant capacity, no single point of failure',
      failsBy: {
        'Art.12(4)': ['too-few-members', 'majority-in-one-zone'],
        'Art.10(1)': ['too-few-members', 'majority-in-one-zone'],
      },
    },
  ],
  'availability/disruption-budgets': [
    { controls: ['Art.7', 'Art.9(3)(c)'], role: 'partial', confidence: 'medium', why: 'prevents lack of availability' },
  ],
  'availability/health-probes': [
    { controls: ['Art.10(1)'], role: 'partial', confidence: 'medium', why: 'mechanisms to detect anomalies promptly' },
  ],
  'availability/workload-autoscaling': [
    {
      controls: ['Art.7'],
      role: 'direct',
      confidence: 'high',
      why: 'sufficient capacity at peak volumes',
      failsBy: {
        'Art.7': [
          'no-autoscaler',
          'no-requests',
          'never-scales-up',
          'replicas-fixed-too',
          'two-autoscalers',
          'vpa-conflict',
          'target-missing',
          'target-cannot-scale',
        ],
      },
    },
    {
      controls: ['RTS.9'],
      role: 'direct',
      confidence: 'high',
      why: 'capacity management, prevention of shortages',
      failsBy: {
        'RTS.9': [
          'no-autoscaler',
          'no-requests',
          'never-scales-up',
          'replicas-fixed-too',
          'two-autoscalers',
          'vpa-conflict',
          'target-missing',
          'target-cannot-scale',
        ],
      },
    },
  ],
  'availability/node-autoscaling': [
    {
      controls: ['Art.7', 'RTS.9'],
      role: 'direct',
      confidence: 'high',
      why: 'sufficient capacity',
      failsBy: {
        'Art.7': ['no-headroom', 'fixed-size', 'no-limits', 'switched-off', 'no-groups'],
        'RTS.9': ['no-headroom', 'fixed-size', 'no-limits', 'switched-off', 'no-groups'],
      },
    },
  ],
  'availability/graceful-degradation': [
    {
      controls: ['Art.8(4)'],
      role: 'partial',
      confidence: 'high',
      why: 'critical assets and interdependencies mapped',
    },
    { controls: ['Art.11(2)'], role: 'partial', confidence: 'medium', why: 'continuity of critical functions' },
  ],
  'availability/failure-survival': [
    {
      controls: ['Art.10(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'identifies material single points of failure',
    },
    {
      controls: ['Art.11(6)', 'RTS.25', 'Art.25'],
      role: 'partial',
      confidence: 'high',
      why: 'scenario test of continuity',
    },
  ],
  'recovery/recovery-time': [
    { controls: ['Art.12(6)'], role: 'direct', confidence: 'high', why: 'RTO set per function' },
    {
      controls: ['Art.11(6)', 'RTS.26'],
      role: 'partial',
      confidence: 'high',
      why: 'tested; plans meet the objectives',
    },
    { controls: ['RTS.24'], role: 'partial', confidence: 'high', why: 'recovery objectives in the continuity policy' },
  ],
  'recovery/detection-time': [
    { controls: ['Art.10(2)'], role: 'direct', confidence: 'high', why: 'alert thresholds and automatic alerts' },
    { controls: ['RTS.23'], role: 'direct', confidence: 'high', why: 'alerts in time, also outside working hours' },
  ],
  'recovery/decision-time': [
    { controls: ['Art.17', 'Art.11(2)'], role: 'partial', confidence: 'high', why: 'response without delay' },
  ],
  'recovery/execution-time': [
    {
      controls: ['Art.12(2)', 'RTS.26'],
      role: 'direct',
      confidence: 'high',
      why: 'recovery procedures that work in time',
    },
  ],
  'recovery/automated-failover': [
    {
      controls: ['Art.12(4)', 'RTS.25'],
      role: 'direct',
      confidence: 'high',
      why: 'redundant capacity with switchover',
    },
  ],
  'recovery/recovery-point': [
    {
      controls: ['Art.12(6)', 'Art.12(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'RPO per function, minimum backup frequency',
    },
    { controls: ['Art.9(3)(b)'], role: 'partial', confidence: 'high', why: 'risk of data loss minimised' },
  ],
  'recovery/continuous-backup': [
    { controls: ['Art.12(1)', 'RTS.8'], role: 'direct', confidence: 'high', why: 'backup scope and frequency' },
  ],
  'recovery/database-replication': [
    { controls: ['Art.12(4)', 'Art.12(6)'], role: 'direct', confidence: 'medium', why: 'redundancy meets the RPO' },
  ],
  'recovery/volume-snapshots': [{ controls: ['Art.12(1)'], role: 'partial', confidence: 'medium', why: 'backup' }],
  'recovery/configuration-in-git': [
    { controls: ['Art.12(1)', 'RTS.8'], role: 'partial', confidence: 'medium', why: 'restoration procedures' },
  ],
  'compliance/declared-frameworks': [
    { controls: ['Art.6'], role: 'partial', confidence: 'medium', why: 'framework documented' },
  ],
  'compliance/encryption-at-rest': [
    { controls: ['RTS.6'], role: 'direct', confidence: 'high', why: 'encryption at rest' },
    { controls: ['Art.9(4)(d)'], role: 'partial', confidence: 'high', why: 'data encrypted by classification' },
  ],
  'compliance/encryption-in-transit': [
    {
      controls: ['RTS.6', 'RTS.14'],
      role: 'direct',
      confidence: 'high',
      why: 'encryption of network connections and data in transit',
    },
    { controls: ['Art.9(3)(a)'], role: 'partial', confidence: 'high', why: 'secure means of transfer' },
  ],
  'compliance/change-approval': [
    {
      controls: ['Art.9(4)(e)', 'RTS.17'],
      role: 'direct',
      confidence: 'high',
      why: 'change management with independence of approval',
    },
  ],
  'compliance/access-reviews': [
    {
      controls: ['RTS.21'],
      role: 'direct',
      confidence: 'high',
      why: 'at least yearly, every six months for critical functions',
    },
  ],
  'compliance/security-monitoring': [
    { controls: ['Art.10(1)', 'RTS.23'], role: 'direct', confidence: 'high', why: 'anomaly detection' },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['Art.24', 'Art.25'], role: 'direct', confidence: 'high', why: 'testing programme, yearly tests' },
    {
      controls: ['Art.9(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'security of ICT systems continuously monitored and controlled',
    },
  ],
  'compliance/data-access-trail': [
    { controls: ['RTS.12'], role: 'partial', confidence: 'high', why: 'events of logical access logged' },
  ],
  'compliance/data-minimisation': [
    { controls: ['Art.8(1)'], role: 'direct', confidence: 'high', why: 'classification of functions and assets' },
  ],
  'compliance/erasure': [{ controls: ['RTS.11'], role: 'partial', confidence: 'high', why: 'secure deletion process' }],
  'compliance/data-residency': [
    {
      controls: ['Art.30', 'Art.8(5)'],
      role: 'partial',
      confidence: 'high',
      why: 'locations of service and data in contracts (Art. 30(2)(b)), dependencies identified',
    },
  ],
  'compliance/log-privacy': [
    { controls: ['RTS.14', 'RTS.11'], role: 'partial', confidence: 'high', why: 'data leakage prevention' },
  ],
  'identity/single-sign-on': [
    { controls: ['Art.9(4)(d)'], role: 'direct', confidence: 'high', why: 'strong authentication' },
    {
      controls: ['RTS.20', 'RTS.21'],
      role: 'partial',
      confidence: 'high',
      why: 'unique identities, strong methods for privileged access',
    },
  ],
  'identity/static-credentials': [
    { controls: ['RTS.21'], role: 'direct', confidence: 'high', why: 'limits generic and shared accounts' },
  ],
  'identity/least-privilege': [
    { controls: ['Art.9(4)(c)', 'RTS.21'], role: 'direct', confidence: 'high', why: 'need-to-know, least privilege' },
  ],
  'identity/cluster-admin': [
    { controls: ['RTS.21'], role: 'direct', confidence: 'high', why: 'privileged access on a need-to-use basis' },
  ],
  'identity/service-accounts': [
    { controls: ['RTS.21'], role: 'partial', confidence: 'high', why: 'accounts for systems' },
  ],
  'identity/tenant-isolation': [
    {
      controls: ['RTS.8', 'RTS.13'],
      role: 'partial',
      confidence: 'high',
      why: 'separation of environments, segmentation',
    },
  ],
  'identity/quotas-and-limits': [
    { controls: ['RTS.9'], role: 'partial', confidence: 'high', why: 'capacity shortages prevented' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['Art.9(4)(d)', 'RTS.7'], role: 'partial', confidence: 'high', why: 'protection of keys' },
  ],
  'secrets/secret-manager': [
    { controls: ['RTS.7'], role: 'direct', confidence: 'high', why: 'key and secret life cycle' },
  ],
  'secrets/etcd-encryption': [{ controls: ['RTS.6'], role: 'direct', confidence: 'high', why: 'encryption at rest' }],
  'secrets/rotation': [{ controls: ['RTS.7'], role: 'direct', confidence: 'high', why: 'keys renewed and replaced' }],
  'network/default-deny': [
    { controls: ['RTS.13'], role: 'direct', confidence: 'high', why: 'segmentation' },
    { controls: ['Art.9(4)(b)'], role: 'partial', confidence: 'high', why: 'isolation' },
  ],
  'network/minimal-reachability': [
    {
      controls: ['RTS.13'],
      role: 'direct',
      confidence: 'high',
      why: 'data flows documented; rules for critical systems reviewed every six months',
    },
  ],
  'network/ingress-tls': [
    { controls: ['RTS.14', 'RTS.6'], role: 'direct', confidence: 'high', why: 'data in transit' },
  ],
  'network/service-mtls': [
    { controls: ['RTS.6'], role: 'direct', confidence: 'high', why: 'encryption of internal connections' },
    { controls: ['RTS.13'], role: 'partial', confidence: 'high', why: 'encryption over corporate networks' },
  ],
  'network/certificates': [
    { controls: ['RTS.7'], role: 'direct', confidence: 'high', why: 'certificate register, renewal before expiry' },
  ],
  'network/policy-enforcement': [
    { controls: ['RTS.13'], role: 'partial', confidence: 'high', why: 'network security tools' },
  ],
  'workload/image-scanning': [
    { controls: ['RTS.10'], role: 'direct', confidence: 'high', why: 'automated scanning', failsBy: { 'RTS.10': [] } },
    { controls: ['Art.25', 'RTS.16'], role: 'partial', confidence: 'high', why: 'tests before deployment' },
  ],
  'workload/vulnerability-deadlines': [
    {
      controls: ['RTS.10'],
      role: 'direct',
      confidence: 'high',
      why: 'weekly scanning of assets behind critical functions, deadlines for patches',
    },
    { controls: ['Art.9(4)(f)'], role: 'partial', confidence: 'high', why: 'patches' },
  ],
  'workload/signed-images': [
    { controls: ['RTS.11'], role: 'partial', confidence: 'high', why: 'only authorised software' },
  ],
  'workload/trusted-registries': [
    { controls: ['RTS.11'], role: 'partial', confidence: 'high', why: 'only authorised software' },
  ],
  'workload/pod-security': [
    { controls: ['RTS.11'], role: 'direct', confidence: 'high', why: 'secure configuration baseline' },
  ],
  'workload/runtime-detection': [
    { controls: ['RTS.23', 'Art.10(1)'], role: 'direct', confidence: 'high', why: 'anomaly detection' },
  ],
  'audit/api-audit-log': [{ controls: ['RTS.12'], role: 'direct', confidence: 'high', why: 'events to log' }],
  'audit/log-retention': [
    { controls: ['RTS.12'], role: 'direct', confidence: 'high', why: 'retention period and tamper protection' },
  ],
  'audit/policy-engine': [
    {
      controls: ['RTS.11'],
      role: 'direct',
      confidence: 'high',
      why: 'baselines deployed and verified',
      failsBy: { 'RTS.11': ['audit-only', 'fails-open', 'errors-admit'] },
    },
  ],
  'audit/secret-scanning': [
    { controls: ['RTS.16'], role: 'partial', confidence: 'medium', why: 'source code security testing' },
  ],
  'audit/cis-benchmark': [
    {
      controls: ['RTS.11'],
      role: 'direct',
      confidence: 'high',
      why: 'baselines verified regularly',
      failsBy: { 'RTS.11': [] },
    },
    { controls: ['Art.25'], role: 'partial', confidence: 'high', why: 'gap analyses' },
  ],
  'audit/penetration-test': [
    { controls: ['Art.25'], role: 'direct', confidence: 'high', why: 'testing of ICT tools' },
    { controls: ['Art.26'], role: 'supporting', confidence: 'high', why: 'threat-led testing is a separate programme' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['Art.12(1)', 'RTS.8'], role: 'direct', confidence: 'high', why: 'scope and minimum frequency' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['Art.12(1)'], role: 'direct', confidence: 'high', why: 'backup of systems' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['Art.12(1)', 'Art.12(2)'], role: 'direct', confidence: 'high', why: 'backup systems' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['Art.12(1)'], role: 'direct', confidence: 'high', why: 'minimum frequency' },
  ],
  'disaster-recovery/retention': [
    {
      controls: ['Art.12(2)', 'Art.12(3)'],
      role: 'partial',
      confidence: 'high',
      why: 'backup systems secure, segregated from the source',
    },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['Art.12(2)'], role: 'direct', confidence: 'high', why: 'backup and restoration tested periodically' },
    {
      controls: ['Art.12(7)', 'Art.12(3)'],
      role: 'partial',
      confidence: 'high',
      why: 'integrity checks, segregated restore target',
    },
    { controls: ['Art.9(3)(b)'], role: 'partial', confidence: 'high', why: 'corruption detected' },
  ],
  'disaster-recovery/runbooks': [
    {
      controls: ['Art.11(3)', 'RTS.26'],
      role: 'direct',
      confidence: 'high',
      why: 'response and recovery plans documented and accessible',
    },
    {
      controls: ['Art.11(1)'],
      role: 'partial',
      confidence: 'high',
      why: 'continuity policy carried by concrete plans',
    },
  ],
  'disaster-recovery/second-site': [
    {
      controls: ['Art.12(4)'],
      role: 'direct',
      confidence: 'high',
      why: 'redundant capacities; a distant secondary site is mandatory only for CSDs (Art. 12(5)) and CCPs',
    },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['Art.12(4)', 'Art.12(2)'], role: 'partial', confidence: 'high', why: 'redundancy, backup systems' },
  ],
  'disaster-recovery/failover-tests': [
    {
      controls: ['Art.11(6)', 'RTS.25'],
      role: 'direct',
      confidence: 'high',
      why: 'at least yearly, with switchover scenarios',
    },
    {
      controls: ['Art.11(4)', 'Art.11(8)'],
      role: 'partial',
      confidence: 'high',
      why: 'plans tested, records of activities kept',
    },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['Art.17', 'RTS.22'], role: 'direct', confidence: 'high', why: 'incident process and policy' },
    { controls: ['Art.14', 'Art.19'], role: 'partial', confidence: 'high', why: 'communication, reporting deadlines' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['RTS.23'], role: 'direct', confidence: 'high', why: 'alerts handled also outside working hours' },
    { controls: ['Art.10(3)', 'RTS.22'], role: 'partial', confidence: 'high', why: 'resources, contacts' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['Art.13(2)'], role: 'direct', confidence: 'high', why: 'post-incident reviews' },
    { controls: ['Art.13(3)', 'Art.17'], role: 'partial', confidence: 'high', why: 'lessons, root causes' },
  ],
  'support/maintained-tools': [
    {
      controls: ['Art.7', 'Art.8(7)'],
      role: 'direct',
      confidence: 'high',
      why: 'updated systems, legacy assessment',
      failsBy: { 'Art.7': ['out-of-support', 'tool-out-of-support'], 'Art.8(7)': [] },
    },
    { controls: ['RTS.10'], role: 'partial', confidence: 'high', why: 'third-party libraries tracked' },
  ],
  'support/supported-tools': [
    {
      controls: ['Art.28', 'RTS.8'],
      role: 'partial',
      confidence: 'high',
      why: 'third-party risk; external support contacts',
    },
    { controls: ['Art.29'], role: 'supporting', confidence: 'medium', why: 'dependence on one provider made visible' },
  ],
  'support/mature-tools': [{ controls: ['Art.7'], role: 'partial', confidence: 'high', why: 'reliable systems' }],
  'support/abandoned-tools': [
    {
      controls: ['Art.8(7)', 'RTS.8'],
      role: 'direct',
      confidence: 'high',
      why: 'legacy systems identified',
      failsBy: { 'Art.8(7)': [], 'RTS.8': [] },
    },
  ],
  'support/team-expertise': [
    { controls: ['Art.13(1)'], role: 'partial', confidence: 'high', why: 'capabilities and staff' },
  ],
  'support/training': [
    { controls: ['Art.13(6)'], role: 'direct', confidence: 'high', why: 'awareness and resilience training' },
  ],
  'support/documentation-culture': [
    { controls: ['RTS.8'], role: 'partial', confidence: 'high', why: 'operating procedures' },
  ],
  'operations/metrics': [
    {
      controls: ['Art.10(1)', 'RTS.9'],
      role: 'direct',
      confidence: 'high',
      why: 'anomalies and performance',
      failsBy: { 'Art.10(1)': ['workload-not-scraped'], 'RTS.9': ['workload-not-scraped'] },
    },
    {
      controls: ['Art.9(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'security and functioning monitored',
      failsBy: { 'Art.9(1)': ['workload-not-scraped'] },
    },
  ],
  'operations/central-logging': [
    { controls: ['RTS.12'], role: 'direct', confidence: 'high', why: 'logging and its failure detection' },
  ],
  'operations/tracing': [
    { controls: ['Art.10(1)'], role: 'supporting', confidence: 'medium', why: 'anomaly detection and diagnosis' },
  ],
  'operations/actionable-alerts': [
    {
      controls: ['Art.10(2)'],
      role: 'direct',
      confidence: 'high',
      why: 'thresholds and automatic alerts',
      failsBy: { 'Art.10(2)': ['nobody-paged', 'muted-at-times', 'no-severity'] },
    },
  ],
  'operations/incident-runbooks': [
    {
      controls: ['RTS.8', 'RTS.26'],
      role: 'partial',
      confidence: 'high',
      why: 'error handling, restart and recovery procedures',
    },
  ],
  'operations/current-documentation': [
    { controls: ['Art.8(4)'], role: 'direct', confidence: 'high', why: 'map of assets and interdependencies' },
    { controls: ['RTS.13'], role: 'partial', confidence: 'high', why: 'network connections documented' },
    { controls: ['RTS.4', 'RTS.5'], role: 'partial', confidence: 'high', why: 'asset management' },
  ],
  'operations/gitops': [
    {
      controls: ['Art.9(4)(e)'],
      role: 'direct',
      confidence: 'high',
      why: 'change management',
      failsBy: { 'Art.9(4)(e)': ['no-self-heal', 'project-allows-everything'] },
    },
    { controls: ['RTS.17'], role: 'partial', confidence: 'high', why: 'controlled changes' },
  ],
  'operations/self-healing': [
    { controls: ['Art.7', 'Art.10(1)'], role: 'partial', confidence: 'medium', why: 'resilient systems' },
  ],
  'operations/patching': [
    {
      controls: ['Art.9(4)(f)', 'RTS.10'],
      role: 'direct',
      confidence: 'high',
      why: 'patch management with deadlines',
      failsBy: {
        'Art.9(4)(f)': ['end-of-life-component', 'patch-missing'],
        'RTS.10': ['end-of-life-component', 'patch-missing'],
      },
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['Art.8(1)'], role: 'direct', confidence: 'high', why: 'critical or important functions classified' },
    {
      controls: ['Art.11(5)', 'Art.12(6)'],
      role: 'partial',
      confidence: 'high',
      why: 'impact analysis, objectives by function',
    },
  ],
};
