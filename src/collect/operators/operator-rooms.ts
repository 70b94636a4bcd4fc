import { cloudNativePg } from './cloudnative-pg.ts';
import { elastic } from './elastic.ts';
import { grafanaOperator } from './grafana-operator.ts';
import { jaegerOperator } from './jaeger-operator.ts';
import { keycloak } from './keycloak.ts';
import { knative } from './knative.ts';
import { lokiOperator } from './loki-operator.ts';
import type { OperatorRoom } from './make-workload.ts';
import { mariadb } from './mariadb.ts';
import { mongodbCommunity } from './mongodb-community.ts';
import { opentelemetry } from './opentelemetry.ts';
import { percona } from './percona.ts';
import { perconaMongodb } from './percona-mongodb.ts';
import { perconaPostgresql } from './percona-postgresql.ts';
import { pgo } from './pgo.ts';
import { prometheusOperator } from './prometheus-operator.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redisFailover } from './redis-failover.ts';
import { redisOperator } from './redis-operator.ts';
import { rook } from './rook.ts';
import { strimzi } from './strimzi.ts';
import { tempoOperator } from './tempo-operator.ts';
import { victoriaMetrics } from './victoria-metrics.ts';
import { zalando } from './zalando.ts';

/** The operators whose pods are known, each from a file of its own. */
export const operatorRooms: readonly OperatorRoom[] = [
  cloudNativePg,
  elastic,
  grafanaOperator,
  jaegerOperator,
  keycloak,
  knative,
  lokiOperator,
  mariadb,
  mongodbCommunity,
  opentelemetry,
  percona,
  perconaMongodb,
  perconaPostgresql,
  pgo,
  prometheusOperator,
  rabbitmq,
  redisFailover,
  redisOperator,
  rook,
  strimzi,
  tempoOperator,
  victoriaMetrics,
  zalando,
];
