import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { secondSite } from './check.ts';

const critical = `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n`;

function policy(clusters: string): string {
  return `
---
apiVersion: ramendr.openshift.io/v1alpha1
kind: DRPolicy
metadata: {name: bank}
spec: {schedulingInterval: 5m, drClusters: [${clusters}]}
`;
}

function gslb(strategy: string): string {
  return `
---
apiVersion: k8gb.absa.oss/v1beta1
kind: Gslb
metadata: {name: pay, namespace: bank}
spec: {strategy: {${strategy}}}
`;
}

function said(yaml: string): string[] {
  const verdicts = judgedBy(secondSite, critical + yaml);
  return [...new Set(verdicts)].filter((one) => !/latform|not-required|^advice|^partial/.test(one));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['two clusters', policy('east, west'), ['unknown not-seen DRPolicy//bank']],
    ['one-site', policy('east'), ['fail one-site DRPolicy//bank']],
    ['one-site: named twice', policy('east, east'), ['fail one-site DRPolicy//bank']],
    ['traffic goes to whoever answers', gslb('type: roundRobin'), ['unknown not-seen Gslb/bank/pay']],
    [
      'a failover with a primary site',
      gslb('type: failover, primaryGeoTag: eu-west-1'),
      ['unknown not-seen Gslb/bank/pay'],
    ],
    ['no-takeover', gslb('type: failover'), ['fail no-takeover Gslb/bank/pay']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toContain(expected[0]);
  });
});

test('words', () => {
  expect(findingsBy(secondSite, critical + gslb('type: failover')).map(({ because }) => because)).toContain(
    'its strategy is failover, and no site is named as the primary one',
  );
});

test('nothing that is held, or what cannot be read, is unknown', () => {
  for (const yaml of ['', policy('{}')])
    expect(judgedBy(secondSite, critical + yaml).filter((one) => /^(?:pass|fail|partial) /.test(one))).toEqual([]);
});
