import type { ServedKind } from './cluster-record.ts';

/** Whether somebody who typed this means a kind: as kubectl takes it (`Widget`, `widgets`, `widgets.shop.example`), or as `group/Kind`. */
export function isNamedKind({ group, kind, resource }: ServedKind, typed: string): boolean {
  const small = typed.toLowerCase();
  return [kind, resource, `${resource}.${group}`, `${group}/${kind}`].some((name) => name.toLowerCase() === small);
}
