import type { AccessRule } from '../estate/role.ts';
import { ruleAllows } from './rule-allows.ts';

// A verb, a group and a resource that nobody names: only a rule for everything allows them.
const anything = { verb: 'any', group: 'any.example', resource: 'any', name: '' };
const ordinary = ['get', 'list', 'create', 'update', 'delete'].map((verb) => ({ ...anything, verb }));

/** Whether rules, where they hold in the whole cluster, give the power of cluster-admin: every verb on everything, or reading, writing and deleting it. */
export function grantsEverything(rules: readonly AccessRule[]): boolean {
  const allows = (request: typeof anything): boolean => rules.some((rule) => ruleAllows(rule, request));
  return allows(anything) || ordinary.every(allows);
}
