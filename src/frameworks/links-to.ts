import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import type { ControlLink } from './control-links.ts';
import type { FrameworkId } from './frameworks.ts';
import { mappings } from './mappings.ts';

/** A criterion that speaks to a control, and how. */
export interface CriterionLink extends Pick<ControlLink, 'role' | 'confidence' | 'why'> {
  readonly criterion: CriterionId;
}

/** The criteria that speak to each control of a framework, in the definition's order; a control to which none speaks is left out. */
export function linksTo(framework: FrameworkId): ReadonlyMap<string, readonly CriterionLink[]> {
  const links = new Map<string, CriterionLink[]>();
  for (const criterion of criterionIds) {
    for (const { framework: other, controls, role, confidence, why } of mappings[criterion]) {
      if (other !== framework) continue;
      for (const control of controls) {
        const own = links.get(control) ?? [];
        links.set(control, own);
        own.push({ criterion, role, confidence, why });
      }
    }
  }
  return links;
}
