import { describe, expect, test } from 'vitest';
import type { Tier } from '../definition/tiers.ts';
import type { AdmissionHook } from '../estate/admission-webhook.ts';
import { elsewhere, isGap } from '../estate/gap.ts';
import { type Policy, undeclaredPolicy } from '../estate/policy.ts';
import type { Workload } from '../estate/workload.ts';
import { hooksReaching } from './hooks-reaching.ts';
import type { Backend, ClosedHook, GuardedGroup } from './webhook-reach.ts';

const workload = (name: string, namespace = 'bank'): Workload =>
  ({ kind: 'Deployment', name, namespace, origin: { file: 'a.yaml', line: 1, document: 0 } }) as Workload;

const group = (name: string, tier: Tier | null, sure = true, namespace = 'bank'): GuardedGroup => ({
  namespace,
  tier,
  workload: workload(name, namespace),
  sure,
});

const backend = (given: Partial<Backend> = {}): Backend => ({
  workload: workload('gate', 'gates'),
  tier: 'critical',
  alone: null,
  missing: null,
  ...given,
});

const hook = (guarded: readonly GuardedGroup[], answers: ClosedHook['backend'] = backend()): ClosedHook => ({
  hook: { name: 'gate' } as AdmissionHook,
  guarded,
  backend: answers,
});

const ruled: Policy = {
  ...undeclaredPolicy,
  tiers: { default: 'important', rules: [{ namespaces: ['pay', 'gates'], tier: 'critical' }] },
};

const short = (missing: unknown): string => (isGap(missing) ? 'gap' : String(missing));

/** `guarded backend lower alone missing` for each, and what is missing besides. */
function said(hooks: readonly ClosedHook[], tier: Tier, complete = true): string[] {
  const { reaching, missing } = hooksReaching({ hooks, complete }, tier, ruled);
  const each = reaching.map(
    (one) => `${one.guarded.name} ${one.backend?.name ?? null} ${one.lower} ${one.alone} ${short(one.missing)}`,
  );
  return [...each, short(missing)];
}

describe('which webhooks guard pods of a tier', () => {
  test.each<[string, readonly ClosedHook[], string[], boolean?]>([
    ['one that guards some', [hook([group('ledger', 'critical')])], ['ledger gate null null null', 'null']],
    ['none that guards other tiers', [hook([group('web', 'important')])], ['null']],
    ['none that guards what nobody assigned, which is of the default', [hook([group('web', null)])], ['null']],
    [
      'one that guards what a rule assigns',
      [hook([group('pos', null, true, 'pay')])],
      ['pos gate null null null', 'null'],
    ],
    [
      'the one to be named comes first by its name',
      [
        hook([
          group('web', 'critical', true, 'a'),
          group('ledger', 'critical', true, 'b'),
          group('a', 'critical', false),
        ]),
      ],
      ['ledger gate null null null', 'null'],
    ],
    ['perhaps one', [hook([group('ledger', 'critical', false)])], ['gap']],
    [
      'one, and perhaps another',
      [hook([group('ledger', 'critical')]), hook([group('ledger', 'critical', false)])],
      ['ledger gate null null null', 'gap'],
    ],
    ['none that was seen, where workloads are hidden', [hook([])], ['workloads'], false],
    ['perhaps one, where workloads are hidden', [hook([group('ledger', 'critical', false)])], ['workloads'], false],
    [
      'one, and the hidden ones may be behind it too',
      [hook([group('ledger', 'critical')])],
      ['ledger gate null null workloads', 'null'],
      false,
    ],
  ])('%s', (_, hooks, expected, complete) => {
    expect(said(hooks, 'critical', complete)).toEqual(expected);
  });
});

describe('how firmly what answers stands', () => {
  test.each<[string, ClosedHook['backend'], string]>([
    ['of a lower tier', backend({ tier: 'important' }), 'ledger gate important null null'],
    ['of the same by a rule', backend({ tier: null }), 'ledger gate null null null'],
    ['of no tier for sure', backend({ tier: null, workload: workload('gate') }), 'ledger gate null null null'],
    ['alone', backend({ alone: 'no-budget' }), 'ledger gate null no-budget null'],
    ['not known', backend({ missing: 'autoscalers' }), 'ledger gate null null autoscalers'],
    ['out of sight', elsewhere('not seen'), 'ledger null null null gap'],
    ['hidden', 'services', 'ledger null null null services'],
  ])('%s', (_, answers, expected) => {
    expect(said([hook([group('ledger', 'critical')], answers)], 'critical')).toEqual([expected, 'null']);
  });

  test('a higher tier than that of what is guarded is no fault', () => {
    expect(said([hook([group('report', 'best-effort')])], 'best-effort')).toEqual([
      'report gate null null null',
      'null',
    ]);
  });
});
