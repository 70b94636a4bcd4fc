import type { NodeAgent } from '../../../estate/node-agent.ts';
import { readTools } from '../../tools/read-tools.ts';
import { signalsOf, takesTraces } from '../telemetry/collector-signals.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { readWorkload } from '../workloads/workload.ts';

/** Reads a DaemonSet, if it runs a known tool. */
export function readNodeAgent(subject: Subject): NodeAgent | null {
  const workload = readWorkload(subject);
  const tools = workload ? readTools(subject, workload) : [];
  const [first] = tools;
  if (!first) return null;
  const serves = new Set(tools.flatMap((tool) => tool.serves));
  // A collector may be for logs alone.
  if (tools.every(({ tool }) => tool === 'opentelemetry') && !takesTraces(workload?.pod.containers ?? []))
    serves.delete('tracing');
  return agent(subject, first.title, [...serves], subject.spec.objectOrEmpty('template').objectOrEmpty('spec'));
}

/** Reads a collector of OpenTelemetry that its operator runs on each node; null for all others. */
export function readCollectorAgent(subject: Subject): NodeAgent | null {
  const { spec } = subject;
  if (spec.text('mode') !== 'daemonset') return null;
  const signals = signalsOf(spec);
  const serves = signals.map((signal) => ({ traces: 'tracing', metrics: 'monitoring', logs: 'logging' })[signal]);
  return agent(subject, 'OpenTelemetry Collector', serves, spec);
}

function agent(subject: Subject, title: string, serves: readonly string[], pod: Fields): NodeAgent {
  const selected = Object.keys(pod.labels('nodeSelector')).filter((key) => !ofMachine.test(key));
  const required = requiredLabels(pod);
  return {
    ...subject.head,
    noun: 'nodeAgent',
    title,
    serves: serves.toSorted(),
    onlyOn: [...new Set([...selected, ...required])].toSorted(),
    onlyOnPath:
      selected.length > 0
        ? `${pod.where}.nodeSelector`
        : required.length > 0
          ? `${pod.where}.affinity.nodeAffinity`
          : null,
    toleratesTaints: pod.objects('tolerations').length > 0,
    path: pod.where,
  };
}

const ofMachine = /^(?:beta\.)?kubernetes\.io\/(?:os|arch)$/;

/** The labels that every term asks for; one that only keeps off some nodes, such as virtual ones, asks for none. */
function requiredLabels(pod: Fields): string[] {
  const terms = pod
    .objectOrEmpty('affinity')
    .objectOrEmpty('nodeAffinity')
    .objectOrEmpty('requiredDuringSchedulingIgnoredDuringExecution')
    .objects('nodeSelectorTerms')
    .map((term) =>
      term
        .objects('matchExpressions')
        .filter((one) => one.text('operator') === 'In' || one.text('operator') === 'Exists')
        .map((one) => one.text('key') ?? '')
        .filter((key) => !ofMachine.test(key)),
    );
  return terms.some((keys) => keys.length === 0) ? [] : terms.flat();
}
