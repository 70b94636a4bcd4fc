/** Something that the user can correct: one line, a hint, and the cause when there is one. The command ends with exit code 2. */
export class UserError extends Error {
  readonly hint: string;
  /** Further lines, where several things of one kind are wrong at once. */
  readonly more: readonly string[];

  constructor(
    message: string,
    { hint, cause, more = [] }: { hint: string; cause?: unknown; more?: readonly string[] },
  ) {
    super(message, { cause });
    this.hint = hint;
    this.more = more;
  }
}
