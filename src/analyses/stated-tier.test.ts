import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import type { Workload } from '../estate/workload.ts';
import { type StatedTier, statedTier } from './stated-tier.ts';

type Ask = (workload: Workload, vantage: { place: string; nth: number }) => StatedTier;

function statedIn(files: string | Readonly<Record<string, string>>, place = ''): string {
  const facts = viewFacts(estateOf(files));
  const [workload] = facts.workloads.items;
  if (!workload) throw new Error('there is no workload');
  const { namespace, settled } = (statedTier.compute as (views: typeof facts) => Ask)(facts)(workload, {
    place,
    nth: 0,
  });
  return `${namespace === null ? 'none' : (namespace.tierLabel ?? 'no label')}${settled ? '' : ', not settled'}`;
}

const pod = (namespace: string): string => `
---
apiVersion: v1
kind: Pod
metadata: {name: ledger, namespace: ${namespace}}
spec: {containers: [{name: app, image: app}]}
`;
const namespaceObject = (name: string, labels = '{}'): string => `
---
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}
`;
const critical = '{kubecompass.io/tier: critical}';

describe('what the namespace of a workload says', () => {
  test.each<[string, string, string]>([
    ['its label', pod('bank') + namespaceObject('bank', critical), 'critical'],
    ['whatever it says', pod('bank') + namespaceObject('bank', '{kubecompass.io/tier: gold}'), 'gold'],
    ['nothing', pod('bank') + namespaceObject('bank'), 'no label'],
    ['not the label of another namespace', pod('bank') + namespaceObject('shop', critical), 'none'],
    ['a namespace that is only named has not been seen', pod('bank'), 'none'],
    ['an unreadable one is hidden', pod('bank') + namespaceObject('bank', '[critical]'), 'none, not settled'],
    [
      'and may be a variant of one that was read',
      pod('bank') + namespaceObject('bank', critical) + namespaceObject('bank', '[critical]'),
      'critical, not settled',
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(statedIn(yaml)).toBe(expected);
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'holds what states none beside it',
      { 'app/pod.yaml': pod("'${NS}'"), 'app/ns.yaml': namespaceObject("'${NS}'") },
      'no label',
    ],
    [
      'and below it',
      { 'app/web/pod.yaml': pod("'${NS}'"), 'app/ns.yaml': namespaceObject("'${NS}'", critical) },
      'critical',
    ],
    [
      'not what lies in another folder',
      { 'web/pod.yaml': pod("'${NS}'"), 'test/ns.yaml': namespaceObject("'${NS}'", critical) },
      'none',
    ],
  ])('a Namespace whose name is filled in later %s', (_name, files, expected) => {
    expect(statedIn(files)).toBe(expected);
  });

  test('the nearest variant counts, and of equally near ones that of the vantage', () => {
    const files = {
      'base/pod.yaml': pod('bank'),
      'dev/ns.yaml': namespaceObject('bank'),
      'prod/ns.yaml': namespaceObject('bank', critical),
    };
    expect([statedIn(files, 'dev'), statedIn(files, 'prod')]).toEqual(['no label', 'critical']);
    expect(
      statedIn({ ...files, 'base/ns.yaml': namespaceObject('bank', '{kubecompass.io/tier: important}') }, 'dev'),
    ).toBe('important');
  });
});
