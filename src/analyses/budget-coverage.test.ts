import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { estateOfObjects, type PlacedObject } from '../../test/support/random-estate.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import type { Estate, FactList } from '../estate/estate.ts';
import { type FactView, viewFact, viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import type { Identified } from '../estate/identity.ts';
import { type LabelSelector, matchesSelector } from '../estate/label-selector.ts';
import type { Workload } from '../estate/workload.ts';
import { type BudgetCoverage, budgetCoverage, evictableOf } from './budget-coverage.ts';

type Cover = (workload: Workload, vantage: { place: string | null; nth: number }) => BudgetCoverage;

function coverageIn(estate: Estate): (name: string, place?: string, nth?: number) => BudgetCoverage {
  const facts = viewFacts(estate);
  const cover = (budgetCoverage.compute as (views: typeof facts) => Cover)(facts);
  return (name, place = '', nth = 0) => {
    const workload = facts.workloads.items.find((one) => one.name === name && one.places.includes(place));
    if (!workload) throw new Error(`there is no ${name} in ${place}`);
    return cover(workload, { place, nth });
  };
}

function workload(kind: string, name: string, replicas: number | null, labels: string, more = ''): string {
  const group = kind === 'Job' ? 'batch/v1' : kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
  return `
---
apiVersion: ${group}
kind: ${kind}
metadata: {name: ${name}, namespace: bank}
spec: {${replicas === null ? '' : `replicas: ${replicas}, `}selector: {matchLabels: ${labels}}, template: {metadata: {labels: ${labels}}, spec: {${kind === 'Job' ? 'restartPolicy: Never, ' : ''}containers: [{name: app, image: app}]${more}}}${kind === 'Job' ? ', manualSelector: true' : ''}}
`;
}

function budget(spec: string, name = 'budget'): string {
  return `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: bank}
spec: {${spec}}
`;
}

const ledger = '{app: ledger}';
const selects = 'selector: {matchLabels: {app: ledger}}';

/** `evictable/pods`, followed by what is missing or uncountable. */
function covered(yaml: string, authority: Authority = 'default'): string[] {
  return coverageIn(estateOf(yaml, authority))('ledger').budgets.map(({ evictable, pods, missing, uncountable }) => {
    const unknown = missing === null ? '' : ` missing ${isGap(missing) ? missing.detail : missing}`;
    return `${evictable}/${pods}${unknown}${uncountable ? ` uncountable ${uncountable.name}` : ''}`;
  });
}

describe('what a budget lets go', () => {
  test.each<[string, number, string, string]>([
    ['a number of maxUnavailable', 3, 'maxUnavailable: 1', '1/3'],
    ['more than there are', 3, 'maxUnavailable: 7', '3/3'],
    ['none', 3, 'maxUnavailable: 0', '0/3'],
    ['none, in percent', 3, 'maxUnavailable: 0%', '0/3'],
    ['a percentage of maxUnavailable is rounded up', 3, 'maxUnavailable: 34%', '2/3'],
    ['a number of minAvailable', 3, 'minAvailable: 2', '1/3'],
    ['all must stay', 3, 'minAvailable: 3', '0/3'],
    ['more than there are must stay', 3, 'minAvailable: 9', '0/3'],
    ['none must stay', 3, 'minAvailable: 0', '3/3'],
    ['a percentage of minAvailable is rounded up too', 3, 'minAvailable: 50%', '1/3'],
    ['which may leave nothing', 2, 'minAvailable: 51%', '0/2'],
    ['all of them, in percent', 3, 'minAvailable: 100%', '0/3'],
    ['neither amount: the API fills in none, and nothing may go', 3, 'unhealthyPodEvictionPolicy: AlwaysAllow', '0/3'],
  ])('%s', (_name, replicas, amount, expected) => {
    expect(covered(workload('Deployment', 'ledger', replicas, ledger) + budget(`${amount}, ${selects}`))).toEqual([
      expected,
    ]);
  });

  test('of several workloads under one budget, all pods count', () => {
    const both = workload('Deployment', 'ledger', 2, ledger) + workload('StatefulSet', 'store', 6, ledger);
    expect(covered(both + budget(`minAvailable: 50%, ${selects}`))).toEqual(['4/8']);
    expect(covered(both + budget(`maxUnavailable: 1, ${selects}`))).toEqual(['1/8']);
    expect(covered(both + budget(`minAvailable: 1, ${selects}`))).toEqual(['7/8']);
  });

  test('bare pods are healthy, but expected of nobody', () => {
    const bare = `
---
apiVersion: v1
kind: Pod
metadata: {name: extra, namespace: bank, labels: ${ledger}}
spec: {containers: [{name: app, image: app}]}
`;
    const both = workload('ReplicaSet', 'ledger', 3, ledger) + bare;
    expect(covered(both + budget(`maxUnavailable: 1, ${selects}`))).toEqual(['2/4']);
    expect(covered(both + budget(`minAvailable: 3, ${selects}`))).toEqual(['1/4']);
    expect(covered(both + budget(`minAvailable: 100%, ${selects}`))).toEqual(['1/4']);
    const finishing = bare.replace('containers:', 'restartPolicy: Never, containers:');
    expect(
      covered(workload('ReplicaSet', 'ledger', 3, ledger) + finishing + budget(`minAvailable: 3, ${selects}`)),
    ).toEqual(['0/3']);
  });

  test('one pod of a DaemonSet or a Job makes the controller give up, unless minAvailable is a plain number', () => {
    const withAgent = workload('Deployment', 'ledger', 3, ledger) + workload('DaemonSet', 'agent', null, ledger);
    expect(covered(withAgent + budget(`maxUnavailable: 1, ${selects}`))).toEqual(['0/3 uncountable agent']);
    expect(covered(withAgent + budget(`minAvailable: 50%, ${selects}`))).toEqual(['0/3 uncountable agent']);
    expect(covered(withAgent + budget(`minAvailable: 1, ${selects}`))).toEqual([
      '2/3 missing how many pods of DaemonSet/agent stand under the same budget is not known: there is one for each of its nodes',
    ]);
    const withJob = workload('Deployment', 'ledger', 3, ledger) + workload('Job', 'migrate', null, ledger);
    expect(covered(withJob + budget(`maxUnavailable: 1, ${selects}`))).toEqual(['0/3 uncountable migrate']);
    expect(covered(withJob + budget(`minAvailable: 1, ${selects}`))).toEqual(['2/3']);
  });

  test('a workload that is switched off adds nothing', () => {
    const both = workload('Deployment', 'ledger', 2, ledger) + workload('Deployment', 'old', 0, ledger);
    expect(covered(both + budget(`minAvailable: 2, ${selects}`))).toEqual(['0/2']);
  });

  test('an Argo Rollout counts as a Deployment does', () => {
    expect(covered(workload('Rollout', 'ledger', 3, ledger) + budget(`minAvailable: 2, ${selects}`))).toEqual(['1/3']);
  });

  test('an empty selector selects all of the namespace in policy/v1, and nothing in v1beta1', () => {
    const both = workload('Deployment', 'ledger', 2, ledger) + workload('Deployment', 'web', 2, '{app: web}');
    const empty = budget('maxUnavailable: 3, selector: {}');
    expect(covered(both + empty)).toEqual(['3/4']);
    expect(covered(both + empty.replace('policy/v1', 'policy/v1beta1'))).toEqual([]);
    expect(covered(both + budget('maxUnavailable: 3'))).toEqual([]);
  });

  test('labels named like built-in properties are labels', () => {
    const odd = '{constructor: a, toString: b}';
    expect(
      covered(workload('Deployment', 'ledger', 3, odd) + budget(`maxUnavailable: 1, selector: {matchLabels: ${odd}}`)),
    ).toEqual(['1/3']);
    expect(
      covered(
        workload('Deployment', 'ledger', 3, ledger) + budget(`maxUnavailable: 1, selector: {matchLabels: ${odd}}`),
      ),
    ).toEqual([]);
  });
});

describe('what was not seen', () => {
  const good = workload('Deployment', 'ledger', 3, ledger) + budget(`minAvailable: 1, ${selects}`);

  test('an unreadable workload may stand under the same budget', () => {
    const unreadable = workload('Deployment', 'broken', 3, ledger).replace('replicas: 3', 'replicas: three');
    expect(covered(good + unreadable)).toEqual(['2/3 missing workloads']);
    expect(covered(good.replace('minAvailable: 1', 'maxUnavailable: 1') + unreadable)).toEqual([
      '0/3 missing workloads',
    ]);
  });

  test('pods that an operator makes are taken to have budgets of their own', () => {
    const operated = `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: metrics, namespace: bank}
spec: {}
`;
    expect(covered(good + operated)).toEqual(['2/3']);
  });

  test('an unreadable budget may be a second one', () => {
    const coverage = coverageIn(estateOf(good + budget(`minAvailable: "2", ${selects}`, 'second')))('ledger');
    expect(coverage).toMatchObject({
      isOnly: false,
      hidden: 'disruptionBudgets',
      missing: 'disruptionBudgets',
    });
    expect(coverage.budgets).toHaveLength(1);
  });

  test('part of a platform says nothing of absence, and what was found counts', () => {
    expect(coverageIn(estateOf(good, 'partial'))('ledger')).toMatchObject({
      counted: false,
      isOnly: true,
      hidden: null,
      missing: 'disruptionBudgets',
    });
  });
});

describe('what rules a further budget out', () => {
  const ours = workload('Deployment', 'ledger', 3, ledger);
  const anywhere = (yaml: string): string => yaml.replaceAll(', namespace: bank', '');
  const one = budget(`maxUnavailable: 1, ${selects}`);

  test.each<[string, string, string[]]>([
    ['the whole folder was read', ours, []],
    ['a budget for others changes nothing', ours + one.replace('app: ledger', 'app: web'), []],
    ['one that was found is the only one', ours + one, ['only']],
    ['two are not', ours + one + budget(`minAvailable: 1, ${selects}`, 'second'), []],
    [
      'one that states no namespace may land beside them',
      ours + anywhere(one),
      ['the budget budget selects its pods, states no namespace and may land in this one'],
    ],
    [
      'and they, where they state none, beside one that does',
      anywhere(ours) + one,
      ['the budget budget selects its pods in another namespace; the workload states none and may land there'],
    ],
    [
      'of one that cannot be read nobody knows',
      ours + one.replace('maxUnavailable: 1', 'maxUnavailable: "1"'),
      ['disruptionBudgets hidden', 'disruptionBudgets'],
    ],
  ])('%s', (_name, yaml, expected) => {
    const { isOnly, hidden, missing } = coverageIn(estateOf(yaml))('ledger');
    const named = (what: typeof missing): string[] => (what === null ? [] : [isGap(what) ? what.detail : what]);
    expect([...(isOnly ? ['only'] : []), ...named(hidden).map((what) => `${what} hidden`), ...named(missing)]).toEqual(
      expected,
    );
  });
});

describe('variants', () => {
  const base = workload('Deployment', 'ledger', 3, ledger);

  test('each copy is covered by the nearest budget', () => {
    const estate = estateOf({
      'dev/all.yaml': base.replace('replicas: 3', 'replicas: 2') + budget(`maxUnavailable: 1, ${selects}`),
      'prod/all.yaml': base + budget(`minAvailable: 3, ${selects}`),
    });
    expect(coverageIn(estate)('ledger', 'dev').budgets).toMatchObject([{ evictable: 1, pods: 2 }]);
    expect(coverageIn(estate)('ledger', 'prod').budgets).toMatchObject([{ evictable: 0, pods: 3 }]);
  });

  test('a base is looked at from each overlay', () => {
    const estate = estateOf({
      'base/all.yaml': base,
      'overlays/dev/budget.yaml': budget(`maxUnavailable: 1, ${selects}`),
      'overlays/prod/budget.yaml': budget(`minAvailable: 3, ${selects}`),
    });
    const facts = viewFacts(estate);
    const [workloadSeen] = facts.workloads.items;
    expect(workloadSeen && facts.disruptionBudgets.ties(workloadSeen).map(({ place }) => place)).toEqual([
      'overlays/dev',
      'overlays/prod',
    ]);
    const cover = (budgetCoverage.compute as (views: typeof facts) => Cover)(facts);
    const evictable = (place: string): unknown =>
      workloadSeen && cover(workloadSeen, { place, nth: 0 }).budgets.map((one) => one.evictable);
    expect(evictable('overlays/dev')).toEqual([1]);
    expect(evictable('overlays/prod')).toEqual([0]);
  });

  test('of two differing objects in one folder each counts itself, not its double', () => {
    const estate = estateOf({
      'all.yaml':
        base +
        base.replace('replicas: 3', 'replicas: 5') +
        workload('Deployment', 'web', 2, ledger) +
        budget(`minAvailable: 4, ${selects}`),
    });
    const facts = viewFacts(estate);
    const cover = (budgetCoverage.compute as (views: typeof facts) => Cover)(facts);
    const counted = facts.workloads.items
      .filter(({ name }) => name === 'ledger')
      .map((one) => cover(one, { place: '', nth: 0 }).budgets.map(({ evictable, pods }) => `${evictable}/${pods}`));
    expect(counted).toEqual([['1/5'], ['3/7']]);
  });
});

// The slow, obvious version: pods one by one, the disruption controller after every eviction, as its sources read.

interface SimulatedPod {
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: SimulatedOwner | null;
  readonly ready: boolean;
}

interface SimulatedOwner {
  readonly kind: string;
  readonly scale: number;
}

interface SimulatedBudget {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly selector: LabelSelector;
}

function share(amount: number | string, total: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number(amount.replace('%', '')) * total) / 100);
}

/** How many disruptions the controller would write into the budget's status. */
function sync(budgeted: SimulatedBudget, pods: readonly SimulatedPod[]): number {
  const selected = pods.filter(({ labels }) => matchesSelector(budgeted.selector, labels));
  const owners = new Set(selected.flatMap(({ owner }) => owner ?? []));
  const { minAvailable, maxUnavailable } = budgeted;
  let [expected, desired] = [0, 0];
  if (maxUnavailable !== undefined || typeof minAvailable === 'string') {
    for (const { kind, scale } of owners) {
      if (kind === 'DaemonSet' || kind === 'Job') return 0;
      expected += scale;
    }
    desired =
      maxUnavailable === undefined
        ? share(minAvailable as string, expected)
        : Math.max(0, expected - share(maxUnavailable, expected));
  } else if (minAvailable !== undefined) {
    expected = selected.length;
    desired = minAvailable;
  }
  const healthy = selected.filter(({ ready }) => ready).length;
  return expected <= 0 ? 0 : Math.max(0, healthy - desired);
}

/** Evicts ready pods under a budget until the API refuses; every managed pod is replaced by one that is not ready yet. */
function evictAll(budgeted: SimulatedBudget, given: readonly SimulatedPod[]): number {
  let pods = [...given];
  let evicted = 0;
  while (sync(budgeted, pods) > 0) {
    const victim = pods.find((pod) => pod.ready && matchesSelector(budgeted.selector, pod.labels));
    if (!victim) return evicted;
    pods = pods.filter((pod) => pod !== victim);
    if (victim.owner) pods.push({ ...victim, ready: false });
    evicted += 1;
  }
  return evicted;
}

interface RandomWorkload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'Rollout' | 'DaemonSet' | 'Job' | 'Pod';
  readonly replicas: number;
  readonly minimum: number | null;
  readonly labels: Readonly<Record<string, string>>;
}

const randomWorkload: fc.Arbitrary<RandomWorkload> = fc.record({
  kind: fc.constantFrom('Deployment', 'Deployment', 'StatefulSet', 'Rollout', 'DaemonSet', 'Job', 'Pod'),
  replicas: fc.nat(6),
  minimum: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  labels: fc.record({ app: fc.constantFrom('a', 'b'), tier: fc.constantFrom('x', 'y') }, { requiredKeys: ['app'] }),
});

const amount = fc.oneof(
  fc.nat(7),
  fc.nat(100).map((percent) => `${percent}%`),
);
const randomBudget: fc.Arbitrary<SimulatedBudget> = fc
  .tuple(
    fc.oneof(
      amount.map((minAvailable) => ({ minAvailable })),
      amount.map((maxUnavailable) => ({ maxUnavailable })),
      fc.constant({}),
    ),
    fc.constantFrom<LabelSelector>(
      {},
      { matchLabels: { app: 'a' } },
      { matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
      { matchLabels: { app: 'b', tier: 'y' } },
    ),
  )
  .map(([amounts, selector]) => ({ ...amounts, selector }));

function objectsOf({ kind, replicas, minimum, labels }: RandomWorkload, index: number): PlacedObject['object'][] {
  const metadata = { name: `w${index}`, namespace: 'bank' };
  const mayEnd = kind === 'Job' ? { restartPolicy: 'Never' } : {};
  const template = { metadata: { labels }, spec: { ...mayEnd, containers: [{ name: 'app', image: 'app' }] } };
  const apiVersion = {
    Deployment: 'apps/v1',
    StatefulSet: 'apps/v1',
    Rollout: 'argoproj.io/v1alpha1',
    DaemonSet: 'apps/v1',
    Job: 'batch/v1',
    Pod: 'v1',
  }[kind];
  if (kind === 'Pod') return [{ apiVersion, kind, metadata: { ...metadata, labels }, spec: template.spec }];
  const scaled = kind === 'DaemonSet' || kind === 'Job' ? {} : { replicas };
  const selector = kind === 'Job' ? {} : { selector: { matchLabels: labels } };
  const made = { apiVersion, kind, metadata, spec: { ...scaled, ...selector, template } };
  if (minimum === null || kind === 'DaemonSet' || kind === 'Job') return [made];
  const spec = { scaleTargetRef: { apiVersion, kind, name: metadata.name }, minReplicas: minimum, maxReplicas: 9 };
  return [made, { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec }];
}

/** The pods of a workload at its fewest replicas; a Job has one that is done. */
function podsOf({ kind, replicas, minimum, labels }: RandomWorkload, nodes: number): SimulatedPod[] {
  if (kind === 'Pod') return [{ labels, owner: null, ready: true }];
  const floor = replicas === 0 ? 0 : (minimum ?? replicas);
  const scale = kind === 'DaemonSet' ? nodes : kind === 'Job' ? 1 : floor;
  const owner = { kind, scale };
  return Array.from({ length: scale }, () => ({ labels, owner, ready: kind !== 'Job' }));
}

describe('the count agrees with the controller, one eviction at a time', () => {
  test('on random workloads under random budgets', () => {
    let [exact, uncountable, open] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.array(randomWorkload, { minLength: 1, maxLength: 6 }),
        fc.array(randomBudget, { maxLength: 4 }),
        (workloads, budgets) => {
          const objects = [
            ...workloads.flatMap(objectsOf),
            ...budgets.map((spec, index) => ({
              apiVersion: 'policy/v1',
              kind: 'PodDisruptionBudget',
              metadata: { name: `b${index}`, namespace: 'bank' },
              spec,
            })),
          ];
          const coverage = coverageIn(estateOfObjects(objects.map((object) => ({ folder: '', object }))));
          workloads.forEach((one, index) => {
            const expected = budgets.flatMap((spec, at) =>
              matchesSelector(spec.selector, one.labels) ? [`b${at}`] : [],
            );
            const { budgets: covering, counted, isOnly, hidden, missing: absent } = coverage(`w${index}`);
            expect(covering.map((found) => found.budget.name)).toEqual(expected);
            expect({ counted, hidden, absent }).toEqual({ counted: true, hidden: null, absent: null });
            expect(isOnly).toBe(expected.length === 1);
            for (const { budget: found, evictable, missing, uncountable: culprit } of covering) {
              const spec = budgets[Number(found.name.slice(1))] as SimulatedBudget;
              const onNodes = (nodes: number): number =>
                evictAll(
                  spec,
                  workloads.flatMap((each) => podsOf(each, nodes)),
                );
              const agrees =
                missing === null
                  ? [1, 2, 7].every((nodes) => onNodes(nodes) === evictable)
                  : [0, 1, 7].every((nodes) => onNodes(nodes) >= evictable);
              expect({ spec, evictable, agrees }).toMatchObject({ agrees: true });
              if (culprit) uncountable += 1;
              else if (missing === null) exact += 1;
              else open += 1;
            }
          });
        },
      ),
      { numRuns: 600, seed: 11 },
    );
    expect(Math.min(exact, uncountable, open)).toBeGreaterThan(50);
  });

  test('and never lets fewer go with more pods', () => {
    const written = fc.oneof(
      fc.nat(7),
      fc.nat(100).map((percent) => `${percent}%`),
      fc.constant(null),
    );
    fc.assert(
      fc.property(written, fc.boolean(), fc.nat(20), fc.nat(5), (given, asMinimum, scaled, bare) => {
        const spec = asMinimum
          ? { minAvailable: given, maxUnavailable: null }
          : { minAvailable: null, maxUnavailable: given };
        const now = evictableOf(spec, { scaled, bare });
        expect(evictableOf(spec, { scaled: scaled + 1, bare })).toBeGreaterThanOrEqual(now);
        expect(evictableOf(spec, { scaled, bare: bare + 1 })).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('cost', () => {
  /** Seconds to cover so many workloads, each with an autoscaler and a budget of its own, spread over namespaces. */
  function seconds(workloads: number, namespaces: number): number {
    const yaml = workload('Deployment', 'ledger', 3, ledger) + budget(`maxUnavailable: 1, ${selects}`);
    const scaler = `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger, namespace: bank}
spec: {minReplicas: 3, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}}
`;
    const { facts: one } = estateOf(yaml + scaler);
    const copies = <T>(
      list: FactList<T>,
      change: (item: T, place: { name: string; namespace: string }) => T,
    ): FactView<T & Identified> =>
      viewFact({
        seen: list.seen,
        items: Array.from({ length: workloads }, (_, index) =>
          change(list.items[0] as T, { name: `w${index}`, namespace: `n${index % namespaces}` }),
        ) as (T & Identified)[],
      });
    const labelsOf = (app: string): Record<string, string> => ({ app, 'app.kubernetes.io/part-of': 'bank' });
    const facts = {
      workloads: copies(one.workloads, (item, place) => ({
        ...item,
        ...place,
        pod: { ...item.pod, labels: labelsOf(place.name) },
      })),
      disruptionBudgets: copies(one.disruptionBudgets, (item, place) => ({
        ...item,
        ...place,
        selector: { matchLabels: labelsOf(place.name) },
      })),
      autoscalers: copies(one.autoscalers, (item, place) => ({
        ...item,
        ...place,
        target: { ...item.target, name: place.name },
      })),
    };
    const cover = (budgetCoverage.compute as (views: typeof facts) => Cover)(facts);
    const started = process.cpuUsage();
    const evictable = facts.workloads.items.map((item) => cover(item, { place: '', nth: 0 }).budgets[0]?.evictable);
    const spent = process.cpuUsage(started).user / 1e6;
    expect(evictable.every((number) => number === 1)).toBe(true);
    return spent;
  }

  test('ten thousand workloads in one namespace are covered in a moment, as in two hundred', () => {
    // Asking every budget about every workload takes six seconds and more on a machine that has nothing else to do.
    expect(seconds(10_000, 200)).toBeLessThan(4);
    expect(seconds(10_000, 1)).toBeLessThan(4);
  });
});
