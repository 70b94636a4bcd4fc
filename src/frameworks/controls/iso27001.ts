import type { ControlLinks } from '../control-links.ts';

/** The controls of ISO/IEC 27001:2022 Annex A that each criterion speaks to. */
export const iso27001: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['A.8.14'],
      role: 'partial',
      confidence: 'medium',
      why: 'redundancy is judged by the availability requirement it has to meet; the SLI is the measurement',
    },
    {
      controls: ['A.5.30'],
      role: 'supporting',
      confidence: 'medium',
      why: 'readiness objectives for ICT continuity must be measured',
    },
  ],
  'availability/zone-spread': [
    { controls: ['A.8.14'], role: 'direct', confidence: 'high', why: 'redundant processing facilities' },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'ICT readiness for continuity' },
  ],
  'availability/control-plane-redundancy': [
    { controls: ['A.8.14'], role: 'direct', confidence: 'high', why: 'redundant processing facilities' },
  ],
  'availability/etcd-quorum': [
    {
      controls: ['A.8.14'],
      role: 'direct',
      confidence: 'high',
      why: 'redundant processing facilities',
      failsBy: { 'A.8.14': ['too-few-members', 'majority-in-one-zone'] },
    },
  ],
  'availability/disruption-budgets': [
    { controls: ['A.8.14'], role: 'partial', confidence: 'medium', why: 'redundancy kept during maintenance' },
    {
      controls: ['A.8.32'],
      role: 'supporting',
      confidence: 'medium',
      why: 'planned changes must not take the service down',
    },
  ],
  'availability/health-probes': [
    { controls: ['A.8.16'], role: 'partial', confidence: 'medium', why: 'systems monitored for anomalous behaviour' },
    {
      controls: ['A.8.14'],
      role: 'supporting',
      confidence: 'medium',
      why: 'failed replicas are detected and replaced',
    },
  ],
  'availability/workload-autoscaling': [
    {
      controls: ['A.8.6'],
      role: 'direct',
      confidence: 'high',
      why: 'capacity adjusted to demand',
      failsBy: {
        'A.8.6': [
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
      controls: ['A.8.6'],
      role: 'direct',
      confidence: 'high',
      why: 'capacity management',
      failsBy: { 'A.8.6': ['no-headroom', 'fixed-size', 'no-limits', 'switched-off', 'no-groups'] },
    },
  ],
  'availability/graceful-degradation': [
    { controls: ['A.5.29'], role: 'partial', confidence: 'medium', why: 'security and service kept during disruption' },
    { controls: ['A.8.14'], role: 'supporting', confidence: 'medium', why: 'redundancy design' },
  ],
  'availability/failure-survival': [
    {
      controls: ['A.8.14'],
      role: 'direct',
      confidence: 'medium',
      why: 'shows that redundancy works, not only that it exists',
    },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'readiness is tested' },
  ],
  'recovery/recovery-time': [
    { controls: ['A.5.30'], role: 'direct', confidence: 'high', why: 'recovery time objectives set and met' },
    { controls: ['A.5.29'], role: 'partial', confidence: 'high', why: 'service during disruption' },
  ],
  'recovery/detection-time': [
    { controls: ['A.8.16'], role: 'direct', confidence: 'high', why: 'monitoring with timely alerts' },
    { controls: ['A.5.25'], role: 'partial', confidence: 'medium', why: 'events assessed' },
  ],
  'recovery/decision-time': [
    { controls: ['A.5.25', 'A.5.26'], role: 'partial', confidence: 'high', why: 'assessment and decision, response' },
  ],
  'recovery/execution-time': [
    { controls: ['A.5.30'], role: 'direct', confidence: 'medium', why: 'recovery capability' },
  ],
  'recovery/automated-failover': [
    { controls: ['A.8.14'], role: 'direct', confidence: 'high', why: 'automatic redundancy' },
  ],
  'recovery/recovery-point': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backup frequency follows the recovery point' },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'recovery objectives' },
  ],
  'recovery/continuous-backup': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'information backup' },
  ],
  'recovery/database-replication': [
    { controls: ['A.8.14'], role: 'direct', confidence: 'high', why: 'redundant data processing' },
    { controls: ['A.8.13'], role: 'partial', confidence: 'high', why: 'second copy of data' },
  ],
  'recovery/volume-snapshots': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'information backup' },
  ],
  'recovery/configuration-in-git': [
    { controls: ['A.8.9'], role: 'direct', confidence: 'high', why: 'configurations documented and controlled' },
    { controls: ['A.8.13'], role: 'partial', confidence: 'medium', why: 'configuration restorable' },
  ],
  'compliance/declared-frameworks': [
    {
      controls: ['A.5.31'],
      role: 'direct',
      confidence: 'high',
      why: 'legal and contractual requirements identified',
      failsBy: { 'A.5.31': ['no-frameworks'] },
    },
    {
      controls: ['A.5.36'],
      role: 'supporting',
      confidence: 'medium',
      why: 'compliance measured against the chosen rules',
    },
  ],
  'compliance/encryption-at-rest': [
    { controls: ['A.8.24'], role: 'direct', confidence: 'high', why: 'use of cryptography' },
  ],
  'compliance/encryption-in-transit': [
    {
      controls: ['A.8.24', 'A.5.14'],
      role: 'direct',
      confidence: 'high',
      why: 'cryptography for information transfer',
    },
  ],
  'compliance/change-approval': [
    { controls: ['A.8.32'], role: 'direct', confidence: 'high', why: 'change management' },
    { controls: ['A.5.3'], role: 'partial', confidence: 'high', why: 'author and approver differ' },
    { controls: ['A.8.4'], role: 'partial', confidence: 'medium', why: 'access to source restricted' },
  ],
  'compliance/access-reviews': [
    { controls: ['A.5.18'], role: 'direct', confidence: 'high', why: 'access rights reviewed' },
    { controls: ['A.8.2'], role: 'partial', confidence: 'high', why: 'privileged rights reviewed' },
  ],
  'compliance/security-monitoring': [
    { controls: ['A.8.16'], role: 'direct', confidence: 'high', why: 'monitoring activities' },
    { controls: ['A.8.15', 'A.5.25'], role: 'partial', confidence: 'high', why: 'logging, event assessment' },
  ],
  'compliance/scheduled-assessments': [
    {
      controls: ['A.5.36', 'A.5.35'],
      role: 'direct',
      confidence: 'high',
      why: 'compliance review, independent review',
    },
    {
      controls: ['A.8.34'],
      role: 'supporting',
      confidence: 'medium',
      why: 'the assessment itself is read-only and agreed',
    },
  ],
  'compliance/data-access-trail': [
    { controls: ['A.8.15'], role: 'direct', confidence: 'high', why: 'event logs' },
    { controls: ['A.5.34'], role: 'partial', confidence: 'high', why: 'PII protection' },
  ],
  'compliance/data-minimisation': [
    { controls: ['A.5.12', 'A.5.13'], role: 'direct', confidence: 'high', why: 'classification and labelling' },
    { controls: ['A.5.34', 'A.8.3'], role: 'partial', confidence: 'high', why: 'PII protection, access restriction' },
  ],
  'compliance/erasure': [
    { controls: ['A.8.10'], role: 'direct', confidence: 'high', why: 'information deletion' },
    { controls: ['A.5.34'], role: 'partial', confidence: 'high', why: 'privacy' },
  ],
  'compliance/data-residency': [
    {
      controls: ['A.5.31', 'A.5.23', 'A.5.34'],
      role: 'partial',
      confidence: 'high',
      why: 'legal requirement met, cloud use, PII',
    },
  ],
  'compliance/log-privacy': [
    { controls: ['A.8.11', 'A.8.12'], role: 'direct', confidence: 'high', why: 'masking, leakage prevention' },
    { controls: ['A.5.34'], role: 'partial', confidence: 'high', why: 'privacy' },
  ],
  'identity/single-sign-on': [
    {
      controls: ['A.8.5', 'A.5.16'],
      role: 'direct',
      confidence: 'high',
      why: 'secure authentication, identity management',
    },
    { controls: ['A.5.17'], role: 'partial', confidence: 'high', why: 'authentication information' },
  ],
  'identity/static-credentials': [
    {
      controls: ['A.5.17', 'A.8.2'],
      role: 'direct',
      confidence: 'high',
      why: 'authentication information, privileged rights',
      failsBy: {
        'A.5.17': ['token-file', 'password-file', 'static-kubeconfig', 'static-cloud-user'],
        'A.8.2': ['token-file', 'password-file', 'static-kubeconfig', 'static-cloud-user'],
      },
    },
  ],
  'identity/least-privilege': [
    { controls: ['A.5.15', 'A.8.3'], role: 'direct', confidence: 'high', why: 'access control and restriction' },
    { controls: ['A.8.2'], role: 'direct', confidence: 'high', why: 'privileged access rights' },
    { controls: ['A.5.3'], role: 'partial', confidence: 'medium', why: 'segregation of duties' },
  ],
  'identity/cluster-admin': [
    { controls: ['A.8.2'], role: 'direct', confidence: 'high', why: 'privileged access rights' },
    { controls: ['A.8.18'], role: 'partial', confidence: 'medium', why: 'privileged utility programs' },
  ],
  'identity/service-accounts': [
    {
      controls: ['A.5.16'],
      role: 'direct',
      confidence: 'high',
      why: 'non-human identities managed',
      failsBy: { 'A.5.16': ['default-account', 'default-account-bound'] },
    },
    { controls: ['A.8.2', 'A.5.17'], role: 'partial', confidence: 'high', why: 'rights and credentials' },
  ],
  'identity/tenant-isolation': [
    { controls: ['A.8.22'], role: 'direct', confidence: 'high', why: 'segregation', failsBy: { 'A.8.22': [] } },
    { controls: ['A.8.31'], role: 'partial', confidence: 'high', why: 'environments separated' },
    { controls: ['A.8.3'], role: 'partial', confidence: 'medium', why: 'access restriction' },
  ],
  'identity/quotas-and-limits': [
    { controls: ['A.8.6'], role: 'direct', confidence: 'high', why: 'capacity management' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['A.5.17'], role: 'direct', confidence: 'high', why: 'authentication information protected' },
    { controls: ['A.8.4', 'A.8.12'], role: 'partial', confidence: 'high', why: 'source code, leakage' },
  ],
  'secrets/secret-manager': [
    { controls: ['A.5.17'], role: 'direct', confidence: 'high', why: 'authentication information' },
    { controls: ['A.8.24'], role: 'partial', confidence: 'high', why: 'key management' },
  ],
  'secrets/etcd-encryption': [{ controls: ['A.8.24'], role: 'direct', confidence: 'high', why: 'cryptography' }],
  'secrets/rotation': [
    {
      controls: ['A.5.17'],
      role: 'direct',
      confidence: 'high',
      why: 'authentication information life cycle',
      failsBy: { 'A.5.17': ['never-fetched-again', 'fetched-too-rarely'] },
    },
    { controls: ['A.8.24'], role: 'partial', confidence: 'high', why: 'key life cycle' },
  ],
  'network/default-deny': [
    { controls: ['A.8.22', 'A.8.20'], role: 'direct', confidence: 'high', why: 'segregation and network security' },
  ],
  'network/minimal-reachability': [
    { controls: ['A.8.22', 'A.8.21'], role: 'direct', confidence: 'high', why: 'segregation, network services' },
  ],
  'network/ingress-tls': [
    { controls: ['A.8.24'], role: 'direct', confidence: 'high', why: 'cryptography' },
    { controls: ['A.8.21', 'A.8.20'], role: 'partial', confidence: 'high', why: 'network services' },
  ],
  'network/service-mtls': [
    { controls: ['A.8.24'], role: 'direct', confidence: 'high', why: 'cryptography' },
    { controls: ['A.8.22'], role: 'partial', confidence: 'high', why: 'segregation by identity' },
  ],
  'network/certificates': [{ controls: ['A.8.24'], role: 'direct', confidence: 'high', why: 'key management' }],
  'network/policy-enforcement': [
    { controls: ['A.8.20'], role: 'direct', confidence: 'high', why: 'networks secured' },
    { controls: ['A.8.22'], role: 'partial', confidence: 'high', why: 'segregation possible' },
  ],
  'workload/image-scanning': [
    { controls: ['A.8.8'], role: 'direct', confidence: 'high', why: 'vulnerability management' },
    { controls: ['A.8.29'], role: 'partial', confidence: 'high', why: 'security testing before acceptance' },
    { controls: ['A.8.25'], role: 'partial', confidence: 'medium', why: 'secure development life cycle' },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['A.8.8'], role: 'direct', confidence: 'high', why: 'technical vulnerabilities' },
  ],
  'workload/signed-images': [
    { controls: ['A.8.19'], role: 'direct', confidence: 'high', why: 'software installation controlled' },
    { controls: ['A.5.21'], role: 'partial', confidence: 'high', why: 'ICT supply chain' },
  ],
  'workload/trusted-registries': [
    { controls: ['A.8.19'], role: 'direct', confidence: 'high', why: 'software installation' },
    { controls: ['A.5.21'], role: 'partial', confidence: 'high', why: 'supply chain' },
  ],
  'workload/pod-security': [
    { controls: ['A.8.9'], role: 'direct', confidence: 'high', why: 'secure configuration' },
    { controls: ['A.8.2', 'A.8.18'], role: 'partial', confidence: 'high', why: 'privileged rights and programs' },
  ],
  'workload/runtime-detection': [
    { controls: ['A.8.16'], role: 'direct', confidence: 'high', why: 'monitoring for anomalous behaviour' },
    { controls: ['A.8.7'], role: 'partial', confidence: 'high', why: 'malware' },
  ],
  'audit/api-audit-log': [
    { controls: ['A.8.15'], role: 'direct', confidence: 'high', why: 'logging' },
    { controls: ['A.8.17'], role: 'partial', confidence: 'medium', why: 'time stamps comparable' },
  ],
  'audit/log-retention': [
    { controls: ['A.8.15', 'A.5.33'], role: 'direct', confidence: 'high', why: 'logs protected, records kept' },
    { controls: ['A.5.28'], role: 'partial', confidence: 'high', why: 'evidence collection' },
  ],
  'audit/policy-engine': [
    {
      controls: ['A.8.9', 'A.5.36'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration enforced, compliance with policies',
      failsBy: {
        'A.8.9': ['audit-only', 'fails-open', 'errors-admit'],
        'A.5.36': ['audit-only', 'fails-open', 'errors-admit'],
      },
    },
    { controls: ['A.8.15'], role: 'partial', confidence: 'high', why: 'enforcement logs' },
  ],
  'audit/secret-scanning': [
    { controls: ['A.8.4', 'A.8.12'], role: 'partial', confidence: 'high', why: 'source code, leakage prevention' },
    { controls: ['A.5.17'], role: 'partial', confidence: 'high', why: 'authentication information' },
  ],
  'audit/cis-benchmark': [
    { controls: ['A.8.9'], role: 'direct', confidence: 'high', why: 'configuration baseline' },
    { controls: ['A.8.8', 'A.5.36'], role: 'partial', confidence: 'high', why: 'vulnerabilities, compliance' },
  ],
  'audit/penetration-test': [
    { controls: ['A.8.29'], role: 'direct', confidence: 'high', why: 'security testing' },
    { controls: ['A.5.35', 'A.8.8'], role: 'partial', confidence: 'high', why: 'independent review, vulnerabilities' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backup policy' },
    { controls: ['A.5.37'], role: 'partial', confidence: 'high', why: 'documented procedures' },
  ],
  'disaster-recovery/etcd-snapshots': [{ controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backup' }],
  'disaster-recovery/workload-backups': [{ controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backup' }],
  'disaster-recovery/daily-backups': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backup at the agreed frequency' },
  ],
  'disaster-recovery/retention': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'retention of backups' },
    { controls: ['A.5.33'], role: 'partial', confidence: 'high', why: 'records protected' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['A.8.13'], role: 'direct', confidence: 'high', why: 'backups tested' },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'readiness tested' },
  ],
  'disaster-recovery/runbooks': [
    { controls: ['A.5.37'], role: 'direct', confidence: 'high', why: 'documented operating procedures' },
    { controls: ['A.5.29', 'A.5.30'], role: 'partial', confidence: 'high', why: 'continuity plans' },
  ],
  'disaster-recovery/second-site': [
    { controls: ['A.8.14'], role: 'direct', confidence: 'high', why: 'redundant facilities' },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'readiness' },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['A.8.14', 'A.8.13'], role: 'direct', confidence: 'high', why: 'redundancy, off-site copy' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['A.5.30'], role: 'direct', confidence: 'high', why: 'ICT readiness tested' },
    { controls: ['A.5.29'], role: 'partial', confidence: 'high', why: 'continuity verified' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['A.5.24'], role: 'direct', confidence: 'high', why: 'incident management planning' },
    { controls: ['A.5.26', 'A.6.8'], role: 'partial', confidence: 'high', why: 'response, event reporting' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['A.5.26', 'A.5.24'], role: 'partial', confidence: 'high', why: 'responsibilities for response' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['A.5.27'], role: 'direct', confidence: 'high', why: 'learning from incidents' },
  ],
  'support/maintained-tools': [
    {
      controls: ['A.8.8'],
      role: 'direct',
      confidence: 'high',
      why: 'vulnerabilities need fixes upstream',
      failsBy: { 'A.8.8': ['out-of-support', 'tool-out-of-support'] },
    },
    { controls: ['A.5.21', 'A.8.19'], role: 'partial', confidence: 'high', why: 'supply chain, software in operation' },
  ],
  'support/supported-tools': [
    { controls: ['A.5.22', 'A.5.20'], role: 'partial', confidence: 'medium', why: 'supplier services and agreements' },
  ],
  'support/mature-tools': [
    {
      controls: ['A.5.21', 'A.8.27'],
      role: 'partial',
      confidence: 'medium',
      why: 'supply chain, engineering principles',
    },
  ],
  'support/abandoned-tools': [
    { controls: ['A.8.8'], role: 'direct', confidence: 'medium', why: 'unsupported software is a vulnerability' },
    { controls: ['A.5.21'], role: 'partial', confidence: 'medium', why: 'supply chain' },
  ],
  'support/team-expertise': [
    { controls: ['A.6.3'], role: 'partial', confidence: 'high', why: 'training and competence' },
  ],
  'support/training': [
    { controls: ['A.6.3'], role: 'direct', confidence: 'high', why: 'awareness, education and training' },
  ],
  'support/documentation-culture': [
    { controls: ['A.5.37'], role: 'direct', confidence: 'high', why: 'documented operating procedures' },
  ],
  'operations/metrics': [
    {
      controls: ['A.8.16'],
      role: 'direct',
      confidence: 'high',
      why: 'monitoring',
      failsBy: { 'A.8.16': ['workload-not-scraped'] },
    },
    { controls: ['A.8.6'], role: 'partial', confidence: 'high', why: 'capacity monitored' },
  ],
  'operations/central-logging': [{ controls: ['A.8.15'], role: 'direct', confidence: 'high', why: 'logging' }],
  'operations/tracing': [{ controls: ['A.8.16'], role: 'supporting', confidence: 'medium', why: 'monitoring' }],
  'operations/actionable-alerts': [
    {
      controls: ['A.8.16'],
      role: 'direct',
      confidence: 'high',
      why: 'alerts on anomalies',
      failsBy: { 'A.8.16': ['nobody-paged', 'muted-at-times'] },
    },
    { controls: ['A.5.25', 'A.5.37'], role: 'partial', confidence: 'high', why: 'assessment, procedures' },
  ],
  'operations/incident-runbooks': [
    { controls: ['A.5.37'], role: 'direct', confidence: 'high', why: 'operating procedures' },
    { controls: ['A.5.26'], role: 'partial', confidence: 'high', why: 'response according to procedure' },
  ],
  'operations/current-documentation': [
    { controls: ['A.5.37', 'A.8.27'], role: 'partial', confidence: 'high', why: 'documentation, architecture' },
    { controls: ['A.5.9'], role: 'partial', confidence: 'high', why: 'inventory' },
  ],
  'operations/gitops': [
    {
      controls: ['A.8.9', 'A.8.32'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration and change management',
      failsBy: { 'A.8.32': ['no-self-heal', 'project-allows-everything'] },
    },
  ],
  'operations/self-healing': [
    { controls: ['A.8.14'], role: 'partial', confidence: 'medium', why: 'failed capacity replaced' },
  ],
  'operations/patching': [
    {
      controls: ['A.8.8'],
      role: 'direct',
      confidence: 'high',
      why: 'vulnerabilities fixed',
      failsBy: { 'A.8.8': ['end-of-life-component', 'patch-missing'] },
    },
    { controls: ['A.8.19'], role: 'partial', confidence: 'high', why: 'controlled installation' },
  ],
  'tiers/assigned-tiers': [
    { controls: ['A.5.12'], role: 'direct', confidence: 'medium', why: 'classification by importance' },
    { controls: ['A.5.30'], role: 'partial', confidence: 'high', why: 'business impact drives objectives' },
  ],
};
