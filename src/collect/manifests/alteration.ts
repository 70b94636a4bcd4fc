import type { FactName } from '../../estate/facts.ts';
import type { Place } from '../../estate/place.ts';
import type { Raw } from '../objects/fields.ts';

/** What changes an object before it is applied, and is not applied here. */
export interface Alteration {
  /** The file that says so. */
  readonly file: string;
  /** Who changes it: `a kustomization`, `Kustomization apps`. */
  readonly who: string;
  /** By what: `patches`. */
  readonly by: string;
}

/** Tells all that changes an object. */
export type Altering = (raw: Raw) => readonly Alteration[];

/** An object that is applied otherwise than it stands in its file. */
export interface AlteredObject {
  readonly alteration: Alteration;
  /** `Deployment web`. */
  readonly what: string;
  readonly place: Place;
  /** null: any. */
  readonly namespace: string | null;
  readonly facts: readonly FactName[];
}
