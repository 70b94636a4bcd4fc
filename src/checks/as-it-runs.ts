import { gap, type Gap } from '../estate/gap.ts';
import type { Identified } from '../estate/identity.ts';
import { fault, here, type Outcome, pass, unseen } from './define-check.ts';

/**
 * Judges whether something works by what its API server says of it: `works` where it does, `fails` where it does not (a reason that may name what was said as
 * `{says}`), unknown where its state decides neither. `declared`: the gap of what stands in a file, of which nothing was seen to run.
 */
export function asItRuns<const P extends string, const F extends string>(
  { running }: Pick<Identified, 'running'>,
  declared: Gap,
  { works, fails }: { readonly works: P; readonly fails: F },
): Outcome<P, F> {
  if (running === undefined) return unseen(declared);
  const { says, at } = running;
  if (running.works === null) return unseen(gap('not-collected', `${says}, which does not decide whether it works`));
  return running.works ? pass(works, here(at, says), { says }) : fault(fails, here(at, says), { says });
}
