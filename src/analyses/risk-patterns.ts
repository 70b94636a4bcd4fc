/** What a pattern asks of a rule: one of the verbs on one of the resources of one of the groups. */
export interface RiskyAccess {
  /** `*` is asked literally: only a rule for every group has it. */
  readonly groups: readonly string[];
  /** `*` of a named group is any resource of it; of the group `*` it is asked literally. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** A rule for named objects counts only where it names one of these; without any it never does. */
  readonly names?: readonly string[];
}

/** To whom something is granted that is risky by itself, whatever it is. */
export type RiskyHolder = 'masters' | 'anonymous' | 'authenticated' | 'all-accounts' | 'default-account';

/** A combination of rights that gives more than it seems to. */
export interface RiskPattern {
  /** Where it holds: `cluster` only when bound in the whole cluster, `namespace` only within one, `any` in both. */
  readonly scope: 'cluster' | 'namespace' | 'any';
  /** One of these is granted. */
  readonly any?: readonly RiskyAccess[];
  /** And one of these, by the same binding. */
  readonly needs?: readonly RiskyAccess[];
  /** Or all of these are. */
  readonly all?: readonly RiskyAccess[];
  /** Only in these namespaces, or bound in the whole cluster. */
  readonly namespaces?: readonly string[];
  /** Whom it is granted to, instead of what. */
  readonly holder?: RiskyHolder;
  /** Roles made by the API server (or the installer) that may be bound so. */
  readonly exceptRoles?: readonly string[];
  /** Not said of a role that grants one of these as well: they say as much, and more. */
  readonly saidBy?: readonly RiskId[];
  /** What deploying and running software within one namespace takes. */
  readonly deploys?: true;
}

const core = [''];
const rbac = ['rbac.authorization.k8s.io'];
const admission = ['admissionregistration.k8s.io'];
const certificates = ['certificates.k8s.io'];
const write = ['create', 'update', 'patch'];
const change = ['create', 'update', 'patch', 'delete'];
const read = ['get', 'list', 'watch'];
const amend = ['update', 'patch'];
const remove = ['delete', 'deletecollection'];

const on = (
  groups: readonly string[],
  resources: readonly string[],
  verbs: readonly string[],
  names?: readonly string[],
): RiskyAccess => ({ groups, resources, verbs, ...(names ? { names } : {}) });

const everything = on(['*'], ['*'], ['*']);

/** The name of a pattern. */
export type RiskId =
  | 'wildcard-all'
  | 'wildcard-all-namespace'
  | 'wildcard-resources'
  | 'wildcard-read'
  | 'masters-group'
  | 'rbac-escalate'
  | 'rbac-bind'
  | 'rolebinding-write'
  | 'aggregate-label'
  | 'impersonate-users-groups'
  | 'impersonate-serviceaccount'
  | 'token-request'
  | 'secrets-read'
  | 'secrets-write-token'
  | 'pods-create'
  | 'custom-workload-create'
  | 'pods-exec'
  | 'pods-ephemeralcontainers'
  | 'pods-update'
  | 'pods-portforward'
  | 'nodes-proxy'
  | 'nodes-write'
  | 'steal-pods'
  | 'csr-approve'
  | 'csr-sign'
  | 'trust-bundle-write'
  | 'webhook-config-write'
  | 'validating-webhook-write'
  | 'policy-guard-write'
  | 'namespace-write'
  | 'namespace-create'
  | 'pv-create'
  | 'storageclass-write'
  | 'aws-auth'
  | 'coredns-config'
  | 'kube-system-config'
  | 'apiservice-write'
  | 'crd-write'
  | 'services-externalips'
  | 'endpoints-write'
  | 'ingress-write'
  | 'networkpolicy-write'
  | 'audit-events-delete'
  | 'leases-write-control-plane'
  | 'delete-broad'
  | 'backup-destroy'
  | 'backup-restore-escalation'
  | 'eviction-drain'
  | 'scale-zero'
  | 'priorityclass-use'
  | 'dra-admin'
  | 'anonymous-grant'
  | 'authenticated-grant'
  | 'serviceaccounts-group-grant'
  | 'default-sa-grant'
  | 'gitops-admin';

/**
 * Rights that open a way to more, each judged on what a binding grants in effect. Collected from the good practices of Kubernetes and from the escalation
 * paths that are known of its authorizer. One more is no right at all, and told of the account itself: `cloud-identity`.
 * Source: kubernetes/website, content/en/docs/concepts/security/rbac-good-practices.md.
 */
export const riskPatterns: Readonly<Record<RiskId, RiskPattern>> = {
  'wildcard-all': { scope: 'cluster', any: [everything] },
  'wildcard-all-namespace': { scope: 'namespace', any: [everything] },
  // Told of a rule instead of each pattern that it grants (risksOf).
  'wildcard-resources': { scope: 'any' },
  'wildcard-read': { scope: 'any' },
  'masters-group': { scope: 'any', holder: 'masters' },
  'rbac-escalate': {
    scope: 'any',
    any: [on(rbac, ['clusterroles', 'roles'], ['escalate'])],
    needs: [on(rbac, ['clusterroles', 'roles'], write)],
  },
  'rbac-bind': {
    scope: 'any',
    any: [on(rbac, ['clusterroles', 'roles'], ['bind'], ['cluster-admin', 'admin', 'edit'])],
    needs: [on(rbac, ['clusterrolebindings', 'rolebindings'], write)],
  },
  'rolebinding-write': {
    scope: 'any',
    any: [on(rbac, ['rolebindings', 'clusterrolebindings'], write)],
    saidBy: ['rbac-bind'],
  },
  'aggregate-label': { scope: 'cluster', any: [on(rbac, ['clusterroles'], write)], saidBy: ['rbac-escalate'] },
  'impersonate-users-groups': {
    scope: 'cluster',
    any: [
      on(core, ['users', 'groups'], ['impersonate'], ['system:masters', 'system:admin', 'kubernetes-admin']),
      on(['authentication.k8s.io'], ['userextras/*', 'uids'], ['impersonate']),
    ],
  },
  'impersonate-serviceaccount': {
    scope: 'any',
    any: [on(core, ['serviceaccounts'], ['impersonate'])],
    saidBy: ['impersonate-users-groups'],
  },
  'token-request': { scope: 'any', any: [on(core, ['serviceaccounts/token'], ['create'])] },
  'secrets-read': { scope: 'any', any: [on(core, ['secrets'], read)] },
  'secrets-write-token': { scope: 'any', any: [on(core, ['secrets'], write)], needs: [on(core, ['secrets'], read)] },
  'pods-create': {
    scope: 'any',
    any: [
      // The template of a Job never changes, and a PodTemplate makes no pod by itself.
      on(core, ['pods'], ['create']),
      on(core, ['replicationcontrollers'], write),
      on(['batch'], ['jobs'], ['create']),
      on(['apps'], ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], write),
      on(['batch'], ['cronjobs'], write),
    ],
    deploys: true,
  },
  'custom-workload-create': {
    scope: 'any',
    any: [
      on(
        [
          'argoproj.io',
          'tekton.dev',
          'serving.knative.dev',
          'kubevirt.io',
          'batch.volcano.sh',
          'kubeflow.org',
          'ray.io',
          'sparkoperator.k8s.io',
          'apps.kruise.io',
          'helm.toolkit.fluxcd.io',
          'kustomize.toolkit.fluxcd.io',
        ],
        ['*'],
        write,
      ),
    ],
    saidBy: ['pods-create', 'gitops-admin'],
    deploys: true,
  },
  'pods-exec': { scope: 'any', any: [on(core, ['pods/exec', 'pods/attach'], ['create', 'get'])] },
  'pods-ephemeralcontainers': {
    scope: 'any',
    any: [on(core, ['pods/ephemeralcontainers'], amend)],
    saidBy: ['pods-exec'],
  },
  'pods-update': {
    scope: 'any',
    any: [on(core, ['pods'], amend)],
    saidBy: ['pods-create', 'pods-exec'],
    deploys: true,
  },
  'pods-portforward': {
    scope: 'any',
    any: [on(core, ['pods/portforward', 'pods/proxy', 'services/proxy'], ['create', 'get'])],
    saidBy: ['pods-exec'],
  },
  'nodes-proxy': { scope: 'cluster', any: [on(core, ['nodes/proxy'], ['get', 'create'])] },
  'nodes-write': {
    scope: 'cluster',
    any: [on(core, ['nodes', 'nodes/status'], change)],
    saidBy: ['steal-pods'],
  },
  'steal-pods': {
    scope: 'cluster',
    all: [
      on(core, ['pods', 'pods/eviction'], ['delete', 'create', 'deletecollection']),
      on(core, ['nodes', 'nodes/status'], ['update', 'patch', 'delete']),
    ],
  },
  'csr-approve': {
    scope: 'cluster',
    all: [
      on(certificates, ['certificatesigningrequests'], ['create']),
      on(certificates, ['certificatesigningrequests/approval'], amend),
      on(
        certificates,
        ['signers'],
        ['approve'],
        ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*', 'kubernetes.io/legacy-unknown'],
      ),
    ],
  },
  'csr-sign': {
    scope: 'cluster',
    any: [on(certificates, ['certificatesigningrequests/status'], amend)],
    needs: [
      on(
        certificates,
        ['signers'],
        ['sign'],
        ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*', 'kubernetes.io/legacy-unknown'],
      ),
    ],
  },
  'trust-bundle-write': {
    scope: 'cluster',
    any: [on(certificates, ['clustertrustbundles'], write)],
    needs: [on(certificates, ['signers'], ['attest'])],
  },
  'webhook-config-write': {
    scope: 'cluster',
    any: [
      on(
        admission,
        ['mutatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
        write,
      ),
    ],
  },
  'validating-webhook-write': {
    scope: 'cluster',
    any: [on(admission, ['validatingwebhookconfigurations'], write)],
    saidBy: ['webhook-config-write'],
  },
  'policy-guard-write': {
    scope: 'any',
    any: [
      on(
        admission,
        ['validatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
        [...remove, ...amend],
      ),
      on(['kyverno.io', 'policies.kyverno.io'], ['*'], change),
      on(['constraints.gatekeeper.sh', 'templates.gatekeeper.sh', 'config.gatekeeper.sh'], ['*'], change),
    ],
    saidBy: ['webhook-config-write', 'validating-webhook-write'],
  },
  'namespace-write': { scope: 'any', any: [on(core, ['namespaces'], amend)] },
  'namespace-create': { scope: 'cluster', any: [on(core, ['namespaces'], ['create'])], saidBy: ['namespace-write'] },
  'pv-create': {
    scope: 'cluster',
    any: [on(core, ['persistentvolumes'], write)],
    needs: [on(core, ['pods', 'persistentvolumeclaims'], ['create'])],
  },
  'storageclass-write': {
    scope: 'cluster',
    any: [
      on(['storage.k8s.io'], ['storageclasses', 'csidrivers', 'volumeattachments', 'volumeattributesclasses'], change),
    ],
  },
  // Only where a rule names it is it known to be in use: a right to every ConfigMap is told by the next pattern.
  'aws-auth': {
    scope: 'any',
    any: [on(core, ['configmaps'], amend, ['aws-auth'])],
    namespaces: ['kube-system'],
    saidBy: ['coredns-config'],
  },
  'coredns-config': {
    scope: 'any',
    any: [on(core, ['configmaps'], amend, ['coredns', 'coredns-custom', 'node-local-dns'])],
    namespaces: ['kube-system'],
  },
  'kube-system-config': {
    scope: 'any',
    any: [
      on(core, ['configmaps'], amend, [
        'kube-proxy',
        'kubeadm-config',
        'kubelet-config',
        'extension-apiserver-authentication',
        'cilium-config',
      ]),
    ],
    namespaces: ['kube-system'],
    saidBy: ['coredns-config'],
  },
  'apiservice-write': { scope: 'cluster', any: [on(['apiregistration.k8s.io'], ['apiservices'], write)] },
  'crd-write': { scope: 'cluster', any: [on(['apiextensions.k8s.io'], ['customresourcedefinitions'], change)] },
  'services-externalips': {
    scope: 'any',
    any: [on(core, ['services'], write), on(core, ['services/status'], amend)],
    deploys: true,
  },
  'endpoints-write': {
    scope: 'any',
    any: [on(core, ['endpoints'], write), on(['discovery.k8s.io'], ['endpointslices'], write)],
    deploys: true,
  },
  'ingress-write': {
    scope: 'any',
    any: [
      on(['networking.k8s.io'], ['ingresses'], write),
      on(
        ['gateway.networking.k8s.io'],
        ['httproutes', 'grpcroutes', 'tlsroutes', 'gateways', 'referencegrants'],
        write,
      ),
    ],
    deploys: true,
  },
  'networkpolicy-write': {
    scope: 'any',
    any: [
      on(['networking.k8s.io'], ['networkpolicies'], change),
      on(['cilium.io'], ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'], change),
      on(['policy.networking.k8s.io'], ['*'], change),
      on(['crd.projectcalico.org', 'projectcalico.org'], ['*'], change),
    ],
    deploys: true,
  },
  'audit-events-delete': {
    scope: 'any',
    any: [on(['', 'events.k8s.io'], ['events'], remove)],
    deploys: true,
  },
  'leases-write-control-plane': {
    scope: 'any',
    any: [on(['coordination.k8s.io'], ['leases'], ['update', 'patch', 'delete'])],
    namespaces: ['kube-system', 'kube-node-lease'],
  },
  'delete-broad': {
    scope: 'any',
    any: [on(['*'], ['*'], remove), on(core, ['namespaces', 'persistentvolumeclaims', 'persistentvolumes'], remove)],
    deploys: true,
  },
  'backup-destroy': {
    scope: 'any',
    any: [
      on(['velero.io'], ['deletebackuprequests', 'backupstoragelocations', 'backups', 'schedules'], change),
      on(
        ['snapshot.storage.k8s.io'],
        ['volumesnapshots', 'volumesnapshotcontents', 'volumesnapshotclasses'],
        [...remove, ...amend],
      ),
      on(['config.kio.kasten.io', 'apps.kio.kasten.io', 'actions.kio.kasten.io'], ['*'], change),
    ],
  },
  'backup-restore-escalation': { scope: 'any', any: [on(['velero.io'], ['restores'], ['create'])] },
  'eviction-drain': {
    scope: 'any',
    any: [on(core, ['pods/eviction'], ['create'])],
    saidBy: ['steal-pods'],
    deploys: true,
  },
  'scale-zero': {
    scope: 'any',
    any: [on(['apps'], ['deployments/scale', 'statefulsets/scale'], amend)],
    saidBy: ['pods-create'],
    deploys: true,
  },
  'priorityclass-use': { scope: 'cluster', any: [on(['scheduling.k8s.io'], ['priorityclasses'], write)] },
  'dra-admin': {
    scope: 'cluster',
    any: [on(['resource.k8s.io'], ['resourceslices', 'deviceclasses', 'resourceclaims/status'], write)],
  },
  'anonymous-grant': {
    scope: 'any',
    holder: 'anonymous',
    // The issuer's public keys are there to be read by whom tokens of the cluster are shown: clouds and other clusters sign in nowhere.
    exceptRoles: [
      'system:public-info-viewer',
      'system:service-account-issuer-discovery',
      'kubeadm:bootstrap-signer-clusterinfo',
    ],
  },
  'authenticated-grant': {
    scope: 'any',
    holder: 'authenticated',
    exceptRoles: [
      'system:basic-user',
      'system:discovery',
      'system:public-info-viewer',
      'system:service-account-issuer-discovery',
    ],
  },
  'serviceaccounts-group-grant': {
    scope: 'any',
    holder: 'all-accounts',
    exceptRoles: ['system:service-account-issuer-discovery', 'system:cluster-trust-bundle-discovery'],
  },
  'default-sa-grant': { scope: 'any', holder: 'default-account' },
  'gitops-admin': {
    scope: 'any',
    any: [on(['argoproj.io'], ['applications', 'applicationsets', 'appprojects'], write)],
  },
};
