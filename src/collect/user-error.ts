/** Something that the user can correct: one line, a hint, and the cause when there is one. The command ends with exit code 2. */
export class UserError extends Error {
  readonly hint: string;

  constructor(message: string, { hint, cause }: { hint: string; cause?: unknown }) {
    super(message, { cause });
    this.hint = hint;
  }
}
