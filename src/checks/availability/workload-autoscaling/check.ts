import type { WorkloadScaling } from '../../../analyses/workload-scaling.ts';
import type { ContainerResources } from '../../../analyses/container-resources.ts';
import type { Autoscaler } from '../../../estate/autoscaler.ts';
import { elsewhere } from '../../../estate/gap.ts';
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

/** Kinds that others make, or whose replicas nobody moves on purpose any more. */
const plainSets = ['ReplicaSet', 'ReplicationController'];

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
    'containerResources',
    'servedContainers',
    'accountRights',
    'autoscalerTarget',
  ],
  reasons: {
    'autoscaled': 'its autoscaler keeps it between {fewest} and {most} replicas',
    'switched-off': 'it is set to zero replicas, and no autoscaler wakes it',
    'keeps-state': 'it is no Deployment, so its replicas are not interchangeable and adding some is no answer to load',
    'owned': '{controller} made it and sets its replicas',
    'elects-leader': 'its replicas elect a leader ({sign}), and more of them do no more work',
    'is-a-store': 'it runs {image}, which keeps data of its own, and a further replica would not share them',
    'held-by-volume': 'its data lies on a volume that one node at a time can attach',
    'runs-alone': 'it runs one replica and replaces it as a whole (Recreate), so no second one may run beside it',
    'fixed-number': 'its tier may run a fixed number of replicas',
    'autoscaler': 'what an autoscaler does is said of the workload that it scales',
    'no-autoscaler': ['Paa', 'nothing adds replicas to it when its load grows'],
    'min-below-two': [
      'FPa',
      'the minimum of its autoscaler is {fewest}, so at quiet times nothing is left when one node goes',
      'Set the minimum of its autoscaler to at least 2 (minReplicas, or minReplicaCount of a ScaledObject): as many as still carry the load when a zone is lost.',
    ],
    'no-requests': [
      'FFa',
      'its autoscaler goes by a share of the {resource} that its containers request, and {container} requests none, so it never scales',
      'Write resources.requests.{resource} into the container {container}, or let the autoscaler go by an average value or a metric of its own.',
    ],
    'max-missing-or-equal': [
      'aaa',
      'its autoscaler has no room to add a replica: at most {most}, at least {fewest}',
      'Set the maximum of its autoscaler well above the minimum.',
    ],
    'never-scales-up': [
      'PPa',
      'its autoscaler is told to add no replica',
      'Remove what holds the autoscaler: selectPolicy: Disabled of its scaleUp behaviour, or the paused annotation of a ScaledObject.',
    ],
    'replicas-fixed-too': [
      'PPa',
      'it declares {replicas} replicas beside its autoscaler, so each apply takes away, or adds, what the autoscaler decided',
      'Remove spec.replicas from the workload; the autoscaler sets it.',
    ],
    'two-autoscalers': [
      'FFa',
      '{count} autoscalers set its replicas, and each undoes what the other did or refuses to work',
      'Keep one of its autoscalers, with the metrics of all.',
    ],
    'vpa-conflict': [
      'FFa',
      'a vertical autoscaler sets the {resource} requests of which its autoscaler measures a share, so each moves what the other goes by',
      'Set updateMode: "Off" on the VerticalPodAutoscaler, take {resource} out of its controlledResources, or let the other autoscaler go by another metric.',
    ],
    'target-missing': [
      'FFa',
      'there is no {target} in its namespace, so it scales nothing',
      'Write the apiVersion, kind and name of a workload that is there into scaleTargetRef, or delete the autoscaler.',
    ],
    'target-cannot-scale': [
      'FFa',
      'it is to scale {target}, and objects of that kind have no replicas to set',
      'Point scaleTargetRef at a Deployment or a StatefulSet, or delete the autoscaler.',
    ],
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
    workload(workload, { workloadScaling: scaling, containerResources, servedContainers }) {
      const [first] = scaling.scalers;
      if (!first) return scaling.missing === null ? withoutScaler(workload, scaling) : unseen(scaling.missing);
      const fewest = Math.min(...scaling.scalers.map((one) => one.minReplicas ?? Number.POSITIVE_INFINITY));
      // To scale to zero is the point of what works through a queue, and fatal for what serves.
      const serves = servedContainers.serves;
      const hangsOnService =
        serves === null &&
        scaling.scalers.some(({ minReplicas, holdsRequests }) => minReplicas === 0 && !holdsRequests);
      const { faults: starved, unsure } = starvedOf(scaling.scalers, containerResources);
      return [
        ...scaling.scalers.flatMap((one) => flawsOf(one, workload, serves)),
        ...starved,
        ...(scaling.rivals.length > 0
          ? [fault('two-autoscalers', ...scaling.rivals, { count: scaling.rivals.length })]
          : []),
        ...scaling.conflicts.map(({ autoscaler, by, share: { resource, path } }) =>
          fault('vpa-conflict', at(by), at(autoscaler, path), { resource }),
        ),
        fewest === Number.POSITIVE_INFINITY
          ? unseen(elsewhere(`the number of nodes and cores decides how many replicas ${first.name} gives it`))
          : !scaling.settled
            ? unseen('autoscalers')
            : hangsOnService && servedContainers.unknown !== null
              ? unseen(servedContainers.unknown)
              : unsure
                ? unseen('limitRanges')
                : scaling.unsized !== null
                  ? unseen(scaling.unsized)
                  : pass('autoscaled', first, {
                      fewest,
                      most: typeof first.maxReplicas === 'number' ? first.maxReplicas : 'any number of',
                    }),
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

type Idle =
  | 'switched-off'
  | 'keeps-state'
  | 'owned'
  | 'elects-leader'
  | 'is-a-store'
  | 'held-by-volume'
  | 'runs-alone'
  | 'fixed-number';

/** A workload that nothing scales: for good reason, or not. */
function withoutScaler(
  workload: Workload,
  { heldAt, unheld }: WorkloadScaling,
): Outcome<Idle, 'no-autoscaler'> | Outcome<Idle, 'no-autoscaler'>[] {
  const { kind, form, controller, replicas, replicasDeclared, replicasPath, updateStrategy, pod } = workload;
  if (controller !== null) return notApplicable('owned', { controller });
  if (replicas === 0) return notApplicable('switched-off', here(replicasPath, 0));
  if (form !== 'Deployment' || plainSets.includes(kind)) return notApplicable('keeps-state');
  const elector = pod.containers.find(({ leaderElectionSign }) => leaderElectionSign !== null);
  if (elector) return notApplicable('elects-leader', here(elector.path), { sign: elector.leaderElectionSign ?? '' });
  const store = pod.containers.find(({ role, storeSign }) => role !== 'init' && storeSign !== null);
  if (store) return notApplicable('is-a-store', here(`${store.path}.image`), { image: store.storeSign ?? '' });
  if (heldAt !== null) return notApplicable('held-by-volume', here(heldAt));
  if (replicas === 1 && updateStrategy === 'Recreate') return notApplicable('runs-alone', here('spec.strategy.type'));
  if (unheld !== null) return unseen(unheld);
  return [
    fault('no-autoscaler', here(replicasPath, replicasDeclared ? replicas : undefined)),
    notApplicable('fixed-number'),
  ];
}

type Flaw = 'min-below-two' | 'max-missing-or-equal' | 'never-scales-up' | 'replicas-fixed-too';

/** What is wrong with one autoscaler of a workload. */
function flawsOf(
  one: Autoscaler,
  { replicas, replicasDeclared, replicasPath, places }: Workload,
  serves: boolean | null,
): Outcome<never, Flaw>[] {
  const { minReplicas: fewest, maxReplicas: most, heldAt } = one;
  if (fewest === null) return [];
  const isFixed = replicasDeclared && replicas !== 0 && one.places.some((place) => places.includes(place));
  return [
    ...(fewest === 1 || (fewest === 0 && serves === true && !one.holdsRequests)
      ? [fault('min-below-two', at(one, 'spec'), { fewest })]
      : []),
    ...(most !== 'unbounded' && (most === null || most <= fewest)
      ? [fault('max-missing-or-equal', at(one, 'spec'), { fewest, most: most ?? 'none given' })]
      : []),
    ...(heldAt === null ? [] : [fault('never-scales-up', at(one, heldAt))]),
    ...(isFixed ? [fault('replicas-fixed-too', here(replicasPath, replicas), one, { replicas: replicas ?? 0 })] : []),
  ];
}

/** The containers that request nothing of what an autoscaler takes a share of. An amount of zero is one, to the autoscaler. */
function starvedOf(
  scalers: readonly Autoscaler[],
  { containers, unsure }: ContainerResources,
): { readonly faults: Outcome<never, 'no-requests'>[]; readonly unsure: boolean } {
  const shares = scalers.flatMap((scaler) => scaler.shares.map((share) => ({ scaler, ...share })));
  const faults = shares.flatMap(({ scaler, resource, container: only, path }) =>
    containers
      .filter(({ container, lacks }) => {
        const counts = container.role !== 'init' && (only === null || container.name === only);
        return (
          counts && lacks.some((one) => one === `${resource}-request`) && !Object.hasOwn(container.requests, resource)
        );
      })
      .map(({ container }) =>
        fault('no-requests', at(container, 'resources.requests'), at(scaler, path), {
          resource,
          container: container.name,
        }),
      ),
  );
  return { faults, unsure: shares.some(({ resource }) => [...unsure].some((one) => one === `${resource}-request`)) };
}
