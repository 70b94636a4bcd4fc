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
  'a volume',
  (change) =>
    objectOf('v1', 'PersistentVolume', {
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' }, ...change },
    }),
  [
    [{ capacity: {} }, 'spec.capacity.storage: there is none'],
    [{ capacity: { storage: '-1Gi' } }, 'spec.capacity.storage: it must be more than zero'],
    [{ persistentVolumeReclaimPolicy: 'Keep' }, 'persistentVolumeReclaimPolicy: expected Delete, Recycle or Retain'],
  ],
  [{ persistentVolumeReclaimPolicy: 'Recycle' }, { persistentVolumeReclaimPolicy: '${POLICY}' }],
);
refuses(
  'a StorageClass',
  (change) => objectOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'disk.bank.example', ...change }),
  [
    [{ volumeBindingMode: 'Delayed' }, 'volumeBindingMode: expected Immediate or WaitForFirstConsumer'],
    [{ reclaimPolicy: 'Recycle' }, 'reclaimPolicy: expected Delete or Retain'],
  ],
  [{ volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Retain' }],
);
refuses(
  'a ClusterRole',
  (change) => objectOf('rbac.authorization.k8s.io/v1', 'ClusterRole', { metadata: change }),
  [
    [{ name: 'a/b' }, 'metadata.name: it has a / or %'],
    [{ name: 'a%b' }, 'metadata.name: it has a / or %'],
    [{ name: '..' }, 'metadata.name: it has a / or %'],
  ],
  [{ name: 'system:A_b@c' }, { name: '%PREFIX%-reader' }, { name: '${A}/b' }],
);
const service = { name: 'a', namespace: 'b' };
refuses(
  'a webhook',
  (change) =>
    objectOf('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
      webhooks: [{ name: 'pods.bank.example', clientConfig: { service }, ...change }],
    }),
  [
    [{ name: 'pods' }, 'webhooks[0].name: it is a name in a domain'],
    [{ name: 'bank.example' }, 'webhooks[0].name: it is a name in a domain'],
    [{ name: 'Pods.bank.example' }, 'webhooks[0].name: it is a name in a domain'],
    [{ name: '' }, 'webhooks[0].name: there is none'],
    [{ clientConfig: { url: 'http://a' } }, 'webhooks[0].clientConfig.url: it must begin with https://'],
    [{ clientConfig: { url: 'https:///a' } }, 'webhooks[0].clientConfig.url: it must begin with https://'],
    [{ clientConfig: { url: 'https://a', service } }, 'url: it may not stand beside a service'],
    [{ sideEffects: 'Some' }, 'webhooks[0].sideEffects: expected None or NoneOnDryRun'],
    [{ failurePolicy: 'fail' }, 'webhooks[0].failurePolicy: expected Ignore or Fail'],
    [{ timeoutSeconds: 60 }, 'webhooks[0].timeoutSeconds: it is a number from 1 to 30'],
  ],
  [
    { sideEffects: 'NoneOnDryRun', failurePolicy: 'Fail', timeoutSeconds: 30 },
    { clientConfig: { url: 'https://a:443/b' } },
    { clientConfig: { url: '${URL}' } },
    { name: 'pods.${DOMAIN}' },
  ],
);

const pull = 'kubernetes.io/dockerconfigjson';
refuses(
  'a Secret',
  (change) => objectOf('v1', 'Secret', change),
  [
    [{ data: { 'a b': 'YQ==' } }, 'data["a b"]: a key has letters'],
    [{ type: 'kubernetes.io/tls' }, 'data["tls.crt"]: there is none'],
    [{ type: 'kubernetes.io/tls', data: { 'tls.key': 'YQ==' } }, 'data["tls.crt"]: there is none'],
    [{ type: pull }, 'data[".dockerconfigjson"]: there is none'],
    [{ type: pull, data: { '.dockerconfigjson': 'bm8=' } }, 'data[".dockerconfigjson"]: it is no object of JSON'],
    [{ type: pull, data: { '.dockerconfigjson': 'W10=' } }, 'data[".dockerconfigjson"]: it is no object of JSON'],
    [{ type: pull, stringData: { '.dockerconfigjson': '{"auths":' } }, 'stringData[".dockerconfigjson"]: it is no'],
    [{ type: 'kubernetes.io/dockercfg', data: { '.dockercfg': '' } }, 'data[".dockercfg"]: it is no object of JSON'],
  ],
  [
    { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'a', 'tls.key': 'b' } },
    { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' } },
    { type: pull, data: { '.dockerconfigjson': 'e30=' } },
    { type: pull, data: { '.dockerconfigjson': 'bnVsbA==' } },
    { type: pull, data: { '.dockerconfigjson': 'YmFk' }, stringData: { '.dockerconfigjson': '{"auths":{}}' } },
    { type: pull, stringData: { '.dockerconfigjson': '${REGISTRY}' } },
    { type: pull, stringData: { '.dockerconfigjson': 'YOUR_REGISTRY' } },
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
    [{ metadata: { name: 'system-bank' }, value: 1 }, 'metadata.name: names that begin with system-'],
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
