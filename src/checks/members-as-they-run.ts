import type { Database } from '../estate/database.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { fault, here, type Outcome, pass, unseen } from './define-check.ts';

/**
 * Judges the members of a database by what its operator says: all of several are ready (`works`), or none is beside the primary (`fails`, with what was said as `{says}`). That an operator calls the whole ready, or not, without a word of its members, proves neither. `declared`: the gap of what stands in a file.
 */
export function membersAsTheyRun<const P extends string, const F extends string>(
  { running, kind, name }: Database,
  declared: Gap,
  { works, fails }: { readonly works: P; readonly fails: F },
): Outcome<P, F> {
  if (running === undefined) return unseen(declared);
  const { pods, says, at } = running;
  if (pods !== null && pods.wanted > 1 && pods.ready < 2) return fault(fails, here(at, says), { says });
  if (pods !== null && pods.wanted > 1 && running.works === true) return pass(works, here(at, says), { says });
  return unseen(
    pods === null && running.works === true
      ? declared
      : gap('not-collected', `${kind}/${name}: ${says}, which does not decide whether it works`),
  );
}
