import { Fields } from '../objects/fields.ts';

/** Where a field of pods stands in an operator's resource: in a field that holds the same, or near one that has another shape. */
export type Place = { readonly in: Fields; readonly key: string } | { readonly near: string };

/** Where fields of pods or of a container stand, by the names that Kubernetes has for them. */
export type Places = Readonly<Record<string, Place>>;

/** Fields that stand in an object of the resource under the same names. */
export function placesIn(at: Fields, ...keys: readonly string[]): Places {
  return Object.fromEntries(keys.map((key) => [key, { in: at, key }]));
}

/** The list of containers of a pod's template, for a container that the operator makes and that may be patched there by its name. */
export function containersOf(pod: Fields): Fields {
  return new Fields({}, pod, ['containers']);
}
