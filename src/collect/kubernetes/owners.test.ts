import { expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';
import type { Raw } from '../objects/fields.ts';

const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'app', image: 'a:1' }] } };
const named = (name: string): Raw => ({ name, namespace: 'bank' });
const deployment: Raw = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: named('api'),
  spec: { replicas: 2, selector: { matchLabels: { app: 'a' } }, template },
};
const cronJob: Raw = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: named('clean'),
  spec: { schedule: '0 * * * *', jobTemplate: { spec: { template } } },
};
const pod = (name: string, kind: 'ReplicaSet' | 'Job', owner: string, labels: Raw = {}): Raw => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...named(name),
    labels,
    ownerReferences: [
      { apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name: owner, uid: owner, controller: true },
    ],
  },
  spec: template.spec,
});
const hash = { 'pod-template-hash': 'cd47f6' };
const forbidden = ['apps/ReplicaSet', 'batch/Job'];

test.each<[string, Raw[], string[], (string | undefined)[]]>([
  [
    'by the hash of their template',
    [
      deployment,
      pod('api-cd47f6-x', 'ReplicaSet', 'api-cd47f6', hash),
      pod('api-cd47f6-y', 'ReplicaSet', 'api-cd47f6', hash),
    ],
    ['Deployment/api'],
    ['Deployment/api', 'Deployment/api'],
  ],
  [
    'by the minute of their run',
    [cronJob, pod('clean-29312340-x', 'Job', 'clean-29312340'), pod('clean-29312400-x', 'Job', 'clean-29312400')],
    ['CronJob/clean'],
    ['CronJob/clean', 'CronJob/clean'],
  ],
  [
    'and not by a name alone',
    [deployment, pod('api-other-x', 'ReplicaSet', 'api-other', hash)],
    ['Deployment/api', 'Pod/api-other-x'],
    ['ReplicaSet/api-other'],
  ],
  [
    'and not to what was not told',
    [pod('api-cd47f6-x', 'ReplicaSet', 'api-cd47f6', hash)],
    ['Pod/api-cd47f6-x'],
    ['ReplicaSet/api-cd47f6'],
  ],
])('pods whose makers may not be listed belong to workloads %s', (_name, objects, workloads, owners) => {
  const { facts } = clusterOf(objects, { forbidden });
  expect(facts.workloads.items.map(({ kind, name }) => `${kind}/${name}`).toSorted()).toEqual(workloads);
  expect(facts.runningPods.items.map(({ owner }) => owner && `${owner.kind}/${owner.name}`)).toEqual(owners);
});
