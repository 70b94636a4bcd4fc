import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `identity`, in the definition's order. */
export type IdentityCriterionId =
  | 'identity/single-sign-on'
  | 'identity/static-credentials'
  | 'identity/least-privilege'
  | 'identity/cluster-admin'
  | 'identity/service-accounts'
  | 'identity/tenant-isolation'
  | 'identity/quotas-and-limits';

/** What the definition asks in the chapter `identity`. */
export const identityCriteria: Readonly<Record<IdentityCriterionId, CriterionEntry>> = {
  'identity/single-sign-on': {
    title: 'People authenticate through OIDC or SAML, with MFA',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'identity provider configured, MFA enforced for every human, no local human credentials',
      },
      'important': {
        level: 'required',
        target: 'identity provider configured, MFA enforced for every human, no local human credentials',
      },
      'best-effort': { level: 'required', target: 'identity provider' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'apiserver OIDC flags or AuthenticationConfiguration, webhook authenticators, EKS/AKS/GKE auth mode, dex/Pinniped/Keycloak resources, user names seen in audit logs',
      },
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'identity provider export: application assignment and MFA policy',
      },
      { kind: 'attestation', maxAgeDays: 92, what: 'MFA statement where the provider has no API access' },
    ],
  },
  'identity/static-credentials': {
    title: 'No static or shared administrator credentials in use',
    from: '4. Security Baseline > Identity & Access Management',
    derived: true,
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'no token-auth file, anonymous auth off, no client certificate in system:masters used <= 90 d outside break-glass, no bootstrap token left',
      },
      'important': {
        level: 'required',
        target:
          'no token-auth file, anonymous auth off, no client certificate in system:masters used <= 90 d outside break-glass, no bootstrap token left',
      },
      'best-effort': {
        level: 'required',
        target:
          'no token-auth file, anonymous auth off, no client certificate in system:masters used <= 90 d outside break-glass, no bootstrap token left',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'apiserver flags, bootstrap token secrets, CSR history, audit-log user and group of recent calls, kubeconfig certificates found in Git',
      },
    ],
  },
  'identity/least-privilege': {
    title: 'RBAC is the authorizer and follows least privilege',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '0 unjustified wildcard, escalate, bind, impersonate, nodes/proxy or secrets-list grants; 0 privilege-escalation paths from a tenant subject to cluster-admin',
      },
      'important': {
        level: 'required',
        target:
          '0 unjustified wildcard, escalate, bind, impersonate, nodes/proxy or secrets-list grants; 0 privilege-escalation paths from a tenant subject to cluster-admin',
      },
      'best-effort': { level: 'required', target: 'RBAC on' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'effective permissions of every subject over Roles and Bindings, escalation graph, authorization-mode flags',
      },
    ],
  },
  'identity/cluster-admin': {
    title: 'cluster-admin and equivalent rights bounded and justified',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '<= 5 human or group subjects, 0 workload subjects unless allow-listed, each with owner and expiry',
      },
      'important': {
        level: 'required',
        target: '<= 5 human or group subjects, 0 workload subjects unless allow-listed, each with owner and expiry',
      },
      'best-effort': { level: 'required', target: '<= 10' },
    },
    metrics: [
      {
        name: 'clusterAdminEquivalentPeopleOrGroups',
        unit: 'count',
        op: '<=',
        values: { 'critical': 5, 'important': 5, 'best-effort': 10 },
        origin: 'proposed',
      },
      {
        name: 'clusterAdminEquivalentWorkloads',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'all subjects whose effective rights equal or reach cluster-admin, allow-list with expiry',
      },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per grant',
      population: 'grants and removals of cluster-admin-equivalent rights',
      samplingUnit: 'grant',
    },
  },
  'identity/service-accounts': {
    title: 'Service accounts dedicated, namespace-scoped, tokens not mounted needlessly',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'own account per workload, default account unbound, automount only where used, no long-lived token secrets',
      },
      'important': {
        level: 'required',
        target:
          'own account per workload, default account unbound, automount only where used, no long-lived token secrets',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'own account per workload, default account unbound, automount only where used, no long-lived token secrets',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'pod serviceAccountName, automountServiceAccountToken, RoleBindings of default accounts, kubernetes.io/service-account-token secrets',
      },
    ],
  },
  'identity/tenant-isolation': {
    title: 'Tenants and environments isolated by namespace',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'one tenant and one environment per namespace, 0 cross-tenant grants, network paths or shared volumes, nothing in default',
      },
      'important': {
        level: 'required',
        target:
          'one tenant and one environment per namespace, 0 cross-tenant grants, network paths or shared volumes, nothing in default',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'one tenant and one environment per namespace, 0 cross-tenant grants, network paths or shared volumes, nothing in default',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'namespace ownership labels, cross-namespace RoleBindings, reachability between tenants, hostPath and shared PV use, objects in default',
      },
    ],
  },
  'identity/quotas-and-limits': {
    title: 'Resource quotas and limit ranges bound every tenant namespace',
    from: '4. Security Baseline > Identity & Access Management',
    scope: 'namespace',
    tiers: {
      'critical': {
        level: 'required',
        target: 'ResourceQuota and LimitRange in every tenant namespace, requests and limits set',
      },
      'important': {
        level: 'required',
        target: 'ResourceQuota and LimitRange in every tenant namespace, requests and limits set',
      },
      'best-effort': {
        level: 'recommended',
        target: 'ResourceQuota and LimitRange in every tenant namespace, requests and limits set',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'ResourceQuota, LimitRange, container resources, namespaces without either',
      },
    ],
  },
};
