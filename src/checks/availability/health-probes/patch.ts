import type { Container, Probe } from '../../../estate/pod.ts';
import type { Workload } from '../../../estate/workload.ts';
import { definePatch, type Json, type Patch, set } from '../../define-patch.ts';
import { writtenAt } from '../../written-at.ts';

const made = 'its pods are made from what stands elsewhere';

export const healthProbePatches: readonly Patch[] = [
  definePatch({
    answers: 'availability/health-probes',
    fixes: ['identical-probes'],
    of: 'workload',
    needs: [],
    risk: null,
    make(workload, _known, { container: name }) {
      const container = containerOf(workload, name);
      if (typeof container === 'string') return container;
      const { readiness, liveness } = container;
      if (readiness === null || liveness === null) return 'it has not both probes';
      return [set(workload, `${container.path}.livenessProbe.failureThreshold`, morePatient(liveness, readiness))];
    },
  }),
  definePatch({
    answers: 'availability/health-probes',
    fixes: ['no-readiness'],
    of: 'workload',
    needs: ['servedIfSeen'],
    // What the liveness probe asks has to hold anyway: a container that fails it is killed.
    risk: null,
    make(workload, { servedIfSeen: { containers } }, { written }) {
      if (workload.made !== null || workload.templateOf !== null) return made;
      const serving = containers.filter(({ serves }) => serves === true).map(({ container }) => container);
      const [container, other] = serving;
      if (!container || other)
        return 'more than one of its containers serves, and one readiness probe speaks for all of them';
      const { liveness } = container;
      if (liveness === null || liveness.type !== 'httpGet' || liveness.host !== null)
        return 'no path is known at which it answers: none of its probes asks for one';
      if (liveness.failureThreshold < 2)
        return 'its liveness probe gives up at once, so no readiness probe could be sooner';
      const asked = writtenAt(written(workload), `${container.path}.livenessProbe`);
      if (!isFields(asked) || asked['httpGet'] === undefined)
        return 'its liveness probe is not written where it can be read';
      const { httpGet, periodSeconds, timeoutSeconds } = asked;
      return [
        set(workload, `${container.path}.readinessProbe`, {
          httpGet,
          ...(periodSeconds === undefined ? {} : { periodSeconds }),
          ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
          failureThreshold: liveness.failureThreshold - 1,
        } as Json),
      ];
    },
  }),
  definePatch({
    answers: 'availability/health-probes',
    fixes: ['no-liveness'],
    of: 'workload',
    needs: [],
    risk: 'where the path of its readiness probe also asks what the container depends on, it is restarted when that fails for long',
    make(workload, _known, { container: name, written }) {
      const container = containerOf(workload, name);
      if (typeof container === 'string') return container;
      const { readiness } = container;
      if (readiness === null || readiness.type !== 'httpGet' || readiness.host !== null)
        return 'no path is known at which it answers: none of its probes asks for one';
      if (container.slowStartSign !== null && container.startup === null)
        return `${container.slowStartSign} points to a slow start, which a liveness probe would end: give it a startup probe first`;
      const asked = writtenAt(written(workload), `${container.path}.readinessProbe`);
      if (!isFields(asked) || asked['httpGet'] === undefined)
        return 'its readiness probe is not written where it can be read';
      return [
        set(workload, `${container.path}.livenessProbe`, {
          ...asked,
          // Only the readiness probe may ask for more than one success.
          successThreshold: 1,
          failureThreshold: Math.max(6, 2 * readiness.failureThreshold),
        }),
      ];
    },
  }),
];

function containerOf({ made: maker, templateOf, pod }: Workload, name: string | null): Container | string {
  if (maker !== null || templateOf !== null) return made;
  return pod.containers.find((one) => one.name === name) ?? 'its container was not seen';
}

/** The fewest failures after which a liveness probe gives up later than the readiness probe, and twice as late at least. */
function morePatient(liveness: Probe, readiness: Probe): number {
  const seconds = readiness.failureThreshold * readiness.periodSeconds;
  return Math.max(liveness.failureThreshold + 1, Math.ceil((2 * seconds) / liveness.periodSeconds));
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
