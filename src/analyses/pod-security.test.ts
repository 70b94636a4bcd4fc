import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { type PodSecurity, podSecurity } from './pod-security.ts';

function securityOf(spec: object): PodSecurity | Gap {
  const estate = estateOf(
    JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace: 'bank' }, spec }),
  );
  const [workload] = estate.facts.workloads.items;
  return podSecurity.compute(viewFacts(estate) as never)(workload as never, { place: '', nth: 0 });
}

function read(spec: object): PodSecurity {
  const security = securityOf(spec);
  if (isGap(security)) throw new Error(security.detail);
  return security;
}

const confined = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const app = { name: 'app', image: 'ledger:1', securityContext: { ...confined, readOnlyRootFilesystem: true } };

describe('the strictest level that is met', () => {
  test.each([
    ['restricted', { containers: [app] }],
    ['baseline', { containers: [{ ...app, securityContext: { ...confined, runAsNonRoot: false } }] }],
    ['privileged', { containers: [app], hostNetwork: true }],
  ])('%s', (level, spec) => {
    expect(read(spec).level).toBe(level);
  });
});

test('each hostPath volume bears one name, by what it hands out', () => {
  const paths = ['/var/log', '/run/docker.sock', '/dev', '/etc/kubernetes/pki'];
  const volumes = paths.map((path, index) => ({ name: `v${index}`, hostPath: { path } }));
  const { violations } = read({ containers: [app], volumes: [...volumes, { name: 'none', hostPath: {} }] });
  expect(violations.map(({ rule, spots }) => [rule, spots.map(({ path }) => path)])).toEqual([
    [
      'host-path-volumes',
      ['spec.volumes[0].hostPath.path', 'spec.volumes[2].hostPath.path', 'spec.volumes[4].hostPath.path'],
    ],
    ['runtime-socket', ['spec.volumes[1].hostPath.path']],
    ['host-credentials', ['spec.volumes[3].hostPath.path']],
  ]);
});

test('advice keeps no level from being met', () => {
  const { level, violations, advice } = read({ containers: [{ ...app, securityContext: confined }] });
  expect([level, violations, advice.map(({ rule }) => rule)]).toEqual(['restricted', [], ['writable-root']]);
});

test('of a part of a template nothing is said', () => {
  expect(isGap(securityOf({ containers: [{ name: 'app', securityContext: { privileged: true } }] }))).toBe(true);
  expect(isGap(securityOf({ containers: [] }))).toBe(true);
});
