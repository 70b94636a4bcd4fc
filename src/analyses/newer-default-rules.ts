import type { AccessRule } from '../estate/role.ts';

const on = (groups: string[], resources: string[], verbs: string[], names: string[] = []): AccessRule => ({
  verbs,
  groups,
  resources,
  names,
  paths: [],
});

const to = (paths: string[], verbs: string[]): AccessRule => ({ verbs, groups: [], resources: [], names: [], paths });

/**
 * What newer API servers grant by the ClusterRoles that they make, beyond what `defaultRoles` tells: every one has the latter, and only its version tells
 * which of these.
 * Source: the roles that an API server of Kubernetes 1.37 makes, where those of 1.31 do not allow the same.
 */
export const newerDefaultRules: Readonly<Record<string, readonly AccessRule[]>> = {
  'system:aggregate-to-edit': [
    on(['', 'events.k8s.io'], ['events'], ['create', 'delete', 'deletecollection', 'patch', 'update']),
    on(
      ['resource.k8s.io'],
      ['resourceclaims', 'resourceclaimtemplates'],
      ['create', 'delete', 'deletecollection', 'patch', 'update'],
    ),
  ],
  'system:aggregate-to-view': [
    on(['', 'events.k8s.io'], ['events'], ['get', 'list', 'watch']),
    on(
      ['resource.k8s.io'],
      ['resourceclaims', 'resourceclaims/status', 'resourceclaimtemplates'],
      ['get', 'list', 'watch'],
    ),
  ],
  'system:cluster-trust-bundle-discovery': [
    on(['certificates.k8s.io'], ['clustertrustbundles'], ['get', 'list', 'watch']),
  ],
  'system:controller:cronjob-controller': [on([''], ['pods'], ['delete', 'list', 'watch'])],
  'system:controller:device-taint-eviction-controller': [
    on([''], ['pods'], ['delete', 'get', 'list', 'watch']),
    on([''], ['pods/status'], ['patch', 'update']),
    on(['resource.k8s.io'], ['resourceclaims'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['resourceslices'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['deviceclasses'], ['get', 'list', 'watch']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
    on(['resource.k8s.io'], ['devicetaintrules/status'], ['patch', 'update']),
    on(['resource.k8s.io'], ['devicetaintrules'], ['get', 'list', 'watch']),
  ],
  'system:controller:endpoint-controller': [
    on([''], ['endpoints'], ['create', 'delete', 'get', 'list', 'update', 'watch']),
  ],
  'system:controller:endpointslice-controller': [
    on(['discovery.k8s.io'], ['endpointslices'], ['create', 'delete', 'get', 'list', 'update', 'watch']),
  ],
  'system:controller:endpointslicemirroring-controller': [
    on(['discovery.k8s.io'], ['endpointslices'], ['create', 'delete', 'get', 'list', 'update', 'watch']),
  ],
  'system:controller:horizontal-pod-autoscaler': [
    on([''], ['pods'], ['list', 'watch']),
    on(['metrics.k8s.io'], ['pods'], ['list', 'watch']),
    on(['custom.metrics.k8s.io'], ['*'], ['get', 'list', 'watch']),
    on(['external.metrics.k8s.io'], ['*'], ['get', 'list', 'watch']),
  ],
  'system:controller:kube-apiserver-serving-clustertrustbundle-publisher': [
    on(['certificates.k8s.io'], ['signers'], ['attest'], ['kubernetes.io/kube-apiserver-serving']),
    on(['certificates.k8s.io'], ['clustertrustbundles'], ['create', 'delete', 'list', 'update', 'watch']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
  ],
  'system:controller:namespace-controller': [on(['*'], ['*'], ['delete', 'deletecollection', 'get', 'list', 'watch'])],
  'system:controller:node-controller': [
    on([''], ['nodes'], ['delete', 'get', 'list', 'patch', 'update', 'watch']),
    on([''], ['pods'], ['delete', 'get', 'list', 'watch']),
    on(['coordination.k8s.io'], ['leases'], ['get', 'list', 'watch']),
  ],
  'system:controller:persistent-volume-binder': [on([''], ['nodes'], ['list', 'watch'])],
  'system:controller:pod-garbage-collector': [on([''], ['nodes'], ['get', 'list', 'watch'])],
  'system:controller:podcertificaterequestcleaner': [
    on(['certificates.k8s.io'], ['podcertificaterequests'], ['delete', 'get', 'list', 'watch']),
  ],
  'system:controller:pvc-protection-controller': [on([''], ['persistentvolumeclaims/status'], ['update'])],
  'system:controller:resource-claim-controller': [
    on([''], ['pods'], ['get', 'list', 'watch']),
    on([''], ['pods/finalizers'], ['update']),
    on(['resource.k8s.io'], ['resourceclaims'], ['create', 'delete', 'get', 'list', 'watch']),
    on(['resource.k8s.io'], ['resourceclaims', 'resourceclaims/status'], ['patch', 'update']),
    on([''], ['pods/status'], ['patch', 'update']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
    on(['resource.k8s.io'], ['resourceclaims/binding'], ['patch', 'update']),
  ],
  'system:controller:selinux-warning-controller': [
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
    on([''], ['persistentvolumes'], ['get', 'list', 'watch']),
    on([''], ['persistentvolumeclaims'], ['get', 'list', 'watch']),
    on([''], ['pods'], ['get', 'list', 'watch']),
    on(['storage.k8s.io'], ['csidrivers'], ['get', 'list', 'watch']),
  ],
  'system:controller:service-cidrs-controller': [
    on(['networking.k8s.io'], ['servicecidrs'], ['get', 'list', 'patch', 'update', 'watch']),
    on(['networking.k8s.io'], ['servicecidrs/finalizers'], ['patch', 'update']),
    on(['networking.k8s.io'], ['servicecidrs/status'], ['patch', 'update']),
    on(['networking.k8s.io'], ['ipaddresses'], ['get', 'list', 'watch']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
  ],
  'system:controller:storage-version-migrator-controller': [
    on(['*'], ['*'], ['list', 'patch']),
    on(['apiextensions.k8s.io'], ['customresourcedefinitions'], ['get']),
    on(['apiextensions.k8s.io'], ['customresourcedefinitions/status'], ['patch']),
    on(['storagemigration.k8s.io'], ['storageversionmigrations/status'], ['update']),
  ],
  'system:controller:volumeattributesclass-protection-controller': [
    on([''], ['persistentvolumeclaims'], ['get', 'list', 'watch']),
    on([''], ['persistentvolumes'], ['get', 'list', 'watch']),
    on(['storage.k8s.io'], ['volumeattributesclasses'], ['get', 'list', 'update', 'watch']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
  ],
  'system:kube-scheduler': [
    on(['storage.k8s.io'], ['volumeattachments'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['deviceclasses'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['resourceclaims'], ['get', 'list', 'patch', 'update', 'watch']),
    on(['resource.k8s.io'], ['resourceclaims/status'], ['get', 'list', 'patch', 'update', 'watch']),
    on([''], ['pods/finalizers'], ['update']),
    on(['resource.k8s.io'], ['resourceslices'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['resourceclaims'], ['create', 'delete']),
    on(['resource.k8s.io'], ['devicetaintrules'], ['get', 'list', 'watch']),
    on(['resource.k8s.io'], ['resourceclaims/binding'], ['patch', 'update']),
  ],
  'system:kubelet-api-admin': [on([''], ['nodes/configz', 'nodes/healthz', 'nodes/pods'], ['*'])],
  'system:monitoring': [
    to(
      [
        '/flagz',
        '/healthz',
        '/healthz/*',
        '/livez',
        '/livez/*',
        '/metrics',
        '/metrics/slis',
        '/readyz',
        '/readyz/*',
        '/statusz',
      ],
      ['get'],
    ),
    on([''], ['nodes/metrics'], ['get']),
  ],
  'system:node': [
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
    on(['resource.k8s.io'], ['resourceclaims'], ['get']),
    on(['resource.k8s.io'], ['resourceslices'], ['deletecollection']),
    on(['certificates.k8s.io'], ['clustertrustbundles'], ['get', 'list', 'watch']),
    on([''], ['serviceaccounts'], ['get']),
    on(['certificates.k8s.io'], ['podcertificaterequests'], ['create', 'get', 'list', 'watch']),
  ],
  'system:node-proxier': [on(['networking.k8s.io'], ['servicecidrs'], ['list', 'watch'])],
  'kube-public/system:controller:bootstrap-signer': [
    on([''], ['configmaps'], ['get', 'list', 'watch']),
    on([''], ['configmaps'], ['update'], ['cluster-info']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
  ],
  'kube-system/system::leader-locking-kube-controller-manager': [
    on(['coordination.k8s.io'], ['leases'], ['create', 'get', 'list', 'update', 'watch']),
    on(['coordination.k8s.io'], ['leasecandidates'], ['create', 'get', 'list', 'update', 'watch']),
  ],
  'kube-system/system::leader-locking-kube-scheduler': [
    on(['coordination.k8s.io'], ['leases'], ['create', 'get', 'list', 'update', 'watch']),
    on(['coordination.k8s.io'], ['leasecandidates'], ['create', 'get', 'list', 'update', 'watch']),
  ],
  'kube-system/system:controller:bootstrap-signer': [on([''], ['secrets'], ['get', 'list', 'watch'])],
  'kube-system/system:controller:cloud-provider': [on([''], ['configmaps'], ['create', 'get', 'list', 'watch'])],
  'kube-system/system:controller:token-cleaner': [
    on([''], ['secrets'], ['delete', 'get', 'list', 'watch']),
    on(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
  ],
};
