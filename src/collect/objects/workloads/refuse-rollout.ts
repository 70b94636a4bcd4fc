import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';
import { isNone, refuseShare } from '../refuse-share.ts';

const deployments = ['strategy', ['RollingUpdate', 'Recreate']] as const;
const others = ['updateStrategy', ['RollingUpdate', 'OnDelete']] as const;

/**
 * Refuses a way to replace pods that there is not, or by which none could be replaced.
 * Source: k8s.io/kubernetes pkg/apis/apps/validation (ValidateDeploymentStrategy, ValidateRollingUpdateDaemonSet).
 */
export function refuseRollout(spec: Raw, refuse: Refuse, kind: string): void {
  const [field, words] = kind === 'Deployment' ? deployments : others;
  const strategy = spec[field];
  if (!isRaw(strategy)) return;
  const { type, rollingUpdate } = strategy;
  refuseWord(type, ['spec', field, 'type'], words, refuse);
  if (!isRaw(rollingUpdate)) return;
  const path = ['spec', field, 'rollingUpdate'];
  if (type === 'Recreate') return refuse(path, 'it may not stand beside the type Recreate');
  if (kind === 'StatefulSet' || kind === 'ReplicaSet' || type === 'OnDelete') return;
  const { maxUnavailable, maxSurge } = rollingUpdate;
  refuseShare(maxUnavailable, [...path, 'maxUnavailable'], refuse);
  if (kind === 'Deployment') {
    // More may be made than all there are.
    if (typeof maxSurge !== 'string' || !/^\d+%$/.test(maxSurge)) refuseShare(maxSurge, [...path, 'maxSurge'], refuse);
    if (isNone(maxUnavailable) && isNone(maxSurge))
      refuse.together([...path, 'maxUnavailable'], 'beside a maxSurge of none it must be more than none');
    return;
  }
  refuseShare(maxSurge, [...path, 'maxSurge'], refuse);
  const surges = !isNone(maxSurge ?? 0);
  if (surges && !isNone(maxUnavailable))
    refuse.together([...path, 'maxSurge'], 'of a DaemonSet maxUnavailable must be 0 beside it; left out that is 1');
  if (!surges && isNone(maxUnavailable))
    refuse.together([...path, 'maxUnavailable'], 'beside a maxSurge of none it must be more than none');
}
