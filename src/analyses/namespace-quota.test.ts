import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { gap, isGap } from '../estate/gap.ts';
import { partial } from '../estate/seen.ts';
import { type NamespaceQuota, namespaceQuota } from './namespace-quota.ts';

type Json = Readonly<Record<string, unknown>>;

const bank = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } };

function quota(hard: Json, more: Json = {}, namespace = 'bank'): Json {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace }, spec: { hard, ...more } };
}

function limitRange(item: Json, namespace = 'bank'): Json {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace },
    spec: { limits: [{ type: 'Container', ...item }] },
  };
}

function unstated(object: Json): Json {
  return { ...object, metadata: { name: 'stray' } };
}

function quotaIn(
  files: Record<string, string>,
  namespace = 'bank',
  hidden?: 'resourceQuotas' | 'limitRanges',
): NamespaceQuota {
  const estate = estateOf(files);
  const seen = { everywhere: partial(gap('malformed', 'an object cannot be read', '')), in: {} };
  const facts = viewFacts(
    hidden ? { ...estate, facts: { ...estate.facts, [hidden]: { items: estate.facts[hidden].items, seen } } } : estate,
  );
  const subject = facts.namespaces.items.find(({ name }) => name === namespace);
  const value = namespaceQuota.compute(facts as never)(subject as never, { place: null, nth: 0 });
  if (isGap(value)) throw new Error(value.detail);
  return value;
}

function quotaOf(objects: readonly Json[], hidden?: 'resourceQuotas' | 'limitRanges'): [string, string] {
  const found = quotaIn(
    { 'manifests.yaml': objects.map((one) => JSON.stringify(one)).join('\n---\n') },
    'bank',
    hidden,
  );
  return [found.quota.is, found.limitRange.is];
}

const compute = { 'requests.cpu': '4', 'requests.memory': '8Gi' };
const gives = limitRange({ defaultRequest: { cpu: '10m', memory: '64Mi' } });

describe('what bounds a namespace', () => {
  test.each<[string, Json[], [string, string]]>([
    ['nothing', [], ['missing', 'missing']],
    ['a quota and a LimitRange', [quota(compute), gives], ['compute', 'containers']],
    ['cpu is another name of requests.cpu', [quota({ cpu: '4' })], ['compute', 'missing']],
    ['limits are a cap too', [quota({ 'limits.memory': '8Gi' })], ['compute', 'missing']],
    [
      'a quota for some pods leaves the others free',
      [quota(compute, { scopes: ['BestEffort'] })],
      ['other', 'missing'],
    ],
    [
      'and so does one by priority',
      [quota(compute, { scopeSelector: { matchExpressions: [] } })],
      ['other', 'missing'],
    ],
    ['storage is no compute', [quota({ 'requests.storage': '10Gi', 'services': '5' }), gives], ['other', 'containers']],
    ['the number of pods', [quota({ pods: '50' })], ['other', 'missing']],
    ['the number of pods, each with requests', [quota({ pods: '50' }), gives], ['pods', 'containers']],
    ['the number of pods, counted by kind', [quota({ 'count/pods': '50' }), gives], ['pods', 'containers']],
    [
      'the number of pods, with CPU requests only',
      [quota({ pods: '50' }), limitRange({ defaultRequest: { cpu: '10m' } })],
      ['other', 'containers'],
    ],
    [
      'the number of pods, with requests from max',
      [quota({ pods: '50' }), limitRange({ max: { cpu: '1', memory: '1Gi' } })],
      ['pods', 'containers'],
    ],
    ['the number of some pods', [quota({ pods: '50' }, { scopes: ['Terminating'] }), gives], ['other', 'containers']],
    ['a LimitRange for whole pods', [limitRange({ type: 'Pod', max: { cpu: '4' } })], ['missing', 'containers']],
    [
      'a LimitRange for claims bounds no container',
      [limitRange({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } })],
      ['missing', 'missing'],
    ],
    ['those of another namespace', [quota(compute, {}, 'shop'), limitRange({}, 'shop')], ['missing', 'missing']],
  ])('%s', (_name, objects, expected) => {
    expect(quotaOf([bank, ...objects])).toEqual(expected);
  });
});

describe('what is not known', () => {
  const spanning = {
    apiVersion: 'quota.openshift.io/v1',
    kind: 'ClusterResourceQuota',
    metadata: { name: 'team' },
    spec: { quota: { hard: compute }, selector: {} },
  };

  test.each<[string, Json[], [string, string], ('resourceQuotas' | 'limitRanges')?]>([
    ['the Namespace is kept elsewhere', [quota({ services: '5' })], ['unseen', 'unseen']],
    ['and what is seen counts', [quota(compute), gives], ['compute', 'containers']],
    ['a quota that cannot be read may be the one', [bank, gives], ['unseen', 'containers'], 'resourceQuotas'],
    [
      'or another variant of the one that is seen',
      [bank, quota(compute), gives],
      ['unseen', 'containers'],
      'resourceQuotas',
    ],
    ['a LimitRange that cannot be read may be the one', [bank, quota(compute)], ['compute', 'unseen'], 'limitRanges'],
    [
      'a LimitRange that cannot be read may give requests',
      [bank, quota({ pods: '50' })],
      ['unseen', 'unseen'],
      'limitRanges',
    ],
    ['or another variant of the one that is seen', [bank, quota(compute), gives], ['compute', 'unseen'], 'limitRanges'],
    ['also where it gives the requests', [bank, quota({ pods: '50' }), gives], ['unseen', 'unseen'], 'limitRanges'],
    [
      'a quota that spans namespaces and cannot be read',
      [bank, gives, { ...spanning, spec: { quota: 'all' } }],
      ['unseen', 'containers'],
    ],
    [
      'a quota without a namespace that cannot be read',
      [bank, gives, unstated(quota('all' as never))],
      ['unseen', 'containers'],
    ],
    [
      'a LimitRange without a namespace that cannot be read',
      [bank, quota(compute), unstated(limitRange({ max: 'all' }))],
      ['compute', 'unseen'],
    ],
    ['a quota that spans namespaces may cap this one', [bank, gives, spanning], ['unseen', 'containers']],
    [
      'and need not where the namespace has its own',
      [bank, quota(compute), gives, spanning],
      ['compute', 'containers'],
    ],
  ])('%s', (_name, objects, expected, hidden) => {
    expect(quotaOf(objects, hidden)).toEqual(expected);
  });

  test.each([
    ['bank', 'unseen', 'unseen'],
    ['bank/limits', 'unseen', 'unseen'],
    ['samples', 'missing', 'missing'],
  ])(
    'what states no namespace may land in the Namespace that lies in bank, from %s: %s, %s',
    (folder, ofQuota, ofRange) => {
      const strays = [quota(compute), gives].map((one) =>
        JSON.stringify(one).replace('"namespace":"bank"', '"labels":{}'),
      );
      const found = quotaIn({
        'bank/namespace.yaml': JSON.stringify(bank),
        [`${folder}/fence.yaml`]: strays.join('\n---\n'),
      });
      expect([found.quota.is, found.limitRange.is]).toEqual([ofQuota, ofRange]);
    },
  );

  test('a hidden quota that spans namespaces may cap this one', () => {
    const estate = estateOf(JSON.stringify(bank));
    const { items, seen } = estate.facts.resourceQuotas;
    const hidden = partial(gap('forbidden', 'ClusterResourceQuotas cannot be listed'));
    const resourceQuotas = { items, seen: { ...seen, in: { ...seen.in, '': hidden } } };
    const facts = viewFacts({ ...estate, facts: { ...estate.facts, resourceQuotas } });
    const value = namespaceQuota.compute(facts as never)(facts.namespaces.items[0] as never, { place: null, nth: 0 });
    expect(value).toMatchObject({ quota: { is: 'unseen', what: 'resourceQuotas' }, limitRange: { is: 'missing' } });
  });

  test('objects that state no namespace are bounded by what lies in their folder or above', () => {
    const [caps, range] = [quota(compute), gives].map((one) =>
      JSON.stringify(one).replace('"namespace":"bank"', '"labels":{}'),
    );
    const workload = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'ledger' },
      spec: { containers: [{ name: 'app', image: 'app' }] },
    });
    const boundIn = (folder: string): string[] => {
      const { quota: ofQuota, limitRange: ofRange } = quotaIn(
        { 'app/pod.yaml': workload, [`${folder}/quota.yaml`]: `${caps}\n---\n${range}` },
        '(not stated)',
      );
      return [ofQuota.is, ofRange.is];
    };
    expect(boundIn('app')).toEqual(['compute', 'containers']);
    expect(boundIn('other')).toEqual(['unseen', 'unseen']);
  });
});

// The slow, obvious version: can somebody fill the cluster with pods that each ask for one CPU (or one byte of memory), and with pods that ask for nothing?
describe('agrees with filling the namespace up', () => {
  const hards = [
    'cpu',
    'memory',
    'requests.cpu',
    'requests.memory',
    'limits.cpu',
    'limits.memory',
    'pods',
    'count/pods',
    'services',
    'requests.storage',
  ];

  function stops(one: { hard: Json; scoped: boolean }, weighs: (resource: string) => boolean): boolean {
    return !one.scoped && Object.keys(one.hard).some(weighs);
  }

  test('for 300 namespaces', () => {
    const anyQuota = fc.record({
      hard: fc
        .uniqueArray(fc.constantFrom(...hards), { minLength: 1, maxLength: 3 })
        .map((names): Json => Object.fromEntries(names.map((name) => [name, '1']))),
      scoped: fc.boolean(),
    });
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyQuota, { maxLength: 3 }), fc.boolean(), (quotas, withRange) => {
        const objects = quotas.map(({ hard, scoped }, index) => ({
          ...quota(hard, scoped ? { scopes: ['NotTerminating'] } : {}),
          metadata: { name: `quota-${index}`, namespace: 'bank' },
        }));
        const [found] = quotaOf([bank, ...objects, ...(withRange ? [gives] : [])]);
        const amount = quotas.some((one) => stops(one, (resource) => /cpu$|memory$/.test(resource)));
        const number = quotas.some((one) => stops(one, (resource) => resource.endsWith('pods')));
        expect(found).toBe(
          quotas.length === 0 ? 'missing' : amount ? 'compute' : number && withRange ? 'pods' : 'other',
        );
        reached.add(found);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(reached.size).toBe(4);
  });
});
