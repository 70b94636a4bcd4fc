import type { KeptSettings } from '../../../analyses/kept-settings.ts';
import type { SecretWrites } from '../../../analyses/secret-writes.ts';
import { flagsGap } from '../../../estate/control-plane.ts';
import type { EncryptionProvider } from '../../../estate/encryption-configuration.ts';
import type { LiveCluster } from '../../../estate/live-cluster.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const etcdEncryption: Check = defineCheck({
  answers: 'secrets/etcd-encryption',
  title: 'Encryption of etcd',
  question: 'Are Secrets encrypted before the API server writes them to etcd?',
  why: 'Without it a copy of one disk or one backup of etcd holds every password of the platform as plain text.',
  fix: 'Write an EncryptionConfiguration whose first provider for secrets is kms with apiVersion: v2, give its path to the API server as --encryption-provider-config, and write all Secrets anew.',
  needs: ['encryptionConfigurations', 'controlPlanes', 'liveClusters', 'secretWrites', 'keptSettings'],
  reasons: {
    'encrypted':
      'the API server that was asked has encrypted every Secret since it was started ({writes} by {provider})',
    'all-encrypted': 'its operator says that all Secrets are encrypted ({provider})',
    'kept-by-operator': 'its operator keeps it to settings, by which the cluster is judged',
    'seen-in-writes': 'it is told to encrypt, and the cluster is judged by what its API server writes',
    'once-configured': 'the cluster was made with it; what its API servers are told now, their pods show',
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
    'plain-left': [
      'PPa',
      'since it was started the API server that was asked has read Secrets that lie in etcd as plain text ({reads} reads), from before they were encrypted',
      'Write all Secrets anew: kubectl get secrets -A -o json | kubectl replace -f -. Then restart the API servers, which count from their start.',
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

  over: ({ encryptionConfigurations: files, controlPlanes, liveClusters }) => [
    ...files,
    ...controlPlanes,
    ...liveClusters,
  ],

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

    // What it does tells more than what it is told; what each of several API servers is told, its pod shows.
    liveCluster(cluster, { secretWrites: writes, keptSettings: { kept, hidden } }) {
      if (hidden) return unseen(hidden);
      if (kept) return judgeKept(kept);
      const isManaged = cluster.provider?.isManaged === true;
      if (writes === null) return unseen(elsewhere(notCounted(isManaged), 'running-platform'));
      const { encrypted, providers, otherPrefixes, plain, foundPlain, uncounted } = writes;
      if (plain > 0 && encrypted === 0) return fault('identity-first', here(metricName, plain));
      if (uncounted !== null) {
        const { secret, createdAt, startedAt } = uncounted;
        const what = `its only API server was started at ${startedAt}, and made Secret ${secret} at ${createdAt} without encrypting any since`;
        return fault('not-encrypted', here(metricName, 0), here('process_start_time_seconds', startedAt), { what });
      }
      const open = encrypted === 0 ? noWrites(cluster) : stillOpen(writes);
      // After a change of the first provider several have written: what is wrong with each of them is wrong still.
      const wrong = otherPrefixes.length > 0 || plain > 0 ? [] : faultsOfAll(providers);
      const said = { provider: providers.join(', '), writes: encrypted === 1 ? '1 write' : `${encrypted} writes` };
      const left = foundPlain > 0 && encrypted > 0;
      return [
        ...wrong.map((one) => fault(one, here(metricName, encrypted), said)),
        ...(left ? [fault('plain-left', here(metricName, foundPlain), { reads: foundPlain })] : []),
        open === null
          ? pass('encrypted', here(metricName, encrypted), said)
          : unseen(elsewhere(open, 'running-platform')),
      ];
    },

    controlPlane({ flags, hiddenBy, encryptsSecrets, store, ofThisCluster, keptByOperator, at: { encryption } }) {
      if (keptByOperator) return notApplicable('kept-by-operator');
      if (ofThisCluster === 'configuration') return notApplicable('once-configured', here(encryption));
      if (encryptsSecrets === true) return unseen(notSeenToRun('encryption of Secrets', proof));
      if (encryptsSecrets === false)
        return fault('not-encrypted', here(encryption), { what: 'it is not told to encrypt them' });
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (flags === null || encryptsSecrets === 'unsaid') return unseen(flagsGap(hiddenBy, flagsElsewhere));
      if (!flags['encryption-provider-config'])
        return fault('not-encrypted', here(encryption), {
          what: 'its API server is given no --encryption-provider-config',
        });
      if (ofThisCluster === 'server') return notApplicable('seen-in-writes', here(encryption));
      return unseen(notSeenToRun('encryption of Secrets', proof));
    },
  },
});

/** What the operator says counts above what one of its servers counts: it looks at all of them, and at what was stored before. */
function judgeKept({ told, says }: NonNullable<KeptSettings['kept']>) {
  const provider = told?.encryption ?? null;
  if (told === null || provider === null) return unseen(elsewhere(notTold, 'running-platform'));
  const where = at(told, told.at.encryption, provider);
  if (provider === 'identity') return fault('not-encrypted', where, { what: 'it is not told to encrypt them' });
  // The keys are replaced each week.
  const wrong = faultsOf(provider).filter((one) => one !== 'key-wears-out');
  return [
    ...wrong.map((one) => fault(one, where, { provider })),
    says.hasEncrypted === true
      ? pass('all-encrypted', where, at(says, says.at.encryption, says.words), { provider })
      : unseen(elsewhere(onItsWay(says.words), 'running-platform')),
  ];
}

/** The ways to name Secrets: themselves, the core group, everything. */
const forSecrets: ReadonlySet<string> = new Set(['secrets', '*.', '*.*']);

function faultsOf(first: EncryptionProvider) {
  if (first === 'identity') return ['identity-first'] as const;
  if (first === 'kms-v1') return ['old-kms'] as const;
  if (first === 'aesgcm') return ['key-beside-data', 'key-wears-out'] as const;
  return first === 'kms-v2' ? [] : (['key-beside-data'] as const);
}

function faultsOfAll([first, ...others]: readonly EncryptionProvider[]) {
  if (first === undefined) return [];
  return faultsOf(first).filter((one) => others.every((other) => faultsOf(other).some((same) => same === one)));
}

/** What leaves open how Secrets are written now; null: nothing does. */
function stillOpen({ providers, otherPrefixes, plain }: SecretWrites): string | null {
  if (otherPrefixes.length > 0)
    return `Secrets are written with ${otherPrefixes.join(', ')}, which this version does not know`;
  const all = [...providers, ...(plain > 0 ? ['identity'] : [])];
  return all.length > 1
    ? `since it was started the API server that was asked has written Secrets with ${all.join(' and ')}; which of them comes first now only the file shows: restart it and assess again`
    : null;
}

const notTold = 'its operator runs the API servers, and how it is told to encrypt Secrets is not known to this version';
const onItsWay = (words: string | null): string =>
  `its operator is told to encrypt Secrets, and does not say that all of them are${words === null ? '' : ` (${words})`}: wait until it does`;

const metricName = 'apiserver_storage_transformation_operations_total';
/** What would decide it: a write that the server which is asked must have made. */
function noWrites({ apiServers, provider, metrics }: LiveCluster): string {
  const counted =
    'the API server that was asked has counted no encrypted write of a Secret since it was started, as it does where it does not encrypt, and before it has written one';
  if (provider?.isManaged === true) return `${counted}; ${withProvider}`;
  if (apiServers === null)
    return `${counted}; whether it is the only one its leases would say, which were not seen: ${flagDecides}`;
  if (apiServers > 1)
    return `${counted}; it is one of ${apiServers}, and another one may have written what is there: ${flagDecides}`;
  if (metrics?.startedAt === undefined)
    return `${counted}, and does not say when that was, or of what it counts: ${flagDecides}`;
  return `${counted}; no Secret was seen that was made a minute after ${metrics.startedAt} or later, and a minute before it was asked: make one, wait a minute and assess again`;
}

const flagDecides =
  'its flag --encryption-provider-config decides it, or a Secret read from etcd (k8s:enc: stands before one that is encrypted)';

function notCounted(isManaged: boolean): string {
  return `what the API server counts was not seen (get of /metrics)${isManaged ? `, and ${withProvider}` : ''}`;
}

const withProvider =
  'whether Secrets are encrypted with a key of your own is known to the provider of the control plane (its API says so: encryptionConfig, databaseEncryption)';
const flagsElsewhere = 'the flags of its API server are not stated here: read them from its command line';

const proof = 'kubectl get --raw /metrics | grep apiserver_storage_transformation_operations_total';
