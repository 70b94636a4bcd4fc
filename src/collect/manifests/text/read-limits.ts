/** Limits of reading one text, against hostile input. What exceeds one is a problem with the reason `limit`. */
export type ReadLimits = {
  /** Most UTF-16 units of one document. */
  readonly maxDocumentLength: number;
  /** Most commas, colons, brackets and lines of one YAML document: each may cost the parser some 250 bytes. */
  readonly maxDocumentMarks: number;
  /** Deepest nesting, with what aliases repeat; the root is at 1. */
  readonly maxDepth: number;
  /** Most aliases (`*name`) in one document. */
  readonly maxAliases: number;
  /** Most keys that merge keys (`<<`) copy in one document. */
  readonly maxMergedKeys: number;
  /** Most values that the aliases of a text repeat, counted with all they hold. */
  readonly maxRepeatedValues: number;
  /** Most documents of a text that cannot be read; behind them the rest of the text is one more problem. */
  readonly maxUnreadable: number;
};

/** Far above any manifest seen, and below what hurts: the worst document within them takes seconds and about 1.5 GB. */
export const defaultReadLimits: ReadLimits = {
  maxDocumentLength: 32 * 1024 * 1024,
  maxDocumentMarks: 5_000_000,
  maxDepth: 100,
  maxAliases: 1_000,
  maxMergedKeys: 10_000,
  maxRepeatedValues: 200_000,
  maxUnreadable: 1_000,
};
