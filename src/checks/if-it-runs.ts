import type { Gap } from '../estate/gap.ts';
import { type Outcome, unseen } from './define-check.ts';

/** What is said well of a tool, where nothing speaks against it that it runs (`Tool.unmade`); else that it was not seen to. */
export function ifItRuns<P extends string>(unmade: Gap | undefined, good: Outcome<P, never>): Outcome<P, never> {
  return unmade ? unseen(unmade) : good;
}
