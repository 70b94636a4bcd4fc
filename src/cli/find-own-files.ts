import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ReadTexts } from '../collect/manifests/locate-evidence.ts';

/** The name under which `kubecompass baseline write` writes unless told otherwise. */
export const baselineFileName = 'kubecompass.baseline.json';

/** The program's own among the files that were read: they are no manifests that were skipped. Each is one document. */
export interface OwnFiles {
  readonly number: number;
  /** Policy files by their usual name that are not in force, as the user would type them. */
  readonly otherPolicies: readonly string[];
}

/** Finds the policy file that is in force, those that are not, and baselines by their usual name. */
export function findOwnFiles(texts: ReadTexts, policyFile: string | null): OwnFiles {
  const inForce = policyFile === null ? null : resolve(policyFile);
  const files = [...texts].flatMap(([shown, { path }]) => (path === null ? [] : [{ shown, path }]));
  const otherPolicies = files
    .filter(({ path }) => path !== inForce && /^kubecompass\.ya?ml$/.test(basename(path)))
    .map(({ shown }) => shown);
  const others = files.filter(
    ({ path }) => path === inForce || (basename(path) === baselineFileName && isBaseline(path)),
  );
  return { number: others.length + otherPolicies.length, otherPolicies };
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
