import type { CriterionId } from '../definition/criteria.ts';
import type { FrameworkId } from './frameworks.ts';
import { mappingsOf } from './mappings.ts';

/**
 * The controls that ask for the very thing that the criterion asks for, by framework. A framework without such a control is left
 * out: what is only partly or indirectly covered may not be claimed as evidence of a control.
 */
export function controlsOf(criterion: CriterionId): Partial<Record<FrameworkId, string[]>> {
  const controls: Partial<Record<FrameworkId, string[]>> = {};
  for (const { framework, role, controls: numbers } of mappingsOf(criterion)) {
    if (role === 'direct') (controls[framework] ??= []).push(...numbers);
  }
  return controls;
}
