import { groupOf } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

const groups = [
  'cilium.io',
  'crd.projectcalico.org',
  'projectcalico.org',
  'operator.tigera.io',
  'crd.antrea.io',
  'policy.networking.k8s.io',
];

/**
 * What in an object points to network policies beyond NetworkPolicy: an object of their groups, or the definition of one. Null without a sign.
 */
export function otherPolicySignOf(apiVersion: string, kind: string, name: string, raw: Raw): string | null {
  const group = groupOf(apiVersion);
  if (groups.includes(group)) return `${kind}/${name}`;
  if (kind !== 'CustomResourceDefinition' || !isRaw(raw['spec'])) return null;
  const defined = raw['spec']['group'];
  return typeof defined === 'string' && groups.includes(defined) ? `the definition of ${name}` : null;
}
