import { existsSync, readFileSync } from 'node:fs';
import { judgedCriteria } from './check-registry.ts';
import { generatedNotice } from './write-generated.ts';

/** The registry of patches: what each `patch.ts` beside a check exports. */
export function patchRegistry(): string {
  const ids = judgedCriteria().filter((id) => existsSync(`src/checks/${id}/patch.ts`));
  const named = ids.map((id) => ({ id, name: nameIn(`src/checks/${id}/patch.ts`) }));
  return `${generatedNotice}
import type { Patch } from './define-patch.ts';
${named
  .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  .map(({ id, name }) => `import { ${name} } from './${id}/patch.ts';`)
  .join('\n')}

/** Every patch, in the order of the definition. */
export const patches: readonly Patch[] = [
${named.map(({ name }) => `  ...${name},`).join('\n')}
];
`;
}

function nameIn(file: string): string {
  const name = /^export const (\w+): readonly Patch\[\]/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${file} exports no \`const …: readonly Patch[]\``);
  return name;
}
