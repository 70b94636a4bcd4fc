import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../test/support/judged.ts';
import { disruptionBudgets } from '../../checks/availability/disruption-budgets/check.ts';
import { healthProbes } from '../../checks/availability/health-probes/check.ts';
import { selfHealing } from '../../checks/operations/self-healing/check.ts';
import { abandonedTools } from '../../checks/support/abandoned-tools/check.ts';
import { podSecurity } from '../../checks/workload/pod-security/check.ts';

const postgres = (instances = 3): string =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: bank, uid: u}\nspec: {instances: ${instances}, storage: {size: 1Gi}}\n`;
const owned =
  'ownerReferences: [{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: pg, uid: u, controller: true}]';
const pods = [1, 2, 3]
  .map(
    (number) =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: pg-${number}, namespace: bank, labels: {cnpg.io/cluster: pg}, ${owned}}\nspec: {containers: [{name: postgres, image: "ghcr.io/cloudnative-pg/postgresql:17"}]}\nstatus: {phase: Running, conditions: [{type: Ready, status: "True"}]}\n`,
  )
  .join('');
const budget = `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pg, namespace: bank, ${owned}}\nspec: {minAvailable: 1, selector: {matchLabels: {cnpg.io/cluster: pg}}}\n`;
const prometheus =
  'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main, namespace: bank}\nspec: {replicas: 2, version: v3.5.0}\n';

describe('a resource whose operator made nothing', () => {
  test.each([
    ['disruption budgets', disruptionBudgets],
    ['health probes', healthProbes],
    ['pod security', podSecurity],
    ['self-healing', selfHealing],
  ])('is unknown: %s', (_name, check) => {
    for (const yaml of [postgres(), prometheus]) {
      const found = findingsBy(check, clusterOf(yaml)).filter(
        ({ subject }) => /Cluster|Prometheus/.test(subject.kind) && subject.namespace === 'bank',
      );
      expect(found.map(({ verdict }) => verdict)).toEqual(['unknown']);
      expect(found[0]?.because).toMatch(/none of it was seen|none of it is there/);
    }
  });

  test('is no program that runs', () => {
    expect(judgedBy(abandonedTools, clusterOf(prometheus)).filter((one) => one.includes('/main'))).toEqual([]);
    const runs = (forbidden: string[]) =>
      clusterOf(prometheus, { forbidden }).facts.tools.items.filter(({ name, runs }) => name === 'main' && runs).length;
    expect([runs([]), runs(['/Pod'])]).toEqual([0, 1]);
  });

  test('need not have made anything where no pods are asked for', () => {
    const [made] = clusterOf(postgres(0)).facts.workloads.items;
    expect(made?.made?.unmade).toBeUndefined();
  });
});

describe('a resource whose pods are there', () => {
  test('is kept by the budget that is there, and by none that is not', () => {
    const said = (yaml: string) => judgedBy(disruptionBudgets, clusterOf(yaml)).filter((one) => one.includes('/pg'));
    expect(said(postgres() + pods + budget)).toEqual(['pass kept-by-its-operator Cluster/bank/pg']);
    expect(said(postgres() + pods)).toEqual(['unknown not-seen Cluster/bank/pg']);
  });

  test('is kept by a budget of which its operator calls itself the owner, and not the controller', () => {
    const labels = (kind: string, component: string): string =>
      `strimzi.io/cluster: log, strimzi.io/kind: ${kind}, strimzi.io/name: log-${component}, app.kubernetes.io/instance: log, app.kubernetes.io/managed-by: strimzi-cluster-operator`;
    const pod = (name: string, own: string): string =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: bank, labels: {${own}}, ownerReferences: [{apiVersion: core.strimzi.io/v1, kind: StrimziPodSet, name: log, uid: s, controller: true}]}\nspec: {containers: [{name: kafka, image: "a:1"}]}\nstatus: {phase: Running, conditions: [{type: Ready, status: "True"}]}\n`;
    const budgetOf = (kind: string, component: string, least: number): string =>
      `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: log-${component}, namespace: bank, ownerReferences: [{apiVersion: kafka.strimzi.io/v1, kind: ${kind}, name: log, uid: ${kind}, controller: false}]}\nspec: {minAvailable: ${least}, selector: {matchLabels: {${labels(kind, component)}}}}\n`;
    const resource = (kind: string, name: string, spec: string): string =>
      `---\napiVersion: kafka.strimzi.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: bank, uid: ${kind}, labels: {strimzi.io/cluster: log}}\nspec: {${spec}}\n`;
    const said = (yaml: string, forbidden: string[] = []) =>
      judgedBy(disruptionBudgets, clusterOf(yaml, { forbidden })).filter((one) => one.includes('Kafka'));
    const connect = resource('KafkaConnect', 'log', 'replicas: 2');
    const workers = ['a', 'b'].map((name) => pod(name, labels('KafkaConnect', 'connect'))).join('');
    expect(said(connect + workers + budgetOf('KafkaConnect', 'connect', 1))).toEqual([
      'pass kept-by-its-operator KafkaConnect/bank/log',
    ]);
    const pools =
      resource('Kafka', 'log', 'kafka: {version: 4.1.0}') +
      resource('KafkaNodePool', 'heads', 'replicas: 3, roles: [controller]').replace('uid: KafkaNodePool', 'uid: a') +
      resource('KafkaNodePool', 'hands', 'replicas: 1, roles: [broker]').replace('uid: KafkaNodePool', 'uid: b');
    const members = ['heads', 'heads', 'heads', 'hands']
      .map((pool, index) => pod(`log-${index}`, `${labels('Kafka', 'kafka')}, strimzi.io/pool-name: ${pool}`))
      .join('');
    const ofPools = budgetOf('Kafka', 'kafka', 3);
    const one = 'notApplicable one-replica KafkaNodePool/bank/hands';
    expect(said(pools + members + ofPools)).toEqual([one, 'pass kept-by-its-operator KafkaNodePool/bank/heads']);
    expect(said(pools + members)).toEqual([one, 'unknown not-seen KafkaNodePool/bank/heads']);
    // Whoever made it, of four pods it lets one go.
    const blocked = said(pools + members + ofPools.replace('kind: Kafka,', 'kind: Other,'), ['kafka.strimzi.io/Kafka']);
    expect(blocked.join()).not.toContain('blocks-drain');
  });

  test('is judged as its operator makes them, also by their labels alone', () => {
    const nameless = pods.replaceAll(`, ${owned}`, '');
    const unmade = (some: string) =>
      clusterOf(postgres() + some).facts.workloads.items.map(({ made }) => made?.unmade?.gap);
    expect([unmade(pods)[0], unmade(nameless)[0], unmade('')[0]]).toEqual([undefined, undefined, 'not-collected']);
    expect(judgedBy(healthProbes, clusterOf(postgres() + pods))).toContain('pass probed Cluster/bank/pg');
  });

  test('by the labels of what stands between, where no owner is named', () => {
    const redis =
      'apiVersion: databases.spotahome.com/v1\nkind: RedisFailover\nmetadata: {name: db, namespace: bank, uid: r}\nspec: {redis: {replicas: 3}, sentinel: {replicas: 3}}\n';
    const between = (labels: string): string =>
      `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: bank, uid: s}\nspec: {replicas: 1, serviceName: db, selector: {matchLabels: ${labels}}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: db, image: "bank.example/db:1"}]}}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: db-0, namespace: bank, labels: ${labels}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s, controller: true}]}\nspec: {containers: [{name: db, image: "bank.example/db:1"}]}\nstatus: {phase: Running, conditions: [{type: Ready, status: "True"}]}\n`;
    const isUnmade = (labels: string): boolean[] =>
      clusterOf(redis + between(labels))
        .facts.workloads.items.filter(({ kind }) => kind === 'RedisFailover')
        .map(({ made }) => made?.unmade !== undefined);
    expect(isUnmade('{app: db}')).not.toContain(false);
    const own =
      '{app.kubernetes.io/component: redis, app.kubernetes.io/name: db, app.kubernetes.io/part-of: redis-failover}';
    expect(isUnmade(own)).toContain(false);
  });
});

describe('what is called alike', () => {
  const alike = pods.replaceAll(`, ${owned}`, '').replaceAll('cnpg.io/cluster: pg', 'app: pg');
  const otherBudget =
    '---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pg, namespace: bank}\nspec: {minAvailable: 1, selector: {matchLabels: {app: other}}}\n';

  test('is no pod of it', () => {
    const made = clusterOf(postgres() + alike).facts.workloads.items.find(({ kind }) => kind === 'Cluster');
    expect(made?.made?.unmade?.gap).toBe('not-collected');
  });

  test('is no budget of it', () => {
    const said = judgedBy(disruptionBudgets, clusterOf(postgres() + pods + otherBudget));
    expect(said.filter((one) => one.includes('Cluster/bank/pg'))).toEqual(['unknown not-seen Cluster/bank/pg']);
  });
});
