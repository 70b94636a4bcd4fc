/** Limits of reading one text, against hostile input. */
export type ReadLimits = {
  /** Most UTF-16 units of one document. */
  readonly maxDocumentLength: number;
  /** Deepest nesting, aliases included; the document's root is at 1. */
  readonly maxDepth: number;
  /** Most aliases (`*name`) in one document. */
  readonly maxAliases: number;
  /** Most keys copied by merge keys (`<<`) in one document. */
  readonly maxMergedKeys: number;
  /** Most values that aliases may repeat, counted with all they hold, in the whole text. */
  readonly maxRepeatedValues: number;
};

/** Far above every manifest seen (nesting 46, one document of 9 MB, no aliases to speak of), far below what hurts. */
export const defaultReadLimits: ReadLimits = {
  maxDocumentLength: 64 * 1024 * 1024,
  maxDepth: 100,
  maxAliases: 1_000,
  maxMergedKeys: 10_000,
  maxRepeatedValues: 200_000,
};
