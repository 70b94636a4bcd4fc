import { cloudNativePg } from './cloudnative-pg.ts';
import { elastic } from './elastic.ts';
import { grafanaOperator } from './grafana-operator.ts';
import { jaegerOperator } from './jaeger-operator.ts';
import { knative } from './knative.ts';
import { lokiOperator } from './loki-operator.ts';
import type { OperatorRoom } from './make-workload.ts';
import { mariadb } from './mariadb.ts';
import { opentelemetry } from './opentelemetry.ts';
import { percona } from './percona.ts';
import { perconaPostgresql } from './percona-postgresql.ts';
import { pgo } from './pgo.ts';
import { prometheusOperator } from './prometheus-operator.ts';
import { rabbitmq } from './rabbitmq.ts';
import { rook } from './rook.ts';
import { strimzi } from './strimzi.ts';
import { tempoOperator } from './tempo-operator.ts';
import { zalando } from './zalando.ts';

/** The operators whose pods are known, each from a file of its own. */
export const operatorRooms: readonly OperatorRoom[] = [
  cloudNativePg,
  elastic,
  grafanaOperator,
  jaegerOperator,
  knative,
  lokiOperator,
  mariadb,
  opentelemetry,
  percona,
  perconaPostgresql,
  pgo,
  prometheusOperator,
  rabbitmq,
  rook,
  strimzi,
  tempoOperator,
  zalando,
];
