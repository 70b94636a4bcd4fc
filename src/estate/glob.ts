/**
 * Whether a text matches a pattern whole: `*` stands for any run of characters (none, too), `?` for exactly one, and
 * everything else for itself. Upper and lower case differ. No expression is built from the pattern: the work is bounded
 * by the product of both lengths, whatever is written in it.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let read = 0;
  let star = -1;
  let starRead = 0;

  while (read < text.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      starRead = read;
    } else if (wanted === '?' || wanted === text[read]) {
      at++;
      read++;
    } else if (star !== -1) {
      // Only the last star need ever take more: what an earlier one takes less or more, the last one evens out.
      at = star + 1;
      read = ++starRead;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
