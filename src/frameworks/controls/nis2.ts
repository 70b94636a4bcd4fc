import type { ControlLinks } from '../control-links.ts';

/** The controls of NIS2 Directive that each criterion speaks to. */
export const nis2: ControlLinks = {
  'availability/uptime-objective': [
    { controls: ['Art.21(2)(c)', 'IR.4.1'], role: 'supporting', confidence: 'medium', why: 'continuity objectives' },
  ],
  'availability/zone-spread': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'redundancy of systems and facilities' },
    { controls: ['Art.21(2)(c)'], role: 'partial', confidence: 'high', why: 'business continuity' },
  ],
  'availability/control-plane-redundancy': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'redundancy' },
  ],
  'availability/etcd-quorum': [
    {
      controls: ['IR.4.2'],
      role: 'direct',
      confidence: 'high',
      why: 'redundancy',
      failsBy: { 'IR.4.2': ['too-few-members', 'majority-in-one-zone'] },
    },
  ],
  'availability/disruption-budgets': [
    { controls: ['IR.4.2'], role: 'supporting', confidence: 'medium', why: 'redundancy stays effective' },
  ],
  'availability/health-probes': [
    { controls: ['IR.3.2'], role: 'supporting', confidence: 'medium', why: 'monitoring of systems' },
  ],
  'availability/workload-autoscaling': [
    { controls: ['IR.4.2'], role: 'partial', confidence: 'medium', why: 'sufficient resources, adjusted to need' },
  ],
  'availability/node-autoscaling': [
    { controls: ['IR.4.2'], role: 'partial', confidence: 'medium', why: 'sufficient resources' },
  ],
  'availability/graceful-degradation': [
    { controls: ['IR.4.1'], role: 'partial', confidence: 'medium', why: 'priority of recovery' },
  ],
  'availability/failure-survival': [
    { controls: ['IR.4.2'], role: 'partial', confidence: 'high', why: 'testing of redundancies' },
  ],
  'recovery/recovery-time': [
    { controls: ['IR.4.1'], role: 'direct', confidence: 'high', why: 'recovery objectives and their test' },
  ],
  'recovery/detection-time': [
    { controls: ['IR.3.2'], role: 'direct', confidence: 'high', why: 'automated monitoring and alarms' },
  ],
  'recovery/decision-time': [
    { controls: ['IR.3.4', 'IR.3.5'], role: 'partial', confidence: 'high', why: 'assessment and response' },
  ],
  'recovery/execution-time': [
    { controls: ['IR.4.2'], role: 'partial', confidence: 'high', why: 'recovery within reasonable time' },
  ],
  'recovery/automated-failover': [{ controls: ['IR.4.2'], role: 'direct', confidence: 'medium', why: 'redundancy' }],
  'recovery/recovery-point': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'backup plans include recovery times' },
  ],
  'recovery/continuous-backup': [{ controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'backup copies' }],
  'recovery/database-replication': [{ controls: ['IR.4.2'], role: 'direct', confidence: 'medium', why: 'redundancy' }],
  'recovery/volume-snapshots': [{ controls: ['IR.4.2'], role: 'partial', confidence: 'medium', why: 'backup copies' }],
  'recovery/configuration-in-git': [
    { controls: ['IR.6.3'], role: 'direct', confidence: 'high', why: 'configuration management' },
    { controls: ['IR.4.2'], role: 'partial', confidence: 'medium', why: 'configuration data in backups' },
  ],
  'compliance/declared-frameworks': [
    { controls: ['IR.2.1'], role: 'partial', confidence: 'medium', why: 'risk management framework' },
  ],
  'compliance/encryption-at-rest': [
    { controls: ['Art.21(2)(h)', 'IR.9'], role: 'direct', confidence: 'high', why: 'cryptography' },
  ],
  'compliance/encryption-in-transit': [{ controls: ['IR.9'], role: 'direct', confidence: 'high', why: 'cryptography' }],
  'compliance/change-approval': [
    { controls: ['IR.6.4'], role: 'direct', confidence: 'high', why: 'change management' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['IR.11.2', 'IR.11.3', 'IR.11.5'],
      role: 'direct',
      confidence: 'high',
      why: 'rights, privileged accounts and identities reviewed',
    },
  ],
  'compliance/security-monitoring': [
    { controls: ['IR.3.2'], role: 'direct', confidence: 'high', why: 'monitoring and logging' },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['IR.2.2', 'IR.7'], role: 'direct', confidence: 'high', why: 'compliance monitoring, effectiveness' },
    { controls: ['Art.21(2)(f)'], role: 'direct', confidence: 'high', why: 'effectiveness of measures assessed' },
  ],
  'compliance/data-access-trail': [
    { controls: ['IR.3.2'], role: 'partial', confidence: 'high', why: 'access to systems logged' },
  ],
  'compliance/data-minimisation': [
    { controls: ['IR.12.1'], role: 'direct', confidence: 'high', why: 'asset classification' },
  ],
  'compliance/erasure': [
    { controls: ['IR.12.2'], role: 'supporting', confidence: 'medium', why: 'handling of assets' },
  ],
  'compliance/data-residency': [
    { controls: ['IR.5.1'], role: 'supporting', confidence: 'medium', why: 'supplier security' },
  ],
  'compliance/log-privacy': [{ controls: ['IR.3.2'], role: 'supporting', confidence: 'low', why: 'log handling' }],
  'identity/single-sign-on': [
    { controls: ['IR.11.6', 'IR.11.5'], role: 'direct', confidence: 'high', why: 'authentication and identification' },
    { controls: ['Art.21(2)(j)', 'IR.11.7'], role: 'partial', confidence: 'high', why: 'multi-factor authentication' },
  ],
  'identity/static-credentials': [
    {
      controls: ['IR.11.5', 'IR.11.3'],
      role: 'direct',
      confidence: 'high',
      why: 'shared identities only by exception',
      failsBy: { 'IR.11.5': ['anonymous-allowed', 'kubelet-anonymous', 'static-kubeconfig'] },
    },
  ],
  'identity/least-privilege': [
    { controls: ['Art.21(2)(i)', 'IR.11.2'], role: 'direct', confidence: 'high', why: 'access rights' },
    { controls: ['IR.11.1'], role: 'partial', confidence: 'high', why: 'access control policy implemented' },
  ],
  'identity/cluster-admin': [
    { controls: ['IR.11.3'], role: 'direct', confidence: 'high', why: 'privileged accounts' },
    { controls: ['IR.11.4'], role: 'supporting', confidence: 'medium', why: 'administration systems restricted' },
  ],
  'identity/service-accounts': [
    { controls: ['IR.11.5'], role: 'partial', confidence: 'high', why: 'identities of systems' },
  ],
  'identity/tenant-isolation': [{ controls: ['IR.6.8'], role: 'partial', confidence: 'high', why: 'segmentation' }],
  'identity/quotas-and-limits': [
    { controls: ['IR.4.2'], role: 'supporting', confidence: 'medium', why: 'resources monitored' },
  ],
  'secrets/secrets-in-git': [{ controls: ['IR.9'], role: 'partial', confidence: 'high', why: 'key storage' }],
  'secrets/secret-manager': [{ controls: ['IR.9'], role: 'direct', confidence: 'high', why: 'key management' }],
  'secrets/etcd-encryption': [{ controls: ['IR.9'], role: 'direct', confidence: 'high', why: 'cryptography' }],
  'secrets/rotation': [
    {
      controls: ['IR.9', 'IR.11.6'],
      role: 'direct',
      confidence: 'high',
      why: 'key change, credential change',
      failsBy: {
        'IR.9': ['certificate-lives-too-long', 'key-stays'],
        'IR.11.6': ['never-fetched-again', 'fetched-too-rarely'],
      },
    },
  ],
  'network/default-deny': [{ controls: ['IR.6.8', 'IR.6.7'], role: 'direct', confidence: 'high', why: 'segmentation' }],
  'network/minimal-reachability': [
    { controls: ['IR.6.7'], role: 'direct', confidence: 'high', why: 'network protection reviewed' },
  ],
  'network/ingress-tls': [{ controls: ['IR.9'], role: 'direct', confidence: 'high', why: 'cryptography' }],
  'network/service-mtls': [
    { controls: ['IR.6.7'], role: 'direct', confidence: 'medium', why: 'trusted channels between systems' },
  ],
  'network/certificates': [
    { controls: ['IR.9'], role: 'direct', confidence: 'high', why: 'certificate issuing and life cycle' },
  ],
  'network/policy-enforcement': [
    { controls: ['IR.6.7'], role: 'partial', confidence: 'high', why: 'network security' },
    {
      controls: ['IR.6.8'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [
    { controls: ['IR.6.10'], role: 'direct', confidence: 'high', why: 'vulnerability handling' },
    { controls: ['IR.6.5'], role: 'partial', confidence: 'high', why: 'security testing' },
    { controls: ['Art.21(2)(e)'], role: 'partial', confidence: 'high', why: 'vulnerability handling' },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['IR.6.10', 'IR.6.6'], role: 'direct', confidence: 'high', why: 'vulnerabilities and patches' },
    { controls: ['Art.21(2)(e)'], role: 'partial', confidence: 'high', why: 'vulnerability handling' },
  ],
  'workload/signed-images': [
    { controls: ['IR.6.9'], role: 'direct', confidence: 'high', why: 'unauthorised software prevented' },
    { controls: ['Art.21(2)(d)'], role: 'partial', confidence: 'high', why: 'supply chain security' },
  ],
  'workload/trusted-registries': [
    { controls: ['IR.6.9'], role: 'partial', confidence: 'high', why: 'unauthorised software' },
  ],
  'workload/pod-security': [
    { controls: ['IR.6.3'], role: 'direct', confidence: 'high', why: 'configuration management' },
  ],
  'workload/runtime-detection': [
    { controls: ['IR.3.2', 'IR.6.9'], role: 'partial', confidence: 'high', why: 'monitoring, malicious software' },
  ],
  'audit/api-audit-log': [{ controls: ['IR.3.2'], role: 'direct', confidence: 'high', why: 'logging' }],
  'audit/log-retention': [
    {
      controls: ['IR.3.2'],
      role: 'direct',
      confidence: 'high',
      why: 'logs kept and backed up for a predefined period',
    },
  ],
  'audit/policy-engine': [
    {
      controls: ['IR.6.3'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration enforced',
      failsBy: { 'IR.6.3': ['audit-only', 'fails-open', 'errors-admit'] },
    },
  ],
  'audit/secret-scanning': [
    { controls: ['IR.6.2', 'IR.6.5'], role: 'partial', confidence: 'medium', why: 'secure development, testing' },
  ],
  'audit/cis-benchmark': [
    { controls: ['IR.6.3'], role: 'direct', confidence: 'high', why: 'configuration' },
    { controls: ['IR.7'], role: 'partial', confidence: 'high', why: 'effectiveness' },
  ],
  'audit/penetration-test': [
    { controls: ['IR.6.5'], role: 'direct', confidence: 'high', why: 'security testing' },
    { controls: ['IR.2.3'], role: 'partial', confidence: 'high', why: 'independent review' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'backup plans' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'configuration data included' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'complete and accurate copies' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['IR.4.2'], role: 'partial', confidence: 'high', why: 'backup plan' },
  ],
  'disaster-recovery/retention': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'retention periods, secure separate location' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'integrity checks and recovery tests' },
  ],
  'disaster-recovery/runbooks': [{ controls: ['IR.4.1'], role: 'direct', confidence: 'high', why: 'recovery plans' }],
  'disaster-recovery/second-site': [{ controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'redundancy' }],
  'disaster-recovery/cross-region-data': [
    { controls: ['IR.4.2'], role: 'direct', confidence: 'high', why: 'copies at safe locations' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['IR.4.1', 'IR.4.2'], role: 'direct', confidence: 'high', why: 'plan and redundancy tests' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['Art.21(2)(b)', 'IR.3.1'], role: 'direct', confidence: 'high', why: 'incident handling policy' },
    { controls: ['Art.23'], role: 'partial', confidence: 'high', why: '24 h, 72 h, one month' },
  ],
  'disaster-recovery/on-call': [{ controls: ['IR.3.5'], role: 'partial', confidence: 'high', why: 'response in time' }],
  'disaster-recovery/post-mortems': [
    { controls: ['IR.3.6'], role: 'direct', confidence: 'high', why: 'post-incident reviews' },
  ],
  'support/maintained-tools': [
    { controls: ['IR.5.1', 'IR.6.6'], role: 'partial', confidence: 'high', why: 'supplier practices, patches' },
    { controls: ['Art.21(2)(d)'], role: 'partial', confidence: 'medium', why: 'supply chain' },
  ],
  'support/supported-tools': [
    { controls: ['IR.5.1'], role: 'partial', confidence: 'high', why: 'supply chain policy' },
  ],
  'support/mature-tools': [
    { controls: ['IR.5.1'], role: 'partial', confidence: 'medium', why: 'quality and resilience of products' },
  ],
  'support/abandoned-tools': [{ controls: ['IR.6.6'], role: 'partial', confidence: 'high', why: 'patches must exist' }],
  'support/team-expertise': [
    { controls: ['IR.8.2'], role: 'partial', confidence: 'medium', why: 'roles needing security skills' },
  ],
  'support/training': [{ controls: ['IR.8.2'], role: 'direct', confidence: 'high', why: 'security training' }],
  'support/documentation-culture': [
    { controls: ['IR.1.1'], role: 'supporting', confidence: 'medium', why: 'documentation kept' },
  ],
  'operations/metrics': [
    {
      controls: ['IR.3.2'],
      role: 'direct',
      confidence: 'high',
      why: 'monitoring including use of resources',
      failsBy: { 'IR.3.2': ['workload-not-scraped'] },
    },
  ],
  'operations/central-logging': [{ controls: ['IR.3.2'], role: 'direct', confidence: 'high', why: 'logging' }],
  'operations/tracing': [{ controls: ['IR.3.2'], role: 'supporting', confidence: 'medium', why: 'monitoring' }],
  'operations/actionable-alerts': [
    {
      controls: ['IR.3.2'],
      role: 'direct',
      confidence: 'high',
      why: 'alarm thresholds',
      failsBy: { 'IR.3.2': ['nobody-paged', 'muted-at-times'] },
    },
  ],
  'operations/incident-runbooks': [
    { controls: ['IR.3.1', 'IR.3.5'], role: 'partial', confidence: 'high', why: 'manuals for response' },
  ],
  'operations/current-documentation': [
    { controls: ['IR.12.4'], role: 'direct', confidence: 'high', why: 'asset inventory' },
  ],
  'operations/gitops': [
    {
      controls: ['IR.6.3', 'IR.6.4'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration and change',
      failsBy: { 'IR.6.4': ['no-self-heal', 'project-allows-everything'] },
    },
  ],
  'operations/self-healing': [
    { controls: ['IR.4.2'], role: 'supporting', confidence: 'medium', why: 'redundancy effective' },
  ],
  'operations/patching': [
    {
      controls: ['IR.6.6'],
      role: 'direct',
      confidence: 'high',
      why: 'security patch management',
      failsBy: { 'IR.6.6': ['end-of-life-component', 'patch-missing'] },
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['IR.12.1'], role: 'direct', confidence: 'high', why: 'asset classification with availability needs' },
  ],
};
