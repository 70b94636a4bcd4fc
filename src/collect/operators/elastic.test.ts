import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { inResource } from '../../../test/support/in-resource.ts';
import type { Workload } from '../../estate/workload.ts';

const made = (spec: string, kind?: string): Workload => allMade(spec, kind)[0] as Workload;

function allMade(spec: string, kind = 'Elasticsearch'): Workload[] {
  return estateOf(`
apiVersion: ${kind.toLowerCase()}.k8s.elastic.co/v1
kind: ${kind}
metadata: {name: logs, namespace: bank}
spec: {${spec}}
`).facts.workloads.items.map(inResource);
}

const unseenOf = ({ made: by }: Workload): string[] => Object.keys(by?.unseen ?? {});

describe('an Elasticsearch', () => {
  test('of one set of nodes is spread as its template says, else kept apart by host', () => {
    const { replicas, pod, replicasPath } = made('nodeSets: [{name: all, count: 3}]');
    expect([replicas, replicasPath]).toEqual([3, 'spec.nodeSets[0].count']);
    expect(pod.antiAffinity).toMatchObject([{ required: false, topologyKey: 'kubernetes.io/hostname' }]);
    expect(pod.containers[0]?.requests).toEqual({ memory: '2Gi' });
    const own = made('nodeSets: [{name: all, count: 3, podTemplate: {spec: {affinity: {}}}}]');
    expect(own.pod.antiAffinity).toEqual([]);
  });

  test('of several sets is one, and how its pods are spread is not known: sets may stand for zones', () => {
    const es = made('nodeSets: [{name: a, count: 1}, {name: b, count: 1}, {name: c, count: 1}]');
    expect([es.replicas, es.pod.containers.map(({ path }) => path)]).toEqual([
      3,
      [0, 1, 2].map((set) => `spec.nodeSets[${set}].podTemplate.spec.containers`),
    ]);
    expect(unseenOf(es)).toContain('spread');
  });

  test.each<[string, string, [string, number][]]>([
    [
      'masters and data are two',
      '{name: m, count: 3, config: {node.roles: [master]}}, {name: d, count: 1, config: {node.roles: [data, ingest]}}',
      [
        ['logs/d', 1],
        ['logs/m', 3],
      ],
    ],
    [
      'sets of one zone each that do the same are one, wherever they stand',
      '{name: m, count: 3, config: {node.roles: [master]}}, {name: a, count: 1, config: {node: {roles: [data_hot]}}}, {name: b, count: 2, config: {node.roles: [data_content, data_warm]}}',
      [
        ['logs/a+b', 3],
        ['logs/m', 3],
      ],
    ],
    [
      'one that does both holds them together',
      '{name: m, count: 3, config: {node.roles: [master]}}, {name: d, count: 1, config: {node.roles: [data]}}, {name: x, count: 1, config: {node.roles: [data, master]}}',
      [['logs', 5]],
    ],
    [
      'and so does one that says nothing',
      '{name: m, count: 3, config: {node.roles: [master]}}, {name: d, count: 1, config: {node.master: false}}',
      [['logs', 4]],
    ],
    [
      'what only passes requests on stands by itself',
      '{name: all, count: 3, config: {node.roles: [master, data]}}, {name: c, count: 2, config: {node.roles: []}}',
      [
        ['logs/all', 3],
        ['logs/c', 2],
      ],
    ],
  ])('of several sets: %s', (_name, sets, expected) => {
    const all = allMade(`nodeSets: [${sets}]`);
    expect(all.map(({ name, replicas }) => [name, replicas])).toEqual(expected);
  });

  test('a set that stands by itself is known by its own label', () => {
    const [d, m] = allMade(
      'nodeSets: [{name: m, count: 3, config: {node.roles: [master]}}, {name: d, count: 1, config: {node.roles: [data]}}]',
    );
    expect([d, m].map((one) => one?.pod.labels['elasticsearch.k8s.elastic.co/statefulset-name'])).toEqual([
      'logs-es-d',
      'logs-es-m',
    ]);
    expect(unseenOf(d as Workload)).not.toContain('spread');
  });

  test.each([
    ['', true, true],
    ['podDisruptionBudget: {}, ', false, null],
    ['podDisruptionBudget: {spec: {maxUnavailable: 0}}, ', true, false],
  ])('has budgets of its operator unless told otherwise: %s', (spec, has, letsGo) => {
    const { made: by } = made(`${spec}nodeSets: [{name: all, count: 3}]`);
    expect([by?.budget !== null, by?.budget?.letsGo ?? null]).toEqual([has, letsGo]);
  });

  test('what its template states of the container is read where it stands', () => {
    const { pod } = made(
      'nodeSets: [{name: all, count: 1, podTemplate: {spec: {containers: [{name: elasticsearch, resources: {requests: {cpu: 1}}}]}}}]',
    );
    expect(pod.containers.map(({ path, requests }) => [path, requests])).toEqual([
      ['spec.nodeSets[0].podTemplate.spec.containers[0]', { cpu: '1' }],
    ]);
  });

  test('a count below zero makes it a named gap', () => {
    expect(made('nodeSets: [{name: a, count: -1}, {name: b, count: 1}]')).toBeUndefined();
  });
});

test('a Kibana has no budget of its operator', () => {
  const { form, made: by, replicas } = made('count: 2', 'Kibana');
  expect([form, by?.budget, by?.unseen.budget, replicas]).toEqual(['Deployment', null, undefined, 2]);
});
