import { describe, expect, test } from 'vitest';
import type { Tier } from '../definition/tiers.ts';
import { gap } from '../estate/gap.ts';
import { type Policy, undeclaredPolicy } from '../estate/policy.ts';
import type { Workload } from '../estate/workload.ts';
import { isNamedBefore, outrankedBy } from './outranked-by.ts';
import type { PriorityRanks, RankedGroup } from './priority-ranks.ts';

function workload(name: string, priorityClass: string | null = 'some', file = 'a.yaml'): Workload {
  const origin = { file, line: 1, document: 0 };
  const clusters = ['name b'];
  return {
    noun: 'workload',
    kind: 'Deployment',
    namespace: 'bank',
    name,
    clusters,
    origin,
    made: null,
    pod: { priorityClass },
  } as unknown as Workload;
}

const group = (name: string, tier: Tier | null, priority: number | null, namespace = 'bank'): RankedGroup => ({
  namespace,
  tier,
  workload: workload(name),
  priority,
  preempts: true,
});

const ranks = (priority: number | null, groups: readonly RankedGroup[], complete = true): PriorityRanks => ({
  priority,
  by: null,
  unnamed: null,
  groups,
  complete,
});

const ruled: Policy = {
  ...undeclaredPolicy,
  platformNamespaces: ['kube-*'],
  tiers: { default: 'important', rules: [{ namespaces: ['reports'], tier: 'best-effort' }] },
};

/** `name priority tier`, and what is missing. */
function ranked(of: PriorityRanks, tier: Tier, subject = workload('ledger')): [string | null, string | null] {
  const { above, missing } = outrankedBy(of, subject, tier, ruled);
  const gapOf = typeof missing === 'string' || missing === null ? missing : missing.detail;
  return [above && `${above.workload.name} ${above.priority} ${above.tier}`, gapOf];
}

describe('what outranks a workload', () => {
  test.each<[string, PriorityRanks, Tier, string | null, string | null]>([
    ['something below it', ranks(10, [group('web', 'important', 20)]), 'critical', 'web 20 important', null],
    ['not an equal', ranks(20, [group('web', 'important', 20)]), 'critical', null, null],
    ['not its own tier', ranks(10, [group('web', 'important', 20)]), 'important', null, null],
    ['not what matters more', ranks(10, [group('web', 'critical', 20)]), 'important', null, null],
    [
      'the highest of a tier',
      ranks(10, [group('web', 'important', 20), group('shop', 'important', 30)]),
      'critical',
      'shop 30 important',
      null,
    ],
    [
      'the nearest tier that has one',
      ranks(10, [group('report', 'best-effort', 90), group('web', 'important', 20)]),
      'critical',
      'web 20 important',
      null,
    ],
    [
      'a tier further down where the nearest has none',
      ranks(10, [group('report', 'best-effort', 90), group('web', 'important', 5)]),
      'critical',
      'report 90 best-effort',
      null,
    ],
    [
      'of equals the one whose name comes first',
      ranks(10, [group('web', 'important', 20, 'a'), group('shop', 'important', 20, 'b')]),
      'critical',
      'shop 20 important',
      null,
    ],
    ['not what nobody assigned', ranks(10, [group('web', null, 20)]), 'critical', null, null],
    [
      'what a rule assigns',
      ranks(10, [group('report', null, 20, 'reports')]),
      'critical',
      'report 20 best-effort',
      null,
    ],
    ['not the platform itself', ranks(10, [group('web', 'important', 20, 'kube-system')]), 'critical', null, null],
    [
      'perhaps what has no known priority',
      ranks(10, [group('web', 'important', null)]),
      'critical',
      null,
      'priorityClasses',
    ],
    [
      'surely one, and perhaps another',
      ranks(10, [group('web', 'important', null), group('shop', 'important', 20)]),
      'critical',
      'shop 20 important',
      'priorityClasses',
    ],
    [
      'nothing that can be told where its own is not known',
      ranks(null, [group('web', 'important', 20)]),
      'critical',
      null,
      'priorityClasses',
    ],
    [
      'perhaps what may be in the same cluster',
      ranks(10, [{ ...group('web', 'important', 20), isElsewhere: null }]),
      'critical',
      null,
      'Deployment bank/web, of the important tier, has the priority 20 and goes to the cluster b, which may be the same cluster; assess what goes to one cluster by itself',
    ],
    [
      'not what may be in the same cluster and is worth less',
      ranks(10, [{ ...group('web', 'important', 5), isElsewhere: null }]),
      'critical',
      null,
      null,
    ],
    ['perhaps what was not seen', ranks(10, [], false), 'critical', null, 'workloads'],
    ['nothing, where there is nothing below', ranks(10, [group('web', 'important', 20)]), 'best-effort', null, null],
  ])('%s', (_, of, tier, above, missing) => {
    expect(ranked(of, tier)).toEqual([above, missing]);
  });

  test('what names no class is not ranked by the default', () => {
    expect(ranked(ranks(10, []), 'critical', workload('ledger', null))).toEqual([null, 'priorityClasses']);
  });

  test('of pods that an operator makes, its own words tell what was not seen', () => {
    const made = { unseen: { priority: gap('not-collected', 'the operator decides') } } as unknown as Workload['made'];
    expect(ranked(ranks(null, []), 'critical', { ...workload('ledger'), made })).toEqual([
      null,
      'the operator decides',
    ]);
  });
});

test('names come before files, and namespaces do not count', () => {
  expect(isNamedBefore(workload('a', null, 'z.yaml'), workload('b', null, 'a.yaml'))).toBe(true);
  expect(isNamedBefore(workload('a', null, 'z.yaml'), workload('a', null, 'a.yaml'))).toBe(false);
  expect(isNamedBefore({ ...workload('a'), namespace: 'a' }, { ...workload('a'), namespace: 'b' })).toBe(false);
});
