import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { logRetention } from './check.ts';

function object(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: logs, namespace: logging}\nspec: ${spec}\n`;
}
const lokiStack = (limits: string): string => object('loki.grafana.com/v1', 'LokiStack', `{limits: ${limits}}`);
const openShift = (policy: string): string =>
  object('logging.openshift.io/v1', 'ClusterLogging', `{logStore: {retentionPolicy: ${policy}}}`);
const elastic = (policies: string): string =>
  object(
    'stackconfigpolicy.k8s.elastic.co/v1alpha1',
    'StackConfigPolicy',
    `{elasticsearch: {indexLifecyclePolicies: ${policies}}}`,
  );
const victoria = (period: string): string =>
  object('operator.victoriametrics.com/v1', 'VLSingle', `{retentionPeriod: ${period}}`);
const group = (name: string, days: number): string =>
  object('cloudwatchlogs.services.k8s.aws/v1alpha1', 'LogGroup', `{name: ${name}, retentionDays: ${days}}`);

function loki(limits: string, deletes = true): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: {name: logs, namespace: logging}
data:
  config.yaml: |
    schema_config: {configs: []}
    compactor: {retention_enabled: ${deletes}}
    limits_config: ${limits}
`;
}

/** What is said for one tier: where an operator makes pods every tier may be hosted, and each is judged. */
function said(given: string, options: JudgedOptions = {}, only = 'important'): string[] {
  return findingsBy(logRetention, given, options)
    .filter(({ tier }) => tier === only)
    .map(({ verdict, reason, subject }) => `${verdict} ${reason} ${subject.kind}`)
    .toSorted();
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['declared well', lokiStack('{tenants: {audit: {retention: {days: 365}}}}'), ['unknown not-seen LokiStack']],
    [
      'audit-logs-deleted',
      lokiStack('{tenants: {audit: {retention: {days: 30}}}}'),
      ['fail audit-logs-deleted LokiStack'],
    ],
    [
      'a stream of audit logs',
      lokiStack(`{global: {retention: {days: 30, streams: [{days: 400, selector: '{log_type="audit"}'}]}}}`),
      ['advice logs-deleted LokiStack', 'unknown not-seen LokiStack'],
    ],
    [
      'logs-deleted',
      lokiStack('{global: {retention: {days: 30}}}'),
      ['advice logs-deleted LokiStack', 'unknown not-seen LokiStack'],
    ],
    [
      'OpenShift',
      openShift('{audit: {maxAge: 7d}, application: {maxAge: 1w}}'),
      ['advice logs-deleted ClusterLogging', 'fail audit-logs-deleted ClusterLogging'],
    ],
    ['OpenShift in weeks', openShift('{audit: {maxAge: 53w}}'), ['unknown not-seen ClusterLogging']],
    ['Loki', loki('{retention_period: 744h}'), ['advice logs-deleted ConfigMap', 'unknown not-seen ConfigMap']],
    ['Loki that deletes nothing', loki('{retention_period: 744h}', false), []],
    ['Loki for ever', loki('{retention_period: 0}'), ['unknown not-seen ConfigMap']],
    [
      'a stream of Loki',
      loki(`{retention_stream: [{selector: '{job="kube-audit"}', period: 90d}]}`),
      ['fail audit-logs-deleted ConfigMap'],
    ],
    ['Elastic', elastic('{audit: {phases: {delete: {min_age: 90d}}}}'), ['fail audit-logs-deleted StackConfigPolicy']],
    ['Elastic that deletes nothing', elastic('{audit: {phases: {hot: {}}}}'), []],
    ['VictoriaLogs in months', victoria('"12"'), ['unknown not-seen VLSingle']],
    ['VictoriaLogs in days', victoria('7d'), ['advice logs-deleted VLSingle', 'unknown not-seen VLSingle']],
    ['the logs of a control plane of EKS', group('/aws/eks/bank/cluster', 90), ['fail audit-logs-deleted LogGroup']],
    [
      'a group of something else',
      group('/bank/ledger', 90),
      ['advice logs-deleted LogGroup', 'unknown not-seen LogGroup'],
    ],
    ['for ever', group('/aws/eks/bank/cluster', 0), ['unknown not-seen LogGroup']],
  ])('%s', (_name, given, expected) => {
    expect(said(given)).toEqual(expected);
  });

  test('a platform that only hosts best effort keeps them for 92 days, and the policy file may ask for more', () => {
    const casual = `${group('kube-audit', 120)}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: logging, labels: {kubecompass.io/tier: best-effort}}\n`;
    expect(said(casual, {}, 'best-effort')).toEqual(['unknown not-seen LogGroup']);
    const policy = { targets: { 'best-effort': { logRetentionDays: 180 } } };
    expect(said(casual, { policy }, 'best-effort')).toEqual(['fail audit-logs-deleted LogGroup']);
  });

  test('words and evidence', () => {
    const finding = findingsBy(logRetention, openShift('{audit: {maxAge: 36h}}')).find(
      ({ tier }) => tier === 'important',
    );
    expect(finding?.because).toBe('it deletes audit logs after 36 hours, 365 days are asked for');
    expect(finding?.evidence).toMatchObject([{ path: 'spec.logStore.retentionPolicy.audit.maxAge', value: '36h' }]);
  });

  test.each([
    ['a unit of another dialect', openShift('{audit: {maxAge: 1y}}')],
    ['words', loki('{retention_period: one month}')],
    ['no number', elastic('{audit: {phases: {delete: {min_age: d}}}}')],
    ['a day of Go', victoria('1.5d')],
  ])('%s is a named gap, never evidence', (_name, given) => {
    expect(estateOf(given).unreadable).toMatchObject([
      { message: expect.stringContaining('expected how long logs are kept') as string },
    ]);
    expect(said(given)).toEqual([]);
  });

  test('what something else fills in is not known', () => {
    expect(said(victoria('"${RETENTION}"'))).toEqual([]);
  });

  test('a folder without stores says nothing of logs', () => {
    const { outcomes } = assessedBy(logRetention, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}', {
      authority: 'complete',
    });
    expect(outcomes.find(({ criterion }) => criterion === 'audit/log-retention')?.verdict).toBe('unknown');
  });
});
