import { isRaw, type Raw } from '../fields.ts';
import { readAmount } from '../refuse-amount.ts';
import { isLeftOut, type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses a PersistentVolume of no capacity, or that is given back in a way that there is not.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePersistentVolumeSpec).
 */
export function refuseVolume({ capacity, persistentVolumeReclaimPolicy: policy }: Raw, refuse: Refuse): void {
  const path = ['spec', 'capacity', 'storage'];
  const storage = isRaw(capacity) ? capacity['storage'] : undefined;
  if (isLeftOut(storage)) refuse.missing(path);
  const amount = readAmount(storage);
  if (amount !== null && amount.nanos <= 0n) refuse(path, 'it must be more than zero');
  refuseWord(policy, ['spec', 'persistentVolumeReclaimPolicy'], ['Delete', 'Recycle', 'Retain'], refuse);
}
