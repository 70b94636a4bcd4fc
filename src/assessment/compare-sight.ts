import type { CriterionId } from '../definition/criteria.ts';
import type { Assessment } from './assessment.ts';
import { factsNeeded } from './facts-needed.ts';

type Unseen = Assessment['estate']['unseen'][number];

/** What can no longer be seen of the second of two estates, and what is seen anew. */
export interface SightMoved {
  readonly lost: readonly Unseen[];
  readonly gained: readonly Unseen[];
  /** Whether a criterion looks at a fact of which something is lost, or gained. */
  of(criterion: string): { readonly lost: boolean; readonly gained: boolean };
}

/** The folders that stand before every path of an estate: they say where it lay, and nothing of what it is. */
export interface Roots {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Compares what was not seen. Where files lie and on which line is no difference. */
export function compareSight(before: Assessment, after: Assessment, roots: Roots): SightMoved {
  const [then, now] = [timesOf(before, roots.before), timesOf(after, roots.after)];
  const [lost, gained] = [moreOf(now, then), moreOf(then, now)];
  const [lostFacts, gainedFacts] = [factsOf(lost), factsOf(gained)];
  return {
    lost,
    gained,
    of(criterion) {
      const needed = factsNeeded(criterion as CriterionId);
      // Of a criterion that this version does not know nobody can say what it looks at.
      const looksAt = (facts: ReadonlySet<string>): boolean =>
        needed.size === 0 ? facts.size > 0 : [...needed].some((fact) => facts.has(fact));
      return { lost: looksAt(lostFacts), gained: looksAt(gainedFacts) };
    },
  };
}

/** Each gap of each fact once, under words that no folder and no line changes. */
function timesOf({ estate }: Assessment, roots: readonly string[]): Map<string, { one: Unseen; times: number }> {
  const times = new Map<string, { one: Unseen; times: number }>();
  for (const one of estate.unseen) {
    const words = withoutRoots(one.detail, roots).replaceAll(/:\d+(?::\d+)?\b/g, '');
    const key = JSON.stringify([one.gap, words, one.facts]);
    times.set(key, { one, times: (times.get(key)?.times ?? 0) + one.times });
  }
  return times;
}

/** What a text says of files, as if each stood in its root. */
function withoutRoots(text: string, roots: readonly string[]): string {
  return roots.reduce((left, root) => (root === '' ? left : left.replaceAll(`${root}/`, '')), text);
}

/** The gaps of the one that the other has not, or not as often. */
function moreOf(
  one: ReadonlyMap<string, { one: Unseen; times: number }>,
  other: ReadonlyMap<string, { one: Unseen; times: number }>,
): Unseen[] {
  return [...one].flatMap(([key, { one: unseen, times }]) => (times > (other.get(key)?.times ?? 0) ? [unseen] : []));
}

function factsOf(unseen: readonly Unseen[]): ReadonlySet<string> {
  return new Set(unseen.flatMap(({ facts }) => facts));
}
