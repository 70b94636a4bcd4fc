import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { assessedBy, findingsBy } from '../../../../test/support/judged.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { actionableAlerts } from './check.ts';

const whole =
  'labels: {severity: critical, team: bank}, annotations: {runbook_url: https://runbooks.bank.example/down}';
const critical =
  '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';

function rules(...list: string[]): string {
  return `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: rules, namespace: monitoring}
spec: {groups: [{name: bank, rules: [${list.map((one) => `{${one}}`).join(', ')}]}]}
${critical}`;
}

const alert = (more: string): string => `alert: Down, expr: 'up{job="ledger"} == 0', for: 5m, ${more}`;

function routes(tree: string): string {
  return `
apiVersion: v1
kind: Secret
metadata: {name: alertmanager-main, namespace: monitoring}
stringData:
  alertmanager.yaml: |
    ${tree.trim().replaceAll('\n', '\n    ')}
    time_intervals: [{name: hours, time_intervals: [{weekdays: ["monday:friday"]}]}]
    global: {slack_api_url_file: /etc/slack, smtp_smarthost: "mail:25", smtp_from: bank@bank.example}
    receivers:
      - {name: pager, pagerduty_configs: [{routing_key_file: /etc/key}]}
      - {name: chat, slack_configs: [{channel: "#bank"}], email_configs: [{to: bank@bank.example}]}
      - {name: hook, webhook_configs: [{url: http://pager.bank.example}]}
      - {name: nobody}
${critical}`;
}

const ofRules = 'PrometheusRule/monitoring/rules';
const ofRoutes = 'Secret/monitoring/alertmanager-main';

/** What is said for critical: each is judged once for each tier that is hosted. */
function said(given: string): string[] {
  return findingsBy(actionableAlerts, given)
    .filter(({ tier }) => tier === 'critical')
    .map(({ verdict, reason, subject }) => `${verdict} ${reason} ${subject.kind}/${subject.namespace}/${subject.name}`)
    .toSorted();
}

describe('rules', () => {
  test.each<[string, string[], string[]]>([
    ['declared well', [alert(whole)], [`unknown not-seen ${ofRules}`]],
    ['no-alerts', ['record: up:sum, expr: sum(up)'], [`notApplicable no-alerts ${ofRules}`]],
    ['wakes-nobody', [alert('labels: {severity: warning}')], [`notApplicable wakes-nobody ${ofRules}`]],
    [
      'wakes-nobody: by other names',
      [alert('labels: {severity: ticket}'), alert('labels: {severity: INFO}')],
      [`notApplicable wakes-nobody ${ofRules}`],
    ],
    [
      'a severity of their own may wake somebody',
      [alert('labels: {severity: payments-prod}')],
      [`unknown not-seen ${ofRules}`],
    ],
    [
      'one level below the highest may wake somebody',
      [alert('labels: {severity: major}'), alert('labels: {severity: warning}')],
      [`unknown not-seen ${ofRules}`],
    ],
    ['no-runbook', [alert('labels: {severity: critical, team: bank}')], [`fail no-runbook ${ofRules}`]],
    [
      'no-runbook: an empty one is none',
      [alert('labels: {severity: page, team: bank}, annotations: {runbook_url: TBD}')],
      [`fail no-runbook ${ofRules}`],
    ],
    [
      'an address in the description is a runbook',
      [
        alert(
          'labels: {severity: page, team: bank}, annotations: {description: "see https://wiki.bank.example/runbooks/down"}',
        ),
      ],
      [`unknown not-seen ${ofRules}`],
    ],
    ['F40: wakes-late', [alert(whole).replace('5m', '15m')], [`partial wakes-late ${ofRules}`]],
    ['ten minutes are what a tier may take', [alert(whole).replace('5m', '10m')], [`unknown not-seen ${ofRules}`]],
    [
      'a slow window beside a quick one of its name',
      [alert(whole).replace('5m', '1h'), alert(whole)],
      [`unknown not-seen ${ofRules}`],
    ],
    [
      'what looks ahead has not failed yet',
      [alert(whole).replace('5m', '1h').replace('up{job="ledger"} == 0', 'predict_linear(free[6h], 14400) < 0')],
      [`unknown not-seen ${ofRules}`],
    ],
    [
      'what wakes nobody may wait',
      [alert(whole), alert('labels: {severity: warning}').replace('5m', '1h').replace('Down', 'Slow')],
      [`unknown not-seen ${ofRules}`],
    ],
    ['no-severity', [alert('labels: {team: bank}')], [`fail no-severity ${ofRules}`]],
    [
      'no-severity: a tool puts its name before it',
      [alert('labels: {sloth_severity: page, team: bank}, annotations: {runbook: https://runbooks.bank.example/slo}')],
      [`unknown not-seen ${ofRules}`],
    ],
    [
      'a severity that a template makes is not known',
      [alert(`labels: {severity: '{{ $labels.severity }}'}`)],
      [`unknown not-seen ${ofRules}`],
    ],
    [
      'no-owner',
      [alert('labels: {severity: critical}, annotations: {runbook_url: https://runbooks.bank.example/down}')],
      [`partial no-owner ${ofRules}`],
    ],
    [
      'every fault is said',
      [alert(whole), alert('labels: {severity: critical}'), alert('labels: {}')],
      [`fail no-runbook ${ofRules}`, `fail no-severity ${ofRules}`, `partial no-owner ${ofRules}`],
    ],
  ])('%s', (_name, list, expected) => {
    expect(said(rules(...list))).toEqual(expected);
  });

  test('F40: the words name how long it waits, and the criterion of the time itself is never met', () => {
    const given = rules(alert(whole).replace('5m', '15m'));
    expect(findingsBy(actionableAlerts, given).find(({ tier }) => tier === 'critical')?.because).toBe(
      'alerts that wake somebody wait for 15 minutes and longer before they fire, and an incident is to be noticed within minutes: Down',
    );
    expect(
      assessedBy(actionableAlerts, given).outcomes.find(({ criterion }) => criterion === 'recovery/detection-time')
        ?.verdict,
    ).toBe('unknown');
  });

  test('of a severity of their own the words say who knows whether it wakes somebody', () => {
    expect(findingsBy(actionableAlerts, rules(alert('labels: {severity: payments prod}')))[0]?.because).toBe(
      'whether the severity payments prod wakes somebody, only the routes of Alertmanager tell: `amtool config routes test severity="payments prod"` names the receiver',
    );
  });

  test('a group gives its labels to its alerts, an object its owner', () => {
    const given = rules(alert('annotations: {runbook_url: https://runbooks.bank.example/down}'))
      .replace('{name: bank, rules', '{name: bank, labels: {severity: critical}, rules')
      .replace('namespace: monitoring}', 'namespace: monitoring, labels: {team: bank}}');
    expect(said(given)).toEqual([`unknown not-seen ${ofRules}`]);
  });

  test('words name the alerts, evidence points at them', () => {
    const [finding] = findingsBy(
      actionableAlerts,
      rules(alert(whole), alert('labels: {severity: critical, team: bank}')),
    );
    expect(finding?.because).toBe('alerts that wake somebody and name no runbook: Down');
    expect(finding?.evidence).toMatchObject([{ path: 'spec.groups[0].rules[1]', value: 'Down' }]);
  });

  test('rule files in a ConfigMap are rules, and other files with groups are none', () => {
    const file = `
apiVersion: v1
kind: ConfigMap
metadata: {name: rules, namespace: monitoring}
data:
  rules.yml: |
    groups:
      - name: bank
        rules:
          - alert: Down
            expr: up == 0
            labels: {severity: critical, team: 1}
  dashboard.yml: |
    groups: [{name: alert, members: [ada]}]
  README.md: |
    groups: of alerts
${critical}`;
    expect(said(file)).toEqual(['fail no-runbook ConfigMap/monitoring/rules']);
    expect(said(file.replace('alert: Down', 'member: Down'))).toEqual([]);
    const broken = estateOf(file.replace('expr: up == 0', 'expr: up == 0]: {'));
    expect(broken.unreadable.map(({ message }) => message)).toEqual([expect.stringContaining('cannot be parsed')]);
  });

  test.each([
    ['a broken duration', alert(whole).replace('5m', '5 minutes'), 'for: expected a duration'],
    ['no expression', 'alert: Down', 'expr: expected an expression'],
    [
      'an expression that does not close',
      `alert: Down, expr: 'sum(up) by (job'`,
      'its brackets or quotes do not close',
    ],
    [
      'an expression that ends too early',
      `alert: Down, expr: 'up =='`,
      'expr: Prometheus does not load this expression',
    ],
    ['an expression of words', `alert: Down, expr: 'ledger is down'`, 'it is no PromQL from line 1, column 8 on'],
    ['a function that there is not', `alert: Down, expr: 'rat(up[5m])'`, 'it knows no function rat'],
    ['a record that cannot be computed', `record: up:sum, expr: 'sum(up'`, 'its brackets or quotes do not close'],
    ['a record that waits', `record: up:sum, expr: sum(up), for: 5m`, 'for: expected none in a rule that records'],
    ['a label that does not close', alert(`labels: {severity: '{{ $labels.x }'}`), 'expected a template whose {{'],
    ['a label without text', alert('labels: {severity: 1}'), 'labels.severity: expected text'],
    ['an alert that records', 'alert: Down, record: down, expr: up', 'record: expected no record'],
    ['neither', 'expr: up', 'alert: expected the name'],
  ])('%s is a named gap, and no alert of the object counts', (_name, rule, message) => {
    const given = rules(alert('labels: {}'), rule);
    expect(estateOf(given).unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(said(given)).toEqual([]);
  });

  test.each([
    ['a group without a name', '{name: bank, rules', '{rules', 'name: expected the name of the group'],
    ['a name twice', '{name: bank, rules', '{name: bank, rules: []}, {name: bank, rules', 'a name that no other group'],
  ])('%s is a named gap', (_name, from, to, message) => {
    const given = rules(alert('labels: {}')).replace(from, to);
    expect(estateOf(given).unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(said(given)).toEqual([]);
  });

  test('two rules with one name are two thresholds of one alert', () => {
    const twice = rules(alert(whole), alert(whole.replace('critical', 'warning')));
    expect(said(twice)).toEqual([`unknown not-seen ${ofRules}`]);
  });

  test.each([
    ['VMRule', 'operator.victoriametrics.com/v1beta1', 'count_values_over_time("job", up)'],
    ['AlertingRule', 'loki.grafana.com/v1', 'sum(rate({app="ledger"} |= "panic" | logfmt [5m])) > 0'],
  ])('what %s asks is in another language', (kind, apiVersion, expression) => {
    const given = rules(`alert: Down, expr: '${expression}', ${whole}`)
      .replace('PrometheusRule', kind)
      .replace('monitoring.coreos.com/v1', apiVersion);
    expect(estateOf(given).unreadable).toEqual([]);
    expect(said(given)).toEqual([`unknown not-seen ${kind}/monitoring/rules`]);
  });

  test('a rule file that stands by itself is one, and what it cannot load is a named gap', () => {
    const file = `
groups:
  - name: bank
    rules:
      - alert: Down
        expr: up == 0
        labels: {severity: critical, team: 1}
---${critical}`;
    expect(said(file)).toEqual(['fail no-runbook Prometheus rule file//manifests.yaml']);
    const broken = file.replace('up == 0', 'up ==');
    expect(estateOf(broken).unreadable).toMatchObject([
      { message: expect.stringContaining('groups[0].rules[0].expr: Prometheus does not load') as string },
    ]);
    expect(said(broken)).toEqual([]);
    expect(said(file.replace('alert: Down', 'member: Down'))).toEqual([]);
  });

  test('a folder without rules says nothing of alerts, not even a complete one', () => {
    const { outcomes } = assessedBy(actionableAlerts, critical, { authority: 'complete' });
    expect(outcomes.find(({ criterion }) => criterion === 'operations/actionable-alerts')?.verdict).toBe('unknown');
  });
});

describe('routes', () => {
  test.each<[string, string, string[]]>([
    ['declared well', 'route: {receiver: pager}', [`unknown not-seen ${ofRoutes}`]],
    ['what is behind a webhook is not known', 'route: {receiver: hook}', [`unknown not-seen ${ofRoutes}`]],
    ['nobody-paged', 'route: {receiver: nobody}', [`fail nobody-paged ${ofRoutes}`]],
    [
      'nobody-paged: only warnings are',
      `route: {receiver: nobody, routes: [{matchers: ['severity =~ "warning|info"'], receiver: pager}]}`,
      [`fail nobody-paged ${ofRoutes}`],
    ],
    [
      'expressions are anchored at both ends',
      `route: {receiver: nobody, routes: [{match_re: {severity: crit}, receiver: pager}]}`,
      [`fail nobody-paged ${ofRoutes}`],
    ],
    [
      'the first branch that takes an alert ends the search',
      `route: {receiver: pager, routes: [{matchers: [severity = critical], receiver: nobody}, {receiver: pager}]}`,
      [`fail nobody-paged ${ofRoutes}`],
    ],
    [
      'unless it continues',
      `route: {receiver: nobody, routes: [{match: {severity: critical}, receiver: nobody, continue: true}, {receiver: pager}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
    [
      'a branch without a receiver has that of the branch above',
      `route: {receiver: nobody, routes: [{receiver: pager, routes: [{matchers: ['{severity="critical",team!="shop"}']}]}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
    [
      'what hangs on another label may page',
      `route: {receiver: nobody, routes: [{matchers: ['team = "bank"'], receiver: pager}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
    [
      'the severity that the routes name is asked for',
      `route: {receiver: chat, routes: [{matchers: ['severity="page"'], receiver: pager}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
    ['only-chat', 'route: {receiver: chat}', [`partial only-chat ${ofRoutes}`]],
    [
      'a blackhole takes what the routes before it leave',
      `route: {receiver: nobody, routes: [{matchers: [severity="critical"], receiver: pager}, {receiver: nobody}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
    [
      'a route whose matchers never hold at once pages nobody',
      `route: {receiver: nobody, routes: [{matchers: [severity="critical", severity="page"], receiver: pager}]}`,
      [`fail nobody-paged ${ofRoutes}`],
    ],
    [
      'a route below one that never takes the alert pages nobody',
      `route: {receiver: nobody, routes: [{matchers: [severity="info"], routes: [{matchers: [severity="critical"], receiver: pager}]}]}`,
      [`fail nobody-paged ${ofRoutes}`],
    ],
    [
      'muted-at-times',
      `route: {receiver: nobody, routes: [{matchers: [severity="critical"], receiver: pager, active_time_intervals: [hours]}]}`,
      [`partial muted-at-times ${ofRoutes}`],
    ],
    [
      'another route tells at the other hours',
      `route: {receiver: nobody, routes: [{matchers: [severity="critical"], receiver: pager, continue: true, active_time_intervals: [hours]}, {matchers: [severity="critical"], receiver: hook, mute_time_intervals: [hours]}]}`,
      [`unknown not-seen ${ofRoutes}`],
    ],
  ])('%s', (_name, tree, expected) => {
    expect(said(routes(tree))).toEqual(expected);
  });

  test('it is read from base64, and neither keys nor addresses are kept', () => {
    const text =
      'route: {receiver: nobody}\nreceivers: [{name: nobody}]\nglobal: {slack_api_url: "https://hooks.bank.example/T1/x"}\n';
    const given = `
apiVersion: v1
kind: Secret
metadata: {name: alertmanager-main, namespace: monitoring}
data: {alertmanager.yaml: ${Buffer.from(text).toString('base64')}}
${critical}`;
    expect(said(given)).toEqual([`fail nobody-paged ${ofRoutes}`]);
    expect(JSON.stringify(estateOf(given).facts.alertRoutes)).not.toContain('hooks');
  });

  test('receivers of some alerts alone are not named: those of the severity are', () => {
    const tree = `route: {receiver: pager, routes: [
  {matchers: [alertname = Watchdog], receiver: silent},
  {matchers: [severity = critical], receiver: nobody}]}`;
    const silent = routes(tree).replace('- {name: nobody}', '- {name: nobody}\n      - {name: silent}');
    const because = findingsBy(actionableAlerts, silent).map((one) => one.because);
    expect(because).toContain(
      'alerts with severity critical reach nobody, for they end at a receiver without any integration: nobody',
    );
  });

  test.each([
    ['no tree', 'route: [', 'cannot be parsed'],
    [
      'a receiver that is not there',
      'route: {receiver: absent}',
      'route.receiver: expected the name of a receiver that',
    ],
    [
      'a receiver of a branch that is not there',
      'route: {receiver: pager, routes: [{receiver: absent}]}',
      'route.routes[0].receiver: expected the name of a receiver that',
    ],
    ['no first receiver', 'route: {routes: []}', 'route.receiver: expected the name of a receiver'],
    ['a first route with matchers', 'route: {receiver: pager, match: {severity: page}}', 'none in the first route'],
    ['a first route that continues', 'route: {receiver: pager, continue: true}', 'no continue in the first route'],
    [
      'times that are not there',
      'route: {receiver: pager, routes: [{mute_time_intervals: [nights]}]}',
      'mute_time_intervals: expected names of time intervals that are there',
    ],
    ['a broken wait', 'route: {receiver: pager, group_wait: 30 seconds}', 'group_wait: expected a duration'],
    ['a repetition without a pause', 'route: {receiver: pager, repeat_interval: 0s}', 'that is not zero'],
    ['a matcher that is none', 'route: {receiver: pager, routes: [{matchers: [critical]}]}', 'expected a matcher'],
    ['a key that nobody knows', 'route: {receiver: pager, routez: []}', 'Alertmanager refuses; routes may be meant'],
    [
      'a key of a branch that nobody knows',
      'route: {receiver: pager, routes: [{reciever: chat}]}',
      'Alertmanager refuses; receiver may be meant',
    ],
    [
      'a matcher whose expression is broken',
      `route: {receiver: pager, routes: [{matchers: ['severity=~"crit["'], receiver: nobody}]}`,
      'matchers: expected regular expressions that can be read',
    ],
    [
      'an old matcher whose expression is broken',
      'route: {receiver: pager, routes: [{match_re: {severity: "*crit"}, receiver: nobody}]}',
      'match_re: expected regular expressions that can be read',
    ],
  ])('%s is a named gap', (_name, tree, message) => {
    const { unreadable } = estateOf(routes(tree));
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
  });

  test.each([
    'route: {receiver: pager, newer_field: 3}',
    `route: {receiver: pager, routes: [{matchers: ['severity=~"(?i)crit|(?P<x>page)"'], receiver: chat}]}`,
    `route: {receiver: pager, routes: [{matchers: ['severity=~"crit.*$"'], receiver: chat}]}`,
  ])('what a newer Alertmanager, or Go alone, may read is no gap: %s', (tree) => {
    expect(estateOf(routes(tree)).unreadable).toEqual([]);
  });

  test.each([
    ['{name: pager, pagerduty_config: [{}]}', 'Alertmanager refuses; pagerduty_configs may be meant'],
    ['{name: pager, pagerduty_configs: [{}]}', 'pagerduty_configs[0].routing_key: expected text, without which'],
    ['{name: pager, pagerduty_configs: [{routing_key: ""}]}', 'pagerduty_configs[0].routing_key'],
    ['{name: pager, webhook_configs: [{send_resolved: true}]}', 'webhook_configs[0].url: expected text, without which'],
    ['{name: pager, email_configs: [{from: a@bank.example}]}', 'email_configs[0].to: expected text, without which'],
    ['{name: pager, opsgenie_configs: [{}]}', 'opsgenie_configs[0].api_key: expected text, here or for all receivers'],
    ['{name: pager, victorops_configs: [{api_key_file: /k}]}', 'victorops_configs[0].routing_key'],
    ['{name: pager, pushover_configs: [{user_key_file: /k}]}', 'pushover_configs[0].token'],
    ['{name: pager, telegram_configs: [{bot_token_file: /k}]}', 'telegram_configs[0].chat_id'],
    ['{name: pager, webex_configs: [{http_config: {}}]}', 'webex_configs[0].room_id'],
    ['{name: pager, sns_configs: [{subject: a}]}', 'sns_configs[0].topic_arn'],
    ['{name: pager, rocketchat_configs: [{token_file: /k}]}', 'rocketchat_configs[0].token_id'],
    ['{name: pager, wechat_configs: [{api_secret_file: /k}]}', 'wechat_configs[0].corp_id'],
    ['{name: pager, discord_configs: [{}]}', 'discord_configs[0].webhook_url'],
    ['{name: pager, pagerduty_configs: [null]}', 'pagerduty_configs[0]: expected an object'],
    ['{name: pager}, {name: pager}', 'receivers[1].name: expected a name that no other receiver has'],
    ['{webhook_configs: []}', 'receivers[0].name: expected the name of a receiver'],
  ])('an integration that Alertmanager refuses is a named gap: %s', (receivers, message) => {
    const file = `
route: {receiver: pager}
receivers: [${receivers}]
---${critical}`;
    const { unreadable } = estateOf(file);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(unreadable[0]?.message).toContain('Alertmanager configuration: receivers');
    expect(said(file)).toEqual([]);
  });

  test('a configuration that stands by itself is one', () => {
    const file = `
route: {receiver: nobody}
receivers: [{name: nobody}]
---${critical}`;
    expect(said(file)).toEqual(['fail nobody-paged Alertmanager configuration//manifests.yaml']);
  });

  test('a part of a tree does not tell that nobody is paged: other parts may', () => {
    const part = `
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: {name: bank, namespace: bank}
spec:
  route: {receiver: nobody, matchers: [{name: severity, matchType: "=", value: critical}]}
  receivers: [{name: nobody}]
${critical}`;
    expect(said(part)).toEqual(['unknown not-seen AlertmanagerConfig/bank/bank']);
    const refused = [
      ['receiver: nobody,', 'receiver: absent,', 'route.receiver: expected the name of a receiver that is there'],
      ['[{name: nobody}]', '[{name: nobody, pagerdutyConfigs: [{}]}]', 'pagerdutyConfigs[0].routing_key'],
      ['[{name: nobody}]', '[{name: nobody, webhookConfigs: [{}]}]', 'webhookConfigs[0].url'],
      ['[{name: nobody}]', '[{name: nobody, emailConfigs: [{}]}]', 'emailConfigs[0].to'],
      ['receiver: nobody,', 'receiver: nobody, muteTimeIntervals: [nights],', 'muteTimeIntervals: expected names'],
    ] as const;
    for (const [from, to, message] of refused)
      expect(estateOf(part.replace(from, to)).unreadable).toMatchObject([
        { message: expect.stringContaining(message) as string },
      ]);
    // Where its Alertmanager sends mail from, that one says.
    expect(
      estateOf(part.replace('[{name: nobody}]', '[{name: nobody, emailConfigs: [{to: a@bank.example}]}]')).unreadable,
    ).toEqual([]);
    expect(estateOf(part.replace('"="', '"=="')).unreadable).toMatchObject([
      { message: expect.stringContaining('matchType') as string },
    ]);
  });
});

describe('of a cluster', () => {
  const given = (...bindings: string[]): string =>
    rules(alert(whole)).replace(
      '\n---',
      `status: {bindings: [${bindings.map((status) => `{conditions: [{type: Accepted, status: "${status}", reason: InvalidConfiguration}]}`).join(', ')}]}\n---`,
    );
  const judged = (text: string): string[] =>
    findingsBy(actionableAlerts, clusterOf(text))
      .filter(({ tier }) => tier === 'critical')
      .map(({ verdict, reason }) => `${verdict} ${reason}`);

  test.each<[string, string, string[]]>([
    ['not-loaded', given('False'), ['fail not-loaded']],
    ['that a server took it proves not that anybody is reached', given('True'), ['unknown not-seen']],
    ['of two servers one took it', given('True', 'False'), ['unknown not-seen']],
    ['no server is told of', given(), ['unknown not-seen']],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });
});
