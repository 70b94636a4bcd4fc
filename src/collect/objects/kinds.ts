import type { FactName } from '../../estate/facts.ts';
import { groupOf } from '../../estate/identity.ts';
import { makeWorkloads } from '../operators/make-workload.ts';
import { operatorRooms } from '../operators/operator-rooms.ts';
import { accessKinds } from './access/kinds.ts';
import { certificatesKinds } from './certificates/kinds.ts';
import { controlPlaneKinds } from './control-plane/kinds.ts';
import { dataKinds } from './data/kinds.ts';
import { deliveryKinds } from './delivery/kinds.ts';
import type { KindLine, KindReader } from './kind-line.ts';
import { namespacesKinds } from './namespaces/kinds.ts';
import { networkKinds } from './network/kinds.ts';
import { nodesKinds } from './nodes/kinds.ts';
import { policiesKinds } from './policies/kinds.ts';
import { secretsKinds } from './secrets/kinds.ts';
import { telemetryKinds } from './telemetry/kinds.ts';
import { workloadsKinds } from './workloads/kinds.ts';

/** What operators make, by the kinds of their resources. */
const ofOperators = operatorRooms.flatMap(({ operator, makes }) =>
  Object.entries(makes).map(([kind, make]): KindLine => ({
    fact: 'workloads',
    read: makeWorkloads(operator, make),
    of: [kind],
  })),
);

// Workloads first: what is wrong with one is best said of the pods that it makes.
const lines: readonly KindLine[] = [
  ...workloadsKinds,
  ...namespacesKinds,
  ...secretsKinds,
  ...accessKinds,
  ...controlPlaneKinds,
  ...nodesKinds,
  ...networkKinds,
  ...telemetryKinds,
  ...dataKinds,
  ...certificatesKinds,
  ...policiesKinds,
  ...deliveryKinds,
  ...ofOperators,
];

const byKind = new Map<string, KindReader[]>();
for (const line of lines)
  for (const kind of line.of) {
    const known = byKind.get(kind);
    if (known) known.push(line);
    else byKind.set(kind, [line]);
  }

/** The kinds that facts are made of, as `group/kind`. */
export const kindsRead: readonly string[] = [...byKind.keys()];

/** The readers of a kind; none for kinds that no fact is made of. */
export function readersOf(apiVersion: string, kind: string): readonly KindReader[] {
  const group = groupOf(apiVersion);
  // Some groups have kinds of everybody's making.
  return byKind.get(`${group}/${kind}`) ?? byKind.get(`${group}/*`) ?? [];
}

/**
 * The facts that objects of a kind may become, whatever their group: what is incomplete when such a document cannot be read. However the kind is
 * written, for it may be what is wrong.
 */
export function factsOfKind(kind: string): FactName[] {
  const end = `/${kind.toLowerCase()}`;
  const facts = [...byKind].flatMap(([key, readers]) =>
    key.toLowerCase().endsWith(end) ? readers.map(({ fact }) => fact) : [],
  );
  return [...new Set(facts)];
}

/** Whether objects of a kind that an API server serves become facts. */
export function isServedKind(group: string, kind: string): boolean {
  return readersOf(group === '' ? 'v1' : `${group}/v1`, kind).some(({ nameless }) => !nameless);
}
