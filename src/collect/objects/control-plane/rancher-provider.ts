import type { ControlPlane } from '../../../estate/control-plane.ts';
import { Fields, isRaw, type Raw } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { serversOf } from './control-plane.ts';
import { mergeOptions } from './merge-options.ts';
import { planeOfOptions, type Program } from './server-options.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { textOfFile } from './written-files.ts';

// The providers of Cluster API for k3s and RKE2 write the config.yaml of the servers, whole, and start them without a word on the command line. So what the
// object does not say the servers are not told, unless a file or a command of the object adds to it.

/** Reads a KThreesControlPlane (pkg/k3s/config.go of cluster-api-k3s): etcd beside each server, and requests of nobody allowed, whatever it says. */
export function readKthreesControlPlane(subject: Subject): ControlPlane {
  const { spec } = subject;
  const config = spec.objectOrNone('kthreesConfigSpec');
  const given = config.objectOrNone('serverConfig').texts('kubeAPIServerArg');
  const options = { 'cluster-init': true, 'kube-apiserver-arg': [...given, 'anonymous-auth=true'] };
  const path = 'spec.kthreesConfigSpec';
  return ofProvider(subject, 'k3s', config, options, {
    'kube-apiserver-arg': `${path}.serverConfig.kubeAPIServerArg`,
    'otherwise': `${path}.files`,
  });
}

/**
 * Reads an RKE2ControlPlane (pkg/rke2/config.go of cluster-api-provider-rke2). With a profile and without an audit policy RKE2 writes a policy that logs
 * nothing (WriteDefaultPolicyFile in its pkg/podtemplate).
 */
export function readRke2ControlPlane(subject: Subject): ControlPlane {
  const { spec } = subject;
  const server = spec.objectOrNone('serverConfig');
  const backup = server.objectOrNone('etcd').objectOrNone('backupConfig');
  const policy = server.has('auditPolicySecret') || writes(spec, '/etc/rancher/rke2/audit-policy.yaml');
  const options: Raw = {
    'kube-apiserver-arg': server.objectOrNone('kubeAPIServer').texts('extraArgs'),
    'etcd-disable-snapshots': backup.boolean('disableAutomaticSnapshots') ?? false,
    'etcd-s3': backup.has('s3'),
    ...(backup.text('scheduleCron') ? { 'etcd-snapshot-schedule-cron': backup.text('scheduleCron') } : {}),
    ...(policy ? { 'audit-policy-file': 'of RKE2' } : {}),
    // What stands in the Secret is an address, and nobody's business here.
    ...(server.has('externalDatastoreSecret') ? { 'datastore-endpoint': 'of a Secret' } : {}),
  };
  const path = 'spec.serverConfig';
  const plane = ofProvider(subject, 'rke2', spec, options, {
    'kube-apiserver-arg': path,
    'datastore-endpoint': `${path}.externalDatastoreSecret`,
    'etcd-disable-snapshots': `${path}.etcd.backupConfig.disableAutomaticSnapshots`,
    'etcd-snapshot-schedule-cron': `${path}.etcd.backupConfig.scheduleCron`,
    'etcd-s3': `${path}.etcd.backupConfig.s3`,
    'otherwise': path,
  });
  const hasProfile = Boolean(spec.objectOrNone('agentConfig').text('cisProfile'));
  const logsNothing = hasProfile && plane.flags !== null && !plane.flags['audit-policy-file'];
  return logsNothing ? { ...plane, keepsAuditLog: false } : plane;
}

/** Where the object says what becomes an option; `otherwise`: the rest. */
type OptionPaths = Readonly<Record<string, string>> & { readonly otherwise: string };

function ofProvider(
  { spec, head }: Subject,
  program: Program,
  config: Fields,
  options: Raw,
  paths: OptionPaths,
): ControlPlane {
  const servers = serversOf(spec);
  const added = addedOptions(config, program);
  const merged = new Fields(mergeOptions([options, ...added.options]));
  const plane = planeOfOptions(head, merged, {
    program,
    speaksOf: () => true,
    reach: 'all',
    at: (option) => paths[option] ?? paths.otherwise,
  });
  return {
    ...plane,
    name: head.name,
    declaredBy: 'Cluster API',
    servers,
    storeMembers: plane.store === 'local' ? servers : null,
    hasEndpoint: true,
    at: { ...plane.at, servers: 'spec.replicas', store: plane.store === 'local' ? 'spec.replicas' : plane.at.store },
    ...(added.hiddenBy === null ? {} : hidden(plane, added.hiddenBy)),
  };
}

/** What is not known where something may have changed the options. RKE2 encrypts whatever it is told. */
function hidden({ encryptsSecrets }: ControlPlane, hiddenBy: string): Partial<ControlPlane> {
  return {
    store: null,
    storeMembers: null,
    flags: null,
    authorizers: null,
    snapshots: null,
    encryptsSecrets: encryptsSecrets === true ? true : 'unsaid',
    hiddenBy,
  };
}

interface AddedOptions {
  readonly options: readonly Raw[];
  /** What may add options and was not read, in words; null: nothing. */
  readonly hiddenBy: string | null;
}

function addedOptions(config: Fields, program: Program): AddedOptions {
  const options: Raw[] = [];
  const folder = `/etc/rancher/${program}/config.yaml.d/`;
  const ofService = new RegExp(
    `^/etc/(?:default|sysconfig|systemd)/.*${program}|^/etc/rancher/${program}/config\\.ya?ml$`,
  );
  for (const file of config.objects('files').toSorted(byPath)) {
    const path = file.text('path') ?? '';
    if (ofService.test(path)) return { options, hiddenBy: `the file ${path} may change` };
    if (!path.startsWith(folder)) continue;
    const written = textOfFile(file);
    const [document] = 'text' in written ? readDocuments(written.text) : [];
    const value = document && 'value' in document ? document.value : undefined;
    if (!isRaw(value)) return { options, hiddenBy: `the file ${path}, which was not read, may change` };
    options.push(value);
  }
  const names = ['preK3sCommands', 'postK3sCommands', 'preRKE2Commands', 'postRKE2Commands'];
  const command = names.find((name) => config.texts(name).some((text) => changesOptions.test(text)));
  if (command !== undefined) return { options, hiddenBy: `a command of ${command} may change` };
  // Of RKE2 only: what cloud-init does besides.
  const more = config.objectOrNone('agentConfig').objectOrNone('additionalUserData').raw;
  const isChanged = changesOptions.test(JSON.stringify(more));
  return { options, hiddenBy: isChanged ? 'additionalUserData, which was not read, may change' : null };
}

const changesOptions = /config\.ya?ml|\/etc\/(?:default|sysconfig|systemd)\/|secrets-encrypt|INSTALL_(?:K3S|RKE2)/;

function byPath(a: Fields, b: Fields): number {
  return (a.text('path') ?? '') < (b.text('path') ?? '') ? -1 : 1;
}

function writes(config: Fields, path: string): boolean {
  return config.objects('files').some((file) => file.text('path') === path);
}
