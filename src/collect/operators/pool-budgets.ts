import { type Identified, notStated } from '../../estate/identity.ts';
import type { OwnBudget, Workload } from '../../estate/workload.ts';
import type { Subject } from '../objects/object-metadata.ts';

/** The one budget that Strimzi makes for all node pools of a Kafka, which the Kafka alone can state. */
export interface PoolBudget {
  readonly cluster: string;
  readonly namespace: string;
  readonly place: string;
  /** How many pods of all the pools may go at once. */
  readonly lets: number;
}

/** Reads it of a Kafka whose brokers are made of node pools; null for every other object. */
export function readPoolBudget({ spec, head }: Subject): PoolBudget | null {
  if (head.kind !== 'Kafka' || !head.apiVersion.startsWith('kafka.strimzi.io/')) return null;
  const kafka = spec.object('kafka');
  if (!kafka) return null;
  const budget = kafka.objectOrEmpty('template').objectOrEmpty('podDisruptionBudget');
  return {
    cluster: head.name,
    namespace: head.namespace,
    place: head.places[0] ?? '',
    lets: budget.integer('maxUnavailable') ?? 1,
  };
}

/**
 * Gives the pools of a Kafka the budget that it states; where several Kafkas may be meant that do not state the same, or one may be hidden (`isHidden`, by
 * namespace), it stays unknown.
 */
export function settlePoolBudgets(
  workloads: Identified[],
  budgets: readonly PoolBudget[],
  isHidden: (namespace: string) => boolean,
): void {
  if (budgets.length === 0) return;
  workloads.forEach((one, index) => {
    const pool = one as unknown as Workload;
    const { made, pod, places } = pool;
    if (pool.kind !== 'KafkaNodePool' || made?.operator !== 'Strimzi') return;
    const meant = budgets.filter(
      ({ cluster, namespace, place }) =>
        cluster === pod.labels['strimzi.io/cluster'] &&
        namespace === pool.namespace &&
        // What states no namespace lands with what stands beside it.
        (namespace !== notStated || places.includes(place)),
    );
    const [first, ...others] = new Set(meant.map(({ lets }) => lets));
    if (first === undefined || others.length > 0 || isHidden(pool.namespace)) return;
    const { budget: _budget, ...unseen } = made.unseen;
    workloads[index] = { ...pool, made: { ...made, unseen, budget: budgetOf(pool, first) } } as unknown as Identified;
  });
}

function budgetOf(pool: Workload, lets: number): OwnBudget {
  const cluster = pool.pod.labels['strimzi.io/cluster'];
  return {
    says: `Strimzi makes one budget for all pools of Kafka/${cluster} (on by default) that lets ${lets} pod${lets === 1 ? '' : 's'} go at once`,
    path: 'metadata.labels["strimzi.io/cluster"]',
    letsGo: lets > 0,
  };
}
