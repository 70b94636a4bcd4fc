import { describe, expect, test } from 'vitest';
import { refuseObject } from './refuse-object.ts';

type Written = Parameters<typeof refuseObject>[0];

/** A pod's spec with what has to be there. */
function whole(spec: Readonly<Record<string, unknown>> & { initContainers?: object[]; containers?: object[] }): object {
  const withImages = (containers: object[]): object[] => containers.map((one) => ({ image: 'ledger:1', ...one }));
  const { containers = [], initContainers } = spec;
  return {
    ...spec,
    containers: withImages(containers.length === 0 ? [{ name: 'main' }] : containers),
    ...(initContainers ? { initContainers: withImages(initContainers) } : {}),
  };
}

function workload(spec: Parameters<typeof whole>[0], labels: object = { app: 'ledger' }, kind = 'Deployment'): Written {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'ledger' },
    spec: { selector: { matchLabels: { app: 'ledger' } }, template: { metadata: { labels }, spec: whole(spec) } },
  };
}
const named = (apiVersion: string, kind: string, name: string): Written => ({ apiVersion, kind, metadata: { name } });

function cronJob(spec: Record<string, unknown>): Written {
  const jobTemplate = { spec: { template: { spec: whole({ restartPolicy: 'Never' }) } } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'a' },
    spec: { schedule: '@daily', jobTemplate, ...spec },
  };
}

const labelled = { metadata: { labels: { app: 'ledger' } }, spec: whole({}) };

function of(apiVersion: string, kind: string, spec: object): Written {
  return { apiVersion, kind, metadata: { name: 'a' }, spec };
}

function container(fields: object): Written {
  return workload({ containers: [{ name: 'app', ...fields }] });
}

function peer(fields: object): Written {
  return of('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ingress: [{ from: [fields] }] });
}

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
    [
      'a mount of a volume that is not there',
      workload({ containers: [{ name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }),
      'spec.template.spec.containers[0].volumeMounts[0].name: the pod has no volume of this name',
    ],
    [
      'a Deployment whose pods may end',
      workload({ restartPolicy: 'Never', containers: [] }),
      'spec.template.spec.restartPolicy: of a Deployment it must be Always',
    ],
    [
      'a Job whose pods may not',
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'a' },
        spec: { template: { spec: { restartPolicy: 'Always' } } },
      },
      'spec.template.spec.restartPolicy: of a Job it must be OnFailure or Never',
    ],
    [
      'a Job that leaves out how its pods end',
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'a' },
        spec: { template: { spec: { containers: [] } } },
      },
      'spec.template.spec.restartPolicy: there is none; of a Job it must be OnFailure or Never',
    ],
    ['a CronJob without a schedule', cronJob({ schedule: undefined }), 'spec.schedule: there is none'],
    ['a schedule of six fields', cronJob({ schedule: '0 0 2 * * *' }), 'spec.schedule: it has 6 fields, not five'],
    ['a minute that no hour has', cronJob({ schedule: '61 * * * *' }), 'spec.schedule: 61 is no minute'],
    ['a zone in the schedule', cronJob({ schedule: 'TZ=UTC 0 2 * * *' }), 'spec.schedule: a time zone is no part of'],
    ['a time of a duration', cronJob({ schedule: '@every 1d' }), 'spec.schedule: 1d is no duration'],
    ['a zone that there is not', cronJob({ timeZone: 'Europe/Pariss' }), 'spec.timeZone: there is no time zone'],
    ['no zone at all', cronJob({ timeZone: '' }), 'spec.timeZone: there is no time zone'],
    ['a policy that there is not', cronJob({ concurrencyPolicy: 'forbid' }), 'spec.concurrencyPolicy: expected Allow'],
    ['a history below zero', cronJob({ failedJobsHistoryLimit: -1 }), 'spec.failedJobsHistoryLimit: it is below zero'],
    [
      'a limit of its Jobs below zero',
      cronJob({ jobTemplate: { spec: { backoffLimit: -1 } } }),
      'spec.jobTemplate.spec.backoffLimit: it is below zero',
    ],
    [
      'a long name of a CronJob',
      { ...cronJob({}), metadata: { name: 'a'.repeat(53) } },
      'metadata.name: the name of a CronJob has at most 52 characters',
    ],
    [
      'an autoscaler whose most is below its least',
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'a' },
        spec: { minReplicas: 5, maxReplicas: 2 },
      },
      'spec.maxReplicas: it is 2, which is below minReplicas, 5',
    ],
    [
      'several ports of a Service without names',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80 }, { port: 81 }] } },
      'spec.ports[0]: of several ports each needs a name',
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
    [
      'a port beyond all ports',
      container({ ports: [{ containerPort: 80_800 }] }),
      'a port is a number from 1 to 65535',
    ],
    ['a long name of a port', container({ ports: [{ name: 'this-name-is-too-long' }] }), 'at most 15 small letters'],
    ['a protocol in small letters', container({ ports: [{ protocol: 'tcp' }] }), 'expected TCP, UDP or SCTP'],
    ['a way to pull in small letters', container({ imagePullPolicy: 'always' }), 'expected Always, IfNotPresent or'],
    [
      'a liveness that needs three answers',
      container({ livenessProbe: { successThreshold: 3 } }),
      'spec.template.spec.containers[0].livenessProbe.successThreshold: of a livenessProbe it must be 1',
    ],
    [
      'the number of a port in quotes',
      container({ readinessProbe: { httpGet: { port: '8080' } } }),
      'spec.template.spec.containers[0].readinessProbe.httpGet.port: it is text, and so the name of a port',
    ],
    [
      'two volumes of one name',
      workload({ volumes: [{ name: 'a' }, { name: 'a' }] }),
      'spec.template.spec.volumes[1].name: two volumes bear this name',
    ],
    [
      'a volume of two sources',
      workload({ volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/' } }] }),
      'spec.template.spec.volumes[0]: a volume has one source, and this has emptyDir and hostPath',
    ],
    [
      'a spread of nothing',
      workload({ topologySpreadConstraints: [{ maxSkew: 0 }] }),
      'topologySpreadConstraints[0].maxSkew: it must be at least 1',
    ],
    [
      'a label with blanks',
      workload({}, { app: 'ledger', team: 'a b' }),
      "spec.template.metadata.labels.team: a label's value has letters",
    ],
    [
      'a namespace in capitals',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'Shop_X' } },
      'metadata.namespace: a namespace has small letters',
    ],
    [
      'an empty selector',
      of('apps/v1', 'DaemonSet', { selector: {}, template: labelled }),
      'spec.selector: it is empty',
    ],
    [
      'a strategy that is none',
      of('apps/v1', 'Deployment', { strategy: { type: 'Rolling' }, template: labelled }),
      'expected RollingUpdate or Recreate',
    ],
    [
      'a strategy of two minds',
      of('apps/v1', 'Deployment', { strategy: { type: 'Recreate', rollingUpdate: {} }, template: labelled }),
      'spec.strategy.rollingUpdate: it may not stand beside the type Recreate',
    ],
    ['a Service of no type', of('v1', 'Service', { type: 'Loadbalancer' }), 'spec.type: expected ClusterIP, NodePort'],
    [
      'a claim of no mode',
      of('v1', 'PersistentVolumeClaim', { accessModes: ['ReadWriteSome'] }),
      'spec.accessModes[0]: expected',
    ],
    [
      'a path of no type',
      of('networking.k8s.io/v1', 'Ingress', { rules: [{ http: { paths: [{ path: '/' }] } }] }),
      'spec.rules[0].http.paths[0].pathType: there is none',
    ],
    ['a range that is none', peer({ ipBlock: { cidr: 'banana' } }), 'ipBlock.cidr: expected a range of addresses'],
    [
      'an exception that lies outside',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }),
      'spec.ingress[0].from[0].ipBlock.except[0]: it must lie within cidr, and be smaller',
    ],
    ['a selector beside a range', peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }), 'beside a selector'],
    [
      'a Secret that is not base64',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { a: 'not base64!' } },
      'data.a: it is not base64',
    ],
  ])('%s', (_name, object, message) => {
    expect(refuseObject(object).map((one) => one.message)).toContainEqual(expect.stringContaining(message));
  });
});

describe('nothing is refused of', () => {
  test.each<[string, Written]>([
    ['a CronJob every quarter', cronJob({ schedule: '@every 15m', timeZone: 'Europe/Berlin' })],
    ['a schedule that something fills in later', cronJob({ schedule: '${SCHEDULE}', timeZone: '${ZONE}' })],
    ['a day that no calendar has, which the API server takes', cronJob({ schedule: '0 0 30 2 *' })],
    ['a selector that asks for less than the template has', workload({}, { app: 'ledger', track: 'stable' })],
    ['labels that something fills in later', workload({}, { app: '${APP}' })],
    ['a name that a kustomization replaces', named('v1', 'Namespace', '_')],
    ['names that something fills in later', { ...workload({}), metadata: { name: '${NAME}' } }],
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
    [
      'a mount of a claim that the StatefulSet makes',
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'a' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          selector: { matchLabels: { app: 'a' } },
          template: {
            metadata: { labels: { app: 'a' } },
            spec: whole({ containers: [{ name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }),
          },
        },
      },
    ],
    [
      'one port of a Service',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80 }] } },
    ],
    [
      'what a kustomization labels',
      of('apps/v1', 'Deployment', { selector: { matchLabels: {} }, template: { spec: whole({}) } }),
    ],
    [
      'a namespace that is to be written',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'YOUR_NAME' } },
    ],
    // Seen on an API server of 1.37.2, with kubectl create and apply: it clears the namespace of what belongs to none before it looks.
    ...[
      ['v1', 'Namespace'],
      ['v1', 'PersistentVolume'],
      ['v1', 'Node'],
      ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
      ['storage.k8s.io/v1', 'StorageClass'],
      ['cert-manager.io/v1', 'ClusterIssuer'],
    ].flatMap(([apiVersion = '', kind = '']) =>
      ['bank', 'Shop_X'].map((namespace): [string, Written] => [
        `a ${kind} in the namespace ${namespace}`,
        { apiVersion, kind, metadata: { name: 'a', namespace }, spec: { capacity: { storage: '1Gi' } } },
      ]),
    ),
    [
      'a namespace of a template, which counts for nothing',
      of('apps/v1', 'Deployment', {
        selector: { matchLabels: { app: 'ledger' } },
        template: { metadata: { namespace: 'Shop_X', labels: { app: 'ledger' } }, spec: whole({}) },
      }),
    ],
    [
      'values that something fills in later',
      container({ imagePullPolicy: '${PULL}', livenessProbe: { httpGet: { path: '/', port: '{{ .port }}' } } }),
    ],
    [
      'amounts that are the same',
      container({
        resources: { requests: { cpu: '1000m' }, limits: { cpu: 1 } },
        readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 3 },
      }),
    ],
    ['a grace below zero, which counts for one', workload({ terminationGracePeriodSeconds: -5 })],
    ['an old Ingress', of('networking.k8s.io/v1beta1', 'Ingress', { rules: [{ http: { paths: [{}] } }] })],
    ['ranges of six', peer({ ipBlock: { cidr: '::/0', except: ['fd00::/8', '::ffff:10.0.0.0/104'] } })],
    [
      'base64 of several lines',
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
        data: { a: 'YWJj\nYWJj\n', b: '', c: 'YQ==', d: '${A}' },
      },
    ],
    ['a custom resource', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'My_Rollout' } }],
  ])('%s', (_name, object) => {
    expect(refuseObject(object).map((one) => one.message)).toEqual([]);
  });
});

test('what is missing is refused', () => {
  const told = (object: Written, isUnfinished = false): string[] =>
    refuseObject(object, isUnfinished).map(({ message }) => message);
  const pod = (spec?: object): Written => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  const none = (path: string): string => `${path}: there is none`;
  const selector = `${none('spec.selector')}; it must select the pods of its own template`;
  const containers = [{ name: 'app' }, { image: 'app' }];

  expect(told(of('apps/v1', 'StatefulSet', {}))).toEqual([none('spec.template'), selector]);
  expect(told(of('apps/v1', 'ReplicaSet', { template: labelled }))).toEqual([selector]);
  expect(told(of('extensions/v1beta1', 'DaemonSet', { template: labelled }))).toEqual([]);
  expect(told(of('batch/v1', 'Job', {}))).toEqual([none('spec.template')]);
  expect(told(cronJob({ jobTemplate: {} }))).toEqual([none('spec.jobTemplate.spec.template')]);
  expect(told(pod())).toEqual([none('spec.containers')]);
  expect(told(pod({ containers: [] }))).toEqual([none('spec.containers')]);
  expect(told(pod({ containers: 'all' }))).toEqual([]);
  expect(told(pod({ containers, initContainers: [{}] }))).toEqual([
    none('spec.initContainers[0].name'),
    none('spec.initContainers[0].image'),
    none('spec.containers[0].image'),
    none('spec.containers[1].name'),
  ]);
  expect(told(pod({ containers }), true)).toEqual([]);
});

test('all that an object is refused for is told', () => {
  const object = container({ imagePullPolicy: 'always', ports: [{ containerPort: 0 }, { protocol: 'tcp' }] });
  expect(refuseObject(object).map(({ path }) => path.slice(-2))).toEqual([
    [0, 'imagePullPolicy'],
    [0, 'containerPort'],
    [1, 'protocol'],
  ]);
});
