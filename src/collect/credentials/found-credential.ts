/** A credential that stands in a text. The value itself is never kept. */
export interface FoundCredential {
  /** What it is, in a few words of our own: `GitHub token`, `password`. Never text of the document. */
  readonly kind: string;
  /** Offset of its first character, in UTF-16 code units. */
  readonly start: number;
  /** In characters. */
  readonly length: number;
  /** Whether it stands in a URL as `scheme://user:password@host`. */
  readonly inUrl: boolean;
}

/** As many credentials of one text, and of one object, are told apart: with more of them it is mended in the same way. */
export const mostFound = 100;
