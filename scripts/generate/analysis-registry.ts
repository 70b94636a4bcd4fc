import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedNotice } from './write-generated.ts';

const folder = 'src/analyses';

/** The registry of analyses: every file of the folder that calls defineAnalysis and exports what its own name says. */
export function analysisRegistry(): string {
  const names = readdirSync(folder)
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !file.includes('.test.') &&
        !file.includes('.generated.') &&
        file !== 'define-analysis.ts',
    )
    .filter((file) => readFileSync(join(folder, file), 'utf8').includes('defineAnalysis('))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();
  return `${generatedNotice}
${names.map((name) => `import { ${camelCase(name)} } from './${name}.ts';`).join('\n')}

/** Every analysis, by the name under which a check asks for it. */
export const analyses = {
${names.map((name) => `  ${camelCase(name)},`).join('\n')}
} as const;
`;
}

/** `budget-coverage` → `budgetCoverage`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
