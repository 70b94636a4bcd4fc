import type { Evidence, Subject } from '../checks/define-check.ts';
import type { Tier } from '../definition/tiers.ts';
import type { Finding } from '../assessment/assessment.ts';

/** A finding that is to go, with the subject itself and the evidence as the check gave it. */
export interface Fault {
  readonly finding: Finding;
  /** The tiers that it fails for; each is a finding of its own, and all of them have one fingerprint. */
  readonly tiers: readonly Tier[];
  readonly subject: Subject;
  readonly evidence: readonly Evidence[];
}

/** A finding that no patch was made for, and why. */
export interface Unpatched {
  readonly finding: Finding;
  /** `none`: there is no patch for such findings; `risky`: there is one that was not asked for; `refused`: this one is not made. */
  readonly how: 'none' | 'risky' | 'refused';
  readonly why: string;
}
