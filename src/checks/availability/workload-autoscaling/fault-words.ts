import type { ReasonWords } from '../../define-check.ts';

type ScalingFault =
  | 'no-autoscaler'
  | 'min-below-two'
  | 'no-requests'
  | 'max-missing-or-equal'
  | 'never-scales-up'
  | 'replicas-fixed-too'
  | 'two-autoscalers'
  | 'vpa-conflict'
  | 'does-not-scale'
  | 'at-its-most'
  | 'target-missing'
  | 'target-cannot-scale';

/** What is said of a workload that nothing scales, or that its autoscaler does not scale well, and of an autoscaler without a workload. */
export const faultWords: Readonly<Record<ScalingFault, ReasonWords>> = {
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
  'does-not-scale': [
    'FPa',
    'its autoscaler {name} does not scale it: {says}',
    'Let kubectl describe hpa say what is missing: most often what serves the metric (metrics-server, an adapter, KEDA), or requests of the containers.',
  ],
  'at-its-most': [
    'Paa',
    'its load wants more replicas than its autoscaler may give it: {limit}',
    'Raise the maximum of its autoscaler, or give each replica more room.',
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
};
