import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { objectOf, refusalsOf } from '../../test/support/refuses.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { gap, isGap } from '../estate/gap.ts';
import { parseQuantity } from '../estate/quantity.ts';
import { partial } from '../estate/seen.ts';
import { type ContainerResources, containerResources, type Shortage } from './container-resources.ts';

type Amounts = Readonly<Record<string, string | number>>;
interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}
type Json = Readonly<Record<string, unknown>>;

const bank = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } };

function limitRange(item: Json, name = 'limits', namespace = 'bank'): Json {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name, namespace },
    spec: { limits: [{ type: 'Container', ...item }] },
  };
}

function pod(spec: Json, namespace = 'bank'): Json {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace }, spec };
}

function container(resources: Resources | undefined, name = 'app'): Json {
  return { name, image: 'registry.bank.example/ledger:1.4', ...(resources === undefined ? {} : { resources }) };
}

type Seen = 'all' | 'one LimitRange is hidden' | 'the Namespace is elsewhere';

function resourcesOf(objects: readonly Json[], seen: Seen = 'all'): ContainerResources {
  const given = seen === 'the Namespace is elsewhere' ? objects : [bank, ...objects];
  const estate = estateOf(given.map((one) => JSON.stringify(one)).join('\n---\n'));
  const { items } = estate.facts.limitRanges;
  const hidden = { everywhere: partial(gap('malformed', 'a LimitRange cannot be read', '')), in: {} };
  const facts = viewFacts(
    seen === 'one LimitRange is hidden'
      ? { ...estate, facts: { ...estate.facts, limitRanges: { items, seen: hidden } } }
      : estate,
  );
  const value = containerResources.compute(facts as never)(facts.workloads.items[0] as never, { place: null, nth: 0 });
  if (isGap(value)) throw new Error(value.detail);
  return value;
}

const full: Resources = {
  requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '1Gi' },
  limits: { memory: '256Mi' },
};
const all: Shortage[] = ['cpu-request', 'memory-request', 'cpu-limit', 'memory-limit', 'ephemeral-storage'];

describe('what a container lacks', () => {
  test.each<[string, Resources | undefined, Shortage[]]>([
    ['says nothing', undefined, all],
    ['says all but a CPU limit', full, ['cpu-limit']],
    ['limits are requests where these are not given', { limits: { cpu: 1, memory: '1Gi' } }, ['ephemeral-storage']],
    [
      'requests are no limits',
      { requests: { cpu: 1, memory: '1Gi' } },
      ['cpu-limit', 'memory-limit', 'ephemeral-storage'],
    ],
    ['zero asks for nothing and limits nothing', { requests: { cpu: 0, memory: '0' }, limits: { memory: 0 } }, all],
    [
      'a limit on storage is a bound',
      { ...full, requests: { cpu: 1, memory: '1Gi' }, limits: { 'memory': '1Gi', 'ephemeral-storage': '1Gi' } },
      ['cpu-limit'],
    ],
  ])('that %s', (_name, resources, lacks) => {
    expect(resourcesOf([pod({ containers: [container(resources)] })]).containers[0]?.lacks).toEqual(lacks);
  });

  test('init containers and sidecars count, ephemeral containers have no resources', () => {
    const { containers } = resourcesOf([
      pod({
        initContainers: [container(full, 'migrate'), { ...container(undefined, 'mesh'), restartPolicy: 'Always' }],
        containers: [container(full)],
        ephemeralContainers: [container(undefined, 'debug')],
      }),
    ]);
    expect(containers.map((one) => [one.container.name, one.lacks.length])).toEqual([
      ['migrate', 1],
      ['mesh', 5],
      ['app', 1],
    ]);
  });

  test('what the pod asks for as a whole, its containers need not', () => {
    const whole = pod({
      resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
      containers: [container(undefined), container(undefined, 'proxy')],
    });
    expect(resourcesOf([whole]).containers.map(({ lacks }) => lacks)).toEqual([
      ['cpu-limit', 'ephemeral-storage'],
      ['cpu-limit', 'ephemeral-storage'],
    ]);
  });

  test('an amount of zero for the pod as a whole leaves it to its containers', () => {
    const whole = pod({
      resources: { requests: { cpu: '0' } },
      containers: [container(full), container(undefined, 'proxy')],
    });
    expect(resourcesOf([whole]).containers.map(({ lacks }) => lacks.includes('cpu-request'))).toEqual([false, true]);
  });

  test('a LimitRange of the namespace gives what is missing', () => {
    const range = limitRange({ defaultRequest: { cpu: '10m' }, default: { memory: '1Gi' } });
    expect(resourcesOf([pod({ containers: [container(undefined)] }), range]).containers[0]?.lacks).toEqual([
      'cpu-limit',
      'ephemeral-storage',
    ]);
  });

  test('a LimitRange of another namespace, or for pods, gives nothing', () => {
    const ranges = [
      limitRange({ default: { memory: '1Gi' } }, 'limits', 'shop'),
      limitRange({ type: 'Pod', max: { memory: '1Gi' } }),
    ];
    expect(resourcesOf([pod({ containers: [container(undefined)] }), ...ranges]).containers[0]?.lacks).toEqual(all);
  });

  test('a LimitRange that gives zero gives nothing', () => {
    const range = limitRange({ default: { memory: '0' } });
    expect(resourcesOf([pod({ containers: [container(undefined)] }), range]).containers[0]?.lacks).toEqual(all);
  });

  test('a LimitRange gives nothing in place of a zero', () => {
    const range = limitRange({ default: { memory: '1Gi' } });
    expect(
      resourcesOf([pod({ containers: [container({ ...full, limits: { memory: 0 } })] }), range]).containers[0]?.lacks,
    ).toEqual(['cpu-limit', 'memory-limit']);
  });
});

test('a template that is only a part of one cannot be judged', () => {
  const rollout = (spec: Json): Json => ({
    ...pod({ template: { spec } }),
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
  });
  expect(() => resourcesOf([rollout({ containers: [{ name: 'app' }] })])).toThrow('has no image');
  expect(() => resourcesOf([rollout({})])).toThrow('states no container');
});

describe('a limit below its request', () => {
  test.each<[string, Resources, Json[], string[]]>([
    ['of the container', { requests: { memory: '1Gi' }, limits: { memory: '1G' } }, [], ['memory 1Gi > 1G']],
    ['equal amounts, written differently', { requests: { cpu: '0.5' }, limits: { cpu: '500m' } }, [], []],
    [
      'of any resource',
      { requests: { 'ephemeral-storage': '2' }, limits: { 'ephemeral-storage': 1 } },
      [],
      ['ephemeral-storage 2 > 1'],
    ],
    ['zero is below', { requests: { memory: '1Gi' }, limits: { memory: '0' } }, [], ['memory 1Gi > 0']],
    ['a request without a limit', { requests: { memory: '1Gi' } }, [], []],
    [
      'a default of a LimitRange',
      { requests: { memory: '1Gi' } },
      [limitRange({ default: { memory: '512Mi' } })],
      ['memory 1Gi > 512Mi by limits'],
    ],
    [
      'max of a LimitRange',
      { requests: { memory: '1Gi' } },
      [limitRange({ max: { memory: '512Mi' } })],
      ['memory 1Gi > 512Mi by limits'],
    ],
    [
      'a default that holds no limit back',
      { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } },
      [limitRange({ default: { memory: '512Mi' } })],
      [],
    ],
    [
      'defaults of two LimitRanges, of which either may come first',
      { requests: { memory: '1Gi' } },
      [limitRange({ default: { memory: '512Mi' } }, 'low'), limitRange({ default: { memory: '2Gi' } }, 'high')],
      [],
    ],
    ['a template', { requests: { memory: '${MEM}' }, limits: { memory: '1Gi' } }, [], []],
  ])('%s', (_name, resources, ranges, expected) => {
    const { containers } = resourcesOf([pod({ containers: [container(resources)] }), ...ranges]);
    const found = containers.flatMap(({ refusals }) =>
      refusals.map(
        ({ resource, request, limit, by }) => `${resource} ${request} > ${limit}${by ? ` by ${by.name}` : ''}`,
      ),
    );
    expect(found).toEqual(expected);
  });

  test('of the pod as a whole', () => {
    const whole = pod({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } }, containers: [container(full)] });
    expect(resourcesOf([whole]).podRefusals).toEqual([{ resource: 'cpu', request: '2', limit: '1', by: null }]);
  });
});

describe('how far the memory limit is above the request', () => {
  test.each<[Resources, number | null]>([
    [{ requests: { memory: '256Mi' }, limits: { memory: '1Gi' } }, 4],
    [{ requests: { memory: '256Mi' }, limits: { memory: '1025Mi' } }, 4],
    [{ requests: { memory: '100Mi' }, limits: { memory: '1Gi' } }, 10.2],
    [{ limits: { memory: '1Gi' } }, 1],
    [{ requests: { memory: '1Gi' } }, null],
    [{ requests: { memory: '0' }, limits: { memory: '1Gi' } }, null],
    [{ requests: { memory: '${MEM}' }, limits: { memory: '1Gi' } }, null],
  ])('%j: %s times', (resources, times) => {
    expect(resourcesOf([pod({ containers: [container(resources)] })]).containers[0]?.headroom).toBe(times);
  });
});

test('how far above is not known where two LimitRanges give different limits', () => {
  const ranges = [
    limitRange({ default: { memory: '1Gi' } }, 'low'),
    limitRange({ default: { memory: '2Gi' } }, 'high'),
  ];
  const asks = pod({ containers: [container({ requests: { memory: '64Mi' } })] });
  expect(resourcesOf([asks, ranges[0] as Json]).containers[0]?.headroom).toBe(16);
  expect(resourcesOf([asks, ...ranges]).containers[0]?.headroom).toBe(null);
});

describe('what is not known', () => {
  const bare = pod({ containers: [container(undefined)] });

  test('where the Namespace is kept elsewhere, so may its LimitRanges be', () => {
    const { containers, unsure } = resourcesOf([bare], 'the Namespace is elsewhere');
    expect(containers[0]?.lacks).toEqual([]);
    expect([...unsure]).toEqual(['cpu-request', 'memory-request', 'cpu-limit', 'memory-limit']);
  });

  test('and those that are seen count for what they give', () => {
    const { unsure } = resourcesOf(
      [bare, limitRange({ default: { cpu: '1', memory: '1Gi' } })],
      'the Namespace is elsewhere',
    );
    expect([...unsure]).toEqual([]);
  });

  test('a LimitRange that cannot be read may come first', () => {
    const { containers, unsure } = resourcesOf(
      [bare, limitRange({ default: { cpu: '1', memory: '1Gi' } })],
      'one LimitRange is hidden',
    );
    expect(containers[0]?.lacks).toEqual([]);
    expect([...unsure]).toEqual(['cpu-request', 'memory-request', 'cpu-limit', 'memory-limit']);
  });

  test('a LimitRange that cannot be read may set a limit below a request', () => {
    const { unsure } = resourcesOf([pod({ containers: [container(full)] })], 'one LimitRange is hidden');
    expect([...unsure]).toEqual(['cpu-limit', 'refusal']);
  });

  test('it changes nothing for a container that says all', () => {
    const said = { limits: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '1Gi' } };
    expect([...resourcesOf([pod({ containers: [container(said)] })], 'one LimitRange is hidden').unsure]).toEqual([]);
  });

  test('an amount that something fills in later is named by its path', () => {
    const { containers, unreadable } = resourcesOf([
      pod({
        containers: [container({ ...full, limits: { memory: '${MEM}' } })],
        resources: { limits: { cpu: '{{ cpu }}' } },
      }),
    ]);
    expect(unreadable).toEqual(['spec.resources.limits.cpu', 'spec.containers[0].resources.limits.memory']);
    expect(containers[0]?.lacks).toEqual([]);
  });

  test('and so is one of a LimitRange', () => {
    const range = limitRange({ default: { cpu: '1', memory: '${MEM}' } });
    expect(resourcesOf([pod({ containers: [container({ limits: { cpu: '1' } })] }), range]).unreadable).toEqual([
      'memory of LimitRange limits',
    ]);
  });

  test.each([
    ['apps', 4],
    ['bank', 4],
    ['bank/limits', 4],
    ['samples', 0],
  ])(
    'a LimitRange without a namespace may land there, from beside the workload or its Namespace: %s',
    (folder, unsure) => {
      const stray = JSON.stringify(limitRange({ default: { cpu: '1', memory: '1Gi' } })).replace(
        '"namespace":"bank"',
        '"labels":{}',
      );
      const facts = viewFacts(
        estateOf({
          'bank/namespace.yaml': JSON.stringify(bank),
          'apps/pod.yaml': JSON.stringify(bare),
          [`${folder}/limits.yaml`]: stray,
        }),
      );
      const value = containerResources.compute(facts as never)(facts.workloads.items[0] as never, {
        place: null,
        nth: 0,
      }) as ContainerResources;
      expect(value.unsure.size).toBe(unsure);
      expect(value.containers[0]?.lacks.length).toBe(unsure === 0 ? 5 : 1);
    },
  );

  test('a LimitRange without a namespace that cannot be read may land there', () => {
    const broken = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'stray' }, spec: { limits: 'all' } };
    expect(resourcesOf([bare, broken]).unsure.size).toBe(4);
  });

  test('while the Namespace cannot be read, what lies beside it is not known', () => {
    const stray = { ...limitRange({ default: { cpu: '1', memory: '1Gi' } }), metadata: { name: 'stray' } };
    const estate = estateOf({
      'bank/namespace.yaml': JSON.stringify(bank),
      'bank/limits.yaml': JSON.stringify(stray),
      'apps/pod.yaml': JSON.stringify(bare),
    });
    const namespaces = {
      items: [],
      seen: { everywhere: partial(gap('malformed', 'a Namespace cannot be read', 'bank')), in: {} },
    };
    const facts = viewFacts({ ...estate, facts: { ...estate.facts, namespaces } });
    const value = containerResources.compute(facts as never)(facts.workloads.items[0] as never, {
      place: null,
      nth: 0,
    });
    expect((value as ContainerResources).unsure.size).toBe(4);
  });

  test('objects without a namespace get the LimitRange of their own folder only', () => {
    const files = (folder: string): Record<string, string> => ({
      'app/pod.yaml': JSON.stringify(pod({ containers: [container(undefined)] })).replace(
        '"namespace":"bank"',
        '"labels":{}',
      ),
      [`${folder}/limits.yaml`]: JSON.stringify(limitRange({ default: { cpu: '1', memory: '1Gi' } })).replace(
        '"namespace":"bank"',
        '"labels":{}',
      ),
    });
    const unsureIn = (folder: string): number => {
      const facts = viewFacts(estateOf(files(folder)));
      const value = containerResources.compute(facts as never)(facts.workloads.items[0] as never, {
        place: null,
        nth: 0,
      }) as ContainerResources;
      return value.unsure.size;
    };
    expect([unsureIn('app'), unsureIn('other')]).toEqual([0, 4]);
  });
});

// The slow, obvious version: admission itself, step by step, with the LimitRanges in every order.
describe('agrees with what admission does to a pod', () => {
  interface Admitted {
    requests: Record<string, string>;
    limits: Record<string, string>;
  }
  type Item = Readonly<Record<'default' | 'defaultRequest' | 'min' | 'max', Record<string, string> | undefined>>;

  function admit(resources: Resources, ranges: readonly Item[]): Admitted {
    const texts = (amounts: Amounts | undefined): Record<string, string> =>
      Object.fromEntries(Object.entries(amounts ?? {}).map(([name, amount]) => [name, String(amount)]));
    const admitted = { requests: texts(resources.requests), limits: texts(resources.limits) };
    for (const [name, amount] of Object.entries(admitted.limits)) admitted.requests[name] ??= amount;
    for (const range of ranges) {
      const stored = { default: { ...range.default }, defaultRequest: { ...range.defaultRequest } };
      for (const [name, amount] of Object.entries(range.max ?? {})) stored.default[name] ??= amount;
      for (const [name, amount] of Object.entries(stored.default)) stored.defaultRequest[name] ??= amount;
      for (const [name, amount] of Object.entries(range.min ?? {})) stored.defaultRequest[name] ??= amount;
      for (const [name, amount] of Object.entries(stored.default)) admitted.limits[name] ??= amount;
      for (const [name, amount] of Object.entries(stored.defaultRequest)) admitted.requests[name] ??= amount;
    }
    return admitted;
  }

  const positive = (amount: string | undefined): boolean =>
    amount !== undefined && (parseQuantity(amount)?.nanos ?? 0n) > 0n;
  const nanos = (amount: string): bigint => parseQuantity(amount)?.nanos ?? 0n;
  const lackOf: Readonly<Record<Shortage, (admitted: Admitted) => boolean>> = {
    'cpu-request': ({ requests }) => !positive(requests['cpu']),
    'memory-request': ({ requests }) => !positive(requests['memory']),
    'cpu-limit': ({ limits }) => !positive(limits['cpu']),
    'memory-limit': ({ limits }) => !positive(limits['memory']),
    'ephemeral-storage': ({ requests, limits }) =>
      !positive(requests['ephemeral-storage']) && !positive(limits['ephemeral-storage']),
  };

  function refused({ requests, limits }: Admitted, resource: string): boolean {
    return (
      Object.hasOwn(requests, resource) &&
      Object.hasOwn(limits, resource) &&
      nanos(requests[resource] as string) > nanos(limits[resource] as string)
    );
  }

  const amounts = fc.dictionary(
    fc.constantFrom('cpu', 'memory', 'ephemeral-storage'),
    fc.constantFrom('1', '500m', '2', '.1e1', '3'),
    { maxKeys: 3, noNullPrototype: true },
  );
  const own = fc.record(
    { requests: fc.oneof(amounts, fc.constant({ cpu: '0' })), limits: amounts },
    { requiredKeys: [] },
  );
  const anyItem = fc.record(
    { default: amounts, defaultRequest: amounts, min: amounts, max: amounts },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Item>;
  // One whose amounts contradict each other is refused.
  const item = anyItem.filter((one) => refusalsOf(objectOf('v1', 'LimitRange', limitRange(one))).length === 0);

  test('for 500 containers', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(own, fc.array(item, { maxLength: 2 }), (resources, items) => {
        const orders = items.length === 2 ? [items, items.toReversed()] : [items];
        const admitted = orders.map((order) => admit(resources, order));
        const found = resourcesOf([
          pod({ containers: [container(resources)] }),
          ...items.map((one, index) => limitRange(one, `limits-${index}`)),
        ]).containers[0];
        expect(found?.lacks).toEqual(all.filter((shortage) => admitted.every((one) => lackOf[shortage](one))));
        // A LimitRange whose own defaults contradict each other is not this container's fault, so only its own requests are held against limits.
        const asked = Object.keys(admit(resources, []).requests);
        const expected = asked.filter((resource) => admitted.every((one) => refused(one, resource)));
        expect(found?.refusals.map(({ resource }) => resource).toSorted()).toEqual(expected.toSorted());
        for (const shortage of found?.lacks ?? []) reached.add(shortage);
        if (expected.length > 0) reached.add(items.length > 0 ? 'refused with ranges' : 'refused');
      }),
      { numRuns: 500, seed: 4 },
    );
    expect(reached.size).toBe(all.length + 2);
  });
});
