import { cloudNativePg } from './cloudnative-pg.ts';
import { elastic } from './elastic.ts';
import { knative } from './knative.ts';
import type { OperatorRoom } from './make-workload.ts';
import { mariadb } from './mariadb.ts';
import { opentelemetry } from './opentelemetry.ts';
import { percona } from './percona.ts';
import { pgo } from './pgo.ts';
import { prometheusOperator } from './prometheus-operator.ts';
import { rabbitmq } from './rabbitmq.ts';
import { strimzi } from './strimzi.ts';

/** The operators whose pods are known, each from a file of its own. */
export const operatorRooms: readonly OperatorRoom[] = [
  cloudNativePg,
  elastic,
  knative,
  mariadb,
  opentelemetry,
  percona,
  pgo,
  prometheusOperator,
  rabbitmq,
  strimzi,
];
