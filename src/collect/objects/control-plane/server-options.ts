import type { ControlPlane } from '../../../estate/control-plane.ts';
import type { StoreSnapshots } from '../../../estate/store-snapshots.ts';
import { plainCron } from '../../timing/cron.ts';
import { readCadence } from '../../timing/read-cadence.ts';
import { goBoolean } from '../../go-boolean.ts';
import { authorizersOf, type Flags, flagsOf } from './api-server-flags.ts';
import { nothingStated } from './control-plane.ts';
import type { Fields, Raw } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';
import { optionWords } from './option-words.ts';
import { isPlaceholder } from '../scope.ts';

// The options of k3s and RKE2, which stand by name in a file that says of itself neither what it is nor in which version.

/** Options of servers that no other program is known to have. */
const ownOptions = [
  'agent-token',
  'audit-policy-file',
  'cluster-init',
  'datastore-endpoint',
  'disable-cloud-controller',
  'disable-kube-proxy',
  'disable-network-policy',
  'embedded-registry',
  'etcd-arg',
  'etcd-disable-snapshots',
  'etcd-expose-metrics',
  'etcd-snapshot-compress',
  'etcd-snapshot-dir',
  'etcd-snapshot-name',
  'etcd-snapshot-retention',
  'etcd-snapshot-schedule-cron',
  'flannel-backend',
  'kube-apiserver-arg',
  'kube-cloud-controller-manager-arg',
  'kube-controller-manager-arg',
  'kube-scheduler-arg',
  'pod-security-admission-config-file',
  'secrets-encryption',
  'secrets-encryption-provider',
  'servicelb-namespace',
  'tls-san',
  'tls-san-security',
  'write-kubeconfig',
  'write-kubeconfig-group',
  'write-kubeconfig-mode',
];

/** Other options of servers. */
const serverOptions = [
  'advertise-address',
  'advertise-port',
  'agent-token-file',
  'bind-address',
  'cluster-cidr',
  'cluster-dns',
  'cluster-domain',
  'cni',
  'control-plane-probe-configuration',
  'control-plane-resource-limits',
  'control-plane-resource-requests',
  'datastore-cafile',
  'datastore-certfile',
  'datastore-keyfile',
  'default-local-storage-path',
  'disable',
  'disable-apiserver',
  'disable-controller-manager',
  'disable-etcd',
  'disable-helm-controller',
  'disable-scheduler',
  'egress-selector-mode',
  'enable-servicelb',
  'etcd-s3',
  'etcd-s3-access-key',
  'etcd-s3-bucket',
  'etcd-s3-config-secret',
  'etcd-s3-endpoint',
  'etcd-s3-endpoint-ca',
  'etcd-s3-folder',
  'etcd-s3-insecure',
  'etcd-s3-region',
  'etcd-s3-retention',
  'etcd-s3-secret-key',
  'etcd-s3-skip-ssl-verify',
  'etcd-s3-timeout',
  'flannel-external-ip',
  'flannel-ipv6-masq',
  'helm-job-image',
  'https-listen-port',
  'ingress-controller',
  'kine-tls',
  'kube-apiserver-image',
  'kube-controller-manager-image',
  'kube-scheduler-image',
  'etcd-image',
  'service-cidr',
  'service-node-port-range',
  'supervisor-metrics',
];

/** Options that agents have, too. */
const nodeOptions = [
  'airgap-extra-registry',
  'bind-address',
  'cloud-provider-config',
  'cloud-provider-name',
  'container-runtime-endpoint',
  'containerd-args',
  'data-dir',
  'debug',
  'default-runtime',
  'disable-apiserver-lb',
  'disable-default-registry-endpoint',
  'docker',
  'enable-pprof',
  'flannel-conf',
  'flannel-cni-conf',
  'flannel-iface',
  'image-credential-provider-bin-dir',
  'image-credential-provider-config',
  'image-service-endpoint',
  'kube-proxy-arg',
  'kube-proxy-image',
  'kubelet-arg',
  'kubelet-path',
  'lb-server-port',
  'log',
  'node-external-dns',
  'node-external-ip',
  'node-internal-dns',
  'node-ip',
  'node-label',
  'node-name',
  'node-taint',
  'nonroot-devices',
  'pause-image',
  'prefer-bundled-bin',
  'private-registry',
  'profile',
  'protect-kernel-defaults',
  'resolv-conf',
  'rootless',
  'runtime-image',
  'selinux',
  'server',
  'snapshotter',
  'system-default-registry',
  'token',
  'token-file',
  'v',
  'vmodule',
  'vpn-auth',
  'vpn-auth-file',
  'with-node-id',
];

const own: ReadonlySet<string> = new Set(ownOptions);
const ofServers: ReadonlySet<string> = new Set([...ownOptions, ...serverOptions]);
const known: ReadonlySet<string> = new Set([...ofServers, ...nodeOptions]);

/** Where the programs look for it by themselves, and for what is to be merged into it. */
export const serverOptionsFile = /(?:^|\/)rancher\/(?:k3s|rke2)\/config\.ya?ml(?:\.d\/[^/]+\.ya?ml)?$/;

/** What is merged into a file of options, wherever it lies. */
const isMergedFile = /(?:^|\/)config\.ya?ml\.d\/[^/]+\.ya?ml$/;

/** Only these two programs write a token so. */
function isJoinToken(value: unknown): boolean {
  return typeof value === 'string' && /^K10[0-9a-f]{40,64}::/.test(value);
}

/**
 * Whether a file holds options of k3s or RKE2 and nothing else: a name that appears in any program tells nothing by itself, so every one has to be one of
 * theirs, and two of those that no other program has, or one where the file's path names them; a token
 * that joins a node is theirs by its form, or beside a server in a folder of files that are merged.
 */
export function isServerOptions(value: Raw, file: string): boolean {
  // Most documents are objects of Kubernetes.
  if (value['apiVersion'] !== undefined || value['kind'] !== undefined) return false;
  const names = Object.keys(value).map((name) => name.replace(/\+$/, ''));
  // There they skip names that they do not know.
  if (serverOptionsFile.test(file)) return names.some((name) => known.has(name));
  if (!names.every((name) => known.has(name))) return false;
  if (names.includes('token') && (isJoinToken(value['token']) || (isMergedFile.test(file) && names.includes('server'))))
    return true;
  return names.filter((name) => own.has(name)).length >= (/k3s|rke2/i.test(file) ? 1 : 2);
}

/**
 * Reads such a file where it is a server's; null for that of an agent. Whoever starts the program may give it options on its command line as well, so of a
 * matter on which the file is silent (sign-in, the audit log, encryption) nothing is known; where it speaks, the defaults of the rest hold. Of files that are merged into others only what they
 * say counts.
 */
export function readServerOptions({ fields, head }: Subject): ControlPlane | null {
  const names = Object.keys(fields.raw).map((name) => name.replace(/\+$/, ''));
  const program = programOf(names, head.origin.file);
  // Agents have a profile, too, and a server to join.
  const isFirst = program === 'rke2' && names.includes('profile') && !names.includes('server');
  if (!isFirst && !names.some((name) => ofServers.has(name))) return null;
  const isWhole = program !== null && /(?:^|\/)config\.ya?ml$/.test(head.origin.file);
  return planeOfOptions(head, fields, {
    program,
    reach: isWhole ? 'file' : 'part',
    speaksOf: (part) => isWhole && names.some((name) => part.test(name)),
    at: (option) => option,
  });
}

/** How options of a server are to be read. */
export interface OptionsReading {
  readonly program: Program | null;
  /** Whether these are all options that the server gets, all of its file, or a part of that. */
  readonly reach: 'all' | 'file' | 'part';
  /** Whether the options speak of a matter, so that the defaults of the rest of it hold. */
  readonly speaksOf: (matter: RegExp) => boolean;
  /** Where an option is said, for evidence. */
  readonly at: (option: string) => string;
}

/** A server with these options. */
export function planeOfOptions(
  head: Head,
  options: Fields,
  { program, reach, speaksOf, at }: OptionsReading,
): ControlPlane {
  const given = flagsOf(optionWords(options, 'kube-apiserver-arg'));
  const endpoint = options.value('datastore-endpoint');
  const store =
    endpoint !== undefined
      ? 'external'
      : program === 'rke2' || options.value('cluster-init') === true || options.has('server')
        ? 'local'
        : null;
  const flags = speaksOf(/^(?:kube-apiserver-arg|audit-policy-file|profile)$/)
    ? withDefaults(given, options, program)
    : null;
  return {
    ...head,
    ...nothingStated,
    name: textOf(options, 'node-name') ?? head.name,
    noun: 'controlPlane',
    declaredBy: program === 'rke2' ? 'RKE2' : 'k3s',
    store,
    flags,
    authorizers: speaksOf(/^kube-apiserver-arg$/) ? authorizersOf(given, 'Node,RBAC') : null,
    encryptsSecrets: encryptsSecrets(options, given, program, reach),
    ...(flags !== null && reach === 'file' ? silencesOf(flags) : {}),
    ...(flags !== null && logsByProfileAlone(given, options, program)
      ? { policyOnServers: '/etc/rancher/rke2/audit-policy.yaml' }
      : {}),
    snapshots: speaksOf(/^etcd-/) && store === 'local' ? snapshotsOf(options, at) : null,
    at: {
      ...nothingStated.at,
      flags: at('kube-apiserver-arg'),
      encryption: at('secrets-encryption'),
      store: at(endpoint === undefined ? 'cluster-init' : 'datastore-endpoint'),
    },
  };
}

/** Whoever starts the program may hand the API server more on its command line: of what these flags do not speak of nothing is known. */
function silencesOf(
  flags: Flags,
): Pick<ControlPlane, 'maySignInElsewhere'> & Partial<Pick<ControlPlane, 'keepsAuditLog'>> {
  const isAudited = Object.keys(flags).some((name) => name.startsWith('audit-'));
  return { maySignInElsewhere: true, ...(isAudited ? {} : { keepsAuditLog: 'unsaid' }) };
}

/** With a profile and no file of a policy RKE2 writes one that logs nothing (WriteDefaultPolicyFile in its pkg/podtemplate). */
function logsByProfileAlone(given: Flags, options: Fields, program: Program | null): boolean {
  const isTold = options.has('audit-policy-file') || given['audit-policy-file'] !== undefined;
  return program === 'rke2' && options.has('profile') && !isTold;
}

/** Whether the switch is on; null where the API server is handed a file of its own, and `unsaid` where the switch may be set elsewhere. */
function encryptsSecrets(
  options: Fields,
  given: Flags,
  program: Program | null,
  reach: OptionsReading['reach'],
): ControlPlane['encryptsSecrets'] {
  if (program === 'rke2') return true;
  const isSaid = options.has('secrets-encryption');
  const said = isSaid || reach === 'all' ? switchOf(options, 'secrets-encryption') : null;
  if (said === true) return true;
  if (given['encryption-provider-config'] !== undefined) return null;
  return said === null || reach === 'part' ? 'unsaid' : false;
}

/** Which of the two programs it is. */
export type Program = 'k3s' | 'rke2';

const ofRke2 = /^(?:cni|profile|audit-policy-file|ingress-controller|enable-servicelb|control-plane-.*|kube-.*-image)$/;
const ofK3s = /^(?:cluster-init|flannel-backend|secrets-encryption|disable-network-policy|servicelb-namespace|docker)$/;

/** By the path, else by what only one of the two knows; null: it may be either. */
function programOf(names: readonly string[], file: string): Program | null {
  const isRke2 = /rke2/i.test(file);
  const isK3s = /k3s/i.test(file);
  if (isRke2 !== isK3s) return isRke2 ? 'rke2' : 'k3s';
  const hasRke2 = names.some((name) => ofRke2.test(name));
  const hasK3s = names.some((name) => ofK3s.test(name));
  return hasRke2 === hasK3s ? null : hasRke2 ? 'rke2' : 'k3s';
}

/** What both hand the API server unless they are told otherwise (pkg/daemons/control/server.go of k3s, pkg/podexecutor of RKE2). */
function withDefaults(given: Flags, fields: Fields, program: Program | null): Flags {
  const audited = fields.has('audit-policy-file') || fields.has('profile');
  return {
    ...(given['authentication-config'] === undefined ? { 'anonymous-auth': 'false' } : {}),
    ...(program === 'rke2' && audited
      ? { 'audit-policy-file': 'of RKE2', 'audit-log-path': 'of RKE2', 'audit-log-maxage': '30' }
      : {}),
    ...given,
  };
}

/** Both take them every twelve hours, and keep five on the disk of the server, unless they are told otherwise. */
function snapshotsOf(fields: Fields, at: OptionsReading['at']): StoreSnapshots | null {
  const stops = switchOf(fields, 'etcd-disable-snapshots');
  const leave = switchOf(fields, 'etcd-s3');
  if (stops === null || leave === null) return null;
  const schedule = fields.text('etcd-snapshot-schedule-cron') ?? '0 */12 * * *';
  return {
    stoppedBy: stops ? at('etcd-disable-snapshots') : null,
    cadence: readCadence(schedule, plainCron),
    schedule,
    leave,
    proof: 'kubectl get etcdsnapshotfiles.k3s.cattle.io',
    at: { schedule: at('etcd-snapshot-schedule-cron'), leave: at('etcd-s3') },
  };
}

/** null where something fills it in later, or the program does not start with it. */
function switchOf(fields: Fields, key: string): boolean | null {
  const value = fields.value(key);
  return typeof value === 'string' ? goBoolean(value) : (fields.boolean(key) ?? false);
}

function textOf(fields: Fields, key: string): string | null {
  const value = fields.value(key);
  return typeof value === 'string' && value !== '' && !isPlaceholder(value) ? value : null;
}
