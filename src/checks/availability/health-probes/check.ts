import { type ProbeFacts, probeFactsOf } from '../../../analyses/probe-facts.ts';
import type { ServedContainer } from '../../../analyses/served-containers.ts';
import type { Container } from '../../../estate/pod.ts';
import type { Service } from '../../../estate/service.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  type Outcome,
  pass,
  unseen,
} from '../../define-check.ts';

/** A start that takes longer than this needs a startup probe, says the definition. */
const slowStartSeconds = 30;

export const healthProbes: Check = defineCheck({
  answers: 'availability/health-probes',
  title: 'Health probes',
  question: 'Does Kubernetes notice when a container that serves cannot serve any more?',
  why: 'Without a readiness probe a Service sends requests to pods that cannot answer; without a liveness probe a container that hangs is never restarted.',
  fix: 'Give each container that serves a readiness and a liveness probe.',
  needs: ['workloads', 'servedContainers'],
  targets: ['worstCaseDetectionSeconds'],
  reasons: {
    'probed': 'probes tell when it cannot serve',
    'serves-nothing':
      'it serves nothing that a probe would guard: no Service reaches it but to scrape metrics, or there is none and it declares no other port',
    'no-readiness': [
      'FFP',
      'it serves, and no container has a readiness probe',
      'Add a readinessProbe to the container that serves, on a path or port that answers only while it can do what its callers need.',
    ],
    'no-liveness': [
      'FPa',
      'it serves without a liveness probe, so a container that hangs is never restarted',
      'Add a livenessProbe that asks the process itself and none of its dependencies, and that gives up later than the readiness probe.',
    ],
    'no-startup': [
      'Paa',
      'its liveness probe kills a start of more than {seconds} s, and {sign} points to a slow one',
      'Add a startupProbe whose failureThreshold times periodSeconds is longer than the slowest start; the liveness probe then waits for it.',
    ],
    'identical-probes': [
      'Paa',
      'its liveness probe asks the same as its readiness probe and gives up no later, so a container that is only busy is killed',
      'Raise the failureThreshold of the livenessProbe above that of the readinessProbe, or let it ask the process alone.',
    ],
    'named-port-missing': [
      'FFF',
      'a probe asks the port named {port}, which its container does not declare, so it fails every time',
      'Declare a port named {port} in the container of the probe, or let the probe ask a port that it declares.',
    ],
    'numeric-port-undeclared': [
      'aaa',
      'a probe asks port {port}, and no container declares it',
      'Check that the container listens on port {port}, and declare it under ports so that readers can see it.',
    ],
    'slow-detection': [
      'Paa',
      'its {probe} takes up to {seconds} s to notice a failure, and its tier promises {allowed} s',
      'Shorten periodSeconds of the {probe}, so that failureThreshold times periodSeconds plus timeoutSeconds is at most {allowed}; leave a slow start to a startupProbe.',
    ],
  },

  over: ({ workloads }) => workloads.filter(({ longRunning }) => longRunning),

  judge(
    { pod },
    { servedContainers: { containers, serves, unknown } },
    { values: { worstCaseDetectionSeconds: allowed } },
  ) {
    const judged = containers.map((one) => ({ ...one, probes: probeFactsOf(one.container, pod) }));
    const isReady = judged.some(({ probes }) => probes.hasReadiness);
    const flaws = judged.map((one) => ({ serves: one.serves, faults: flawsOf(one, one.probes, allowed) }));

    const faults = [
      // The container is left to the evidence's path: the readiness of a pod is that of all its containers together.
      ...(serves === true && !isReady
        ? [
            fault(
              'no-readiness',
              here(`${pod.path}.containers`),
              ...new Set(judged.filter((one) => one.serves === true).flatMap(whatServes)),
            ),
          ]
        : []),
      // It breaks the container whoever it serves.
      ...judged.flatMap(({ container, probes }) =>
        probes.missingNames
          .slice(0, 1)
          .map(({ field, port }) => fault('named-port-missing', at(container, field, port), { port })),
      ),
      ...flaws.flatMap((one) => (one.serves === true ? one.faults : [])),
    ];
    const sound = isReady && flaws.every((one) => one.faults.length === 0);
    if (
      !sound &&
      unknown !== null &&
      (flaws.some((one) => one.serves === null && one.faults.length > 0) || (serves === null && !isReady))
    ) {
      return [...faults, unseen(unknown)];
    }
    const asked = judged.flatMap(({ container }) => probesOf(container));
    return [...faults, sound || serves === true ? pass('probed', ...asked) : notApplicable('serves-nothing')];
  },
});

/** Of the pod, not of its container: a pass is said of all containers together. */
function probesOf({ path, readiness, liveness }: Container): Evidence[] {
  const fields = [readiness && 'readinessProbe', liveness && 'livenessProbe'];
  return fields.filter((field) => field !== null).map((field) => here(`${path}.${field}`));
}

/** What shows that a container serves: the Services that reach it, or the ports that it declares. */
function whatServes({ container, services }: ServedContainer): readonly (Service | Evidence)[] {
  return services.length > 0 ? services : [here(`${container.path}.ports`)];
}

type Flaw = 'no-liveness' | 'no-startup' | 'identical-probes' | 'numeric-port-undeclared' | 'slow-detection';

/** What is wrong with the probes of a container, if it serves. */
function flawsOf(served: ServedContainer, probes: ProbeFacts, allowed: number | undefined): Outcome<never, Flaw>[] {
  const { container } = served;
  const { hasLiveness, startSeconds, slowStart, identical, undeclaredNumbers, detection } = probes;
  return [
    ...(hasLiveness ? [] : [fault('no-liveness', at(container, 'livenessProbe'), ...whatServes(served))]),
    ...(startSeconds !== null && startSeconds <= slowStartSeconds && slowStart !== null
      ? [fault('no-startup', at(container, 'livenessProbe'), { seconds: startSeconds, sign: slowStart })]
      : []),
    ...(identical ? [fault('identical-probes', at(container, 'livenessProbe'))] : []),
    ...undeclaredNumbers
      .slice(0, 1)
      .map(({ field, port }) => fault('numeric-port-undeclared', at(container, field, port), { port })),
    ...(detection !== null && allowed !== undefined && detection.seconds > allowed
      ? [
          fault('slow-detection', at(container, detection.field), {
            probe: detection.field,
            seconds: detection.seconds,
            allowed,
          }),
        ]
      : []),
  ];
}
