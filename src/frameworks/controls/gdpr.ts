import type { ControlLinks } from '../control-links.ts';

/** The controls of General Data Protection Regulation that each criterion speaks to. */
export const gdpr: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['Art.32(1)(b)'],
      role: 'partial',
      confidence: 'high',
      why: 'ongoing availability and resilience of processing systems',
    },
  ],
  'availability/zone-spread': [
    { controls: ['Art.32(1)(b)'], role: 'direct', confidence: 'high', why: 'resilience of processing systems' },
  ],
  'availability/control-plane-redundancy': [
    {
      controls: ['Art.32(1)(b)'],
      role: 'partial',
      confidence: 'high',
      why: 'resilience of the platform under the processing',
    },
  ],
  'availability/etcd-quorum': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'resilience' },
  ],
  'availability/disruption-budgets': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'resilience during maintenance' },
  ],
  'availability/health-probes': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'resilience' },
  ],
  'availability/workload-autoscaling': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'availability under load' },
  ],
  'availability/node-autoscaling': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'availability' },
  ],
  'availability/graceful-degradation': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'resilience of processing systems' },
  ],
  'availability/failure-survival': [
    {
      controls: ['Art.32(1)(d)', 'Art.32(1)(b)'],
      role: 'partial',
      confidence: 'high',
      why: 'regular testing of resilience',
    },
  ],
  'recovery/recovery-time': [
    {
      controls: ['Art.32(1)(c)'],
      role: 'direct',
      confidence: 'high',
      why: 'restore availability and access in a timely manner',
    },
  ],
  'recovery/detection-time': [
    {
      controls: ['Art.33'],
      role: 'partial',
      confidence: 'medium',
      why: 'a breach must be noticed before it can be notified',
    },
  ],
  'recovery/decision-time': [
    { controls: ['Art.33'], role: 'supporting', confidence: 'medium', why: 'time to qualify an incident' },
  ],
  'recovery/execution-time': [
    { controls: ['Art.32(1)(c)'], role: 'direct', confidence: 'high', why: 'timely restoration' },
  ],
  'recovery/automated-failover': [
    {
      controls: ['Art.32(1)(b)', 'Art.32(1)(c)'],
      role: 'partial',
      confidence: 'high',
      why: 'resilience and restoration',
    },
  ],
  'recovery/recovery-point': [
    { controls: ['Art.32(1)(c)'], role: 'direct', confidence: 'high', why: 'data can be restored' },
  ],
  'recovery/continuous-backup': [
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'high', why: 'restore capability' },
  ],
  'recovery/database-replication': [
    {
      controls: ['Art.32(1)(b)', 'Art.32(1)(c)'],
      role: 'partial',
      confidence: 'high',
      why: 'resilience and restoration',
    },
  ],
  'recovery/volume-snapshots': [{ controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'high', why: 'restore' }],
  'recovery/configuration-in-git': [
    { controls: ['Art.32(1)(c)'], role: 'supporting', confidence: 'medium', why: 'faster restoration' },
  ],
  'compliance/declared-frameworks': [
    {
      controls: ['Art.24', 'Art.5(2)'],
      role: 'partial',
      confidence: 'high',
      why: 'controller can demonstrate compliance',
    },
  ],
  'compliance/encryption-at-rest': [
    {
      controls: ['Art.32(1)(a)'],
      role: 'direct',
      confidence: 'high',
      why: 'encryption of personal data',
      failsBy: { 'Art.32(1)(a)': ['encryption-off'] },
    },
    {
      controls: ['Art.5(1)(f)'],
      role: 'direct',
      confidence: 'high',
      why: 'integrity and confidentiality by appropriate technical measures',
      failsBy: { 'Art.5(1)(f)': ['encryption-off'] },
    },
  ],
  'compliance/encryption-in-transit': [
    { controls: ['Art.32(1)(a)'], role: 'direct', confidence: 'high', why: 'encryption' },
    { controls: ['Art.5(1)(f)'], role: 'direct', confidence: 'high', why: 'confidentiality in transit' },
  ],
  'compliance/change-approval': [
    { controls: ['Art.32(1)(d)'], role: 'supporting', confidence: 'medium', why: 'evaluation of measures' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['Art.32(1)(d)', 'Art.25(2)'],
      role: 'partial',
      confidence: 'high',
      why: 'access limited by default, measures reviewed',
    },
  ],
  'compliance/security-monitoring': [
    { controls: ['Art.33', 'Art.32(1)(b)'], role: 'partial', confidence: 'high', why: 'breach detection' },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['Art.32(1)(d)'], role: 'direct', confidence: 'high', why: 'regular testing and evaluation' },
  ],
  'compliance/data-access-trail': [
    { controls: ['Art.5(2)'], role: 'partial', confidence: 'high', why: 'accountability for access' },
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'high', why: 'confidentiality over time' },
  ],
  'compliance/data-minimisation': [
    {
      controls: ['Art.5(1)(c)'],
      role: 'partial',
      confidence: 'high',
      why: 'minimisation (the tool sees access and location, not the content)',
    },
    {
      controls: ['Art.25(2)', 'Art.30'],
      role: 'partial',
      confidence: 'high',
      why: 'limited accessibility, records of processing',
    },
    {
      controls: ['Art.35'],
      role: 'supporting',
      confidence: 'medium',
      why: 'facts of location, access and flow feed the impact assessment',
    },
  ],
  'compliance/erasure': [
    { controls: ['Art.5(1)(e)'], role: 'direct', confidence: 'high', why: 'storage limitation' },
    {
      controls: ['Art.17'],
      role: 'partial',
      confidence: 'high',
      why: 'erasure (process evidence plus technical capability)',
    },
  ],
  'compliance/data-residency': [
    {
      controls: ['Art.44'],
      role: 'partial',
      confidence: 'high',
      why: 'shows that no copy leaves the allowed regions; the legal basis of a transfer stays outside',
    },
    {
      controls: ['Art.28(3)', 'Art.30'],
      role: 'partial',
      confidence: 'high',
      why: 'processor terms, recorded locations',
    },
  ],
  'compliance/log-privacy': [
    { controls: ['Art.25(1)'], role: 'direct', confidence: 'high', why: 'data protection by design' },
    { controls: ['Art.5(1)(c)'], role: 'partial', confidence: 'high', why: 'minimisation' },
  ],
  'identity/single-sign-on': [
    {
      controls: ['Art.32(1)(b)', 'Art.32(4)'],
      role: 'partial',
      confidence: 'high',
      why: 'access by authorised persons',
    },
  ],
  'identity/static-credentials': [
    { controls: ['Art.32(4)'], role: 'partial', confidence: 'medium', why: 'only authorised persons' },
  ],
  'identity/least-privilege': [
    { controls: ['Art.25(2)'], role: 'direct', confidence: 'high', why: 'by default limited access' },
    { controls: ['Art.32(4)', 'Art.32(1)(b)'], role: 'partial', confidence: 'high', why: 'authorised access only' },
  ],
  'identity/cluster-admin': [
    { controls: ['Art.32(4)'], role: 'partial', confidence: 'high', why: 'authorised access' },
  ],
  'identity/service-accounts': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'confidentiality' },
  ],
  'identity/tenant-isolation': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'confidentiality between tenants' },
  ],
  'identity/quotas-and-limits': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'availability' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'confidentiality' },
  ],
  'secrets/secret-manager': [
    { controls: ['Art.32(1)(a)'], role: 'partial', confidence: 'medium', why: 'encryption of credentials' },
  ],
  'secrets/etcd-encryption': [
    {
      controls: ['Art.32(1)(a)'],
      role: 'direct',
      confidence: 'high',
      why: 'encryption',
      failsBy: { 'Art.32(1)(a)': ['identity-first', 'not-encrypted', 'secrets-left-out'] },
    },
  ],
  'secrets/rotation': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'confidentiality' },
  ],
  'network/default-deny': [{ controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'high', why: 'confidentiality' }],
  'network/minimal-reachability': [
    { controls: ['Art.25(2)'], role: 'partial', confidence: 'high', why: 'accessibility limited by default' },
  ],
  'network/ingress-tls': [{ controls: ['Art.32(1)(a)'], role: 'direct', confidence: 'high', why: 'encryption' }],
  'network/service-mtls': [{ controls: ['Art.32(1)(a)'], role: 'direct', confidence: 'high', why: 'encryption' }],
  'network/certificates': [
    { controls: ['Art.32(1)(a)'], role: 'supporting', confidence: 'medium', why: 'encryption stays effective' },
  ],
  'network/policy-enforcement': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'confidentiality' },
  ],
  'workload/image-scanning': [
    { controls: ['Art.32(1)(d)'], role: 'partial', confidence: 'high', why: 'testing of measures' },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['Art.32(1)(d)'], role: 'partial', confidence: 'medium', why: 'evaluation' },
  ],
  'workload/signed-images': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'integrity' },
  ],
  'workload/trusted-registries': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'low', why: 'integrity' },
  ],
  'workload/pod-security': [
    {
      controls: ['Art.32(1)(b)', 'Art.25(2)'],
      role: 'partial',
      confidence: 'medium',
      why: 'confidentiality by default',
    },
  ],
  'workload/runtime-detection': [
    { controls: ['Art.33', 'Art.32(1)(b)'], role: 'partial', confidence: 'medium', why: 'breach detection' },
  ],
  'audit/api-audit-log': [
    { controls: ['Art.5(2)', 'Art.32(1)(d)'], role: 'partial', confidence: 'high', why: 'accountability' },
  ],
  'audit/log-retention': [
    {
      controls: ['Art.5(1)(e)', 'Art.5(2)'],
      role: 'partial',
      confidence: 'medium',
      why: 'kept as long as needed, and no longer',
    },
  ],
  'audit/policy-engine': [
    { controls: ['Art.25(2)', 'Art.24'], role: 'partial', confidence: 'high', why: 'default settings enforced' },
  ],
  'audit/secret-scanning': [
    { controls: ['Art.32(1)(d)'], role: 'supporting', confidence: 'medium', why: 'testing of measures' },
  ],
  'audit/cis-benchmark': [{ controls: ['Art.32(1)(d)'], role: 'partial', confidence: 'high', why: 'regular testing' }],
  'audit/penetration-test': [
    { controls: ['Art.32(1)(d)'], role: 'direct', confidence: 'high', why: 'testing of measures' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'high', why: 'restore capability' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['Art.32(1)(c)'], role: 'supporting', confidence: 'medium', why: 'restore' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'high', why: 'restore' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'medium', why: 'restore' },
  ],
  'disaster-recovery/retention': [
    { controls: ['Art.5(1)(e)'], role: 'partial', confidence: 'high', why: 'upper bound also matters' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['Art.32(1)(d)'], role: 'direct', confidence: 'high', why: 'regular testing' },
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'high', why: 'ability to restore' },
  ],
  'disaster-recovery/runbooks': [
    { controls: ['Art.32(1)(c)'], role: 'partial', confidence: 'medium', why: 'timely restore' },
  ],
  'disaster-recovery/second-site': [
    { controls: ['Art.32(1)(b)'], role: 'partial', confidence: 'high', why: 'resilience' },
  ],
  'disaster-recovery/cross-region-data': [
    {
      controls: ['Art.32(1)(b)', 'Art.44'],
      role: 'partial',
      confidence: 'high',
      why: 'resilience; replica location may be a transfer',
    },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['Art.32(1)(d)'], role: 'direct', confidence: 'high', why: 'regular testing' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['Art.33', 'Art.34'], role: 'partial', confidence: 'high', why: 'breach process' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['Art.33'], role: 'supporting', confidence: 'medium', why: '72-hour clock' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['Art.33'], role: 'supporting', confidence: 'medium', why: 'documentation of breaches' },
  ],
  'support/maintained-tools': [
    { controls: ['Art.32(2)'], role: 'supporting', confidence: 'low', why: 'state of the art' },
  ],
  'support/documentation-culture': [
    { controls: ['Art.24'], role: 'supporting', confidence: 'medium', why: 'measures reviewed' },
  ],
  'operations/metrics': [{ controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'availability' }],
  'operations/central-logging': [
    { controls: ['Art.32(1)(d)'], role: 'partial', confidence: 'medium', why: 'evaluation' },
  ],
  'operations/actionable-alerts': [
    { controls: ['Art.33'], role: 'supporting', confidence: 'medium', why: 'detection in time' },
  ],
  'operations/incident-runbooks': [
    { controls: ['Art.32(1)(c)'], role: 'supporting', confidence: 'medium', why: 'timely restore' },
  ],
  'operations/current-documentation': [
    { controls: ['Art.30'], role: 'partial', confidence: 'medium', why: 'records of processing' },
  ],
  'operations/gitops': [{ controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'integrity' }],
  'operations/self-healing': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'resilience' },
  ],
  'operations/patching': [
    { controls: ['Art.32(1)(b)'], role: 'supporting', confidence: 'medium', why: 'security over time' },
  ],
  'tiers/assigned-tiers': [
    { controls: ['Art.32(2)'], role: 'supporting', confidence: 'medium', why: 'appropriate to the risk' },
  ],
};
