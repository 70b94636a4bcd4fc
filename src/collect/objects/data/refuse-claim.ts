import type { Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Refuses a claim of a way of access that there is not. Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePersistentVolumeClaimSpec). */
export function refuseClaim({ accessModes }: Raw, refuse: Refuse): void {
  if (!Array.isArray(accessModes)) return;
  accessModes.forEach((mode: unknown, index) => refuseWord(mode, ['spec', 'accessModes', index], modes, refuse));
}
