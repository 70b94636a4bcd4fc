import type { Telemetry, TelemetryStore } from '../../estate/telemetry-store.ts';
import { readTools } from '../tools/read-tools.ts';
import { toolMadeFrom } from '../tools/tool-of-group.ts';
import type { Fields } from './fields.ts';
import type { Subject } from './object-metadata.ts';
import { readWorkload } from './workload.ts';

function store(
  { head }: Subject,
  title: string,
  keeps: Telemetry,
  replicas: number | null,
  path: string,
): TelemetryStore {
  return { ...head, noun: 'telemetryStore', title, keeps, replicas, path };
}

/** A count that is 1 where it is not written. */
function countOf(fields: Fields, key: string): number {
  return fields.integer(key) ?? 1;
}

/** Reads what the operator of Prometheus makes Prometheus, Alertmanager or the ruler of Thanos from. */
export function readPrometheus(subject: Subject): TelemetryStore {
  const { kind } = subject.head;
  const title = toolMadeFrom('monitoring.coreos.com', kind)?.title ?? 'Prometheus';
  const keeps = kind === 'Prometheus' || kind === 'PrometheusAgent' ? 'metrics' : 'alerts';
  return store(subject, title, keeps, countOf(subject.spec, 'replicas'), 'spec.replicas');
}

/** Reads what the operator of VictoriaMetrics makes its servers from. A VMSingle is always one; what a VMCluster leaves out is not run. */
export function readVictoriaMetrics(subject: Subject): TelemetryStore | null {
  const { spec, head } = subject;
  const title = `VictoriaMetrics (${head.kind})`;
  if (head.kind === 'VMSingle') return store(subject, title, 'metrics', 1, 'kind');
  if (head.kind !== 'VMCluster') {
    const keeps = head.kind === 'VMAgent' ? 'metrics' : 'alerts';
    return store(subject, title, keeps, countOf(spec, 'replicaCount'), 'spec.replicaCount');
  }
  const storage = spec.object('vmstorage');
  return storage ? store(subject, title, 'metrics', countOf(storage, 'replicaCount'), storage.where) : null;
}

/** Reads a workload that runs a server of metrics or alerts; null for all others. */
export function readTelemetryWorkload(subject: Subject): TelemetryStore | null {
  const workload = readWorkload(subject);
  if (!workload || workload.controller !== null) return null;
  const [server] = readTools(subject, workload).flatMap(({ tool, title, image }) => {
    const found = servers.find((one) => one.tool === tool && one.image.test(image ?? ''));
    return found ? [{ title, keeps: found.keeps }] : [];
  });
  // One that is switched off is none.
  if (!server || workload.replicas === 0) return null;
  return store(subject, server.title, server.keeps, workload.replicas, 'spec.replicas');
}

const servers: readonly { readonly tool: string; readonly image: RegExp; readonly keeps: Telemetry }[] = [
  { tool: 'prometheus', image: /\/prometheus$/, keeps: 'metrics' },
  { tool: 'alertmanager', image: /alertmanager$/, keeps: 'alerts' },
  { tool: 'victoria-metrics', image: /victoria-metrics$/, keeps: 'metrics' },
];
