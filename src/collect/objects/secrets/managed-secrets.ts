import { parseDuration } from '../../../estate/duration.ts';
import type { ManagedSecret, SecretStore } from '../../../estate/managed-secret.ts';
import { type Fields, isRaw } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

const hour = 60 * 60 * 1000;

/** Reads an ExternalSecret, which fetches its value every hour unless it says otherwise. */
export function readExternalSecret({ spec, head }: Subject): ManagedSecret {
  return synced(head, spec);
}

/** Reads a ClusterExternalSecret, which makes an ExternalSecret in each namespace that it selects. */
export function readClusterExternalSecret({ spec, head }: Subject): ManagedSecret {
  return synced(head, spec.objectOrEmpty('externalSecretSpec'));
}

function synced(head: Head, spec: Fields): ManagedSecret {
  const policy = spec.text('refreshPolicy') ?? 'Periodic';
  if (!policies.has(policy) && !isPlaceholder(policy))
    return spec.refuse('refreshPolicy', 'Periodic, CreatedOnce or OnChange');
  // What is handed over after it was made, somebody else renews; what was generated has no source in which it could be replaced.
  const handedOver = spec.object('target')?.text('creationPolicy') === 'Orphan';
  const generated = spec.objects('dataFrom').some((one) => one.object('sourceRef')?.has('generatorRef') ?? false);
  if (handedOver || generated)
    return { ...head, noun: 'managedSecret', form: 'synced', refreshMs: null, refreshAt: '' };
  if (policy === 'CreatedOnce' || policy === 'OnChange')
    return {
      ...head,
      noun: 'managedSecret',
      form: 'synced',
      refreshMs: 0,
      refreshAt: `${spec.where}.refreshPolicy`,
      ...(policy === 'OnChange' ? { onChange: true as const } : {}),
    };
  if (policy !== 'Periodic')
    return {
      ...head,
      noun: 'managedSecret',
      form: 'synced',
      refreshMs: null,
      refreshAt: `${spec.where}.refreshPolicy`,
    };
  return { ...head, noun: 'managedSecret', form: 'synced', ...refresh(spec, 'refreshInterval', hour) };
}

const policies = new Set(['Periodic', 'CreatedOnce', 'OnChange']);

/** Reads a VaultStaticSecret. */
export function readVaultStaticSecret({ spec, head }: Subject): ManagedSecret {
  return { ...head, noun: 'managedSecret', form: 'synced', ...refresh(spec, 'refreshAfter', hour / 60) };
}

/** Reads a secret whose lease its manager renews by itself. */
export function readLeasedSecret({ head }: Subject): ManagedSecret {
  return { ...head, noun: 'managedSecret', form: 'synced', refreshMs: null, refreshAt: '' };
}

/** Reads a SealedSecret: whoever wrote it seals it anew. */
export function readSealedSecret({ head }: Subject): ManagedSecret {
  return { ...head, noun: 'managedSecret', form: 'sealed', refreshMs: null, refreshAt: '' };
}

/** Reads a SecretProviderClass: how often what it mounts is fetched, a flag of the driver says. */
export function readMountedSecret({ head }: Subject): ManagedSecret {
  return { ...head, noun: 'managedSecret', form: 'mounted', refreshMs: null, refreshAt: '' };
}

/** Reads a SecretStore, which serves its own namespace. */
export function readSecretStore({ spec, head }: Subject): SecretStore {
  return { ...head, noun: 'secretStore', openToAll: false, openedWith: openedWith(spec.value('provider')) };
}

/** Reads a ClusterSecretStore, which serves all namespaces unless its conditions name some. */
export function readClusterSecretStore({ spec, head }: Subject): SecretStore {
  return {
    ...head,
    noun: 'secretStore',
    openToAll: spec.objects('conditions').length === 0,
    openedWith: openedWith(spec.value('provider')),
  };
}

/** Whatever is called a reference to a secret, however deep: each provider has its own way to log in. */
function openedWith(value: unknown, isReference = false): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => openedWith(one));
  if (!isRaw(value)) return [];
  const own = isReference && typeof value['name'] === 'string' ? [value['name']] : [];
  return [...own, ...Object.entries(value).flatMap(([key, one]) => openedWith(one, /ref$/i.test(key) || isReference))];
}

function refresh(spec: Fields, key: string, otherwise: number): Pick<ManagedSecret, 'refreshMs' | 'refreshAt'> {
  const refreshAt = `${spec.where}.${key}`;
  const written = spec.text(key);
  if (written === null) return { refreshMs: otherwise, refreshAt };
  if (isPlaceholder(written)) return { refreshMs: null, refreshAt };
  const interval = parseDuration(written);
  return {
    refreshMs: interval === null ? spec.refuse(key, 'a duration, such as 1h') : Math.max(0, interval),
    refreshAt,
  };
}
