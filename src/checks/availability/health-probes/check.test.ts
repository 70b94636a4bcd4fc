import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { healthProbes } from './check.ts';

interface Given {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly tier?: string;
  readonly spec?: string;
}

function workload(
  containers: string,
  { kind = 'Deployment', apiVersion = 'apps/v1', tier = 'important', spec = '' }: Given = {},
): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: ${tier}}}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {${spec} containers: [${containers}]}
`;
}

function service(spec: string, name = 'ledger'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: bank}
spec: {${spec}}
`;
}

const selects = service('selector: {app: ledger}, ports: [{port: 80, targetPort: http}]');
const readiness = 'readinessProbe: {httpGet: {path: /ready, port: http}}';
const liveness = 'livenessProbe: {httpGet: {path: /live, port: http}, failureThreshold: 4}';

function app(probes: string, more = ''): string {
  return `{name: app, image: registry.bank.example/ledger:1.4, ports: [{name: http, containerPort: 8080}], ${probes}, ${more}}`;
}

const sound = app(`${readiness}, ${liveness}`);
const critical = { tier: 'critical' };

describe('a probe that asks another host', () => {
  const asks = (host: string, spec: string): string[] =>
    judgedBy(
      healthProbes,
      workload(sound.replace('port: http}}', `port: http, host: "${host}"}}`), { spec }) + selects,
    );
  const onNode = 'hostNetwork: true,';
  const passes = ['pass probed Deployment/bank/ledger'];
  const unknown = ['unknown not-seen Deployment/bank/ledger'];

  test.each<[string, string, string, string[]]>([
    ['by its name', 'bank.example', '', unknown],
    ['by its address', '10.0.0.1', '', unknown],
    ['the node', '127.0.0.1', '', unknown],
    ['no host', '', '', passes],
    ['the node, on its network', '127.0.0.1', onNode, passes],
    ['the node by a longer address, on its network', '::1', onNode, passes],
    ['the node by its name, on its network', 'localhost', onNode, passes],
    ['a name, on the network of the node', 'bank.example', onNode, unknown],
  ])('%s', (_name, host, spec, expected) => {
    expect(asks(host, spec)).toEqual(expected);
  });

  test('says which, and takes no fault away', () => {
    const yaml = workload(app('livenessProbe: {tcpSocket: {port: http, host: bank.example}}')) + selects;
    expect(judgedBy(healthProbes, yaml)).toEqual(['fail no-readiness Deployment/bank/ledger']);
    const [finding] = findingsBy(
      healthProbes,
      workload(sound.replace('/live,', '/live, host: bank.example,')) + selects,
    );
    expect(finding?.gaps[0]?.detail).toBe(
      'its livenessProbe asks the host bank.example; whether this pod answers there was not seen',
    );
  });
});

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['probed', workload(sound) + selects, ['pass probed Deployment/bank/ledger']],
    [
      'probed, though it serves nothing',
      workload(
        '{name: worker, image: w:1, readinessProbe: {exec: {command: [ready]}}, livenessProbe: {exec: {command: [alive]}}}',
      ),
      ['pass probed Deployment/bank/ledger'],
    ],
    ['serves-nothing', workload('{name: app, image: w:1}'), ['notApplicable serves-nothing Deployment/bank/ledger']],
    [
      'serves-nothing but metrics',
      workload('{name: app, image: w:1, ports: [{name: metrics, containerPort: 9090}]}') +
        service('selector: {app: ledger}, ports: [{port: 9090}]', 'ledger-metrics'),
      ['notApplicable serves-nothing Deployment/bank/ledger'],
    ],
    ['no-readiness', workload(app(liveness)) + selects, ['fail no-readiness Deployment/bank/ledger']],
    [
      'no-readiness, best effort',
      workload(app(liveness), { tier: 'best-effort' }) + selects,
      ['partial no-readiness Deployment/bank/ledger'],
    ],
    ['no-liveness', workload(app(readiness)) + selects, ['partial no-liveness Deployment/bank/ledger#app']],
    [
      'no-liveness, critical',
      workload(app(readiness), critical) + selects,
      ['fail no-liveness Deployment/bank/ledger#app'],
    ],
    [
      'no-liveness, best effort',
      workload(app(readiness), { tier: 'best-effort' }) + selects,
      ['advice no-liveness Deployment/bank/ledger#app', 'pass probed Deployment/bank/ledger'],
    ],
    [
      'both missing',
      workload(app('env: []')) + selects,
      ['fail no-readiness Deployment/bank/ledger', 'partial no-liveness Deployment/bank/ledger#app'],
    ],
    [
      'no-startup',
      workload(
        app(
          `${readiness}, livenessProbe: {httpGet: {path: /live, port: http}}, env: [{name: JAVA_OPTS, value: -Xmx1g}]`,
        ),
        critical,
      ) + selects,
      ['partial no-startup Deployment/bank/ledger#app'],
    ],
    [
      'no-startup, important',
      workload(
        app(
          `${readiness}, livenessProbe: {httpGet: {path: /live, port: http}}, env: [{name: JAVA_OPTS, value: -Xmx1g}]`,
        ),
      ) + selects,
      ['advice no-startup Deployment/bank/ledger#app', 'pass probed Deployment/bank/ledger'],
    ],
    [
      'a liveness probe that waits for a slow start',
      workload(app(`${readiness}, ${liveness}, env: [{name: JAVA_OPTS, value: -Xmx1g}]`), critical) + selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'identical-probes',
      workload(app('readinessProbe: {tcpSocket: {port: http}}, livenessProbe: {tcpSocket: {port: http}}'), critical) +
        selects,
      ['partial identical-probes Deployment/bank/ledger#app'],
    ],
    [
      'named-port-missing',
      workload(app(`${readiness}, livenessProbe: {httpGet: {port: admin}, failureThreshold: 4}`), {
        tier: 'best-effort',
      }) + selects,
      ['fail named-port-missing Deployment/bank/ledger#app'],
    ],
    [
      'named-port-missing where nothing is served',
      workload('{name: worker, image: w:1, livenessProbe: {httpGet: {port: admin}}}'),
      ['fail named-port-missing Deployment/bank/ledger#worker'],
    ],
    [
      'numeric-port-undeclared',
      workload(app(`${readiness}, livenessProbe: {httpGet: {port: 8081}, failureThreshold: 4}`)) + selects,
      ['advice numeric-port-undeclared Deployment/bank/ledger#app', 'pass probed Deployment/bank/ledger'],
    ],
    [
      'slow-detection',
      workload(app(`readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 20}, ${liveness}`), critical) +
        selects,
      ['partial slow-detection Deployment/bank/ledger#app'],
    ],
    [
      'a patient liveness beside a quick readiness',
      workload(app(`${readiness}, livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 20}`), critical) +
        selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'as slow, where the tier promises nothing',
      workload(app(`${readiness}, livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 20}`)) + selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'commands count',
      workload(app('readinessProbe: {exec: {command: [ready]}}, livenessProbe: {exec: {command: [alive]}}')) + selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'gRPC counts',
      workload(app('readinessProbe: {grpc: {port: 8080}}, livenessProbe: {grpc: {port: 8080}, failureThreshold: 6}')) +
        selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'an init container needs none',
      workload(sound, {
        spec: 'initContainers: [{name: migrate, image: m:1, ports: [{name: http, containerPort: 8080}]}],',
      }) + selects,
      ['pass probed Deployment/bank/ledger'],
    ],
    [
      'a DaemonSet serves too',
      workload(app(liveness), { kind: 'DaemonSet' }) + selects,
      ['fail no-readiness DaemonSet/bank/ledger'],
    ],
    [
      'the readiness of one container is that of the pod',
      workload(`${app(liveness)}, {name: proxy, image: p:1, readinessProbe: {tcpSocket: {port: 8080}}}`) + selects,
      ['pass probed Deployment/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(judgedBy(healthProbes, yaml)).toEqual(expected);
  });

  test('what takes as long as is promised is in time', () => {
    const policy = { targets: { critical: { worstCaseDetectionSeconds: 31 } } };
    expect(judgedBy(healthProbes, workload(sound, critical) + selects, { policy })).toEqual([
      'pass probed Deployment/bank/ledger',
    ]);
  });

  test('the policy file can promise another time', () => {
    const yaml = workload(sound, critical) + selects;
    const policy = { targets: { critical: { worstCaseDetectionSeconds: 30 } } };
    const [finding] = findingsBy(healthProbes, yaml, { policy });
    expect(finding).toMatchObject({
      reason: 'slow-detection',
      because: 'its readinessProbe takes up to 31 s to notice a failure, and its tier promises 30 s',
    });
  });

  test('evidence names the object, the container and the field', () => {
    const [finding] = findingsBy(
      healthProbes,
      workload(app(`${readiness}, livenessProbe: {httpGet: {port: admin}}`)) + selects,
    );
    expect(finding?.subject).toMatchObject({ kind: 'Deployment', name: 'ledger', container: 'app' });
    expect(finding?.evidence[0]).toMatchObject({
      path: 'spec.template.spec.containers[0].livenessProbe.httpGet.port',
      value: 'admin',
    });
  });
});

describe('traps', () => {
  test('F16 a Job without probes is not asked', () => {
    const job =
      '{apiVersion: batch/v1, kind: Job, metadata: {name: bill, namespace: bank}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: b:1, ports: [{containerPort: 80}]}]}}}}';
    const assessment = assessedBy(healthProbes, job);
    expect(assessment.findings).toEqual([]);
    expect(assessment.outcomes.find(({ criterion }) => criterion === 'availability/health-probes')?.verdict).toBe(
      'notApplicable',
    );
  });

  test('F17 a sidecar among the init containers runs for long and is judged', () => {
    const sidecar =
      'initContainers: [{name: mesh, image: m:1, restartPolicy: Always, ports: [{name: mesh, containerPort: 15008}]}],';
    const both = service(
      'selector: {app: ledger}, ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: mesh}]',
    );
    expect(judgedBy(healthProbes, workload(sound, { spec: sidecar }) + both)).toEqual([
      'partial no-liveness Deployment/bank/ledger#mesh',
    ]);
  });

  test('F45 an Argo Rollout is judged like a Deployment', () => {
    expect(
      judgedBy(
        healthProbes,
        workload(app('env: []'), { kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }) + selects,
      ),
    ).toEqual(['fail no-readiness Rollout/bank/ledger', 'partial no-liveness Rollout/bank/ledger#app']);
  });

  test('F45 a Rollout whose template stands in a Deployment is not known', () => {
    const rollout =
      '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ledger, namespace: bank}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}}}';
    expect(judgedBy(healthProbes, rollout)).toEqual(['unknown not-seen Rollout/bank/ledger']);
  });

  test('F51 pods that no Service selects are judged by the ports that they declare, and what is not judged is said', () => {
    expect(judgedBy(healthProbes, workload(app('env: []')))).toEqual([
      'fail no-readiness Deployment/bank/ledger',
      'partial no-liveness Deployment/bank/ledger#app',
    ]);
    const [finding] = findingsBy(healthProbes, workload('{name: worker, image: w:1}'));
    expect(finding).toMatchObject({ verdict: 'notApplicable', reason: 'serves-nothing' });
  });

  test('F1 a Service that shares one label and selects other pods sends nothing', () => {
    const other = service('selector: {app: ledger, part: api}, ports: [{port: 80, targetPort: 8080}]');
    expect(judgedBy(healthProbes, workload('{name: worker, image: w:1}') + other)).toEqual([
      'notApplicable serves-nothing Deployment/bank/ledger',
    ]);
  });
});

describe('what was not seen', () => {
  const options = { authority: 'partial' } as const;

  test('hidden Services leave unknown what only they decide', () => {
    expect(judgedBy(healthProbes, workload(app('env: []')), options)).toEqual([
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('and whether the pod needs a readiness probe', () => {
    expect(judgedBy(healthProbes, workload(app(liveness)), options)).toEqual([
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('a Service that was seen is enough for a fault', () => {
    expect(judgedBy(healthProbes, workload(app(readiness)) + selects, options)).toEqual([
      'partial no-liveness Deployment/bank/ledger#app',
    ]);
  });

  test('probes without a fault are enough whoever is served', () => {
    expect(judgedBy(healthProbes, workload(sound), options)).toEqual(['pass probed Deployment/bank/ledger']);
  });

  test('a fault that weighs nothing hides no gap', () => {
    const two = `${app(readiness)}, {name: other, image: o:1}`;
    expect(judgedBy(healthProbes, workload(two, { tier: 'best-effort' }) + selects, options)).toEqual([
      'advice no-liveness Deployment/bank/ledger#app',
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('a port that several containers may answer is no fault and no pass', () => {
    const two = '{name: a, image: a:1}, {name: b, image: b:1}';
    expect(judgedBy(healthProbes, workload(two) + service('selector: {app: ledger}, ports: [{port: 80}]'))).toEqual([
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('a patch is no workload', () => {
    const patch = workload('{name: app, ports: [{containerPort: 80}]}', {
      kind: 'Rollout',
      apiVersion: 'argoproj.io/v1alpha1',
    });
    expect(judgedBy(healthProbes, patch)).toEqual(['unknown not-seen Rollout/bank/ledger']);
  });
});

test('a pass points at the probes that it rests on', () => {
  const [finding] = findingsBy(healthProbes, workload(sound) + selects);
  expect(finding).toMatchObject({ verdict: 'pass', reason: 'probed', subject: { name: 'ledger' } });
  expect(finding?.subject.container).toBeUndefined();
  expect(finding?.evidence.map(({ path }) => path)).toEqual([
    'spec.template.spec.containers[0].readinessProbe',
    'spec.template.spec.containers[0].livenessProbe',
  ]);
});

test('F47 a Service of one sample makes no copy in another one serve', () => {
  const copy = (image: string): string => workload(`{name: app, image: ${image}}`);
  const files = {
    'samples/plain/ledger.yaml': copy('registry.bank.example/ledger:1.4'),
    'samples/served/ledger.yaml': copy('registry.bank.example/ledger:1.5'),
    'samples/served/service.yaml': service('selector: {app: ledger}, ports: [{port: 80}]'),
  };
  expect(judgedBy(healthProbes, files)).toEqual([
    'fail no-readiness Deployment/bank/ledger@samples/served',
    'notApplicable serves-nothing Deployment/bank/ledger@samples/plain',
    'partial no-liveness Deployment/bank/ledger#app@samples/served',
  ]);
});

test.each([
  ['the Service that reaches it', workload(app('tty: false')) + selects, 'Service', null],
  [
    'its ports, where no Service does',
    workload(app('tty: false')),
    'Deployment',
    'spec.template.spec.containers[0].ports',
  ],
])('a fault points at what shows that the container serves: %s', (_name, yaml, kind, path) => {
  const findings = findingsBy(healthProbes, yaml);
  expect(findings.map(({ reason }) => reason)).toEqual(['no-readiness', 'no-liveness']);
  for (const { evidence } of findings) expect(evidence[1]).toMatchObject({ kind, ...(path ? { path } : {}) });
});

describe('of a cluster', () => {
  interface PodGiven {
    readonly ready?: boolean;
    readonly waits?: string;
    readonly restarts?: number;
    readonly held?: string;
    readonly since?: string;
  }
  const pod = (
    { ready = false, waits, restarts = 0, held, since = '2026-11-24T09:00:00Z' }: PodGiven,
    nth: number,
  ): Raw => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `ledger-${nth}`,
      creationTimestamp: since,
      namespace: 'bank',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'ledger', uid: 'd', controller: true }],
    },
    spec: { nodeName: 'a', containers: [{ name: 'app', image: 'a:1' }] },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'Ready', status: ready ? 'True' : 'False' },
        ...(held ? [{ type: 'PodScheduled', status: 'False', reason: held }] : []),
      ],
      containerStatuses: [
        { name: 'app', restartCount: restarts, ...(waits ? { state: { waiting: { reason: waits } } } : {}) },
      ],
    },
  });
  const tooLate = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];
  const cluster = (
    pods: readonly PodGiven[],
    tier = 'important',
    forbidden: string[] = [],
    wanted = pods.length,
    conditions: readonly Raw[] = [],
  ) => {
    const objects = (loadAll(workload(sound, { tier }) + selects) as Raw[]).map((one) =>
      one['kind'] === 'Deployment'
        ? {
            ...one,
            metadata: { ...(one['metadata'] as Raw), uid: 'd' },
            spec: { ...(one['spec'] as Raw), replicas: wanted },
            status: { readyReplicas: pods.filter(({ ready }) => ready).length, conditions },
          }
        : one,
    );
    return clusterOf([...objects, ...pods.map(pod)], { forbidden });
  };
  const looping = { waits: 'CrashLoopBackOff', restarts: 57 };
  const fine = { ready: true };
  const is = (verdict: string): string[] => [`${verdict} Deployment/bank/ledger`];

  test.each<[string, readonly PodGiven[], string, string[]]>([
    ['none-ready', [looping, looping, looping], 'important', is('fail none-ready')],
    ['none-ready, best effort', [looping, looping], 'best-effort', is('partial none-ready')],
    ['none-ready for want of an image', [{ waits: 'ImagePullBackOff' }], 'important', is('fail none-ready')],
    ['none-ready for want of a node', [{ held: 'Unschedulable' }], 'important', is('fail none-ready')],
    [
      'one that waits for a node that may be on its way',
      [{ held: 'Unschedulable', since: '2026-11-24T11:50:00Z' }],
      'important',
      is('unknown not-seen'),
    ],
    ['not-placed', [fine, fine, fine, { held: 'Unschedulable' }], 'important', is('partial not-placed')],
    [
      'one beside others that waits for a node that may be on its way',
      [fine, { held: 'Unschedulable', since: '2026-11-24T11:50:00Z' }],
      'important',
      is('pass probed'),
    ],
    ['one runs between two ends', [looping, { restarts: 57 }], 'important', is('fail none-ready')],
    ['a rollout that just began', [{}, { restarts: 1 }], 'important', is('unknown not-seen')],
    ['crash-looping', [fine, looping], 'important', is('partial crash-looping')],
    ['crash-looping, critical', [fine, looping], 'critical', is('fail crash-looping')],
    ['one that waits for the first time', [fine, { ...looping, restarts: 9 }], 'important', is('pass probed')],
    ['many restarts, long ago', [{ ...fine, restarts: 40 }], 'important', is('pass probed')],
    ['all are ready', [fine, fine], 'important', is('pass probed')],
  ])('%s', (_name, pods, tier, expected) => {
    expect(judgedBy(healthProbes, cluster(pods, tier))).toEqual(expected);
  });

  const justNow = '2026-11-24T11:55:00Z';
  test.each<[string, readonly PodGiven[], readonly Raw[], string, RegExp]>([
    [
      'no node, just now',
      [{ held: 'Unschedulable', since: justNow }],
      [],
      'unknown not-seen',
      /its pod is not ready: 1 fits on no node, for less than/,
    ],
    [
      'no node, and out of time',
      [{ held: 'Unschedulable', since: justNow }],
      tooLate,
      'fail none-ready',
      /: 1 fits on no node$/,
    ],
    ['not ready, just now', [{ since: justNow }], [], 'unknown not-seen', /a start may have just begun/],
    [
      'not ready, just now, out of time before',
      [{ since: justNow }],
      tooLate,
      'unknown not-seen',
      /a start may have just begun/,
    ],
    ['not ready for long', [{}, {}], [], 'unknown not-seen', /none of its 2 pods is ready, long after the start/],
    ['not ready for long, and out of time', [{}, {}], tooLate, 'fail none-ready', /2 did not get ready in the time/],
    ['some are ready, out of time', [fine, {}], tooLate, 'pass probed', /probes tell/],
  ])('a rollout that may come up: %s', (_name, pods, conditions, expected, words) => {
    const estate = cluster(pods, 'important', [], pods.length, conditions);
    expect(judgedBy(healthProbes, estate)).toEqual(is(expected));
    expect(findingsBy(healthProbes, estate)[0]?.because).toMatch(words);
  });

  test('pods that may not be listed are unknown, whatever they do', () => {
    for (const pods of [[looping], [fine]])
      expect(judgedBy(healthProbes, cluster(pods, 'important', ['/Pod']))).toEqual(is('unknown not-seen'));
  });

  test('what has no pods because none is wanted is judged by its probes', () => {
    expect(judgedBy(healthProbes, cluster([]))).toEqual(is('pass probed'));
    expect(judgedBy(healthProbes, cluster([], 'important', [], 2))).toEqual(is('unknown not-seen'));
  });

  test('the words say what keeps them', () => {
    const [none] = findingsBy(healthProbes, cluster([looping, looping, { waits: 'ImagePullBackOff' }]));
    expect(none?.because).toBe(
      'none of its 3 pods is ready: 2 are in CrashLoopBackOff after 114 restarts, 1 is in ImagePullBackOff',
    );
    expect(none?.fix).toMatch(/kubectl logs --previous/);
    const nowhere = { held: 'Unschedulable' };
    const [some] = findingsBy(healthProbes, cluster([fine, fine, fine, nowhere]));
    expect(some?.because).toBe('1 of its 4 pods fits on no node, for more than a quarter of an hour');
    const [unplaced] = findingsBy(healthProbes, cluster([nowhere, nowhere]));
    expect(unplaced?.because).toBe('none of its 2 pods is ready: 2 fit on no node');
    expect(unplaced?.fix).toMatch(/requests, nodeSelector, affinity and tolerations .* taints .* claims/);
    expect(unplaced?.fix).not.toMatch(/logs/);
    expect(findingsBy(healthProbes, cluster([nowhere]))[0]?.because).toBe('its pod is not ready: 1 fits on no node');
    expect(findingsBy(healthProbes, cluster([], 'important', [], 2))[0]?.because).toMatch(/none of it is there/);
    const [one] = findingsBy(healthProbes, cluster([fine, looping]));
    expect(one?.because).toBe(
      '1 of its 2 pods ends again and again: ledger-1 waits in CrashLoopBackOff after 57 restarts',
    );
  });
});

describe('a resource of which an operator makes several sets of pods', () => {
  const kafka: Raw = {
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'Kafka',
    metadata: { name: 'log', namespace: 'bank' },
    spec: {
      kafka: { replicas: 3, listeners: [], storage: { type: 'ephemeral' } },
      entityOperator: { topicOperator: {}, userOperator: {} },
    },
  };
  const labels = (component: string): Raw => ({
    'strimzi.io/cluster': 'log',
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': `log-${component}`,
    'app.kubernetes.io/instance': 'log',
    'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
    'more': 'x',
  });
  // Strimzi names its sets as what made the pods, and no Kafka as what controls these.
  const pod = (component: string, number: number, isReady: boolean): Raw => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `log-${component}-${number}`,
      namespace: 'bank',
      labels: labels(component),
      creationTimestamp: '2026-11-20T12:00:00Z',
      ownerReferences: [
        {
          apiVersion: 'core.strimzi.io/v1beta2',
          kind: 'StrimziPodSet',
          name: `log-${component}`,
          uid: component,
          controller: true,
        },
      ],
    },
    spec: { nodeName: 'n', containers: [{ name: component, image: 'registry.bank.example/kafka:1' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: component,
          restartCount: isReady ? 0 : 40,
          ready: isReady,
          state: isReady ? { running: {} } : { waiting: { reason: 'CrashLoopBackOff' } },
        },
      ],
    },
  });
  const saidOf = (brokers: boolean, operator: boolean): string[] =>
    judgedBy(
      healthProbes,
      clusterOf([kafka, ...[0, 1, 2].map((one) => pod('kafka', one, brokers)), pod('entity-operator', 0, operator)]),
    ).filter((one) => one.includes('none-ready'));

  test('is asked for each of them', () => {
    expect(saidOf(true, true)).toEqual([]);
    expect(saidOf(false, true)).toEqual(['fail none-ready Kafka/bank/log']);
    expect(saidOf(true, false)).toEqual(['fail none-ready Kafka/bank/log/entity-operator']);
    expect(saidOf(false, false)).toHaveLength(2);
  });

  test('of which no pod is seen is unknown', () => {
    const said = judgedBy(healthProbes, clusterOf([kafka]));
    expect(said).toContain('unknown not-seen Kafka/bank/log');
  });

  test('whose pods may not be listed is unknown', () => {
    const said = judgedBy(healthProbes, clusterOf([kafka], { forbidden: ['/Pod'] }));
    expect(said).toContain('unknown not-seen Kafka/bank/log/entity-operator');
  });
});
