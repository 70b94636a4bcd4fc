import type { AtRest, BackupLocation, BackupStore } from '../../../estate/backup-location.ts';
import { groupOf } from '../../../estate/identity.ts';
import { readSpan, recoveryWindow } from '../../timing/read-span.ts';
import type { Fields } from '../fields.ts';
import { keepsFor, pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';

/** Nothing is said of encryption, or nobody here knows what is. */
const notSaidAtRest: AtRest = { state: 'unread', path: null, value: null };

/** Encrypted before it leaves, by a key that whoever keeps it does not have: restic, kopia and what is built on them never do otherwise. */
const byClient: AtRest = { state: 'client', path: null, value: null };
/** Large clouds encrypt every object since 2023 at the latest, whatever is asked. */
const byProvider: AtRest = { state: 'provider', path: null, value: null };

/** The host of an address; null for what is none. What stands before an @ may be a secret, and is left out. */
function hostOf(address: string | null): string | null {
  const [, host] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/.exec(address ?? '') ?? [];
  return host ?? null;
}

/** The host where it is one that only this very cluster knows: the name of a Service. */
function inClusterHost(host: string | null): string | null {
  return host !== null && /\.svc(?:\.|$)/.test(host) ? host : null;
}

// Object stores whose hosts name the region after `s3`, or first.
const regional =
  /^(?:[a-z0-9.-]+\.)?s3[.-]([a-z]{2,}-[a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|wasabisys\.com|scw\.cloud|backblazeb2\.com)$/;

/** The region that the host of an object store names. */
function regionOfHost(host: string | null): string | null {
  return host === null ? null : (regional.exec(host)?.[1] ?? null);
}

interface Written {
  readonly where: Fields;
  readonly title: string | null;
  /** Where the region is written. */
  readonly region?: readonly [Fields, string];
  readonly addressKey?: readonly [Fields, string];
  readonly atRest: AtRest;
}

function storeOf({ where, title, region, addressKey, atRest }: Written): BackupStore {
  const address = addressKey ? addressKey[0].text(addressKey[1]) : null;
  const host = hostOf(address);
  const stated = region ? region[0].text(region[1]) : null;
  const named = stated === null || stated === '' ? regionOfHost(host) : stated;
  const pathed = stated === null || stated === '' ? addressKey : region;
  return {
    path: where.where,
    title: title ?? host ?? 'a store that is not named',
    region: named,
    regionPath: named === null || !pathed ? null : pathOf(pathed[0], pathed[1]),
    inCluster: inClusterHost(host),
    atRest,
  };
}

function ownKey(fields: Fields, key: string): AtRest {
  return { state: 'own-key', path: pathOf(fields, key), value: 'set' };
}

/** How a store of Velero encrypts: by the settings of its plugin, or as the cloud does anyway. */
function veleroAtRest(provider: string, config: Fields): AtRest {
  for (const key of ['kmsKeyId', 'kmsKeyName', 'customerKeyEncryptionFile'])
    if (config.text(key)) return ownKey(config, key);
  const asked = config.text('serverSideEncryption');
  if (asked) return { state: 'provider', path: pathOf(config, 'serverSideEncryption'), value: asked };
  const isAws = /(^|\/)aws$/.test(provider) && !config.has('s3Url');
  return isAws || /(^|\/)(gcp|azure)$/.test(provider) ? byProvider : notSaidAtRest;
}

function veleroStore(location: Fields): BackupStore {
  const config = location.objectOrEmpty('config');
  const storage = location.objectOrEmpty('objectStorage');
  return storeOf({
    where: location,
    title: storage.text('bucket'),
    region: [config, 'region'],
    addressKey: [config, 's3Url'],
    atRest: veleroAtRest(location.text('provider') ?? '', config),
  });
}

/** Reads a BackupStorageLocation of Velero. */
export function readVeleroLocation({ spec, head }: Subject): BackupLocation {
  return {
    ...head,
    noun: 'backupLocation',
    stores: [veleroStore(spec)],
    keeps: null,
    ...(spec.text('accessMode') === 'ReadOnly' ? { closedBy: pathOf(spec, 'accessMode') } : {}),
    proof: `kubectl get -A backupstoragelocations.velero.io`,
    servesPlatform: true,
  };
}

/** Reads the locations of OpenShift's packaging of Velero; null where it names none. */
export function readOadpLocations({ spec, head }: Subject): BackupLocation | null {
  const stores = spec.objects('backupLocations').flatMap((one) => {
    const velero = one.object('velero');
    return velero ? [veleroStore(velero)] : [];
  });
  const proof = `kubectl get -A backupstoragelocations.velero.io`;
  return stores.length === 0
    ? null
    : { ...head, noun: 'backupLocation', stores, keeps: null, proof, servesPlatform: true };
}

/** How Barman asks the store to encrypt; of both kinds of files the first that says something. */
function barmanAtRest(store: Fields): AtRest {
  for (const part of ['data', 'wal']) {
    const fields = store.objectOrEmpty(part);
    const asked = fields.text('encryption');
    if (asked) return { state: 'provider', path: pathOf(fields, 'encryption'), value: asked };
  }
  const isCloud = !store.has('endpointURL') && /^(s3|gs|https):\/\//.test(store.text('destinationPath') ?? '');
  return isCloud ? byProvider : notSaidAtRest;
}

function barmanStore(store: Fields): BackupStore {
  return storeOf({
    where: store,
    title: store.text('destinationPath')?.replace(/^(\w+:\/\/)[^/@]*@/, '$1') ?? null,
    addressKey: [store, 'endpointURL'],
    atRest: barmanAtRest(store),
  });
}

/** Its first figure is no zero (the pattern of the field). */
const readWindow = (text: string): number | null => (text.startsWith('0') ? null : readSpan(text, recoveryWindow));

/** Reads an ObjectStore of the Barman plugin of CloudNativePG. */
export function readObjectStore({ spec, head }: Subject): BackupLocation {
  return {
    ...head,
    noun: 'backupLocation',
    stores: [barmanStore(spec.objectOrEmpty('configuration'))],
    keeps: keepsFor(spec, 'retentionPolicy', readWindow),
    proof: `kubectl get -A objectstores.barmancloud.cnpg.io -o jsonpath={..serverRecoveryWindow}`,
  };
}

/** Reads the object store within a Cluster of CloudNativePG; null without one. */
export function readClusterObjectStore({ spec, head }: Subject): BackupLocation | null {
  const backup = spec.objectOrEmpty('backup');
  const store = backup.object('barmanObjectStore');
  if (!store) return null;
  return {
    ...head,
    noun: 'backupLocation',
    stores: [barmanStore(store)],
    keeps: keepsFor(backup, 'retentionPolicy', readWindow),
    proof: `kubectl get -A clusters.postgresql.cnpg.io -o jsonpath={..firstRecoverabilityPoint}`,
  };
}

/** Reads a Profile of Kasten K10 that is a location; null for one of another type. */
export function readKastenProfile({ spec, head }: Subject): BackupLocation | null {
  const location = spec.object('locationSpec');
  if (!location) return null;
  const store = location.objectOrEmpty('objectStore');
  return {
    ...head,
    noun: 'backupLocation',
    stores: [
      storeOf({
        where: location,
        title: store.text('name'),
        region: [store, 'region'],
        addressKey: [store, 'endpoint'],
        // Kasten encrypts what it exports with a key of its own passphrase.
        atRest: byClient,
      }),
    ],
    keeps: null,
    proof: `kubectl get -A profiles.config.kio.kasten.io`,
    servesPlatform: true,
  };
}

/** Reads a BackupTarget of Longhorn: `s3://bucket@region/`, `nfs://host/path`. */
export function readBackupTarget({ spec, head }: Subject): BackupLocation | null {
  const url = spec.text('backupTargetURL');
  if (!url) return null;
  const [, bucket, region] = /^s3:\/\/([^@/]+)@([^/]+)\//.exec(url) ?? [];
  const path = pathOf(spec, 'backupTargetURL');
  const host = /^(nfs|cifs):/.test(url) ? hostOf(url) : null;
  return {
    ...head,
    noun: 'backupLocation',
    stores: [
      {
        path,
        title: bucket ?? host ?? 'its target',
        region: region ?? null,
        regionPath: region === undefined ? null : path,
        inCluster: inClusterHost(host),
        atRest: notSaidAtRest,
      },
    ],
    keeps: null,
    proof: `kubectl get -A backuptargets.longhorn.io`,
    servesPlatform: true,
  };
}

/** Reads the backend of a Schedule of K8up; null without one. Its repositories are restic's. */
export function readK8upBackend({ spec, head }: Subject): BackupLocation | null {
  const backend = spec.object('backend') ?? spec.objectOrEmpty('backup').object('backend');
  if (!backend) return null;
  const s3 = backend.objectOrEmpty('s3');
  return {
    ...head,
    noun: 'backupLocation',
    stores: [storeOf({ where: backend, title: s3.text('bucket'), addressKey: [s3, 'endpoint'], atRest: byClient })],
    keeps: null,
    proof: `kubectl get -A schedules.k8up.io`,
  };
}

/** Reads the repositories of pgBackRest in a PostgresCluster (Crunchy) or a PerconaPGCluster; null without one. */
export function readPgbackrestRepos({ spec, head }: Subject): BackupLocation | null {
  const backups = spec.objectOrEmpty('backups');
  // Percona's can be told to make none.
  if (backups.boolean('enabled') === false) return null;
  const pgbackrest = backups.objectOrEmpty('pgbackrest');
  const settings = pgbackrest.objectOrEmpty('global');
  const stores = pgbackrest.objects('repos').map((repo): BackupStore => {
    const name = repo.text('name') ?? 'repo1';
    const cipher = settings.text(`${name}-cipher-type`);
    const atRest: AtRest =
      cipher !== null && cipher !== 'none'
        ? { state: 'client', path: pathOf(settings, `${name}-cipher-type`), value: cipher }
        : notSaidAtRest;
    const s3 = repo.objectOrEmpty('s3');
    const store = storeOf({
      where: repo,
      title:
        s3.text('bucket') ??
        repo.objectOrEmpty('gcs').text('bucket') ??
        repo.objectOrEmpty('azure').text('container') ??
        name,
      region: [s3, 'region'],
      addressKey: [s3, 'endpoint'],
      atRest,
    });
    // A repository on a volume lies beside the database.
    return repo.has('volume') ? { ...store, inCluster: `a volume of ${name}` } : store;
  });
  return stores.length === 0 ? null : ofCluster(head, stores);
}

/** How a bucket of a PerconaServerMongoDB is encrypted, by what is asked of whoever keeps it. */
function perconaAtRest(s3: Fields): AtRest {
  const asked = s3.objectOrEmpty('serverSideEncryption');
  const own = ['kmsKeyID', 'sseCustomerAlgorithm'].find((key) => asked.text(key));
  if (own) return ownKey(asked, own);
  const algorithm = asked.text('sseAlgorithm');
  return algorithm ? { state: 'provider', path: pathOf(asked, 'sseAlgorithm'), value: algorithm } : notSaidAtRest;
}

/** Reads the storages of a PerconaXtraDBCluster or a PerconaServerMongoDB; null without one. */
export function readPerconaStorages({ spec, head }: Subject): BackupLocation | null {
  const storages = spec.objectOrEmpty('backup').objectOrEmpty('storages');
  // Of a database of MongoDB it is a file server that is mounted, wherever that stands.
  const isVolume = groupOf(head.apiVersion) === 'pxc.percona.com';
  const stores = Object.keys(storages.raw).flatMap((name): BackupStore[] => {
    const storage = storages.object(name);
    if (!storage) return [];
    const s3 = storage.object('s3') ?? storage.objectOrEmpty('minio');
    const title =
      s3.text('bucket') ??
      storage.objectOrEmpty('gcs').text('bucket') ??
      storage.objectOrEmpty('azure').text('container') ??
      name;
    const store = storeOf({
      where: storage,
      title,
      region: [s3, 'region'],
      addressKey: [s3, 'endpointUrl'],
      atRest: perconaAtRest(s3),
    });
    const isInCluster = isVolume && storage.text('type') === 'filesystem';
    return [isInCluster ? { ...store, inCluster: `a volume of ${name}` } : store];
  });
  return stores.length === 0 ? null : ofCluster(head, stores);
}

function ofCluster(head: Subject['head'], stores: readonly BackupStore[]): BackupLocation {
  const kind = `${head.kind.toLowerCase()}s.${head.apiVersion.split('/')[0] ?? ''}`;
  return {
    ...head,
    noun: 'backupLocation',
    stores,
    keeps: null,
    proof: `kubectl get -A ${kind} -o yaml`,
  };
}
