import { describe, expect, test } from 'vitest';
import { loadAll } from 'js-yaml';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { assessedBy, findingsBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { disruptionBudgets } from './check.ts';

interface Shape {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string;
  readonly pod?: string;
}

function workload(replicas: number | null, shape: Shape = {}): string {
  const {
    kind = 'Deployment',
    apiVersion = 'apps/v1',
    name = 'ledger',
    namespace = 'bank',
    labels = '{app: ledger}',
    pod = '',
  } = shape;
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  ${replicas === null ? '{}' : `replicas: ${replicas}`}
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: ${labels}}
    spec: {containers: [{name: app, image: registry.bank.example/ledger:1.4}]${pod}}
`.replace('\n  {}', '');
}

function budget(spec: string, name = 'ledger', namespace = 'bank'): string {
  return `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: ${namespace}}
spec: {unhealthyPodEvictionPolicy: AlwaysAllow, ${spec}}
`;
}

function autoscaler(minReplicas: number | null, kind = 'Deployment'): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger, namespace: bank}
spec: {${minReplicas === null ? '' : `minReplicas: ${minReplicas}, `}maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: ledger}}
`;
}

const selects = 'selector: {matchLabels: {app: ledger}}';
const good = budget(`maxUnavailable: 1, ${selects}`);

/** What was said, but for budgets of which there is nothing to say. */
function said(given: string | Readonly<Record<string, string>>, options: JudgedOptions = {}): string[] {
  return judgedBy(disruptionBudgets, given, options).filter((one) => !one.startsWith('notApplicable budget '));
}

const ledger = 'Deployment/bank/ledger';

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['protected', workload(3) + good, [`pass protected ${ledger}`]],
    ['protected by a minimum', workload(3) + budget(`minAvailable: 2, ${selects}`), [`pass protected ${ledger}`]],
    ['protected in percent', workload(3) + budget(`minAvailable: 50%, ${selects}`), [`pass protected ${ledger}`]],
    ['one-replica', workload(1), [`notApplicable one-replica ${ledger}`]],
    ['one-replica, not declared', workload(null), [`notApplicable one-replica ${ledger}`]],
    ['switched-off', workload(0), [`notApplicable switched-off ${ledger}`]],
    ['no-budget', workload(3), [`fail no-budget ${ledger}`]],
    [
      'two-budgets',
      workload(3) + good + budget(`minAvailable: 1, ${selects}`, 'second'),
      [`fail two-budgets ${ledger}`],
    ],
    ['blocks-drain by number', workload(3) + budget(`minAvailable: 3, ${selects}`), [`fail blocks-drain ${ledger}`]],
    [
      'blocks-drain by percentage',
      workload(3) + budget(`minAvailable: 90%, ${selects}`),
      [`fail blocks-drain ${ledger}`],
    ],
    [
      'blocks-drain by maxUnavailable: 0',
      workload(3) + budget(`maxUnavailable: 0, ${selects}`),
      [`fail blocks-drain ${ledger}`],
    ],
    ['blocks-drain with neither amount', workload(3) + budget(selects), [`fail blocks-drain ${ledger}`]],
    [
      'blocks-drain at the autoscaler’s minimum',
      workload(6) + autoscaler(2) + budget(`minAvailable: 2, ${selects}`),
      [`fail blocks-drain ${ledger}`],
    ],
    [
      'blocks-drain and two-budgets',
      workload(3) + good + budget(`minAvailable: 3, ${selects}`, 'second'),
      [`fail blocks-drain ${ledger}`, `fail two-budgets ${ledger}`],
    ],
    [
      'uncountable-pods',
      workload(3) + workload(null, { kind: 'DaemonSet', name: 'agent' }) + good,
      [`fail uncountable-pods ${ledger}`],
    ],
    ['allows-all', workload(3) + budget(`maxUnavailable: 100%, ${selects}`), [`partial allows-all ${ledger}`]],
    [
      'allows-all by a minimum of none',
      workload(3) + budget(`minAvailable: 0, ${selects}`),
      [`partial allows-all ${ledger}`],
    ],
    [
      'allows-all at the autoscaler’s minimum',
      workload(6) + autoscaler(2) + budget(`maxUnavailable: 2, ${selects}`),
      [`partial allows-all ${ledger}`],
    ],
    [
      'allows-all of the smaller of two workloads',
      workload(2) + workload(6, { name: 'reports' }) + budget(`minAvailable: 50%, ${selects}`),
      [`partial allows-all ${ledger}`, 'pass protected Deployment/bank/reports'],
    ],
    [
      'only-replica-held',
      workload(1) + budget(`minAvailable: 1, ${selects}`),
      [`advice only-replica-held ${ledger}`, `notApplicable one-replica ${ledger}`],
    ],
    [
      'only-replica-held by two budgets',
      workload(1) + good + budget(`maxUnavailable: 1, ${selects}`, 'second'),
      [`advice only-replica-held ${ledger}`, `notApplicable one-replica ${ledger}`],
    ],
    ['one-replica that its budget lets go', workload(1) + good, [`notApplicable one-replica ${ledger}`]],
    [
      'unhealthy-pods-block-drain',
      workload(3) + good.replace('unhealthyPodEvictionPolicy: AlwaysAllow, ', ''),
      [`advice unhealthy-pods-block-drain ${ledger}`, `pass protected ${ledger}`],
    ],
    [
      'selects-nothing',
      budget('maxUnavailable: 1, selector: {matchLabels: {app: legder}}'),
      ['advice selects-nothing PodDisruptionBudget/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('a budget itself is neither good nor bad', () => {
    expect(judgedBy(disruptionBudgets, workload(3) + good)).toEqual([
      'notApplicable budget PodDisruptionBudget/bank/ledger',
      `pass protected ${ledger}`,
    ]);
  });

  test('critical workloads fail where important ones are partial', () => {
    const critical = workload(3).replace(
      'namespace: bank}',
      'namespace: bank, labels: {kubecompass.io/tier: critical}}',
    );
    expect(said(critical + budget(`minAvailable: 0, ${selects}`))).toEqual([`fail allows-all ${ledger}`]);
  });

  test('best-effort workloads need none, and are told', () => {
    const casual = workload(3).replace(
      'namespace: bank}',
      'namespace: bank, labels: {kubecompass.io/tier: best-effort}}',
    );
    expect(said(casual)).toEqual([`advice no-budget ${ledger}`, `notApplicable not-required ${ledger}`]);
  });

  test('DaemonSets, Jobs and bare Pods that end are not asked; a budget alone is no subject to pass', () => {
    const daemons = workload(null, { kind: 'DaemonSet' });
    const made = workload(null, {
      kind: 'Job',
      apiVersion: 'batch/v1',
      name: 'migrate',
      pod: ', restartPolicy: Never',
    });
    const job = made.replace(/^ *selector: .*\n/m, '');
    const outcome = assessedBy(disruptionBudgets, daemons + job + good).outcomes.find(
      ({ criterion }) => criterion === 'availability/disruption-budgets',
    );
    expect(outcome).toMatchObject({ verdict: 'notApplicable', tiers: { important: { counts: { notApplicable: 1 } } } });
  });

  test('words, numbers and evidence', () => {
    const [blocked] = findingsBy(disruptionBudgets, workload(3) + budget(`minAvailable: 3, ${selects}`));
    expect(blocked).toMatchObject({
      because: 'its budget never lets any of the 3 pods under it go, so a drain cannot finish',
      evidence: [{ kind: 'PodDisruptionBudget', path: 'spec.minAvailable', value: 3 }],
      fix: 'Set maxUnavailable: 1 on the PodDisruptionBudget (in place of minAvailable), or a minAvailable below the number of replicas.',
    });
    const [uncountable] = findingsBy(
      disruptionBudgets,
      workload(3) + workload(null, { kind: 'DaemonSet', name: 'agent' }) + good,
    );
    expect(uncountable?.because).toContain('DaemonSet/agent');
    const [lost] = findingsBy(
      disruptionBudgets,
      budget('maxUnavailable: 1, selector: {matchLabels: {app: legder}}'),
    ).toReversed();
    expect(lost).toMatchObject({
      because: 'its selector app=legder selects the pods of no workload that was seen, so it protects nothing',
    });
  });
});

describe('traps', () => {
  test('F1 a budget of another app that shares one label does not protect', () => {
    const labels = '{app: a, team: x}';
    expect(
      said(workload(3, { labels }) + budget('maxUnavailable: 1, selector: {matchLabels: {app: b, team: x}}')),
    ).toEqual(['advice selects-nothing PodDisruptionBudget/bank/ledger', `fail no-budget ${ledger}`]);
  });

  test('F2 matchExpressions select', () => {
    expect(
      said(
        workload(3) +
          budget('maxUnavailable: 1, selector: {matchExpressions: [{key: app, operator: In, values: [ledger]}]}'),
      ),
    ).toEqual([`pass protected ${ledger}`]);
  });

  test('F10 the same labels in another namespace are not connected', () => {
    expect(said(workload(3) + budget(`maxUnavailable: 1, ${selects}`, 'ledger', 'other'))).toEqual([
      'advice selects-nothing PodDisruptionBudget/other/ledger',
      `fail no-budget ${ledger}`,
    ]);
  });

  test('F12 a StatefulSet without a budget fails', () => {
    expect(said(workload(3, { kind: 'StatefulSet' }))).toEqual(['fail no-budget StatefulSet/bank/ledger']);
    expect(said(workload(3, { kind: 'StatefulSet' }) + good)).toEqual(['pass protected StatefulSet/bank/ledger']);
  });

  test('F13 an autoscaler and no budget at all: nothing to compare, and no budget', () => {
    expect(said(workload(null) + autoscaler(2))).toEqual([`fail no-budget ${ledger}`]);
    expect(said(workload(null) + autoscaler(null))).toEqual([`notApplicable one-replica ${ledger}`]);
  });

  test('F45 an Argo Rollout is judged like a Deployment', () => {
    const rollout = { kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' };
    expect(said(workload(3, rollout))).toEqual(['fail no-budget Rollout/bank/ledger']);
    expect(said(workload(3, rollout) + good)).toEqual(['pass protected Rollout/bank/ledger']);
  });

  test('F47 copies for dev and prod are judged apart, each by its own budget', () => {
    const dev = workload(2) + good;
    const prod = workload(3) + budget(`minAvailable: 3, ${selects}`);
    expect(said({ 'dev/all.yaml': dev, 'prod/all.yaml': prod })).toEqual([
      `fail blocks-drain ${ledger}@prod`,
      `pass protected ${ledger}@dev`,
    ]);
  });

  test('F47 the same copy twice is one object, and one budget', () => {
    const same = workload(3) + good;
    expect(said({ 'a/all.yaml': same, 'b/all.yaml': same })).toEqual([`pass protected ${ledger}`]);
  });

  test('F47 a base is judged from every overlay, and the worst counts', () => {
    const files = {
      'base/ledger.yaml': workload(3),
      'overlays/dev/budget.yaml': budget(`minAvailable: 0, ${selects}`),
      'overlays/prod/budget.yaml': budget(`minAvailable: 3, ${selects}`),
    };
    expect(said(files)).toEqual([`fail blocks-drain ${ledger}`, `partial allows-all ${ledger}`]);
  });

  test('F47 what scales or guards one copy does so for no other one', () => {
    const files = {
      'manifests/ledger.yaml': workload(1),
      'extras/scaled/ledger.yaml': workload(null),
      'extras/scaled/hpa/ledger.yaml': autoscaler(5),
      'extras/guarded/all.yaml': workload(3) + good,
      'extras/plain/ledger.yaml': workload(4),
    };
    expect(said(files)).toEqual([
      `fail no-budget ${ledger}@extras/plain`,
      `fail no-budget ${ledger}@extras/scaled`,
      `notApplicable one-replica ${ledger}@manifests`,
      `pass protected ${ledger}@extras/guarded`,
    ]);
    const [plain, scaled] = findingsBy(disruptionBudgets, files);
    expect(plain?.evidence).toMatchObject([{ kind: 'Deployment', path: 'spec.replicas', value: 4 }]);
    expect(scaled?.evidence).toMatchObject([
      { kind: 'Deployment', path: 'spec.replicas' },
      { kind: 'HorizontalPodAutoscaler', path: 'spec.minReplicas', value: 5 },
    ]);
  });

  test('F47 an overlay that drops replicas is judged at its own', () => {
    expect(said({ 'base/all.yaml': workload(3) + good, 'base/dev/ledger.yaml': workload(1) })).toEqual([
      `notApplicable one-replica ${ledger}@base/dev`,
      `pass protected ${ledger}@base`,
    ]);
  });
});

describe('what was not seen', () => {
  test('an unreadable budget beside a Deployment: unknown, with the place', () => {
    const unreadable = budget(`minAvailable: "2", ${selects}`);
    const [finding] = findingsBy(disruptionBudgets, workload(3) + unreadable);
    expect(finding).toMatchObject({ verdict: 'unknown', gaps: [{ fact: 'disruption budgets', gap: 'malformed' }] });
    expect(finding?.because).toContain('spec.minAvailable: expected a whole number from 0 (not in quotes)');
    expect(said(workload(3) + good + budget(`maxUnavailable: 1, minAvailable: 1, ${selects}`, 'second'))).toEqual([
      `unknown not-seen ${ledger}`,
    ]);
  });

  test('what is wrong already stays wrong beside an unreadable budget', () => {
    const unreadable = budget(`minAvailable: "2", ${selects}`, 'second');
    expect(said(workload(3) + budget(`minAvailable: 3, ${selects}`) + unreadable)).toEqual([
      `fail blocks-drain ${ledger}`,
    ]);
    expect(said(workload(3) + budget(`minAvailable: 0, ${selects}`) + unreadable)).toEqual([
      `unknown not-seen ${ledger}`,
    ]);
  });

  test('an unreadable autoscaler leaves the replicas open', () => {
    expect(said(workload(1) + autoscaler(2).replace('minReplicas: 2', 'minReplicas: "2"'))).toEqual([
      `unknown not-seen ${ledger}`,
    ]);
  });

  test('an unreadable workload may stand under the same budget', () => {
    const unreadable = workload(3, { name: 'broken' }).replace('replicas: 3', 'replicas: "3"');
    expect(said(workload(3) + good + unreadable)).toEqual([`unknown not-seen ${ledger}`]);
    expect(said(workload(3) + unreadable)).toEqual([`fail no-budget ${ledger}`]);
  });

  test('a budget whose pods an unknown custom resource may make: unknown', () => {
    const database =
      '\n---\napiVersion: apps.bank.example/v1\nkind: Database\nmetadata: {name: ledger, namespace: bank}\n';
    const [finding] = findingsBy(disruptionBudgets, good + database);
    expect(finding).toMatchObject({
      verdict: 'unknown',
      because: 'Database/ledger may make pods that this version does not see',
      subject: { kind: 'PodDisruptionBudget' },
    });
  });

  test('a Rollout whose template is a Deployment’s that was not seen, and a patch: unknown', () => {
    const rollout =
      '\n---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: ledger, namespace: bank}\nspec: {replicas: 3, workloadRef: {kind: Deployment, name: ledger}}\n';
    expect(said(rollout)).toEqual(['unknown not-seen Rollout/bank/ledger']);
    expect(said(rollout + workload(0))).toEqual([
      'fail no-budget Rollout/bank/ledger',
      `notApplicable switched-off ${ledger}`,
    ]);
    const part = workload(3, { kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' });
    expect(said(part.replace(', image: registry.bank.example/ledger:1.4', ''))).toEqual([
      'unknown not-seen Rollout/bank/ledger',
    ]);
  });

  describe('pods that an operator makes', () => {
    const cluster = (spec: string): string =>
      `\n---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: ledger, namespace: bank}\nspec: {${spec}}\n`;
    const brokers = (template: string): string =>
      `\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: {name: bus, namespace: bank}\nspec: {kafka: {replicas: 3, template: {${template}}}}\n`;
    const pools = (template: string): string =>
      `\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: {name: bus, namespace: bank}\nspec: {kafka: {template: ${template}}}\n---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaNodePool\nmetadata: {name: first, namespace: bank, labels: {strimzi.io/cluster: bus}}\nspec: {replicas: 3}\n`;
    const own = 'selector: {matchLabels: {cnpg.io/cluster: ledger}}';
    const prometheus =
      '\n---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s, namespace: bank}\nspec: {replicas: 2}\n';

    test.each<[string, string, string[]]>([
      ['kept-by-its-operator', cluster('instances: 3'), ['pass kept-by-its-operator Cluster/bank/ledger']],
      ['one-replica of an operator', cluster('instances: 1'), ['notApplicable one-replica Cluster/bank/ledger']],
      ['no-budget, switched off', cluster('instances: 3, enablePDB: false'), ['fail no-budget Cluster/bank/ledger']],
      [
        'a budget in its place',
        cluster('instances: 3, enablePDB: false') + budget(`maxUnavailable: 1, ${own}`),
        ['pass protected Cluster/bank/ledger'],
      ],
      [
        'two-budgets: the operator’s and another one',
        cluster('instances: 3') + budget(`maxUnavailable: 1, ${own}`),
        ['fail two-budgets Cluster/bank/ledger'],
      ],
      [
        'blocks-drain by the operator’s',
        brokers('podDisruptionBudget: {maxUnavailable: 0}'),
        ['fail blocks-drain Kafka/bank/bus'],
      ],
      ['an operator that makes none', prometheus, ['fail no-budget Prometheus/bank/k8s']],
      [
        'pods without a scale cannot be counted',
        brokers('') + budget('maxUnavailable: 1, selector: {matchLabels: {strimzi.io/cluster: bus}}'),
        ['fail two-budgets Kafka/bank/bus', 'fail uncountable-pods Kafka/bank/bus'],
      ],
      [
        'whether it makes one is not known',
        brokers('')
          .replace('kind: Kafka', 'kind: KafkaNodePool')
          .replace('kafka: {replicas: 3, template: {}}', 'replicas: 3'),
        ['unknown not-seen KafkaNodePool/bank/bus'],
      ],
      [
        'blocks-drain by the one that its Kafka states for all of its pools',
        pools('{podDisruptionBudget: {maxUnavailable: 0}}'),
        ['fail blocks-drain KafkaNodePool/bank/first'],
      ],
      ['kept-by-its-operator by that', pools('{}'), ['pass kept-by-its-operator KafkaNodePool/bank/first']],
      [
        'not by the one of another Kafka',
        pools('{podDisruptionBudget: {maxUnavailable: 0}}').replace('name: bus,', 'name: other,'),
        ['unknown not-seen KafkaNodePool/bank/first'],
      ],
      [
        'not by two that do not say the same',
        `${brokers('podDisruptionBudget: {maxUnavailable: 0}').replace('replicas: 3, ', '')}${pools('{}')}`,
        ['unknown not-seen KafkaNodePool/bank/first'],
      ],
      [
        'not where one beside it cannot be read',
        `${brokers('podDisruptionBudget: {maxUnavailable: [0]}')}${pools('{}')}`,
        ['unknown not-seen KafkaNodePool/bank/first'],
      ],
    ])('%s', (_name, given, expected) => {
      expect(said(given)).toEqual(expected);
    });

    test('whose budgets they are is said', () => {
      const [finding] = findingsBy(disruptionBudgets, brokers('podDisruptionBudget: {maxUnavailable: 0}'));
      expect(finding?.because).toMatch(/ \(as Strimzi makes its pods\)$/);
      expect(finding?.fix).toMatch(/Here Strimzi makes the pods, of spec\.kafka of the Kafka\.$/);
    });
  });

  test('part of a platform: nothing is concluded from absence', () => {
    expect(said(workload(3) + good, { authority: 'partial' })).toEqual([`unknown not-seen ${ledger}`]);
    expect(said(workload(3), { authority: 'partial' })).toEqual([`unknown not-seen ${ledger}`]);
  });

  test('part of a platform: what was found counts once its replicas are known', () => {
    expect(said(workload(3) + autoscaler(2) + good, { authority: 'partial' })).toEqual([`pass protected ${ledger}`]);
    expect(said(workload(3) + autoscaler(2), { authority: 'partial' })).toEqual([`unknown not-seen ${ledger}`]);
  });

  test('a namespace that is not stated is one of its own', () => {
    const unplaced = (yaml: string): string => yaml.replaceAll(', namespace: bank', '');
    expect(said(unplaced(workload(3)) + unplaced(good))).toEqual(['pass protected Deployment/(not stated)/ledger']);
  });

  test('a workload that states no namespace may land beside a budget that does', () => {
    const unplaced = workload(3).replaceAll(', namespace: bank', '');
    expect(said(unplaced + good)).toEqual(['unknown not-seen Deployment/(not stated)/ledger']);
    expect(said(unplaced + good.replaceAll('app: ledger', 'app: other'))).toContain(
      'fail no-budget Deployment/(not stated)/ledger',
    );
  });
});

describe('of a cluster', () => {
  const lets = (disruptionsAllowed: number, since: string, expectedPods = 3): Raw => ({
    currentHealthy: 2 + disruptionsAllowed,
    desiredHealthy: 2,
    disruptionsAllowed,
    expectedPods,
    conditions: [
      { type: 'DisruptionAllowed', status: disruptionsAllowed > 0 ? 'True' : 'False', lastTransitionTime: since },
    ],
  });
  const withState = (status: Raw): Raw[] =>
    (loadAll(workload(3) + budget(`maxUnavailable: 1, ${selects}`)) as Raw[]).map((one) =>
      one['kind'] === 'PodDisruptionBudget' ? { ...one, status } : one,
    );
  const found = (objects: readonly Raw[]): string[] =>
    judgedBy(disruptionBudgets, clusterOf(objects)).filter(
      (one) => one.includes('Deployment') && !one.startsWith('advice'),
    );
  const [yesterday, justNow] = ['2026-11-23T12:00:00Z', '2026-11-24T11:50:00Z'];

  test.each<[string, Raw, string]>([
    ['it lets a pod go', lets(1, yesterday), 'pass protected Deployment/bank/ledger'],
    ['lets-none-go', lets(0, yesterday), 'partial lets-none-go Deployment/bank/ledger'],
    ['lets-none-go-now, by a rollout', lets(0, justNow), 'pass lets-none-go-now Deployment/bank/ledger'],
    ['it has no state yet', {}, 'pass protected Deployment/bank/ledger'],
  ])('%s', (_name, status, expected) => {
    expect(found(withState(status))).toEqual([expected]);
  });

  test('the words say since when', () => {
    expect(findingsBy(disruptionBudgets, clusterOf(withState(lets(0, yesterday))))[0]?.because).toBe(
      'its budget has let no pod go since 2026-11-23T12:00:00Z: 2 of its pods are healthy, 2 have to be, and 0 may go; a drain waits for it',
    );
  });

  const owned = (name: string): Raw => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'bank',
      ownerReferences: [{ apiVersion: 'batch.example/v1', kind: 'Farm', name: 'x', uid: 'f', controller: true }],
    },
    spec: { nodeName: 'a', containers: [{ name: 'a', image: 'registry.bank.example/a:1' }] },
    status: { phase: 'Running' },
  });
  test.each<[string, readonly Raw[], string, RegExp]>([
    ['two', [owned('x-1'), owned('x-2')], 'unknown', /how many pods Farm\/x keeps was not seen; 2 are there now/],
    ['one', [owned('x-1')], 'notApplicable', /single replica/],
  ])('pods of something that was not read, of which there are %s', (_name, objects, verdict, words) => {
    const [found] = findingsBy(disruptionBudgets, clusterOf(objects));
    expect(found).toMatchObject({ verdict, because: expect.stringMatching(words) as string });
  });

  test('the budget that an operator makes of its resource is no second one', () => {
    const cluster = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'db', namespace: 'bank', uid: 'db' },
      spec: { instances: 3, storage: { size: '1Gi' } },
    };
    const made = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: {
        name: 'db',
        namespace: 'bank',
        ownerReferences: [
          { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', name: 'db', uid: 'db', controller: true },
        ],
      },
      spec: {
        minAvailable: 1,
        selector: { matchLabels: { 'cnpg.io/cluster': 'db', 'cnpg.io/instanceRole': 'replica' } },
      },
    };
    const { facts } = clusterOf([made, cluster]);
    expect(facts.disruptionBudgets.items).toEqual([]);
    expect(clusterOf([made]).facts.disruptionBudgets.items).toHaveLength(1);
  });
});
