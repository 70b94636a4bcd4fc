import type { ControlPlanePart, ControlPlaneProgram } from '../../../estate/control-plane-part.ts';
import { withoutUrlCredentials } from '../../credentials/without-url-credentials.ts';
import { goBoolean } from '../../go-boolean.ts';
import { flagPairs } from '../../objects/control-plane/api-server-flags.ts';
import type { Fields } from '../../objects/fields.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/** Where the programs of a control plane run. A tenant may write what he likes into a pod of his own namespace, its owner too. */
const namespaces = new Set(['kube-system', 'openshift-etcd', 'openshift-kube-apiserver']);

const switches = new Set([
  'auto-tls',
  'client-cert-auth',
  'peer-auto-tls',
  'peer-client-cert-auth',
  'profiling',
  'service-account-extend-token-expiration',
  'service-account-lookup',
  'use-service-account-credentials',
]);

/** Of these each one that is given adds to the others. */
const lists = new Set(['authorization-mode', 'disable-admission-plugins', 'enable-admission-plugins']);

const others = new Set([
  'audit-log-maxage',
  'audit-log-maxbackup',
  'audit-log-maxsize',
  'audit-log-path',
  'authorization-config',
  'bind-address',
  'cert-file',
  'client-ca-file',
  'config',
  'etcd-cafile',
  'etcd-certfile',
  'etcd-keyfile',
  'key-file',
  'kubelet-certificate-authority',
  'kubelet-client-certificate',
  'kubelet-client-key',
  'peer-cert-file',
  'peer-key-file',
  'root-ca-file',
  'service-account-key-file',
  'service-account-private-key-file',
  'tls-cert-file',
  'tls-private-key-file',
  'token-auth-file',
]);

/** Reads the API server's copy of a pod of the control plane that a node runs from a file; null for all others. */
export function readControlPlanePart({ metadata, spec, head }: Subject): ControlPlanePart | null {
  if (!namespaces.has(head.namespace) || metadata.text('deletionTimestamp') !== null) return null;
  const isOfNode = metadata
    .objects('ownerReferences')
    .some((one) => one.text('kind') === 'Node' && one.text('apiVersion') === 'v1');
  if (!isOfNode) return null;
  for (const container of spec.objects('containers')) {
    const words = [...container.texts('command'), ...container.texts('args')];
    const start = words.findIndex((word, index) => programOf(word) !== null && !isValue(words, index));
    const program = programOf(words[start] ?? '');
    if (program === null) continue;
    return {
      noun: 'controlPlanePart',
      ...head,
      program,
      flags: flagsOf(program, words.slice(start + 1), container),
      at: container.where,
    };
  }
  return null;
}

function programOf(word: string): ControlPlaneProgram | null {
  const [, name] = /(?:^|\/)(kube-apiserver|kube-controller-manager|kube-scheduler|etcd)$/.exec(word) ?? [];
  return (name as ControlPlaneProgram | undefined) ?? null;
}

/** Whether a word is what a flag before it is set to: `--data-dir /var/lib/etcd` runs no etcd. */
function isValue(words: readonly string[], index: number): boolean {
  const before = words[index - 1] ?? '';
  return before.startsWith('-') && !before.includes('=');
}

/** null: a shell, or a file, has a say in what it is given. */
function flagsOf(program: ControlPlaneProgram, words: readonly string[], container: Fields): ControlPlanePart['flags'] {
  if (!words.every((word) => !/\s-|\$[@{(]|^--openshift-config/.test(word))) return null;
  const pairs = flagPairs(words);
  const given = program === 'etcd' ? [...fromEnvironment(container), ...pairs] : pairs;
  // With a file etcd heeds nothing else (server/etcdmain/config.go).
  if (program === 'etcd' && (given.some(([name]) => name === 'config-file') || container.objects('envFrom').length > 0))
    return null;
  const flags: Record<string, string> = {};
  for (const [name, value] of given) {
    if (switches.has(name)) flags[name] = String(goBoolean(value) ?? value);
    else if (lists.has(name)) flags[name] = flags[name] === undefined ? value : `${flags[name]},${value}`;
    else if (others.has(name)) flags[name] = withoutUrlCredentials(value);
  }
  return flags;
}

/** etcd takes `ETCD_CERT_FILE` for `--cert-file`, and the flag where both are given. A value from elsewhere is one all the same. */
function fromEnvironment(container: Fields): [string, string][] {
  return container.objects('env').flatMap((one): [string, string][] => {
    const [, name] = /^ETCD_([A-Z_]+)$/.exec(one.text('name') ?? '') ?? [];
    if (name === undefined) return [];
    return [[name.toLowerCase().replaceAll('_', '-'), one.text('value') ?? 'set elsewhere']];
  });
}
