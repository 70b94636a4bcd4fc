import type { Container, PodTemplate, Probe } from '../estate/pod.ts';

/** The field of a container under which a probe stands. */
export type ProbeField = 'readinessProbe' | 'livenessProbe' | 'startupProbe';

/** A port that a probe asks, and where that is written. */
export interface ProbedPort {
  /** Path in the container: `livenessProbe.httpGet.port`. */
  readonly field: string;
  readonly port: number | string;
}

/** What a container's probes amount to. */
export interface ProbeFacts {
  /** Whether it has one that asks something: the API server refuses a probe without a question. */
  readonly hasReadiness: boolean;
  readonly hasLiveness: boolean;
  /** A readiness or liveness probe that is told to ask another host, which need not be the pod; null where none is. */
  readonly asksOther: { readonly field: ProbeField; readonly host: string } | null;
  /** Named ports that the container does not declare: the kubelet cannot resolve them, so the probe fails every time. */
  readonly missingNames: readonly ProbedPort[];
  /** Numbers that no container of the pod declares, where the probed container declares others. */
  readonly undeclaredNumbers: readonly ProbedPort[];
  /**
   * Seconds until a failure is noticed in the worst case: by readiness, which takes the container out of traffic, and by liveness where there is no
   * readiness. Liveness beside readiness is meant to be more patient. Null without either.
   */
  readonly detection: { readonly field: ProbeField; readonly seconds: number } | null;
  /** Seconds that a start may take before the liveness probe has the container killed; null when none does, or a startup probe holds it back. */
  readonly startSeconds: number | null;
  /** What points to a slow start; null without a sign. */
  readonly slowStart: string | null;
  /** Liveness asks the very same as readiness and gives up no later, so what should only take it out of traffic kills it. */
  readonly identical: boolean;
}

/** A readiness probe that waits this many seconds before its first question expects a slow start. */
const slowDelaySeconds = 30;

/** Reads a container's probes. */
export function probeFactsOf(container: Container, pod: PodTemplate): ProbeFacts {
  const [readiness, liveness, startup] = [
    asking(container.readiness),
    asking(container.liveness),
    asking(container.startup),
  ];
  const probes = [
    { field: 'readinessProbe', probe: readiness },
    { field: 'livenessProbe', probe: liveness },
    { field: 'startupProbe', probe: startup },
  ] as const;
  const asked = probes.flatMap(({ field, probe }) => {
    // With a host of its own a probe asks somebody else, of whose ports nothing is declared here.
    if (probe === null || probe.port === null || probe.host !== null) return [];
    return [{ field: `${field}.${probe.type}.port`, port: probe.port }];
  });
  const detecting = probes.slice(0, 2).find(({ probe }) => probe !== null);
  const slowReadiness = readiness !== null && readiness.initialDelaySeconds >= slowDelaySeconds;
  return {
    hasReadiness: readiness !== null,
    hasLiveness: liveness !== null,
    asksOther:
      probes.slice(0, 2).flatMap(({ field, probe }) => {
        const host = probe?.host ?? '';
        return host === '' || isOfNode(host, pod) ? [] : [{ field, host }];
      })[0] ?? null,
    missingNames: asked.filter(
      ({ port }) =>
        typeof port === 'string' && !/^\d+$/.test(port) && !container.ports.some(({ name }) => name === port),
    ),
    undeclaredNumbers: asked.filter(
      ({ port }) => typeof port === 'number' && container.ports.length > 0 && !isDeclared(port, pod),
    ),
    detection: detecting?.probe ? { field: detecting.field, seconds: detectionSeconds(detecting.probe) } : null,
    startSeconds:
      liveness === null || startup !== null ? null : liveness.initialDelaySeconds + patienceSeconds(liveness),
    slowStart:
      container.slowStartSign ??
      (slowReadiness ? `a readiness probe that waits ${readiness.initialDelaySeconds} s` : null),
    identical:
      readiness !== null &&
      liveness !== null &&
      readiness.asks === liveness.asks &&
      patienceSeconds(liveness) <= patienceSeconds(readiness),
  };
}

/**
 * The longest time from a failure to its notice. A container that fails right after a good answer is asked again one period later; the verdict
 * falls with the last of `failureThreshold` bad answers in a row, each of which may take the whole timeout: failureThreshold × period + timeout. A timeout
 * longer than the period delays the questions, which are never asked two at a time: the period counts once and the timeout for each question.
 */
export function detectionSeconds({ periodSeconds, timeoutSeconds, failureThreshold }: Probe): number {
  return periodSeconds + (failureThreshold - 1) * Math.max(periodSeconds, timeoutSeconds) + timeoutSeconds;
}

/** On the network of its node a pod is asked by the addresses of that, as those of the control plane are. */
function isOfNode(host: string, { hostNetwork }: PodTemplate): boolean {
  return hostNetwork && (host === 'localhost' || /^[\d.]+$|:/.test(host));
}

function asking(probe: Probe | null): Probe | null {
  return probe?.type === 'none' ? null : probe;
}

function patienceSeconds({ periodSeconds, failureThreshold }: Probe): number {
  return periodSeconds * failureThreshold;
}

function isDeclared(number: number, pod: PodTemplate): boolean {
  return pod.containers.some(({ ports }) => ports.some((port) => port.number === number));
}
