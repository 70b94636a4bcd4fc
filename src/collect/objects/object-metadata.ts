import { tierLabel } from '../../definition/tiers.ts';
import type { Identified, Origin } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Fields } from './fields.ts';

/** What every projected object takes over from its document, but for its noun. */
export type Head = Omit<Identified, 'noun'>;

/** An object being projected: its fields, its metadata, and what it takes over from its document. */
export interface Subject {
  readonly fields: Fields;
  readonly metadata: Fields;
  readonly spec: Fields;
  readonly head: Head;
}

/**
 * Reads what every object has. `namespace` is '' for cluster-scoped kinds and '(not stated)' where none is written. The name of an object that the API
 * server will name is `generateName*`, which no object can bear; without either it is ''.
 */
export function readHead(fields: Fields, namespace: string, places: readonly Place[], origin: Origin): Subject {
  const metadata = fields.objectOrEmpty('metadata');
  const generated = metadata.text('generateName') || null;
  // The API server refuses an object for an annotation that is no text, whoever reads it.
  metadata.annotations();
  const head = {
    apiVersion: fields.text('apiVersion') ?? '',
    kind: fields.text('kind') ?? '',
    namespace,
    name: metadata.text('name') || (generated === null ? '' : `${generated}*`),
    places,
    origin,
  };
  return { fields, metadata, spec: fields.objectOrNone('spec'), head };
}

/** The value of the tier label, whatever it says; null without one. */
export function readTierLabel(metadata: Fields): string | null {
  return metadata.labels('labels')[tierLabel] ?? null;
}
