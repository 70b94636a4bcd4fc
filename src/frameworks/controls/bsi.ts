import type { ControlLinks } from '../control-links.ts';

/** The controls of BSI IT-Grundschutz APP.4.4 Kubernetes that each criterion speaks to. */
export const bsi: ControlLinks = {
  'availability/uptime-objective': [
    { controls: ['A19'], role: 'supporting', confidence: 'medium', why: 'outcome of the HA requirement' },
  ],
  'availability/zone-spread': [
    {
      controls: ['A19'],
      role: 'direct',
      confidence: 'high',
      why: 'nodes and control plane over several failure zones',
    },
  ],
  'availability/control-plane-redundancy': [
    { controls: ['A19'], role: 'direct', confidence: 'high', why: 'control plane highly available' },
  ],
  'availability/etcd-quorum': [
    {
      controls: ['A19'],
      role: 'direct',
      confidence: 'high',
      why: 'HA of the control plane',
      failsBy: { A19: ['too-few-members', 'majority-in-one-zone'] },
    },
  ],
  'availability/disruption-budgets': [
    { controls: ['A19'], role: 'supporting', confidence: 'medium', why: 'supports HA' },
  ],
  'availability/health-probes': [
    {
      controls: ['A11'],
      role: 'direct',
      confidence: 'high',
      why: 'containers must expose health checks used by the orchestrator',
      failsBy: { A11: ['no-readiness', 'no-liveness', 'named-port-missing'] },
    },
  ],
  'availability/graceful-degradation': [
    { controls: ['A15'], role: 'supporting', confidence: 'medium', why: 'separation of applications by criticality' },
  ],
  'availability/failure-survival': [
    { controls: ['A19'], role: 'partial', confidence: 'medium', why: 'verification of HA' },
  ],
  'recovery/automated-failover': [
    {
      controls: ['A16'],
      role: 'partial',
      confidence: 'medium',
      why: 'operators automate operation of complex services',
    },
  ],
  'recovery/recovery-point': [
    { controls: ['A5'], role: 'partial', confidence: 'medium', why: 'backup in the cluster' },
  ],
  'recovery/continuous-backup': [
    { controls: ['A5'], role: 'direct', confidence: 'high', why: 'backup of persistent volumes, configuration, etcd' },
  ],
  'recovery/volume-snapshots': [
    { controls: ['A5'], role: 'direct', confidence: 'high', why: 'backup of persistent volumes' },
  ],
  'recovery/configuration-in-git': [
    { controls: ['A2', 'A5'], role: 'partial', confidence: 'medium', why: 'automation, configuration backup' },
  ],
  'compliance/encryption-at-rest': [
    {
      controls: ['A20'],
      role: 'direct',
      confidence: 'high',
      why: 'encrypted data storage for pods',
      failsBy: { A20: ['encryption-off'] },
    },
  ],
  'compliance/change-approval': [
    { controls: ['A2', 'A10'], role: 'partial', confidence: 'medium', why: 'automation and its security' },
  ],
  'compliance/scheduled-assessments': [
    { controls: ['A13'], role: 'direct', confidence: 'high', why: 'automated configuration audit' },
  ],
  'identity/single-sign-on': [
    { controls: ['A3'], role: 'direct', confidence: 'high', why: 'identity and access management' },
  ],
  'identity/static-credentials': [{ controls: ['A3'], role: 'direct', confidence: 'high', why: 'no anonymous access' }],
  'identity/least-privilege': [
    { controls: ['A3'], role: 'direct', confidence: 'high', why: 'authorisation of users and automation' },
  ],
  'identity/cluster-admin': [{ controls: ['A3'], role: 'partial', confidence: 'high', why: 'privileged rights' }],
  'identity/service-accounts': [
    {
      controls: ['A9'],
      role: 'direct',
      confidence: 'high',
      why: 'service accounts',
      failsBy: { A9: ['default-account', 'default-account-bound', 'token-mounted-unused'] },
    },
  ],
  'identity/tenant-isolation': [
    {
      controls: ['A1', 'A15'],
      role: 'direct',
      confidence: 'high',
      why: 'separation of applications',
      failsBy: { A15: [] },
    },
    { controls: ['A14'], role: 'partial', confidence: 'medium', why: 'dedicated nodes for tenants that need them' },
  ],
  'secrets/secrets-in-git': [
    { controls: ['A8'], role: 'partial', confidence: 'high', why: 'configuration files protected' },
  ],
  'secrets/secret-manager': [
    { controls: ['A8'], role: 'partial', confidence: 'medium', why: 'configuration protected' },
  ],
  'secrets/etcd-encryption': [
    { controls: ['A20'], role: 'supporting', confidence: 'medium', why: 'encrypted data storage' },
  ],
  'network/default-deny': [
    { controls: ['A7', 'A18'], role: 'direct', confidence: 'high', why: 'network separation, micro-segmentation' },
  ],
  'network/minimal-reachability': [
    { controls: ['A18'], role: 'direct', confidence: 'high', why: 'only needed connections allowed' },
  ],
  'network/policy-enforcement': [
    { controls: ['A7'], role: 'partial', confidence: 'high', why: 'network separation' },
    {
      controls: ['A18'],
      role: 'partial',
      confidence: 'high',
      why: 'a policy that nothing enforces restricts no traffic',
    },
  ],
  'workload/image-scanning': [{ controls: ['A10'], role: 'partial', confidence: 'medium', why: 'automation secured' }],
  'workload/signed-images': [
    { controls: ['A12'], role: 'partial', confidence: 'medium', why: 'infrastructure applications secured' },
  ],
  'workload/trusted-registries': [
    { controls: ['A12'], role: 'partial', confidence: 'high', why: 'registries secured' },
  ],
  'workload/pod-security': [
    {
      controls: ['A4'],
      role: 'direct',
      confidence: 'high',
      why: 'separation of pods',
      failsBy: {
        A4: [
          'host-network',
          'host-pid',
          'host-ipc',
          'privileged',
          'host-path-volumes',
          'runtime-socket',
          'host-credentials',
          'windows-host-process',
        ],
      },
    },
  ],
  'audit/policy-engine': [
    { controls: ['A13'], role: 'partial', confidence: 'high', why: 'automated audit of configuration' },
  ],
  'audit/cis-benchmark': [
    {
      controls: ['A13'],
      role: 'direct',
      confidence: 'high',
      why: 'automated configuration audit',
      failsBy: { A13: [] },
    },
    {
      controls: ['A17'],
      role: 'partial',
      confidence: 'low',
      why: 'node attestation approximated by file and kubelet checks',
    },
  ],
  'disaster-recovery/backup-coverage': [
    { controls: ['A5'], role: 'direct', confidence: 'high', why: 'what, how, where' },
  ],
  'disaster-recovery/etcd-snapshots': [{ controls: ['A5'], role: 'direct', confidence: 'high', why: 'etcd' }],
  'disaster-recovery/workload-backups': [
    { controls: ['A5'], role: 'direct', confidence: 'high', why: 'persistent volumes' },
  ],
  'disaster-recovery/restore-tests': [
    { controls: ['A5'], role: 'supporting', confidence: 'medium', why: 'backup usable' },
  ],
  'disaster-recovery/second-site': [
    { controls: ['A19'], role: 'supporting', confidence: 'medium', why: 'HA across sites' },
  ],
  'operations/metrics': [{ controls: ['A11'], role: 'supporting', confidence: 'medium', why: 'container monitoring' }],
  'operations/gitops': [
    {
      controls: ['A2'],
      role: 'direct',
      confidence: 'high',
      why: 'automation with CI/CD',
      failsBy: { A2: ['auto-sync-off'] },
    },
  ],
  'operations/self-healing': [
    { controls: ['A11'], role: 'supporting', confidence: 'medium', why: 'health checks acted upon' },
  ],
  'operations/patching': [
    { controls: ['A21'], role: 'supporting', confidence: 'medium', why: 'regular restart picks up patched images' },
  ],
  'tiers/assigned-tiers': [{ controls: ['A1'], role: 'partial', confidence: 'medium', why: 'planning of separation' }],
};
