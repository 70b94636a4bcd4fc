import { writeFileSync } from 'node:fs';
import { assess } from '../../src/assessment/assess.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import { collectManifests } from '../../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../../src/collect/manifests/open-input.ts';
import type { CriterionId } from '../../src/definition/criteria.ts';
import { undeclaredPolicy } from '../../src/estate/policy.ts';
import { renderJson } from '../../src/report/json.ts';

/** What the engine costs with the checks that it began with: CPU in seconds, without loading the program; memory in MB. */
export interface FirstChecks {
  readonly checks: number;
  readonly cpu: number;
  readonly peakMB: number;
}

const first: readonly CriterionId[] = [
  'availability/disruption-budgets',
  'availability/health-probes',
  'availability/zone-spread',
  'workload/pod-security',
  'workload/trusted-registries',
  'identity/quotas-and-limits',
  'identity/service-accounts',
  'network/default-deny',
  'secrets/secrets-in-git',
  'compliance/declared-frameworks',
  'tiers/assigned-tiers',
];

const loaded = process.cpuUsage();
const estate = collectManifests([process.argv[2] as string], {
  authority: 'default',
  raw: false,
  now: '2026-11-24T12:00:00Z',
  maxFileBytes: defaultMaxFileBytes,
  stdin: null,
});
const some = checks.filter(({ answers }) => first.includes(answers));
writeFileSync('/dev/null', renderJson(assess(estate, undeclaredPolicy, { version: 'bench', checks: some })));
const { user, system } = process.cpuUsage(loaded);
const measured: FirstChecks = {
  checks: some.length,
  cpu: (user + system) / 1e6,
  peakMB: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measured));
