import type { Policy } from '../estate/policy.ts';

/**
 * Whether the organisation answers to a framework, by a word that its name has in all its spellings (`pci`, `PCI-DSS`). `unstated` where there is no
 * policy file or it names none at all, for then nobody has said what applies.
 */
export function scopeOf(word: string, { file, frameworks }: Policy): 'in' | 'out' | 'unstated' {
  if (file === null || frameworks.length === 0) return 'unstated';
  return frameworks.some((name) => name.toLowerCase().includes(word)) ? 'in' : 'out';
}
