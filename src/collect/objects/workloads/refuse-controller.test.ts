import { type Json, deploymentOf, objectOf, podLabels, podOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

refuses(
  'a Deployment',
  (change) => deploymentOf(podOf(), change),
  [
    [{ selector: undefined }, 'spec.selector: there is none'],
    [{ replicas: -1 }, 'spec.replicas: it is below zero'],
    [{ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }, 'it must be more than none'],
    [{ strategy: { rollingUpdate: { maxUnavailable: 'half' } } }, 'expected a whole number or a share'],
    [{ strategy: { rollingUpdate: { maxUnavailable: '101%' } } }, 'it is more than all, 100%'],
    [{ progressDeadlineSeconds: 5, minReadySeconds: 10 }, 'it must be more than minReadySeconds'],
  ],
  [
    { strategy: { rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } } },
    { strategy: { rollingUpdate: { maxSurge: '${X}' } } },
  ],
);

const controller = (kind: string) => (change: Json) => ({ ...deploymentOf(podOf(), change), kind });
refuses(
  'a DaemonSet',
  controller('DaemonSet'),
  [
    [{ updateStrategy: { rollingUpdate: { maxSurge: 1 } } }, 'maxUnavailable must be 0 beside it'],
    [{ updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } }, 'it must be more than none'],
  ],
  [{ updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }],
);
refuses(
  'a StatefulSet',
  controller('StatefulSet'),
  [[{ podManagementPolicy: 'parallel' }, 'expected OrderedReady or Parallel']],
  [{ podManagementPolicy: 'Parallel' }],
);
refuses(
  'a ReplicationController',
  (change) =>
    objectOf('v1', 'ReplicationController', {
      spec: { template: { metadata: { labels: podLabels }, spec: podOf() }, ...change },
    }),
  [[{ selector: { app: 'other' } }, 'spec.selector: it does not select the pods of its own template']],
  [{}, { selector: podLabels }],
);
refuses(
  'a Job',
  (change) =>
    objectOf('batch/v1', 'Job', { spec: { template: { spec: podOf({ restartPolicy: 'Never' }) }, ...change } }),
  [
    [{ completionMode: 'indexed' }, 'expected NonIndexed or Indexed'],
    [{ completionMode: 'Indexed' }, 'completions: there is none'],
    [{ selector: { matchLabels: podLabels } }, 'spec.selector: a Job selects its pods by itself'],
    [
      { selector: { matchLabels: podLabels }, manualSelector: false },
      'spec.selector: a Job selects its pods by itself',
    ],
    [
      { template: { spec: podOf({ restartPolicy: 'Never', activeDeadlineSeconds: 0 }) } },
      'spec.template.spec.activeDeadlineSeconds: it is a number of seconds from 1',
    ],
  ],
  [
    { completionMode: 'Indexed', completions: 3 },
    { selector: { matchLabels: podLabels }, manualSelector: true },
    { selector: {} },
    { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'a', 'job-name': 'a' } } },
    { activeDeadlineSeconds: 0 },
  ],
);
refuses(
  'a CronJob',
  (change) =>
    objectOf('batch/v1', 'CronJob', {
      spec: {
        schedule: '@daily',
        jobTemplate: { spec: { template: { spec: podOf({ restartPolicy: 'Never' }) }, ...change } },
      },
    }),
  [[{ selector: {} }, 'spec.jobTemplate.spec.selector: the Jobs of a CronJob select']],
  [{}],
);

refuses(
  'a PodDisruptionBudget',
  (change) =>
    objectOf('policy/v1', 'PodDisruptionBudget', { spec: { selector: { matchLabels: podLabels }, ...change } }),
  [
    [{ unhealthyPodEvictionPolicy: 'alwaysAllow' }, 'expected IfHealthyBudget or AlwaysAllow'],
    [{ minAvailable: 1, maxUnavailable: 1 }, 'it may not stand beside minAvailable'],
    [{ minAvailable: '1' }, 'expected a whole number or a share'],
  ],
  [{ minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' }, { maxUnavailable: '{{ .most }}' }],
);
