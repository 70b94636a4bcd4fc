import { auditLogReasons } from '../audit-log-reasons.ts';
import type { ControlLinks } from '../control-links.ts';

/** The controls of PCI DSS that each criterion speaks to. */
export const pci: ControlLinks = {
  'recovery/detection-time': [
    {
      controls: ['10.7.2'],
      role: 'partial',
      confidence: 'high',
      why: 'failures of critical controls detected and alerted promptly',
    },
  ],
  'recovery/decision-time': [
    { controls: ['12.10.5'], role: 'partial', confidence: 'medium', why: 'plan covers alerts' },
  ],
  'compliance/declared-frameworks': [
    { controls: ['12.5.2'], role: 'partial', confidence: 'high', why: 'scope documented and confirmed' },
  ],
  'compliance/encryption-at-rest': [
    {
      controls: ['3.5.1', '3.5.1.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'disk encryption helps but alone does not satisfy PAN protection outside removable media',
    },
    {
      controls: ['3.5.1.3'],
      role: 'partial',
      confidence: 'medium',
      why: 'disk encryption managed separately from the operating system',
    },
  ],
  'compliance/encryption-in-transit': [
    { controls: ['4.2.1'], role: 'direct', confidence: 'high', why: 'strong cryptography over open networks' },
    { controls: ['2.2.7'], role: 'partial', confidence: 'high', why: 'administrative access encrypted' },
  ],
  'compliance/change-approval': [
    { controls: ['6.5.1'], role: 'direct', confidence: 'high', why: 'changes follow procedure' },
    {
      controls: ['1.2.2', '6.5.4'],
      role: 'partial',
      confidence: 'high',
      why: 'network-control changes approved, roles separated',
    },
    { controls: ['6.2.3.1'], role: 'partial', confidence: 'high', why: 'author does not approve the own change' },
  ],
  'compliance/access-reviews': [
    {
      controls: ['7.2.4', '7.2.5.1'],
      role: 'direct',
      confidence: 'high',
      why: 'six-month user review, periodic system account review',
    },
    { controls: ['8.2.6'], role: 'partial', confidence: 'high', why: 'inactive accounts' },
    { controls: ['8.2.4', '8.2.5'], role: 'partial', confidence: 'high', why: 'account life cycle, leavers removed' },
  ],
  'compliance/security-monitoring': [
    { controls: ['10.4.1.1'], role: 'direct', confidence: 'high', why: 'automated log review' },
    {
      controls: ['10.4.1', '10.7.2', '11.5.1'],
      role: 'partial',
      confidence: 'high',
      why: 'daily review, control failures, intrusion detection',
    },
    {
      controls: ['10.4.2', '10.4.3'],
      role: 'partial',
      confidence: 'high',
      why: 'other logs reviewed, anomalies addressed',
    },
  ],
  'compliance/scheduled-assessments': [
    {
      controls: ['12.4.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'quarterly operational reviews (service providers)',
    },
    {
      controls: ['6.5.2', '12.4.2.1'],
      role: 'partial',
      confidence: 'medium',
      why: 'requirements confirmed after change, reviews documented',
    },
  ],
  'compliance/data-access-trail': [
    { controls: ['10.2.1.1'], role: 'direct', confidence: 'high', why: 'access to cardholder data logged' },
    { controls: ['10.2.1.2'], role: 'partial', confidence: 'high', why: 'administrative actions logged' },
  ],
  'compliance/data-minimisation': [
    {
      controls: ['7.2.1', '12.5.1'],
      role: 'partial',
      confidence: 'high',
      why: 'access by need, inventory of in-scope components',
    },
  ],
  'compliance/erasure': [{ controls: ['3.2.1'], role: 'partial', confidence: 'high', why: 'retention and disposal' }],
  'compliance/log-privacy': [
    {
      controls: ['3.5.1', '12.10.7'],
      role: 'partial',
      confidence: 'high',
      why: 'PAN unreadable everywhere including logs; response when found',
    },
  ],
  'compliance/pci-dss': [
    {
      controls: ['1.3.1', '1.3.2', '1.4.4'],
      role: 'direct',
      confidence: 'high',
      why: 'computed reachability of the CDE',
      failsBy: { '1.3.1': [], '1.3.2': [], '1.4.4': [] },
    },
    {
      controls: ['11.4.5'],
      role: 'partial',
      confidence: 'high',
      why: 'segmentation evidence between tests; the penetration test itself is external',
    },
    { controls: ['12.5.2', '12.5.1'], role: 'partial', confidence: 'high', why: 'scope and inventory' },
    {
      controls: ['6.5.3', '2.2.3'],
      role: 'partial',
      confidence: 'medium',
      why: 'environments and functions separated',
    },
    {
      controls: ['11.4.6', '12.5.2.1'],
      role: 'partial',
      confidence: 'high',
      why: 'service-provider segmentation and scope cycles',
    },
    {
      controls: ['11.3.2', '11.3.1.3'],
      role: 'partial',
      confidence: 'medium',
      why: 'scan records held with their age',
    },
  ],
  'identity/single-sign-on': [
    {
      controls: ['8.2.1', '8.3.1'],
      role: 'direct',
      confidence: 'high',
      why: 'unique IDs, authentication',
      failsBy: { '8.2.1': [], '8.3.1': [] },
    },
    {
      controls: ['8.4.1', '8.4.2', '8.3.4'],
      role: 'partial',
      confidence: 'high',
      why: 'MFA and lockout are proven at the identity provider',
    },
    {
      controls: ['8.4.3', '8.5.1', '8.2.8'],
      role: 'partial',
      confidence: 'high',
      why: 'remote MFA, MFA robustness and idle time are set at the provider',
    },
  ],
  'identity/static-credentials': [
    {
      controls: ['8.2.2', '2.2.2'],
      role: 'direct',
      confidence: 'high',
      why: 'shared and default accounts',
      failsBy: { '8.2.2': ['static-kubeconfig'], '2.2.2': ['anonymous-allowed', 'kubelet-anonymous'] },
    },
    { controls: ['8.6.1'], role: 'partial', confidence: 'high', why: 'interactive use of system accounts' },
  ],
  'identity/least-privilege': [
    {
      controls: ['7.2.1', '7.2.2', '7.3.1', '7.3.2', '7.3.3'],
      role: 'direct',
      confidence: 'high',
      why: 'model, least privilege, system, default deny',
      failsBy: {
        '7.3.1': ['without-rbac', 'allows-everything', 'kubelet-allows-everything'],
        '7.3.2': ['without-rbac', 'allows-everything', 'kubelet-allows-everything'],
        '7.3.3': ['allows-everything', 'kubelet-allows-everything'],
      },
    },
  ],
  'identity/cluster-admin': [
    {
      controls: ['7.2.2', '7.2.5'],
      role: 'direct',
      confidence: 'high',
      why: 'least privilege for users and system accounts',
      failsBy: { '7.2.5': ['everyone-is-admin', 'workload-is-admin', 'machine-is-admin'] },
    },
    { controls: ['7.2.3'], role: 'partial', confidence: 'high', why: 'approval recorded' },
  ],
  'identity/service-accounts': [
    {
      controls: ['7.2.5'],
      role: 'direct',
      confidence: 'high',
      why: 'system accounts least privilege',
      failsBy: { '7.2.5': ['default-account-bound'] },
    },
    { controls: ['8.6.1', '8.6.3'], role: 'partial', confidence: 'high', why: 'system accounts managed' },
  ],
  'identity/tenant-isolation': [
    {
      controls: ['A1.1.1', 'A1.1.3', '6.5.3'],
      role: 'direct',
      confidence: 'high',
      why: 'logical separation of customers and environments',
      failsBy: { 'A1.1.1': [], 'A1.1.3': [], '6.5.3': [] },
    },
    {
      controls: ['A1.1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'customers reach only their own data',
      failsBy: { 'A1.1.2': [] },
    },
    { controls: ['2.2.3'], role: 'partial', confidence: 'high', why: 'primary functions separated' },
  ],
  'identity/quotas-and-limits': [
    { controls: ['A1.1.3'], role: 'supporting', confidence: 'low', why: 'customers reach only their own resources' },
  ],
  'secrets/secrets-in-git': [
    {
      controls: ['8.6.2', '8.3.2'],
      role: 'direct',
      confidence: 'high',
      why: 'no hard-coded credentials, factors unreadable in storage',
    },
  ],
  'secrets/secret-manager': [
    {
      controls: ['8.6.3', '8.3.2'],
      role: 'direct',
      confidence: 'high',
      why: 'system account secrets protected',
      failsBy: { '8.6.3': [], '8.3.2': [] },
    },
    { controls: ['3.6.1.2'], role: 'partial', confidence: 'high', why: 'keys stored in secure forms' },
    { controls: ['3.6.1.3', '3.6.1.4'], role: 'partial', confidence: 'medium', why: 'few custodians, few locations' },
  ],
  'secrets/etcd-encryption': [
    {
      controls: ['8.3.2', '3.6.1.2'],
      role: 'direct',
      confidence: 'high',
      why: 'factors and keys unreadable in storage',
      failsBy: { '8.3.2': ['identity-first', 'not-encrypted', 'secrets-left-out'], '3.6.1.2': ['key-beside-data'] },
    },
  ],
  'secrets/rotation': [
    {
      controls: ['8.6.3'],
      role: 'direct',
      confidence: 'high',
      why: 'system account passwords changed periodically',
      failsBy: { '8.6.3': ['never-fetched-again', 'fetched-too-rarely'] },
    },
    { controls: ['3.7.4'], role: 'partial', confidence: 'high', why: 'keys changed at end of cryptoperiod' },
    {
      controls: ['3.7.1', '3.7.5'],
      role: 'partial',
      confidence: 'medium',
      why: 'key generation and replacement in the manager',
    },
  ],
  'network/default-deny': [
    {
      controls: ['1.3.1', '1.3.2', '1.4.2'],
      role: 'direct',
      confidence: 'high',
      why: 'only necessary traffic',
      failsBy: {
        '1.3.1': ['ingress-open', 'allows-everything', 'only-selected'],
        '1.3.2': ['egress-open', 'egress-allows-everything', 'egress-only-selected'],
        '1.4.2': ['ingress-open', 'allows-everything', 'only-selected'],
      },
    },
    { controls: ['7.3.3'], role: 'partial', confidence: 'high', why: 'deny by default' },
  ],
  'network/minimal-reachability': [
    {
      controls: ['1.2.1', '1.2.5', '1.4.4'],
      role: 'direct',
      confidence: 'high',
      why: 'rule standards, approved services, data stores unreachable from untrusted networks',
    },
    {
      controls: ['1.2.7', '1.2.3', '1.2.4'],
      role: 'partial',
      confidence: 'high',
      why: 'review, diagrams generated from the real state',
    },
    { controls: ['11.4.5'], role: 'partial', confidence: 'high', why: 'segmentation evidence' },
    { controls: ['1.2.6', '2.2.5'], role: 'partial', confidence: 'high', why: 'insecure services found and justified' },
  ],
  'network/ingress-tls': [
    {
      controls: ['4.2.1'],
      role: 'direct',
      confidence: 'high',
      why: 'strong cryptography, valid certificates',
      failsBy: {
        '4.2.1': [
          'no-tls',
          'host-not-covered',
          'certificate-for-others',
          'no-redirect',
          'old-version',
          'plain-load-balancer',
        ],
      },
    },
    { controls: ['2.2.7'], role: 'partial', confidence: 'high', why: 'administration over encrypted channels' },
  ],
  'network/service-mtls': [
    {
      controls: ['4.2.1'],
      role: 'supporting',
      confidence: 'medium',
      why: 'PCI requires encryption over open networks; internal mTLS goes further',
    },
  ],
  'network/certificates': [
    {
      controls: ['4.2.1.1'],
      role: 'direct',
      confidence: 'high',
      why: 'inventory of trusted keys and certificates',
      failsBy: { '4.2.1.1': [] },
    },
    { controls: ['4.2.1', '12.3.3'], role: 'partial', confidence: 'high', why: 'valid certificates, cipher review' },
  ],
  'network/policy-enforcement': [
    { controls: ['1.4.1'], role: 'direct', confidence: 'high', why: 'controls between networks implemented' },
    {
      controls: ['1.3.1', '1.3.2', '1.4.2'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [
    {
      controls: ['6.3.1'],
      role: 'direct',
      confidence: 'high',
      why: 'vulnerabilities identified and ranked',
      failsBy: { '6.3.1': [] },
    },
    { controls: ['6.3.2', '11.3.1'], role: 'partial', confidence: 'high', why: 'component inventory, internal scans' },
  ],
  'workload/vulnerability-deadlines': [
    { controls: ['6.3.3', '11.3.1'], role: 'direct', confidence: 'high', why: 'patches in time, quarterly scans' },
    { controls: ['11.3.1.1'], role: 'partial', confidence: 'high', why: 'lower-ranked findings managed' },
    { controls: ['11.3.1.3'], role: 'partial', confidence: 'high', why: 'scan after change' },
  ],
  'workload/signed-images': [
    {
      controls: ['6.5.1', '6.3.2'],
      role: 'partial',
      confidence: 'medium',
      why: 'only approved changes, components known',
    },
  ],
  'workload/trusted-registries': [
    { controls: ['6.3.2'], role: 'supporting', confidence: 'medium', why: 'component inventory' },
  ],
  'workload/pod-security': [
    { controls: ['2.2.1', '2.2.6'], role: 'direct', confidence: 'high', why: 'hardening standards, secure parameters' },
    { controls: ['2.2.4'], role: 'partial', confidence: 'high', why: 'only necessary functions' },
  ],
  'workload/runtime-detection': [
    {
      controls: ['11.5.1'],
      role: 'direct',
      confidence: 'medium',
      why: 'intrusion detection, when network or host detection covers the CDE',
    },
    {
      controls: ['5.3.2', '11.5.2'],
      role: 'partial',
      confidence: 'high',
      why: 'behavioural analysis, change detection',
    },
    {
      controls: ['5.2.1', '5.2.2'],
      role: 'supporting',
      confidence: 'medium',
      why: 'anti-malware deployed, where the sensor covers it',
    },
  ],
  'audit/api-audit-log': [
    {
      controls: ['10.2.1', '10.2.1.2', '10.2.1.4', '10.2.1.5', '10.2.1.7', '10.2.2'],
      role: 'direct',
      confidence: 'high',
      why: 'events and content',
      failsBy: {
        '10.2.1': auditLogReasons.noLog,
        '10.2.1.2': auditLogReasons.leavesOut.filter((reason) => reason !== 'refused-unlogged'),
        '10.2.1.4': [...auditLogReasons.noLog, 'refused-unlogged'],
        '10.2.1.5': [...auditLogReasons.noLog, 'access-unlogged', 'tokens-unlogged'],
        '10.2.1.7': [...auditLogReasons.noLog, 'writes-unlogged'],
        '10.2.2': auditLogReasons.noLog,
      },
    },
    { controls: ['10.2.1.3', '10.2.1.6'], role: 'partial', confidence: 'high', why: 'access to logs, start and stop' },
    {
      controls: ['A1.2.1', '10.6.1', '10.6.2'],
      role: 'partial',
      confidence: 'high',
      why: 'log per customer; clock offset from node metrics',
    },
  ],
  'audit/log-retention': [
    {
      controls: ['10.5.1', '10.3.2', '10.3.3'],
      role: 'direct',
      confidence: 'high',
      why: '12 months with 3 immediately available, protected, central',
      failsBy: { '10.3.2': [], '10.3.3': [] },
    },
    {
      controls: ['10.3.1', '10.3.4'],
      role: 'partial',
      confidence: 'high',
      why: 'read access limited, change detection',
    },
  ],
  'audit/policy-engine': [
    {
      controls: ['2.2.1', '2.2.6'],
      role: 'direct',
      confidence: 'high',
      why: 'hardening standards enforced',
      failsBy: {
        '2.2.1': ['audit-only', 'fails-open', 'errors-admit'],
        '2.2.6': ['audit-only', 'fails-open', 'errors-admit'],
      },
    },
    { controls: ['10.7.2'], role: 'partial', confidence: 'medium', why: 'failure of the control detected' },
  ],
  'audit/secret-scanning': [
    { controls: ['8.6.2', '6.2.3'], role: 'partial', confidence: 'high', why: 'no hard-coded credentials, review' },
  ],
  'audit/cis-benchmark': [
    { controls: ['2.2.1'], role: 'direct', confidence: 'high', why: 'industry hardening standard' },
  ],
  'audit/penetration-test': [
    {
      controls: ['11.4.2', '11.4.3', '11.4.4'],
      role: 'partial',
      confidence: 'high',
      why: 'the tool holds the record; the test is external',
    },
  ],
  'disaster-recovery/retention': [
    { controls: ['3.2.1'], role: 'supporting', confidence: 'medium', why: 'retention limits' },
  ],
  'disaster-recovery/incident-plan': [
    { controls: ['12.10.1'], role: 'direct', confidence: 'high', why: 'incident response plan' },
    { controls: ['12.10.2'], role: 'partial', confidence: 'high', why: 'reviewed and tested yearly' },
  ],
  'disaster-recovery/on-call': [
    { controls: ['12.10.3'], role: 'direct', confidence: 'high', why: '24/7 response personnel' },
  ],
  'disaster-recovery/post-mortems': [
    { controls: ['12.10.6'], role: 'direct', confidence: 'high', why: 'plan evolves with lessons learned' },
  ],
  'support/maintained-tools': [
    {
      controls: ['12.3.4'],
      role: 'direct',
      confidence: 'high',
      why: 'technologies reviewed yearly for support',
      failsBy: { '12.3.4': ['out-of-support', 'tool-out-of-support'] },
    },
    { controls: ['6.3.3'], role: 'partial', confidence: 'high', why: 'security updates' },
  ],
  'support/supported-tools': [
    { controls: ['12.8.1'], role: 'supporting', confidence: 'medium', why: 'list of providers' },
  ],
  'support/abandoned-tools': [
    { controls: ['12.3.4'], role: 'direct', confidence: 'high', why: 'end-of-life technologies' },
  ],
  'support/training': [
    {
      controls: ['12.6.3', '12.10.4'],
      role: 'partial',
      confidence: 'high',
      why: 'training yearly, response personnel',
    },
  ],
  'support/documentation-culture': [
    { controls: ['12.4.2'], role: 'supporting', confidence: 'medium', why: 'procedures followed' },
  ],
  'operations/metrics': [
    { controls: ['10.7.2'], role: 'partial', confidence: 'medium', why: 'control failures detected' },
  ],
  'operations/central-logging': [
    { controls: ['10.3.3'], role: 'direct', confidence: 'high', why: 'prompt central storage' },
    { controls: ['10.4.1.1'], role: 'partial', confidence: 'high', why: 'automated review possible' },
  ],
  'operations/actionable-alerts': [
    {
      controls: ['10.7.2'],
      role: 'direct',
      confidence: 'high',
      why: 'failures alerted',
      failsBy: { '10.7.2': ['nobody-paged', 'muted-at-times'] },
    },
    { controls: ['10.7.3', '12.10.5'], role: 'partial', confidence: 'high', why: 'response to failures and alerts' },
    { controls: ['10.7.1'], role: 'partial', confidence: 'high', why: 'control failures (service providers)' },
  ],
  'operations/incident-runbooks': [
    { controls: ['12.10.5'], role: 'partial', confidence: 'high', why: 'response to alerts' },
  ],
  'operations/current-documentation': [
    { controls: ['1.2.3', '1.2.4'], role: 'partial', confidence: 'high', why: 'network and data-flow diagrams' },
  ],
  'operations/gitops': [
    {
      controls: ['6.5.1'],
      role: 'direct',
      confidence: 'high',
      why: 'established procedures',
      failsBy: { '6.5.1': ['no-self-heal', 'project-allows-everything'] },
    },
    { controls: ['1.2.8'], role: 'partial', confidence: 'high', why: 'configuration in sync with the running state' },
  ],
  'operations/patching': [
    {
      controls: ['6.3.3'],
      role: 'direct',
      confidence: 'high',
      why: 'critical patches within one month',
      failsBy: { '6.3.3': ['end-of-life-component', 'patch-missing'] },
    },
  ],
  'tiers/assigned-tiers': [
    { controls: ['12.5.1'], role: 'supporting', confidence: 'medium', why: 'inventory with function' },
  ],
};
