import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { Workload } from '../../estate/workload.ts';

function made(spec: string): readonly Workload[] {
  return estateOf(`
apiVersion: mongodbcommunity.mongodb.com/v1
kind: MongoDBCommunity
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`).facts.workloads.items;
}

const template = (pod: string): string => `members: 3, statefulSet: {spec: {template: {spec: {${pod}}}}}`;

describe('a MongoDBCommunity', () => {
  test('has members, and arbiters where there are some', () => {
    expect(made('members: 3').map(({ name, replicas }) => [name, replicas])).toEqual([['ledger', 3]]);
    expect(made('members: 2, arbiters: 1').map(({ name, replicas }) => [name, replicas])).toEqual([
      ['ledger', 2],
      ['ledger/arbiter', 1],
    ]);
  });

  test.each<[string, string]>([
    ['members: 3', 'ledger-svc'],
    ['members: 3, statefulSet: {spec: {serviceName: other}}', 'other'],
  ])('bears the name of its Service: %s', (spec, app) => {
    expect(made(spec)[0]?.pod.labels).toEqual({ app });
  });

  test('what its set says is merged over the operator’s defaults', () => {
    const [one] = made(
      template('containers: [{name: mongod, resources: {requests: {cpu: 2}}}, {name: x, image: "y:1"}]'),
    );
    expect(one?.pod.containers.map(({ name, requests }) => [name, requests])).toEqual([
      ['mongod', { cpu: '2', memory: '400M' }],
      ['mongodb-agent', { cpu: '0.5', memory: '400M' }],
      ['x', {}],
    ]);
  });

  test('is kept apart only where its set says so, and has no budget of its operator', () => {
    const term = '{topologyKey: zone, labelSelector: {}}';
    const [one] = made(
      template(`affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [${term}]}}`),
    );
    expect(one?.pod.antiAffinity.map(({ topologyKey }) => topologyKey)).toEqual(['zone']);
    expect([made('members: 3')[0]?.pod.antiAffinity, one?.made?.budget, one?.made?.unseen.budget]).toEqual([
      [],
      null,
      undefined,
    ]);
  });

  test('its images and security contexts are the operator’s', () => {
    expect(Object.keys(made('members: 3')[0]?.made?.unseen ?? {})).toEqual(
      expect.arrayContaining(['images', 'security']),
    );
  });
});
