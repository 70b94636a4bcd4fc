import { isRaw, type Raw } from '../fields.ts';
import { refuseReference, subdomainRule } from '../name-rule.ts';
import { eachIn, isUnfilled, type Refuse } from '../refuse-at.ts';

/** Refuses a binding of what no role or account can be called. Source: k8s.io/kubernetes pkg/apis/rbac/validation (ValidateRoleBinding). */
export function refuseBinding(raw: Raw, refuse: Refuse): void {
  const { roleRef } = raw;
  const name = isRaw(roleRef) ? roleRef['name'] : null;
  if (typeof name === 'string' && !isUnfilled(name) && (name.includes('/') || name === '.' || name === '..'))
    refuse(['roleRef', 'name'], 'no role can be called so');
  eachIn(raw, 'subjects', [], (subject, at) => {
    if (subject['kind'] === 'ServiceAccount') refuseReference(subject['name'], subdomainRule, [...at, 'name'], refuse);
  });
}
