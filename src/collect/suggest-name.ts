/** The names that somebody may have meant: those that contain what was typed, then those that are a few slips away; at most three. */
export function suggestNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase().slice(0, 100);
  const within = names.filter((name) => wanted.length >= 3 && name.includes(wanted));
  return [...new Set([...within, ...nearNames(typed, names)])].slice(0, 3);
}

/** The names that are a few slips away from what was typed, the nearest first. */
export function nearNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase().slice(0, 100);
  const most = Math.min(3, Math.max(1, Math.floor(wanted.length / 4)));
  // Each letter more or less is a slip.
  const slipsTo = (name: string): number =>
    Math.abs(name.length - wanted.length) > most ? Number.POSITIVE_INFINITY : countSlips(wanted, name);
  return names
    .map((name) => ({ name, slips: Math.min(...[name, name.slice(name.indexOf('/') + 1)].map(slipsTo)) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((a, b) => a.slips - b.slips)
    .map(({ name }) => name);
}

/** Letters to add, drop, change or swap with their neighbour to make one word of the other (optimal string alignment). */
function countSlips(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_none, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] as number;
}
