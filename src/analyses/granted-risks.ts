import type { Vantage } from '../estate/fact-view.ts';
import type { Gap } from '../estate/gap.ts';
import type { AccessRule, Role } from '../estate/role.ts';
import type { AccessSubject, RoleBinding } from '../estate/role-binding.ts';
import { type AccessHolder, accessHolder } from './access-holder.ts';
import { isForKubelets, isMadeByServer } from './default-bindings.ts';
import { defaultRoles, defaultRolesWithin, type Grant } from './default-roles.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type EffectiveRules, effectiveRulesFrom } from './effective-rules.ts';
import { risksOf } from './matches-risk.ts';
import { newerDefaultRules } from './newer-default-rules.ts';
import { type RiskId, type RiskPattern, riskPatterns, type RiskyHolder } from './risk-patterns.ts';
import { type AccessRequest, ruleAllows } from './rule-allows.ts';

/** A risk pattern that a binding grants. */
export interface GrantedRisk {
  readonly id: RiskId;
  /** The role that has the rule, and which of its rules it is; null where the API server made it, or where it hangs on who is bound. */
  readonly rule: { readonly role: Role; readonly index: number } | null;
  /** What every API server grants under this name. */
  readonly byDefault: boolean;
  /** Whom it concerns. */
  readonly holders: readonly AccessSubject[];
}

/** What is risky about a binding, in effect. */
export interface GrantedRisks {
  readonly risks: readonly GrantedRisk[];
  /** The API server makes this binding itself. */
  readonly madeByServer: boolean;
  /** It lets the API server speak to the kubelets, and nobody else. */
  readonly forKubelets: boolean;
  /** Why there may be more; null where these are all. */
  readonly missing: Gap | null;
}

const defaults = new Map(defaultRoles.map((role) => [role.name, role]));

/**
 * Of a role that the API server makes too, only what somebody added to it. What only some versions of it grant is taken for its own where the API server
 * itself bound the role, or gathers it for a team.
 */
function added(grant: Grant, madeByServer: boolean): readonly AccessRule[] {
  if (!('noun' in grant)) return grant.rules;
  const { kind, namespace, name } = grant as Role;
  const key = kind === 'Role' ? `${namespace}/${name}` : name;
  const made = kind === 'Role' ? (madeByServer ? defaultRolesWithin.get(key) : undefined) : defaults.get(key);
  const isNewer = madeByServer || (kind === 'ClusterRole' && name.startsWith('system:aggregate-to-'));
  const known = [...(made?.rules ?? []), ...(isNewer ? (newerDefaultRules[key] ?? []) : [])];
  return known.length === 0 ? grant.rules : grant.rules.filter((rule) => !grantsNoMore(rule, known));
}

/** Whether all that a rule allows is allowed by others. */
function grantsNoMore({ verbs, groups, resources, names, paths }: AccessRule, others: readonly AccessRule[]): boolean {
  const named = names.length === 0 ? [''] : names;
  const requests = verbs.flatMap((verb): AccessRequest[] => [
    ...paths.map((path) => ({ verb, path })),
    ...groups.flatMap((group) =>
      resources.flatMap((resource) => named.map((name) => ({ verb, group, resource, name }))),
    ),
  ]);
  return requests.every((request) => others.some((rule) => ruleAllows(rule, request)));
}

/** Those of whom a pattern speaks; all where it speaks of rights. */
function holdersOf(holder: RiskyHolder, subjects: readonly AccessSubject[]): readonly AccessSubject[] {
  const anonymous = ['User system:anonymous', 'Group system:unauthenticated'];
  return subjects.filter((one) => {
    const { kind, name } = one;
    const named = `${kind} ${name}`;
    if (holder === 'anonymous') return anonymous.includes(named);
    if (holder === 'authenticated') return named === 'Group system:authenticated';
    if (holder === 'masters') return named === 'Group system:masters';
    if (holder === 'default-account')
      return named === 'ServiceAccount default' || /^User system:serviceaccount:[^:]+:default$/.test(named);
    return kind === 'Group' && /^system:serviceaccounts(?::|$)/.test(name);
  });
}

function ofRights(binding: RoleBinding, { from }: EffectiveRules, madeByServer: boolean): GrantedRisk[] {
  const found = new Map<RiskId, GrantedRisk>();
  const add = (id: RiskId, grant: Grant | undefined, rule: AccessRule): void => {
    const role = grant && 'noun' in grant ? (grant as Role) : null;
    const known = found.get(id);
    // What is granted beyond a default is somebody's doing, and is said.
    if (known && (known.rule !== null || role === null)) return;
    const at = role ? { role, index: role.rules.indexOf(rule) } : null;
    found.set(id, { id, rule: at, byDefault: grant !== undefined && role === null, holders: binding.subjects });
  };
  for (const grant of from)
    for (const [id, rule] of risksOf(added(grant, madeByServer), binding.namespace)) add(id, grant, rule);
  if (from.length > 1) {
    // Rights that only together are a risk.
    const all = from.flatMap((grant) => added(grant, madeByServer));
    for (const [id, rule] of risksOf(all, binding.namespace)) {
      const pattern = riskPatterns[id];
      if (pattern.needs || pattern.all || id.startsWith('wildcard-'))
        add(
          id,
          from.find((one) => one.rules.includes(rule)),
          rule,
        );
    }
  }
  return [...found.values()];
}

/** What all may know: reading objects that are named, and none of them a Secret. */
function opensNothing(rules: readonly AccessRule[]): boolean {
  return rules.every(
    ({ verbs, resources, names, paths }) =>
      names.length > 0 &&
      paths.length === 0 &&
      resources.every(
        (one) =>
          // Since Kubernetes 1.25 there are none to use.
          one === 'podsecuritypolicies' || (!/^(?:secrets|\*)$|\//.test(one) && verbs.every((verb) => reads.has(verb))),
      ),
  );
}

const reads = new Set(['get', 'list', 'watch']);

const byHolder = Object.entries(riskPatterns).flatMap(([id, pattern]: [string, RiskPattern]) =>
  pattern.holder ? [{ id: id as RiskId, holder: pattern.holder, exceptRoles: pattern.exceptRoles ?? [] }] : [],
);

function ofHolders(binding: RoleBinding, { from, rules }: EffectiveRules): GrantedRisk[] {
  const { role, subjects } = binding;
  if (rules.length === 0) return [];
  // An excepted role is known by what it grants: nothing beyond the default, or, where an installer made it, only what it names.
  const isUnchanged = from.every(
    (grant) => !('noun' in grant) || added(grant, isMadeByServer(binding)).every(({ names }) => names.length > 0),
  );
  return byHolder.flatMap(({ id, holder, exceptRoles }) => {
    const holders = holdersOf(holder, subjects);
    const isQuiet = (holder === 'authenticated' || holder === 'all-accounts') && opensNothing(rules);
    const isExcepted = isQuiet || (isUnchanged && exceptRoles.includes(role.name));
    return holders.length === 0 || isExcepted ? [] : [{ id, rule: null, byDefault: false, holders }];
  });
}

/** Whether every subject of a binding is of one of some sorts. */
export function heldOnlyBy(subjects: readonly AccessSubject[], ...holders: readonly AccessHolder[]): boolean {
  return subjects.every((one) => holders.includes(accessHolder(one)));
}

/** What each binding grants that opens a way to more. */
export const grantedRisks: Analysis<'roleBinding', GrantedRisks> = defineAnalysis({
  needs: ['roles'],
  per: 'roleBinding',
  compute: ({ roles }) => {
    const rulesOf = effectiveRulesFrom(roles);
    return (binding: RoleBinding, vantage: Vantage): GrantedRisks | Gap => {
      const granted = rulesOf(binding, vantage);
      if ('gap' in granted) return granted;
      const madeByServer = isMadeByServer(binding);
      return {
        risks: [...ofRights(binding, granted, madeByServer), ...ofHolders(binding, granted)],
        madeByServer,
        forKubelets: isForKubelets(binding),
        missing: granted.missing,
      };
    };
  },
});
