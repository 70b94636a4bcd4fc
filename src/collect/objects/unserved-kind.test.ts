import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { collected } from '../../../test/support/collected.ts';
import { judgedBy } from '../../../test/support/judged.ts';
import { assess } from '../../assessment/assess.ts';
import { disruptionBudgets } from '../../checks/availability/disruption-budgets/check.ts';
import { defaultDeny } from '../../checks/network/default-deny/check.ts';
import { secretsInGit } from '../../checks/secrets/secrets-in-git/check.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { groupOf } from '../../estate/identity.ts';
import { kindsRead, readersOf } from './kinds.ts';
import { unservedKind } from './unserved-kind.ts';

describe('what no API serves', () => {
  test.each([
    ['app/v1', 'Deployment', 'no API serves Deployment of app/v1; apps/v1 does'],
    ['v1', 'Deployment', 'no API serves Deployment of v1; apps/v1 does'],
    ['apps', 'Deployment', 'no API serves Deployment of apps; apps/v1 does'],
    ['apps/v1', 'deployment', 'no API serves deployment of apps/v1; the kind is written Deployment'],
    ['v1', 'deployment', 'no API serves deployment of v1; apps/v1 does, as Deployment'],
    ['v1', 'PodDisruptionBudget', 'no API serves PodDisruptionBudget of v1; policy/v1 does'],
    [
      'policy.k8s.io/v1',
      'PodDisruptionBudget',
      'no API serves PodDisruptionBudget of policy.k8s.io/v1; policy/v1 does',
    ],
    ['v1', 'NetworkPolicy', 'no API serves NetworkPolicy of v1; networking.k8s.io/v1 does'],
    ['apps/v1', 'CronJob', 'no API serves CronJob of apps/v1; batch/v1 does'],
    ['core/v1', 'Pod', 'no API serves Pod of core/v1; v1 does'],
    ['apps/v1', 'ServiceAccount', 'no API serves ServiceAccount of apps/v1; v1 does'],
    ['v1', 'configMap', 'no API serves configMap of v1; the kind is written ConfigMap'],
    ['policy/v7', 'PodDisruptionBudget', 'no API serves PodDisruptionBudget of policy/v7; policy/v1 does'],
    ['networking.k8s.io/v9', 'NetworkPolicy', 'no API serves NetworkPolicy of networking.k8s.io/v9; networking.k8s'],
    [
      'autoscaling/v9',
      'HorizontalPodAutoscaler',
      'no API serves HorizontalPodAutoscaler of autoscaling/v9; autoscaling',
    ],
    ['v3', 'ResourceQuota', 'no API serves ResourceQuota of v3; v1 does'],
    ['apps/v9', 'Deployment', 'no API serves Deployment of apps/v9; apps/v1 does'],
    ['storage.k8s.io/v4', 'StorageClass', 'no API serves StorageClass of storage.k8s.io/v4; storage.k8s.io/v1 does'],
    ['v1', 'list', 'no API serves list of v1; the kind is written List'],
    ['apps/v1', 'Deploy', 'no API serves Deploy of apps/v1; did you mean Deployment?'],
    [
      'networking.k8s.io/v1',
      'NetworkPolicies',
      'no API serves NetworkPolicies of networking.k8s.io/v1; did you mean NetworkPolicy?',
    ],
    ['policy/v1', 'PodSecurityPolicy', 'no API serves PodSecurityPolicy of policy/v1'],
  ])('%s %s', (apiVersion, kind, message) => {
    expect(unservedKind(apiVersion, kind)?.message).toContain(message);
  });

  test('an apiVersion is not shown at any length', () => {
    expect(unservedKind('x'.repeat(5000), 'Deployment')?.message.length).toBeLessThan(150);
  });
});

test.each([
  ['serving.knative.dev/v1', 'Service'],
  ['projectcalico.org/v3', 'NetworkPolicy'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy'],
  ['batch.volcano.sh/v1alpha1', 'Job'],
  ['apps.openshift.io/v1', 'Deployment'],
  ['types.kubefed.io/v1beta1', 'Deployment'],
  ['apps.kruise.io/v1alpha1', 'StatefulSet'],
  ['cluster.x-k8s.io/v1beta1', 'Deployment'],
  ['kubernetes.crossplane.example/v1', 'secret'],
  ['extensions/v1beta1', 'Deployment'],
  ['extensions/v1beta1', 'NetworkPolicy'],
  ['apps/v1beta2', 'StatefulSet'],
  ['policy/v1beta1', 'PodDisruptionBudget'],
  ['batch/v2alpha1', 'CronJob'],
  ['kubeadm.k8s.io/v1beta1', 'ClusterConfiguration'],
  ['policy/${VERSION}', 'PodDisruptionBudget'],
  ['resource.k8s.io/v1alpha2', 'ResourceClaim'],
  ['velero.io/v3', 'Schedule'],
  ['v1', 'DeploymentConfig'],
  ['apps/v1', 'DeploymentList'],
  ['apps/v1', '${KIND}'],
  ['apps/v1', 'x'.repeat(5000)],
  ['batch/v1alpha1', 'Cluster'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['autoscaling/v1', 'Scale'],
  ['networking.k8s.io/v1', 'Ingress'],
])('%s %s is not refused', (apiVersion, kind) => {
  expect(unservedKind(apiVersion, kind)).toBeNull();
});

test('every built-in kind that is read is served where it is read, and missed elsewhere', () => {
  const builtIn = kindsRead
    .map((key) => key.split('/') as [string, string])
    .filter(([group, kind]) => (!group.includes('.') || group === 'networking.k8s.io') && kind !== '')
    // OpenShift served it before it had a group of its own.
    .filter(([, kind]) => kind !== 'DeploymentConfig')
    // The file of a component is served by no API.
    .filter(([group, kind]) => !readersOf(group === '' ? 'v1' : `${group}/v1`, kind).some(({ nameless }) => nameless));
  expect(builtIn.length).toBeGreaterThan(20);
  for (const [group, kind] of builtIn) {
    const version = group === 'extensions' ? 'v1beta1' : 'v1';
    expect(unservedKind(group === '' ? 'v1' : `${group}/${version}`, kind)).toBeNull();
    const missed = unservedKind('app/v1', kind);
    expect(missed?.kind).toBe(kind);
    expect([group, 'apps', 'networking.k8s.io']).toContain(groupOf(missed?.apiVersion ?? ''));
  }
});

const namespace = '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
const deployment = `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: a:1, securityContext: {privileged: true}}]}
`;
const budget = `
---
apiVersion: v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: web}}}
`;

describe('a misspelt object is a named gap, and what it may be is not known', () => {
  test.each([
    ['its group', deployment.replace('apps/v1', 'app/v1'), 'no API serves Deployment of app/v1; apps/v1 does', 8],
    ['its kind', deployment.replace('Deployment', 'deployment'), 'the kind is written Deployment', 9],
    ['part of its kind', deployment.replace('Deployment', 'Deploy'), 'did you mean Deployment?', 9],
  ])('a workload, by %s', (_name, misspelt, message, line) => {
    const estate = estateOf(namespace + misspelt);
    expect(estate.unreadable).toMatchObject([{ line, message: expect.stringContaining(message) as string }]);
    expect(estate.facts.workloads.seen.in['shop']).toMatchObject({ gaps: [{ gap: 'malformed' }] });
    const { outcomes } = assess(estate, undeclaredPolicy, { version: 'test', rethrow: true });
    expect(outcomes.find(({ criterion }) => criterion === 'availability/health-probes')?.verdict).toBe('unknown');
  });

  test('a budget: the workload beside it waits', () => {
    expect(judgedBy(disruptionBudgets, deployment + budget)).toEqual(['unknown not-seen Deployment/shop/web']);
    expect(judgedBy(disruptionBudgets, deployment + budget.replace('v1\n', 'policy/v1\n'))).toContain(
      'pass protected Deployment/shop/web',
    );
  });

  test('a NetworkPolicy: the namespace waits', () => {
    const policy =
      '\n---\napiVersion: v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';
    expect(judgedBy(defaultDeny, namespace + policy)).toEqual(['unknown not-seen Namespace/shop/shop']);
    const several = policy.replace('v1\nkind: NetworkPolicy', 'networking.k8s.io/v1\nkind: NetworkPolicies');
    expect(judgedBy(defaultDeny, namespace + several)).toEqual(['unknown not-seen Namespace/shop/shop']);
  });

  test('a Secret stands in Git all the same', () => {
    const secret =
      'apiVersion: v1\nkind: secret\nmetadata: {name: a, namespace: shop}\nstringData: {password: Tr0ub4dor&3}\n';
    expect(judgedBy(secretsInGit, secret).filter((one) => one.startsWith('fail'))).toHaveLength(1);
    expect(judgedBy(secretsInGit, { '-': secret }).filter((one) => one.startsWith('fail'))).toEqual([]);
  });

  test('a list hides what it may hold', () => {
    const list = `apiVersion: v1\nkind: list\nitems:\n- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web, namespace: shop}, spec: {minAvailable: 1}}\n`;
    expect(judgedBy(disruptionBudgets, list + deployment)).toEqual(['unknown not-seen Deployment/shop/web']);
  });

  test('one that cannot be parsed either hides the same', () => {
    const broken = '\n---\napiVersion: v1\nkind: poddisruptionbudget\nmetadata: {name: web\n';
    expect(judgedBy(disruptionBudgets, deployment + broken)).toEqual(['unknown not-seen Deployment/shop/web']);
  });
});

test('a custom resource in a version of which no schema is kept is named with it', () => {
  const { withoutSchema } = collected({
    'a.yaml':
      'apiVersion: velero.io/v3\nkind: Schedule\nmetadata: {name: a, namespace: bank}\nspec: {schedule: "@daily", template: {}}\n',
  });
  expect(withoutSchema).toEqual({ objects: 1, kinds: ['Schedule (no schema of velero.io/v3)'] });
});
