import type { Identified } from './identity.ts';

/** A namespace that the estate holds, or that something in it only names. */
export interface Namespace extends Identified {
  readonly noun: 'namespace';
  /** Whether the Namespace object itself was seen; where not, its labels are not known and are empty here. */
  readonly declared: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly tierLabel: string | null;
}
