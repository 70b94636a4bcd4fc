/** Where in an operator's resource a field of the pods stands that it makes, or would stand. */
export interface OwnPlace {
  /** The field of the pods. */
  readonly of: string;
  /** The field of the resource. */
  readonly at: string;
  /**
   * How much of what lies below the field is found there under the same names: `all`; `fields`, but no item of a list, where the operator wrote it; or
   * `nothing`, where the resource has a shape of its own.
   */
  readonly holds: 'all' | 'fields' | 'nothing';
}

/** Where a field of pods stands in the resource that they are made of; a path that is of no pods stays what it is. */
export function ownPath(places: readonly OwnPlace[], path: string): string {
  return ownField(places, path).path;
}

/** The field of the resource where a field of pods stands, or near which it would, and whether it holds the same. */
export function ownField(places: readonly OwnPlace[], path: string): { readonly path: string; readonly same: boolean } {
  let best: OwnPlace | null = null;
  for (const one of places) if (covers(one.of, path) && one.of.length > (best?.of.length ?? 0)) best = one;
  if (best === null) return { path, same: true };
  const { of, at, holds } = best;
  const rest = holds === 'nothing' ? '' : path.slice(of.length);
  const end = holds === 'fields' ? rest.indexOf('[') : -1;
  return { path: at + (end < 0 ? rest : rest.slice(0, end)), same: holds !== 'nothing' && end < 0 };
}

function covers(field: string, path: string): boolean {
  return path === field || (path.startsWith(field) && /^[.[]/.test(path.slice(field.length)));
}
