import type { OperatorRoom } from './make-workload.ts';
import { patroniCluster } from './patroni-cluster.ts';

const operator = 'PGO';

/** PGO, the operator of Crunchy. Containers of the user's wait for a feature gate. */
export const pgo: OperatorRoom = {
  operator,
  makes: {
    'postgres-operator.crunchydata.com/PostgresCluster': patroniCluster({
      operator,
      off: 'shutdown',
      labels: () => ({}),
      sidecars: () => [],
      addsSidecars: () => false,
    }),
  },
};
