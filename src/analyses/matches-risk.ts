import type { AccessRule } from '../estate/role.ts';
import { grantsEverything } from './grants-everything.ts';
import { type RiskId, type RiskPattern, riskPatterns, type RiskyAccess } from './risk-patterns.ts';

/** What lies in no namespace, so that a binding of a namespace cannot grant it. */
const clusterScoped = new Set([
  'clusterroles',
  'clusterrolebindings',
  'persistentvolumes',
  'validatingwebhookconfigurations',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'ciliumclusterwidenetworkpolicies',
  'volumesnapshotcontents',
  'volumesnapshotclasses',
]);

/**
 * The rule that grants one of the things asked; null where none does. Matching is the authorizer's, but that a rule for named objects counts only for those
 * names that matter. Within a namespace what lies in none is not granted.
 */
function ruleGranting(
  rules: readonly AccessRule[],
  wanted: readonly RiskyAccess[],
  within: boolean,
): AccessRule | null {
  return rules.find((rule) => wanted.some((one) => grants(rule, one, within))) ?? null;
}

function grants(rule: AccessRule, { groups, resources, verbs, names }: RiskyAccess, within: boolean): boolean {
  if (!rule.verbs.includes('*') && !verbs.some((verb) => rule.verbs.includes(verb))) return false;
  if (rule.names.length > 0 && !rule.names.some((name) => names?.includes(name))) return false;
  const group = groups.find((one) => rule.groups.includes(one));
  if (group === undefined && !rule.groups.includes('*')) return false;
  return resources.some((resource) => !(within && clusterScoped.has(resource)) && hasResource(rule, resource, group));
}

function hasResource({ resources }: AccessRule, asked: string, group: string | undefined): boolean {
  if (resources.includes('*') || resources.includes(asked)) return true;
  // Any resource of a group: one that is named with a group that is named, but for parts of it such as its status.
  if (asked === '*') return group !== undefined && group !== '*' && resources.some((one) => !one.includes('/'));
  if (asked.endsWith('/*')) return resources.some((one) => one.startsWith(asked.slice(0, -1)));
  const slash = asked.indexOf('/');
  return slash >= 0 && resources.includes(`*${asked.slice(slash)}`);
}

/**
 * The patterns that rules match by themselves, each with the rule that grants it, but for those that another one says as well. `namespace` is '' where they
 * hold in the whole cluster.
 */
export function risksOf(rules: readonly AccessRule[], namespace: string): ReadonlyMap<RiskId, AccessRule> {
  const [first] = rules;
  if (first && grantsEverything(rules))
    return new Map([[namespace === '' ? 'wildcard-all' : 'wildcard-all-namespace', first]]);
  const found = everyRiskOf(rules, namespace);
  // A rule for every resource is one fault, not one for each thing that is a resource.
  const broad = rules.filter((rule) => ruleGranting([rule], [everyResource], false) !== null);
  const byBroad = everyRiskOf(broad, namespace);
  const told = (id: RiskId): boolean => riskPatterns[id].saidBy?.some((one) => found.has(one)) ?? false;
  const said = new Map([...found].filter(([id]) => !byBroad.has(id) && !told(id)));
  const [widest] = broad.toSorted((a, b) => Number(isReading(a)) - Number(isReading(b)));
  if (widest) said.set(isReading(widest) ? 'wildcard-read' : 'wildcard-resources', widest);
  return said;
}

const everyResource: RiskyAccess = {
  groups: ['*'],
  resources: ['*'],
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
};

function isReading({ verbs }: AccessRule): boolean {
  return verbs.every((verb) => ['get', 'list', 'watch'].includes(verb));
}

/** The patterns that rules match by themselves, one beside the other. */
export function everyRiskOf(rules: readonly AccessRule[], namespace: string): ReadonlyMap<RiskId, AccessRule> {
  const found = new Map<RiskId, AccessRule>();
  for (const [id, pattern] of patterns) {
    const rule = holdsIn(pattern, namespace) ? granting(pattern, rules, namespace !== '') : null;
    if (rule) found.set(id, rule);
  }
  return found;
}

const patterns = Object.entries(riskPatterns) as [RiskId, RiskPattern][];

function holdsIn({ scope, namespaces }: RiskPattern, namespace: string): boolean {
  if (namespace === '') return scope !== 'namespace';
  return scope !== 'cluster' && (namespaces?.includes(namespace) ?? true);
}

function granting({ any, needs, all }: RiskPattern, rules: readonly AccessRule[], within: boolean): AccessRule | null {
  if (all) {
    const each = all.map((one) => ruleGranting(rules, [one], within));
    return each.every((one) => one !== null) ? (each[0] ?? null) : null;
  }
  if (!any || (needs && !ruleGranting(rules, needs, within))) return null;
  return ruleGranting(rules, any, within);
}
