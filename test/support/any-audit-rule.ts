import type { AuditRule } from '../../src/estate/audit-policy.ts';

/** A rule of an audit policy that fits every request. */
export const anyAuditRule: AuditRule = {
  level: 'Metadata',
  users: [],
  groups: [],
  verbs: [],
  resources: [],
  namespaces: [],
  paths: [],
  omits: [],
};
