import { askedKinds, type AskedKind } from '../collect/kubernetes/access/asked-kinds.ts';
import { checks } from '../checks/registry.generated.ts';
import type { CriterionId } from '../definition/criteria.ts';
import { factsNeeded } from '../assessment/facts-needed.ts';

/** A kind that is asked for, and why. */
export interface Asked {
  readonly kind: AskedKind;
  /** The criteria that are unknown without it. */
  readonly criteria: readonly CriterionId[];
}

/** What a cluster is asked for. */
export interface AccessAsked {
  readonly kinds: readonly Asked[];
  /** The criteria that need what the API server counts of itself (`/metrics`). */
  readonly metrics: readonly CriterionId[];
}

/** What a cluster is asked for to judge these criteria; none: all that are judged. What no criterion needs yet is asked for only with all of them. */
export function accessAsked(criteria: readonly CriterionId[]): AccessAsked {
  const judged = checks.map(({ answers }) => answers).filter((one) => criteria.length === 0 || criteria.includes(one));
  const needs = judged.map((criterion) => ({ criterion, facts: factsNeeded(criterion) }));
  const kinds = askedKinds().map((kind) => ({
    kind,
    criteria: needs.filter(({ facts }) => kind.facts.some((fact) => facts.has(fact))).map(({ criterion }) => criterion),
  }));
  return {
    kinds: kinds.filter((one) => criteria.length === 0 || one.criteria.length > 0),
    metrics: needs.filter(({ facts }) => facts.has('liveClusters')).map(({ criterion }) => criterion),
  };
}
