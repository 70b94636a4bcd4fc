import type { OperatorRoom } from './make-workload.ts';
import { patroniCluster } from './patroni-cluster.ts';

// Percona Operator for PostgreSQL 3.1: pkg/apis/pgv2.percona.com/v2/perconapgcluster_types.go, internal/naming/labels.go (WithPerconaLabels, since 2.3).

const operator = 'the Percona Operator for PostgreSQL';

/** Percona Operator for PostgreSQL, which is made of Crunchy's. */
export const perconaPostgresql: OperatorRoom = {
  operator,
  makes: {
    'pgv2.percona.com/PerconaPGCluster': patroniCluster({
      operator,
      off: 'pause',
      labels: (name, component) => ({
        'app.kubernetes.io/name': 'percona-postgresql',
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/managed-by': 'percona-postgresql-operator',
        'app.kubernetes.io/part-of': 'percona-postgresql',
        ...(component === null ? {} : { 'app.kubernetes.io/component': component }),
      }),
      sidecars: (at) => at.objects('sidecars'),
      // One for monitoring, one for logs.
      addsSidecars: (spec) =>
        spec.objectOrEmpty('pmm').boolean('enabled') === true ||
        (spec.has('logcollector') && spec.objectOrEmpty('logcollector').boolean('enabled') !== false),
    }),
  },
};
