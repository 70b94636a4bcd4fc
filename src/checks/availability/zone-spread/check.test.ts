import { describe, expect, test } from 'vitest';
import { loadAll } from 'js-yaml';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { liveNode, livePod, unreadyPod } from '../../../../test/support/live-pods.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { zoneSpread } from './check.ts';

interface Given {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly tier?: string;
  readonly spec?: string;
}

function workload(
  podSpec: string,
  { kind = 'Deployment', apiVersion = 'apps/v1', tier = 'critical', spec = 'replicas: 3' }: Given = {},
): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: ${tier}}}
spec:
  ${spec}
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers: [{name: app, image: registry.bank.example/ledger:1.4}]
      ${podSpec}
`;
}

const own = 'labelSelector: {matchLabels: {app: ledger}}';
const zone = 'topology.kubernetes.io/zone';
const region = 'topology.kubernetes.io/region';
const oldZone = 'failure-domain.beta.kubernetes.io/zone';
const hostname = 'kubernetes.io/hostname';

function onNodes(...names: string[]): string {
  const term = `{matchExpressions: [{key: ${hostname}, operator: In, values: [${names.join(', ')}]}]}`;
  return `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${term}]}}}`;
}

function constraint(rest: string, { key = zone, when = 'DoNotSchedule', maxSkew = 1 } = {}): string {
  return `{topologyKey: ${key}, maxSkew: ${maxSkew}, whenUnsatisfiable: ${when}, ${rest}}`;
}

function spread(...constraints: string[]): string {
  return `topologySpreadConstraints: [${constraints.join(', ')}]`;
}

function antiAffinity(key: string, required = true): string {
  const term = `{topologyKey: ${key}, ${own}}`;
  const list = required
    ? `requiredDuringSchedulingIgnoredDuringExecution: [${term}]`
    : `preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: ${term}}]`;
  return `affinity: {podAntiAffinity: {${list}}}`;
}

function autoscaler(minReplicas: number): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger, namespace: bank}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}, minReplicas: ${minReplicas}, maxReplicas: 9}
`;
}

const claim =
  '\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}';
const mounts = 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]';
const recreate = 'replicas: 1\n  strategy: {type: Recreate}';
const claims = '\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]';
const important = { tier: 'important' };
const soft = { when: 'ScheduleAnyway' };

test('what a cluster-proportional-autoscaler scales has as many replicas as it says, which no manifest tells', () => {
  const dns = (more: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: bank}
spec:
  selector: {matchLabels: {app: coredns}}
  template:
    metadata: {labels: {app: coredns}}
    spec: {containers: [{name: dns, image: registry.bank.example/dns:1}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns-autoscaler, namespace: bank}
spec:
  replicas: 0
  selector: {matchLabels: {app: scaler}}
  template:
    metadata: {labels: {app: scaler}}
    spec: {containers: [{name: scaler, image: registry.bank.example/scaler:1, command: [/cluster-proportional-autoscaler, ${more}]}]}
`;
  const verdictOf = (yaml: string): string[] =>
    findingsBy(zoneSpread, yaml)
      .filter(({ subject }) => subject.name === 'coredns')
      .map(({ verdict, reason }) => `${verdict} ${reason}`);
  expect(verdictOf(dns('--target=Deployment/coredns'))).toEqual(['unknown not-seen']);
  expect(verdictOf(dns('--target=Deployment/other'))).toEqual(['partial one-replica']);
});

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['spread', workload(spread(constraint(own))), ['pass spread Deployment/bank/ledger']],
    [
      'spread over zones and regions',
      workload(spread(constraint(own), constraint(own, { key: region }))),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'a claim that several nodes can attach',
      workload(`${spread(constraint(own))}\n      ${mounts}`) + claim.replace('ReadWriteOnce', 'ReadWriteMany'),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'a claim that the folder does not hold',
      workload(`${spread(constraint(own))}\n      ${mounts}`),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'one of two nodes',
      workload(`${spread(constraint(own))}\n      ${onNodes('n1', 'n2')}`),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'beside pods of others, or preferably beside its own',
      workload(
        `${spread(constraint(own))}\n      affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ${zone}, labelSelector: {matchLabels: {app: cache}}}], preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: ${zone}, ${own}}}]}}`,
      ),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'the scheduler that every cluster has, by its name',
      workload(`${spread(constraint(own))}\n      schedulerName: default-scheduler`),
      ['pass spread Deployment/bank/ledger'],
    ],
    ['spread by required anti-affinity', workload(antiAffinity(zone)), ['pass spread Deployment/bank/ledger']],
    [
      'spread by matchLabelKeys alone',
      workload(spread(constraint('labelSelector: {}, matchLabelKeys: [app]'))),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'spread of a StatefulSet with volumes',
      workload(spread(constraint(own)), { kind: 'StatefulSet', spec: `replicas: 3${claims}` }),
      ['pass spread StatefulSet/bank/ledger'],
    ],
    ['switched-off', workload('', { spec: 'replicas: 0' }), ['notApplicable switched-off Deployment/bank/ledger']],
    [
      'one-replica',
      workload(spread(constraint(own)), { spec: 'replicas: 1' }),
      ['fail one-replica Deployment/bank/ledger'],
    ],
    [
      'one-replica, important',
      workload('', { tier: 'important', spec: 'replicas: 1' }),
      ['partial one-replica Deployment/bank/ledger'],
    ],
    [
      'one-replica by the minimum of an autoscaler',
      workload(spread(constraint(own))) + autoscaler(1),
      ['fail one-replica Deployment/bank/ledger'],
    ],
    [
      'more replicas by the minimum of an autoscaler',
      workload(spread(constraint(own)), { spec: 'replicas: 1' }) + autoscaler(3),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'one-replica-volume-bound',
      workload(mounts, { spec: recreate }) + claim,
      ['partial one-replica-volume-bound Deployment/bank/ledger'],
    ],
    [
      'held-by-volume',
      workload(mounts, { tier: 'important', spec: recreate }) + claim,
      ['advice one-replica-volume-bound Deployment/bank/ledger', 'notApplicable held-by-volume Deployment/bank/ledger'],
    ],
    [
      'one-replica-volume-bound StatefulSet',
      workload('', { kind: 'StatefulSet', spec: `replicas: 1${claims}` }),
      ['partial one-replica-volume-bound StatefulSet/bank/ledger'],
    ],
    ['no-spread', workload(''), ['fail no-spread Deployment/bank/ledger']],
    ['no-spread, important', workload('', important), ['partial no-spread Deployment/bank/ledger']],
    [
      'no-spread, best effort',
      workload('', { tier: 'best-effort' }),
      ['advice no-spread Deployment/bank/ledger', 'notApplicable not-required Deployment/bank/ledger'],
    ],
    [
      'no-spread by a label that tells no place',
      workload(spread(constraint(own, { key: 'kubernetes.io/arch' }))),
      ['fail no-spread Deployment/bank/ledger'],
    ],
    [
      'no-spread by keeping away from others',
      workload(antiAffinity(zone).replace('app: ledger', 'app: database')),
      ['fail no-spread Deployment/bank/ledger'],
    ],
    [
      'hostname-only',
      workload(spread(constraint(own, { key: hostname }))),
      ['fail hostname-only Deployment/bank/ledger'],
    ],
    [
      'hostname-only, important: the zones of the nodes decide',
      workload(antiAffinity(hostname), important),
      ['advice hostname-only Deployment/bank/ledger', 'unknown not-seen Deployment/bank/ledger'],
    ],
    [
      'soft-only',
      workload(spread(constraint(own, soft), constraint(own, { key: hostname }))),
      ['partial soft-only Deployment/bank/ledger'],
    ],
    [
      'soft-only by preferred anti-affinity',
      workload(antiAffinity(zone, false)),
      ['partial soft-only Deployment/bank/ledger'],
    ],
    [
      'spread-softly',
      workload(spread(constraint(own, soft)), important),
      ['advice soft-only Deployment/bank/ledger', 'pass spread-softly Deployment/bank/ledger'],
    ],
    [
      'selector-misses-own-pods',
      workload(spread(constraint('labelSelector: {matchLabels: {app: lodger}}'))),
      ['fail selector-misses-own-pods Deployment/bank/ledger'],
    ],
    [
      'selector-misses-own-pods without a selector',
      workload(spread(constraint('minDomains: 2')), important),
      ['fail selector-misses-own-pods Deployment/bank/ledger'],
    ],
    [
      'selector-misses-own-pods with an empty one',
      workload(spread(constraint('labelSelector: {}'))),
      ['fail selector-misses-own-pods Deployment/bank/ledger'],
    ],
    [
      'selector-misses-own-pods beside a preference',
      workload(spread(constraint('labelSelector: {matchLabels: {app: lodger}}'), constraint(own, soft))),
      ['fail selector-misses-own-pods Deployment/bank/ledger', 'partial soft-only Deployment/bank/ledger'],
    ],
    [
      'a stray constraint beside one that holds',
      workload(spread(constraint('labelSelector: {matchLabels: {app: lodger}}', soft), constraint(own))),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'skew-too-wide: all in one zone',
      workload(spread(constraint(own, { maxSkew: 3 })), important),
      ['partial skew-too-wide Deployment/bank/ledger'],
    ],
    [
      'a wide skew that leaves one replica elsewhere',
      workload(spread(constraint(own, { maxSkew: 2 })), important),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'skew-too-wide: more than half, which the critical tier does not allow',
      workload(spread(constraint(own, { maxSkew: 2 }))),
      ['partial skew-too-wide Deployment/bank/ledger'],
    ],
    [
      'a wide skew beside a narrow one',
      workload(spread(constraint(own, { maxSkew: 3, ...soft }), constraint(own))),
      ['pass spread Deployment/bank/ledger'],
    ],
    [
      'two replicas in two zones are half and half',
      workload(spread(constraint(own)), { spec: 'replicas: 2' }),
      ['pass spread Deployment/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(judgedBy(zoneSpread, yaml)).toEqual(expected);
  });

  test('nothing is tighter than a skew of 1, even where two zones cannot share three replicas evenly', () => {
    const policy = { targets: { critical: { zones: 2 } } };
    expect(judgedBy(zoneSpread, workload(spread(constraint(own))), { policy })).toEqual([
      'pass spread Deployment/bank/ledger',
    ]);
  });

  test.each([
    ['the share that one zone may hold', { maxShareOfReplicasInOneZone: 0.7 }, ['pass spread Deployment/bank/ledger']],
    ['the zones that replicas are weighed over', { zones: 2 }, ['partial skew-too-wide Deployment/bank/ledger']],
  ])('the policy file says %s', (_name, critical, expected) => {
    const yaml = workload(spread(constraint(own, { maxSkew: 2 })), { spec: 'replicas: 3' });
    expect(judgedBy(zoneSpread, yaml, { policy: { targets: { critical } } })).toEqual(expected);
  });

  test('words and evidence name the numbers and the field', () => {
    const [finding] = findingsBy(zoneSpread, workload(spread(constraint(own, { maxSkew: 5 }))));
    expect(finding?.because).toBe('its zone constraint lets one zone hold 3 of 3 replicas');
    expect(finding?.evidence[0]).toMatchObject({
      path: 'spec.template.spec.topologySpreadConstraints[0].maxSkew',
      value: 5,
    });
  });
});

test.each<[string, string, ...string[]]>([
  ['the replicas of the workload', workload('', { spec: 'replicas: 1' }), 'spec.replicas'],
  ['the autoscaler whose minimum it is', workload('') + autoscaler(1), 'spec.minReplicas', 'spec.replicas'],
  [
    'the Pod',
    '{apiVersion: v1, kind: Pod, metadata: {name: ledger}, spec: {containers: [{name: app, image: a:1}]}}',
    'spec',
  ],
])('one-replica points at %s', (_name, yaml, ...paths) => {
  expect(findingsBy(zoneSpread, yaml)[0]).toMatchObject({
    reason: 'one-replica',
    evidence: paths.map((path) => ({ path })),
  });
});

test('evidence shows what is written, and no value where the API fills one in', () => {
  expect(findingsBy(zoneSpread, workload('', { spec: 'replicas: 1' }))[0]?.evidence[0]?.value).toBe(1);
  expect(findingsBy(zoneSpread, workload('', { spec: '' }))[0]?.evidence[0]).not.toHaveProperty('value');
});

test('a pass by preference points at the preference', () => {
  const preferred = workload(spread(constraint(own, { when: 'ScheduleAnyway' })), { tier: 'important' });
  expect(findingsBy(zoneSpread, preferred).find(({ reason }) => reason === 'spread-softly')).toMatchObject({
    verdict: 'pass',
    evidence: [{ path: 'spec.template.spec.topologySpreadConstraints[0]' }],
  });
});

describe('traps', () => {
  test('F14 a spread constraint without anti-affinity is enough', () => {
    expect(judgedBy(zoneSpread, workload(spread(constraint(own))))).toEqual(['pass spread Deployment/bank/ledger']);
  });

  test('F15 nothing declared is no spread, whatever the scheduler prefers by itself', () => {
    expect(judgedBy(zoneSpread, workload(''))).toEqual(['fail no-spread Deployment/bank/ledger']);
  });

  test('F15 a preference by node is no spread over zones', () => {
    expect(judgedBy(zoneSpread, workload(spread(constraint(own, { key: hostname, when: 'ScheduleAnyway' }))))).toEqual([
      'fail hostname-only Deployment/bank/ledger',
    ]);
  });

  test('F16 Jobs, CronJobs, DaemonSets and static pods are not asked', () => {
    const pod = 'containers: [{name: app, image: a:1}]';
    const others = [
      `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {restartPolicy: Never, ${pod}}}}}`,
      `{apiVersion: batch/v1, kind: CronJob, metadata: {name: b}, spec: {schedule: '@daily', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${pod}}}}}}}`,
      `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: c}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {${pod}}}}}`,
      `{apiVersion: v1, kind: Pod, metadata: {name: d}, spec: {hostNetwork: true, priorityClassName: system-node-critical, ${pod}}}`,
    ].join('\n---\n');
    const assessment = assessedBy(zoneSpread, others);
    expect(assessment.findings).toEqual([]);
    expect(assessment.outcomes.find(({ criterion }) => criterion === 'availability/zone-spread')?.verdict).toBe(
      'notApplicable',
    );
  });

  test('F12 a StatefulSet is asked as well', () => {
    expect(judgedBy(zoneSpread, workload('', { kind: 'StatefulSet' }))).toEqual([
      'fail no-spread StatefulSet/bank/ledger',
    ]);
  });

  test('F2 a selector of expressions that does select the pods is read', () => {
    expect(
      judgedBy(
        zoneSpread,
        workload(spread(constraint('labelSelector: {matchExpressions: [{key: app, operator: In, values: [ledger]}]}'))),
      ),
    ).toEqual(['pass spread Deployment/bank/ledger']);
  });

  test('F45 an Argo Rollout is judged like a Deployment', () => {
    expect(judgedBy(zoneSpread, workload('', { kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }))).toEqual([
      'fail no-spread Rollout/bank/ledger',
    ]);
  });
});

describe('what was not seen', () => {
  const set = { kind: 'StatefulSet', spec: `replicas: 3${claims}` };

  test.each<[string, string]>([
    ['the volumes of a StatefulSet may spread it', workload('', set)],
    ['and may spread it when its nodes differ', workload(antiAffinity(hostname), set)],
    ['and may make a preference hold', workload(spread(constraint(own, soft)), set)],
    ['a label that nobody here knows may tell zones', workload(spread(constraint(own, { key: 'bank.example/room' })))],
    [
      'a node selector names one zone, and a twin may run in another',
      workload(`${spread(constraint(own))}\n      nodeSelector: {${zone}: a}`),
    ],
    ['over regions, of which there may be one', workload(spread(constraint(own, { key: region })))],
    ['by a label that nodes need not bear any more', workload(spread(constraint(own, { key: oldZone })))],
    ['over regions, preferably', workload(spread(constraint(own, { key: region, ...soft })), important)],
    [
      'the template stands elsewhere',
      '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ledger, namespace: bank}, spec: {workloadRef: {name: ledger}}}',
    ],
  ])('%s', (_name, yaml) => {
    expect(findingsBy(zoneSpread, yaml).map(({ verdict }) => verdict)).toEqual(['unknown']);
  });

  const named = spread(constraint(own));
  const ofClass = { ...set, spec: set.spec.replace('spec: {', 'spec: {storageClassName: zonal, ') };
  const storageClass = (zones: string): string =>
    `\n---\n{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: zonal}, provisioner: ebs.csi.aws.com, allowedTopologies: [{matchLabelExpressions: [{key: ${zone}, values: ${zones}}]}]}`;
  const beside = `requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ${zone}, ${own}}]`;

  test.each<[string, string, RegExp]>([
    ['a node by its name', workload(`${named}\n      nodeName: n1`), /node n1 only \(spec\.template\.spec\.nodeName\)/],
    ['a node by its label', workload(`${named}\n      nodeSelector: {${hostname}: n1}`), /node n1 only/],
    ['a node by its affinity', workload(`${named}\n      ${onNodes('n1')}`), /node n1 only/],
    [
      'a node by the affinity of its name',
      workload(
        `${named}\n      ${onNodes('n1').replace('matchExpressions', 'matchFields').replace(hostname, 'metadata.name')}`,
      ),
      /node n1 only/,
    ],
    [
      'the zone of its first pod',
      workload(`${named}\n      affinity: {podAffinity: {${beside}}}`),
      /required pod affinity/,
    ],
    [
      'the node of its first pod',
      workload(`${named}\n      affinity: {podAffinity: {${beside.replace(zone, hostname)}}}`),
      /required pod affinity/,
    ],
    [
      'the node of a claim that all of them share',
      workload(`${named}\n      ${mounts}`) + claim,
      /share the claim data/,
    ],
    [
      'the pod that may attach a claim',
      workload(`${named}\n      ${mounts}`) + claim.replace('ReadWriteOnce', 'ReadWriteOncePod'),
      /share the claim data/,
    ],
    [
      'the node of a claim of a StatefulSet, beside its templates',
      workload(`${named}\n      ${mounts}`, set) + claim,
      /share the claim data/,
    ],
    [
      'the zone that the class of its volumes makes them in',
      workload(named, ofClass) + storageClass('[eu-1a]'),
      /StorageClass\/zonal, which makes them in zone eu-1a only/,
    ],
    [
      'a class of volumes that could not be read, which may do the same',
      workload(named, ofClass) + storageClass('eu-1a'),
      /allowedTopologies/,
    ],
    ['where another scheduler places them', workload(`${named}\n      schedulerName: other`), /scheduler other/],
  ])('%s holds all pods, whatever spreads them', (_name, yaml, detail) => {
    const [finding, ...others] = findingsBy(zoneSpread, yaml);
    expect(others).toEqual([]);
    expect(finding?.verdict).toBe('unknown');
    expect(finding?.gaps.map((one) => one.detail).join('; ')).toMatch(detail);
  });

  test('what holds all pods of a workload takes no fault away, and the pass of a preference', () => {
    const pin = `nodeSelector: {${hostname}: n1}`;
    expect(judgedBy(zoneSpread, workload(pin))).toEqual(['fail no-spread Deployment/bank/ledger']);
    expect(judgedBy(zoneSpread, workload(`${spread(constraint(own, soft))}\n      ${pin}`, important))).toEqual([
      'advice soft-only Deployment/bank/ledger',
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('a hidden claim may be one that only one node can attach', () => {
    const files = {
      'ledger.yaml': workload(`${named}\n      ${mounts}`),
      'claim.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: [}',
    };
    expect(judgedBy(zoneSpread, files)).toEqual(['unknown not-seen Deployment/bank/ledger']);
  });

  test('a wide skew of regions is one all the same', () => {
    const yaml = workload(spread(constraint(own, { key: region, maxSkew: 3 })), important);
    expect(judgedBy(zoneSpread, yaml)).toEqual(['partial skew-too-wide Deployment/bank/ledger']);
  });

  test('a stray constraint beside one that holds is no fault in a single zone either', () => {
    const terms = spread(constraint('labelSelector: {matchLabels: {app: lodger}}', soft), constraint(own));
    const yaml = workload(`${terms}\n      nodeSelector: {${zone}: a}`);
    expect(judgedBy(zoneSpread, yaml)).toEqual(['unknown not-seen Deployment/bank/ledger']);
  });

  test('a preference is enough for a StatefulSet of the important tier too', () => {
    expect(judgedBy(zoneSpread, workload(spread(constraint(own, soft)), { ...set, tier: 'important' }))).toEqual([
      'advice soft-only StatefulSet/bank/ledger',
      'pass spread-softly StatefulSet/bank/ledger',
    ]);
  });

  test('hidden autoscalers leave the replicas unknown', () => {
    expect(judgedBy(zoneSpread, workload(''), { authority: 'partial' })).toEqual([
      'unknown not-seen Deployment/bank/ledger',
    ]);
  });

  test('a hidden claim leaves unknown whether a volume holds the one replica', () => {
    const files = {
      'ledger.yaml': workload(mounts, { spec: recreate }),
      'claim.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: [}',
    };
    expect(judgedBy(zoneSpread, files)).toEqual(['unknown not-seen Deployment/bank/ledger']);
  });
});

describe('of a cluster', () => {
  const nodes = 'abcd'.split('').map((zone) => liveNode(`node-${zone}`, zone));
  const maker = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bank', name: 'ledger' };
  const podsIn = (zones: string, of = maker): Raw[] =>
    zones.split('').map((zone, index) => livePod(of, String(index), `node-${zone}`));
  const deployment = (podSpec = '', given: Given = {}): Raw[] => loadAll(workload(podSpec, given)) as Raw[];
  const hard = spread(constraint(own));
  const soft = spread(constraint(own, { when: 'ScheduleAnyway' }));
  const subject = 'Deployment/bank/ledger';
  const unzoned = [liveNode('node-x', null)];

  test.each<[string, readonly Raw[], string[]]>([
    ['required, and so it stands', [...deployment(hard), ...podsIn('abc')], [`pass spread ${subject}`]],
    ['required, and all stand in one zone', [...deployment(hard), ...podsIn('aaa')], [`fail in-one-zone ${subject}`]],
    ['zone-overfull', [...deployment(hard), ...podsIn('aab')], [`partial zone-overfull ${subject}`]],
    ['half of them in one zone', [...deployment(hard), ...podsIn('aabc')], [`pass spread ${subject}`]],
    ['preferred', [...deployment(soft), ...podsIn('abc')], [`partial soft-only ${subject}`]],
    ['spread-by-chance', [...deployment(), ...podsIn('abc')], [`partial spread-by-chance ${subject}`]],
    [
      'over hosts, which stand in several zones',
      [...deployment(spread(constraint(own, { key: hostname }))), ...podsIn('abc')],
      [`partial spread-by-chance ${subject}`],
    ],
    [
      'nothing spreads them, and they stand in one zone',
      [...deployment(), ...podsIn('aaa')],
      [`fail in-one-zone ${subject}`],
    ],
    [
      'volumes keep them where they are',
      [
        ...deployment('', {
          kind: 'StatefulSet',
          spec: 'replicas: 3\n  serviceName: ledger\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
        }),
        ...podsIn('abc', { ...maker, kind: 'StatefulSet' }),
      ],
      ['pass stands-spread StatefulSet/bank/ledger'],
    ],
    [
      'one of three is ready',
      [...deployment(hard), ...podsIn('a'), livePod(maker, 'x', 'node-b', unreadyPod)],
      [`unknown not-seen ${subject}`],
    ],
    ['a node without a zone', [...deployment(hard), ...unzoned, ...podsIn('abx')], [`unknown not-seen ${subject}`]],
    [
      'what it declares is wrong all the same',
      [...deployment(spread(constraint('labelSelector: {matchLabels: {app: other}}'))), ...podsIn('abc')],
      [`fail selector-misses-own-pods ${subject}`, `partial spread-by-chance ${subject}`],
    ],
    ['a single replica', [...deployment('', { spec: 'replicas: 1' }), ...podsIn('a')], [`fail one-replica ${subject}`]],
  ])('%s', (_name, objects, expected) => {
    expect(judgedBy(zoneSpread, clusterOf([...nodes, ...objects]))).toEqual(expected.toSorted());
  });

  test('a selector of one zone makes nothing better', () => {
    const pinned = (zones: string): string[] =>
      judgedBy(
        zoneSpread,
        clusterOf([...nodes, ...deployment('nodeSelector: {topology.kubernetes.io/zone: a}'), ...podsIn(zones)]),
      );
    expect(pinned('aaa')).toEqual([`fail in-one-zone ${subject}`]);
    expect(pinned('a')).toEqual([`unknown not-seen ${subject}`]);
  });

  test('below critical a zone may hold most of them, and not all', () => {
    const judgedIn = (zones: string): string[] =>
      judgedBy(zoneSpread, clusterOf([...nodes, ...deployment(hard, { tier: 'important' }), ...podsIn(zones)]));
    expect(judgedIn('aab')).toEqual([`pass spread ${subject}`]);
    expect(judgedIn('aaa')).toEqual([`partial in-one-zone ${subject}`]);
  });

  test('two zones can hold three pods no better than two and one', () => {
    const two = [liveNode('node-a', 'a'), liveNode('node-b', 'b')];
    expect(judgedBy(zoneSpread, clusterOf([...two, ...deployment(hard), ...podsIn('aab')]))).toEqual([
      `pass spread ${subject}`,
    ]);
  });

  test('the words name the zone, and that there is no other', () => {
    const one = clusterOf([liveNode('node-a', 'a'), ...deployment(hard), ...podsIn('aaa')]);
    expect(findingsBy(zoneSpread, one)[0]?.because).toBe(
      'all its 3 ready pods stand in a, the only zone of the cluster, and are gone with it',
    );
  });

  test.each([['/Node'], ['/Pod']])('whose %s may not be listed nothing is said of where they stand', (kind) => {
    for (const declared of [deployment(), deployment(hard), deployment(soft)]) {
      const live = clusterOf([...nodes, ...declared, ...podsIn('aaa')], { forbidden: [kind] });
      expect(judgedBy(zoneSpread, live).filter((one) => one.includes(subject) && !one.startsWith('unknown'))).toEqual(
        [],
      );
    }
  });

  test('a twin that is held to another zone may cover this one', () => {
    const held = (zone: string, name: string): Raw[] =>
      deployment(`nodeSelector: {topology.kubernetes.io/zone: ${zone}}`).map((one) => ({
        ...one,
        metadata: { ...(one['metadata'] as Raw), name },
      }));
    expect(
      judgedBy(zoneSpread, clusterOf([...nodes, ...held('a', 'ledger'), ...held('b', 'twin'), ...podsIn('aaa')])),
    ).toContain(`unknown not-seen ${subject}`);
  });

  test('how many pods something keeps that is not read was not seen', () => {
    const owned = (name: string): Raw => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'bank',
        ownerReferences: [{ apiVersion: 'batch.example/v1', kind: 'Farm', name: 'x', uid: 'f', controller: true }],
      },
      spec: { nodeName: 'node-a', containers: [{ name: 'a', image: 'registry.bank.example/a:1' }] },
    });
    expect(judgedBy(zoneSpread, clusterOf([...nodes, owned('x-1'), owned('x-2')]))).toEqual([
      'unknown not-seen Pod/bank/x-1',
    ]);
    expect(findingsBy(zoneSpread, clusterOf([...nodes, owned('x-1'), owned('x-2')]))[0]?.because).toContain(
      'how many pods Farm/x keeps was not seen; 2 are there now',
    );
  });
});

describe('one pod of a pool', () => {
  const pool = (name: string, replicas: number, roles: string, cluster = 'log'): string => `
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaNodePool
metadata: {name: ${name}, namespace: bank, labels: {strimzi.io/cluster: ${cluster}, kubecompass.io/tier: critical}}
spec: {replicas: ${replicas}, roles: [${roles}], template: {pod: {affinity: {}}}}
---`;
  test.each<[string, string, string]>([
    ['alone', '', 'fail one-replica'],
    ['beside one that does something else', pool('b', 3, 'controller'), 'fail one-replica'],
    ['beside one of another Kafka', pool('b', 3, 'broker', 'other'), 'fail one-replica'],
    ['beside one that does the same', pool('b', 1, 'broker, controller'), 'unknown not-seen'],
    ['beside one that is switched off', pool('b', 0, 'broker'), 'fail one-replica'],
    ['beside one that cannot be read', pool('b', -1, 'broker'), 'unknown not-seen'],
  ])('%s', (_name, others, expected) => {
    const found = judgedBy(zoneSpread, pool('a', 1, 'broker') + others);
    expect(found.filter((one) => one.endsWith('/a')).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      expected,
    ]);
  });
});
