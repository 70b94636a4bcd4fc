import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { criteria, type Criterion, criterionIds } from './criteria.ts';
import { type MetricName, metricNames } from './metric-names.ts';
import { type Tier, tiers } from './tiers.ts';

const all: readonly Criterion[] = Object.values(criteria);
const metrics = all.flatMap((criterion) => criterion.metrics);
const definition = readFileSync(new URL('definition.md', import.meta.url), 'utf8');

test('there are ninety-four, each once', () => {
  expect(all).toHaveLength(94);
  expect(criterionIds).toHaveLength(94);
  expect(all.map(({ id }) => id)).toEqual([...criterionIds]);
  expect(new Set(all.map(({ title }) => title)).size).toBe(94);
});

/** The ids of the criteria of which this does not hold. */
function exceptions(holds: (criterion: Criterion) => boolean): string[] {
  return all.filter((criterion) => !holds(criterion)).map(({ id }) => id);
}

describe('every criterion', () => {
  test('is named chapter/question', () => {
    expect(exceptions(({ id }) => /^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
    expect(exceptions(({ id, chapter }) => id.startsWith(`${chapter}/`))).toEqual([]);
    expect(exceptions(({ title }) => /\w\)?$/.test(title))).toEqual([]);
  });

  test('is required of critical subjects, and never asked more strictly of a lower tier', () => {
    const strictness = ['notRequired', 'recommended', 'required'];
    const falls = ({ tiers: asked }: Criterion) => {
      const levels = tiers.map((tier) => strictness.indexOf(asked[tier].level));
      return levels.every((level, index) => level >= 0 && level <= (levels[index - 1] ?? level));
    };

    expect(exceptions(falls)).toEqual([]);
    expect(exceptions((criterion) => criterion.tiers.critical.level === 'required')).toEqual([]);
  });

  test('says what is enough wherever something is asked', () => {
    const said = (criterion: Criterion) =>
      tiers.every(
        (tier) => criterion.tiers[tier].level === 'notRequired' || /\S/.test(criterion.tiers[tier].target ?? ''),
      );

    expect(exceptions(said)).toEqual([]);
  });

  test('can be proven, by evidence that grows old', () => {
    expect(exceptions(({ evidence }) => evidence.length > 0)).toEqual([]);
    expect(exceptions(({ evidence }) => evidence.every(({ what }) => /\S/.test(what)))).toEqual([]);
    expect(
      exceptions(({ evidence }) => evidence.every((each) => each.maxAgeDays > 0 && each.maxAgeDays <= 365)),
    ).toEqual([]);
  });

  test('lists a kind of evidence once', () => {
    expect(exceptions(({ evidence }) => new Set(evidence.map(({ kind }) => kind)).size === evidence.length)).toEqual(
      [],
    );
  });

  test('says how it works over a period', () => {
    const said = ({ period }: Criterion) =>
      [period.frequency, period.population, period.samplingUnit].every((words) => /\S/.test(words));

    expect(exceptions(said)).toEqual([]);
  });

  test('writes no code where a name belongs', () => {
    const code = /\b(?:AVL|REC|CMP|SEC|DR|SUP|OPS|TIER|CHK)-[A-Z\d]/;

    expect(exceptions((criterion) => !code.test(JSON.stringify(criterion)))).toEqual([]);
  });

  test('that is derived says so', () => {
    expect(exceptions(({ derived }) => !derived)).toEqual([
      'availability/failure-survival',
      'identity/static-credentials',
      'network/certificates',
      'workload/vulnerability-deadlines',
    ]);
  });
});

describe('every number', () => {
  test('is promised from the strictest tier down, and never more strictly to a lower one', () => {
    const wrong = metrics.filter(({ op, values }) => {
      const promised = tiers.flatMap((tier) => values[tier] ?? []);
      const falls = promised.every((value, index) => {
        const above = promised[index - 1] ?? value;
        return op === '>=' ? value <= above : value >= above;
      });
      return values.critical === null || !falls;
    });

    expect(wrong).toEqual([]);
  });

  test('lies within its unit', () => {
    const most = (unit: string) => ({ percent: 100, ratio: 1 })[unit] ?? Number.MAX_SAFE_INTEGER;
    const wrong = metrics.filter(({ unit, values }) =>
      tiers.some((tier) => !((values[tier] ?? 0) >= 0 && (values[tier] ?? 0) <= most(unit))),
    );

    expect(wrong).toEqual([]);
  });

  test('is promised to no tier of which nothing is asked', () => {
    const promised = (criterion: Criterion, tier: Tier) =>
      criterion.metrics.some(({ values }) => values[tier] !== null);
    const allowed = (criterion: Criterion) =>
      tiers.every((tier) => criterion.tiers[tier].level !== 'notRequired' || !promised(criterion, tier));

    expect(exceptions(allowed)).toEqual([]);
  });
});

test('every number has a name of its own, written as in the policy file', () => {
  expect(metrics.map(({ name }) => name)).toEqual([...metricNames]);
  expect(new Set(metricNames).size).toBe(metricNames.length);
  for (const name of metricNames) expect(name).toMatch(/^[a-z]+([A-Z]?[a-z\d]+)*$/);
});

// Where the definition gives the number that a metric calls stated.
const statements: Partial<Record<MetricName, string>> = {
  availabilityPercent365d: '| 99.99% |',
  recoverySeconds: '**Target: 15 minutes for critical systems**',
  detectSeconds: 'Incident detection and alerting (< 2 minutes)',
  decideSeconds: 'Diagnosis and decision-making (< 5 minutes)',
  executeSeconds: 'Automated or manual recovery execution (< 8 minutes)',
  recoveryPointAgeSeconds: 'Near-zero to 5 minutes',
  incrementalIntervalSeconds: 'Near-zero to 5 minutes (continuous replication)',
  replicationLagSeconds: 'Near-zero to 5 minutes (continuous replication)',
  clusterAdminEquivalentWorkloads: 'no cluster-admin by default',
  verifiedCredentialsInGit: '**Never store secrets in Git**',
  namespacesDefaultDenyIngressPercent: '**Network policies**: Default deny',
  hostsWithTlsPercent: '**TLS everywhere**: Ingress',
  fullBackupAgeHours: 'Daily full backups',
  oldestRestorablePointDays: '30 days minimum',
  restoreTestAgeDays: 'Regular restore testing (quarterly minimum)',
  failoverTestsIn365d: 'at least twice per year',
  uncoveredOnCallHoursNext30d: '24/7 coverage for critical systems',
};

test('a number called stated is one that the definition states', () => {
  const stated = metrics.filter(({ origin }) => origin !== 'proposed').map(({ name }) => name);

  expect(stated.toSorted()).toEqual(Object.keys(statements).toSorted());
  for (const name of stated) expect(definition).toContain(statements[name]);
});

test('the policy file keeps the name that the contract gives to the retention of logs', () => {
  expect(criteria['audit/log-retention'].metrics.map(({ name }) => name)).toContain('logRetentionDays');
});
