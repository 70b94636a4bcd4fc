import { matchesSelector } from '../estate/label-selector.ts';
import type { Role } from '../estate/role.ts';
import { straysIn } from '../estate/strays.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether anything grants what a role says. */
export interface RoleUse {
  /** Nothing binds it or gathers its rules, surely. */
  readonly unused: boolean;
}

/** Whether a role is bound by anything, or gathered by another role. */
export const roleUse: Analysis<'role', RoleUse> = defineAnalysis({
  needs: ['roles', 'roleBindings'],
  per: 'role',
  compute: ({ roles, roleBindings }) => {
    const bound = new Set(roleBindings.items.map(({ namespace, role }) => keyOf(role.kind, namespace, role.name)));
    const gathering = roles.items.flatMap(({ aggregates }) => aggregates ?? []);
    const straysOf = straysIn(roleBindings);
    // In which namespace a binding lands does not matter: a ClusterRole is bound from any.
    const everywhere = [roles, roleBindings].every(
      (view) => view.seen.everywhere.state === 'complete' && view.all().settled,
    );
    return (role: Role, vantage) => {
      if (bound.has(keyOf(role.kind, role.namespace, role.name))) return { unused: false };
      // The API server binds roles of its own itself, and gathers those that bear one of its labels.
      const isServers = role.name.startsWith('system:') || builtIn.has(role.name);
      const isGathered =
        Object.keys(role.labels).some((key) => key.startsWith('rbac.authorization.k8s.io/aggregate-to-')) ||
        gathering.some((selector) => matchesSelector(selector, role.labels));
      if (isServers || isGathered) return { unused: false };
      if (role.kind === 'ClusterRole') return { unused: everywhere };
      const { complete } = roleBindings.near(role, vantage);
      const strays = straysOf(role);
      return { unused: complete && !strays.mayBeMore && strays.found.every((one) => one.role.name !== role.name) };
    };
  },
});

const builtIn = new Set(['cluster-admin', 'admin', 'edit', 'view']);

function keyOf(kind: string, namespace: string, name: string): string {
  return kind === 'ClusterRole' ? `ClusterRole ${name}` : `Role ${namespace} ${name}`;
}
