import { isRaw, type Raw } from '../fields.ts';
import { refusePathName, refuseReference, subdomainRule } from '../name-rule.ts';
import { eachIn, type Refuse } from '../refuse-at.ts';

/** Refuses a binding of what no role or account can be called. Source: k8s.io/kubernetes pkg/apis/rbac/validation (ValidateRoleBinding). */
export function refuseBinding(raw: Raw, refuse: Refuse): void {
  const { roleRef } = raw;
  if (isRaw(roleRef)) refusePathName(roleRef['name'], ['roleRef', 'name'], refuse);
  eachIn(raw, 'subjects', [], (subject, at) => {
    if (subject['kind'] === 'ServiceAccount') refuseReference(subject['name'], subdomainRule, [...at, 'name'], refuse);
  });
}
