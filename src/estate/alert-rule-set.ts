import type { Identified } from './identity.ts';

/** One alert, as the object that holds it declares it. */
export interface Alert {
  readonly name: string;
  /** Where it stands in its object; in text that the object holds, the field that holds the text. */
  readonly path: string;
  /**
   * Whom it is meant to reach: `page` wakes somebody, `notice` does not, `own` is a word that is in use nowhere else, such as the name of a team,
   * `computed` says a template, `none` says nothing.
   */
  readonly urgency: 'page' | 'notice' | 'own' | 'computed' | 'none';
  /** The word for that; null where it says nothing. */
  readonly severity: string | null;
  /**
   * How many seconds its condition has to hold before it fires; null where that is filled in later, and where its condition looks ahead or measures an
   * age, so that it has hours by itself.
   */
  readonly waits: number | null;
  /** Whether it says where to read what to do. */
  readonly hasRunbook: boolean;
  /** Whether it says who answers for it. */
  readonly hasOwner: boolean;
}

/** An object that holds alert rules. */
export interface AlertRuleSet extends Identified {
  readonly noun: 'alertRuleSet';
  /** Its alerts; rules that only record are left out. */
  readonly alerts: readonly Alert[];
}
