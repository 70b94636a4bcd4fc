import { parsePath } from '../estate/parse-path.ts';

/** What stands in an object as it was written, at a path as evidence writes it (`spec.template.spec.containers[0].image`); undefined: nothing. */
export function writtenAt(object: unknown, path: string): unknown {
  return parsePath(path).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    object,
  );
}
