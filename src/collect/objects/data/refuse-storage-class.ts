import type { Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses a StorageClass whose volumes are bound or given back in a way that there is not.
 * Source: k8s.io/kubernetes pkg/apis/storage/validation (ValidateStorageClass).
 */
export function refuseStorageClass({ volumeBindingMode, reclaimPolicy }: Raw, refuse: Refuse): void {
  refuseWord(volumeBindingMode, ['volumeBindingMode'], ['Immediate', 'WaitForFirstConsumer'], refuse);
  refuseWord(reclaimPolicy, ['reclaimPolicy'], ['Delete', 'Retain'], refuse);
}
