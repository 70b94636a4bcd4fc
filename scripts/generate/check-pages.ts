import { existsSync, readFileSync } from 'node:fs';
import type { CriterionId } from '../../src/definition/criteria.ts';
import { judgedCriteria } from './check-registry.ts';
import { generatedNotice } from './write-generated.ts';

/** The text of a check's README; '' while it is not written. */
export function readmeOf(id: CriterionId): string {
  const path = `src/checks/${id}/README.md`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The READMEs of all checks as a module: the published package holds no other files of theirs. */
export function checkPages(): string {
  return `${generatedNotice}

/** The README of every check, by criterion. */
export const pages: Readonly<Record<string, string>> = {
${judgedCriteria()
  .map((id) => `  '${id}': ${JSON.stringify(readmeOf(id))},`)
  .join('\n')}
};
`;
}
