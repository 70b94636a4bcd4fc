import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import type { ControlLink } from './control-links.ts';
import type { FrameworkId } from './frameworks.ts';
import { mappingsOf } from './mappings.ts';

/** A criterion that speaks to a control, and how. */
export interface CriterionLink extends Pick<ControlLink, 'role' | 'confidence' | 'why'> {
  readonly criterion: CriterionId;
  /** The reasons of the criterion that say that the control is not met; null: any. */
  readonly failsBy: readonly string[] | null;
  /** Whether the control speaks of what the criterion lets be, too. */
  readonly ofAll: boolean;
}

type Links = ReadonlyMap<string, readonly CriterionLink[]>;

/** The criteria that speak to each control of a framework, in the definition's order; a control to which none speaks is left out. */
export function linksTo(framework: FrameworkId): Links {
  return (all ??= readLinks()).get(framework) ?? new Map();
}

let all: ReadonlyMap<FrameworkId, Links> | undefined;

function readLinks(): ReadonlyMap<FrameworkId, Links> {
  const byFramework = new Map<FrameworkId, Map<string, CriterionLink[]>>();
  for (const criterion of criterionIds) {
    for (const { framework, controls, role, confidence, why, failsBy, ofAll = false } of mappingsOf(criterion)) {
      const links = byFramework.get(framework) ?? new Map<string, CriterionLink[]>();
      byFramework.set(framework, links);
      for (const control of controls) {
        const own = links.get(control);
        const link: CriterionLink = { criterion, role, confidence, why, failsBy: failsBy?.[control] ?? null, ofAll };
        if (own) own.push(link);
        else links.set(control, [link]);
      }
    }
  }
  return byFramework;
}
