import { factNames } from '../estate/facts.ts';
import type { FactViews } from '../estate/fact-view.ts';
import { gapsOf } from '../estate/seen.ts';
import type { Assessment } from './assessment.ts';

type Unseen = Assessment['estate']['unseen'][number];

/** Every gap of every fact, each once, with the facts of which it hides something, and how often it does. */
export function listUnseen(facts: FactViews): Unseen[] {
  const unseen = new Map<string, Unseen>();
  for (const name of factNames) {
    const { everywhere, in: byNamespace } = facts[name].seen;
    for (const seen of [everywhere, ...Object.values(byNamespace)]) {
      for (const { gap, detail } of gapsOf(seen)) {
        const key = `${gap} ${detail}`;
        const known = unseen.get(key);
        if (!known) {
          unseen.set(key, { gap, detail, facts: [name], times: 1 });
          continue;
        }
        known.times += 1;
        if (known.facts.at(-1) !== name) known.facts.push(name);
      }
    }
  }
  return [...unseen.values()];
}
