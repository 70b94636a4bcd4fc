import type { Gap } from './gap.ts';

/**
 * How much of a list was seen. `complete`: what is not in the list is not there. `assumed`: nothing of the kind was seen and nothing points to
 * it, so it is taken to be absent, and the assumption is printed. `partial`: what is in the list is there; what is not in it may be there too.
 */
export type Seen =
  | { readonly state: 'complete' | 'assumed' }
  | { readonly state: 'partial'; readonly gaps: readonly Gap[] };

/** How much of a list was seen in every namespace, but for those that `in` names. */
export interface Visibility {
  readonly everywhere: Seen;
  readonly in: Readonly<Record<string, Seen>>;
}

/** The seen state of a wholly seen list. */
export const complete: Seen = { state: 'complete' };

/** The seen state of a list that misses what the gaps name; at least one gap. */
export function partial(...gaps: readonly Gap[]): Seen {
  return { state: 'partial', gaps };
}

/** The gaps of a seen state; none unless it is partial. */
export function gapsOf(seen: Seen): readonly Gap[] {
  return seen.state === 'partial' ? seen.gaps : [];
}

/** How much was seen in one namespace. */
export function seenIn(visibility: Visibility, namespace: string): Seen {
  return Object.hasOwn(visibility.in, namespace) ? (visibility.in[namespace] as Seen) : visibility.everywhere;
}

/** Every gap of a list, wherever it is, each once. */
export function allGaps(visibility: Visibility): Gap[] {
  const gaps = new Map<string, Gap>();
  for (const seen of [visibility.everywhere, ...Object.values(visibility.in)]) {
    for (const one of gapsOf(seen))
      gaps.set(`${one.gap} ${one.detail} ${one.place} ${one.of ? JSON.stringify(one.of) : ''}`, one);
  }
  return [...gaps.values()];
}

/** The seen state with more gaps in it. */
export function withGaps(seen: Seen, gaps: readonly Gap[]): Seen {
  return gaps.length === 0 ? seen : partial(...gapsOf(seen), ...gaps);
}

/** The gaps of a list that hide something that was given. */
export function hiddenOf(seen: Visibility): (namespace: string) => readonly Gap[] {
  return (namespace) => gapsOf(seenIn(seen, namespace)).filter((one) => one.elsewhere !== true);
}
