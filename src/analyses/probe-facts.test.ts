import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { detectionSeconds, type ProbeFacts, probeFactsOf } from './probe-facts.ts';

/** The facts of the first container of a pod that has these containers. */
function factsOf(containers: string): ProbeFacts {
  const [pod] = estateOf(
    `{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [${containers}]}}`,
  ).facts.workloads.items;
  const [first] = pod?.pod.containers ?? [];
  if (!pod || !first) throw new Error('no container was read');
  return probeFactsOf(first, pod.pod);
}

function container(fields: string): string {
  return `{name: app, image: web:1, ${fields}}`;
}

describe('ports that a probe asks', () => {
  test.each<[string, string, (number | string)[], (number | string)[]]>([
    [
      'a declared name',
      container('ports: [{name: http, containerPort: 80}], livenessProbe: {httpGet: {port: http}}'),
      [],
      [],
    ],
    [
      'a name that is not declared',
      container('ports: [{name: http, containerPort: 80}], readinessProbe: {tcpSocket: {port: web}}'),
      ['web'],
      [],
    ],
    [
      'a name that only the neighbour declares: the kubelet looks at the probed container alone',
      `${container('startupProbe: {httpGet: {port: http}}')}, {name: other, image: o:1, ports: [{name: http, containerPort: 80}]}`,
      ['http'],
      [],
    ],
    ['a number that is declared', container('ports: [{containerPort: 80}], livenessProbe: {grpc: {port: 80}}'), [], []],
    [
      'a number where others are declared',
      container('ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 8081}}'),
      [],
      [8081],
    ],
    [
      'a number of the neighbour',
      `${container('ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 81}}')}, {name: o, image: o:1, ports: [{containerPort: 81}]}`,
      [],
      [],
    ],
    ['a number where nothing is declared', container('livenessProbe: {httpGet: {port: 8081}}'), [], []],
    ['a name at another host', container('livenessProbe: {httpGet: {port: web, host: 10.0.0.1}}'), [], []],
    ['none: a command', container('livenessProbe: {exec: {command: [check]}}'), [], []],
  ])('%s', (_name, yaml, names, numbers) => {
    const { missingNames, undeclaredNumbers } = factsOf(yaml);
    expect(missingNames.map(({ port }) => port)).toEqual(names);
    expect(undeclaredNumbers.map(({ port }) => port)).toEqual(numbers);
  });

  test('are told with the path to the port', () => {
    expect(factsOf(container('readinessProbe: {httpGet: {port: web}}')).missingNames).toEqual([
      { field: 'readinessProbe.httpGet.port', port: 'web' },
    ]);
  });
});

describe('what probes amount to', () => {
  test('commands and gRPC count', () => {
    expect(
      factsOf(container('readinessProbe: {exec: {command: [check]}}, livenessProbe: {grpc: {port: 80}}')),
    ).toMatchObject({ hasReadiness: true, hasLiveness: true });
  });

  test.each<[string, string, boolean]>([
    [
      'the same question with the same patience',
      'readinessProbe: {tcpSocket: {port: 80}}, livenessProbe: {tcpSocket: {port: 80}}',
      true,
    ],
    [
      'the same question with less patience',
      'readinessProbe: {tcpSocket: {port: 80}}, livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 1}',
      true,
    ],
    [
      'the same question with more patience',
      'readinessProbe: {tcpSocket: {port: 80}}, livenessProbe: {tcpSocket: {port: 80}, failureThreshold: 4}',
      false,
    ],
    [
      'another path',
      'readinessProbe: {httpGet: {path: /ready, port: 80}}, livenessProbe: {httpGet: {path: /live, port: 80}}',
      false,
    ],
    ['liveness alone', 'livenessProbe: {tcpSocket: {port: 80}}', false],
  ])('identical: %s', (_name, fields, expected) => {
    expect(factsOf(container(fields)).identical).toBe(expected);
  });

  test.each<[string, string, number | null]>([
    [
      'the delay and all failures',
      'livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 5, periodSeconds: 4, failureThreshold: 2}',
      13,
    ],
    ['the defaults', 'livenessProbe: {tcpSocket: {port: 80}}', 30],
    [
      'no limit while a startup probe waits',
      'livenessProbe: {tcpSocket: {port: 80}}, startupProbe: {tcpSocket: {port: 80}}',
      null,
    ],
    ['no limit without a liveness probe', 'readinessProbe: {tcpSocket: {port: 80}}', null],
  ])('seconds for a start: %s', (_name, fields, expected) => {
    expect(factsOf(container(fields)).startSeconds).toBe(expected);
  });

  test.each<[string, string, string | null]>([
    ['options of a Java machine', 'env: [{name: JAVA_OPTS, value: -Xmx1g}]', 'JAVA_OPTS'],
    [
      'a readiness probe that waits',
      'readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 45}',
      'a readiness probe that waits 45 s',
    ],
    ['a readiness probe that waits a little', 'readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 10}', null],
    ['nothing', '', null],
  ])('sign of a slow start: %s', (_name, fields, expected) => {
    expect(factsOf(container(fields)).slowStart).toBe(expected);
  });

  test('readiness detects, else liveness; a startup probe detects nothing', () => {
    const live = 'livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 20, timeoutSeconds: 5}';
    const start = 'startupProbe: {tcpSocket: {port: 80}, failureThreshold: 99}';
    expect(factsOf(container(`readinessProbe: {tcpSocket: {port: 80}}, ${live}, ${start}`)).detection).toEqual({
      field: 'readinessProbe',
      seconds: 31,
    });
    expect(factsOf(container(`${live}, ${start}`)).detection).toEqual({ field: 'livenessProbe', seconds: 65 });
    expect(factsOf(container(start)).detection).toBeNull();
  });
});

/**
 * The kubelet's prober by the tenth of a second (pkg/kubelet/prober/worker.go): a ticker that holds at most one tick back, one question at a time. The
 * container breaks right after its good answer, given in no time at tick 0; each bad answer takes the whole timeout. Tenths until the verdict falls.
 */
function simulate(period: number, timeout: number, threshold: number): number {
  let [held, busyUntil, bad] = [false, 0, 0];
  for (let now = 1; ; now += 1) {
    if (now % period === 0) held = true;
    if (busyUntil === now) {
      bad += 1;
      if (bad === threshold) return now;
    }
    if (held && busyUntil <= now) {
      held = false;
      busyUntil = now + timeout;
    }
  }
}

test('a failure is noticed after failureThreshold times the period, and a timeout', () => {
  const probe = { type: 'exec', port: null, host: null, asks: 0, initialDelaySeconds: 0 } as const;
  expect(detectionSeconds({ ...probe, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 })).toBe(31);
  expect(detectionSeconds({ ...probe, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 3 })).toBe(55);
});

describe('against a slow, obvious version', () => {
  test('a failure is noticed after as many seconds as a simulated kubelet needs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (periodSeconds, timeoutSeconds, failureThreshold) => {
          const probe = {
            type: 'exec',
            port: null,
            host: null,
            asks: 0,
            initialDelaySeconds: 0,
            periodSeconds,
            timeoutSeconds,
            failureThreshold,
          } as const;
          expect(detectionSeconds(probe) * 10).toBe(
            simulate(periodSeconds * 10, timeoutSeconds * 10, failureThreshold),
          );
        },
      ),
      { numRuns: 400, seed: 11 },
    );
  });
});
