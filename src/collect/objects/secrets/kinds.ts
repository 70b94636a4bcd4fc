import type { KindLine } from '../kind-line.ts';
import { readConfigMap } from './config-map.ts';
import {
  readClusterExternalSecret,
  readClusterSecretStore,
  readExternalSecret,
  readLeasedSecret,
  readMountedSecret,
  readSealedSecret,
  readSecretStore,
  readVaultStaticSecret,
} from './managed-secrets.ts';

/** Which facts are made of objects of this room. */
export const secretsKinds: readonly KindLine[] = [
  // Of what it holds only the credentials are kept, which are looked for elsewhere.
  { fact: 'credentialCarriers', read: readConfigMap, of: ['/ConfigMap'] },
  { fact: 'managedSecrets', read: readExternalSecret, of: ['external-secrets.io/ExternalSecret'] },
  { fact: 'managedSecrets', read: readClusterExternalSecret, of: ['external-secrets.io/ClusterExternalSecret'] },
  { fact: 'secretStores', read: readSecretStore, of: ['external-secrets.io/SecretStore'] },
  { fact: 'secretStores', read: readClusterSecretStore, of: ['external-secrets.io/ClusterSecretStore'] },
  { fact: 'managedSecrets', read: readSealedSecret, of: ['bitnami.com/SealedSecret'] },
  { fact: 'managedSecrets', read: readVaultStaticSecret, of: ['secrets.hashicorp.com/VaultStaticSecret'] },
  {
    fact: 'managedSecrets',
    read: readLeasedSecret,
    of: ['secrets.hashicorp.com/VaultDynamicSecret', 'secrets.hashicorp.com/VaultPKISecret'],
  },
  { fact: 'managedSecrets', read: readMountedSecret, of: ['secrets-store.csi.x-k8s.io/SecretProviderClass'] },
];
