import type { Analysis } from '../analyses/define-analysis.ts';
import { analyses } from '../analyses/registry.generated.ts';
import { checks } from '../checks/registry.generated.ts';
import type { CriterionId } from '../definition/criteria.ts';
import type { FactName } from '../estate/facts.ts';

/** Of which tier something is, workloads and their namespaces say, whatever is asked of them. */
const always: readonly FactName[] = ['workloads', 'namespaces'];

/** The facts by which a criterion is judged, through its analyses too; none where no check judges it. */
export function factsNeeded(criterion: CriterionId): ReadonlySet<FactName> {
  const check = checks.find(({ answers }) => answers === criterion);
  const facts = new Set<FactName>();
  for (const need of check?.needs ?? []) {
    if (need === 'policy') continue;
    const analysis = (analyses as Readonly<Record<string, Analysis>>)[need];
    for (const name of analysis ? analysis.needs : [need as FactName]) facts.add(name);
  }
  if (facts.size > 0) for (const name of always) facts.add(name);
  return facts;
}
