import { isRaw, type Raw } from '../fields.ts';
import { refuseAmount } from '../refuse-amount.ts';
import { isUnfilled, type Refuse, refuseWord } from '../refuse-at.ts';
import { isCountedResource, isQuotaResource } from '../resource-names.ts';

const scopes = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];

/**
 * Refuses a ResourceQuota of resources that there are none of, of amounts below zero or of parts of a thing, and of a scope that is none.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateResourceQuotaSpec).
 */
export function refuseQuota(spec: Raw, refuse: Refuse): void {
  const { hard, scopes: written } = spec;
  if (Array.isArray(written))
    written.forEach((scope: unknown, index) => refuseWord(scope, ['spec', 'scopes', index], scopes, refuse));
  if (!isRaw(hard)) return;
  for (const name in hard) {
    const path = ['spec', 'hard', name];
    if (!isQuotaResource(name) && !isUnfilled(name))
      refuse(path, 'no quota counts this; what a device or a kind brings is named with its domain');
    refuseAmount(hard[name], isCountedResource(name), path, refuse);
  }
}
