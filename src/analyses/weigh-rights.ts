import type { Policy } from '../estate/policy.ts';
import type { AccessSubject, RoleBinding } from '../estate/role-binding.ts';
import { isTenant } from '../estate/tenancy.ts';
import { accessHolder } from './access-holder.ts';
import { type GrantedRisk, type GrantedRisks, heldOnlyBy } from './granted-risks.ts';
import type { RiskId } from './risk-patterns.ts';
import { isOrdinaryWithin } from './team-rights.ts';

/** How a role that is made for one team goes beyond people of one team in a namespace of their own. */
export type StrayTeamRole = 'team-role-everywhere' | 'team-role-in-platform' | 'team-role-for-workload';

/** What of a binding's rights is to be said. */
export interface WeighedRights {
  /** null where the role is no team's, or is bound as it is meant to be. */
  readonly stray: StrayTeamRole | null;
  /** Those who have a team's role astray. */
  readonly strays: readonly AccessSubject[];
  /** What leads to more than the work in a namespace of one's own takes. */
  readonly risky: readonly GrantedRisk[];
  /** What that work takes, though it leads to more, too. */
  readonly ordinary: readonly RiskId[];
  /** As what the binding stands when nothing of all that is to be said. */
  readonly soundAs: 'made-by-the-server' | 'for-kubelets' | 'administrators' | 'team-role' | 'nothing-risky';
}

const teamRoles = new Set(['admin', 'edit']);

/** Weighs what a binding grants by who holds it, where, and what every API server grants by itself. */
export function weighRights(binding: RoleBinding, granted: GrantedRisks, policy: Policy): WeighedRights {
  const { namespace, role, subjects } = binding;
  const { madeByServer, forKubelets } = granted;
  const isOwn = namespace !== '' && isTenant(namespace, policy);
  const byPeople = heldOnlyBy(subjects, 'people');
  const isTeamRole = role.kind === 'ClusterRole' && teamRoles.has(role.name);
  const isAdmin = role.name === 'cluster-admin' && namespace === '' && heldOnlyBy(subjects, 'people', 'masters');
  // What an API server grants by itself is not said of its own bindings, nor piece by piece of its roles for teams.
  const said = granted.risks.filter(
    ({ id, byDefault }) =>
      !(byDefault && (madeByServer || forKubelets || isTeamRole)) &&
      !(isAdmin && (id === 'wildcard-all' || id === 'masters-group')),
  );
  const isOrdinary = ({ id }: GrantedRisk): boolean => isOwn && isOrdinaryWithin(id, byPeople);
  const otherwise = isAdmin ? 'administrators' : isTeamRole ? 'team-role' : 'nothing-risky';
  return {
    ...(isTeamRole ? strayOf(binding, isOwn) : { stray: null, strays: [] }),
    risky: said.filter((one) => !isOrdinary(one)),
    ordinary: said.filter(isOrdinary).map(({ id }) => id),
    soundAs: madeByServer ? 'made-by-the-server' : forKubelets ? 'for-kubelets' : otherwise,
  };
}

function strayOf({ namespace, subjects }: RoleBinding, isOwn: boolean): Pick<WeighedRights, 'stray' | 'strays'> {
  if (namespace === '') return { stray: 'team-role-everywhere', strays: subjects };
  if (!isOwn) return { stray: 'team-role-in-platform', strays: subjects };
  const workloads = subjects.filter((one) => ['workload', 'machine'].includes(accessHolder(one)));
  return { stray: workloads.length > 0 ? 'team-role-for-workload' : null, strays: workloads };
}
