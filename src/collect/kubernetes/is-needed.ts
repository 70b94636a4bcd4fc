import type { ServedKind } from './cluster-record.ts';
import { factsOfList } from './facts-of-list.ts';

/** Whether one of the facts that are needed is made of a kind; null: all are. */
export function isNeeded(kind: ServedKind, only: readonly string[] | null): boolean {
  return only === null || factsOfList(kind).some((fact) => only.includes(fact));
}
