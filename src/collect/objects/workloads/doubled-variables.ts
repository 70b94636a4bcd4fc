import { isRaw, type Raw, writePath } from '../fields.ts';
import { podWithin } from './pod-within.ts';

/** A variable that a later one of its name makes count for nothing. */
export interface DoubledVariable {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The environment variables of which a container has several of one name: the last one counts, and server-side apply refuses them. */
export function doubledVariables(raw: Raw & { readonly apiVersion: string; readonly kind: string }): DoubledVariable[] {
  const within = podWithin(raw);
  const spec = within?.pod['spec'];
  if (!within || !isRaw(spec)) return [];
  return ['initContainers', 'containers'].flatMap((list) =>
    listOf(spec[list]).flatMap((container, index) =>
      doubledIn(listOf(container['env']), [...within.path, 'spec', list, index, 'env']),
    ),
  );
}

function doubledIn(variables: readonly Raw[], path: DoubledVariable['path']): DoubledVariable[] {
  const last = new Map(variables.map(({ name }, index) => [name, index]));
  return variables.flatMap(({ name }, index) => {
    if (typeof name !== 'string' || last.get(name) === index) return [];
    const at = [...path, index];
    return [{ path: at, message: `${writePath(at)}: a later variable bears the same name, and only that one counts` }];
  });
}

function listOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isRaw) : [];
}
