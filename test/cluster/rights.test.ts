import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import { accessAsked } from '../../src/cli/access-asked.ts';
import { factsNeeded } from '../../src/assessment/facts-needed.ts';
import { writeAccess } from '../../src/cli/write-access.ts';
import { discoverKinds } from '../../src/collect/kubernetes/discover-kinds.ts';
import type { CriterionId } from '../../src/definition/criteria.ts';
import { undeclaredPolicy } from '../../src/estate/policy.ts';
import { connect, readEstate } from './connect.ts';
import { grant } from './lay-objects.ts';
import { hiddenValue, layShop } from './lay-shop.ts';
import type { TestCluster } from './start-cluster.ts';
import { withCluster } from './with-cluster.ts';

const program = join(import.meta.dirname, '../../bin/kubecompass.js');

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Role {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
  readonly rules: readonly Rule[];
}

const rolesFor = (criteria: readonly CriterionId[], namespaces: readonly string[] = []): Role[] =>
  (loadAll(writeAccess({ criteria, namespaces })) as (Role | null)[]).filter((one) => !!one?.rules) as Role[];

/** The roles, each rule split into one for each resource, without one of them. */
function without(roles: readonly Role[], group: string, resource: string): Role[] {
  return roles.map((role) => ({
    ...role,
    rules: role.rules
      .map((rule) =>
        rule.apiGroups?.includes(group)
          ? { ...rule, resources: (rule.resources ?? []).filter((one) => one !== resource) }
          : rule,
      )
      .filter(({ resources, nonResourceURLs }) => nonResourceURLs !== undefined || (resources ?? []).length > 0),
  }));
}

async function grantRoles(cluster: TestCluster, user: string, roles: readonly Role[]): Promise<void> {
  for (const { rules, metadata } of roles) await grant(cluster, user, rules, metadata.namespace);
}

const kinds = rolesFor([]).flatMap(({ rules }) =>
  rules.flatMap(({ apiGroups = [], resources = [] }) =>
    apiGroups.flatMap((group) => resources.map((resource) => ({ group, resource, user: `no-${resource}.${group}` }))),
  ),
);
const users = ['team', 'nobody', 'reader', 'unmetered', ...kinds.map(({ user }) => user)];

withCluster('an API server and rights', { users }, layShop, (cluster) => {
  async function run(user: string, ...args: string[]): Promise<{ code: number; assessment: Assessment; text: string }> {
    const words = ['assess', '--kubeconfig', cluster().kubeconfig(user), '--format', 'json', '--all', ...args];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [program, ...words], { maxBuffer: 1024 ** 3 }, (error, stdout, stderr) => {
        const code = error ? Number(error.code) : 0;
        if (code > 1) reject(new Error(stderr));
        else resolve({ code, assessment: JSON.parse(stdout) as Assessment, text: stdout });
      });
    });
  }

  const verdictsOf = ({ findings }: Assessment, criterion: string, name: string): string[] =>
    findings
      .filter((one) => one.criterion === criterion && one.subject.name === name)
      .map(({ verdict, reason }) => `${verdict} ${reason}`);

  test('with all of them, what is there is judged, and what is not there is absent', async () => {
    const { assessment, text } = await run('admin');
    expect(assessment.estate).toMatchObject({
      source: 'cluster',
      cluster: { version: 'v1.37.2', namespaces: null },
      gaps: [],
    });
    expect(verdictsOf(assessment, 'availability/disruption-budgets', 'web')).toEqual(['fail no-budget']);
    expect(verdictsOf(assessment, 'network/default-deny', 'shop')).toContain('fail ingress-open');
    expect(text).not.toContain(hiddenValue);
    expect(text).toContain('/apis/apps/v1/namespaces/shop/deployments/web');
  });

  test('with those of one namespace, that namespace is judged whole and nothing is concluded of others', async () => {
    await grantRoles(
      cluster(),
      'team',
      rolesFor([], ['shop']).filter(({ kind }) => kind === 'Role'),
    );
    const { assessment } = await run('team', '--namespace', 'shop');
    expect(assessment.estate.cluster?.namespaces).toEqual(['shop']);
    expect(verdictsOf(assessment, 'availability/disruption-budgets', 'web')).toEqual(['fail no-budget']);
    expect(verdictsOf(assessment, 'network/default-deny', 'shop')).toContain('fail ingress-open');
    const others = assessment.findings.filter(({ subject }) => !['shop', '', undefined].includes(subject.namespace));
    expect(others).toEqual([]);
    // What belongs to the whole cluster is missing, and is all that is.
    const forbidden = assessment.estate.gaps.filter(({ gap }) => gap === 'forbidden').map(({ detail }) => detail);
    expect(forbidden.length).toBeGreaterThan(3);
    expect(
      forbidden.filter((detail) => !/at the cluster scope|cannot get path|pods.*kube-system/.test(detail)),
    ).toEqual([]);
  });

  test('a namespace that is not there is no empty one', async () => {
    await expect(run('admin', '--namespace', 'shopp')).rejects.toThrow('the cluster has no namespace "shopp"');
  });

  test('with none nothing passes, and the rights that are missing are named', async () => {
    const { assessment, code } = await run('nobody');
    expect(code).toBe(1);
    expect(
      new Set(assessment.outcomes.map(({ verdict }) => verdict)).isDisjointFrom(new Set(['pass', 'fail', 'partial'])),
    ).toBe(true);
    // Which version it is, an API server tells everybody.
    const passing = assessment.findings.filter(({ verdict }) => verdict === 'pass').map(({ subject }) => subject.kind);
    expect(passing.filter((kind) => kind !== 'Cluster')).toEqual([]);
    expect(JSON.stringify(assessment.estate.gaps)).toContain('User \\"nobody\\" cannot list resource');
  });

  test('nothing but get and list was ever asked, says the audit log of the API server', () => {
    const asked = readFileSync(cluster().auditLog, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"userAgent":"kubecompass"'))
      .map((line) => JSON.parse(line) as { verb: string; requestURI: string });
    expect(asked.length).toBeGreaterThan(100);
    expect(new Set(asked.map(({ verb }) => verb))).toEqual(new Set(['get', 'list']));
    const objects = asked.filter(({ requestURI }) => /^\/api\/v1\/|^\/apis\/[^/]+\/[^/]+\//.test(requestURI));
    const got = objects.filter(({ verb }) => verb === 'get').map(({ requestURI }) => requestURI);
    expect(new Set(got)).toEqual(new Set(['/api/v1/namespaces/shop', '/api/v1/namespaces/shopp']));
  });

  test('the roles that are generated suffice', async () => {
    await grantRoles(cluster(), 'reader', rolesFor([]));
    const estate = await readEstate(connect(cluster(), 'reader-token'));
    expect(estate.gaps).toEqual([]);
    expect(estate.facts.workloads.items.map(({ name }) => name)).toContain('web');
    expect(estate.facts.liveClusters.items[0]?.metrics).not.toBeNull();
  });

  test('and are the least: each kind that is taken away is a gap that names it, and some criterion needs it', async () => {
    const roles = rolesFor([]);
    // A rule for what is not served cannot be missed.
    const served = await discoverKinds(connect(cluster(), 'admin-token'));
    const builtIn = kinds.filter(({ group, resource }) =>
      served.kinds.some((one) => one.group === group && one.resource === resource),
    );
    expect(builtIn.length).toBeGreaterThan(30);
    const waiting = [...builtIn];
    const missed: string[] = [];
    const one = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { group, resource, user } = next;
        await grantRoles(cluster(), user, without(roles, group, resource));
        const { gaps } = await readEstate(connect(cluster(), `${user}-token`));
        const named = gaps.filter(
          ({ gap, detail }) => gap === 'forbidden' && detail.includes(`resource "${resource}" in API group "${group}"`),
        );
        if (named.length !== 1 || gaps.length !== 1) missed.push(`${group}/${resource}: ${JSON.stringify(gaps)}`);
      }
    };
    await Promise.all([one(), one(), one(), one()]);
    expect(missed).toEqual([]);
    const needed = checks.flatMap(({ answers }) => accessAsked([answers]).kinds.map(({ kind }) => kind));
    const needless = builtIn.filter(
      ({ group, resource }) => !needed.some((one) => one.group === group && one.resource === resource),
    );
    expect(needless).toEqual([]);
  });

  test('without /metrics, what the API server counts of itself is not seen', async () => {
    const roles = rolesFor([]).map((role) => ({
      ...role,
      rules: role.rules.map((rule) =>
        rule.nonResourceURLs
          ? { ...rule, nonResourceURLs: rule.nonResourceURLs.filter((path) => path !== '/metrics') }
          : rule,
      ),
    }));
    await grantRoles(cluster(), 'unmetered', roles);
    const estate = await readEstate(connect(cluster(), 'unmetered-token'));
    expect(estate.facts.liveClusters.items[0]?.metrics).toBeNull();
  });

  test('limited to a criterion, no more is asked than it needs, and its verdicts are the same', async () => {
    const server = connect(cluster(), 'admin-token');
    const now = '2026-11-28T12:00:00Z';
    const whole = await readEstate(server, { now });
    const judged = (estate: typeof whole, criterion: CriterionId): string[] =>
      assess(estate, undeclaredPolicy, { version: 'test', all: true, criteria: [criterion] })
        .findings.filter((one) => one.criterion === criterion)
        .map(
          ({ verdict, reason, tier, subject }) =>
            `${verdict} ${reason} ${tier} ${subject.kind}/${subject.namespace}/${subject.name}`,
        );
    // Some of each kind: all of them would ask thousands of times.
    const some: readonly CriterionId[] = [
      'availability/disruption-budgets',
      'availability/health-probes',
      'network/default-deny',
      'identity/least-privilege',
      'workload/pod-security',
      'network/certificates',
      'support/maintained-tools',
    ];
    for (const criterion of some) {
      const before = server.requests();
      const limited = await readEstate(server, { now, only: [...factsNeeded(criterion)] });
      expect({ criterion, findings: judged(limited, criterion) }).toEqual({
        criterion,
        findings: judged(whole, criterion),
      });
      expect(server.requests() - before).toBeLessThan(45);
    }
  });
});
