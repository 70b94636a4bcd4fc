import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { checks } from '../checks/registry.generated.ts';
import { askedKinds } from '../collect/kubernetes/access/asked-kinds.ts';
import type { CriterionId } from '../definition/criteria.ts';
import { accessAsked } from './access-asked.ts';
import { factsNeeded } from '../assessment/facts-needed.ts';
import { writeAccess, writeDeployedAccess } from './write-access.ts';

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Document {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly Rule[];
}

const documentsIn = (yaml: string): Document[] =>
  (loadAll(yaml) as (Document | null)[]).filter((one) => one !== null && one !== undefined);

/** Every right, as `verb group/resource`, with the namespace of its role. */
function rightsIn(yaml: string): string[] {
  return documentsIn(yaml).flatMap(({ metadata, rules = [] }) =>
    rules.flatMap(({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }) =>
      verbs.flatMap((verb) => [
        ...apiGroups.flatMap((group) =>
          resources.map((one) =>
            [verb, `${group}/${one}`, ...resourceNames, metadata.namespace ?? ''].join(' ').trim(),
          ),
        ),
        ...nonResourceURLs.map((path) => `${verb} ${path}`),
      ]),
    ),
  );
}

const limited = (criterion: CriterionId, ...namespaces: string[]): string[] =>
  rightsIn(writeAccess({ criteria: [criterion], namespaces }));

describe('of everything', () => {
  const rights = rightsIn(writeAccess({ criteria: [], namespaces: [] }));

  test('objects are listed, a few paths are got, and nothing else may be done', () => {
    expect(rights.filter((one) => !/^list [^ ]*\/[^ /]+( kube-system)?$/.test(one))).toEqual([
      'get /version',
      'get /api',
      'get /api/*',
      'get /apis',
      'get /apis/*',
      ...rights.filter((one) => one === 'get /metrics'),
    ]);
  });

  test('every kind that is asked for is there, and no wildcard but that of constraints', () => {
    for (const { group, resource } of askedKinds())
      expect(rights.some((one) => one.startsWith(`list ${group}/${resource}`))).toBe(true);
    expect(rights.filter((one) => one.startsWith('list') && one.includes('*'))).toEqual([
      'list constraints.gatekeeper.sh/*',
    ]);
  });

  test('what stands in files alone is not', () => {
    expect(
      rights.filter((one) => /eksctl|(?:kubeadm|apiserver\.config|audit|kubelet\.config)\.k8s\.io/.test(one)),
    ).toEqual([]);
  });

  test('leases are read where those of API servers are, and nowhere else', () => {
    expect(rights.filter((one) => one.includes('/leases'))).toEqual(['list coordination.k8s.io/leases kube-system']);
  });

  test('what is read of Secrets is said', () => {
    expect(writeAccess({ criteria: [], namespaces: [] })).toContain('# Secrets: Kubernetes has no right to a Secret');
  });
});

describe('of one criterion', () => {
  test('only what it needs', () => {
    const rights = limited('availability/disruption-budgets');
    expect(rights).toEqual(
      expect.arrayContaining(['list /pods', 'list apps/deployments', 'list policy/poddisruptionbudgets']),
    );
    expect(rights.filter((one) => /secrets$|roles|\/nodes$|networkpolicies|certificates/.test(one))).toEqual([]);
    expect(writeAccess({ criteria: ['availability/disruption-budgets'], namespaces: [] })).not.toContain('Secrets:');
  });

  test('what speaks of which tier something is belongs to each', () => {
    expect(limited('identity/quotas-and-limits')).toEqual(expect.arrayContaining(['list /pods', 'list /namespaces']));
  });

  test('one that no check judges asks for nothing', () => {
    expect(limited('operations/current-documentation').every((one) => one.startsWith('get /'))).toBe(true);
  });

  test.each(checks.map(({ answers }) => answers))('%s has a kind for each fact that is made of one', (criterion) => {
    const facts = [...factsNeeded(criterion)];
    const all = new Set(askedKinds().flatMap((kind) => kind.facts));
    const asked = new Set(accessAsked([criterion]).kinds.flatMap(({ kind }) => kind.facts));
    expect(facts.filter((fact) => all.has(fact) && !asked.has(fact))).toEqual([]);
  });
});

describe('of two namespaces', () => {
  const documents = documentsIn(writeAccess({ criteria: ['network/default-deny'], namespaces: ['shop', 'pay'] }));
  const ofKind = (kind: string): Document[] => documents.filter((one) => one.kind === kind);

  test('a role in each, and the cluster is asked for no more than what belongs to no namespace', () => {
    expect(ofKind('Role').map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'pay']);
    const cluster = ofKind('ClusterRole').flatMap(({ rules = [] }) => rules.flatMap(({ resources = [] }) => resources));
    expect(cluster).toContain('globalnetworkpolicies');
    expect(cluster).not.toContain('networkpolicies');
    expect(cluster).not.toContain('pods');
    expect(cluster).not.toContain('namespaces');
  });

  test('each namespace is got by its name', () => {
    expect(ofKind('Role').map(({ rules = [] }) => rules[0])).toEqual(
      ['shop', 'pay'].map((name) => ({
        verbs: ['get'],
        apiGroups: [''],
        resourceNames: [name],
        resources: ['namespaces'],
      })),
    );
  });
});

test('what is deployed is the same rights, with an account that has them', () => {
  const deployed = writeDeployedAccess();
  expect(rightsIn(deployed)).toEqual(rightsIn(writeAccess({ criteria: [], namespaces: [] })));
  expect(documentsIn(deployed).map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace ?? null])).toEqual([
    ['Namespace', 'kubecompass', null],
    ['ServiceAccount', 'kubecompass', 'kubecompass'],
    ['ClusterRole', 'kubecompass-reader', null],
    ['Role', 'kubecompass-reader', 'kube-system'],
    ['ClusterRoleBinding', 'kubecompass-reader', null],
    ['RoleBinding', 'kubecompass-reader', 'kube-system'],
  ]);
});
