/** A list that a cluster serves: how many objects it holds, and how each is made. */
export interface ListOfObjects {
  readonly path: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly count: number;
  readonly object: (index: number) => unknown;
}

const podsPerDeployment = 10;
const namespacesPer = 20;

/** The lists of a cluster of some size: Deployments of ten pods with their ReplicaSets, agents on every node, and what goes with them. */
export function clusterLists(nodes: number, pods: number): ListOfObjects[] {
  const agents = Math.min(8, Math.floor(pods / 4 / Math.max(1, nodes)));
  const deployments = Math.max(1, Math.floor((pods - agents * nodes) / podsPerDeployment));
  const namespaces = Math.max(1, Math.ceil(deployments / namespacesPer));
  const ofDeployment = (index: number): { namespace: string; name: string } => ({
    namespace: `team-${index % namespaces}`,
    name: `app-${index}`,
  });
  const core = (path: string, kind: string, count: number, object: (index: number) => unknown): ListOfObjects => ({
    path: `/api/v1/${path}`,
    apiVersion: 'v1',
    kind,
    isNamespaced: !['nodes', 'namespaces'].includes(path),
    count,
    object,
  });
  const grouped = (
    group: string,
    path: string,
    kind: string,
    count: number,
    object: (index: number) => unknown,
  ): ListOfObjects => ({ path: `/apis/${group}/${path}`, apiVersion: group, kind, isNamespaced: true, count, object });

  return [
    core('nodes', 'Node', nodes, nodeObject),
    core('namespaces', 'Namespace', namespaces, (index) => ({ metadata: head({ name: `team-${index}` }) })),
    core('pods', 'Pod', deployments * podsPerDeployment + agents * nodes, (index) =>
      index < deployments * podsPerDeployment
        ? podOfDeployment(index, ofDeployment(Math.floor(index / podsPerDeployment)), nodes)
        : agentPod(index - deployments * podsPerDeployment, nodes),
    ),
    core('services', 'Service', deployments, (index) => ({
      metadata: head(ofDeployment(index)),
      spec: { selector: { app: `app-${index}` }, ports: [{ port: 80, targetPort: 8080 }] },
    })),
    core('configmaps', 'ConfigMap', deployments, (index) => ({
      metadata: head(ofDeployment(index)),
      data: { 'application.properties': 'cache.size=100\nlog.level=info\n'.repeat(20) },
    })),
    core('serviceaccounts', 'ServiceAccount', deployments, (index) => ({ metadata: head(ofDeployment(index)) })),
    grouped('apps/v1', 'deployments', 'Deployment', deployments, (index) => {
      const { name, namespace } = ofDeployment(index);
      return {
        metadata: head({ name, namespace, uid: `d-${index}` }),
        spec: {
          replicas: podsPerDeployment,
          selector: { matchLabels: { app: name } },
          template: { metadata: { labels: { app: name } }, spec: podSpec(name) },
        },
        status: { readyReplicas: podsPerDeployment, replicas: podsPerDeployment },
      };
    }),
    grouped('apps/v1', 'replicasets', 'ReplicaSet', deployments * 3, (index) => {
      const of = Math.floor(index / 3);
      const { name, namespace } = ofDeployment(of);
      const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: `d-${of}`, controller: true };
      return {
        metadata: { ...head({ name: `${name}-${index % 3}`, namespace, uid: `r-${index}` }), ownerReferences: [owner] },
        spec: {
          replicas: index % 3 === 0 ? podsPerDeployment : 0,
          selector: { matchLabels: { app: name } },
          template: { metadata: { labels: { app: name } }, spec: podSpec(name) },
        },
      };
    }),
    grouped('apps/v1', 'daemonsets', 'DaemonSet', agents, (index) => ({
      metadata: head({ name: `agent-${index}`, namespace: 'team-0', uid: `a-${index}` }),
      spec: {
        selector: { matchLabels: { app: `agent-${index}` } },
        template: { metadata: { labels: { app: `agent-${index}` } }, spec: podSpec(`agent-${index}`) },
      },
      status: { desiredNumberScheduled: nodes, numberReady: nodes },
    })),
    grouped('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', deployments, (index) => ({
      metadata: head(ofDeployment(index)),
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: `app-${index}` } } },
      status: { currentHealthy: 10, desiredHealthy: 9, disruptionsAllowed: 1 },
    })),
    grouped('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', namespaces, (index) => ({
      metadata: head({ name: 'default-deny', namespace: `team-${index}` }),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    })),
    grouped('rbac.authorization.k8s.io/v1', 'roles', 'Role', namespaces, (index) => ({
      metadata: head({ name: 'reader', namespace: `team-${index}` }),
      rules: [{ apiGroups: [''], resources: ['pods', 'configmaps'], verbs: ['get', 'list'] }],
    })),
    grouped('rbac.authorization.k8s.io/v1', 'rolebindings', 'RoleBinding', namespaces, (index) => ({
      metadata: head({ name: 'reader', namespace: `team-${index}` }),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: `team-${index}` }],
    })),
    grouped('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', deployments, (index) => {
      const { name, namespace } = ofDeployment(index);
      return {
        metadata: { ...head({ name: `${name}-x`, namespace }), labels: { 'kubernetes.io/service-name': name } },
        addressType: 'IPv4',
        endpoints: Array.from({ length: podsPerDeployment }, () => ({
          addresses: ['10.0.0.1'],
          conditions: { ready: true },
        })),
      };
    }),
  ];
}

function head(of: { name: string; namespace?: string; uid?: string }): Record<string, unknown> {
  return {
    uid: `${of.namespace ?? ''}-${of.name}`,
    ...of,
    resourceVersion: '123456',
    creationTimestamp: '2026-09-01T08:00:00Z',
    labels: { 'app.kubernetes.io/name': of.name, 'app.kubernetes.io/part-of': 'platform' },
  };
}

function podSpec(name: string): Record<string, unknown> {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: name } },
      },
    ],
    containers: [
      {
        name: 'app',
        image: `registry.bank.example/${name}:1.4.2`,
        ports: [{ name: 'http', containerPort: 8080 }],
        env: Array.from({ length: 12 }, (_, index) => ({ name: `SETTING_${index}`, value: `value-${index}` })),
        resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
        readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
        livenessProbe: { httpGet: { path: '/live', port: 'http' }, periodSeconds: 20 },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
  };
}

function podOfDeployment(
  index: number,
  { namespace, name }: { namespace: string; name: string },
  nodes: number,
): unknown {
  const replicaSet = `${name}-0`;
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: replicaSet,
    uid: `r-${Math.floor(index / podsPerDeployment) * 3}`,
    controller: true,
  };
  return pod(`${replicaSet}-${index}`, namespace, name, owner, index % nodes);
}

function agentPod(index: number, nodes: number): unknown {
  const name = `agent-${Math.floor(index / nodes)}`;
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    name,
    uid: `a-${Math.floor(index / nodes)}`,
    controller: true,
  };
  return pod(`${name}-${index}`, 'team-0', name, owner, index % nodes);
}

/** A pod of some 6 kB, nearly half of it the record of who changed which field, as API servers give it. */
function pod(name: string, namespace: string, app: string, owner: unknown, node: number): unknown {
  const condition = (type: string): unknown => ({
    type,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: '2026-11-01T08:00:00Z',
  });
  return {
    metadata: {
      ...head({ name, namespace, uid: `p-${name}` }),
      labels: { app, 'pod-template-hash': '5d4cb45487' },
      ownerReferences: [owner],
      managedFields: ['kube-controller-manager', 'kubelet'].map((manager) => ({
        manager,
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-11-01T08:00:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:status': fieldsOf(`${name}-${manager}`) },
      })),
    },
    spec: { ...podSpec(app), nodeName: `node-${node}`, tolerations: [{ operator: 'Exists' }], restartPolicy: 'Always' },
    status: {
      phase: 'Running',
      conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
        condition,
      ),
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 0,
          image: `registry.bank.example/${app}:1.4.2`,
          imageID: `registry.bank.example/${app}@sha256:${'a'.repeat(64)}`,
          containerID: `containerd://${'b'.repeat(64)}`,
          state: { running: { startedAt: '2026-11-01T08:00:00Z' } },
        },
      ],
      podIP: '10.0.0.1',
      qosClass: 'Burstable',
      startTime: '2026-11-01T08:00:00Z',
    },
  };
}

function fieldsOf(unique: string): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `k:{"type":"${unique}-${index}"}`,
      { '.': {}, 'f:lastProbeTime': {}, 'f:status': {}, 'f:type': {} },
    ]),
  );
}

function nodeObject(index: number): unknown {
  return {
    metadata: {
      ...head({ name: `node-${index}` }),
      labels: {
        'kubernetes.io/hostname': `node-${index}`,
        'topology.kubernetes.io/zone': `zone-${index % 3}`,
        'topology.kubernetes.io/region': 'eu-west-1',
      },
    },
    spec: { providerID: `example://node-${index}` },
    status: {
      allocatable: { cpu: '32', memory: '256Gi', pods: '250' },
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-01T08:00:00Z' }],
      nodeInfo: {
        kubeletVersion: 'v1.37.2',
        osImage: 'Ubuntu 24.04.3 LTS',
        containerRuntimeVersion: 'containerd://2.1.4',
      },
    },
  };
}
