import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { containerResources } from './container-resources.ts';
import { resourceFlaws } from './resource-flaws.ts';

const namespace = '{apiVersion: v1, kind: Namespace, metadata: {name: bank}}\n---\n';
const range =
  '\n---\n{apiVersion: v1, kind: LimitRange, metadata: {name: bounds, namespace: bank}, spec: {limits: [{type: Container, default: {memory: 64Mi}}]}}';

/** What is wrong with a pod whose containers have these resources, where a memory limit may be twice the request. */
function flawsOf(resources: readonly string[], more = '', others = ''): string[] {
  const containers = resources.map((one, index) => `{name: c${index}, image: c:1, resources: ${one}}`);
  const pod = `{apiVersion: v1, kind: Pod, metadata: {name: ledger, namespace: bank}, spec: {${more} containers: [${containers.join(', ')}]}}`;
  const facts = viewFacts(estateOf(namespace + pod + others));
  const value = containerResources.compute(facts as never)(facts.workloads.items[0] as never, { place: null, nth: 0 });
  if (isGap(value)) throw new Error(value.detail);
  return resourceFlaws(value, 2).map(({ is, container, fields, ranges, numbers }) =>
    [
      `${container?.name ?? 'pod'} ${is}`,
      ...fields.map(({ field, value: shown }) => (shown === undefined ? field : `${field}=${shown}`)),
      ...ranges.map(({ name }) => `LimitRange ${name}`),
      ...Object.values(numbers).map(String),
    ].join(' | '),
  );
}

const rest = 'ephemeral-storage: 1Gi';

test.each<[string, string[]]>([
  [`{requests: {cpu: 1, memory: 1Gi, ${rest}}, limits: {cpu: 1, memory: 2Gi}}`, []],
  [
    '{}',
    [
      'c0 no-cpu-request | resources.requests.cpu',
      'c0 no-memory-request | resources.requests.memory',
      'c0 no-cpu-limit | resources.limits.cpu',
      'c0 no-memory-limit | resources.limits.memory',
      'c0 no-ephemeral-storage | resources.requests.ephemeral-storage',
    ],
  ],
  [
    `{requests: {cpu: 1, memory: 1Gi, ${rest}}, limits: {cpu: 1, memory: 3Gi}}`,
    ['c0 memory-limit-far-above-request | resources.requests.memory=1Gi | 3'],
  ],
  [
    `{requests: {cpu: 2, memory: 2Gi, ${rest}}, limits: {cpu: 1, memory: 1Gi}}`,
    [
      'c0 limit-below-request | resources.limits.cpu=1 | resources.limits.memory=1Gi | the cpu limit, 1, is below the request of 2; the memory limit, 1Gi, is below the request of 2Gi',
    ],
  ],
])('of %s', (resources, expected) => {
  expect(flawsOf([resources])).toEqual(expected);
});

test('a LimitRange that gives the limit is named', () => {
  expect(flawsOf([`{requests: {cpu: 1, memory: 1Gi, ${rest}}, limits: {cpu: 1}}`], '', range)).toEqual([
    'c0 limit-below-request | resources.limits.memory=64Mi | LimitRange bounds | the default memory limit of LimitRange bounds, 64Mi, is below the request of 1Gi',
  ]);
});

test('each container is said to have its own, and the pod comes last', () => {
  const small = `{requests: {cpu: 1, memory: 1Gi, ${rest}}, limits: {memory: 1Gi}}`;
  const whole = 'resources: {requests: {memory: 4Gi}, limits: {memory: 3Gi}},';
  expect(flawsOf([small, small], whole)).toEqual([
    'c0 no-cpu-limit | resources.limits.cpu',
    'c1 no-cpu-limit | resources.limits.cpu',
    'pod limit-below-request | resources.limits.memory=3Gi | the memory limit, 3Gi, is below the request of 4Gi',
  ]);
});
