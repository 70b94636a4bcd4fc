import type { Gap } from '../estate/gap.ts';
import { notStated } from '../estate/identity.ts';
import { landsWith } from '../estate/lands-with.ts';
import type { Role } from '../estate/role.ts';
import type { AccessSubject, RoleBinding } from '../estate/role-binding.ts';
import { gapsOf } from '../estate/seen.ts';
import type { Workload } from '../estate/workload.ts';
import { isMadeByServer } from './default-bindings.ts';
import type { Grant } from './default-roles.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { effectiveRulesFrom } from './effective-rules.ts';

/** What the ServiceAccount of a workload's pods may do. */
export interface AccountRights {
  /** The bindings of its namespace and of the whole cluster that name it and surely grant something. */
  readonly bindings: readonly RoleBinding[];
  /** Whether anything may grant it more than every account has; null where others may bind it elsewhere, so that nobody asks. */
  readonly mayDoMore: boolean | null;
  /** What hides a given binding that may name it. */
  readonly hidden: readonly Gap[];
}

/** What the account of a workload's pods may do, beyond what every account may. */
export const accountRights: Analysis<'workload', AccountRights> = defineAnalysis({
  needs: ['roles', 'roleBindings'],
  per: 'workload',
  compute: ({ roles, roleBindings }) => {
    const rulesOf = effectiveRulesFrom(roles);
    // Only whoever is said to be all there is (a cluster, a whole folder) tells that nothing binds an account.
    const isAll = gapsOf(roleBindings.seen.everywhere).every((one) => one.elsewhere !== true);
    const hidden = isAll ? roleBindings.all().gaps.filter((one) => one.elsewhere !== true) : [];
    const added = roleBindings.items.filter((one) => !isMadeByServer(one));
    const named = new Set(added.flatMap(({ subjects }) => subjects.flatMap(accountsNamed)));

    // Which variant of a binding or a role counts is not known from here, and what is hidden may be one.
    const isSettled = roles.all().settled && roleBindings.all().settled;
    const isOnlyOne = (grant: Grant): boolean => !('noun' in grant) || !roles.hasVariants(grant as Role);

    return (workload, vantage) => {
      const { namespace, pod, places, clusters } = workload;
      const name = pod.serviceAccount;
      const near = [
        ...roleBindings.near(workload, vantage).found.filter((one) => landsWith(one, workload)),
        ...roleBindings.near({ namespace: '', places, clusters }, vantage).found,
      ];
      const bindings = (isSettled ? near : []).filter((binding) => {
        if (roleBindings.hasVariants(binding) || !binding.subjects.some((one) => isAccount(one, workload)))
          return false;
        const granted = rulesOf(binding, vantage);
        return !('gap' in granted) && granted.rules.length > 0 && granted.from.every(isOnlyOne);
      });
      const keys =
        namespace === notStated
          ? [...named].filter((one) => one.endsWith(`/${name}`) || one.endsWith('/*'))
          : [`${namespace}/${name}`, `${notStated}/${name}`, `${namespace}/*`, '*/*'].filter((one) => named.has(one));
      return { bindings, mayDoMore: isAll ? keys.length > 0 : null, hidden };
    };
  },
});

function isAccount({ kind, name, namespace }: AccessSubject, workload: Workload): boolean {
  const account = workload.pod.serviceAccount;
  if (kind === 'User') return name === `system:serviceaccount:${workload.namespace}:${account}`;
  return kind === 'ServiceAccount' && name === account && namespace === workload.namespace;
}

/** The accounts that a subject speaks of, as `namespace/name`, with `*` for all. */
function accountsNamed({ kind, name, namespace }: AccessSubject): string[] {
  if (kind === 'ServiceAccount') return [`${namespace}/${name}`];
  if (kind === 'User') return name.startsWith(user) ? [name.slice(user.length).replace(':', '/')] : [];
  if (name === 'system:authenticated' || name === 'system:serviceaccounts') return ['*/*'];
  return name.startsWith(ofNamespace) ? [`${name.slice(ofNamespace.length)}/*`] : [];
}

const user = 'system:serviceaccount:';
const ofNamespace = 'system:serviceaccounts:';
