import type { AccessRule, Role } from '../estate/role.ts';

/** What a role grants, wherever it stands. */
export type Grant = Pick<Role, 'name' | 'rules' | 'labels' | 'aggregates'>;

const on = (groups: string[], resources: string[], verbs: string[]): AccessRule => ({
  verbs,
  groups,
  resources,
  names: [],
  paths: [],
});

/**
 * The ClusterRoles for people, and the one that add-ons of every kind are bound to, that every API server makes, and makes whole again when it starts:
 * known by content, whatever a folder holds.
 * Source: Kubernetes 1.31, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 */
export const defaultRoles: readonly Grant[] = [
  {
    name: 'cluster-admin',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    aggregates: null,
    rules: [on(['*'], ['*'], ['*']), { verbs: ['*'], groups: [], resources: [], names: [], paths: ['*'] }],
  },
  {
    name: 'admin',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    aggregates: [{ matchLabels: { 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' } }],
    rules: [],
  },
  {
    name: 'edit',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' },
    aggregates: [{ matchLabels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' } }],
    rules: [],
  },
  {
    name: 'view',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' },
    aggregates: [{ matchLabels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } }],
    rules: [],
  },
  {
    name: 'system:aggregate-to-admin',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' },
    aggregates: null,
    rules: [
      on(['authorization.k8s.io'], ['localsubjectaccessreviews'], ['create']),
      on(
        ['rbac.authorization.k8s.io'],
        ['rolebindings', 'roles'],
        ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
      ),
    ],
  },
  {
    name: 'system:aggregate-to-edit',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' },
    aggregates: null,
    rules: [
      on(
        [''],
        ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'],
        ['get', 'list', 'watch'],
      ),
      on([''], ['serviceaccounts'], ['impersonate']),
      on(
        [''],
        ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'],
        ['create', 'delete', 'deletecollection', 'patch', 'update'],
      ),
      on([''], ['pods/eviction'], ['create']),
      on(
        [''],
        [
          'configmaps',
          'events',
          'persistentvolumeclaims',
          'replicationcontrollers',
          'replicationcontrollers/scale',
          'secrets',
          'serviceaccounts',
          'services',
          'services/proxy',
        ],
        ['create', 'delete', 'deletecollection', 'patch', 'update'],
      ),
      on([''], ['serviceaccounts/token'], ['create']),
      on(
        ['apps'],
        [
          'daemonsets',
          'deployments',
          'deployments/rollback',
          'deployments/scale',
          'replicasets',
          'replicasets/scale',
          'statefulsets',
          'statefulsets/scale',
        ],
        ['create', 'delete', 'deletecollection', 'patch', 'update'],
      ),
      on(['autoscaling'], ['horizontalpodautoscalers'], ['create', 'delete', 'deletecollection', 'patch', 'update']),
      on(['batch'], ['cronjobs', 'jobs'], ['create', 'delete', 'deletecollection', 'patch', 'update']),
      on(
        ['extensions'],
        [
          'daemonsets',
          'deployments',
          'deployments/rollback',
          'deployments/scale',
          'ingresses',
          'networkpolicies',
          'replicasets',
          'replicasets/scale',
          'replicationcontrollers/scale',
        ],
        ['create', 'delete', 'deletecollection', 'patch', 'update'],
      ),
      on(['policy'], ['poddisruptionbudgets'], ['create', 'delete', 'deletecollection', 'patch', 'update']),
      on(
        ['networking.k8s.io'],
        ['ingresses', 'networkpolicies'],
        ['create', 'delete', 'deletecollection', 'patch', 'update'],
      ),
      on(
        ['coordination.k8s.io'],
        ['leases'],
        ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
      ),
    ],
  },
  {
    name: 'system:aggregate-to-view',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
    aggregates: null,
    rules: [
      on(
        [''],
        [
          'configmaps',
          'endpoints',
          'persistentvolumeclaims',
          'persistentvolumeclaims/status',
          'pods',
          'replicationcontrollers',
          'replicationcontrollers/scale',
          'serviceaccounts',
          'services',
          'services/status',
        ],
        ['get', 'list', 'watch'],
      ),
      on(
        [''],
        [
          'bindings',
          'events',
          'limitranges',
          'namespaces/status',
          'pods/log',
          'pods/status',
          'replicationcontrollers/status',
          'resourcequotas',
          'resourcequotas/status',
        ],
        ['get', 'list', 'watch'],
      ),
      on([''], ['namespaces'], ['get', 'list', 'watch']),
      on(['discovery.k8s.io'], ['endpointslices'], ['get', 'list', 'watch']),
      on(
        ['apps'],
        [
          'controllerrevisions',
          'daemonsets',
          'daemonsets/status',
          'deployments',
          'deployments/scale',
          'deployments/status',
          'replicasets',
          'replicasets/scale',
          'replicasets/status',
          'statefulsets',
          'statefulsets/scale',
          'statefulsets/status',
        ],
        ['get', 'list', 'watch'],
      ),
      on(['autoscaling'], ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'], ['get', 'list', 'watch']),
      on(['batch'], ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'], ['get', 'list', 'watch']),
      on(
        ['extensions'],
        [
          'daemonsets',
          'daemonsets/status',
          'deployments',
          'deployments/scale',
          'deployments/status',
          'ingresses',
          'ingresses/status',
          'networkpolicies',
          'replicasets',
          'replicasets/scale',
          'replicasets/status',
          'replicationcontrollers/scale',
        ],
        ['get', 'list', 'watch'],
      ),
      on(['policy'], ['poddisruptionbudgets', 'poddisruptionbudgets/status'], ['get', 'list', 'watch']),
      on(['networking.k8s.io'], ['ingresses', 'ingresses/status', 'networkpolicies'], ['get', 'list', 'watch']),
    ],
  },
  {
    name: 'system:auth-delegator',
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    aggregates: null,
    rules: [
      on(['authentication.k8s.io'], ['tokenreviews'], ['create']),
      on(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
    ],
  },
];
