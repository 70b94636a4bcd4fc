import { type Json, objectOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

const cpu = (target: Json): Json => ({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] });
const half = { type: 'Utilization', averageUtilization: 50 };
const scaleDown = (rules: Json): Json => ({ behavior: { scaleDown: rules } });
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ledger' };

refuses(
  'a HorizontalPodAutoscaler',
  (change) =>
    objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 9, ...change } }),
  [
    [{ maxReplicas: null }, 'spec.maxReplicas: there is none'],
    [{ maxReplicas: 0 }, 'spec.maxReplicas: it must be at least 1'],
    [{ minReplicas: 10 }, 'spec.maxReplicas: it is 9, which is below minReplicas, 10'],
    [{ minReplicas: 0 }, 'spec.minReplicas: without a metric of the type Object or External'],
    [{ minReplicas: -1 }, 'spec.minReplicas: it is below zero'],
    [{ metrics: [{}] }, 'metrics[0].type: there is none'],
    [{ metrics: [{ type: 'resource' }] }, 'metrics[0].type: expected Resource'],
    [{ metrics: [{ type: 'Resource' }] }, 'metrics[0].resource: there is none'],
    [
      { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: half }, pods: {} }] },
      'only resource may stand here',
    ],
    [cpu({ type: 'Utilization' }), 'target.averageUtilization: there is none'],
    [cpu({ type: 'utilization', averageUtilization: 50 }), 'target.type: expected Utilization, Value or'],
    [cpu({ type: 'Utilization', averageUtilization: 0 }), 'averageUtilization: it must be at least 1'],
    [cpu({ type: 'AverageValue', averageValue: '0' }), 'averageValue: it must be more than zero'],
    [cpu({ ...half, averageValue: '1' }), 'averageValue: it may not stand beside averageUtilization'],
    [{ scaleTargetRef: { kind: 'Deployment' } }, 'spec.scaleTargetRef.name: there is none'],
    [{ scaleTargetRef: { name: 'ledger' } }, 'spec.scaleTargetRef.kind: there is none'],
    [{ scaleTargetRef: { kind: 'Deployment', name: 'a/b' } }, 'spec.scaleTargetRef.name: it has a / or %'],
    [scaleDown({ stabilizationWindowSeconds: 4000 }), 'it is a number of seconds from 0 to 3600'],
    [scaleDown({ selectPolicy: 'max' }), 'selectPolicy: expected Max, Min or Disabled'],
    [scaleDown({ policies: [] }), 'policies: there is none'],
    [scaleDown({ policies: [{ type: 'pods', value: 1, periodSeconds: 9 }] }), 'type: expected Pods or Percent'],
    [scaleDown({ policies: [{ type: 'Pods', value: 0, periodSeconds: 9 }] }), 'value: it must be at least 1'],
    [scaleDown({ policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] }), 'seconds from 1 to 1800'],
  ],
  [
    cpu(half),
    { minReplicas: 0, metrics: [{ type: 'External', external: { target: { type: 'Value', value: 1 } } }] },
    scaleDown({ stabilizationWindowSeconds: 0 }),
    { maxReplicas: '${MOST}' },
    { scaleTargetRef: {} },
    { scaleTargetRef: { kind: 'Deployment', name: '${NAME}' } },
  ],
);
