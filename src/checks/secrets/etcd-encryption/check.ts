import { flagsGap } from '../../../estate/control-plane.ts';
import type { EncryptionProvider } from '../../../estate/encryption-configuration.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const etcdEncryption: Check = defineCheck({
  answers: 'secrets/etcd-encryption',
  title: 'Encryption of etcd',
  question: 'Are Secrets encrypted before the API server writes them to etcd?',
  why: 'Without it a copy of one disk or one backup of etcd holds every password of the platform as plain text.',
  fix: 'Write an EncryptionConfiguration whose first provider for secrets is kms with apiVersion: v2, give its path to the API server as --encryption-provider-config, and write all Secrets anew.',
  needs: ['encryptionConfigurations', 'controlPlanes'],
  reasons: {
    'of-another-server':
      'it is for custom resources only, so it is no configuration of the API server that holds Secrets',
    'identity-first': [
      'FFF',
      'the first provider for secrets is identity, so new Secrets are written as plain text, whatever stands behind it',
      'Put the encrypting provider first and identity last, restart the API servers, then write all Secrets anew: kubectl get secrets -A -o json | kubectl replace -f -.',
    ],
    'not-encrypted': [
      'FFF',
      '{what}, so Secrets lie in etcd as plain text',
      'Have the control plane encrypt Secrets: give the API server --encryption-provider-config, or set the switch of the distribution.',
    ],
    'secrets-left-out': [
      'FFF',
      'it encrypts other resources and not secrets, which are written as plain text',
      'Add secrets to the resources that it encrypts, restart the API servers, then write all Secrets anew.',
    ],
    'key-beside-data': [
      'Paa',
      'its key for secrets stands in a file on the disks that hold the data ({provider}); a KMS keeps it away from them',
      'Use the provider kms with apiVersion: v2, so that the key lies in a key management service.',
    ],
    'key-wears-out': [
      'PPa',
      'the first provider for secrets is aesgcm, whose key has to be replaced every 200,000 writes',
      'Use kms with apiVersion: v2, or secretbox.',
    ],
    'old-kms': [
      'Paa',
      'it speaks version 1 of the KMS interface, deprecated since Kubernetes 1.28 and switched off by default since 1.29',
      'Set apiVersion: v2 at the kms provider, with a plugin that serves it.',
    ],
  },

  over: ({ encryptionConfigurations, controlPlanes }) => [...encryptionConfigurations, ...controlPlanes],

  judge: {
    encryptionConfiguration({ rules, within }) {
      // Of several entries for a resource the first one holds.
      const index = rules.findIndex(({ resources }) => resources.some((one) => forSecrets.has(one)));
      const [first] = rules[index]?.providers ?? [];
      if (first === undefined) {
        const all = rules.flatMap(({ resources }) => resources);
        // Aggregated API servers read such files too, and hold no Secrets.
        return all.every((one) => one.includes('.'))
          ? notApplicable('of-another-server', here(within ?? 'resources'))
          : fault('secrets-left-out', here(within ?? 'resources', all));
      }
      const seenIn = here(within ?? `resources[${index}].providers`, rules[index]?.providers);
      return [
        ...faultsOf(first).map((one) => fault(one, seenIn, { provider: first })),
        unseen(notSeenToRun('encryption of Secrets', proof)),
      ];
    },

    controlPlane({ flags, hiddenBy, encryptsSecrets, store, at: { encryption } }) {
      if (encryptsSecrets === true) return unseen(notSeenToRun('encryption of Secrets', proof));
      if (encryptsSecrets === false)
        return fault('not-encrypted', here(encryption), { what: 'it is not told to encrypt them' });
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (flags === null || encryptsSecrets === 'unsaid') return unseen(flagsGap(hiddenBy, flagsElsewhere));
      if (!flags['encryption-provider-config'])
        return fault('not-encrypted', here(encryption), {
          what: 'its API server is given no --encryption-provider-config',
        });
      return unseen(notSeenToRun('encryption of Secrets', proof));
    },
  },
});

/** The ways to name Secrets: themselves, the core group, everything. */
const forSecrets: ReadonlySet<string> = new Set(['secrets', '*.', '*.*']);

function faultsOf(first: EncryptionProvider) {
  if (first === 'identity') return ['identity-first'] as const;
  if (first === 'kms-v1') return ['old-kms'] as const;
  if (first === 'aesgcm') return ['key-beside-data', 'key-wears-out'] as const;
  return first === 'kms-v2' ? [] : (['key-beside-data'] as const);
}

const withProvider =
  'whether Secrets are encrypted with a key of your own is known to the provider of the control plane (its API says so: encryptionConfig, databaseEncryption)';
const flagsElsewhere = 'the flags of its API server are not stated here: read them from its command line';

const proof = 'kubectl get --raw /metrics | grep apiserver_storage_transformation_operations_total';
