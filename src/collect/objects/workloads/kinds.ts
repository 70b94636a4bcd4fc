import type { KindLine } from '../kind-line.ts';
import { readPinnedPods } from '../data/pinned-pods.ts';
import { readRevisionScale } from '../../operators/knative.ts';
import { readAutoscaler, readScaledObject, readVerticalAutoscaler } from './autoscalers.ts';
import { readDisruptionBudget, readService, readVolumeClaim } from './companions.ts';
import { readAdmissionWebhook, readPriorityClass } from './degradation.ts';
import { readWorkload } from './workload.ts';

/** What makes pods from a template of its own. */
const podTemplateKinds: readonly string[] = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'extensions/Deployment',
  'extensions/DaemonSet',
  'extensions/ReplicaSet',
  '/ReplicationController',
  'argoproj.io/Rollout',
  'apps.openshift.io/DeploymentConfig',
  '/DeploymentConfig',
  'apps.kruise.io/CloneSet',
  'apps.kruise.io/StatefulSet',
  'apps.kruise.io/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  '/Pod',
];

/** Which facts are made of objects of this room. */
export const workloadsKinds: readonly KindLine[] = [
  {
    fact: 'workloads',
    read: readWorkload,
    of: podTemplateKinds,
  },
  { fact: 'statedPlaces', read: readPinnedPods, of: podTemplateKinds },
  {
    fact: 'autoscalers',
    read: readRevisionScale,
    of: ['serving.knative.dev/Service', 'serving.knative.dev/Configuration', 'serving.knative.dev/Revision'],
  },
  { fact: 'disruptionBudgets', read: readDisruptionBudget, of: ['policy/PodDisruptionBudget'] },
  { fact: 'autoscalers', read: readAutoscaler, of: ['autoscaling/HorizontalPodAutoscaler'] },
  { fact: 'autoscalers', read: readScaledObject, of: ['keda.sh/ScaledObject'] },
  { fact: 'priorityClasses', read: readPriorityClass, of: ['scheduling.k8s.io/PriorityClass'] },
  {
    fact: 'admissionWebhooks',
    read: readAdmissionWebhook,
    of: [
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    ],
  },
  { fact: 'verticalAutoscalers', read: readVerticalAutoscaler, of: ['autoscaling.k8s.io/VerticalPodAutoscaler'] },
  { fact: 'services', read: readService, of: ['/Service'] },
  { fact: 'volumeClaims', read: readVolumeClaim, of: ['/PersistentVolumeClaim'] },
];
