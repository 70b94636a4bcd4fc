import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { mostInOneDomain, spread, type Spread } from './spread.ts';

interface Drawn {
  readonly kind?: string;
  readonly spec?: string;
  readonly labels?: string;
  readonly more?: string;
  readonly authority?: Authority;
}

function ask(
  podSpec: string,
  {
    kind = 'Deployment',
    spec = 'replicas: 3',
    labels = '{app: web, team: shop}',
    more = '',
    authority = 'default',
  }: Drawn = {},
): Spread | Gap {
  const facts = viewFacts(
    estateOf(
      `apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec: {${spec}, selector: {matchLabels: {app: web}}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: app, image: web:1}], ${podSpec}}}}
${more}`,
      authority,
    ),
  );
  const [subject] = facts.workloads.items;
  if (!subject) throw new Error('no workload was read');
  const answer = spread.compute(facts as never) as (of: unknown, from: unknown) => Spread | Gap;
  return answer(subject, { place: subject.places[0] ?? null, nth: 0 });
}

function spreadOf(podSpec: string, drawn: Drawn = {}): Spread {
  const value = ask(podSpec, drawn);
  if (isGap(value)) throw new Error(value.detail);
  return value;
}

function constraint(rest: string, key = 'topology.kubernetes.io/zone'): string {
  return `topologySpreadConstraints: [{topologyKey: ${key}, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, ${rest}}]`;
}

function antiAffinity(rest: string): string {
  return `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: topology.kubernetes.io/zone, ${rest}}]}}`;
}

describe('the selector of a spread constraint', () => {
  test.each<[string, string, boolean, Drawn?]>([
    ['counts pods by their labels', 'labelSelector: {matchLabels: {app: web}}', true],
    [
      'F1 does not count them by one shared label of two',
      'labelSelector: {matchLabels: {app: other, team: shop}}',
      false,
    ],
    [
      'F2 counts them by expressions',
      'labelSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}',
      true,
    ],
    ['counts nothing when absent', '', false],
    ['counts nothing when empty', 'labelSelector: {}', false],
    ['counts by a label of the pod alone, under matchLabelKeys', 'labelSelector: {}, matchLabelKeys: [app]', true],
    ['counts by the revision that the controller adds', 'labelSelector: {}, matchLabelKeys: [pod-template-hash]', true],
    [
      'counts by the revision of a StatefulSet',
      'labelSelector: {}, matchLabelKeys: [controller-revision-hash]',
      true,
      { kind: 'StatefulSet' },
    ],
    [
      'does not count by the revision of another controller',
      'labelSelector: {}, matchLabelKeys: [controller-revision-hash]',
      false,
    ],
    ['ignores keys that the pod has not', 'labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [absent]', true],
    ['counts nothing when absent beside matchLabelKeys', 'matchLabelKeys: [app]', false],
  ])('%s', (_name, rest, expected, drawn) => {
    expect(spreadOf(constraint(rest), drawn).terms).toMatchObject([
      { countsOwnPods: expected, over: 'zone', hard: true, maxSkew: 1 },
    ]);
  });
});

describe('a term of anti-affinity', () => {
  test.each<[string, string, boolean | null]>([
    ['counts pods by their labels', 'labelSelector: {matchLabels: {app: web}}', true],
    ['does not count them by labels of others', 'labelSelector: {matchLabels: {app: database}}', false],
    ['counts none without a selector', '', false],
    ['counts all with an empty one', 'labelSelector: {}', true],
    [
      'counts them where their namespace is listed',
      'labelSelector: {matchLabels: {app: web}}, namespaces: [shop, bank]',
      true,
    ],
    ['does not where another is', 'labelSelector: {matchLabels: {app: web}}, namespaces: [bank]', false],
    ['counts them in all namespaces', 'labelSelector: {matchLabels: {app: web}}, namespaceSelector: {}', true],
    [
      'counts them by the name that every namespace has for a label',
      'labelSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}',
      true,
    ],
    [
      'is not known to by other labels of a namespace',
      'labelSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {team: shop}}',
      null,
    ],
    [
      'does not count them under mismatchLabelKeys that they have',
      'labelSelector: {matchLabels: {app: web}}, mismatchLabelKeys: [team]',
      false,
    ],
    [
      'counts them under mismatchLabelKeys that they have not',
      'labelSelector: {matchLabels: {app: web}}, mismatchLabelKeys: [tenant]',
      true,
    ],
  ])('%s', (_name, rest, expected) => {
    expect(spreadOf(antiAffinity(rest)).terms).toMatchObject([
      { countsOwnPods: expected, over: 'zone', hard: true, maxSkew: null },
    ]);
  });

  test('has a path, and is soft when it is preferred', () => {
    const term = '{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}';
    const { terms } = spreadOf(
      `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [${term}], preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: ${term}}]}}`,
    );
    const root = 'spec.template.spec.affinity.podAntiAffinity';
    expect(terms.map(({ path, hard, over }) => [path, hard, over])).toEqual([
      [`${root}.requiredDuringSchedulingIgnoredDuringExecution[0]`, true, 'node'],
      [`${root}.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm`, false, 'node'],
    ]);
  });
});

test.each([
  ['topology.kubernetes.io/zone', 'zone'],
  ['topology.kubernetes.io/region', 'zone'],
  ['failure-domain.beta.kubernetes.io/zone', 'zone'],
  ['failure-domain.beta.kubernetes.io/region', 'zone'],
  ['kubernetes.io/hostname', 'node'],
  ['karpenter.sh/capacity-type', 'none'],
  ['bank.example/room', 'unknown'],
])('%s tells a %s', (key, over) => {
  expect(spreadOf(constraint('labelSelector: {matchLabels: {app: web}}', key)).terms).toMatchObject([{ over }]);
});

describe('what is in doubt', () => {
  const claims = 'replicas: 3, volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]';
  const own = 'labelSelector: {matchLabels: {app: web}}';

  test.each<[string, string, Drawn, RegExp | null]>([
    ['nothing of a Deployment', '', {}, null],
    ['nothing of a StatefulSet without claims', '', { kind: 'StatefulSet' }, null],
    ['the zones of the volumes of a StatefulSet', '', { kind: 'StatefulSet', spec: claims }, /follow their volumes/],
    ['whether a label of nodes means zones', constraint(own, 'bank.example/room'), {}, /bank\.example\/room/],
    [
      'nothing where such a term counts other pods',
      constraint('labelSelector: {matchLabels: {app: db}}', 'bank.example/room'),
      {},
      null,
    ],
    [
      'whether a term reaches the own namespace',
      antiAffinity(`${own}, namespaceSelector: {matchLabels: {team: shop}}`),
      {},
      /own namespace/,
    ],
  ])('%s', (_name, podSpec, drawn, expected) => {
    expect(spreadOf(podSpec, drawn).doubt?.detail ?? 'nothing').toMatch(expected ?? /^nothing$/);
  });

  test('everything where the template stands elsewhere', () => {
    expect(isGap(ask('', { kind: 'Deployment', spec: 'replicas: 2' }))).toBe(false);
    const facts = viewFacts(
      estateOf(
        '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web}, spec: {workloadRef: {name: web}}}',
      ),
    );
    const answer = spread.compute(facts as never) as (of: unknown, from: unknown) => Spread | Gap;
    expect(isGap(answer(facts.workloads.items[0], { place: '', nth: 0 }))).toBe(true);
  });
});

describe('zones that a pod may run in', () => {
  const inZones = (...zones: string[]): string =>
    `{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [${zones.join(', ')}]}]}`;
  const affinity = (...terms: string[]): string =>
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${terms.join(', ')}]}}}`;

  test.each<[string, string, string | null]>([
    ['any', '', null],
    ['the one of its node selector', 'nodeSelector: {topology.kubernetes.io/zone: a}', 'a'],
    ['the one of its affinity', affinity(inZones('a')), 'a'],
    ['the one that all terms name', affinity(inZones('a'), inZones('a')), 'a'],
    ['two', affinity(inZones('a', 'b')), null],
    ['those of either term', affinity(inZones('a'), inZones('b')), null],
    [
      'any, by a term without a zone',
      affinity(inZones('a'), '{matchExpressions: [{key: gpu, operator: Exists}]}'),
      null,
    ],
  ])('%s', (_name, podSpec, expected) => {
    expect(spreadOf(podSpec).onlyZone?.detail ?? null).toBe(
      expected && `it may run in zone ${expected} only; whether a twin of it runs in another was not seen`,
    );
  });
});

describe('a volume that holds a workload to one pod', () => {
  const volume = 'volumes: [{name: tmp, emptyDir: {}}, {name: data, persistentVolumeClaim: {claimName: data}}]';
  const recreate = 'replicas: 1, strategy: {type: Recreate}';
  const claim = (modes: string): string =>
    `---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {accessModes: [${modes}], resources: {requests: {storage: 1Gi}}}}`;
  const ofTemplate = (modes: string): string =>
    `replicas: 1, volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [${modes}]}}]`;
  const held = { claim: 'data', path: 'spec.template.spec.volumes[1]' };

  test.each<[string, string, Drawn, Spread['heldBy']]>([
    ['a claim that one node attaches, and Recreate', volume, { spec: recreate, more: claim('ReadWriteOnce') }, held],
    ['a claim that one pod attaches', volume, { spec: recreate, more: claim('ReadWriteOncePod') }, held],
    ['no: a claim that several attach', volume, { spec: recreate, more: claim('ReadWriteOnce, ReadWriteMany') }, null],
    ['no: a rolling update', volume, { spec: 'replicas: 1', more: claim('ReadWriteOnce') }, null],
    ['no: a claim that is not there', volume, { spec: recreate }, null],
    ['not known: the claims were not all seen', volume, { spec: recreate, authority: 'partial' }, 'unseen'],
    [
      'a claim template of a StatefulSet',
      '',
      { kind: 'StatefulSet', spec: ofTemplate('ReadWriteOnce') },
      { claim: 'data', path: 'spec.volumeClaimTemplates[0]' },
    ],
    ['no: a claim template that several attach', '', { kind: 'StatefulSet', spec: ofTemplate('ReadWriteMany') }, null],
    ['no: a claim template that names no mode', '', { kind: 'StatefulSet', spec: ofTemplate('') }, null],
    [
      'the claim of a StatefulSet',
      volume,
      { kind: 'StatefulSet', spec: 'replicas: 1', more: claim('ReadWriteOnce') },
      held,
    ],
  ])('%s', (_name, podSpec, drawn, expected) => {
    expect(spreadOf(podSpec, drawn).heldBy).toEqual(expected);
  });
});

describe('the fewest replicas', () => {
  const autoscaler = `---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web, namespace: shop}, spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}`;

  test('are those of the autoscaler, and not known while one may be hidden', () => {
    expect(spreadOf('')).toMatchObject({ replicas: 3, counted: true });
    expect(spreadOf('', { more: autoscaler })).toMatchObject({ replicas: 2, counted: true });
    expect(spreadOf('', { authority: 'partial' })).toMatchObject({ counted: false });
  });
});

/** Places pods one by one in every way that the scheduler's rule admits, and keeps the fullest domain that was ever seen with all of them. */
function placeAll(replicas: number, maxSkew: number, domains: number): number {
  let states = new Set([JSON.stringify(Array<number>(domains).fill(0))]);
  for (let pod = 0; pod < replicas; pod += 1) {
    const next = new Set<string>();
    for (const state of states) {
      const counts = JSON.parse(state) as number[];
      counts.forEach((count, domain) => {
        if (count + 1 - Math.min(...counts) > maxSkew) return;
        next.add(JSON.stringify(counts.with(domain, count + 1).toSorted((a, b) => a - b)));
      });
    }
    states = next;
  }
  return Math.max(...[...states].map((state) => Math.max(...(JSON.parse(state) as number[]))));
}

describe('against a slow, obvious version', () => {
  test('one domain holds at most as many pods as any order of placing them gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 4 }),
        (replicas, maxSkew, domains) => {
          expect(mostInOneDomain(replicas, maxSkew, domains)).toBe(placeAll(replicas, maxSkew, domains));
        },
      ),
      { numRuns: 300, seed: 13 },
    );
  });

  test('a constraint counts its own pods as the selector does that the API server merges', () => {
    const label = fc.constantFrom('app', 'team', 'absent');
    const drawn = fc.record({
      matchLabels: fc.dictionary(label, fc.constantFrom('web', 'shop')),
      keys: fc.uniqueArray(label),
    });
    fc.assert(
      fc.property(drawn, ({ matchLabels, keys }) => {
        // KEP-3243: for each of the keys that the pod has, `key In [the pod's value]` is added; a selector without a condition counts nothing.
        const pod = new Map([
          ['app', 'web'],
          ['team', 'shop'],
        ]);
        const conditions = [
          ...Object.entries(matchLabels),
          ...keys.flatMap((key) => (pod.has(key) ? [[key, pod.get(key)]] : [])),
        ];
        const expected = conditions.length > 0 && conditions.every(([key, value]) => pod.get(String(key)) === value);
        const rest = `labelSelector: ${JSON.stringify({ matchLabels })}, matchLabelKeys: ${JSON.stringify(keys)}`;
        expect(spreadOf(constraint(rest)).terms[0]?.countsOwnPods).toBe(expected);
      }),
      { numRuns: 200, seed: 17 },
    );
  });
});
