import type { Subject } from '../object-metadata.ts';

/** Reads a ConfigMap no further than the API server does: MalformedField where its data is no map of text. */
export function readConfigMap({ fields }: Subject): null {
  for (const map of ['data', 'binaryData']) fields.object(map)?.eachText();
  fields.boolean('immutable');
  return null;
}
