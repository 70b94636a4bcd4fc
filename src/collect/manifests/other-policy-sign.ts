import { groupOf } from '../../estate/identity.ts';
import { Fields, type Raw } from '../objects/fields.ts';

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
 * MalformedField where a field that would tell cannot be read.
 */
export function otherPolicySignOf(raw: Raw): string | null {
  const fields = new Fields(raw);
  const apiVersion = fields.text('apiVersion') ?? '';
  const kind = fields.text('kind') ?? '';
  const name = (): string => fields.objectOrEmpty('metadata').text('name') ?? '';
  if (isPolicyEngineGroup(apiVersion)) return `${kind}/${name()}`;
  if (kind !== 'CustomResourceDefinition') return null;
  const defined = fields.object('spec')?.text('group');
  // Its name says the group as well: `ciliumnetworkpolicies.cilium.io`.
  const isTold = groups.some((group) => defined === group || name().endsWith(`.${group}`));
  return isTold ? `the definition of ${name()}` : null;
}

/** Whether an object of a kind may be such a sign, as far as can be told of one that cannot be read; `apiVersion` null: of whatever group. */
export function mayBePolicySign(kind: string, apiVersion: string | null): boolean {
  return kind === 'CustomResourceDefinition' || (apiVersion !== null && isPolicyEngineGroup(apiVersion));
}

function isPolicyEngineGroup(apiVersion: string): boolean {
  return groups.includes(groupOf(apiVersion));
}
