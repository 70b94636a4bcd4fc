import { expect, test } from 'vitest';
import type { ProbeFacts } from './probe-facts.ts';
import { probeFlaws, type ProbeLimits } from './probe-flaws.ts';

/** Probes with which nothing is wrong. */
const sound: ProbeFacts = {
  hasReadiness: true,
  hasLiveness: true,
  asksOther: null,
  missingNames: [],
  undeclaredNumbers: [],
  detection: { field: 'readinessProbe', seconds: 31 },
  startSeconds: 30,
  slowStart: null,
  identical: false,
};
const limits: ProbeLimits = { slowStartSeconds: 30, detectionSeconds: 31 };
const ports = [80, 81].map((port) => ({ field: 'livenessProbe.tcpSocket.port', port }));

test.each<[string, Partial<ProbeFacts>, string[]]>([
  ['nothing', {}, []],
  [
    'what readiness and names of ports lack is not said of one container',
    { hasReadiness: false, missingNames: ports },
    [],
  ],
  ['no liveness probe', { hasLiveness: false, startSeconds: null }, ['no-liveness at livenessProbe {}']],
  [
    'a start that is cut short, with a sign of a slow one',
    { slowStart: 'JAVA_OPTS' },
    ['no-startup at livenessProbe {"seconds":30,"sign":"JAVA_OPTS"}'],
  ],
  ['a start that has time', { slowStart: 'JAVA_OPTS', startSeconds: 31 }, []],
  ['a start that nothing cuts short', { slowStart: 'JAVA_OPTS', startSeconds: null }, []],
  ['liveness that asks the same', { identical: true }, ['identical-probes at livenessProbe {}']],
  [
    'ports that are not declared: the first of them',
    { undeclaredNumbers: ports },
    ['numeric-port-undeclared at livenessProbe.tcpSocket.port=80 {"port":80}'],
  ],
  [
    'a failure that is noticed late',
    { detection: { field: 'livenessProbe', seconds: 32 } },
    ['slow-detection at livenessProbe {"probe":"livenessProbe","seconds":32,"allowed":31}'],
  ],
  ['no probe that notices', { detection: null }, []],
])('%s', (_name, probes, expected) => {
  const flaws = probeFlaws({ ...sound, ...probes }, limits);
  expect(
    flaws.map(({ is, field, value, numbers }) => {
      const place = value === undefined ? field : `${field}=${value}`;
      return `${is} at ${place} ${JSON.stringify(numbers)}`;
    }),
  ).toEqual(expected);
});

test('where no time is promised, none is too long', () => {
  const late = { ...sound, detection: { field: 'livenessProbe', seconds: 9000 } } as const;
  expect(probeFlaws(late, { ...limits, detectionSeconds: undefined })).toEqual([]);
});

test('all that is wrong is said', () => {
  const all = { ...sound, hasLiveness: false, identical: true, undeclaredNumbers: ports, slowStart: 'a sign' };
  expect(probeFlaws(all, { ...limits, detectionSeconds: 1 }).map(({ is }) => is)).toEqual([
    'no-liveness',
    'no-startup',
    'identical-probes',
    'numeric-port-undeclared',
    'slow-detection',
  ]);
});
