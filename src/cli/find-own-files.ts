import { basename, resolve } from 'node:path';
import type { ReadTexts } from '../collect/manifests/locate-evidence.ts';

/** The name under which `kubecompass baseline write` writes unless told otherwise. */
export const baselineFileName = 'kubecompass.baseline.json';

/** The policy files among the files that were read: they are no manifests that were skipped. Each is one document. */
export interface OwnFiles {
  readonly number: number;
  /** Policy files by their usual name that are not in force, as the user would type them. */
  readonly otherPolicies: readonly string[];
}

/** Finds the policy file that is in force, and those that are not. */
export function findOwnFiles(texts: ReadTexts, policyFile: string | null): OwnFiles {
  const inForce = policyFile === null ? null : resolve(policyFile);
  const files = [...texts].flatMap(([shown, { path }]) => (path === null ? [] : [{ shown, path }]));
  const otherPolicies = files
    .filter(({ path }) => path !== inForce && /^kubecompass\.ya?ml$/.test(basename(path)))
    .map(({ shown }) => shown);
  const others = files.filter(({ path }) => path === inForce);
  return { number: others.length + otherPolicies.length, otherPolicies };
}
