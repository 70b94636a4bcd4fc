import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from './fact-view.ts';
import { gap, type Gap } from './gap.ts';
import type { Identified } from './identity.ts';
import type { Place } from './place.ts';
import { belongingOf, hide, rivalsAmong, scatter } from './rivals.ts';

function object(...places: Place[]): Identified {
  return {
    noun: 'service',
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'bank',
    name: 'web',
    places,
    origin: { file: 'x.yaml', line: 1, document: 0 },
  };
}

function whose(companion: Place[], own: Place[], others: Place[], hidden: readonly Gap[] = []): string {
  return belongingOf(object(...companion), own, {
    places: scatter([...own, ...others]),
    hidden: hide(hidden),
    key: '',
  });
}

describe('what stands nearer to another variant is the other’s', () => {
  test.each([
    ['beside the other', ['prod'], ['dev'], ['prod'], 'rival'],
    ['below the other', ['prod/scaling'], ['dev'], ['prod'], 'rival'],
    ['as near to both', ['policies'], ['dev'], ['prod'], 'own'],
    ['nearer to the subject', ['dev/scaling'], ['dev'], ['prod'], 'own'],
    ['above the subject, and in the other’s own folder', ['app'], ['app/canary'], ['app'], 'own'],
    ['in the folders of both', ['dev', 'prod'], ['dev'], ['prod'], 'own'],
    ['a subject without a place', ['prod'], [], ['prod'], 'own'],
  ])('%s', (_where, companion, own, others, expected) => {
    expect(whose(companion, own, others)).toBe(expected);
  });

  test('while another variant may be hidden, only what it cannot be nearer to is the subject’s', () => {
    expect(whose(['prod'], ['dev'], [], [gap('malformed', 'hidden')])).toBe('doubtful');
    expect(whose(['prod'], ['dev'], [], [gap('malformed', 'hidden', 'prod')])).toBe('doubtful');
    expect(whose(['prod'], ['dev'], [], [gap('malformed', 'hidden', 'test')])).toBe('own');
    expect(whose([''], ['dev'], [], [gap('malformed', 'hidden')])).toBe('own');
    expect(whose(['prod'], ['dev'], ['prod'], [gap('malformed', 'hidden')])).toBe('rival');
  });
});

test('a single object has no rivals, and one that has them shares them with the others', () => {
  const [dev, prod] = [object('dev'), object('prod')];
  expect(rivalsAmong([dev], () => [])(dev)).toBeNull();
  const rivalsOf = rivalsAmong([dev, prod], () => []);
  expect(['dev', 'prod/apps', 'test'].map((place) => rivalsOf(dev)?.places.stepsTo([place]))).toEqual([0, 1, 2]);
  expect(rivalsOf(prod)).toBe(rivalsOf(dev));
});

const workload = (replicas: number, image = 'image: registry.bank.example/ledger:1.4'): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, ${image}}]}
`;

/** Of a custom resource nobody refuses a part of a template. */
const rollout = (...given: Parameters<typeof workload>): string =>
  workload(...given)
    .replace('apps/v1', 'argoproj.io/v1alpha1')
    .replace('Deployment', 'Rollout');

const companion = (kind: string, apiVersion: string, spec: string): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: ${spec}
`;
const budget = companion(
  'PodDisruptionBudget',
  'policy/v1',
  '{maxUnavailable: 1, selector: {matchLabels: {app: ledger}}}',
);
const limits = companion('LimitRange', 'v1', '{limits: [{type: Container, default: {memory: 1Gi}}]}');
const deny = companion('NetworkPolicy', 'networking.k8s.io/v1', '{podSelector: {}, policyTypes: [Ingress]}');

describe('of the facts of an estate', () => {
  test('a companion of another variant is not there', () => {
    const facts = viewFacts(estateOf({ 'dev/a.yaml': workload(2), 'prod/a.yaml': workload(3), 'prod/b.yaml': budget }));
    const seen = facts.workloads.items.map((one) => {
      const { found, complete } = facts.disruptionBudgets.near(one, { place: null, nth: 0 });
      return [one.places[0], found.length, complete];
    });
    expect(seen).toEqual([
      ['dev', 0, true],
      ['prod', 1, true],
    ]);
  });

  test('a patch is no variant, so what stands beside it is for what it patches', () => {
    const facts = viewFacts(
      estateOf({
        'base/a.yaml': rollout(2),
        'prod/patch.yaml': rollout(3, 'command: [run]'),
        'prod/b.yaml': budget,
      }),
    );
    const base = facts.workloads.items.find(({ places }) => places[0] === 'base');
    expect(base && facts.disruptionBudgets.near(base, { place: null, nth: 0 }).found).toHaveLength(1);
  });

  test('a guardrail beside another variant of a workload proves nothing', () => {
    const facts = viewFacts(
      estateOf({
        'dev/a.yaml': workload(2),
        'prod/a.yaml': workload(3),
        'prod/b.yaml': `${limits}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}`,
      }),
    );
    const [dev, prod] = facts.workloads.items.map((one) => facts.limitRanges.near(one, { place: null, nth: 0 }));
    expect(dev).toMatchObject({ found: [], complete: false, settled: false });
    expect(dev?.gaps.map(({ detail }) => detail)).toEqual([
      'LimitRange ledger in prod stands nearer to another variant, so whether it holds for this one is not known',
    ]);
    expect(prod).toMatchObject({ found: [{ name: 'ledger' }], complete: true, settled: true });
  });

  test('and one beside another variant of a Namespace does not guard this one', () => {
    const namespace = (team: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {team: ${team}}}`;
    const facts = viewFacts(
      estateOf({ 'dev/ns.yaml': namespace('a'), 'prod/ns.yaml': namespace('b'), 'prod/b.yaml': deny }),
    );
    const answers = facts.namespaces.items.map((one) => facts.networkPolicies.near(one, { place: null, nth: 0 }));
    expect(answers.map(({ found, complete }) => [found.length, complete])).toEqual([
      [0, true],
      [1, true],
    ]);
  });
});
