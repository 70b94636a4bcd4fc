import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { metrics } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

const object = (apiVersion: string, kind: string, spec: string, name = 'one', namespace = 'monitoring'): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n`;

function workload(
  name: string,
  rest = '',
  { namespace = 'bank', ports = '[{name: metrics, containerPort: 9090}]' } = {},
): string {
  return object(
    'apps/v1',
    'Deployment',
    `{replicas: 2, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}, team: bank}${rest}}, spec: {containers: [{name: app, image: 'bank.example/${name}:1', ports: ${ports}}]}}}`,
    name,
    namespace,
  );
}
const service = (name: string, port = 'metrics', metadata = ''): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: bank, labels: {app: ${name}}${metadata}}\nspec: {selector: {app: ${name}}, ports: [{name: ${port}, port: 9090}]}\n`;
const serviceMonitor = (
  selector: string,
  rest = ', namespaceSelector: {matchNames: [bank]}',
  port = 'metrics',
): string =>
  object('monitoring.coreos.com/v1', 'ServiceMonitor', `{selector: ${selector}, endpoints: [{port: ${port}}]${rest}}`);
const podMonitor = (selector: string, namespace = 'bank', port = 'metrics'): string =>
  object(
    'monitoring.coreos.com/v1',
    'PodMonitor',
    `{selector: ${selector}, podMetricsEndpoints: [{port: ${port}}]}`,
    'pods',
    namespace,
  );

const all = '{matchLabels: {team: bank}}';
const these = '{matchExpressions: [{key: app, operator: In, values: [ledger, rates]}]}';
/** Two workloads that these monitors scrape, and one that they do not. */
const habit = workload('ledger') + workload('rates') + workload('web');

/** What is said of the workload `web`, or else of the server `one`. */
function judged(text: string, name = 'web'): string[] {
  const found = findingsBy(metrics, text, critical).filter(
    (one) => one.tier === 'critical' && one.subject.name === name,
  );
  return [...new Set(found.map(({ verdict, reason }) => `${verdict} ${reason}`))].toSorted();
}

describe('workloads', () => {
  test.each<[string, string, string[]]>([
    ['workload-not-scraped', habit + podMonitor(these), ['partial workload-not-scraped']],
    ['a PodMonitor selects it', habit + podMonitor(all), ['unknown not-seen']],
    ['an empty selector selects everything of its namespace', habit + podMonitor('{}'), ['unknown not-seen']],
    [
      'a PodMonitor of another namespace selects nothing here',
      habit + podMonitor(these) + podMonitor(all, 'shop'),
      ['partial workload-not-scraped'],
    ],
    [
      'a PodMonitor without a namespace may land here',
      habit + podMonitor(these) + podMonitor(all).replace(', namespace: bank', '').replace('name: pods', 'name: any'),
      ['unknown not-seen'],
    ],
    [
      'a PodMonitor names a port that it lacks',
      habit + podMonitor(these) + podMonitor(all, 'bank', 'telemetry').replace('name: pods', 'name: other'),
      ['partial workload-not-scraped'],
    ],
    [
      'a ServiceMonitor selects its Service',
      habit + podMonitor(these) + service('web') + serviceMonitor('{matchLabels: {app: web}}'),
      ['unknown not-seen'],
    ],
    [
      'one in any namespace',
      habit +
        podMonitor(these) +
        service('web') +
        serviceMonitor('{matchLabels: {app: web}}', ', namespaceSelector: {any: true}'),
      ['unknown not-seen'],
    ],
    [
      'one that looks in its own namespace only',
      habit + podMonitor(these) + service('web') + serviceMonitor('{matchLabels: {app: web}}', ''),
      ['partial workload-not-scraped'],
    ],
    [
      'an empty list of namespaces is its own',
      habit +
        podMonitor(these) +
        service('web') +
        serviceMonitor('{matchLabels: {app: web}}', ', namespaceSelector: {matchNames: []}'),
      ['partial workload-not-scraped'],
    ],
    [
      'one that selects the labels of the pod, which its Service lacks',
      habit + podMonitor(these) + service('web') + serviceMonitor(all),
      ['partial workload-not-scraped'],
    ],
    [
      'one whose port the Service lacks',
      habit + podMonitor(these) + service('web', 'http') + serviceMonitor('{matchLabels: {app: web}}'),
      ['partial workload-not-scraped'],
    ],
    [
      'a ServiceMonitor alone scrapes nothing',
      habit + podMonitor(these) + serviceMonitor('{matchLabels: {app: web}}'),
      ['partial workload-not-scraped'],
    ],
    [
      'a VMServiceScrape',
      habit +
        podMonitor(these) +
        service('web') +
        serviceMonitor('{matchLabels: {app: web}}')
          .replace('monitoring.coreos.com/v1', 'operator.victoriametrics.com/v1beta1')
          .replace('ServiceMonitor', 'VMServiceScrape'),
      ['unknown not-seen'],
    ],
    [
      'an annotation of the pod',
      workload('ledger') +
        workload('rates') +
        workload('web', ', annotations: {prometheus.io/scrape: "true"}') +
        podMonitor(these),
      ['unknown not-seen'],
    ],
    [
      'an annotation that says no',
      workload('ledger') +
        workload('rates') +
        workload('web', ', annotations: {prometheus.io/scrape: "false"}') +
        podMonitor(these),
      ['partial workload-not-scraped'],
    ],
    [
      'an annotation of its Service',
      habit + podMonitor(these) + service('web', 'http', ', annotations: {prometheus.io/scrape: "true"}'),
      ['unknown not-seen'],
    ],
    [
      'annotations are a habit too',
      ['ledger', 'rates'].map((name) => workload(name, ', annotations: {prometheus.io/scrape: "true"}')).join('') +
        workload('web'),
      ['partial workload-not-scraped'],
    ],
    ['no habit: no monitor', habit, ['unknown not-seen']],
    ['no habit: one other is scraped', habit + podMonitor('{matchLabels: {app: ledger}}'), ['unknown not-seen']],
    [
      'no habit: most others are not scraped',
      habit + ['a', 'b', 'c'].map((name) => workload(name)).join('') + podMonitor(these),
      ['unknown not-seen'],
    ],
    [
      'the habit of another namespace',
      workload('ledger') + workload('rates') + workload('web', '', { namespace: 'shop' }) + podMonitor(these),
      ['unknown not-seen'],
    ],
    [
      'what nobody reaches cannot be scraped',
      workload('ledger') + workload('rates') + workload('web', '', { ports: '[]' }) + podMonitor(these),
      ['unknown not-seen'],
    ],
    [
      'words of the scraper itself are not read',
      habit + podMonitor(these) + object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', '{}'),
      ['unknown not-seen'],
    ],
    [
      'nor are those in a file',
      `${habit}${podMonitor(these)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata: {prometheus.yml: "global: {}\\nscrape_configs:\\n- job_name: pods"}\n`,
      ['unknown not-seen'],
    ],
    [
      'a monitor that cannot be read',
      habit + podMonitor(these) + podMonitor('[web]').replace('name: pods', 'name: broken'),
      ['unknown not-seen'],
    ],
    ['one that is switched off', (habit + podMonitor(these)).replaceAll('replicas: 2', 'replicas: 0'), []],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('the words say how many others are scraped, and the port', () => {
    const monitors = podMonitor(these) + podMonitor(all, 'bank', 'telemetry').replace('name: pods', 'name: other');
    const said = (text: string) =>
      findingsBy(metrics, text, critical).find(({ reason }) => reason === 'workload-not-scraped');
    expect(said(habit + podMonitor(these))?.because).toBe(
      'no monitor selects it, while 2 of the 2 others of its namespace are scraped',
    );
    expect(said(habit + monitors)?.because).toBe(
      'PodMonitor other names a port that it lacks, while 2 of the 2 others of its namespace are scraped',
    );
  });

  test('what a monitor keeps of its selection by rules is known to its scraper alone', () => {
    const keeping = podMonitor(all).replace(
      '[{port: metrics}]',
      '[{port: metrics, relabelings: [{action: keep, sourceLabels: [__meta_kubernetes_pod_container_name], regex: istio-proxy}]}]',
    );
    const told = (text: string): string[] =>
      findingsBy(metrics, text, critical).flatMap(({ subject, because }) => (subject.name === 'web' ? [because] : []));
    expect(told(habit + keeping)).toEqual([
      'PodMonitor/pods keeps or drops some of what it selects, by rules that are not read; `promtool query instant http://localhost:9090 up` shows which',
    ]);
    expect(told(habit + keeping.replace('keep', 'replace'))[0]).toContain('is declared, not yet seen to run');
    // It counts as no habit of the namespace either.
    expect(
      judged(
        habit +
          keeping +
          object(
            'monitoring.coreos.com/v1',
            'PodMonitor',
            `{selector: ${these}, podMetricsEndpoints: [{port: metrics}]}`,
            'more',
            'bank',
          ),
      ),
    ).toEqual(['unknown not-seen']);
  });

  test('a monitor of another namespace that cannot be read is told of, for it may look here', () => {
    const broken = podMonitor('[a]', 'monitoring');
    const told = findingsBy(metrics, habit + broken, critical).filter(({ subject }) => subject.name === 'web');
    expect(told.map(({ because }) => because)).toEqual([expect.stringContaining('a PodMonitor in')]);
  });

  test('below Critical it is advice', () => {
    expect(judgedBy(metrics, habit + podMonitor(these))).toContain('advice workload-not-scraped Deployment/bank/web');
  });
});

describe('servers', () => {
  const server = (kind: string, spec: string): string => object('monitoring.coreos.com/v1', kind, spec);
  const victoria = (kind: string, spec: string): string => object('operator.victoriametrics.com/v1beta1', kind, spec);
  const image = (name: string, replicas = ''): string =>
    object(
      'apps/v1',
      'StatefulSet',
      `{${replicas}selector: {matchLabels: {app: m}}, template: {metadata: {labels: {app: m}}, spec: {containers: [{name: app, image: '${name}'}]}}}`,
    );
  test.each<[string, string, string[]]>([
    ['two of them', server('Prometheus', '{replicas: 2}'), ['unknown not-seen']],
    ['single-replica', server('Prometheus', '{replicas: 1}'), ['partial single-replica', 'unknown not-seen']],
    ['one where nothing is said', server('Alertmanager', '{}'), ['partial single-replica', 'unknown not-seen']],
    ['a ruler of Thanos', server('ThanosRuler', '{replicas: 3}'), ['unknown not-seen']],
    ['one that is switched off', server('Prometheus', '{replicas: 0}'), []],
    ['alerts that are switched off', server('Alertmanager', '{replicas: 0}'), []],
    ['rules that are switched off', server('ThanosRuler', '{replicas: 0}'), []],
    ['storage that is switched off', victoria('VMCluster', '{vmstorage: {replicaCount: 0}}'), []],
    [
      'a VMSingle is always one, and its pods are a workload',
      victoria('VMSingle', '{}'),
      ['partial single-replica', 'unknown not-seen'],
    ],
    ['a VMCluster by its storage', victoria('VMCluster', '{vmstorage: {replicaCount: 3}}'), ['unknown not-seen']],
    ['a VMCluster with one storage', victoria('VMCluster', '{vmstorage: {}}'), ['partial single-replica']],
    ['a VMCluster that keeps nothing', victoria('VMCluster', '{vmselect: {}}'), []],
    ['a VMAgent', victoria('VMAgent', '{replicaCount: 2}'), ['unknown not-seen']],
    [
      'a StatefulSet of Prometheus',
      image('quay.io/prometheus/prometheus:v3.7.0'),
      ['partial single-replica', 'unknown not-seen'],
    ],
    ['three of Alertmanager', image('quay.io/prometheus/alertmanager:v0.29.0', 'replicas: 3, '), ['unknown not-seen']],
    [
      'what an autoscaler scales',
      image('quay.io/prometheus/prometheus:v3.7.0') +
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          '{scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: one}, minReplicas: 2, maxReplicas: 4}',
          'hpa',
        ),
      ['unknown not-seen'],
    ],
    [
      'an exporter is no server',
      image('quay.io/prometheus/blackbox-exporter:v0.27.0', 'replicas: 1, '),
      ['unknown not-seen'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(judged(text, 'one')).toEqual(expected);
  });

  test('a number of replicas that is none is a named gap', () => {
    expect(estateOf(server('Prometheus', '{replicas: many}')).unreadable).toMatchObject([
      { message: expect.stringContaining('spec.replicas') as string },
    ]);
  });

  test('the words say what is lost', () => {
    expect(findingsBy(metrics, server('Alertmanager', '{}'), critical).map(({ because }) => because)).toContain(
      'there is only one Alertmanager, so no alert goes out while it moves to another node',
    );
  });
});

describe('of a cluster', () => {
  const cluster = (text: string): string[] =>
    findingsBy(metrics, clusterOf(text), critical)
      .filter(({ tier, subject }) => tier === 'critical' && subject.name === 'one')
      .map(({ verdict, reason }) => `${verdict} ${reason}`)
      .toSorted();
  const prometheus = (replicas: number, status: string): string =>
    `${object('monitoring.coreos.com/v1', 'Prometheus', `{replicas: ${replicas}}`)}status: {conditions: [{type: Available, status: "${status}"}]}\n`;
  const victoria = (said: string): string =>
    `${object('operator.victoriametrics.com/v1beta1', 'VMAgent', '{replicaCount: 2}')}status: {updateStatus: ${said}}\n`;

  test.each<[string, string, string]>([
    ['server-ready', prometheus(2, 'True'), 'pass server-ready'],
    ['server-down', prometheus(2, 'False'), 'fail server-down'],
    ['degraded decides nothing', prometheus(2, 'Degraded'), 'unknown not-seen'],
    ['one that is ready is one', prometheus(1, 'True'), 'partial single-replica'],
    ['server-ready: of another operator', victoria('operational'), 'pass server-ready'],
    ['server-down: of another operator', victoria('failed'), 'fail server-down'],
    ['one that grows', victoria('expanding'), 'unknown not-seen'],
  ])('%s', (_name, given, expected) => {
    // It is a workload, too, of which only what measures knows whether it is measured.
    expect(cluster(given)).toEqual([expected, 'unknown not-seen']);
  });

  test('says what is lost', () => {
    expect(findingsBy(metrics, clusterOf(prometheus(2, 'False')), critical).map(({ because }) => because)).toContain(
      'nothing is measured: its API server says that its condition Available is False',
    );
  });

  test('that a monitor selects a workload is no proof that it is measured', () => {
    const given = prometheus(2, 'True') + habit + podMonitor(all);
    const judged = judgedBy(metrics, clusterOf(given), critical);
    expect(judged).toContain('unknown not-seen Deployment/bank/web');
    expect(judged).toContain('notApplicable judged-apart Cluster//api:6443');
  });

  test('no server is no proof that nothing measures', () => {
    expect(judgedBy(metrics, clusterOf(''), critical)).toEqual(['unknown not-seen Cluster//api:6443']);
  });
});
