import { auditLogReasons } from '../audit-log-reasons.ts';
import type { ControlLinks } from '../control-links.ts';

/** The controls of NIST SP 800-53 with FedRAMP baselines that each criterion speaks to. */
export const nist80053: ControlLinks = {
  'availability/uptime-objective': [
    {
      controls: ['CP-2', 'CP-10'],
      role: 'supporting',
      confidence: 'medium',
      why: 'contingency objectives need a measured baseline; no 800-53 control demands a numeric uptime',
    },
  ],
  'availability/zone-spread': [
    {
      controls: ['CP-7', 'CP-7(1)'],
      role: 'direct',
      confidence: 'medium',
      why: 'alternate processing capacity separated from the primary; a zone is a weaker separation than a site',
    },
    {
      controls: ['SC-36'],
      role: 'direct',
      confidence: 'medium',
      why: 'processing distributed over physical locations (not in the FedRAMP baselines)',
    },
    { controls: ['CP-2(3)', 'CP-10'], role: 'supporting', confidence: 'medium', why: 'resumption of functions' },
  ],
  'availability/control-plane-redundancy': [
    {
      controls: ['SC-36'],
      role: 'direct',
      confidence: 'medium',
      why: 'distributed processing (not in the FedRAMP baselines)',
    },
    { controls: ['CP-10', 'CP-7'], role: 'partial', confidence: 'medium', why: 'recovery and alternate processing' },
  ],
  'availability/etcd-quorum': [
    { controls: ['CP-10', 'CP-7'], role: 'partial', confidence: 'medium', why: 'continuity of the state store' },
    {
      controls: ['SC-24'],
      role: 'supporting',
      confidence: 'medium',
      why: 'fails in a known state when quorum is lost',
    },
  ],
  'availability/disruption-budgets': [
    { controls: ['CP-10', 'CP-2(3)'], role: 'supporting', confidence: 'medium', why: 'continuity of function' },
    {
      controls: ['MA-2'],
      role: 'supporting',
      confidence: 'low',
      why: 'controlled maintenance without loss of service',
    },
  ],
  'availability/health-probes': [
    {
      controls: ['SI-13'],
      role: 'partial',
      confidence: 'low',
      why: 'predictable failure prevention (not in the FedRAMP baselines)',
    },
    {
      controls: ['SI-4', 'CP-10'],
      role: 'supporting',
      confidence: 'medium',
      why: 'failure is detected and the component reconstituted',
    },
  ],
  'availability/workload-autoscaling': [
    { controls: ['SC-5'], role: 'partial', confidence: 'medium', why: 'protects against resource exhaustion' },
    { controls: ['CP-2(2)'], role: 'partial', confidence: 'medium', why: 'capacity planning for contingency (High)' },
  ],
  'availability/node-autoscaling': [
    {
      controls: ['CP-2(2)', 'SC-5'],
      role: 'partial',
      confidence: 'medium',
      why: 'capacity planning, resource exhaustion',
    },
  ],
  'availability/graceful-degradation': [
    {
      controls: ['SC-6'],
      role: 'direct',
      confidence: 'medium',
      why: 'resources allocated by priority (not in the FedRAMP baselines)',
      failsBy: { 'SC-6': ['no-priority-class', 'priority-inverted'] },
    },
    {
      controls: ['CP-2(8)', 'CP-2(3)'],
      role: 'partial',
      confidence: 'high',
      why: 'critical assets identified and resumed first',
    },
    { controls: ['SC-24'], role: 'partial', confidence: 'medium', why: 'fail in known state (High)' },
  ],
  'availability/failure-survival': [
    {
      controls: ['CP-8(2)'],
      role: 'direct',
      confidence: 'medium',
      why: 'single points of failure found; written for telecommunications, applied here to the platform',
    },
    { controls: ['CP-4', 'CP-10'], role: 'partial', confidence: 'medium', why: 'contingency test evidence' },
  ],
  'recovery/recovery-time': [
    {
      controls: ['CP-10', 'CP-2(3)'],
      role: 'direct',
      confidence: 'high',
      why: 'recovery to a known state within objectives',
    },
    {
      controls: ['CP-4', 'CP-10(4)'],
      role: 'partial',
      confidence: 'high',
      why: 'tested; restored within the set time (High)',
    },
  ],
  'recovery/detection-time': [
    {
      controls: ['SI-4(5)', 'SI-4(2)'],
      role: 'direct',
      confidence: 'high',
      why: 'system-generated alerts in near real time',
    },
    { controls: ['IR-5'], role: 'partial', confidence: 'medium', why: 'incident monitoring' },
  ],
  'recovery/decision-time': [
    { controls: ['IR-4', 'IR-4(1)'], role: 'partial', confidence: 'high', why: 'incident handling' },
  ],
  'recovery/execution-time': [
    { controls: ['CP-10'], role: 'direct', confidence: 'high', why: 'recovery and reconstitution' },
    { controls: ['CP-10(4)'], role: 'partial', confidence: 'medium', why: 'within the set time (High)' },
  ],
  'recovery/automated-failover': [
    { controls: ['CP-10', 'CP-7'], role: 'direct', confidence: 'medium', why: 'reconstitution, alternate processing' },
    { controls: ['CP-10(2)'], role: 'partial', confidence: 'high', why: 'transaction recovery' },
    {
      controls: ['CP-9(6)'],
      role: 'partial',
      confidence: 'medium',
      why: 'redundant secondary system (not in the FedRAMP baselines)',
    },
  ],
  'recovery/recovery-point': [
    {
      controls: ['CP-9'],
      role: 'direct',
      confidence: 'high',
      why: 'backup frequency consistent with recovery objectives',
    },
    { controls: ['CP-10(2)'], role: 'partial', confidence: 'high', why: 'transaction recovery' },
  ],
  'recovery/continuous-backup': [{ controls: ['CP-9'], role: 'direct', confidence: 'high', why: 'system backup' }],
  'recovery/database-replication': [
    { controls: ['CP-9', 'CP-10(2)'], role: 'partial', confidence: 'high', why: 'backup, transaction recovery' },
    { controls: ['CP-6'], role: 'partial', confidence: 'medium', why: 'alternate storage in another failure domain' },
  ],
  'recovery/volume-snapshots': [
    {
      controls: ['CP-9'],
      role: 'direct',
      confidence: 'medium',
      why: 'backup; a snapshot in the same storage system is not a separate copy',
    },
  ],
  'recovery/configuration-in-git': [
    {
      controls: ['CM-2', 'CM-2(2)', 'CM-2(3)'],
      role: 'direct',
      confidence: 'high',
      why: 'baseline configuration with history',
    },
    { controls: ['CP-9', 'CP-10'], role: 'partial', confidence: 'medium', why: 'system-level information restorable' },
  ],
  'compliance/declared-frameworks': [
    { controls: ['PL-10', 'PL-11'], role: 'partial', confidence: 'medium', why: 'baseline selected and tailored' },
  ],
  'compliance/encryption-at-rest': [
    {
      controls: ['SC-28', 'SC-28(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'protection of information at rest',
      failsBy: { 'SC-28': ['encryption-off'], 'SC-28(1)': ['encryption-off'] },
    },
    { controls: ['CP-9(8)'], role: 'partial', confidence: 'high', why: 'cryptographic protection of backups' },
  ],
  'compliance/encryption-in-transit': [
    {
      controls: ['SC-8', 'SC-8(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'FedRAMP guidance: all data in transit, between containers, to storage, to backups',
    },
  ],
  'compliance/change-approval': [
    {
      controls: ['CM-3', 'CM-3(2)', 'CM-5', 'CM-5(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'change control, access restriction for change',
    },
    { controls: ['CM-4', 'AC-5'], role: 'partial', confidence: 'medium', why: 'impact analysis, separation of duties' },
    {
      controls: ['CM-3(1)', 'CM-4(2)', 'SA-10'],
      role: 'partial',
      confidence: 'high',
      why: 'automated change documentation (High), verification after change, developer configuration management',
    },
  ],
  'compliance/access-reviews': [
    { controls: ['AC-2', 'AC-6(7)'], role: 'direct', confidence: 'high', why: 'accounts and privileges reviewed' },
    { controls: ['AC-2(3)'], role: 'partial', confidence: 'high', why: 'accounts disabled' },
    {
      controls: ['AC-2(2)', 'AC-2(13)', 'IA-4', 'IA-4(4)'],
      role: 'partial',
      confidence: 'medium',
      why: 'temporary accounts, high-risk individuals, identifiers and their status',
    },
  ],
  'compliance/security-monitoring': [
    {
      controls: ['SI-4', 'SI-4(5)', 'AU-6', 'AU-6(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'monitoring and audit review',
    },
    { controls: ['AC-2(12)'], role: 'partial', confidence: 'medium', why: 'atypical use of accounts' },
  ],
  'compliance/scheduled-assessments': [
    {
      controls: ['CA-2', 'CA-7', 'CA-5'],
      role: 'direct',
      confidence: 'high',
      why: 'assessment, continuous monitoring, POA&M',
    },
    {
      controls: ['CA-7(4)', 'SI-6'],
      role: 'partial',
      confidence: 'high',
      why: 'risk monitoring, verification of security functions',
    },
    { controls: ['RA-7'], role: 'partial', confidence: 'high', why: 'response to findings' },
  ],
  'compliance/data-access-trail': [
    { controls: ['AU-2', 'AU-12'], role: 'direct', confidence: 'high', why: 'events selected and generated' },
    { controls: ['AU-3', 'AC-6(9)'], role: 'partial', confidence: 'high', why: 'content, privileged functions' },
  ],
  'compliance/data-minimisation': [
    { controls: ['RA-2', 'CM-12'], role: 'direct', confidence: 'medium', why: 'categorisation, information location' },
    { controls: ['AC-3', 'AC-6'], role: 'partial', confidence: 'high', why: 'access enforcement' },
  ],
  'compliance/erasure': [
    { controls: ['SI-12'], role: 'partial', confidence: 'high', why: 'information management and retention' },
    { controls: ['MP-6'], role: 'supporting', confidence: 'medium', why: 'sanitisation of released volumes' },
  ],
  'compliance/data-residency': [
    {
      controls: ['SA-9(5)', 'CM-12'],
      role: 'direct',
      confidence: 'high',
      why: 'processing and storage location',
      failsBy: { 'CM-12': [] },
    },
    { controls: ['CM-12(1)'], role: 'partial', confidence: 'high', why: 'automated tools for location' },
  ],
  'compliance/log-privacy': [
    {
      controls: ['AU-3(3)'],
      role: 'partial',
      confidence: 'medium',
      why: 'limit personal data in audit records (not in the FedRAMP baselines)',
    },
    { controls: ['SI-12'], role: 'supporting', confidence: 'medium', why: 'retention and handling' },
  ],
  'compliance/fedramp': [
    {
      controls: ['SC-13'],
      role: 'direct',
      confidence: 'high',
      why: 'FIPS-validated cryptography',
      failsBy: { 'SC-13': [] },
    },
    {
      controls: ['CM-6', 'CM-8', 'RA-5', 'CA-5', 'AU-11', 'CP-9', 'CA-7'],
      role: 'partial',
      confidence: 'high',
      why: 'FedRAMP parameter values checked',
    },
    { controls: ['IA-7'], role: 'partial', confidence: 'medium', why: 'cryptographic module authentication' },
  ],
  'identity/single-sign-on': [
    {
      controls: ['IA-2', 'AC-2(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'organisational users, automated account management',
    },
    {
      controls: ['IA-2(1)', 'IA-2(2)', 'IA-2(8)', 'AC-7'],
      role: 'partial',
      confidence: 'high',
      why: 'MFA, replay resistance, failed logons at the provider',
    },
    {
      controls: ['IA-8', 'IA-11', 'IA-5(1)', 'AC-2(5)', 'AC-12'],
      role: 'partial',
      confidence: 'medium',
      why: 'non-organisational users, re-authentication, passwords, inactivity and session end at the provider',
    },
  ],
  'identity/static-credentials': [
    {
      controls: ['AC-2(9)', 'IA-5'],
      role: 'direct',
      confidence: 'high',
      why: 'shared accounts, authenticator management',
      failsBy: {
        'AC-2(9)': ['static-kubeconfig'],
        'IA-5': ['token-file', 'password-file', 'static-kubeconfig', 'static-cloud-user'],
      },
    },
    {
      controls: ['AC-14', 'IA-2(5)'],
      role: 'partial',
      confidence: 'high',
      why: 'actions without identification, group authenticators',
    },
  ],
  'identity/least-privilege': [
    {
      controls: ['AC-3', 'AC-6', 'AC-6(10)'],
      role: 'direct',
      confidence: 'high',
      why: 'enforcement, least privilege',
      failsBy: { 'AC-3': ['allows-everything', 'kubelet-allows-everything'] },
    },
    {
      controls: ['AC-5', 'AC-6(1)', 'AC-6(2)', 'AC-6(5)'],
      role: 'partial',
      confidence: 'high',
      why: 'duties, security functions, privileged accounts',
    },
  ],
  'identity/cluster-admin': [
    {
      controls: ['AC-6(5)', 'AC-2(7)', 'CM-5(5)'],
      role: 'direct',
      confidence: 'high',
      why: 'privileged accounts, roles, production privilege limits',
      failsBy: { 'AC-2(7)': ['everyone-is-admin', 'equal-to-admin', 'too-many'] },
    },
    { controls: ['AC-6(1)'], role: 'partial', confidence: 'high', why: 'security functions' },
  ],
  'identity/service-accounts': [
    {
      controls: ['AC-6', 'IA-5'],
      role: 'direct',
      confidence: 'high',
      why: 'least privilege for processes, authenticators',
      failsBy: {
        'AC-6': ['default-account', 'default-account-bound', 'token-mounted-unused'],
        'IA-5': ['long-lived-token'],
      },
    },
    {
      controls: ['AC-2', 'IA-9'],
      role: 'partial',
      confidence: 'high',
      why: 'accounts, service identification (IA-9 not in the FedRAMP baselines)',
    },
  ],
  'identity/tenant-isolation': [
    {
      controls: ['SC-2', 'SC-4'],
      role: 'direct',
      confidence: 'high',
      why: 'separation, shared resources',
      failsBy: { 'SC-2': [], 'SC-4': [] },
    },
    {
      controls: ['AC-4(21)', 'SC-39'],
      role: 'partial',
      confidence: 'high',
      why: 'logical separation of flows, process isolation',
    },
    { controls: ['SC-7(21)'], role: 'partial', confidence: 'medium', why: 'isolation of components (High)' },
  ],
  'identity/quotas-and-limits': [
    {
      controls: ['SC-5'],
      role: 'direct',
      confidence: 'high',
      why: 'denial of service by exhaustion',
      failsBy: { 'SC-5': ['no-memory-limit', 'no-cpu-limit', 'no-quota', 'quota-without-compute', 'no-limit-range'] },
    },
    {
      controls: ['SC-6'],
      role: 'direct',
      confidence: 'medium',
      why: 'resource availability (not in the FedRAMP baselines)',
    },
  ],
  'secrets/secrets-in-git': [
    { controls: ['IA-5(7)'], role: 'direct', confidence: 'high', why: 'no embedded unencrypted static authenticators' },
    { controls: ['IA-5', 'IA-5(6)'], role: 'partial', confidence: 'high', why: 'authenticator protection' },
  ],
  'secrets/secret-manager': [
    {
      controls: ['IA-5(6)', 'SC-12'],
      role: 'direct',
      confidence: 'high',
      why: 'authenticators protected, key management',
      failsBy: { 'IA-5(6)': [], 'SC-12': [] },
    },
    { controls: ['SC-28'], role: 'partial', confidence: 'high', why: 'at rest' },
  ],
  'secrets/etcd-encryption': [
    {
      controls: ['SC-28', 'SC-28(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'at rest',
      failsBy: {
        'SC-28': ['identity-first', 'not-encrypted', 'secrets-left-out'],
        'SC-28(1)': ['identity-first', 'not-encrypted', 'secrets-left-out'],
      },
    },
    { controls: ['SC-12'], role: 'partial', confidence: 'high', why: 'keys' },
    { controls: ['SC-12(1)'], role: 'partial', confidence: 'medium', why: 'keys stay available (High)' },
  ],
  'secrets/rotation': [
    {
      controls: ['IA-5', 'SC-12'],
      role: 'direct',
      confidence: 'high',
      why: 'authenticators refreshed, key management',
      failsBy: {
        'IA-5': ['never-fetched-again', 'fetched-too-rarely', 'certificate-lives-too-long'],
        'SC-12': ['certificate-lives-too-long', 'key-stays'],
      },
    },
  ],
  'network/default-deny': [
    {
      controls: ['SC-7(5)', 'SC-7', 'AC-4'],
      role: 'direct',
      confidence: 'high',
      why: 'deny by default, boundary, flow enforcement',
    },
    {
      controls: ['SC-7(10)', 'SC-7(8)'],
      role: 'partial',
      confidence: 'medium',
      why: 'egress default deny limits exfiltration, proxies enforce routes',
    },
  ],
  'network/minimal-reachability': [
    { controls: ['AC-4', 'SC-7(5)'], role: 'direct', confidence: 'high', why: 'flow enforcement by exception' },
    {
      controls: ['CM-7', 'CA-9'],
      role: 'partial',
      confidence: 'high',
      why: 'least functionality, internal connections',
    },
    {
      controls: ['CM-7(1)', 'SC-7(3)', 'SI-4(22)'],
      role: 'partial',
      confidence: 'high',
      why: 'services reviewed, access points counted, unauthorised services found (High)',
    },
  ],
  'network/ingress-tls': [
    { controls: ['SC-8', 'SC-8(1)'], role: 'direct', confidence: 'high', why: 'transmission protection' },
    {
      controls: ['SC-23', 'AC-17(2)'],
      role: 'partial',
      confidence: 'high',
      why: 'session authenticity, remote access encryption',
    },
  ],
  'network/service-mtls': [
    {
      controls: ['SC-8', 'SC-8(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'between containers, by FedRAMP guidance',
    },
    { controls: ['IA-3', 'SC-23'], role: 'partial', confidence: 'high', why: 'device and session authentication' },
  ],
  'network/certificates': [
    {
      controls: ['SC-17', 'SC-12'],
      role: 'direct',
      confidence: 'high',
      why: 'PKI certificates, key establishment',
      failsBy: { 'SC-12': ['weak-key'] },
    },
    { controls: ['IA-5(2)'], role: 'partial', confidence: 'medium', why: 'public-key authentication' },
  ],
  'network/policy-enforcement': [
    { controls: ['SC-7', 'CM-7'], role: 'partial', confidence: 'high', why: 'boundary protection, functionality' },
    { controls: ['SC-7(12)'], role: 'partial', confidence: 'medium', why: 'host-based boundary protection' },
    { controls: ['SC-7(18)'], role: 'partial', confidence: 'medium', why: 'policy engine fails closed' },
    {
      controls: ['SC-7(5)', 'AC-4'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [
    { controls: ['RA-5'], role: 'direct', confidence: 'high', why: 'vulnerability scanning', failsBy: { 'RA-5': [] } },
    {
      controls: ['SA-11', 'RA-5(2)', 'SI-7'],
      role: 'partial',
      confidence: 'high',
      why: 'developer testing, current signatures',
    },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['SI-2', 'RA-5'], role: 'direct', confidence: 'high', why: 'flaw remediation, scanning' },
    {
      controls: ['SI-2(2)', 'SI-2(3)'],
      role: 'partial',
      confidence: 'high',
      why: 'remediation status, time to remediate',
    },
    { controls: ['RA-5(3)'], role: 'partial', confidence: 'high', why: 'breadth and depth of coverage' },
  ],
  'workload/signed-images': [
    {
      controls: ['SI-7', 'CM-14'],
      role: 'direct',
      confidence: 'high',
      why: 'software integrity, signed components (High)',
    },
    {
      controls: ['CM-7(5)', 'SI-7(15)'],
      role: 'partial',
      confidence: 'high',
      why: 'allow by exception, code authentication (High)',
    },
    { controls: ['SR-4', 'SR-11'], role: 'partial', confidence: 'medium', why: 'provenance, authenticity' },
    { controls: ['SI-7(1)'], role: 'partial', confidence: 'high', why: 'integrity checks' },
  ],
  'workload/trusted-registries': [
    {
      controls: ['CM-7(5)', 'CM-11'],
      role: 'direct',
      confidence: 'high',
      why: 'allow by exception, user-installed software',
      failsBy: { 'CM-7(5)': ['registry-not-allowed'], 'CM-11': ['registry-not-allowed'] },
    },
    { controls: ['SR-3'], role: 'partial', confidence: 'high', why: 'supply chain controls' },
    {
      controls: ['CM-8(3)'],
      role: 'partial',
      confidence: 'high',
      why: 'unauthorised components found (FedRAMP: within five minutes)',
    },
  ],
  'workload/pod-security': [
    { controls: ['CM-6', 'CM-7'], role: 'direct', confidence: 'high', why: 'settings, least functionality' },
    { controls: ['AC-6', 'SC-39', 'AC-6(10)'], role: 'partial', confidence: 'high', why: 'least privilege, isolation' },
    {
      controls: ['AC-6(8)', 'SC-3'],
      role: 'partial',
      confidence: 'medium',
      why: 'privilege of code execution (High), isolation of security functions (High)',
    },
  ],
  'workload/runtime-detection': [
    { controls: ['SI-4', 'SI-4(23)'], role: 'direct', confidence: 'high', why: 'system and host-based monitoring' },
    { controls: ['SI-3', 'SI-7', 'SI-4(4)'], role: 'partial', confidence: 'high', why: 'malicious code, integrity' },
    {
      controls: ['SI-4(1)', 'SI-7(7)'],
      role: 'partial',
      confidence: 'high',
      why: 'system-wide detection, detection joined with response',
    },
  ],
  'audit/api-audit-log': [
    {
      controls: ['AU-2', 'AU-3', 'AU-12'],
      role: 'direct',
      confidence: 'high',
      why: 'events, content, generation',
      failsBy: {
        'AU-2': auditLogReasons.leavesOut,
        'AU-3': auditLogReasons.noLog,
        'AU-12': auditLogReasons.leavesOut,
      },
    },
    {
      controls: ['AU-3(1)', 'AU-8', 'AC-6(9)', 'AC-2(4)'],
      role: 'partial',
      confidence: 'high',
      why: 'details, time, privileged functions, account changes',
    },
    {
      controls: ['AU-12(1)', 'SC-45'],
      role: 'partial',
      confidence: 'high',
      why: 'time-correlated trail (High), clock synchronisation',
    },
  ],
  'audit/log-retention': [
    {
      controls: ['AU-11', 'AU-9'],
      role: 'direct',
      confidence: 'high',
      why: 'retention (FedRAMP: 90 d online plus M-21-31), protection',
      failsBy: { 'AU-9': [] },
    },
    {
      controls: ['AU-9(2)', 'AU-9(4)', 'AU-4'],
      role: 'partial',
      confidence: 'high',
      why: 'separate store, subset of users, capacity',
    },
    {
      controls: ['AU-9(3)', 'AU-10'],
      role: 'partial',
      confidence: 'medium',
      why: 'cryptographic protection and non-repudiation (High)',
    },
  ],
  'audit/policy-engine': [
    {
      controls: ['CM-6', 'CM-6(1)'],
      role: 'direct',
      confidence: 'high',
      why: 'settings managed and enforced automatically',
      failsBy: {
        'CM-6': ['audit-only', 'fails-open', 'errors-admit'],
        'CM-6(1)': ['audit-only', 'fails-open', 'errors-admit'],
      },
    },
    {
      controls: ['CM-3', 'CM-5(1)', 'CM-7(2)'],
      role: 'partial',
      confidence: 'high',
      why: 'change control, automated access enforcement',
    },
  ],
  'audit/secret-scanning': [
    {
      controls: ['IA-5(7)'],
      role: 'direct',
      confidence: 'high',
      why: 'no embedded authenticators',
      failsBy: { 'IA-5(7)': [] },
    },
    { controls: ['RA-5', 'SA-11'], role: 'partial', confidence: 'high', why: 'scanning, developer testing' },
  ],
  'audit/cis-benchmark': [
    {
      controls: ['CM-6'],
      role: 'direct',
      confidence: 'high',
      why: 'benchmarks (FedRAMP: STIG first, then CIS Level 2)',
    },
    { controls: ['CA-7', 'CM-2', 'CM-7'], role: 'partial', confidence: 'high', why: 'monitoring, baseline' },
    { controls: ['RA-5(5)'], role: 'partial', confidence: 'high', why: 'privileged access for scanning' },
  ],
  'audit/penetration-test': [
    { controls: ['CA-8', 'CA-8(1)'], role: 'direct', confidence: 'high', why: 'penetration testing, independence' },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['CP-9', 'CP-2'], role: 'direct', confidence: 'high', why: 'backup, plan' },
  ],
  'disaster-recovery/etcd-snapshots': [
    { controls: ['CP-9'], role: 'direct', confidence: 'high', why: 'system-level information' },
    { controls: ['CP-9(8)', 'CP-6'], role: 'partial', confidence: 'high', why: 'protection, alternate storage' },
  ],
  'disaster-recovery/workload-backups': [
    { controls: ['CP-9'], role: 'direct', confidence: 'high', why: 'user-level information' },
  ],
  'disaster-recovery/daily-backups': [
    { controls: ['CP-9'], role: 'direct', confidence: 'high', why: 'frequency of full and incremental backup' },
  ],
  'disaster-recovery/retention': [
    {
      controls: ['CP-9'],
      role: 'direct',
      confidence: 'high',
      why: 'FedRAMP: at least three copies, one online',
      failsBy: { 'CP-9': [] },
    },
    {
      controls: ['CP-6', 'CP-6(1)', 'CP-9(8)'],
      role: 'partial',
      confidence: 'high',
      why: 'alternate storage, protection',
    },
    { controls: ['CP-9(5)'], role: 'partial', confidence: 'medium', why: 'transfer to the alternate site (High)' },
    {
      controls: ['CP-9(3)'],
      role: 'partial',
      confidence: 'medium',
      why: 'separate storage of critical information (High)',
    },
  ],
  'disaster-recovery/restore-tests': [
    {
      controls: ['CP-9(1)', 'CP-4'],
      role: 'direct',
      confidence: 'high',
      why: 'FedRAMP: yearly (Moderate), monthly (High)',
    },
    { controls: ['CP-9(2)', 'CP-10'], role: 'partial', confidence: 'high', why: 'restoration sample (High), recovery' },
  ],
  'disaster-recovery/runbooks': [
    { controls: ['CP-2'], role: 'direct', confidence: 'high', why: 'contingency plan' },
    { controls: ['CP-10'], role: 'partial', confidence: 'high', why: 'recovery procedures' },
  ],
  'disaster-recovery/second-site': [
    { controls: ['CP-7', 'CP-7(1)'], role: 'direct', confidence: 'high', why: 'alternate processing site, separated' },
    { controls: ['CP-2(3)', 'CP-6'], role: 'partial', confidence: 'high', why: 'resume functions, storage' },
    {
      controls: ['CP-7(2)', 'CP-7(4)'],
      role: 'partial',
      confidence: 'medium',
      why: 'accessible and prepared for use (High)',
    },
  ],
  'disaster-recovery/cross-region-data': [
    { controls: ['CP-6', 'CP-6(1)'], role: 'direct', confidence: 'high', why: 'alternate storage site, separated' },
    { controls: ['CP-9(5)'], role: 'partial', confidence: 'medium', why: 'transfer to alternate storage (High)' },
    { controls: ['CP-6(2)'], role: 'partial', confidence: 'medium', why: 'recovery time of the alternate site (High)' },
    { controls: ['CP-6(3)'], role: 'partial', confidence: 'medium', why: 'accessibility of the alternate storage' },
  ],
  'disaster-recovery/failover-tests': [
    { controls: ['CP-4'], role: 'direct', confidence: 'high', why: 'FedRAMP: functional exercises' },
    {
      controls: ['CP-4(2)', 'IR-3'],
      role: 'partial',
      confidence: 'high',
      why: 'alternate site test (High), response test',
    },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['IR-8'], role: 'direct', confidence: 'high', why: 'incident response plan' },
    { controls: ['IR-4', 'IR-6'], role: 'partial', confidence: 'high', why: 'handling, reporting' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['IR-4', 'IR-7'], role: 'partial', confidence: 'high', why: 'handling and assistance' },
    { controls: ['IR-6'], role: 'partial', confidence: 'medium', why: 'reporting in time' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['IR-4'], role: 'direct', confidence: 'high', why: 'lessons learned incorporated' },
    { controls: ['IR-5', 'CA-5'], role: 'partial', confidence: 'high', why: 'tracked, POA&M' },
  ],
  'support/maintained-tools': [
    {
      controls: ['SA-22'],
      role: 'direct',
      confidence: 'high',
      why: 'unsupported components',
      failsBy: { 'SA-22': ['out-of-support', 'tool-out-of-support'] },
    },
    { controls: ['SI-2', 'CM-8'], role: 'partial', confidence: 'high', why: 'flaws, inventory' },
    { controls: ['RA-3(1)', 'SI-5'], role: 'partial', confidence: 'medium', why: 'supply-chain risk, advisories' },
  ],
  'support/supported-tools': [
    { controls: ['SA-4', 'SA-9'], role: 'partial', confidence: 'medium', why: 'acquisition, external services' },
    { controls: ['SA-22'], role: 'partial', confidence: 'medium', why: 'support from other sources' },
  ],
  'support/mature-tools': [
    {
      controls: ['SR-3', 'SR-6'],
      role: 'partial',
      confidence: 'medium',
      why: 'supply chain controls, supplier assessment',
    },
    { controls: ['SA-4'], role: 'supporting', confidence: 'medium', why: 'acquisition' },
  ],
  'support/abandoned-tools': [
    { controls: ['SA-22'], role: 'direct', confidence: 'high', why: 'unsupported components' },
    { controls: ['SR-3'], role: 'partial', confidence: 'medium', why: 'supply chain' },
  ],
  'support/team-expertise': [
    { controls: ['AT-3'], role: 'partial', confidence: 'medium', why: 'role-based training' },
    { controls: ['CP-3', 'IR-2'], role: 'supporting', confidence: 'medium', why: 'contingency and response training' },
  ],
  'support/training': [
    { controls: ['AT-3', 'AT-4'], role: 'direct', confidence: 'high', why: 'role-based training, records' },
    { controls: ['AT-2'], role: 'partial', confidence: 'high', why: 'awareness' },
  ],
  'support/documentation-culture': [
    { controls: ['SA-5', 'PL-2'], role: 'partial', confidence: 'high', why: 'system documentation and plans' },
  ],
  'operations/metrics': [
    {
      controls: ['SI-4', 'CA-7'],
      role: 'direct',
      confidence: 'high',
      why: 'monitoring',
      failsBy: { 'SI-4': ['workload-not-scraped'], 'CA-7': ['workload-not-scraped'] },
    },
    { controls: ['AU-6', 'SI-4(2)'], role: 'partial', confidence: 'high', why: 'analysis, automation' },
  ],
  'operations/central-logging': [
    {
      controls: ['AU-6(3)', 'AU-12'],
      role: 'direct',
      confidence: 'high',
      why: 'correlate repositories, generation',
      failsBy: { 'AU-12': [] },
    },
    {
      controls: ['AU-4', 'AU-9(2)', 'AU-5'],
      role: 'partial',
      confidence: 'high',
      why: 'capacity, separate store, failure response',
    },
    {
      controls: ['AU-5(1)', 'AU-7', 'AU-7(1)'],
      role: 'partial',
      confidence: 'high',
      why: 'storage warning (High), reduction and search',
    },
  ],
  'operations/tracing': [
    { controls: ['SI-4', 'AU-6(3)'], role: 'supporting', confidence: 'medium', why: 'monitoring and correlation' },
  ],
  'operations/actionable-alerts': [
    {
      controls: ['SI-4(5)'],
      role: 'direct',
      confidence: 'high',
      why: 'system-generated alerts',
      failsBy: { 'SI-4(5)': ['nobody-paged', 'muted-at-times'] },
    },
    { controls: ['AU-5', 'IR-4'], role: 'partial', confidence: 'high', why: 'logging failure, handling' },
    { controls: ['AU-5(2)'], role: 'partial', confidence: 'medium', why: 'real-time alert on logging failure (High)' },
  ],
  'operations/incident-runbooks': [
    { controls: ['IR-4', 'IR-8'], role: 'partial', confidence: 'high', why: 'handling' },
  ],
  'operations/current-documentation': [
    {
      controls: ['CM-8', 'PL-8', 'SA-5'],
      role: 'partial',
      confidence: 'high',
      why: 'inventory, architecture, documentation',
    },
    {
      controls: ['CM-8(1)', 'CM-8(2)', 'CM-8(4)'],
      role: 'partial',
      confidence: 'high',
      why: 'inventory updated automatically, with owners',
    },
  ],
  'operations/gitops': [
    {
      controls: ['CM-2', 'CM-2(2)', 'CM-3'],
      role: 'direct',
      confidence: 'high',
      why: 'baseline, automation, change control',
      failsBy: {
        'CM-2': ['auto-sync-off', 'no-self-heal'],
        'CM-2(2)': ['auto-sync-off', 'no-self-heal', 'set-back-late'],
        'CM-3': ['no-self-heal', 'project-allows-everything'],
      },
    },
    {
      controls: ['CM-6(1)', 'SI-7', 'CM-5'],
      role: 'partial',
      confidence: 'high',
      why: 'automated settings, integrity',
    },
    { controls: ['CM-6(2)'], role: 'partial', confidence: 'medium', why: 'response to unauthorised change (High)' },
  ],
  'operations/self-healing': [
    { controls: ['CP-10'], role: 'partial', confidence: 'medium', why: 'reconstitution' },
    {
      controls: ['SI-13'],
      role: 'partial',
      confidence: 'low',
      why: 'predictable failure prevention (not in the FedRAMP baselines)',
    },
  ],
  'operations/patching': [
    {
      controls: ['SI-2'],
      role: 'direct',
      confidence: 'high',
      why: 'flaw remediation',
      failsBy: { 'SI-2': ['end-of-life-component', 'patch-missing'] },
    },
    {
      controls: ['SI-2(2)', 'CM-3', 'SA-22'],
      role: 'partial',
      confidence: 'high',
      why: 'status, change control, support',
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['CP-2(8)', 'RA-9'], role: 'direct', confidence: 'high', why: 'critical assets, criticality analysis' },
    { controls: ['RA-2'], role: 'partial', confidence: 'high', why: 'categorisation' },
  ],
};
