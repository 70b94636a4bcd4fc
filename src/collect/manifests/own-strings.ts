/** The shortest text that V8 keeps as a slice of the one from which it was cut, in UTF-16 units. */
const shortestSlice = 13;

/** So many strings are remembered at most: those that come again mostly do so soon. */
const mostShared = 50_000;

/**
 * Gives facts strings of their own, and all facts that hold the same one share it. A string that was cut from a file's text keeps the whole text in memory:
 * each is copied once, unless nothing was cut (`copies: false`), as of what JSON.parse made. Works in place: facts are made for their estate, and nobody else
 * has them yet.
 */
export function ownStrings({ copies = true }: { readonly copies?: boolean } = {}): (fact: object) => void {
  const owned = new Map<string, string>();

  function own(text: string): string {
    const known = owned.get(text);
    if (known !== undefined) return known;
    if (owned.size >= mostShared) owned.clear();
    // A round trip through JSON makes a new string, whatever it holds.
    const copy = copies ? (JSON.parse(JSON.stringify(text)) as string) : text;
    owned.set(copy, copy);
    return copy;
  }

  function visit(value: object): void {
    const fields = value as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      const field = fields[key];
      if (typeof field === 'object' && field !== null) visit(field);
      // Its key is the object's own already, so nothing is set on a prototype.
      else if (typeof field === 'string' && field.length >= shortestSlice) fields[key] = own(field);
    }
  }

  return visit;
}
