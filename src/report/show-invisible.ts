/**
 * Characters that a terminal acts upon, hides or reorders: controls (ANSI escapes begin with one, line breaks are some), marks that turn the
 * writing direction, invisible characters, tags, and halves of surrogate pairs.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text of somebody else's on one line: what would be acted upon, hidden or would turn the writing direction is shown as its escape (`\u001b`). */
export function showInvisible(text: string): string {
  return text.replace(unsafe, escapeOf);
}

/** A character as its escape in JSON. */
export function escapeOf(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
