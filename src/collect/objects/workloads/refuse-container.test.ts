import { deploymentOf, podOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

const httpGet = { path: '/', port: 80 };
const keyRef = { name: 'a', key: 'a' };
const exec = { command: ['true'] };

refuses(
  'a container',
  (change) => deploymentOf(podOf({}, change)),
  [
    [{ livenessProbe: {} }, 'livenessProbe.httpGet: there is none; one of httpGet'],
    [{ livenessProbe: { httpGet: null } }, 'livenessProbe.httpGet: there is none'],
    [{ readinessProbe: { httpGet: { path: '/' } } }, 'readinessProbe.httpGet.port: there is none'],
    [{ readinessProbe: { httpGet: { path: '/', port: 0 } } }, 'httpGet.port: a port is a number'],
    [{ readinessProbe: { httpGet: { ...httpGet, scheme: 'ftp' } } }, 'scheme: expected HTTP or HTTPS'],
    [{ readinessProbe: { exec: { command: [] } } }, 'exec.command: there is none'],
    [{ readinessProbe: { httpGet, exec } }, 'readinessProbe.exec: it may not stand beside httpGet'],
    [{ readinessProbe: { exec, terminationGracePeriodSeconds: 3 } }, 'a readinessProbe ends no container'],
    [{ startupProbe: { exec, terminationGracePeriodSeconds: 0 } }, 'it must be at least 1'],
    [{ startupProbe: { exec, periodSeconds: -1 } }, 'periodSeconds: it is below zero'],
    [{ lifecycle: { preStop: {} } }, 'lifecycle.preStop.exec: there is none'],
    [{ lifecycle: { preStop: { sleep: { seconds: 31 } } } }, 'longer than the pod has to end, 30 seconds'],
    [{ lifecycle: { postStart: { sleep: { seconds: -1 } } } }, 'sleep.seconds: it is below zero'],
    [{ env: [{ value: 'a' }] }, 'env[0].name: there is none'],
    [{ env: [{ name: 'A=B' }] }, 'env[0].name: the name of a variable'],
    [{ env: [{ name: 'A', valueFrom: {} }] }, 'env[0].valueFrom: it names no source'],
    [
      { env: [{ name: 'A', value: 'a', valueFrom: { secretKeyRef: { name: 'a', key: 'a' } } }] },
      'it may not stand beside a value',
    ],
    [
      { env: [{ name: 'A', valueFrom: { secretKeyRef: keyRef, configMapKeyRef: keyRef } }] },
      'a variable has one source, and this has configMapKeyRef and secretKeyRef',
    ],
    [
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.foo' } } }] },
      'fieldPath: a variable can say no',
    ],
    [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a' } } }] }, 'secretKeyRef.key: there is none'],
    [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { key: 'a', optional: true } } }] },
      'KeyRef.name: there is none',
    ],
    [
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { ...keyRef, name: 'A_b' } } }] },
      'name: a name has small letters',
    ],
    [{ resources: { limits: { mem: '1Gi' } } }, 'resources.limits.mem: containers have no such resource'],
    [{ resources: { limits: { 'a/b/c': 1 } } }, 'containers have no such resource'],
    [{ resources: { limits: { memory: '-1' } } }, 'resources.limits.memory: it is below zero'],
    [{ resources: { requests: { cpu: -1 } } }, 'resources.requests.cpu: it is below zero'],
    [{ resources: { limits: { 'nvidia.com/gpu': '500m' } } }, 'it must be a whole number'],
    [{ resources: { requests: { 'nvidia.com/gpu': 1 } } }, 'of this resource the limit is needed'],
    [{ resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } } }, 'it must be its limit'],
    [{ securityContext: { runAsUser: -1 } }, 'runAsUser: it is a number from 0'],
    [
      { securityContext: { seccompProfile: { type: 'Runtimedefault' } } },
      'expected RuntimeDefault, Unconfined or Localhost',
    ],
    [{ securityContext: { seccompProfile: {} } }, 'seccompProfile.type: there is none'],
    [{ securityContext: { seccompProfile: { type: 'Localhost' } } }, 'localhostProfile: there is none'],
    [
      { securityContext: { seccompProfile: { type: 'Unconfined', localhostProfile: 'a' } } },
      'beside the type Unconfined',
    ],
    [{ securityContext: { procMount: 'unmasked' } }, 'expected Default or Unmasked'],
    [{ restartPolicy: 'always' }, 'restartPolicy: expected Always, OnFailure or Never'],
    [
      {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 81, hostPort: 80 },
        ],
      },
      'ports[1].hostPort: two ports take this port of the node',
    ],
  ],
  [
    { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: '${NAME}', key: '${KEY}', optional: true } } }] },
    // Rights that contradict each other are told as a fault.
    { securityContext: { privileged: true, allowPrivilegeEscalation: false } },
    { image: ' ledger:1 ' },
    { livenessProbe: { grpc: { port: 1 }, successThreshold: 0, terminationGracePeriodSeconds: 5 } },
    { readinessProbe: { httpGet: { path: '/', port: 'http' } } },
    { readinessProbe: { httpGet: { path: '/', port: '${PORT}', scheme: '${SCHEME}' } } },
    { lifecycle: { preStop: { sleep: { seconds: 30 } } } },
    { env: [{ name: 'my var', value: '' }, { name: '1A' }, { name: '{{ .name }}' }] },
    { env: [{ name: 'A', value: '', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }] },
    { resources: { requests: { cpu: 1 }, limits: { 'cpu': '1000m', 'memory': '-0', '${GPU}': 1 } } },
    { resources: { requests: { cpu: '${CPU}' }, limits: { 'cpu': 1, 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': '2' } } },
    { securityContext: { capabilities: { add: ['SYS_ADMIN'] }, allowPrivilegeEscalation: false, runAsUser: 0 } },
    { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } } },
    {
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 80, hostPort: 80, protocol: 'UDP' },
      ],
    },
  ],
);
