import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { looseEndsOf } from './pod-hardening.ts';

function looseEnds(spec: object): string[] {
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace: 'bank' }, spec };
  const [workload] = estateOf(JSON.stringify(manifest)).facts.workloads.items;
  return workload
    ? looseEndsOf(workload.pod).flatMap(({ rule, spots }) => spots.map(({ path }) => `${rule} ${path}`))
    : ['nothing was read'];
}

const closed = { name: 'app', image: 'ledger:1', securityContext: { readOnlyRootFilesystem: true } };

test.each<[string, object, string[]]>([
  ['nothing', { containers: [closed] }, []],
  [
    'a root file system that nothing closes',
    { containers: [{ name: 'app', image: 'a' }] },
    ['writable-root spec.containers[0].securityContext.readOnlyRootFilesystem'],
  ],
  [
    'one that is opened',
    { containers: [{ ...closed, securityContext: { readOnlyRootFilesystem: false } }] },
    ['writable-root spec.containers[0].securityContext.readOnlyRootFilesystem'],
  ],
  [
    'that of an init container',
    { initContainers: [{ name: 'init', image: 'a' }], containers: [closed] },
    ['writable-root spec.initContainers[0].securityContext.readOnlyRootFilesystem'],
  ],
  ['not that of a debug container', { containers: [closed], ephemeralContainers: [{ name: 'debug', image: 'a' }] }, []],
  ['nor that of Windows, which has none', { os: { name: 'windows' }, containers: [{ name: 'app', image: 'a' }] }, []],
  [
    'port 22',
    { containers: [{ ...closed, ports: [{ containerPort: 80 }, { containerPort: 22 }] }] },
    ['ssh-server spec.containers[0].ports[1].containerPort'],
  ],
  [
    'a port named ssh',
    { containers: [{ ...closed, ports: [{ containerPort: 2222, name: 'ssh' }] }] },
    ['ssh-server spec.containers[0].ports[0].containerPort'],
  ],
  ['not UDP port 22', { containers: [{ ...closed, ports: [{ containerPort: 22, protocol: 'UDP' }] }] }, []],
  [
    'processes that are shared',
    { shareProcessNamespace: true, containers: [closed] },
    ['shares-process-namespace spec.shareProcessNamespace'],
  ],
  [
    'a low user ID of the pod',
    { securityContext: { runAsUser: 1000 }, containers: [closed] },
    ['low-user-id spec.securityContext.runAsUser'],
  ],
  [
    'one of a container',
    { containers: [{ ...closed, securityContext: { readOnlyRootFilesystem: true, runAsUser: 9999 } }] },
    ['low-user-id spec.containers[0].securityContext.runAsUser'],
  ],
  ['not 0, which the standard names', { securityContext: { runAsUser: 0 }, containers: [closed] }, []],
  ['not 10000', { securityContext: { runAsUser: 10_000 }, containers: [closed] }, []],
  [
    'nor one in a user namespace of its own',
    { hostUsers: false, securityContext: { runAsUser: 1000 }, containers: [closed] },
    [],
  ],
])('%s', (_name, spec, expected) => {
  expect(looseEnds(spec)).toEqual(expected);
});
