import type { Companions } from '../estate/fact-view.ts';
import { gap, type Gap } from '../estate/gap.ts';
import { indexSelectors } from '../estate/index-selectors.ts';
import { type Labels, matchesLabels, selectorOfLabels } from '../estate/label-selector.ts';
import type { Container, ContainerPort } from '../estate/pod.ts';
import type { Service, ServicePort } from '../estate/service.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { longRunningContainers, partialTemplate } from './partial-template.ts';
import { remember } from './remember.ts';

/** A container that runs as long as its pod, and whether somebody sends it more than scrapes. */
export interface ServedContainer {
  readonly container: Container;
  /** null: not known. */
  readonly serves: boolean | null;
  /** The Services that reach it; none where it is judged by the ports that it declares. */
  readonly services: readonly Service[];
}

/** Which of a pod's long-running containers serve. */
export interface ServedContainers {
  readonly containers: readonly ServedContainer[];
  /** Whether any of them does; null: not known. */
  readonly serves: boolean | null;
  /** Why something is not known: Services that were not seen, or a port that no container declares; null when all is known. */
  readonly unknown: 'services' | Gap | null;
}

/**
 * Which containers serve. A Service that selects the pods and targets a container's port, not only for metrics, makes it serve. Where every Service
 * was seen and none selects the pods, a container serves that declares a port which is neither for metrics nor for probes alone: its Service may have
 * been forgotten or be made by others. A container beside one that a Service reaches serves nobody but its pod.
 */
export const servedContainers: Analysis<'workload', ServedContainers> = defineAnalysis({
  needs: ['services'],
  per: 'workload',
  compute: ({ services }) => {
    const selectingOf = remember(whoSelects);
    return (workload, vantage): ServedContainers | Gap => {
      const part = partialTemplate(workload, 'labels', 'ports', 'probes');
      if (part) return part;
      const running = longRunningContainers(workload);
      const companions = services.near(workload, vantage);
      const { complete } = companions;
      const reached = new Map<Container, Set<Service>>();
      let selected = false;
      let lost: Gap | null = null;
      for (const service of selectingOf(companions)(workload)) {
        for (const port of service.ports) {
          selected = true;
          // A StatefulSet once needed a Service, and one without ports was refused, so drivers name a port that nobody listens on.
          if (isForMetrics(service, port) || port.name === 'dummy') continue;
          const answering = whoAnswers(port, running);
          if (answering.length === 0)
            lost ??= gap(
              'not-collected',
              `Service ${service.name} targets port ${port.target}, and which container answers there is not declared`,
            );
          for (const { container, declared } of answering) {
            if (!isMetricsName(declared) && !guardsMetrics(container))
              reached.set(container, (reached.get(container) ?? new Set()).add(service));
          }
        }
      }

      const containers = running.map((container): ServedContainer => {
        const through = reached.get(container);
        if (through) return { container, serves: true, services: [...through] };
        const known = complete && lost === null;
        const serves = !selected && !guardsMetrics(container) && container.ports.some(isForTraffic);
        return { container, serves: known ? serves : null, services: [] };
      });
      const unsure = containers.some(({ serves }) => serves === null);
      const some = containers.some(({ serves }) => serves === true);
      return {
        containers,
        serves: some || (unsure ? null : false),
        unknown: unsure ? (complete ? lost : 'services') : null,
      };
    };
  },
});

const podNameLabel = 'statefulset.kubernetes.io/pod-name';

/** Finds the Services that select the pods of a workload, in their own order. */
function whoSelects({ found }: Companions<Service>): (workload: Workload) => Service[] {
  // The label of a single pod is on no template, so it cannot be looked up there.
  const select = indexSelectors(found, ({ selector }) => {
    const labels = Object.entries(selector ?? {});
    const others = labels.filter(([key]) => key !== podNameLabel);
    return labels.length > 0 && others.length === 0 ? {} : selectorOfLabels(Object.fromEntries(others));
  });
  return (workload) => select(workload.pod.labels).filter((service) => selectsPodsOf(service, workload));
}

/** Whether a Service selects pods of a workload; one may name a single pod of a StatefulSet by the label that its controller adds. */
function selectsPodsOf({ type, selector }: Service, { kind, name, pod }: Workload): boolean {
  if (type === 'ExternalName' || selector === null) return false;
  const named = Object.hasOwn(selector, podNameLabel) ? selector[podNameLabel] : undefined;
  const isOwn =
    kind === 'StatefulSet' && named?.startsWith(`${name}-`) === true && /^\d+$/.test(named.slice(name.length + 1));
  const labels: Labels = isOwn ? { ...pod.labels, [podNameLabel]: named } : pod.labels;
  return matchesLabels(selector, labels);
}

/** A container that answers a Service's port, and the name under which it declares that port. */
interface Answering {
  readonly container: Container;
  readonly declared: string | null;
}

/**
 * The containers that answer a Service's port; none when that cannot be told. A name is the first container's that declares it for the protocol,
 * sidecars last (FindPort in pkg/api/v1/pod/util.go). A number reaches whoever listens, declared or not: where nobody declares it, it is the only
 * container's, or the only one's whose own probe asks there.
 */
function whoAnswers({ target, protocol }: ServicePort, running: readonly Container[]): Answering[] {
  const declaring = (matches: (port: ContainerPort) => boolean): Answering[] =>
    running.flatMap((container) => {
      const port = container.ports.find((one) => one.protocol === protocol && matches(one));
      return port ? [{ container, declared: port.name }] : [];
    });

  if (!isNumeric(target)) {
    const named = declaring(({ name }) => name === target);
    return [...named.filter(({ container }) => container.role !== 'sidecar'), ...named].slice(0, 1);
  }
  const found = declaring(({ number }) => number === Number(target));
  if (found.length > 0) return found;
  const candidates = running.length === 1 ? running : running.filter((one) => probesPort(one, Number(target)));
  return candidates.length === 1 ? candidates.map((container) => ({ container, declared: null })) : [];
}

function probesPort({ readiness, liveness, startup }: Container, port: number): boolean {
  return [readiness, liveness, startup].some((probe) => probe !== null && probe.port === port && probe.host === null);
}

function isNumeric(target: number | string): boolean {
  return typeof target === 'number' || /^\d+$/.test(target);
}

/** Names of ports to scrape: `metrics`, `http-metrics`, `https-metrics1`, `prometheus`, `tcp-prom`, `telemetry`, `exporter`; what reloads a configuration has nothing else to say. */
function isMetricsName(name: string | number | null): boolean {
  return (
    typeof name === 'string' &&
    /metrics?|prometheus|exporter|^reloader|(^|-)(prom|telemetry|monitoring)(-|$)/.test(name)
  );
}

/**
 * Names of Services to scrape: they end in `metrics`, `exporter` or `telemetry`, or say `metrics-service`. `prometheus` and `metrics-server` are no such
 * names: those answer queries.
 */
function isMetricsService(name: string): boolean {
  return /(^|-)(metrics|exporter|telemetry)(-(service|svc|headless))?$/.test(name);
}

/** Whether a Service's port is there to be scraped, by its name, its target's or the Service's. */
function isForMetrics(service: Service, port: ServicePort): boolean {
  return isMetricsService(service.name) || isMetricsName(port.name) || isMetricsName(port.target);
}

/** kube-rbac-proxy stands in front of the metrics of the container beside it, behind a port that is mostly called https. */
function guardsMetrics({ name }: Container): boolean {
  return name.startsWith('kube-rbac-proxy');
}

const toolWords =
  'health healthz healthcheck liveness livez readiness readyz probe probes pprof profiling debug delve dlv'.split(' ');

/** Whether a declared port is, by its name, for more than scrapes, probes, profiles and debuggers. */
function isForTraffic({ name }: ContainerPort): boolean {
  return !isMetricsName(name) && !(name ?? '').split('-').some((word) => toolWords.includes(word));
}
