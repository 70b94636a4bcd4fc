import { isRaw, type Raw } from '../fields.ts';
import { readAmount } from '../refuse-amount.ts';
import { isLeftOut, type Refuse, refuseWord } from '../refuse-at.ts';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/**
 * Refuses a claim of a way of access that there is not, of none, or of no storage.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePersistentVolumeClaimSpec).
 */
export function refuseClaim({ accessModes, resources }: Raw, refuse: Refuse): void {
  const path = ['spec', 'resources', 'requests', 'storage'];
  const requests = isRaw(resources) ? resources['requests'] : undefined;
  const storage = isRaw(requests) ? requests['storage'] : undefined;
  if (isLeftOut(storage)) refuse.missing(path);
  const amount = readAmount(storage);
  if (amount !== null && amount.nanos <= 0n) refuse(path, 'it must be more than zero');
  if (isLeftOut(accessModes) || (Array.isArray(accessModes) && accessModes.length === 0))
    refuse.missing(['spec', 'accessModes']);
  if (!Array.isArray(accessModes)) return;
  accessModes.forEach((mode: unknown, index) => refuseWord(mode, ['spec', 'accessModes', index], modes, refuse));
  if (accessModes.includes('ReadWriteOncePod') && accessModes.some((mode) => mode !== 'ReadWriteOncePod'))
    refuse.together(['spec', 'accessModes'], 'ReadWriteOncePod may stand beside no other');
}
