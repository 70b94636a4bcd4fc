import type { Raw } from '../fields.ts';
import { isLeftOut, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseShare } from '../refuse-share.ts';

/** Refuses a PodDisruptionBudget whose numbers or policy are none. Source: k8s.io/kubernetes pkg/apis/policy/validation (ValidatePodDisruptionBudgetSpec). */
export function refuseBudget(spec: Raw, refuse: Refuse): void {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = spec;
  refuseShare(minAvailable, ['spec', 'minAvailable'], refuse);
  refuseShare(maxUnavailable, ['spec', 'maxUnavailable'], refuse);
  if (!isLeftOut(minAvailable) && !isLeftOut(maxUnavailable))
    refuse.together(['spec', 'maxUnavailable'], 'it may not stand beside minAvailable');
  const path = ['spec', 'unhealthyPodEvictionPolicy'];
  refuseWord(unhealthyPodEvictionPolicy, path, ['IfHealthyBudget', 'AlwaysAllow'], refuse);
}
