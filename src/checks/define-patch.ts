import type { CriterionId } from '../definition/criteria.ts';
import type { Tier } from '../definition/tiers.ts';
import type { Identified } from '../estate/identity.ts';
import type { Evidence, Known, Need, Population, Subjects, SubjectNoun } from './define-check.ts';

/** A value as YAML and JSON write it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One change to what people keep, in Kubernetes' own terms. Fields are named as evidence names them: `spec.template.spec.containers[0].image`. */
export type Change =
  /** A field gets this value; what lies between the object and the field is made where it is missing. */
  | { readonly change: 'set'; readonly object: Identified; readonly path: string; readonly value: Json }
  /** A list gets one more item at its end; a list that is missing is made. */
  | { readonly change: 'append'; readonly object: Identified; readonly path: string; readonly value: Json }
  /** A new object, where the other one is kept and in its namespace (`metadata.namespace` is filled in as the other states it). */
  | { readonly change: 'add'; readonly beside: Identified; readonly value: NewObject };

/** An object that was not there, without its namespace. */
export interface NewObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: Json };
  readonly [key: string]: Json;
}

/** What is known of the finding that is to go. */
export interface About {
  readonly reason: string;
  /** The tiers that it fails for: where it serves several, more than one. */
  readonly tiers: readonly Tier[];
  /** The container that it speaks of; null for the whole. */
  readonly container: string | null;
  readonly evidence: readonly Evidence[];
  /** An object as it was written; undefined where it stands in no file that can be read again. */
  readonly written: (object: Identified) => unknown;
}

/** The changes after which the finding is gone, or in a few words why there are none: `its pods elect a leader, which takes the API`. */
export type Made = readonly Change[] | string;

/** A way to make findings go, as the engine sees it. */
export interface Patch {
  readonly answers: CriterionId;
  readonly fixes: readonly string[];
  readonly of: SubjectNoun;
  readonly needs: readonly Need[];
  readonly risk: string | null;
  readonly make: (subject: never, known: never, about: About) => Made;
}

/**
 * Defines how findings of one criterion are made to go: those with the reasons `fixes`, of subjects of the noun `of`. What `make` does not name in `needs` it
 * cannot read. `risk` says what could happen to traffic or pods, and such a patch is made only where it is asked for; null: nothing that runs is harmed.
 */
export function definePatch<const N extends readonly Need[], Noun extends SubjectNoun>(patch: {
  readonly answers: CriterionId;
  readonly fixes: readonly string[];
  readonly of: Noun;
  readonly needs: N;
  readonly risk: string | null;
  readonly make: (subject: Subjects[Noun], known: Known<N, Noun> & Population<N>, about: About) => Made;
}): Patch {
  return patch;
}

/** A field of an object gets a value. */
export function set(object: Identified, path: string, value: Json): Change {
  return { change: 'set', object, path, value };
}

/** A list of an object gets one more item. */
export function append(object: Identified, path: string, value: Json): Change {
  return { change: 'append', object, path, value };
}

/** A new object is kept beside another one, in its namespace. */
export function add(beside: Identified, value: NewObject): Change {
  return { change: 'add', beside, value };
}
