import fc from 'fast-check';
import { type Json, metadata, namespaceName } from './random-parts.ts';

const group = 'rbac.authorization.k8s.io';
const roleName = fc.constantFrom('ops', 'reader');

const rules = fc.constantFrom<unknown[]>(
  [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
  [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'create', 'update', 'delete'] }],
  [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
  [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
  [
    { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
  ],
  [{ apiGroups: [group], resources: ['roles'], verbs: ['escalate'] }],
  [{ apiGroups: [group], resources: ['roles', 'rolebindings'], verbs: ['bind', 'create'] }],
  [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  [],
);

const aggregation = fc.option(
  fc.constantFrom(
    { clusterRoleSelectors: [{ matchLabels: { gather: 'ops' } }] },
    { clusterRoleSelectors: [{ matchLabels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } }] },
  ),
  { nil: undefined, freq: 3 },
);
const roleLabels = fc.constantFrom<Json>(
  {},
  { gather: 'ops' },
  { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
);

const clusterRole = fc
  .record({ name: roleName, labels: roleLabels, rules, aggregationRule: aggregation })
  .map(({ name, labels, rules: own, aggregationRule }): Json => ({
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata: { name, labels },
    rules: own,
    ...(aggregationRule ? { aggregationRule } : {}),
  }));

const role = fc.record({ metadata: metadata(roleName), rules }).map(({ metadata: head, rules: own }): Json => ({
  apiVersion: `${group}/v1`,
  kind: 'Role',
  metadata: head,
  rules: own,
}));

const subject = fc.oneof(
  fc.record({
    kind: fc.constant('ServiceAccount'),
    name: fc.constantFrom('default', 'ledger'),
    namespace: namespaceName,
  }),
  fc.record({
    kind: fc.constant('Group'),
    name: fc.constantFrom('admins', 'system:masters', 'system:authenticated', 'system:serviceaccounts:bank'),
  }),
  fc.record({
    kind: fc.constant('User'),
    name: fc.constantFrom('ada', 'ben', 'cem', 'dora', 'eve', 'system:anonymous'),
  }),
);
const subjects = fc.oneof(
  { weight: 4, arbitrary: fc.array(subject, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constant(
      ['ada', 'ben', 'cem', 'dora', 'eve', 'finn', 'gus', 'hal', 'ida', 'jo', 'kim'].map((name) => ({
        kind: 'User',
        name,
      })),
    ),
  },
);
const boundRole = fc.constantFrom('cluster-admin', 'cluster-admin', 'view', 'edit', 'ops', 'ops', 'reader', 'absent');
const owner = fc.constantFrom<Json>({}, { annotations: { 'bank.example/owner': 'platform@bank.example' } });

const clusterRoleBinding = fc
  .record({ name: fc.constantFrom('admins', 'ops'), owner, role: boundRole, subjects })
  .map(({ name, owner: answers, role: bound, subjects: named }): Json => ({
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name, ...answers },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: bound },
    subjects: named,
  }));

const roleBinding = fc
  .record({
    metadata: metadata(fc.constantFrom('admins', 'ops')),
    kind: fc.constantFrom('Role', 'ClusterRole'),
    role: boundRole,
    subjects,
  })
  .map(({ metadata: head, kind, role: bound, subjects: named }): Json => ({
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata: head,
    roleRef: { apiGroup: group, kind, name: bound },
    subjects: named,
  }));

const podInDefault = fc
  .constantFrom<Json>({}, { labels: { 'kubecompass.io/tier': 'best-effort' } })
  .map((more): Json => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'stray', namespace: 'default', ...more },
    spec: { containers: [{ name: 'app', image: 'registry.bank.example/stray:1' }] },
  }));

/** A role or a binding. */
export const accessObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: clusterRoleBinding },
  { weight: 3, arbitrary: clusterRole },
  { weight: 2, arbitrary: roleBinding },
  { weight: 2, arbitrary: role },
  { weight: 1, arbitrary: podInDefault },
);
