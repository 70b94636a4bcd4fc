/** How nodes and pods live that no machine runs: a node is ready, a pod that was placed is, and what is deleted is gone: KWOK's stages, each as JSON. */
export function writeStages(): string[] {
  const stages = [
    stage('node-ready', 'Node', [{ key: ready, operator: 'NotIn', values: ['True'] }], { statusTemplate: nodeReady }),
    stage(
      'pod-ready',
      'Pod',
      [
        { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
        { key: '.status.phase', operator: 'In', values: ['Pending'] },
      ],
      { statusTemplate: podReady },
    ),
    stage('pod-gone', 'Pod', [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }], { delete: true }),
  ];
  return stages.map((one) => JSON.stringify(one));
}

const ready = '.status.conditions.[] | select( .type == "Ready" ) | .status';

function stage(name: string, kind: string, matchExpressions: readonly unknown[], next: unknown): unknown {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, next },
  };
}

const nodeReady = `
phase: Running
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ Now | Quote }}
  lastTransitionTime: {{ Now | Quote }}
{{ end }}
`;

const podReady = `
phase: Running
startTime: {{ Now | Quote }}
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
conditions:
{{ range (list "PodScheduled" "Initialized" "ContainersReady" "Ready") }}
- type: {{ . | Quote }}
  status: "True"
  lastTransitionTime: {{ Now | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state: { running: { startedAt: {{ Now | Quote }} } }
{{ end }}
`;
