import type { AtRest } from '../../../estate/backup-location.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, type Outcome, thePlatform, unseen } from '../../define-check.ts';

export const encryptionAtRest: Check = defineCheck({
  answers: 'compliance/encryption-at-rest',
  title: 'Encryption at rest',
  question: 'Is everything that persists encrypted: volumes, databases, backups?',
  why: 'A disk that is swapped, a snapshot that is shared by mistake, a bucket that is copied: unencrypted, each of them is the data itself.',
  fix: 'Switch encryption on where volumes and backups are made, under a key of your own.',
  needs: ['storageClasses', 'backupLocations'],
  reasons: {
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

  over: ({ storageClasses, backupLocations }) => [...storageClasses, ...backupLocations, ...thePlatform()],

  judge: {
    storageClass: ({ name, driver, atRest }) => [
      ...faultsOf(atRest),
      unseen(
        atRest.state === 'unread'
          ? elsewhere(
              atRest.value === null
                ? `whether the driver ${driver} encrypts volumes of the class ${name} is not said there`
                : `${atRest.path} of the class ${name} is neither true nor false, so what ${driver} makes of it is not known`,
              'running-platform',
            )
          : notSeenToRun(`encryption of volumes of the class ${name}`),
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
    platform: () => unseen('storageClasses'),
  },
});

function faultsOf({ state, path, value }: AtRest): Outcome<never, 'encryption-off' | 'key-of-provider'>[] {
  const evidence = path === null ? [] : [here(path, value ?? undefined)];
  if (state === 'off') return [fault('encryption-off', ...evidence, { field: path ?? 'a setting' })];
  return state === 'provider' ? [fault('key-of-provider', ...evidence)] : [];
}
