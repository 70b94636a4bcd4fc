import { auditLogReasons } from '../audit-log-reasons.ts';
import type { ControlLinks } from '../control-links.ts';

/** The controls of SOC 2 Trust Services Criteria that each criterion speaks to. */
export const soc2: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['A1.1'],
      role: 'partial',
      confidence: 'high',
      why: 'system use and capacity are monitored against availability commitments',
    },
    {
      controls: ['A1.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'shows the recovery and redundancy measures deliver the commitment',
    },
  ],
  'availability/zone-spread': [
    {
      controls: ['A1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'alternate processing infrastructure is implemented',
    },
    { controls: ['CC9.1'], role: 'supporting', confidence: 'medium', why: 'mitigates business disruption' },
  ],
  'availability/control-plane-redundancy': [
    {
      controls: ['A1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'recovery infrastructure without single point of failure',
    },
  ],
  'availability/etcd-quorum': [
    {
      controls: ['A1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'recovery infrastructure',
      failsBy: { 'A1.2': ['too-few-members', 'majority-in-one-zone'] },
    },
  ],
  'availability/disruption-budgets': [
    {
      controls: ['A1.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'availability kept during infrastructure maintenance',
    },
    { controls: ['CC8.1'], role: 'supporting', confidence: 'low', why: 'changes deployed without disruption' },
  ],
  'availability/health-probes': [
    { controls: ['A1.1', 'CC7.2'], role: 'partial', confidence: 'medium', why: 'components monitored for failure' },
  ],
  'availability/workload-autoscaling': [
    {
      controls: ['A1.1'],
      role: 'direct',
      confidence: 'high',
      why: 'capacity managed to meet demand',
      failsBy: {
        'A1.1': [
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
      controls: ['A1.1'],
      role: 'direct',
      confidence: 'high',
      why: 'capacity forecast and adjusted',
      failsBy: { 'A1.1': ['no-headroom', 'fixed-size', 'no-limits', 'switched-off', 'no-groups'] },
    },
  ],
  'availability/graceful-degradation': [
    {
      controls: ['A1.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'design for environmental and component failure',
    },
    { controls: ['CC9.1'], role: 'supporting', confidence: 'medium', why: 'disruption risk mitigated' },
  ],
  'availability/failure-survival': [
    {
      controls: ['A1.2', 'A1.3'],
      role: 'partial',
      confidence: 'medium',
      why: 'recovery procedure tested; simulation complements but does not replace a real test',
    },
  ],
  'recovery/recovery-time': [
    { controls: ['A1.3'], role: 'direct', confidence: 'high', why: 'recovery procedures tested against objectives' },
    { controls: ['CC7.5'], role: 'partial', confidence: 'high', why: 'restoration of the affected environment' },
  ],
  'recovery/detection-time': [
    { controls: ['CC7.2'], role: 'direct', confidence: 'high', why: 'anomalies monitored' },
    { controls: ['CC7.3'], role: 'partial', confidence: 'medium', why: 'events evaluated' },
  ],
  'recovery/decision-time': [
    { controls: ['CC7.3', 'CC7.4'], role: 'partial', confidence: 'high', why: 'events evaluated, response executed' },
  ],
  'recovery/execution-time': [
    { controls: ['CC7.5', 'A1.3'], role: 'partial', confidence: 'high', why: 'recovery performed and tested' },
  ],
  'recovery/automated-failover': [
    { controls: ['A1.2'], role: 'direct', confidence: 'medium', why: 'recovery infrastructure' },
  ],
  'recovery/recovery-point': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'backups performed and monitored for failure' },
  ],
  'recovery/continuous-backup': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'data backup processes' },
  ],
  'recovery/database-replication': [
    { controls: ['A1.2'], role: 'direct', confidence: 'medium', why: 'data backup and recovery infrastructure' },
  ],
  'recovery/volume-snapshots': [{ controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'data backup' }],
  'recovery/configuration-in-git': [
    { controls: ['CC8.1'], role: 'partial', confidence: 'high', why: 'baseline configuration kept' },
    { controls: ['A1.2'], role: 'partial', confidence: 'medium', why: 'recovery infrastructure' },
  ],
  'compliance/declared-frameworks': [
    {
      controls: ['CC3.1', 'CC2.3'],
      role: 'partial',
      confidence: 'medium',
      why: 'objectives and commitments specified',
    },
  ],
  'compliance/encryption-at-rest': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'encryption protects data at rest' },
    { controls: ['C1.1'], role: 'partial', confidence: 'medium', why: 'confidential information protected' },
  ],
  'compliance/encryption-in-transit': [
    { controls: ['CC6.7'], role: 'direct', confidence: 'high', why: 'data protected during transmission' },
  ],
  'compliance/change-approval': [
    { controls: ['CC8.1'], role: 'direct', confidence: 'high', why: 'authorised, tested, approved, implemented' },
    { controls: ['CC6.8'], role: 'partial', confidence: 'medium', why: 'unauthorised changes detected' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['CC6.2', 'CC6.3'],
      role: 'direct',
      confidence: 'high',
      why: 'validity of credentials and roles reviewed periodically',
    },
  ],
  'compliance/security-monitoring': [
    { controls: ['CC7.2'], role: 'direct', confidence: 'high', why: 'monitoring for anomalies' },
    { controls: ['CC7.3'], role: 'partial', confidence: 'high', why: 'security events evaluated' },
  ],
  'compliance/scheduled-assessments': [
    {
      controls: ['CC4.1', 'CC4.2'],
      role: 'direct',
      confidence: 'high',
      why: 'ongoing evaluation, deficiencies tracked',
    },
  ],
  'compliance/data-access-trail': [
    { controls: ['CC7.2', 'P6.2'], role: 'partial', confidence: 'high', why: 'access monitored, disclosures recorded' },
  ],
  'compliance/data-minimisation': [
    { controls: ['C1.1'], role: 'direct', confidence: 'high', why: 'confidential information identified' },
    { controls: ['P4.1'], role: 'partial', confidence: 'medium', why: 'use limited' },
  ],
  'compliance/erasure': [
    {
      controls: ['C1.2', 'P4.3'],
      role: 'direct',
      confidence: 'high',
      why: 'disposal of confidential and personal information',
    },
    { controls: ['P4.2'], role: 'partial', confidence: 'medium', why: 'retention of personal information' },
  ],
  'compliance/data-residency': [
    { controls: ['CC2.1'], role: 'partial', confidence: 'medium', why: 'location of assets known' },
    { controls: ['C1.1'], role: 'partial', confidence: 'medium', why: 'confidential information kept where committed' },
  ],
  'compliance/log-privacy': [
    { controls: ['C1.1', 'P4.1'], role: 'partial', confidence: 'medium', why: 'confidential and personal information' },
  ],
  'identity/single-sign-on': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'users identified and authenticated' },
    {
      controls: ['CC6.2', 'CC6.6'],
      role: 'partial',
      confidence: 'high',
      why: 'registration through the directory, additional factor from outside',
    },
  ],
  'identity/static-credentials': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'credentials managed' },
    { controls: ['CC6.3'], role: 'partial', confidence: 'medium', why: 'least privilege' },
  ],
  'identity/least-privilege': [
    { controls: ['CC6.3', 'CC6.1'], role: 'direct', confidence: 'high', why: 'role-based access, least privilege' },
  ],
  'identity/cluster-admin': [{ controls: ['CC6.3'], role: 'direct', confidence: 'high', why: 'least privilege' }],
  'identity/service-accounts': [
    {
      controls: ['CC6.1', 'CC6.3'],
      role: 'direct',
      confidence: 'high',
      why: 'infrastructure and software credentials managed',
      failsBy: { 'CC6.3': ['default-account-bound', 'token-mounted-unused'] },
    },
  ],
  'identity/tenant-isolation': [
    {
      controls: ['CC6.1'],
      role: 'direct',
      confidence: 'medium',
      why: 'segmentation isolates unrelated parts',
      failsBy: { 'CC6.1': [] },
    },
  ],
  'identity/quotas-and-limits': [
    { controls: ['A1.1'], role: 'direct', confidence: 'high', why: 'use of system components bounded' },
  ],
  'secrets/secrets-in-git': [{ controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'credentials protected' }],
  'secrets/secret-manager': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'cryptographic keys and credentials protected' },
  ],
  'secrets/etcd-encryption': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'encryption at rest, key protection' },
  ],
  'secrets/rotation': [
    { controls: ['CC6.1'], role: 'direct', confidence: 'high', why: 'keys protected over their life' },
  ],
  'network/default-deny': [
    { controls: ['CC6.6', 'CC6.1'], role: 'direct', confidence: 'high', why: 'boundary protection, segmentation' },
  ],
  'network/minimal-reachability': [
    { controls: ['CC6.6'], role: 'direct', confidence: 'high', why: 'activities through channels restricted' },
  ],
  'network/ingress-tls': [
    { controls: ['CC6.7'], role: 'direct', confidence: 'high', why: 'secure channels' },
    { controls: ['CC6.6'], role: 'partial', confidence: 'high', why: 'credentials protected outside the boundary' },
  ],
  'network/service-mtls': [
    { controls: ['CC6.7'], role: 'direct', confidence: 'high', why: 'data protected in transmission' },
    { controls: ['CC6.1'], role: 'partial', confidence: 'high', why: 'software identified and authenticated' },
  ],
  'network/certificates': [
    {
      controls: ['CC6.1', 'A1.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'keys managed; expiry is an availability risk',
    },
  ],
  'network/policy-enforcement': [
    { controls: ['CC6.6'], role: 'partial', confidence: 'high', why: 'boundary protection system implemented' },
    {
      controls: ['CC6.1'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [
    { controls: ['CC7.1'], role: 'direct', confidence: 'high', why: 'vulnerability scans', failsBy: { 'CC7.1': [] } },
    {
      controls: ['CC8.1', 'CC6.8'],
      role: 'partial',
      confidence: 'high',
      why: 'tested before release, unauthorised software prevented',
    },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['CC7.1'], role: 'direct', confidence: 'high', why: 'new vulnerabilities detected' },
  ],
  'workload/signed-images': [
    { controls: ['CC6.8'], role: 'direct', confidence: 'high', why: 'unauthorised software prevented' },
  ],
  'workload/trusted-registries': [
    {
      controls: ['CC6.8'],
      role: 'direct',
      confidence: 'high',
      why: 'authorised software only',
      failsBy: { 'CC6.8': ['registry-not-allowed'] },
    },
  ],
  'workload/pod-security': [
    {
      controls: ['CC6.8', 'CC7.1'],
      role: 'direct',
      confidence: 'high',
      why: 'unauthorised software, hardening standards',
    },
    { controls: ['CC6.1'], role: 'partial', confidence: 'high', why: 'restricts logical access to the host' },
  ],
  'workload/runtime-detection': [
    {
      controls: ['CC7.2', 'CC6.8'],
      role: 'direct',
      confidence: 'high',
      why: 'anomalies and malicious software detected',
    },
  ],
  'audit/api-audit-log': [
    {
      controls: ['CC7.2'],
      role: 'direct',
      confidence: 'high',
      why: 'security-relevant events recorded',
      failsBy: {
        'CC7.2': auditLogReasons.leavesOut,
      },
    },
    { controls: ['CC6.8'], role: 'partial', confidence: 'high', why: 'changes detected' },
  ],
  'audit/log-retention': [
    { controls: ['CC7.2', 'CC7.3'], role: 'partial', confidence: 'high', why: 'events available for analysis' },
  ],
  'audit/policy-engine': [
    {
      controls: ['CC7.1', 'CC5.2'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration standards, technology controls',
      failsBy: {
        'CC7.1': ['audit-only', 'fails-open', 'errors-admit'],
        'CC5.2': ['audit-only', 'fails-open', 'errors-admit'],
      },
    },
    { controls: ['CC8.1'], role: 'partial', confidence: 'high', why: 'unapproved configuration blocked' },
  ],
  'audit/secret-scanning': [
    {
      controls: ['CC6.1', 'CC7.1'],
      role: 'partial',
      confidence: 'high',
      why: 'credentials protected, vulnerabilities detected',
    },
  ],
  'audit/cis-benchmark': [
    { controls: ['CC7.1'], role: 'direct', confidence: 'high', why: 'configuration standards monitored' },
  ],
  'audit/penetration-test': [
    { controls: ['CC4.1', 'CC7.1'], role: 'partial', confidence: 'high', why: 'separate evaluation, vulnerabilities' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'data requiring backup determined' },
  ],
  'disaster-recovery/etcd-snapshots': [{ controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'backup' }],
  'disaster-recovery/workload-backups': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'backup performed, failures corrected' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'backups performed and monitored' },
  ],
  'disaster-recovery/retention': [
    {
      controls: ['A1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'stored at a distance, recoverability threats considered',
    },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['A1.3'], role: 'direct', confidence: 'high', why: 'integrity and completeness of backup data tested' },
  ],
  'disaster-recovery/runbooks': [
    {
      controls: ['CC7.5', 'A1.3'],
      role: 'partial',
      confidence: 'high',
      why: 'recovery procedures exist and are tested elsewhere',
    },
  ],
  'disaster-recovery/second-site': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'alternate processing infrastructure' },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['A1.2'], role: 'direct', confidence: 'high', why: 'off-site storage' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['A1.3'], role: 'direct', confidence: 'high', why: 'recovery plan testing' },
    { controls: ['CC7.5'], role: 'partial', confidence: 'high', why: 'incident recovery plan tested' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['CC7.4'], role: 'direct', confidence: 'high', why: 'incident response programme' },
    { controls: ['CC2.2'], role: 'partial', confidence: 'high', why: 'internal communication' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['CC7.4'], role: 'partial', confidence: 'high', why: 'roles assigned' },
    { controls: ['CC1.4'], role: 'supporting', confidence: 'medium', why: 'competent personnel available' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['CC7.5'], role: 'direct', confidence: 'high', why: 'root cause, lessons learned' },
    {
      controls: ['CC7.4', 'CC4.2'],
      role: 'partial',
      confidence: 'high',
      why: 'incidents evaluated, corrective action',
    },
    { controls: ['P6.3'], role: 'supporting', confidence: 'medium', why: 'record of unauthorised disclosures' },
  ],
  'support/maintained-tools': [
    { controls: ['CC7.1', 'CC9.2'], role: 'partial', confidence: 'high', why: 'vulnerabilities, vendor risk' },
  ],
  'support/supported-tools': [{ controls: ['CC9.2'], role: 'partial', confidence: 'medium', why: 'vendor management' }],
  'support/mature-tools': [
    { controls: ['CC9.2', 'CC3.4'], role: 'supporting', confidence: 'medium', why: 'vendor risk, technology change' },
  ],
  'support/abandoned-tools': [
    { controls: ['CC7.1', 'CC9.2'], role: 'partial', confidence: 'medium', why: 'vulnerabilities, vendors' },
  ],
  'support/team-expertise': [
    { controls: ['CC1.4'], role: 'partial', confidence: 'high', why: 'competent individuals' },
  ],
  'support/training': [{ controls: ['CC1.4'], role: 'partial', confidence: 'high', why: 'training programmes' }],
  'support/documentation-culture': [
    { controls: ['CC5.3', 'CC2.2'], role: 'partial', confidence: 'high', why: 'policies and procedures communicated' },
  ],
  'operations/metrics': [
    {
      controls: ['CC7.2', 'A1.1'],
      role: 'direct',
      confidence: 'high',
      why: 'monitoring, capacity',
      failsBy: { 'CC7.2': ['workload-not-scraped'], 'A1.1': ['workload-not-scraped'] },
    },
  ],
  'operations/central-logging': [{ controls: ['CC7.2'], role: 'direct', confidence: 'high', why: 'events collected' }],
  'operations/tracing': [{ controls: ['CC7.2'], role: 'supporting', confidence: 'medium', why: 'monitoring' }],
  'operations/actionable-alerts': [
    {
      controls: ['CC7.2'],
      role: 'direct',
      confidence: 'high',
      why: 'detection tools effective',
      failsBy: { 'CC7.2': ['nobody-paged', 'muted-at-times'] },
    },
    { controls: ['CC7.3'], role: 'partial', confidence: 'high', why: 'responsible people informed' },
  ],
  'operations/incident-runbooks': [
    { controls: ['CC7.4', 'CC5.3'], role: 'partial', confidence: 'high', why: 'response procedures' },
  ],
  'operations/current-documentation': [
    { controls: ['CC2.1'], role: 'partial', confidence: 'high', why: 'data flows and components documented' },
  ],
  'operations/gitops': [
    {
      controls: ['CC8.1'],
      role: 'direct',
      confidence: 'high',
      why: 'baseline configuration and changes',
      failsBy: { 'CC8.1': ['no-self-heal', 'project-allows-everything'] },
    },
    { controls: ['CC7.1'], role: 'partial', confidence: 'high', why: 'configuration change detected' },
  ],
  'operations/self-healing': [
    { controls: ['A1.2'], role: 'partial', confidence: 'medium', why: 'recovery infrastructure' },
  ],
  'operations/patching': [
    {
      controls: ['CC7.1', 'CC8.1'],
      role: 'direct',
      confidence: 'high',
      why: 'vulnerabilities, patch changes',
      failsBy: {
        'CC7.1': ['end-of-life-component', 'patch-missing'],
        'CC8.1': ['end-of-life-component', 'patch-missing'],
      },
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['A1.2', 'CC3.2'], role: 'partial', confidence: 'high', why: 'what needs protection is determined' },
  ],
};
