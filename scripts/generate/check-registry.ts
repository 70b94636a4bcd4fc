import { existsSync } from 'node:fs';
import { type CriterionId, criterionIds } from '../../src/definition/criteria.ts';
import { camelCase } from './analysis-registry.ts';
import { generatedNotice } from './write-generated.ts';

/** The criteria that have a check, in the order of the definition. */
export function judgedCriteria(): CriterionId[] {
  return criterionIds.filter((id) => existsSync(`src/checks/${id}/check.ts`));
}

/** The registry of checks: one folder per judged criterion, named after it. */
export function checkRegistry(): string {
  const ids = judgedCriteria();
  const name = (id: string): string => camelCase(id.slice(id.indexOf('/') + 1));
  return `${generatedNotice}
import type { Check } from './define-check.ts';
${ids
  .toSorted()
  .map((id) => `import { ${name(id)} } from './${id}/check.ts';`)
  .join('\n')}

/** Every check, in the order of the definition. */
export const checks: readonly Check[] = [
${ids.map((id) => `  ${name(id)},`).join('\n')}
];
`;
}
