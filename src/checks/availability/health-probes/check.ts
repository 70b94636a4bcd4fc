import { probeFactsOf } from '../../../analyses/probe-facts.ts';
import { probeFlaws } from '../../../analyses/probe-flaws.ts';
import { gap, type Gap } from '../../../estate/gap.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { brokenPods } from './broken-pods.ts';

/** A start that takes longer than this needs a startup probe, says the definition. */
const slowStartSeconds = 30;

export const healthProbes: Check = defineCheck({
  answers: 'availability/health-probes',
  title: 'Health probes',
  question: 'Does Kubernetes notice when a container that serves cannot serve any more?',
  why: 'Without a readiness probe a Service sends requests to pods that cannot answer; without a liveness probe a container that hangs is never restarted.',
  fix: 'Give each container that serves a readiness and a liveness probe.',
  needs: ['workloads', 'servedIfSeen', 'podHealth'],
  targets: ['worstCaseDetectionSeconds'],
  reasons: {
    'probed': 'probes tell when it cannot serve',
    'serves-nothing':
      'it serves nothing that a probe would guard: no Service reaches it but to scrape metrics, or there is none and it declares no other port',
    'none-ready': ['FFP', '{are}: {waits}', 'Look at what keeps its pods (`kubectl describe pod`): {look}.'],
    'crash-looping': [
      'FPa',
      '{count} of its {wanted} pods {end} again and again: {pod} waits in CrashLoopBackOff after {restarts} restarts',
      'Look at how its container ended (`kubectl logs --previous`, and lastState of the pod) and mend that.',
    ],
    'not-placed': [
      'PPa',
      '{count} of its {wanted} pods {fit} on no node, for more than a quarter of an hour',
      'Look at what keeps them (`kubectl describe pod`): {look}.',
    ],
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
  outages: ['none-ready', 'crash-looping', 'not-placed'],

  over: ({ workloads }) => workloads.filter(({ longRunning }) => longRunning),

  judge({ pod }, { servedIfSeen: { containers, serves, unknown }, podHealth }, { values, collectedAt }) {
    const limits = { slowStartSeconds, detectionSeconds: values.worstCaseDetectionSeconds };
    const judged = containers.map(({ container, services, ...one }) => {
      const probes = probeFactsOf(container, pod);
      const shows = [...services, ...(services.length > 0 ? [] : [here(`${container.path}.ports`)])];
      return { ...one, container, probes, shows, flaws: probeFlaws(probes, limits) };
    });
    const serving = judged.filter((one) => one.serves === true);
    // The readiness of a pod is that of all its containers together.
    const isReady = judged.some(({ probes }) => probes.hasReadiness);
    const faults = [
      ...(podHealth === null ? [] : brokenPods(podHealth, collectedAt)),
      ...(serves === true && !isReady
        ? [fault('no-readiness', here(`${pod.path}.containers`), ...new Set(serving.flatMap(({ shows }) => shows)))]
        : []),
      // It breaks the container whoever it serves.
      ...judged.flatMap(({ container, probes: { missingNames } }) =>
        missingNames
          .slice(0, 1)
          .map(({ field, port }) => fault('named-port-missing', at(container, field, port), { port })),
      ),
      ...serving.flatMap(({ container, flaws, shows }) =>
        flaws.map(({ is, field, value, numbers }) =>
          fault(is, at(container, field, value), ...(is === 'no-liveness' ? shows : []), numbers),
        ),
      ),
    ];
    const elsewhere = serves === false ? undefined : judged.find(({ probes }) => probes.asksOther !== null);
    const other = otherAsked(elsewhere?.probes ?? null);
    const isSound = isReady && other === null && judged.every(({ flaws }) => flaws.length === 0);
    const isFlawed = judged.some((one) => one.serves === null && one.flaws.length > 0);
    const hangs = isFlawed || (serves === null && (!isReady || other !== null));
    if (unknown !== null && hangs) return [...faults, unseen(unknown)];
    if (!isSound && serves !== true) return [...faults, notApplicable('serves-nothing')];
    if (other !== null) return [...faults, unseen(other)];
    const asked = judged.flatMap(({ container: { path, readiness, liveness } }) => [
      ...(readiness ? [here(`${path}.readinessProbe`)] : []),
      ...(liveness ? [here(`${path}.livenessProbe`)] : []),
    ]);
    return [...faults, pass('probed', ...asked)];
  },
});

/** What a probe says of a container that asks another host: nothing that a folder shows. */
function otherAsked(probes: Pick<ReturnType<typeof probeFactsOf>, 'asksOther'> | null): Gap | null {
  if (!probes?.asksOther) return null;
  const { field, host } = probes.asksOther;
  return gap('not-collected', `its ${field} asks the host ${host}; whether this pod answers there was not seen`);
}
