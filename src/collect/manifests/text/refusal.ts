/**
 * Why a document was refused: `syntax` it is no YAML or JSON; `template` it needs rendering first; `duplicate-key` a key
 * stands twice in one mapping; `value` a value or key that JSON cannot hold; `encoding` characters that are not allowed;
 * `separator` a line of dashes or a directive that kubectl refuses; `limit` too large, deep or repetitive.
 */
export type RefusalReason = 'syntax' | 'template' | 'duplicate-key' | 'value' | 'encoding' | 'separator' | 'limit';

/** Thrown inside this folder where a document cannot be read, and turned into a problem by readDocuments. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  /** UTF-16 offset in the document's text. */
  readonly offset: number;
  /** The offset of the other place that the message speaks of, where there is one: its line is added to the message. */
  readonly otherOffset: number | null;

  constructor(reason: RefusalReason, offset: number, message: string, otherOffset: number | null = null) {
    super(message);
    this.reason = reason;
    this.offset = offset;
    this.otherOffset = otherOffset;
  }
}
