import { describe, expect, test } from 'vitest';
import { refuseObject } from './refuse-object.ts';

type Json = Readonly<Record<string, unknown>>;

const pod = (spec: Json, container: Json = {}, metadata: Json = {}): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', ...metadata },
  spec: { containers: [{ name: 'a', image: 'a', ...container }], ...spec },
});
const object = (apiVersion: string, kind: string, rest: Json): Json => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
  ...rest,
});
const finalized = (...finalizers: string[]): Json => pod({}, {}, { finalizers });
const pages = (limits: Json, requests: Json = {}): Json => pod({}, { resources: { limits, requests } });
const sysctls = (names: readonly string[], rest: Json = {}): Json =>
  pod({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) }, ...rest });
const near = (term: Json): Json =>
  pod({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: {}, ...term }],
      },
    },
  });
const node = (field: Json): Json =>
  pod({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [field] }] },
      },
    },
  });
const service = (...externalIPs: string[]): Json =>
  object('v1', 'Service', { spec: { ports: [{ port: 80 }], externalIPs } });
const windows = (spec: Json, securityContext?: Json): Json =>
  pod({ os: { name: 'windows' }, ...spec }, securityContext ? { securityContext } : {});
const binding = (subject: Json, name = 'a'): Json =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [subject],
  });

const refused = (of: Json, isUnfinished = false): string[] =>
  refuseObject(of as Parameters<typeof refuseObject>[0], isUnfinished).map(
    ({ message }) => message.split(': ')[0] ?? '',
  );

// Each was tried with the validation of Kubernetes 1.37.
describe('the API server refuses', () => {
  const term = 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
  const field =
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0]';
  test.each<[string, Json, string]>([
    ['a finalizer without a domain', finalized('ledger'), 'metadata.finalizers[0]'],
    ['one that is no name', finalized('bank.example/a b'), 'metadata.finalizers[0]'],
    ['huge pages alone', pages({ 'hugepages-2Mi': '4Mi' }), 'spec.containers[0].resources.limits.memory'],
    [
      'parts of a page',
      pages({ 'hugepages-2Mi': '3Mi', 'cpu': 1 }),
      'spec.containers[0].resources.limits.hugepages-2Mi',
    ],
    ['a gate that is no name', pod({ schedulingGates: [{ name: 'a b' }] }), 'spec.schedulingGates[0].name'],
    ['two gates of one name', pod({ schedulingGates: [{ name: 'a' }, { name: 'a' }] }), 'spec.schedulingGates[1]'],
    ['an alias without an address', pod({ hostAliases: [{ hostnames: ['a'] }] }), 'spec.hostAliases[0].ip'],
    ['one of what is no address', pod({ hostAliases: [{ ip: '1.2.3' }] }), 'spec.hostAliases[0].ip'],
    [
      'one of what is no host',
      pod({ hostAliases: [{ ip: '::1', hostnames: ['a_b'] }] }),
      'spec.hostAliases[0].hostnames[0]',
    ],
    ['an operating system that there is not', pod({ os: { name: 'bsd' } }), 'spec.os.name'],
    ['Windows that shares', windows({ hostPID: true }), 'spec.hostPID'],
    ['Windows with groups of Linux', windows({ securityContext: { fsGroup: 1 } }), 'spec.securityContext.fsGroup'],
    [
      'Windows with rights of Linux',
      windows({}, { privileged: false }),
      'spec.containers[0].securityContext.privileged',
    ],
    [
      'Linux with options of Windows',
      pod({ os: { name: 'linux' }, securityContext: { windowsOptions: {} } }),
      'spec.securityContext.windowsOptions',
    ],
    [
      'a term that takes and leaves a key',
      near({ matchLabelKeys: ['x'], mismatchLabelKeys: ['x'] }),
      `${term}.matchLabelKeys[0]`,
    ],
    ['keys without a selector', near({ labelSelector: null, mismatchLabelKeys: ['x'] }), `${term}.mismatchLabelKeys`],
    ['a namespace that can be none', near({ namespaces: ['A_b'] }), `${term}.namespaces[0]`],
    ['a field that is not asked for', node({ key: 'metadata.labels', operator: 'In', values: ['x'] }), `${field}.key`],
    ['a name that is only there', node({ key: 'metadata.name', operator: 'Exists' }), `${field}.operator`],
    ['two names of a node', node({ key: 'metadata.name', operator: 'In', values: ['x', 'y'] }), `${field}.values`],
    ['a sysctl that is no name', sysctls(['Kernel.x']), 'spec.securityContext.sysctls[0].name'],
    ['two of one name', sysctls(['a.b', 'a.b']), 'spec.securityContext.sysctls[1].name'],
    ['one that is the node’s', sysctls(['net/ipv4/x'], { hostNetwork: true }), 'spec.securityContext.sysctls[0].name'],
    ['an account that can be called so by nobody', binding({ kind: 'ServiceAccount', name: 'A_' }), 'subjects[0].name'],
    ['a role that can be called so by nobody', binding({ kind: 'User', name: 'a' }, 'a/b'), 'roleRef.name'],
    ['an external address that is none', service('ledger.bank.example'), 'spec.externalIPs[0]'],
    ['one of the node itself', service('1.2.3.4', '127.0.0.1'), 'spec.externalIPs[1]'],
    ['one of its link', service('fe80::1'), 'spec.externalIPs[0]'],
    ['none at all', service('::'), 'spec.externalIPs[0]'],
    ['a finalizer of a Namespace', object('v1', 'Namespace', { spec: { finalizers: ['foo'] } }), 'spec.finalizers[0]'],
  ])('%s', (_words, of, path) => {
    expect(refused(of)).toEqual([path]);
  });
});

describe('the API server takes', () => {
  test.each<[string, Json]>([
    ['finalizers with a domain, and its own', finalized('bank.example/ledger', 'foregroundDeletion', 'orphan')],
    [
      'a finalizer of a StorageClass without one',
      { ...object('storage.k8s.io/v1', 'StorageClass', {}), metadata: { name: 'a', finalizers: ['a'] } },
    ],
    ['huge pages beside a request', pages({ 'hugepages-2Mi': '4Mi' }, { cpu: 1 })],
    ['gates', pod({ schedulingGates: [{ name: 'a' }, { name: 'bank.example/b' }] })],
    ['aliases', pod({ hostAliases: [{ ip: '2001:db8::1', hostnames: ['a.b'] }, { ip: '$(IP)' }] })],
    ['Windows that shares nothing', windows({ hostPID: false, hostNetwork: true }, { runAsNonRoot: true })],
    ['the same without an operating system', pod({ hostPID: true, securityContext: { fsGroup: 1 } })],
    ['terms that contradict each other by what they ask', near({ matchLabelKeys: ['x', 'x'], namespaces: ['a'] })],
    ['the name of a node', node({ key: 'metadata.name', operator: 'In', values: ['x'] })],
    ['sysctls', sysctls(['kernel.shm_rmid_forced', 'net.ipv4.conf.eth0/1.x'])],
    ['users of any name', binding({ kind: 'User', name: 'A_/@' })],
    ['external addresses', service('1.2.3.4', '2001:db8::1', '224.0.1.0', 'fec0::1')],
  ])('%s', (_words, of) => {
    expect(refused(of)).toEqual([]);
  });

  test('what does not go together, in the base of a kustomization', () => {
    expect(refused(windows({ hostPID: true }), true)).toEqual([]);
    expect(refused(pages({ 'hugepages-2Mi': '4Mi' }), true)).toEqual([]);
  });
});
