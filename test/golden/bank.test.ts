import { expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { tiers } from '../../src/definition/tiers.ts';
import { assessExample } from '../support/assess-example.ts';

// The platform repository of a bank that does what the definition asks: what a folder can show holds, and the rest waits for what no folder shows.

let known: Promise<Assessment> | null = null;
const bank = (): Promise<Assessment> => (known ??= assessExample('examples/bank'));

/** The criteria that stay unproven in some tier, by what proves them first, as the definition says. One that a later check proves from a folder leaves the list. */
const unproven = {
  // Whether it runs as declared, only the running platform shows.
  'automatic': [
    'availability/uptime-objective',
    'availability/control-plane-redundancy',
    'availability/etcd-quorum',
    'availability/workload-autoscaling',
    'availability/node-autoscaling',
    'availability/graceful-degradation',
    'availability/failure-survival',
    'recovery/recovery-time',
    'recovery/detection-time',
    'recovery/decision-time',
    'recovery/execution-time',
    'recovery/automated-failover',
    'recovery/recovery-point',
    'recovery/continuous-backup',
    'recovery/database-replication',
    'recovery/volume-snapshots',
    'recovery/configuration-in-git',
    'compliance/encryption-at-rest',
    'compliance/encryption-in-transit',
    'compliance/change-approval',
    'compliance/access-reviews',
    'compliance/security-monitoring',
    'compliance/scheduled-assessments',
    'compliance/data-access-trail',
    'compliance/data-minimisation',
    'compliance/erasure',
    'compliance/data-residency',
    'compliance/log-privacy',
    'identity/single-sign-on',
    'identity/static-credentials',
    'identity/least-privilege',
    'identity/cluster-admin',
    'identity/service-accounts',
    'identity/tenant-isolation',
    'identity/quotas-and-limits',
    'secrets/secret-manager',
    'secrets/etcd-encryption',
    'secrets/rotation',
    'network/minimal-reachability',
    'network/service-mtls',
    'network/certificates',
    'network/policy-enforcement',
    'workload/signed-images',
    'workload/trusted-registries',
    'workload/pod-security',
    'workload/runtime-detection',
    'audit/api-audit-log',
    'audit/log-retention',
    'audit/policy-engine',
    'audit/secret-scanning',
    'disaster-recovery/backup-coverage',
    'disaster-recovery/etcd-snapshots',
    'disaster-recovery/workload-backups',
    'disaster-recovery/daily-backups',
    'disaster-recovery/retention',
    'disaster-recovery/restore-tests',
    'disaster-recovery/runbooks',
    'disaster-recovery/second-site',
    'disaster-recovery/cross-region-data',
    'disaster-recovery/failover-tests',
    'disaster-recovery/incident-plan',
    'support/maintained-tools',
    'support/mature-tools',
    'support/abandoned-tools',
    'support/documentation-culture',
    'operations/metrics',
    'operations/central-logging',
    'operations/tracing',
    'operations/actionable-alerts',
    'operations/incident-runbooks',
    'operations/current-documentation',
    'operations/gitops',
    'operations/self-healing',
    'operations/patching',
  ],
  // Scanners, testers and the duty roster are other tools, whose reports are evidence.
  'external-report': [
    'workload/image-scanning',
    'workload/vulnerability-deadlines',
    'audit/cis-benchmark',
    'audit/penetration-test',
    'disaster-recovery/on-call',
    'disaster-recovery/post-mortems',
  ],
  // People, and what they sign.
  'attestation': [
    'support/supported-tools',
    'support/team-expertise',
    'support/training',
  ],
};

test('is a platform of 120 objects or more, all of which are read', async () => {
  const { estate } = await bank();
  expect(estate.objects).toBeGreaterThanOrEqual(120);
  expect(estate.unreadable).toEqual([]);
  expect(estate.unreadSources).toEqual([]);
  expect(estate.dropped).toEqual([]);
  expect(estate.conflicts).toEqual([]);
  expect(estate.gaps).toEqual([]);
});

test('fails nothing in any tier, and the gate holds without a single exception', async () => {
  const { findings, gate, exceptions, tiers: standing } = await bank();
  expect(findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'partial')).toEqual([]);
  expect(exceptions).toEqual([]);
  expect(gate.holds).toBe(true);
  expect(tiers.map((tier) => standing[tier]?.status)).toEqual(['unproven', 'unproven', 'unproven']);
  expect(tiers.every((tier) => (standing[tier]?.subjects ?? 0) > 0)).toBe(true);
});

test('is given little advice', async () => {
  const { findings } = await bank();
  const advice = new Set(findings.flatMap(({ verdict, criterion, reason }) => (verdict === 'advice' ? [`${criterion} ${reason}`] : [])));
  expect([...advice].toSorted()).toEqual([
    // Development runs where there is room, at a size that nobody waits for.
    'availability/workload-autoscaling no-autoscaler',
    'availability/zone-spread soft-only',
    // A sensor and a log agent take what they need of the node.
    'workload/pod-security node-agent',
  ]);
});

test('leaves unproven what only a running platform, a report of another tool or people can show', async () => {
  const { outcomes } = await bank();
  const waiting = Map.groupBy(
    outcomes.filter(({ verdict }) => verdict === 'unknown'),
    ({ provenBy: [first] }) => first?.kind,
  );
  const found = [...waiting].map(([kind, some]) => [kind, some.map(({ criterion }) => criterion)]);
  expect(Object.fromEntries(found)).toEqual(unproven);
});
