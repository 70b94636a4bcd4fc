import type { Identified } from './identity.ts';

/** One copy of data that was made, or begun, in a cluster. */
export interface MadeCopy extends Identified {
  readonly noun: 'madeCopy';
  /** The identity of the schedule that made it; null: somebody made it by hand, or nothing says what did. */
  readonly schedule: string | null;
  /** `whole`: all of it is there; `broken`: it failed, or in part; `going`: it is not at its end yet, or nothing says so. */
  readonly state: 'whole' | 'broken' | 'going';
  /** What its maker calls that, such as `PartiallyFailed`. */
  readonly says: string;
  /** When what it holds was copied, RFC 3339; null: not stated. */
  readonly at: string | null;
  /** Set where it holds the state of the cluster itself: whether it lies on a server of the control plane, or was sent away from these. */
  readonly ofState?: 'on-server' | 'away';
}
