import type { Raw } from '../fields.ts';

/** The file into which the files of a `.d` folder are merged; a file outside such a folder stands for itself. */
export function wholeFileOf(file: string): string {
  return file.replace(/(\.ya?ml)\.d\/[^/]+\.ya?ml$/, '$1');
}

/**
 * Options as k3s and RKE2 merge those of several files, in the order of the files: the last one that speaks of an option holds, unless it writes the name
 * with a `+`, which adds to what came before (readConfigFile in pkg/configfilearg/parser.go of k3s).
 */
export function mergeOptions(files: readonly Raw[]): Raw {
  const merged: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const file of files)
    for (const [key, value] of Object.entries(file)) {
      const name = key.replace(/\+$/, '');
      merged[name] = name !== key && merged[name] !== undefined ? [...listOf(merged[name]), ...listOf(value)] : value;
    }
  return merged;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
