import { cloudNativePg } from './cloudnative-pg.ts';
import { knative } from './knative.ts';
import type { OperatorRoom } from './make-workload.ts';
import { prometheusOperator } from './prometheus-operator.ts';
import { strimzi } from './strimzi.ts';

/** The operators whose pods are known, each from a file of its own. */
export const operatorRooms: readonly OperatorRoom[] = [cloudNativePg, knative, prometheusOperator, strimzi];
