import type { Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import type { RoleBinding } from '../estate/role-binding.ts';
import { accessHolder } from './access-holder.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { effectiveRulesFrom } from './effective-rules.ts';
import { grantsEverything } from './grants-everything.ts';

/** The people and groups that hold the rights of cluster-admin in the whole cluster. */
export interface ClusterAdmins {
  /** Those who surely do, each once. Of the variants of one binding only those whom each names: they may be of several clusters. */
  readonly people: readonly string[];
  /** What hides a given role or binding, so that there may be others. */
  readonly hidden: readonly Gap[];
}

/** Who else holds the rights of cluster-admin; the same for every binding. */
export const clusterAdmins: Analysis<'roleBinding', ClusterAdmins> = defineAnalysis({
  needs: ['roles', 'roleBindings'],
  per: 'roleBinding',
  compute: ({ roles, roleBindings }) => {
    const rulesOf = effectiveRulesFrom(roles);
    function adminsBy(binding: RoleBinding): ReadonlySet<string> {
      const granted = rulesOf(binding, { place: binding.places[0] ?? null, nth: 0 });
      if ('gap' in granted || !grantsEverything(granted.rules)) return new Set();
      return new Set(
        binding.subjects.filter((one) => accessHolder(one) === 'people').map(({ kind, name }) => `${kind} ${name}`),
      );
    }
    const variants = Map.groupBy(
      roleBindings.items.filter(({ namespace }) => namespace === ''),
      identityOf,
    );
    const people = new Set<string>();
    for (const same of variants.values()) {
      const surely = same.map(adminsBy).reduce((all, one) => all.intersection(one));
      for (const one of surely) people.add(one);
    }
    const hidden = [...roles.all().gaps, ...roleBindings.all().gaps].filter((one) => one.elsewhere !== true);
    const answer = { people: [...people].toSorted(), hidden };
    return () => answer;
  },
});
