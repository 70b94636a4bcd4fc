import type { AtRest } from '../../../estate/backup-location.ts';
import type { ClassVolumes } from '../../../analyses/class-volumes.ts';
import { elsewhere, gap, type Gap, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, type Outcome, pass, thePlatform, unseen } from '../../define-check.ts';

export const encryptionAtRest: Check = defineCheck({
  answers: 'compliance/encryption-at-rest',
  title: 'Encryption at rest',
  question: 'Is everything that persists encrypted: volumes, databases, backups?',
  why: 'A disk that is swapped, a snapshot that is shared by mistake, a bucket that is copied: unencrypted, each of them is the data itself.',
  fix: 'Switch encryption on where volumes and backups are made, under a key of your own.',
  needs: ['storageClasses', 'backupLocations', 'liveClusters', 'classVolumes'],
  reasons: {
    'volumes-encrypted': 'all {volumes} of its volumes were made under these parameters, and so encrypted',
    'encryption-off': [
      'FFP',
      '{field} switches encryption off',
      'Set {field} to true, and copy the data to new volumes: those that exist stay as they are.',
    ],
    'key-of-provider': [
      'P––',
      'it names no key of your own, so the default key of whoever keeps it encrypts it',
      'Name a key of your own in the key management service of the provider.',
    ],
  },

  // A cluster is asked as such, where there is one.
  over: ({ storageClasses, backupLocations, liveClusters }) => [
    ...storageClasses,
    ...backupLocations,
    ...(liveClusters.length > 0 ? liveClusters : thePlatform()),
  ],

  judge: {
    storageClass: ({ name, driver, atRest }, { classVolumes: made }) => [
      ...faultsOf(atRest),
      atRest.state !== 'unread' && atRest.state !== 'off' && made?.unknown === null && areAllOfClass(made)
        ? pass('volumes-encrypted', ...(atRest.path === null ? [] : [here(atRest.path, atRest.value ?? undefined)]), {
            volumes: made.volumes,
          })
        : unseen(
            atRest.state === 'unread'
              ? elsewhere(
                  atRest.value === null
                    ? `whether the driver ${driver} encrypts volumes of the class ${name} is not said there`
                    : `${atRest.path} of the class ${name} is neither true nor false, so what ${driver} makes of it is not known`,
                  'running-platform',
                )
              : made === null
                ? notSeenToRun(`encryption of volumes of the class ${name}`)
                : openOf(name, made),
          ),
    ],
    backupLocation: ({ kind, name, stores }) => [
      ...stores.flatMap(({ atRest }) => faultsOf(atRest)),
      unseen(
        stores.some(({ atRest }) => atRest.state === 'unread')
          ? elsewhere(
              `whether what ${kind}/${name} keeps is encrypted is not said there; its store knows`,
              'running-platform',
            )
          : notSeenToRun(`encryption of what ${kind}/${name} keeps`),
      ),
    ],
    liveCluster: () => unseen(restNotKnown),
    platform: () => unseen('storageClasses'),
  },
});

function areAllOfClass({ volumes, others }: ClassVolumes): boolean {
  return volumes > 0 && others.length === 0;
}

function openOf(name: string, { unknown, volumes, others: [first] }: ClassVolumes): Gap {
  if (unknown) return unknown;
  if (volumes === 0)
    return gap('not-collected', `no volume of the class ${name} is there, so that none is seen to be encrypted`);
  return gap(
    'not-collected',
    first
      ? `${first.name} of the class ${name} is older than the class, or something else made it: its store knows whether it is encrypted`
      : `whether the volumes of the class ${name} are encrypted, their store knows`,
  );
}

const restNotKnown = elsewhere(
  'whether the disks of the nodes, and what lies outside of the cluster, are encrypted is not told by its API server: the provider or the makers of the nodes can show it',
);

function faultsOf({ state, path, value }: AtRest): Outcome<never, 'encryption-off' | 'key-of-provider'>[] {
  const evidence = path === null ? [] : [here(path, value ?? undefined)];
  if (state === 'off') return [fault('encryption-off', ...evidence, { field: path ?? 'a setting' })];
  return state === 'provider' ? [fault('key-of-provider', ...evidence)] : [];
}
