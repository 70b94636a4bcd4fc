import type { FactView, Vantage } from '../estate/fact-view.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { matchesSelector } from '../estate/label-selector.ts';
import { landsWith } from '../estate/lands-with.ts';
import { nearestDistance, type Place } from '../estate/place.ts';
import type { AccessRule, Role } from '../estate/role.ts';
import type { RoleBinding } from '../estate/role-binding.ts';
import { straysIn } from '../estate/strays.ts';
import { defaultRoles, defaultRolesWithin, type Grant } from './default-roles.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What a binding grants, to whomever it names. */
export interface EffectiveRules {
  /** The rules of its role, with those that it gathers from other roles. */
  readonly rules: readonly AccessRule[];
  /** The roles that these rules stand in: objects, and roles that the API server makes (which are no objects). */
  readonly from: readonly Grant[];
  /** The role itself; null where it is the API server's own, or surely not there. */
  readonly role: Role | null;
  /** Whether there surely is no such role, so that nothing is granted. */
  readonly unbound: boolean;
  /** Why there may be further rules; null where these are all. */
  readonly missing: Gap | null;
}

/** The ClusterRoles that surely count for a binding. */
interface Pool {
  readonly found: readonly Role[];
  /** Why there may be others; null where there are none. */
  readonly missing: Gap | null;
  /** Why what was seen does not surely count, or what was not seen may be there all the same: what is hidden here rather than kept elsewhere. */
  readonly behind: Gap | null;
  /** Whether some were seen, surely counting or not. */
  readonly isSeen: boolean;
}

const defaults = new Map(defaultRoles.map((role) => [role.name, role]));

/** Finds what a binding grants; a gap where its role was not seen. */
export function effectiveRulesFrom(
  roles: FactView<Role>,
): (binding: RoleBinding, vantage: Vantage) => EffectiveRules | Gap {
  const straysOf = straysIn(roles);

  /**
   * Of several equally near ClusterRoles of one name none surely counts for a binding of a namespace, and a hidden one may be nearer, or as near: what is
   * left then counts only where it is nearer itself.
   */
  function clusterRoles({ namespace, places, clusters }: RoleBinding, vantage: Vantage, name?: string): Pool {
    const cluster = { namespace: '', places, clusters };
    const ties = namespace === '' ? [] : roles.ties(cluster);
    const [first, ...others] = (ties.length > 0 ? ties : [vantage]).map((one) => roles.near(cluster, one, name));
    const { found = [], gaps = [] } = first ?? {};
    const hidden = gaps.filter((one) => one.elsewhere !== true);
    const sure = found.filter(
      (role) =>
        others.every((other) => other.found.includes(role)) && hidden.every((one) => isFarther(one, role, places)),
    );
    const doubt = sure.length < found.length ? undecided(name) : null;
    const missing = gaps[0] ?? doubt;
    return { found: sure, missing, behind: hidden[0] ?? doubt ?? missing, isSeen: found.length > 0 };
  }

  function ofNamespace(binding: RoleBinding, vantage: Vantage): Role | Gap | null {
    const { name } = binding.role;
    const { found, complete, gaps } = roles.near(binding, vantage, name);
    const role = found.find((one) => landsWith(one, binding));
    if (role) return role;
    const strays = straysOf(binding);
    if (complete && found.length === 0 && !strays.mayBeMore && strays.found.every((one) => one.name !== name))
      return null;
    return notSeen(binding, gaps[0]);
  }

  /** The roles whose rules a role has: its own, or those that it gathers. A default that the folder holds too has what both say. */
  function gather(role: Grant, pool: Pool): readonly Grant[] {
    const all: readonly Grant[] = [...defaultRoles, ...pool.found];
    const gathered = new Set<Grant>([role]);
    for (const { aggregates } of gathered) {
      // A Set hands out what is added to it on the way: roles that gather may be gathered themselves, in a circle too.
      for (const one of aggregates ? all : []) {
        if (aggregates?.some((selector) => matchesSelector(selector, one.labels))) gathered.add(one);
      }
    }
    return [...gathered].filter(({ aggregates }) => aggregates === null);
  }

  return (binding, vantage) => {
    const { kind, name } = binding.role;
    if (kind === 'Role') {
      const role = ofNamespace(binding, vantage);
      const made = defaultRolesWithin.get(`${binding.namespace}/${name}`);
      if (made) {
        const own = role === null || 'gap' in role ? null : role;
        const hidden = roles.near(binding, vantage, name).gaps.find((one) => one.elsewhere !== true);
        return granting(own ? [made, own] : [made], own, hidden ?? null);
      }
      if (role === null) return nothing;
      return 'gap' in role ? role : granting([role], role, null);
    }
    const known = defaults.get(name);
    const named = clusterRoles(binding, vantage, name);
    const [own = null] = named.found;
    const role = known ?? own;
    if (role === null) {
      // Those of the control plane are there, whatever a folder holds.
      const mayBeThere = named.missing !== null || name.startsWith('system:');
      return mayBeThere ? notSeen(binding, named.behind ?? undefined, named.isSeen) : nothing;
    }
    if (role.aggregates !== null) {
      const pool = clusterRoles(binding, vantage);
      return granting(gather(role, pool), own, pool.missing);
    }
    if (!known) return granting([role], own, null);
    // What somebody added to a default role stays: the API server only ever adds what is missing.
    const widened = own?.aggregates === null ? [known, own] : [known];
    return granting(widened, own, named.missing?.elsewhere === true ? null : named.missing);
  };
}

const nothing: EffectiveRules = { rules: [], from: [], role: null, unbound: true, missing: null };

function granting(from: readonly Grant[], role: Role | null, missing: Gap | null): EffectiveRules {
  return { rules: from.flatMap(({ rules }) => rules), from, role, unbound: false, missing };
}

function isFarther({ place }: Gap, role: Role, places: readonly Place[]): boolean {
  return place !== undefined && nearestDistance(places, [place]) > nearestDistance(places, role.places);
}

function undecided(name: string | undefined): Gap {
  const what = name === undefined ? 'ClusterRoles of one name' : `ClusterRoles ${name}`;
  return gap('not-collected', `several ${what} stand equally near, or may, so which one counts is not known`);
}

function notSeen({ role: { kind, name } }: RoleBinding, behind: Gap | undefined, isSeen = false): Gap {
  const detail = isSeen
    ? `what it grants is not known: beside the ${kind} ${name} that was seen another may count, or be gathered by it`
    : `what it grants is not known: the ${kind} ${name} was not seen`;
  const { elsewhere: _elsewhere, ...why } = behind ?? gap('not-collected', '');
  return {
    ...why,
    gap: behind?.gap ?? 'not-collected',
    detail: why.detail === '' ? detail : `${detail}; ${why.detail}`,
  };
}

/** What each binding grants: the rules of the role that it names, those that the role gathers from others among them. */
export const effectiveRules: Analysis<'roleBinding', EffectiveRules> = defineAnalysis({
  needs: ['roles'],
  per: 'roleBinding',
  compute: ({ roles }) => effectiveRulesFrom(roles),
});
