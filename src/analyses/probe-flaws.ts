import type { ProbeFacts, ProbeField } from './probe-facts.ts';

/** The field of a container that a flaw stands in, and what stands there where that is to be shown. */
interface FlawedField {
  readonly field: string;
  readonly value?: number | string;
}

/** Something wrong with the probes of a container that serves, with the numbers that tell how wrong. */
export type ProbeFlaw = FlawedField &
  (
    | { readonly is: 'no-liveness' | 'identical-probes'; readonly numbers: Readonly<Record<never, never>> }
    | { readonly is: 'no-startup'; readonly numbers: { readonly seconds: number; readonly sign: string } }
    | { readonly is: 'numeric-port-undeclared'; readonly numbers: { readonly port: number | string } }
    | {
        readonly is: 'slow-detection';
        readonly numbers: { readonly probe: ProbeField; readonly seconds: number; readonly allowed: number };
      }
  );

/** How long things may take. */
export interface ProbeLimits {
  /** A start that takes longer needs a startup probe. */
  readonly slowStartSeconds: number;
  /** The longest from a failure to its notice; undefined: none is promised. */
  readonly detectionSeconds: number | undefined;
}

/** What is wrong with the probes of a container, if it serves. */
export function probeFlaws(probes: ProbeFacts, limits: ProbeLimits): readonly ProbeFlaw[] {
  const { hasLiveness, startSeconds, slowStart, identical, undeclaredNumbers, detection } = probes;
  const flaws: ProbeFlaw[] = [];
  if (!hasLiveness) flaws.push({ is: 'no-liveness', field: 'livenessProbe', numbers: {} });
  if (startSeconds !== null && startSeconds <= limits.slowStartSeconds && slowStart !== null)
    flaws.push({
      is: 'no-startup',
      field: 'livenessProbe',
      numbers: { seconds: startSeconds, sign: slowStart },
    });
  if (identical) flaws.push({ is: 'identical-probes', field: 'livenessProbe', numbers: {} });
  // Probes of one container mostly ask the same port: once is enough to say it.
  const [undeclared] = undeclaredNumbers;
  if (undeclared) {
    const { field, port } = undeclared;
    flaws.push({ is: 'numeric-port-undeclared', field, value: port, numbers: { port } });
  }
  const allowed = limits.detectionSeconds;
  if (detection !== null && allowed !== undefined && detection.seconds > allowed) {
    const { field, seconds } = detection;
    flaws.push({ is: 'slow-detection', field, numbers: { probe: field, seconds, allowed } });
  }
  return flaws;
}
