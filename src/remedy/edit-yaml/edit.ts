import type { Json } from '../../checks/define-patch.ts';
import type { ValuePath } from '../../collect/manifests/text/locate.ts';

/** A change to the value of a document: `set` gives what is at the path a value, `append` gives the list at the path one more item; what is missing on the way is made. */
export interface Edit {
  readonly edit: 'set' | 'append';
  readonly path: ValuePath;
  readonly value: Json;
}

/** Text that takes the place of what stands between two offsets (UTF-16). */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edit cannot be made without touching what is not its own, and why. */
export class NotEditable extends Error {}
