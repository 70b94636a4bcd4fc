import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

const containers = 'containers: [{name: app, image: app}]';
const job = `{template: {spec: {restartPolicy: Never, ${containers}}}}`;

function specOf(kind: string): string {
  if (kind === 'Pod') return `{${containers}}`;
  if (kind === 'Job') return job;
  if (kind === 'CronJob') return `{schedule: '@daily', jobTemplate: {spec: ${job}}}`;
  return `{selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {${containers}}}}`;
}

function object(kind: string, name: string, owner: string | null, namespace = 'bank', controller = true): string {
  const [ownerKind, ownerName] = owner?.split('/') ?? [];
  const owners =
    owner === null
      ? ''
      : `, ownerReferences: [{apiVersion: v1, kind: ${ownerKind}, name: ${ownerName}, uid: u, controller: ${controller}}]`;
  const apiVersion = kind === 'Pod' ? 'v1' : kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}${owners}}
spec: ${specOf(kind)}
`;
}

function workloadsIn(yaml: string): string[] {
  return estateOf(yaml).facts.workloads.items.map(({ kind, name, namespace }) => `${kind}/${namespace}/${name}`);
}

const deployment = object('Deployment', 'web', null);
const replicaSet = object('ReplicaSet', 'web-1', 'Deployment/web');
const pod = object('Pod', 'web-1-a', 'ReplicaSet/web-1');

describe('what another workload made is that workload', () => {
  test.each<[string, string, string[]]>([
    ['a Deployment, its ReplicaSet and its pod', deployment + replicaSet + pod, ['Deployment/bank/web']],
    ['in any order', pod + replicaSet + deployment, ['Deployment/bank/web']],
    ['a ReplicaSet without its Deployment stays', replicaSet + pod, ['ReplicaSet/bank/web-1']],
    ['a pod without its ReplicaSet stays', deployment + pod, ['Deployment/bank/web', 'Pod/bank/web-1-a']],
    [
      'a Job of a CronJob',
      object('CronJob', 'nightly', null) + object('Job', 'nightly-1', 'CronJob/nightly'),
      ['CronJob/bank/nightly'],
    ],
    [
      'what a custom resource made stays',
      object('StatefulSet', 'etcd', 'HostedControlPlane/hcp'),
      ['StatefulSet/bank/etcd'],
    ],
    [
      'the pods that an operator makes by itself',
      `${object('Pod', 'ledger-1', 'Cluster/ledger')}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ledger, namespace: bank}
spec: {instances: 3}
`,
      ['Cluster/bank/ledger'],
    ],
    [
      'an owner in another namespace is another',
      deployment + object('ReplicaSet', 'web-1', 'Deployment/web', 'shop'),
      ['Deployment/bank/web', 'ReplicaSet/shop/web-1'],
    ],
    [
      'an owner that does not control made nothing',
      deployment + object('Pod', 'probe', 'Deployment/web', 'bank', false),
      ['Deployment/bank/web', 'Pod/bank/probe'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(workloadsIn(yaml)).toEqual(expected);
  });

  test('F42 a List as kubectl prints it, with what is made inside', () => {
    const item = (yaml: string): string =>
      yaml
        .replace(/\n---\n/, '')
        .trim()
        .split('\n')
        .map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
        .join('\n');
    expect(
      workloadsIn(`apiVersion: v1\nkind: List\nitems:\n${[deployment, replicaSet, pod].map(item).join('\n')}\n`),
    ).toEqual(['Deployment/bank/web']);
  });

  test('owners of the wrong type make the object a named gap', () => {
    const { unreadable, facts } = estateOf(
      deployment.replace('namespace: bank', 'namespace: bank, ownerReferences: web'),
    );
    expect(unreadable).toMatchObject([
      { message: expect.stringContaining('metadata.ownerReferences: expected a list') },
    ]);
    expect(facts.workloads.seen.in).toHaveProperty('bank');
  });
});
