import type { Container } from '../../../estate/pod.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { Fields, isRaw } from '../fields.ts';

/** What a collector passes on. */
export type Signal = 'traces' | 'metrics' | 'logs';

const signals: readonly Signal[] = ['traces', 'metrics', 'logs'];

/** What a collector of OpenTelemetry's operator passes on, by the pipelines of its configuration, which is a map, or text in its older version. */
export function signalsOf(spec: Fields): Signal[] {
  const given = spec.value('config');
  const config = typeof given === 'string' ? readDocuments(given)[0]?.value : given;
  if (!isRaw(config)) return [];
  const pipelines = new Fields(config, spec, ['config']).objectOrNone('service').objectOrNone('pipelines');
  const names = Object.keys(pipelines.raw).map((name) => name.replace(/\/.*$/, ''));
  return signals.filter((one) => names.includes(one));
}

const portsForTraces = new Set([4317, 4318, 9411, 14250, 14268, 6831, 6832, 55678]);

/** Whether containers declare a port on which traces come in: of OTLP, Jaeger or Zipkin. */
export function takesTraces(containers: readonly Container[]): boolean {
  return containers.some(({ ports }) =>
    ports.some(({ number, name }) => portsForTraces.has(number) || /otlp|jaeger|zipkin/.test(name ?? '')),
  );
}
