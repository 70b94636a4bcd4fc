import type { Telemetry, TelemetryStore } from '../../../estate/telemetry-store.ts';
import { readTools } from '../../tools/read-tools.ts';
import { toolMadeFrom } from '../../tools/tool-of-group.ts';
import { signalsOf, takesTraces } from './collector-signals.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { readWorkload } from '../workloads/workload.ts';

/** null where it is switched off: what runs nowhere takes in nothing. */
function store(
  { head }: Subject,
  title: string,
  keeps: Telemetry,
  replicas: number | null,
  path: string,
): TelemetryStore | null {
  if (replicas === 0) return null;
  const proof =
    keeps === 'traces'
      ? (proofsOfTraces[title] ?? 'curl http://localhost:8888/metrics')
      : 'promtool query instant http://localhost:9090 up';
  return { ...head, noun: 'telemetryStore', title, keeps, replicas, path, proof };
}

/** Stores of traces tell what they hold; what only passes traces on counts them among its own metrics. */
const proofsOfTraces: Readonly<Record<string, string>> = {
  'Jaeger': 'curl http://localhost:16686/api/services',
  'Grafana Tempo': 'curl http://localhost:3200/api/search',
};

/** A count that is 1 where it is not written. */
function countOf(fields: Fields, key: string): number {
  return fields.integer(key) ?? 1;
}

/** Reads what the operator of Prometheus makes Prometheus, Alertmanager or the ruler of Thanos from. */
export function readPrometheus(subject: Subject): TelemetryStore | null {
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
    const isOne = found && (tool !== 'opentelemetry' || takesTraces(workload.pod.containers));
    return isOne ? [{ title, keeps: found.keeps }] : [];
  });
  if (!server) return null;
  return store(subject, server.title, server.keeps, workload.replicas, 'spec.replicas');
}

const servers: readonly { readonly tool: string; readonly image: RegExp; readonly keeps: Telemetry }[] = [
  { tool: 'prometheus', image: /\/prometheus$/, keeps: 'metrics' },
  { tool: 'alertmanager', image: /alertmanager$/, keeps: 'alerts' },
  { tool: 'victoria-metrics', image: /victoria-metrics$/, keeps: 'metrics' },
  { tool: 'jaeger', image: /\/(?:jaeger|all-in-one|jaeger-collector)$/, keeps: 'traces' },
  { tool: 'tempo', image: /\/tempo$/, keeps: 'traces' },
  { tool: 'opentelemetry', image: /\/opentelemetry-collector(?:-contrib|-k8s)?$/, keeps: 'traces' },
];

/** Reads a TempoMonolithic, which is always one, or a TempoStack: unless a size decides, one of each component where nothing is said. */
export function readTempo(subject: Subject): TelemetryStore | null {
  const { spec, head } = subject;
  if (head.kind === 'TempoMonolithic') return store(subject, 'Grafana Tempo', 'traces', 1, 'kind');
  const ingester = spec.objectOrEmpty('template').objectOrEmpty('ingester');
  const isSized = spec.text('size') !== null && !ingester.has('replicas');
  return store(
    subject,
    'Grafana Tempo',
    'traces',
    isSized ? null : countOf(ingester, 'replicas'),
    `${ingester.where}.replicas`,
  );
}

/** Reads a Jaeger: all in one pod, or collectors, which are scaled unless told otherwise. */
export function readJaeger(subject: Subject): TelemetryStore | null {
  const { spec } = subject;
  const strategy = (spec.text('strategy') ?? 'allInOne').toLowerCase();
  if (strategy === 'allinone' || strategy === 'all-in-one')
    return store(subject, 'Jaeger', 'traces', 1, 'spec.strategy');
  const collector = spec.objectOrEmpty('collector');
  const isFixed = collector.has('replicas') || collector.boolean('autoscale') === false;
  return store(
    subject,
    'Jaeger',
    'traces',
    isFixed ? countOf(collector, 'replicas') : null,
    `${collector.where}.replicas`,
  );
}

/** Reads a collector of OpenTelemetry that takes in traces for others; null where it runs on each node or in each pod, or for other signals. */
export function readTraceCollector(subject: Subject): TelemetryStore | null {
  const { spec } = subject;
  const mode = spec.text('mode') ?? 'deployment';
  if ((mode !== 'deployment' && mode !== 'statefulset') || !signalsOf(spec).includes('traces')) return null;
  const least = spec.objectOrEmpty('autoscaler').integer('minReplicas') ?? spec.integer('minReplicas');
  return store(subject, 'OpenTelemetry Collector', 'traces', least ?? countOf(spec, 'replicas'), 'spec.replicas');
}
