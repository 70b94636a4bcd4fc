import type { FactName, Facts } from '../../estate/facts.ts';
import type { Subject } from './object-metadata.ts';

/** Makes a fact of an object; null where it is none of the kind. Throws MalformedField for what the API server would refuse. */
export interface KindReader {
  readonly fact: FactName;
  readonly read: (subject: Subject) => Facts[FactName] | readonly Facts[FactName][] | null;
  /** For files of components that are no API objects, such as an EncryptionConfiguration: they bear no name. */
  readonly nameless?: true;
  /** For what an object writes elsewhere: the API server takes the object whatever that says, so what is wrong with it hides this fact alone. */
  readonly ofFile?: true;
}

/** A reader with the kinds that it reads, as `group/kind`; versions of a group are read alike, because the fields that we read have not moved between them. */
export interface KindLine extends KindReader {
  readonly of: readonly string[];
}
