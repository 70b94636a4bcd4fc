import type { Identified } from './identity.ts';

/** One entry of a LimitRange; quantities as written. */
export interface LimitRangeItem {
  readonly type: string;
  readonly defaultLimits: Readonly<Record<string, string>>;
  readonly defaultRequests: Readonly<Record<string, string>>;
  readonly min: Readonly<Record<string, string>>;
  readonly max: Readonly<Record<string, string>>;
}

/** A LimitRange. */
export interface LimitRange extends Identified {
  readonly noun: 'limitRange';
  readonly items: readonly LimitRangeItem[];
}
