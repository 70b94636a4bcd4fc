import { type Json, objectOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

refuses(
  'a ResourceQuota',
  (change) => objectOf('v1', 'ResourceQuota', { spec: change }),
  [
    [{ hard: { pods: '-1' } }, 'spec.hard.pods: it is below zero'],
    [{ hard: { pods: '1500m' } }, 'spec.hard.pods: it must be a whole number'],
    [{ hard: { 'limits.gpu': 1 } }, 'spec.hard["limits.gpu"]: no quota counts this'],
    [{ hard: {}, scopes: ['besteffort'] }, 'spec.scopes[0]: expected Terminating'],
  ],
  [
    {
      hard: {
        'requests.cpu': '1500m',
        'count/deployments.apps': 4,
        'requests.nvidia.com/gpu': 1,
        'requests.hugepages-2Mi': '1Gi',
      },
    },
  ],
);

const limits = (...all: Json[]): Json => ({ limits: all.map((limit) => ({ type: 'Container', ...limit })) });
refuses(
  'a LimitRange',
  (change) => objectOf('v1', 'LimitRange', { spec: change }),
  [
    [limits({ type: 'container' }), 'limits[0].type: expected Container, Pod or'],
    [limits({ type: null }), 'limits[0].type: there is none'],
    [limits({}, {}), 'limits[1].type: two limits have this type'],
    [limits({ default: { cpu: 1 }, defaultRequest: { cpu: '2' } }), 'defaultRequest.cpu: it is more than default'],
    [limits({ min: { cpu: 2 }, max: { cpu: 1 } }), 'min.cpu: it is more than max'],
    [limits({ type: 'Pod', default: { cpu: 1 } }), 'default: of the type Pod there is none'],
  ],
  [
    limits(
      { default: { cpu: '1000m' }, defaultRequest: { cpu: 1 } },
      { type: 'Pod', max: { cpu: 1 } },
      { type: 'a.b/c' },
    ),
  ],
);
