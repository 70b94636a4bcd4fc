import { describe, expect, test } from 'vitest';
import { deploymentOf, objectOf, podOf, refusalsOf, refuses } from '../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

const storage = { requests: { storage: '1Gi' } };
refuses(
  'a claim',
  (change) =>
    objectOf('v1', 'PersistentVolumeClaim', {
      spec: { accessModes: ['ReadWriteOnce'], resources: storage, ...change },
    }),
  [
    [{ accessModes: [] }, 'spec.accessModes: there is none'],
    [{ resources: {} }, 'storage: there is none'],
    [{ resources: { requests: { storage: '0' } } }, 'storage: it must be more than zero'],
    [{ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }, 'ReadWriteOncePod may stand beside no other'],
  ],
  [{ resources: { requests: { storage: '${SIZE}' } } }],
);

refuses(
  'a Secret',
  (change) => objectOf('v1', 'Secret', change),
  [[{ data: { 'a b': 'YQ==' } }, 'data["a b"]: a key has letters']],
  [
    { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'a', 'tls.key': 'b' } },
    { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' } },
    { type: 'own/type', data: { '.a-b_c': 'YQ==' } },
  ],
);
refuses(
  'a ConfigMap',
  (change) => objectOf('v1', 'ConfigMap', change),
  [
    [{ data: { 'a/b': '' } }, 'data["a/b"]: a key has letters'],
    [{ binaryData: { '..a': '' } }, 'binaryData["..a"]: a key has letters'],
  ],
  [{ data: { 'a.b': '', '${KEY}': '' } }],
);

refuses(
  'a PriorityClass',
  (change) => objectOf('scheduling.k8s.io/v1', 'PriorityClass', change),
  [
    [{ value: 2_000_000_000 }, 'value: it is at most 1000000000'],
    [{ value: 1, preemptionPolicy: 'never' }, 'expected PreemptLowerPriority or Never'],
  ],
  [
    { value: 1_000_000_000, preemptionPolicy: 'Never' },
    { metadata: { name: 'system-node-critical' }, value: 2_000_001_000 },
  ],
);

refuses(
  'metadata',
  (change) => objectOf('v1', 'ConfigMap', { metadata: { name: 'a', ...change } }),
  [
    [{ labels: { 'a b': 'c' } }, 'metadata.labels["a b"]: the key of a label'],
    [{ annotations: { 'a b': 'c' } }, 'metadata.annotations["a b"]: the key of an annotation'],
    [{ namespace: 'X' }, 'metadata.namespace: a namespace has small letters'],
  ],
  [{ labels: { 'a': null, '<key>': 'b' }, annotations: { 'Bank.Example/a': 'b' }, namespace: 'YOUR_NAMESPACE' }],
);

describe('in the base of a kustomization, which may be completed', () => {
  test.each([
    [
      'what is missing',
      deploymentOf(podOf({ topologySpreadConstraints: [{ topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }] })),
    ],
    ['what a patch may set right', deploymentOf(podOf({}, { lifecycle: { preStop: { sleep: { seconds: 99 } } } }))],
    ['a service of no ports', objectOf('v1', 'Service', { spec: {} })],
    ['an autoscaler of no most', objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { minReplicas: 2 } })],
  ])('%s is not refused', (_name, written) => {
    expect(refusalsOf(written, true)).toEqual([]);
    expect(refusalsOf(written)).not.toEqual([]);
  });
});
