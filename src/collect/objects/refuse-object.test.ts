import { describe, expect, test } from 'vitest';
import { refuseObject } from './refuse-object.ts';

type Written = Parameters<typeof refuseObject>[0];

function workload(spec: object, labels: object = { app: 'ledger' }, kind = 'Deployment'): Written {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'ledger' },
    spec: { selector: { matchLabels: { app: 'ledger' } }, template: { metadata: { labels }, spec } },
  };
}
const named = (apiVersion: string, kind: string, name: string): Written => ({ apiVersion, kind, metadata: { name } });

describe('the API server refuses', () => {
  test.each<[string, Written, string]>([
    [
      'a selector that misses its own template',
      workload({ containers: [] }, { app: 'legder' }),
      'spec.selector: it does not select the pods of its own template, whose labels are others',
    ],
    [
      'two containers of one name',
      workload({ containers: [{ name: 'app' }, { name: 'app' }] }),
      'spec.template.spec.containers[1].name: two containers bear this name',
    ],
    [
      'an init container of the name of a container',
      workload({ initContainers: [{ name: 'app' }], containers: [{ name: 'app' }] }),
      'spec.template.spec.containers[0].name: two containers bear this name',
    ],
    [
      'two ports of one name',
      workload({ containers: [{ name: 'app', ports: [{ name: 'http' }, { name: 'http' }] }] }),
      'spec.template.spec.containers[0].ports[1].name: two ports bear this name',
    ],
    [
      'two ports of a Service of one name',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ name: 'a' }, { name: 'a' }] } },
      'spec.ports[1].name: two ports bear this name',
    ],
    ['a name in capitals', named('apps/v1', 'Deployment', 'Ledger'), 'metadata.name: a name has small letters'],
    ['a name with an underscore', named('v1', 'ConfigMap', 'my_config'), 'metadata.name: a name has small letters'],
    ['a Service of a dotted name', named('v1', 'Service', 'a.b'), 'metadata.name: a name has small letters'],
    ['a long Namespace', named('v1', 'Namespace', 'a'.repeat(64)), 'metadata.name: a name has small letters'],
    [
      'a container in capitals',
      workload({ containers: [{ name: 'App' }] }),
      'spec.template.spec.containers[0].name: a name has small letters',
    ],
  ])('%s', (_name, object, message) => {
    expect(() => refuseObject(object)).toThrow(message);
  });
});

describe('nothing is refused of', () => {
  test.each<[string, Written]>([
    ['a selector that asks for less than the template has', workload({}, { app: 'ledger', track: 'stable' })],
    ['labels that something fills in later', workload({}, { app: '${APP}' })],
    ['a name that a kustomization replaces', named('v1', 'Namespace', '_')],
    ['names that something fills in later', named('apps/v1', 'Deployment', '${NAME}')],
    ['a role, which people may name as they like', named('rbac.authorization.k8s.io/v1', 'Role', 'system:Reader')],
    ['a ConfigMap of a dotted name', named('v1', 'ConfigMap', 'kube-root-ca.crt')],
    [
      'ports without names',
      workload({
        containers: [
          { name: 'a', ports: [{}, {}] },
          { name: 'b', ports: [{ name: 'x' }] },
        ],
      }),
    ],
    ['a custom resource', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'My_Rollout' } }],
  ])('%s', (_name, object) => {
    expect(() => refuseObject(object)).not.toThrow();
  });
});
