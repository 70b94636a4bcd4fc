import { expect, test } from 'vitest';
import { gatherRefusals } from './gather-refusals.ts';

const where = (namespace: string | null): string =>
  namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
const pathOf = (resource: string, namespace: string | null): string =>
  `/apis/apps/v1/${namespace === null ? '' : `namespaces/${namespace}/`}${resource}`;
const refused = (resource: string, namespace: string | null, tail = ''): string =>
  `${pathOf(resource, namespace)}: ${resource}.apps is forbidden: User "team" cannot list resource "${resource}" in API group "apps" ${where(namespace)}${tail}`;
const silent = (resource: string, namespace: string | null = null): string =>
  `${pathOf(resource, namespace)} was not answered: ECONNREFUSED`;

test.each<[string, string[], string[], string[]]>([
  ['nothing', [], [], []],
  ['one alone stays as the server said it', [refused('deployments', null)], [], [refused('deployments', null)]],
  ['what is no list stays', ['GitOps is declared', '/metrics: no'], [], ['GitOps is declared', '/metrics: no']],
  [
    'many kinds of the whole cluster',
    [refused('deployments', null), refused('daemonsets', null)],
    ['User "team" may not list in the whole cluster: daemonsets.apps and deployments.apps'],
    [],
  ],
  [
    'the same kinds in many namespaces, and others in one',
    ['a', 'b', 'c', 'd', 'e']
      .flatMap((namespace) => [refused('deployments', namespace), refused('daemonsets', namespace)])
      .concat(refused('statefulsets', 'a')),
    [
      'User "team" may not list in 5 namespaces (a, b, c and 2 more): daemonsets.apps and deployments.apps',
      'User "team" may not list in the namespace a: statefulsets.apps',
    ],
    [],
  ],
  [
    'what an authoriser adds of its own does not keep them apart',
    [
      refused('deployments', null, ': requires one of ["container.deployments.list"] permission(s).'),
      refused('daemonsets', null, ': requires one of ["container.daemonSets.list"] permission(s).'),
    ],
    ['User "team" may not list in the whole cluster: daemonsets.apps and deployments.apps'],
    [],
  ],
  [
    'a server that was silent, or answered with the same',
    [
      silent('deployments'),
      silent('daemonsets'),
      `${pathOf('replicasets', null)}: etcd is gone`,
      `${pathOf('statefulsets', null)}: etcd is gone`,
    ],
    [
      'not answered (ECONNREFUSED): daemonsets.apps and deployments.apps',
      'answered with “etcd is gone”: replicasets.apps and statefulsets.apps',
    ],
    [],
  ],
  [
    'what was cut off',
    [`${pathOf('deployments', null)} was not read to its end`, '/api/v1/pods was not read to its end'],
    ['not read to the end: deployments.apps and pods'],
    [],
  ],
])('%s', (_what, details, lines, rest) => {
  expect(gatherRefusals(details)).toEqual({ lines, rest });
});

test('what is gathered says the first few where there is little room', () => {
  const details = ['a', 'b', 'c', 'd', 'e'].map((resource) => silent(resource));
  expect(gatherRefusals(details, 2).lines).toEqual(['not answered (ECONNREFUSED): a.apps, b.apps and 3 more']);
});
