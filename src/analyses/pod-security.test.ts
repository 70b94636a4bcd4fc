import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { type PodSecurity, podSecurity } from './pod-security.ts';

const metadata = { name: 'ledger', namespace: 'bank' };
const podOf = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
/** Of a custom resource nobody refuses a part of a template. */
const rolloutOf = (spec: object): object => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata,
  spec: { template: { spec } },
});

function securityOf(spec: object, more = '', objectOf = podOf): PodSecurity | Gap {
  const pod = objectOf(spec);
  const estate = estateOf(`${JSON.stringify(pod)}${more}`);
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
  const { violations } = read({ containers: [app], volumes: [...volumes] });
  expect(violations.map(({ rule, spots }) => [rule, spots.map(({ path }) => path)])).toEqual([
    ['host-path-volumes', ['spec.volumes[0].hostPath.path', 'spec.volumes[2].hostPath.path']],
    ['runtime-socket', ['spec.volumes[1].hostPath.path']],
    ['host-credentials', ['spec.volumes[3].hostPath.path']],
  ]);
});

test('advice keeps no level from being met', () => {
  const { level, violations, advice } = read({ containers: [{ ...app, securityContext: confined }] });
  expect([level, violations, advice.map(({ rule }) => rule)]).toEqual(['restricted', [], ['writable-root']]);
});

test('of a part of a template nothing is said', () => {
  const part = { containers: [{ name: 'app', securityContext: { privileged: true } }] };
  expect(isGap(securityOf(part, '', rolloutOf))).toBe(true);
  expect(isGap(securityOf({ containers: [] }, '', rolloutOf))).toBe(true);
});

describe('a namespace that refuses the pods', () => {
  const sealed = { pod: { containers: [app] }, open: { containers: [{ ...app, securityContext: {} }] } };

  function refusedBy(spec: object, labels: Record<string, string>): string | undefined {
    const namespace = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels } });
    const security = securityOf(spec, `\n---\n${namespace}`);
    return isGap(security) ? undefined : security.refusedBy?.level;
  }

  test.each<[string, object, Record<string, string>, string | undefined]>([
    ['is one whose level they break', sealed.open, { enforce: 'restricted' }, 'restricted'],
    ['is none whose level they meet', sealed.open, { enforce: 'baseline' }, undefined],
    ['is none whose level they meet, to the last rule', sealed.pod, { enforce: 'restricted' }, undefined],
    ['is none that only warns', sealed.open, { warn: 'restricted', audit: 'restricted' }, undefined],
    ['is none where a label cannot be read', sealed.open, { enforce: 'Restricted' }, undefined],
    // Restricted asks for a seccomp profile since 1.19.
    [
      'is one at the version that it names',
      { containers: [{ ...app, securityContext: { ...confined, seccompProfile: undefined } }] },
      { 'enforce': 'restricted', 'enforce-version': 'v1.18' },
      undefined,
    ],
    [
      'is one at a later version',
      { containers: [{ ...app, securityContext: { ...confined, seccompProfile: undefined } }] },
      { 'enforce': 'restricted', 'enforce-version': 'v1.19' },
      'restricted',
    ],
  ])('%s', (_name, spec, labels, level) => {
    const prefixed = Object.entries(labels).map(([label, value]) => [`pod-security.kubernetes.io/${label}`, value]);
    expect(refusedBy(spec, Object.fromEntries(prefixed))).toBe(level);
  });

  test('is none that was not seen', () => {
    expect(read(sealed.open).refusedBy).toBeNull();
  });
});
