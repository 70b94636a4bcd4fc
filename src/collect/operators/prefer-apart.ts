import type { Raw } from '../objects/fields.ts';

/** An affinity that keeps pods of these labels apart by each of these keys, as a preference. */
export function preferApart(matchLabels: Raw, ...keys: readonly string[]): Raw {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: keys.map((topologyKey) => ({
        weight: 100,
        podAffinityTerm: { topologyKey, labelSelector: { matchLabels } },
      })),
    },
  };
}
