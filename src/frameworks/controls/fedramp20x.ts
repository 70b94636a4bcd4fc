import { auditLogReasons } from '../audit-log-reasons.ts';
import type { ControlLinks } from '../control-links.ts';

/** The controls of FedRAMP 20x Key Security Indicators that each criterion speaks to. */
export const fedramp20x: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['KSI-CNA-OFA'],
      role: 'partial',
      confidence: 'medium',
      why: 'optimised for high availability and rapid recovery',
    },
  ],
  'availability/zone-spread': [
    { controls: ['KSI-CNA-OFA'], role: 'direct', confidence: 'high', why: 'high availability architecture' },
  ],
  'availability/control-plane-redundancy': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'high', why: 'high availability' },
  ],
  'availability/etcd-quorum': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'high availability' },
  ],
  'availability/disruption-budgets': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'availability' },
  ],
  'availability/health-probes': [
    { controls: ['KSI-CNA-OFA'], role: 'supporting', confidence: 'medium', why: 'rapid recovery' },
  ],
  'availability/workload-autoscaling': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'availability' },
  ],
  'availability/node-autoscaling': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'availability' },
  ],
  'availability/graceful-degradation': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'resilience design' },
  ],
  'availability/failure-survival': [
    {
      controls: ['KSI-RPL-TRC', 'KSI-CNA-OFA'],
      role: 'partial',
      confidence: 'high',
      why: 'capability to recover is tested',
    },
  ],
  'recovery/recovery-time': [
    {
      controls: ['KSI-RPL-RRO', 'KSI-RPL-TRC'],
      role: 'direct',
      confidence: 'high',
      why: 'objectives reviewed and tested',
    },
  ],
  'recovery/detection-time': [
    { controls: ['KSI-MLA-OSM'], role: 'supporting', confidence: 'medium', why: 'central event handling' },
  ],
  'recovery/decision-time': [
    { controls: ['KSI-INR-RIR'], role: 'supporting', confidence: 'medium', why: 'response procedures reviewed' },
  ],
  'recovery/execution-time': [
    { controls: ['KSI-RPL-TRC'], role: 'partial', confidence: 'high', why: 'recovery tested' },
  ],
  'recovery/automated-failover': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'rapid recovery' },
  ],
  'recovery/recovery-point': [
    {
      controls: ['KSI-RPL-ABO', 'KSI-RPL-RRO'],
      role: 'direct',
      confidence: 'high',
      why: 'backups aligned with objectives',
    },
  ],
  'recovery/continuous-backup': [{ controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'backups' }],
  'recovery/database-replication': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'medium', why: 'objectives met' },
  ],
  'recovery/volume-snapshots': [{ controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'medium', why: 'backups' }],
  'recovery/configuration-in-git': [
    {
      controls: ['KSI-CMT-RMV'],
      role: 'direct',
      confidence: 'high',
      why: 'redeploy from version-controlled resources',
    },
  ],
  'compliance/declared-frameworks': [
    { controls: ['KSI-AFR-MAS'], role: 'supporting', confidence: 'medium', why: 'assessment scope defined' },
  ],
  'compliance/encryption-at-rest': [
    { controls: ['KSI-AFR-UCM'], role: 'supporting', confidence: 'medium', why: 'cryptographic modules documented' },
  ],
  'compliance/encryption-in-transit': [
    { controls: ['KSI-SVC-SNT'], role: 'direct', confidence: 'high', why: 'network traffic encrypted' },
  ],
  'compliance/change-approval': [
    {
      controls: ['KSI-CMT-LMC', 'KSI-CMT-VTD'],
      role: 'direct',
      confidence: 'high',
      why: 'changes logged, validated in deployment',
    },
    { controls: ['KSI-AFR-SCN'], role: 'supporting', confidence: 'medium', why: 'significant changes tracked' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['KSI-IAM-AAM', 'KSI-IAM-ELP'],
      role: 'partial',
      confidence: 'high',
      why: 'lifecycle and least privilege persistently ensured',
    },
  ],
  'compliance/security-monitoring': [
    {
      controls: ['KSI-MLA-OSM', 'KSI-MLA-RVL'],
      role: 'direct',
      confidence: 'high',
      why: 'SIEM operated, logs reviewed',
    },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['KSI-MLA-EVC'], role: 'direct', confidence: 'high', why: 'configuration persistently evaluated' },
    {
      controls: ['KSI-CNA-EIS'],
      role: 'direct',
      confidence: 'medium',
      why: 'intended state persistently assessed; FedRAMP 20x PVA asks every 7 d (Low) or 3 d (Moderate)',
    },
    {
      controls: ['KSI-SVC-EIS'],
      role: 'partial',
      confidence: 'medium',
      why: 'improvements from persistent evaluation',
    },
  ],
  'compliance/data-access-trail': [
    { controls: ['KSI-MLA-LET'], role: 'partial', confidence: 'medium', why: 'event types logged' },
  ],
  'compliance/erasure': [
    {
      controls: ['KSI-SVC-RUD'],
      role: 'partial',
      confidence: 'medium',
      why: 'unwanted customer data removed, also from backups',
    },
    { controls: ['KSI-SVC-PRR'], role: 'supporting', confidence: 'medium', why: 'residual elements removed' },
  ],
  'compliance/fedramp': [
    {
      controls: ['KSI-AFR-UCM'],
      role: 'direct',
      confidence: 'high',
      why: 'cryptographic modules documented',
      failsBy: { 'KSI-AFR-UCM': [] },
    },
    {
      controls: ['KSI-AFR-PVA', 'KSI-AFR-VDR'],
      role: 'partial',
      confidence: 'high',
      why: 'persistent validation, vulnerability process',
    },
  ],
  'identity/single-sign-on': [
    {
      controls: ['KSI-IAM-MFA', 'KSI-IAM-APM'],
      role: 'partial',
      confidence: 'high',
      why: 'phishing-resistant MFA is set at the provider',
    },
    { controls: ['KSI-IAM-SUS'], role: 'supporting', confidence: 'medium', why: 'accounts disabled at the provider' },
  ],
  'identity/static-credentials': [
    { controls: ['KSI-IAM-SNU'], role: 'partial', confidence: 'high', why: 'non-user authentication' },
  ],
  'identity/least-privilege': [
    { controls: ['KSI-IAM-ELP'], role: 'direct', confidence: 'high', why: 'least privilege' },
  ],
  'identity/cluster-admin': [
    {
      controls: ['KSI-IAM-JIT', 'KSI-IAM-ELP'],
      role: 'partial',
      confidence: 'high',
      why: 'just-in-time, least privilege',
    },
  ],
  'identity/service-accounts': [
    { controls: ['KSI-IAM-SNU'], role: 'direct', confidence: 'high', why: 'non-user authentication' },
  ],
  'identity/tenant-isolation': [
    { controls: ['KSI-CNA-MAT'], role: 'partial', confidence: 'medium', why: 'lateral movement minimised' },
  ],
  'identity/quotas-and-limits': [
    { controls: ['KSI-CNA-DFP'], role: 'supporting', confidence: 'medium', why: 'functionality bounded' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['KSI-SVC-ASM'], role: 'partial', confidence: 'high', why: 'secrets managed automatically' },
  ],
  'secrets/secret-manager': [
    { controls: ['KSI-SVC-ASM'], role: 'direct', confidence: 'high', why: 'automated secret management' },
  ],
  'secrets/etcd-encryption': [
    { controls: ['KSI-SVC-ASM'], role: 'partial', confidence: 'medium', why: 'secrets protected' },
  ],
  'secrets/rotation': [{ controls: ['KSI-SVC-ASM'], role: 'direct', confidence: 'high', why: 'regular rotation' }],
  'network/default-deny': [
    {
      controls: ['KSI-CNA-RNT', 'KSI-CNA-ULN'],
      role: 'direct',
      confidence: 'high',
      why: 'traffic restricted by logical networking',
    },
  ],
  'network/minimal-reachability': [
    {
      controls: ['KSI-CNA-RNT', 'KSI-CNA-MAT'],
      role: 'direct',
      confidence: 'high',
      why: 'attack surface and lateral movement',
    },
  ],
  'network/ingress-tls': [
    { controls: ['KSI-SVC-SNT'], role: 'direct', confidence: 'high', why: 'network traffic secured' },
  ],
  'network/service-mtls': [
    { controls: ['KSI-SVC-VCM'], role: 'direct', confidence: 'high', why: 'authenticity of communications' },
    { controls: ['KSI-SVC-SNT'], role: 'partial', confidence: 'high', why: 'traffic secured' },
  ],
  'network/certificates': [
    {
      controls: ['KSI-SVC-ASM'],
      role: 'direct',
      confidence: 'high',
      why: 'certificates rotated automatically',
      failsBy: { 'KSI-SVC-ASM': ['expired', 'expires-soon'] },
    },
  ],
  'network/policy-enforcement': [
    { controls: ['KSI-CNA-ULN'], role: 'direct', confidence: 'high', why: 'logical networking' },
    {
      controls: ['KSI-CNA-RNT'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [
    {
      controls: ['KSI-SCR-MON', 'KSI-CMT-VTD'],
      role: 'partial',
      confidence: 'high',
      why: 'upstream vulnerabilities, validation in deployment',
    },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['KSI-AFR-VDR'], role: 'direct', confidence: 'high', why: 'detection and response time frames' },
    { controls: ['KSI-SCR-MON'], role: 'partial', confidence: 'high', why: 'upstream monitoring' },
  ],
  'workload/signed-images': [
    { controls: ['KSI-SVC-VRI'], role: 'direct', confidence: 'high', why: 'cryptographic integrity validation' },
  ],
  'workload/trusted-registries': [
    { controls: ['KSI-SCR-MIT'], role: 'partial', confidence: 'high', why: 'supply chain risk' },
  ],
  'workload/pod-security': [
    {
      controls: ['KSI-CNA-DFP', 'KSI-CNA-MAT'],
      role: 'direct',
      confidence: 'high',
      why: 'functionality and attack surface limited',
    },
  ],
  'workload/runtime-detection': [
    { controls: ['KSI-MLA-LET'], role: 'partial', confidence: 'high', why: 'event types logged' },
  ],
  'audit/api-audit-log': [
    {
      controls: ['KSI-MLA-LET', 'KSI-CMT-LMC'],
      role: 'direct',
      confidence: 'high',
      why: 'event types, changes logged',
      failsBy: {
        'KSI-MLA-LET': auditLogReasons.leavesOut,
        'KSI-CMT-LMC': [...auditLogReasons.noLog, 'access-unlogged', 'writes-unlogged'],
      },
    },
  ],
  'audit/log-retention': [
    {
      controls: ['KSI-MLA-OSM'],
      role: 'direct',
      confidence: 'high',
      why: 'tamper-resistant central logging',
      failsBy: { 'KSI-MLA-OSM': [] },
    },
    { controls: ['KSI-MLA-ALA'], role: 'partial', confidence: 'medium', why: 'access to logs authorised' },
  ],
  'audit/policy-engine': [
    {
      controls: ['KSI-CNA-EIS'],
      role: 'direct',
      confidence: 'high',
      why: 'intended state enforced automatically',
      failsBy: { 'KSI-CNA-EIS': ['audit-only', 'fails-open', 'errors-admit'] },
    },
  ],
  'audit/secret-scanning': [
    { controls: ['KSI-SVC-ASM'], role: 'supporting', confidence: 'medium', why: 'secrets protected' },
  ],
  'audit/cis-benchmark': [
    {
      controls: ['KSI-MLA-EVC'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration evaluated',
      failsBy: { 'KSI-MLA-EVC': [] },
    },
    { controls: ['KSI-CNA-IBP'], role: 'partial', confidence: 'medium', why: 'provider and vendor guidance followed' },
  ],
  'audit/penetration-test': [{ controls: ['KSI-AFR-VDR'], role: 'supporting', confidence: 'medium', why: 'detection' }],
  'disaster-recovery/backup-coverage': [
    { controls: ['KSI-RPL-ABO'], role: 'direct', confidence: 'high', why: 'alignment with objectives' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'backups' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'backups' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'objectives' },
  ],
  'disaster-recovery/retention': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'objectives' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['KSI-RPL-TRC'], role: 'direct', confidence: 'high', why: 'recovery capability tested' },
  ],
  'disaster-recovery/runbooks': [
    { controls: ['KSI-RPL-ARP'], role: 'direct', confidence: 'high', why: 'recovery plan aligned with objectives' },
  ],
  'disaster-recovery/second-site': [
    { controls: ['KSI-RPL-ARP', 'KSI-CNA-OFA'], role: 'partial', confidence: 'high', why: 'recovery plan' },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['KSI-RPL-ABO'], role: 'partial', confidence: 'high', why: 'objectives' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['KSI-RPL-TRC'], role: 'direct', confidence: 'high', why: 'recovery tested' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['KSI-INR-RIR'], role: 'direct', confidence: 'high', why: 'procedures reviewed' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['KSI-INR-RIR'], role: 'supporting', confidence: 'medium', why: 'response' },
  ],
  'disaster-recovery/post-mortems': [
    {
      controls: ['KSI-INR-AAR', 'KSI-INR-RPI'],
      role: 'direct',
      confidence: 'high',
      why: 'after-action reports, patterns',
    },
  ],
  'support/maintained-tools': [
    {
      controls: ['KSI-SCR-MIT'],
      role: 'direct',
      confidence: 'high',
      why: 'supply chain risk reviewed',
      failsBy: { 'KSI-SCR-MIT': ['out-of-support', 'tool-out-of-support'] },
    },
  ],
  'support/supported-tools': [
    { controls: ['KSI-SCR-MIT'], role: 'supporting', confidence: 'medium', why: 'supply chain' },
  ],
  'support/mature-tools': [
    { controls: ['KSI-SCR-MIT'], role: 'supporting', confidence: 'medium', why: 'supply chain' },
  ],
  'support/abandoned-tools': [
    { controls: ['KSI-SCR-MIT'], role: 'partial', confidence: 'medium', why: 'supply chain' },
  ],
  'support/team-expertise': [
    {
      controls: ['KSI-CED-RRT', 'KSI-CED-RST'],
      role: 'supporting',
      confidence: 'medium',
      why: 'role-specific training',
    },
  ],
  'support/training': [
    { controls: ['KSI-CED-RST'], role: 'direct', confidence: 'high', why: 'role-specific training reviewed' },
  ],
  'support/documentation-culture': [
    { controls: ['KSI-CMT-RVP'], role: 'supporting', confidence: 'medium', why: 'procedures reviewed' },
  ],
  'operations/metrics': [
    { controls: ['KSI-MLA-LET'], role: 'supporting', confidence: 'medium', why: 'monitored event types' },
  ],
  'operations/central-logging': [
    { controls: ['KSI-MLA-OSM'], role: 'direct', confidence: 'high', why: 'central logging' },
  ],
  'operations/tracing': [{ controls: ['KSI-MLA-LET'], role: 'supporting', confidence: 'low', why: 'monitored events' }],
  'operations/actionable-alerts': [
    { controls: ['KSI-MLA-OSM'], role: 'partial', confidence: 'medium', why: 'event handling' },
  ],
  'operations/incident-runbooks': [
    { controls: ['KSI-INR-RIR'], role: 'partial', confidence: 'medium', why: 'procedures reviewed' },
  ],
  'operations/current-documentation': [
    { controls: ['KSI-PIY-GIV'], role: 'direct', confidence: 'high', why: 'inventory generated' },
  ],
  'operations/gitops': [
    {
      controls: ['KSI-SVC-ACM', 'KSI-CNA-EIS'],
      role: 'direct',
      confidence: 'high',
      why: 'configuration automated, intended state',
      failsBy: {
        'KSI-SVC-ACM': ['auto-sync-off', 'no-self-heal', 'set-back-late'],
        'KSI-CNA-EIS': ['auto-sync-off', 'no-self-heal', 'set-back-late'],
      },
    },
  ],
  'operations/self-healing': [
    { controls: ['KSI-CNA-OFA'], role: 'partial', confidence: 'medium', why: 'rapid recovery' },
  ],
  'operations/patching': [
    {
      controls: ['KSI-AFR-VDR', 'KSI-CMT-RMV'],
      role: 'partial',
      confidence: 'high',
      why: 'vulnerability response, redeployment',
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['KSI-RPL-RRO'], role: 'partial', confidence: 'medium', why: 'objectives per system' },
  ],
};
