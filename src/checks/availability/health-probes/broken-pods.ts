import type { PodHealth } from '../../../analyses/pod-health.ts';
import { gap, type Gap } from '../../../estate/gap.ts';
import { parseInstant } from '../../../estate/instant.ts';
import type { RunningPod } from '../../../estate/running-pod.ts';
import { at, type Evidence, fault, type Outcome, unseen } from '../../define-check.ts';

/** As often a container is started again, and yet waits for the next start, when it does not come up by itself. */
const manyRestarts = 10;

/** For as long a pod may wait for a node that is being added, in milliseconds. */
const patience = 900_000;

/** What the pods of a workload say of themselves: probes are of no use to those that do not run, which those that were not seen may be. */
export function brokenPods(
  { hidden, wanted, isDown, isOverdue, pods }: PodHealth,
  now: string,
): Outcome<never, 'none-ready' | 'crash-looping' | 'not-placed'>[] {
  if (hidden !== null) return [unseen(hidden)];
  if (isDown) {
    const why = (pod: RunningPod): string | null => reasonOf(pod, now) ?? (isOverdue ? lateBy(pod, now) : null);
    const stuck = pods.filter((pod) => why(pod) !== null);
    if (stuck.length === 0) return [unseen(pods.length === 0 ? notMade : notReady(pods, wanted, now))];
    const are = wanted === 1 ? 'its pod is not ready' : `none of its ${wanted} pods is ready`;
    // What its containers say is no help where none of them was ever started.
    const isNowhere = stuck.every((pod) => why(pod) === unplaced);
    return [
      fault('none-ready', ...shown(stuck), { are, waits: waitsOf(stuck, why), look: isNowhere ? atNodes : atEnds }),
    ];
  }
  const looping = pods
    .filter(({ waitsFor, restarts }) => waitsFor === 'CrashLoopBackOff' && restarts >= manyRestarts)
    .toSorted((a, b) => b.restarts - a.restarts || (a.name < b.name ? -1 : 1));
  const nowhere = pods.filter((pod) => pod.waitsFor === null && reasonOf(pod, now) === unplaced);
  return [...loopingOf(looping, wanted), ...nowhereOf(nowhere, wanted)];
}

function loopingOf(looping: readonly RunningPod[], wanted: number): Outcome<never, 'crash-looping'>[] {
  const [worst] = looping;
  if (!worst) return [];
  const { name: pod, restarts } = worst;
  const count = looping.length;
  const end = count === 1 ? 'ends' : 'end';
  return [fault('crash-looping', ...shown(looping), { count, wanted, end, pod, restarts })];
}

function nowhereOf(nowhere: readonly RunningPod[], wanted: number): Outcome<never, 'not-placed'>[] {
  const { length: count } = nowhere;
  if (count === 0) return [];
  const fit = count === 1 ? 'fits' : 'fit';
  return [fault('not-placed', ...shown(nowhere), { count, wanted, fit, look: atNodes })];
}

/** What is known of pods of which none is ready, and of which nothing shows that they do not get ready by themselves. */
function notReady(pods: readonly RunningPod[], wanted: number, now: string): Gap {
  const are = wanted === 1 ? 'its pod is not ready' : `none of its ${wanted} pods is ready`;
  const { length: nowhere } = pods.filter(({ heldUp }) => heldUp === unplaced);
  if (nowhere > 0)
    return gap(
      'not-collected',
      `${are}: ${nowhere} ${nowhere === 1 ? 'fits' : 'fit'} on no node, for less than a quarter of an hour; a node may be on its way`,
    );
  const isYoung = pods.some(({ createdAt }) => !isOld(createdAt, now));
  return gap(
    'not-collected',
    isYoung
      ? `${are}, and nothing says what keeps ${wanted === 1 ? 'it' : 'them'}: a start may have just begun`
      : `${are}, long after the start; what the probes are answered, the events of the pods say (\`kubectl describe pod\`)`,
  );
}

const notMade = gap(
  'not-collected',
  'it asks for pods, and none of it is there: whether it is paused, or something keeps them from being made, its state and events say (`kubectl describe`)',
);

const unplaced = 'Unschedulable';
const late = 'late';

const atNodes =
  'compare its requests, nodeSelector, affinity and tolerations with the room, the labels and the taints of the nodes, and see that the claims it names are there and bound';
const atEnds = 'mend what its containers say (`kubectl logs --previous`), or roll back what was last changed';

/** Why a pod does not get ready by itself; null: it may. */
function reasonOf({ waitsFor, heldUp, restarts, lastEnd, createdAt }: RunningPod, now: string): string | null {
  if (waitsFor !== null) return waitsFor;
  if (heldUp === unplaced && isOld(createdAt, now)) return heldUp;
  return restarts >= manyRestarts ? lastEnd : null;
}

/** Why a pod is not ready whose controller waits for it no longer; null: it may have been made anew since then. */
function lateBy({ heldUp, createdAt }: RunningPod, now: string): string | null {
  if (heldUp === unplaced) return heldUp;
  return isOld(createdAt, now) ? late : null;
}

function isOld(createdAt: string | null, now: string): boolean {
  return createdAt !== null && (parseInstant(now) ?? 0) - (parseInstant(createdAt) ?? Infinity) > patience;
}

function waitsOf(stuck: readonly RunningPod[], why: (pod: RunningPod) => string | null): string {
  return [...Map.groupBy(stuck, (pod) => why(pod) ?? '')]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, pods]) => {
      const restarts = pods.reduce((sum, one) => sum + one.restarts, 0);
      const after = restarts > 0 ? ` after ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : '';
      const { length: count } = pods;
      if (reason === unplaced) return `${count} ${count === 1 ? 'fits' : 'fit'} on no node`;
      if (reason === late) return `${count} did not get ready in the time that the rollout was given`;
      return `${count} ${count === 1 ? 'is' : 'are'} in ${reason}${after}`;
    })
    .join(', ');
}

function shown(pods: readonly RunningPod[]): Evidence[] {
  return pods.slice(0, 3).map((pod) => at(pod, 'status'));
}
