import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ReadTexts } from '../collect/manifests/locate-evidence.ts';

/** The name under which `kubecompass baseline write` writes unless told otherwise. */
export const baselineFileName = 'kubecompass.baseline.json';

/** How many of the files that were read are the program's own: the policy file that is in force, and baselines by their usual name. Each is one document. */
export function countOwnFiles(texts: ReadTexts, policyFile: string | null): number {
  const policy = policyFile === null ? null : resolve(policyFile);
  return [...texts.values()].filter(
    ({ path }) => path !== null && (path === policy || (basename(path) === baselineFileName && isBaseline(path))),
  ).length;
}

function isBaseline(path: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const schema: unknown = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : null;
    return typeof schema === 'string' && schema.startsWith('kubecompass.baseline/');
  } catch {
    // Something else under this name, or gone meanwhile: it stays what it was counted as.
    return false;
  }
}
