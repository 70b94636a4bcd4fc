import { type Json, deploymentOf, objectOf, podLabels, podOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

const zone = 'topology.kubernetes.io/zone';
const exec = { command: ['true'] };
const mounted = (mounts: Json[], volume: Json = { emptyDir: {} }): Json => ({
  ...podOf({ volumes: [{ name: 'v', ...volume }] }, { volumeMounts: mounts.map((mount) => ({ name: 'v', ...mount })) }),
});
const neighbours = (wish: Json): Json => ({ affinity: { podAntiAffinity: wish } });
const nodes = (wish: Json): Json => ({ affinity: { nodeAffinity: wish } });
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const condition = (of: Json): Json => nodes({ [required]: { nodeSelectorTerms: [{ matchExpressions: [of] }] } });
const spread = { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: 'DoNotSchedule' };
const spreads = (...changes: Json[]): Json => ({
  topologySpreadConstraints: changes.map((change) => ({ ...spread, ...change })),
});
const init = (container: Json): Json => ({ initContainers: [{ name: 'first', image: 'a', ...container }] });

refuses(
  'a pod',
  (change) => deploymentOf(podOf(change)),
  [
    [mounted([{}]), 'volumeMounts[0].mountPath: there is none'],
    [mounted([{ mountPath: '/a' }, { mountPath: '/a' }]), 'volumeMounts[1].mountPath: two volumes are mounted here'],
    [mounted([{ mountPath: '/a', subPath: '../b' }]), 'subPath: it leads out of the volume'],
    [mounted([{ mountPath: '/a', subPath: '/b' }]), 'subPath: it leads out of the volume'],
    [mounted([], { name: 'V_1' }), 'volumes[0].name: a name has small letters'],
    [mounted([], { configMap: {} }), 'volumes[0].configMap.name: there is none'],
    [mounted([], { secret: {} }), 'volumes[0].secret.secretName: there is none'],
    [mounted([], { persistentVolumeClaim: {} }), 'volumes[0].persistentVolumeClaim.claimName: there is none'],
    [mounted([], { hostPath: { path: '/a/../b' } }), 'hostPath.path: it may not lead upwards'],
    [mounted([], { configMap: { name: 'a', defaultMode: 1000 } }), 'defaultMode: it is a mode from 0 to 0777'],
    [
      mounted([], { configMap: { name: 'a', items: [{ key: 'a', path: '../b' }] } }),
      'items[0].path: it must be a path',
    ],
    [
      mounted([], { secret: { secretName: 'a', items: [{ key: 'a', path: '/b' }] } }),
      'items[0].path: it must be a path',
    ],
    [
      mounted([], { secret: { secretName: 'a', items: [{ key: 'a', path: '..b' }] } }),
      'path: it must be a path within',
    ],
    [
      mounted([], { secret: { secretName: 'a', items: [{ key: 'a', path: 'a/..' }] } }),
      'path: it must be a path within',
    ],
    [mounted([], { configMap: { name: 'a', items: [{ path: 'b' }] } }), 'configMap.items[0].key: there is none'],
    [mounted([], { configMap: { name: 'a', items: [{ key: 'b' }] } }), 'configMap.items[0].path: there is none'],
    [
      mounted([], { projected: { sources: [{ secret: { name: 'a', items: [{ key: 'a', path: 'b/../../c' }] } }] } }),
      'projected.sources[0].secret.items[0].path: it must be a path within the volume',
    ],
    [mounted([], { emptyDir: { sizeLimit: '-1Gi' } }), 'emptyDir.sizeLimit: it is below zero'],
    [mounted([], { hostPath: { path: '/a', type: 'Folder' } }), 'hostPath.type: expected BlockDevice'],
    [{ runtimeClassName: 'Kata_1' }, 'runtimeClassName: a name has small letters'],
    [spreads({ maxSkew: undefined }), 'topologySpreadConstraints[0].maxSkew: there is none'],
    [spreads({ topologyKey: '' }), 'topologySpreadConstraints[0].topologyKey: there is none'],
    [spreads({ whenUnsatisfiable: null }), 'topologySpreadConstraints[0].whenUnsatisfiable: there is none'],
    [spreads({}, {}), 'topologySpreadConstraints[1]: two constraints have this topologyKey'],
    [spreads({ whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }), 'minDomains: it may only stand beside'],
    [spreads({ minDomains: 0 }), 'minDomains: it must be at least 1'],
    [spreads({ nodeTaintsPolicy: 'honor' }), 'nodeTaintsPolicy: expected Honor or Ignore'],
    [
      neighbours({ [preferred]: [{ weight: 0, podAffinityTerm: { topologyKey: zone } }] }),
      'weight: it is a number from 1',
    ],
    [neighbours({ [preferred]: [{ podAffinityTerm: { topologyKey: zone } }] }), 'weight: there is none'],
    [neighbours({ [required]: [{ labelSelector: {} }] }), '[0].topologyKey: there is none'],
    [neighbours({ [required]: [{ topologyKey: 'a b' }] }), '[0].topologyKey: it is no name of a label'],
    [
      neighbours({ [required]: [{ topologyKey: zone, labelSelector: { matchLabels: { a: 'b c' } } }] }),
      'labelSelector: ',
    ],
    [nodes({ [required]: { nodeSelectorTerms: [] } }), 'nodeSelectorTerms: there is none'],
    [condition({ key: 'a', operator: 'Equals', values: ['b'] }), 'operator: expected In, NotIn'],
    [condition({ key: 'a', operator: 'In' }), 'values: In takes other values than these'],
    [condition({ key: 'a b', operator: 'Exists' }), 'key: it is no name of a label'],
    [condition({ key: 'a', operator: 'In', values: ['b c'] }), 'values[0]: it is no value of a label'],
    [{ tolerations: [{ key: 'a', operator: 'exists' }] }, 'tolerations[0].operator: expected Equal'],
    [{ tolerations: [{ operator: 'Equal' }] }, 'operator: without a key it must be Exists'],
    [{ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }, 'value: Exists takes none'],
    [{ tolerations: [{ key: 'a', operator: 'Exists', effect: 'noschedule' }] }, 'effect: expected NoSchedule'],
    [{ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 3 }] }, 'it must be NoExecute'],
    [{ tolerations: [{ key: 'a', value: 'b c' }] }, 'value: it is no value of a taint'],
    [{ nodeSelector: { 'a b': 'c' } }, 'nodeSelector["a b"]: it is no name of a label'],
    [{ dnsPolicy: 'clusterfirst' }, 'dnsPolicy: expected ClusterFirst'],
    [{ dnsPolicy: 'None' }, 'dnsConfig: there is none'],
    [{ serviceAccountName: 'D_1' }, 'serviceAccountName: a name has small letters'],
    [{ priorityClassName: 'High_Prio' }, 'priorityClassName: a name has small letters'],
    [{ hostname: 'a.b' }, 'hostname: a name has small letters'],
    [{ shareProcessNamespace: true, hostPID: true }, 'it may not stand beside hostPID'],
    [podOf({ hostNetwork: true }, { ports: [{ containerPort: 80, hostPort: 81 }] }), 'it must be the containerPort'],
    [{ securityContext: { fsGroup: -1 } }, 'securityContext.fsGroup: it is a number from 0'],
    [{ securityContext: { supplementalGroups: [1, -1] } }, 'supplementalGroups[1]: it is a number from 0'],
    [{ securityContext: { fsGroupChangePolicy: 'x' } }, 'expected OnRootMismatch or Always'],
    [init({ livenessProbe: { exec } }), 'initContainers[0].livenessProbe: an init container has none'],
    [init({ lifecycle: { preStop: { exec } } }), 'initContainers[0].lifecycle: an init container has none'],
    [{ activeDeadlineSeconds: 30 }, 'activeDeadlineSeconds: the pods of a Deployment may not end'],
  ],
  [
    mounted([{ mountPath: '/a', subPath: 'a..b/c' }, { mountPath: '/b' }]),
    mounted([], { projected: { sources: [] } }),
    mounted([], {
      configMap: {
        name: 'a',
        items: [
          { key: 'a', path: 'a..b/.c' },
          { key: 'b', path: '${FILE}' },
        ],
      },
    }),
    mounted([], { emptyDir: { sizeLimit: '0' } }),
    mounted([], { hostPath: { path: '/a', type: '' } }),
    mounted([], { hostPath: { path: '/a', type: 'Socket' } }),
    { nodeName: 'a', schedulingGates: [{ name: 'a' }] },
    mounted([], { secret: { secretName: '${NAME}', defaultMode: 0o400 } }),
    spreads({}, { topologyKey: 'kubernetes.io/hostname' }, { whenUnsatisfiable: 'ScheduleAnyway' }),
    spreads({ minDomains: 3, nodeAffinityPolicy: 'Ignore' }),
    neighbours({
      [preferred]: [{ weight: 100, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: podLabels } } }],
    }),
    nodes({
      [preferred]: [{ weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] } }],
    }),
    condition({ key: 'a', operator: 'Gt', values: ['1'] }),
    {
      tolerations: [
        { operator: 'Exists' },
        { key: 'a', value: 'b' },
        { key: 'a', effect: 'NoExecute', tolerationSeconds: 3 },
      ],
    },
    { terminationGracePeriodSeconds: 300, ...podOf({}, { lifecycle: { preStop: { sleep: { seconds: 120 } } } }) },
    { serviceAccountName: 'YOUR_ACCOUNT', priorityClassName: '${PRIORITY}' },
    init({ restartPolicy: 'Always', livenessProbe: { exec } }),
  ],
);

refuses(
  'a Pod',
  (change) => objectOf('v1', 'Pod', { spec: podOf(change) }),
  [
    [{ activeDeadlineSeconds: 0 }, 'spec.activeDeadlineSeconds: it is a number of seconds from 1'],
    [{ activeDeadlineSeconds: 2_147_483_648 }, 'spec.activeDeadlineSeconds: it is a number of seconds from 1'],
    [podOf({}, { image: ' ledger:1' }), 'spec.containers[0].image: it begins or ends with a space'],
    [podOf({}, { image: 'ledger:1\n' }), 'spec.containers[0].image: it begins or ends with a space'],
    [init({ image: 'a ' }), 'spec.initContainers[0].image: it begins or ends with a space'],
    [{ nodeName: 'a', schedulingGates: [{ name: 'a' }] }, 'spec.nodeName: it may not stand beside schedulingGates'],
  ],
  [
    { activeDeadlineSeconds: 1 },
    { nodeName: 'a', schedulingGates: [] },
    { nodeName: '', schedulingGates: [{ name: 'a' }] },
  ],
);
