import type { LoadSharing } from '../../../analyses/load-sharing.ts';
import { starvedShares } from '../../../analyses/starved-shares.ts';
import type { WorkloadScaling } from '../../../analyses/workload-scaling.ts';
import type { Autoscaler } from '../../../estate/autoscaler.ts';
import { gap, notSeenToRun } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import type { Workload } from '../../../estate/workload.ts';
import {
  at,
  type Check,
  defineCheck,
  fault,
  here,
  notApplicable,
  type Outcome,
  pass,
  unseen,
} from '../../define-check.ts';
import { faultWords } from './fault-words.ts';

export const workloadAutoscaling: Check = defineCheck({
  answers: 'availability/workload-autoscaling',
  title: 'Workload autoscaling',
  question: 'Does the workload get more replicas by itself when its load grows?',
  why: 'A fixed number of replicas is right for one load only: a peak, or the loss of a zone, overloads those that are left until somebody adds more by hand.',
  fix: 'Give the workload a HorizontalPodAutoscaler with minReplicas of at least 2 and a maxReplicas that its peak needs, or a KEDA ScaledObject where it works through a queue, if its replicas can share the work.',
  needs: [
    'workloads',
    'autoscalers',
    'workloadScaling',
    'loadSharing',
    'containerResources',
    'servedContainers',
    'autoscalerTarget',
  ],
  reasons: {
    'switched-off': 'it is set to zero replicas, and no autoscaler wakes it',
    'keeps-state': 'it is no Deployment, so its replicas are not interchangeable and adding some is no answer to load',
    'owned': '{controller} made it and sets its replicas',
    'elects-leader': 'its replicas elect a leader ({sign}), and more of them do no more work',
    'is-a-store': 'it runs {image}, which keeps data of its own, and a further replica would not share them',
    'held-by-volume': 'its data lies on a volume that one node at a time can attach',
    'runs-alone': 'it runs one replica and replaces it as a whole (Recreate), so no second one may run beside it',
    'fixed-number': 'its tier may run a fixed number of replicas',
    'scales': 'its autoscaler {name} gets what it measures, and scales it',
    'autoscaler': 'what an autoscaler does is said of the workload that it scales',
    ...faultWords,
  },

  over: ({ workloads, autoscalers }) => [
    // How many pods an operator makes is the operator's business, unless it scales them by load.
    ...workloads.filter(
      ({ form, made }) => (form === 'Deployment' || form === 'StatefulSet') && (made === null || made.scalesByLoad),
    ),
    // One that follows the number of nodes is a workload itself.
    ...autoscalers.filter(({ minReplicas }) => minReplicas !== null),
  ],

  judge: {
    workload(workload, { workloadScaling: scaling, loadSharing, containerResources, servedContainers }) {
      const { scalers, rivals, conflicts } = scaling;
      const [first] = scalers;
      if (!first) return scaling.missing === null ? withoutScaler(workload, loadSharing) : unseen(scaling.missing);
      const { serves, unknown } = servedContainers;
      const { starved, unsure } = starvedShares(scalers, containerResources);
      const hangsOnServices = serves === null && scalers.some(losesRequests);
      const doubt = scaling.unsettled ?? (hangsOnServices ? unknown : null) ?? unsure ?? scaling.unsized;
      return [
        ...scalers.flatMap((one) => flawsOf(one, workload, scaling, serves)),
        ...starved.map(({ autoscaler, share: { resource, path }, container }) => {
          const evidence = [at(container, 'resources.requests'), at(autoscaler, path)];
          return fault('no-requests', ...evidence, { resource, container: container.name });
        }),
        ...(rivals.length > 0 ? [fault('two-autoscalers', ...rivals, { count: rivals.length })] : []),
        ...conflicts.map(({ autoscaler, by, share: { resource, path } }) =>
          fault('vpa-conflict', at(by), at(autoscaler, path), { resource }),
        ),
        ...(doubt ? [unseen(doubt)] : asTheyRun(scalers, first)),
      ];
    },

    // An autoscaler is a subject only for what no workload could say: that it scales none.
    autoscaler({ target }, { autoscalerTarget: { state, missing, namesake } }) {
      const named = `${target.kind}/${target.name} of ${target.apiVersion ?? 'the core group (no apiVersion is given)'}`;
      if (state === 'unscalable') return fault('target-cannot-scale', here('spec.scaleTargetRef'), { target: named });
      if (state === 'missing')
        return fault('target-missing', here('spec.scaleTargetRef'), ...(namesake ? [namesake] : []), { target: named });
      return missing === null ? notApplicable('autoscaler') : unseen(missing);
    },
  },
});

/** Whether what it measures is served, and so whether it ever scales, only the running platform tells. */
function notSeenToScale({ kind, name, namespace, holdsRequests }: Autoscaler) {
  const command = `kubectl describe hpa${namespace === notStated ? '' : ` -n ${namespace}`}`;
  return notSeenToRun(`scaling by ${kind}/${name}`, holdsRequests ? null : command);
}

/** What the API server says of the autoscalers of a workload: one that does not scale is a fault, and all of them have to. */
function asTheyRun(
  scalers: readonly Autoscaler[],
  first: Autoscaler,
): Outcome<'scales', 'does-not-scale' | 'at-its-most'>[] {
  const limited = scalers.flatMap((one) =>
    one.running?.limit === undefined
      ? []
      : [fault('at-its-most', at(one, 'status.conditions'), { limit: one.running.limit })],
  );
  const broken = scalers.find(({ running }) => running?.works === false) ?? null;
  const unsure = scalers.find(({ running }) => running?.works !== true) ?? null;
  const one = broken ?? unsure ?? first;
  const { running } = one;
  if (running === undefined) return [...limited, unseen(notSeenToScale(one))];
  const where = at(one, running.at, running.says);
  if (running.works === null)
    return [
      ...limited,
      unseen(gap('not-collected', `${one.kind}/${one.name}: ${running.says}, which does not decide whether it scales`)),
    ];
  return [
    ...limited,
    running.works
      ? pass('scales', where, { name: one.name })
      : fault('does-not-scale', where, { says: running.says, name: one.name }),
  ];
}

/** A workload that nothing scales: for good reason, or not. */
function withoutScaler({ replicas, replicasDeclared, replicasPath }: Workload, { hindrance, unknown }: LoadSharing) {
  if (hindrance) {
    const { why, path, value, names } = hindrance;
    return notApplicable(why, ...(path === null ? [] : [here(path, value)]), names);
  }
  if (unknown !== null) return unseen(unknown);
  const declared = here(replicasPath, replicasDeclared ? replicas : undefined);
  return [fault('no-autoscaler', declared), notApplicable('fixed-number')];
}

/** To scale to zero is the point of what works through a queue, and fatal for what serves, unless its requests wait. */
function losesRequests({ minReplicas, holdsRequests }: Autoscaler): boolean {
  return minReplicas === 0 && !holdsRequests;
}

/** What is wrong with one autoscaler of a workload; the number of one that follows the nodes is not known. */
function flawsOf(
  one: Autoscaler,
  { replicas, replicasPath }: Workload,
  { doubled }: WorkloadScaling,
  serves: boolean | null,
) {
  const { minReplicas: fewest, maxReplicas: most, heldAt } = one;
  if (fewest === null) return [];
  const isTooFew = fewest === 1 || (serves === true && losesRequests(one));
  const hasRoom = most === 'unbounded' || (most !== null && most > fewest);
  return [
    ...(isTooFew ? [fault('min-below-two', at(one, 'spec'), { fewest })] : []),
    ...(hasRoom ? [] : [fault('max-missing-or-equal', at(one, 'spec'), { fewest, most: most ?? 'none given' })]),
    ...(heldAt === null ? [] : [fault('never-scales-up', at(one, heldAt))]),
    ...(doubled.includes(one)
      ? [fault('replicas-fixed-too', here(replicasPath, replicas), one, { replicas: replicas ?? 0 })]
      : []),
  ];
}
