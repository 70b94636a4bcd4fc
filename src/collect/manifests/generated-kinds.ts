import { groupOf } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

/**
 * The kinds that a policy engine makes by this policy as namespaces appear, so that their absence in a folder proves nothing: the `generate` rules of a
 * Kyverno policy. A GeneratingPolicy says it in an expression that is not read here: it may make any guardrail. Empty for every other object.
 */
export function generatedKindsOf(raw: Raw): string[] {
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const group = groupOf(apiVersion);
  if (group === 'policies.kyverno.io' && kind.endsWith('GeneratingPolicy'))
    return ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'Role', 'RoleBinding'];
  if (group !== 'kyverno.io' || (kind !== 'ClusterPolicy' && kind !== 'Policy')) return [];
  return listAt(objectAt(raw, 'spec'), 'rules').flatMap((rule) => {
    const generate = isRaw(rule) ? objectAt(rule, 'generate') : {};
    const cloned = listAt(objectAt(generate, 'cloneList'), 'kinds').flatMap((one) =>
      typeof one === 'string' ? (one.split('/').at(-1) as string) : [],
    );
    return typeof generate['kind'] === 'string' ? [generate['kind'], ...cloned] : cloned;
  });
}

function objectAt(raw: Raw, key: string): Raw {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return isRaw(value) ? value : {};
}

function listAt(raw: Raw, key: string): readonly unknown[] {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  return Array.isArray(value) ? value : [];
}
