import { auditLogReasons } from '../audit-log-reasons.ts';
import type { ControlLinks } from '../control-links.ts';

/** The controls of HIPAA Security Rule that each criterion speaks to. */
export const hipaa: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['164.306(a)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'availability of ePHI is one of the general requirements',
    },
  ],
  'availability/zone-spread': [
    {
      controls: ['164.308(a)(7)(ii)(C)'],
      role: 'partial',
      confidence: 'medium',
      why: 'critical processes continue in emergency mode',
    },
  ],
  'availability/control-plane-redundancy': [
    {
      controls: ['164.308(a)(7)(ii)(C)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'supports emergency mode operation',
    },
  ],
  'availability/graceful-degradation': [
    {
      controls: ['164.308(a)(7)(ii)(C)', '164.308(a)(7)(ii)(E)'],
      role: 'partial',
      confidence: 'medium',
      why: 'criticality analysis and emergency mode',
    },
  ],
  'recovery/recovery-time': [
    { controls: ['164.308(a)(7)(ii)(B)'], role: 'direct', confidence: 'high', why: 'restore any loss of data' },
    { controls: ['164.308(a)(7)(ii)(D)'], role: 'partial', confidence: 'high', why: 'plan tested and revised' },
  ],
  'recovery/detection-time': [
    {
      controls: ['164.308(a)(6)(ii)'],
      role: 'partial',
      confidence: 'medium',
      why: 'identify and respond to incidents',
    },
  ],
  'recovery/decision-time': [
    { controls: ['164.308(a)(6)(ii)'], role: 'partial', confidence: 'medium', why: 'response' },
  ],
  'recovery/execution-time': [
    { controls: ['164.308(a)(7)(ii)(B)'], role: 'partial', confidence: 'high', why: 'restore procedures' },
  ],
  'recovery/automated-failover': [
    { controls: ['164.308(a)(7)(ii)(C)'], role: 'partial', confidence: 'medium', why: 'critical processes continue' },
  ],
  'recovery/recovery-point': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'direct', confidence: 'high', why: 'retrievable exact copies' },
  ],
  'recovery/continuous-backup': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'direct', confidence: 'high', why: 'data backup plan' },
  ],
  'recovery/database-replication': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'partial', confidence: 'high', why: 'exact copies' },
  ],
  'recovery/volume-snapshots': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'partial', confidence: 'high', why: 'exact copies' },
    {
      controls: ['164.310(d)(2)(iv)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'retrievable copy before equipment moves',
    },
  ],
  'compliance/declared-frameworks': [
    { controls: ['164.316(a)'], role: 'supporting', confidence: 'medium', why: 'policies reflect the rule' },
  ],
  'compliance/encryption-at-rest': [
    {
      controls: ['164.312(a)(2)(iv)'],
      role: 'direct',
      confidence: 'high',
      why: 'encryption of ePHI at rest (addressable)',
      failsBy: { '164.312(a)(2)(iv)': ['encryption-off'] },
    },
  ],
  'compliance/encryption-in-transit': [
    {
      controls: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
      role: 'direct',
      confidence: 'high',
      why: 'transmission security and encryption',
    },
    { controls: ['164.312(e)(2)(i)'], role: 'partial', confidence: 'high', why: 'integrity in transit' },
  ],
  'compliance/change-approval': [
    { controls: ['164.308(a)(8)'], role: 'supporting', confidence: 'low', why: 'evaluation after operational change' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['164.308(a)(4)(ii)(C)'],
      role: 'direct',
      confidence: 'high',
      why: 'access established, reviewed, modified',
    },
    { controls: ['164.308(a)(3)(ii)(C)'], role: 'partial', confidence: 'high', why: 'terminated access removed' },
  ],
  'compliance/security-monitoring': [
    { controls: ['164.308(a)(1)(ii)(D)'], role: 'direct', confidence: 'high', why: 'activity review' },
    { controls: ['164.308(a)(5)(ii)(C)'], role: 'partial', confidence: 'high', why: 'log-in monitoring' },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['164.308(a)(8)'], role: 'direct', confidence: 'high', why: 'periodic evaluation' },
  ],
  'compliance/data-access-trail': [
    {
      controls: ['164.312(b)'],
      role: 'direct',
      confidence: 'high',
      why: 'record and examine activity on ePHI systems',
    },
  ],
  'compliance/data-minimisation': [
    { controls: ['164.308(a)(4)(ii)(B)'], role: 'partial', confidence: 'high', why: 'access authorised' },
    { controls: ['164.308(a)(7)(ii)(E)'], role: 'partial', confidence: 'medium', why: 'data criticality' },
  ],
  'compliance/erasure': [
    {
      controls: ['164.310(d)(2)(i)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'disposal, when volumes are released',
    },
  ],
  'compliance/data-residency': [
    {
      controls: ['164.308(a)(1)(ii)(A)'],
      role: 'supporting',
      confidence: 'low',
      why: 'location is a risk factor; HIPAA sets no residency rule',
    },
  ],
  'compliance/log-privacy': [
    { controls: ['164.312(a)(1)'], role: 'partial', confidence: 'medium', why: 'ePHI not readable through logs' },
  ],
  'compliance/hipaa': [
    {
      controls: [
        '164.308(a)(1)(ii)(B)',
        '164.312(a)(1)',
        '164.312(b)',
        '164.312(d)',
        '164.312(e)(1)',
        '164.308(a)(7)(i)',
      ],
      role: 'partial',
      confidence: 'high',
      why: 'roll-up of the technical safeguards that the other criteria evidence',
    },
    { controls: ['164.316(b)(2)(i)'], role: 'partial', confidence: 'high', why: 'documentation kept for six years' },
    {
      controls: ['164.308(b)(1)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'business associate contracts (attested)',
    },
  ],
  'identity/single-sign-on': [
    {
      controls: ['164.312(d)'],
      role: 'direct',
      confidence: 'high',
      why: 'person or entity authentication',
      failsBy: { '164.312(d)': [] },
    },
    {
      controls: ['164.312(a)(2)(i)'],
      role: 'direct',
      confidence: 'high',
      why: 'unique user identification',
      failsBy: { '164.312(a)(2)(i)': [] },
    },
  ],
  'identity/static-credentials': [
    {
      controls: ['164.312(a)(2)(i)'],
      role: 'direct',
      confidence: 'high',
      why: 'unique user identification',
      failsBy: { '164.312(a)(2)(i)': ['anonymous-allowed', 'kubelet-anonymous', 'static-kubeconfig'] },
    },
    {
      controls: ['164.312(a)(2)(ii)'],
      role: 'partial',
      confidence: 'high',
      why: 'emergency access procedure instead of a standing credential',
    },
  ],
  'identity/least-privilege': [
    {
      controls: ['164.312(a)(1)', '164.308(a)(4)(i)'],
      role: 'direct',
      confidence: 'high',
      why: 'technical access control',
    },
    { controls: ['164.308(a)(3)(i)'], role: 'partial', confidence: 'high', why: 'workforce access appropriate' },
  ],
  'identity/cluster-admin': [
    { controls: ['164.308(a)(4)(ii)(B)'], role: 'partial', confidence: 'high', why: 'access authorisation' },
  ],
  'identity/service-accounts': [
    { controls: ['164.312(a)(1)'], role: 'partial', confidence: 'medium', why: 'access rights for software programs' },
  ],
  'identity/tenant-isolation': [
    { controls: ['164.312(a)(1)'], role: 'partial', confidence: 'medium', why: 'access control' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['164.308(a)(5)(ii)(D)'], role: 'partial', confidence: 'medium', why: 'password management' },
  ],
  'secrets/secret-manager': [
    { controls: ['164.312(a)(2)(iv)'], role: 'partial', confidence: 'medium', why: 'encryption' },
  ],
  'secrets/etcd-encryption': [
    {
      controls: ['164.312(a)(2)(iv)'],
      role: 'direct',
      confidence: 'high',
      why: 'encryption',
      failsBy: { '164.312(a)(2)(iv)': ['identity-first', 'not-encrypted', 'secrets-left-out'] },
    },
  ],
  'secrets/rotation': [
    { controls: ['164.308(a)(5)(ii)(D)'], role: 'partial', confidence: 'medium', why: 'password management' },
  ],
  'network/default-deny': [
    {
      controls: ['164.312(a)(1)', '164.312(e)(1)'],
      role: 'partial',
      confidence: 'medium',
      why: 'access control, guard against access in transit',
    },
  ],
  'network/ingress-tls': [
    {
      controls: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
      role: 'direct',
      confidence: 'high',
      why: 'transmission security',
    },
  ],
  'network/service-mtls': [
    { controls: ['164.312(e)(1)'], role: 'direct', confidence: 'high', why: 'transmission security' },
    { controls: ['164.312(d)'], role: 'partial', confidence: 'high', why: 'entity authentication' },
  ],
  'network/certificates': [
    { controls: ['164.312(e)(2)(ii)'], role: 'supporting', confidence: 'medium', why: 'encryption stays effective' },
  ],
  'workload/image-scanning': [
    {
      controls: ['164.308(a)(1)(ii)(A)', '164.308(a)(5)(ii)(B)'],
      role: 'partial',
      confidence: 'medium',
      why: 'risk analysis input, malicious software',
    },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['164.308(a)(1)(ii)(B)'], role: 'partial', confidence: 'medium', why: 'risks reduced' },
  ],
  'workload/signed-images': [
    { controls: ['164.308(a)(5)(ii)(B)'], role: 'partial', confidence: 'medium', why: 'malicious software' },
    {
      controls: ['164.312(c)(1)'],
      role: 'partial',
      confidence: 'medium',
      why: 'software integrity protects data integrity',
    },
  ],
  'workload/pod-security': [
    { controls: ['164.312(a)(1)'], role: 'partial', confidence: 'medium', why: 'access control' },
  ],
  'workload/runtime-detection': [
    { controls: ['164.308(a)(5)(ii)(B)'], role: 'partial', confidence: 'high', why: 'malicious software detected' },
  ],
  'audit/api-audit-log': [
    {
      controls: ['164.312(b)'],
      role: 'direct',
      confidence: 'high',
      why: 'audit controls',
      failsBy: {
        '164.312(b)': auditLogReasons.leavesOut,
      },
    },
  ],
  'audit/log-retention': [
    {
      controls: ['164.316(b)(2)(i)'],
      role: 'partial',
      confidence: 'high',
      why: 'six years apply to documentation; log retention follows the risk analysis',
    },
    { controls: ['164.312(b)'], role: 'partial', confidence: 'high', why: 'audit controls' },
  ],
  'audit/policy-engine': [
    { controls: ['164.308(a)(1)(ii)(B)'], role: 'partial', confidence: 'medium', why: 'risk reduced by enforcement' },
  ],
  'audit/cis-benchmark': [
    { controls: ['164.308(a)(8)'], role: 'partial', confidence: 'high', why: 'technical evaluation' },
  ],
  'audit/penetration-test': [
    { controls: ['164.308(a)(8)'], role: 'partial', confidence: 'high', why: 'technical evaluation' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'direct', confidence: 'high', why: 'data backup plan' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['164.308(a)(7)(ii)(B)'], role: 'partial', confidence: 'medium', why: 'disaster recovery' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'direct', confidence: 'high', why: 'exact copies' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'partial', confidence: 'high', why: 'backup plan' },
  ],
  'disaster-recovery/retention': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'partial', confidence: 'medium', why: 'retrievable copies' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['164.308(a)(7)(ii)(D)'], role: 'direct', confidence: 'high', why: 'testing procedures' },
    {
      controls: ['164.312(c)(1)', '164.312(c)(2)'],
      role: 'partial',
      confidence: 'high',
      why: 'integrity of ePHI corroborated by checksums',
    },
  ],
  'disaster-recovery/runbooks': [
    { controls: ['164.308(a)(7)(ii)(B)'], role: 'direct', confidence: 'high', why: 'disaster recovery plan' },
    { controls: ['164.316(b)(2)(iii)'], role: 'partial', confidence: 'high', why: 'documentation updated' },
  ],
  'disaster-recovery/second-site': [
    {
      controls: ['164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
      role: 'partial',
      confidence: 'high',
      why: 'recovery, emergency mode',
    },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['164.308(a)(7)(ii)(A)'], role: 'partial', confidence: 'high', why: 'exact copies' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['164.308(a)(7)(ii)(D)'], role: 'direct', confidence: 'high', why: 'testing and revision' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['164.308(a)(6)(i)'], role: 'direct', confidence: 'high', why: 'security incident procedures' },
    { controls: ['164.308(a)(6)(ii)'], role: 'partial', confidence: 'high', why: 'response and reporting' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['164.308(a)(6)(ii)'], role: 'partial', confidence: 'medium', why: 'response' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['164.308(a)(6)(ii)'], role: 'partial', confidence: 'high', why: 'document incidents and outcomes' },
  ],
  'support/maintained-tools': [
    { controls: ['164.308(a)(1)(ii)(B)'], role: 'supporting', confidence: 'medium', why: 'risk management' },
  ],
  'support/supported-tools': [
    {
      controls: ['164.308(b)(1)'],
      role: 'supporting',
      confidence: 'low',
      why: 'business associates, where the vendor sees ePHI',
    },
  ],
  'support/team-expertise': [
    {
      controls: ['164.308(a)(3)(ii)(A)'],
      role: 'supporting',
      confidence: 'medium',
      why: 'supervision of the workforce',
    },
  ],
  'support/training': [
    { controls: ['164.308(a)(5)(i)'], role: 'direct', confidence: 'high', why: 'awareness and training' },
  ],
  'support/documentation-culture': [
    {
      controls: ['164.316(b)(2)(ii)', '164.316(b)(2)(iii)'],
      role: 'partial',
      confidence: 'high',
      why: 'available and updated',
    },
  ],
  'operations/metrics': [
    { controls: ['164.312(b)'], role: 'supporting', confidence: 'medium', why: 'activity examined' },
  ],
  'operations/central-logging': [
    { controls: ['164.312(b)'], role: 'direct', confidence: 'high', why: 'audit controls' },
  ],
  'operations/actionable-alerts': [
    { controls: ['164.308(a)(6)(ii)'], role: 'partial', confidence: 'high', why: 'response' },
  ],
  'operations/incident-runbooks': [
    { controls: ['164.308(a)(6)(i)'], role: 'partial', confidence: 'high', why: 'incident procedures' },
  ],
  'operations/current-documentation': [
    { controls: ['164.316(b)(1)'], role: 'supporting', confidence: 'medium', why: 'documentation' },
  ],
  'operations/gitops': [
    { controls: ['164.308(a)(8)'], role: 'supporting', confidence: 'low', why: 'change evaluation' },
  ],
  'operations/patching': [
    { controls: ['164.308(a)(1)(ii)(B)'], role: 'partial', confidence: 'medium', why: 'risk reduction' },
  ],
  'tiers/assigned-tiers': [
    {
      controls: ['164.308(a)(7)(ii)(E)'],
      role: 'direct',
      confidence: 'high',
      why: 'applications and data criticality analysis',
    },
  ],
};
