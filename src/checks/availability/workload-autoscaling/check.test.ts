import { describe, expect, test } from 'vitest';
import { loadAll } from 'js-yaml';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { workloadAutoscaling } from './check.ts';

interface Given {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly tier?: string;
  readonly spec?: string;
  readonly container?: string;
  readonly pod?: string;
  readonly metadata?: string;
}

const requests = 'resources: {requests: {cpu: 100m, memory: 64Mi}}';

function workload({
  kind = 'Deployment',
  apiVersion = 'apps/v1',
  tier = 'critical',
  spec = 'minReadySeconds: 1',
  container = requests,
  pod = 'hostNetwork: false',
  metadata = 'annotations: {}',
}: Given = {}): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: ${tier}}, ${metadata}}
spec:
  ${spec}
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers: [{name: app, image: registry.bank.example/ledger:1.4, ${container}}]
      ${pod}
`;
}

const deployment = '{apiVersion: apps/v1, kind: Deployment, name: ledger}';

function hpa(
  spec = '',
  {
    target = deployment,
    name = 'ledger',
    replicas = 'minReplicas: 2, maxReplicas: 9',
    api = 'autoscaling/v2',
    namespace = 'namespace: bank',
  } = {},
): string {
  return `
---
apiVersion: ${api}
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, ${namespace}}
spec: {scaleTargetRef: ${target}, ${replicas}, ${spec}}
`;
}

function scaledObject(spec: string, annotations = ''): string {
  return `
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: ledger, namespace: bank, annotations: {${annotations}}}
spec: {scaleTargetRef: {name: ledger}, ${spec}}
`;
}

function vpa(spec = ''): string {
  return `
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: ledger, namespace: bank}
spec: {targetRef: ${deployment}, ${spec}}
`;
}

const namespace = '\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank}}';
const limitRange =
  '\n---\n{apiVersion: v1, kind: LimitRange, metadata: {name: limits, namespace: bank}, spec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}}';
const bestEffort =
  '\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {kubecompass.io/tier: best-effort}}}';
const claim = (mode: string): string =>
  `\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [${mode}], resources: {requests: {storage: 1Gi}}}}`;
const volume = 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]';
const service =
  '\n---\n{apiVersion: v1, kind: Service, metadata: {name: ledger, namespace: bank}, spec: {selector: {app: ledger}, ports: [{port: 80, targetPort: 8080}]}}';
const port = `${requests}, ports: [{containerPort: 8080}]`;
const cpu = 'metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]';
const average = 'metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}]';
const queue = 'triggers: [{type: rabbitmq, metadata: {queueName: ledger}}]';
const important = { tier: 'important' };

/** All that is said in short; `declared` is what is well declared, and only not seen to run. */
function saidOf(yaml: string | Readonly<Record<string, string>>): string[] {
  const found = findingsBy(workloadAutoscaling, yaml);
  const running = found
    .filter(({ because }) => because.includes('is declared, not yet seen to run'))
    .map(({ subject: { kind, namespace, name } }) => `${kind}/${namespace}/${name}`);
  return judgedBy(workloadAutoscaling, yaml)
    .map((one) => {
      const declared = running.find((subject) => one === `unknown not-seen ${subject}`);
      return declared === undefined ? one : `declared ${declared}`;
    })
    .toSorted();
}

/** What is said of the workload and, where something is wrong with them, of its autoscalers. */
function judged(yaml: string): string[] {
  return saidOf(yaml)
    .filter((one) => !one.startsWith('notApplicable autoscaler '))
    .map((one) => one.replaceAll('/bank/ledger', ''));
}

describe('what is said', () => {
  test('no folder shows that what an autoscaler measures is served', () => {
    const external = 'metrics: [{type: External, external: {metric: {name: calls}, target: {type: Value, value: 70}}}]';
    expect(judged(workload() + hpa(external))).toEqual(['declared Deployment']);
    const found = findingsBy(workloadAutoscaling, workload() + hpa(cpu)).find(
      ({ subject }) => subject.kind === 'Deployment',
    );
    expect(found?.because).toContain('`kubectl describe hpa -n bank` shows it');
  });

  test('of what states no namespace, the command names none', () => {
    const yaml = (workload() + hpa(cpu)).replaceAll(/, namespace: bank|^  namespace: bank\n/gm, '');
    const found = findingsBy(workloadAutoscaling, yaml).find(({ subject }) => subject.kind === 'Deployment');
    expect(found?.subject.namespace).toBe('(not stated)');
    expect(found?.because).toContain('`kubectl describe hpa` shows it');
  });

  test.each<[string, string, string[]]>([
    ['an autoscaler', workload() + hpa(cpu), ['declared Deployment']],
    [
      'of the first version',
      workload() + hpa('targetCPUUtilizationPercentage: 70', { api: 'autoscaling/v1' }),
      ['declared Deployment'],
    ],
    [
      'a Rollout',
      workload({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }) +
        hpa(cpu, { target: '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: ledger}' }),
      ['declared Rollout'],
    ],
    [
      'a StatefulSet that somebody scales',
      workload({ kind: 'StatefulSet' }) +
        hpa(cpu, { target: '{apiVersion: apps/v1, kind: StatefulSet, name: ledger}' }),
      ['declared StatefulSet'],
    ],
    ['KEDA makes the autoscaler', workload() + scaledObject(`minReplicaCount: 2, ${queue}`), ['declared Deployment']],
    ['none', workload(), ['partial no-autoscaler Deployment']],
    [
      'none, important',
      workload(important),
      ['advice no-autoscaler Deployment', 'notApplicable fixed-number Deployment'],
    ],
    [
      'a Rollout without',
      workload({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
      ['partial no-autoscaler Rollout'],
    ],
    ['zero replicas', workload({ spec: 'replicas: 0' }), ['notApplicable switched-off Deployment']],
    [
      'zero replicas and an autoscaler that waits',
      workload({ spec: 'replicas: 0' }) + hpa(cpu),
      ['notApplicable switched-off Deployment'],
    ],
    ['a StatefulSet', workload({ kind: 'StatefulSet' }), ['notApplicable keeps-state StatefulSet']],
    [
      'what an operator made',
      workload({ metadata: 'ownerReferences: [{kind: Kiali, name: kiali, controller: true}]' }),
      ['notApplicable owned Deployment'],
    ],
    ['by an argument', workload({ container: 'args: [--leader-elect]' }), ['notApplicable elects-leader Deployment']],
    [
      'by an argument with a value',
      workload({ container: 'args: ["--leader-election-namespace=kube-system"]' }),
      ['notApplicable elects-leader Deployment'],
    ],
    [
      'by a variable',
      workload({ container: 'env: [{name: LEADER_ELECTION_ID, value: ledger}]' }),
      ['notApplicable elects-leader Deployment'],
    ],
    [
      'without, by an argument',
      workload({ container: 'args: ["--leader-elect=false"]' }),
      ['partial no-autoscaler Deployment'],
    ],
    [
      'a store in memory, by its image',
      workload().replace('registry.bank.example/ledger:1.4', 'redis:alpine'),
      ['notApplicable is-a-store Deployment'],
    ],
    [
      'not what an init container waits for',
      workload({ pod: 'initContainers: [{name: wait, image: postgres}]' }),
      ['partial no-autoscaler Deployment'],
    ],
    [
      'a volume of one node',
      workload({ pod: volume }) + claim('ReadWriteOnce'),
      ['notApplicable held-by-volume Deployment'],
    ],
    ['a shared volume', workload({ pod: volume }) + claim('ReadWriteMany'), ['partial no-autoscaler Deployment']],
    ['a volume that was not seen', workload({ pod: volume }), ['unknown not-seen Deployment']],
    [
      'one replica, replaced as a whole',
      workload({ spec: 'strategy: {type: Recreate}' }),
      ['notApplicable runs-alone Deployment'],
    ],
    [
      'two, replaced as a whole',
      workload({ spec: 'replicas: 2\n  strategy: {type: Recreate}' }),
      ['partial no-autoscaler Deployment'],
    ],
    ['a minimum of one', workload() + hpa(cpu, { replicas: 'maxReplicas: 5' }), ['fail min-below-two Deployment']],
    [
      'a minimum of one, important',
      workload(important) + hpa(cpu, { replicas: 'maxReplicas: 5' }),
      ['partial min-below-two Deployment'],
    ],
    ['a worker that scales to zero', workload() + scaledObject(queue), ['declared Deployment']],
    [
      'a server that scales to zero',
      workload({ container: port }) + service + scaledObject(queue),
      ['fail min-below-two Deployment'],
    ],
    [
      'no room',
      workload() + hpa(cpu, { replicas: 'minReplicas: 3, maxReplicas: 3' }),
      ['advice max-missing-or-equal Deployment', 'declared Deployment'],
    ],
    ['no maximum', workload() + hpa(cpu, { replicas: 'minReplicas: 3' }), ['unknown not-seen Deployment']],
    [
      'held',
      workload() + hpa(`${cpu}, behavior: {scaleUp: {selectPolicy: Disabled}}`),
      ['partial never-scales-up Deployment'],
    ],
    [
      'paused',
      workload() + scaledObject(`minReplicaCount: 2, ${queue}`, 'autoscaling.keda.sh/paused-replicas: "2"'),
      ['partial never-scales-up Deployment'],
    ],
    [
      'not paused',
      workload() + scaledObject(`minReplicaCount: 2, ${queue}`, 'autoscaling.keda.sh/paused: "false"'),
      ['declared Deployment'],
    ],
    ['replicas beside it', workload({ spec: 'replicas: 2' }) + hpa(cpu), ['partial replicas-fixed-too Deployment']],
    ['two of them', workload() + hpa(cpu) + hpa(average, { name: 'other' }), ['fail two-autoscalers Deployment']],
    ['a vertical one on the same resource', workload() + hpa(cpu) + vpa(), ['fail vpa-conflict Deployment']],
    [
      'one that only recommends',
      workload() + hpa(cpu) + vpa('updatePolicy: {updateMode: "Off"}'),
      ['declared Deployment'],
    ],
    [
      'one that leaves the container alone',
      workload() + hpa(cpu) + vpa('resourcePolicy: {containerPolicies: [{containerName: app, mode: "Off"}]}'),
      ['declared Deployment'],
    ],
    [
      'one for memory',
      workload() +
        hpa(cpu) +
        vpa('resourcePolicy: {containerPolicies: [{containerName: "*", controlledResources: [memory]}]}'),
      ['declared Deployment'],
    ],
    ['an average is no share', workload() + hpa(average) + vpa(), ['declared Deployment']],
    [
      'KEDA too',
      workload() +
        scaledObject('minReplicaCount: 2, triggers: [{type: cpu, metricType: Utilization, metadata: {value: "70"}}]') +
        vpa(),
      ['fail vpa-conflict Deployment'],
    ],
    [
      'its target is not there',
      workload() + hpa(cpu) + hpa(cpu, { name: 'web', target: '{apiVersion: apps/v1, kind: Deployment, name: web}' }),
      ['fail target-missing HorizontalPodAutoscaler/bank/web', 'declared Deployment'],
    ],
    [
      'of a group that serves no Deployments',
      workload() + hpa(cpu, { target: '{apiVersion: extensions/v1beta1, kind: Deployment, name: ledger}' }),
      ['fail target-missing HorizontalPodAutoscaler', 'partial no-autoscaler Deployment'],
    ],
    [
      'a DaemonSet',
      workload() +
        hpa(cpu) +
        hpa(cpu, { name: 'agent', target: '{apiVersion: apps/v1, kind: DaemonSet, name: agent}' }),
      ['fail target-cannot-scale HorizontalPodAutoscaler/bank/agent', 'declared Deployment'],
    ],
    [
      'best-effort, its target is not there',
      workload() +
        hpa(cpu) +
        hpa(cpu, { name: 'web', target: '{apiVersion: apps/v1, kind: Deployment, name: web}' }) +
        bestEffort,
      [
        'notApplicable not-required HorizontalPodAutoscaler/bank/web',
        'advice target-missing HorizontalPodAutoscaler/bank/web',
        'notApplicable not-required HorizontalPodAutoscaler',
        'declared Deployment',
      ],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected.toSorted());
  });
});

describe('requests that an autoscaler takes a share of', () => {
  const bare = 'imagePullPolicy: Always';
  test.each<[string, string, string[]]>([
    ['none', workload({ container: bare }) + hpa(cpu) + namespace, ['fail no-requests Deployment#app']],
    [
      'none, and no metric is named: it is a share of CPU',
      workload({ container: bare }) + hpa() + namespace,
      ['fail no-requests Deployment#app'],
    ],
    [
      'none, of the first version',
      workload({ container: bare }) + hpa('targetCPUUtilizationPercentage: 70', { api: 'autoscaling/v1' }) + namespace,
      ['fail no-requests Deployment#app'],
    ],
    [
      'none, in a beta that nothing serves any more',
      workload({ container: bare }) +
        hpa('metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 70}}]', {
          api: 'autoscaling/v2beta1',
        }) +
        namespace,
      ['unknown not-seen Deployment'],
    ],
    [
      'of memory only',
      workload({ container: 'resources: {requests: {memory: 1Gi}}' }) + hpa(cpu) + namespace,
      ['fail no-requests Deployment#app'],
    ],
    [
      'none, and the average value needs none',
      workload({ container: bare }) + hpa(average) + namespace,
      ['declared Deployment'],
    ],
    [
      'none, and a queue needs none',
      workload({ container: bare }) + scaledObject(`minReplicaCount: 2, ${queue}`) + namespace,
      ['declared Deployment'],
    ],
    [
      'a limit gives one',
      workload({ container: 'resources: {limits: {cpu: "1"}}' }) + hpa(cpu) + namespace,
      ['declared Deployment'],
    ],
    [
      'a LimitRange gives one',
      workload({ container: bare }) + hpa(cpu) + namespace + limitRange,
      ['declared Deployment'],
    ],
    ['none, and LimitRanges were not seen', workload({ container: bare }) + hpa(cpu), ['unknown not-seen Deployment']],
    [
      'a sidecar without',
      workload({ pod: 'initContainers: [{name: mesh, image: registry.bank.example/mesh:2, restartPolicy: Always}]' }) +
        hpa(cpu) +
        namespace,
      ['fail no-requests Deployment#mesh'],
    ],
    [
      'an init container without',
      workload({ pod: 'initContainers: [{name: migrate, image: registry.bank.example/migrate:2}]' }) +
        hpa(cpu) +
        namespace,
      ['declared Deployment'],
    ],
    [
      'a share of one container',
      workload({ pod: 'initContainers: [{name: mesh, image: registry.bank.example/mesh:2, restartPolicy: Always}]' }) +
        hpa(
          'metrics: [{type: ContainerResource, containerResource: {name: cpu, container: app, target: {type: Utilization, averageUtilization: 70}}}]',
        ) +
        namespace,
      ['declared Deployment'],
    ],
    [
      'metrics in an annotation',
      workload({ container: bare }) +
        hpa('', { api: 'autoscaling/v1' }).replace(
          'namespace: bank',
          "namespace: bank, annotations: {autoscaling.alpha.kubernetes.io/metrics: '[]'}",
        ) +
        namespace,
      ['declared Deployment'],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('the finding names container, resource and measure', () => {
    const found = findingsBy(workloadAutoscaling, workload({ container: bare }) + hpa(cpu) + namespace).find(
      ({ reason }) => reason === 'no-requests',
    );
    expect(found?.because).toContain('share of the cpu');
    expect(found?.because).toContain('app requests none');
    expect(found?.evidence.map(({ path }) => path)).toEqual([
      'spec.template.spec.containers[0].resources.requests',
      'spec.metrics[0].resource',
    ]);
  });
});

describe('what only others know', () => {
  const other = { name: 'web', target: '{apiVersion: apps/v1, kind: Deployment, name: web}' };
  const custom = '\n---\n{apiVersion: apps.bank.example/v1, kind: Ledger, metadata: {name: web, namespace: bank}}';
  const target = (yaml: string): string[] => judged(yaml).filter((one) => one.includes('/web'));

  test.each<[string, string]>([
    ['an autoscaler alone may be for what another repository brings', hpa(cpu, other)],
    ['an operator may make its target', workload() + custom + hpa(cpu, other)],
    ['it states no namespace', workload() + hpa(cpu, { ...other, namespace: 'labels: {}' })],
    [
      'objects of that kind are not read',
      workload() + hpa(cpu, { ...other, target: '{apiVersion: bank.example/v1, kind: Ledger, name: web}' }),
    ],
    ['a patch', workload() + hpa(cpu, { ...other, target: '{}' })],
  ])('%s', (_, yaml) => {
    const said = judgedBy(workloadAutoscaling, yaml).filter((one) => one.endsWith('/web'));
    expect(said).toEqual([expect.stringMatching(/^unknown not-seen HorizontalPodAutoscaler/)]);
  });

  test('beside a workload of another folder it is not said to be missing', () => {
    const said = judgedBy(workloadAutoscaling, { 'a/ledger.yaml': workload(), 'b/web.yaml': hpa(cpu, other) });
    expect(said).toContain('unknown not-seen HorizontalPodAutoscaler/bank/web');
    expect(target(workload() + hpa(cpu, other))).toEqual(['fail target-missing HorizontalPodAutoscaler/bank/web']);
  });

  test('an autoscaler that states no namespace may land beside the workload', () => {
    const said = judgedBy(workloadAutoscaling, workload() + hpa(cpu, { namespace: 'labels: {}' }));
    expect(said).toContain('unknown not-seen Deployment/bank/ledger');
  });

  test('replicas are fixed by another folder, which may be for another copy', () => {
    const said = saidOf({
      'app/ledger.yaml': workload({ spec: 'replicas: 2' }),
      'ops/hpa.yaml': hpa(cpu),
    });
    expect(said).toContain('declared Deployment/bank/ledger');
  });

  test('what follows the number of nodes has a minimum that no manifest tells', () => {
    const scaler = workload({
      container: 'command: [/cluster-proportional-autoscaler, --target=deployment/ledger]',
    }).replace('name: ledger,', 'name: scaler,');
    const said = judgedBy(workloadAutoscaling, `${workload()}\n---${scaler}`);
    expect(said).toContain('unknown not-seen Deployment/bank/ledger');
  });
});

describe('what cannot be read is a gap, never evidence', () => {
  test.each<[string, string]>([
    ['a broken autoscaler', workload() + hpa(cpu, { replicas: 'minReplicas: two' })],
    ['an autoscaler below zero', workload() + hpa(cpu, { replicas: 'minReplicas: -1' })],
    ['a broken ScaledObject', workload() + scaledObject('triggers: cpu')],
    ['a broken vertical one', workload() + hpa(cpu) + vpa('resourcePolicy: {containerPolicies: all}')],
  ])('%s', (_, yaml) => {
    expect(judged(yaml)).toEqual(['unknown not-seen Deployment']);
  });
});

describe('of a cluster', () => {
  const subject = 'Deployment/bank/ledger';
  const condition = (type: string, status: string, reason = 'Fine'): Raw => ({ type, status, reason });
  const able = condition('AbleToScale', 'True');
  const active = condition('ScalingActive', 'True');
  const state = (...conditions: Raw[]): Raw => ({ conditions });
  const withState = (status: Raw): Raw[] =>
    // An API server writes the number of replicas into every workload.
    (loadAll(workload({ spec: 'replicas: 3' }) + hpa()) as Raw[]).map((one) =>
      one['kind'] === 'HorizontalPodAutoscaler' ? { ...one, status } : one,
    );

  test.each<[string, Raw, string[]]>([
    ['scales', state(able, active), [`pass scales ${subject}`]],
    [
      'does-not-scale',
      state(able, condition('ScalingActive', 'False', 'FailedGetResourceMetric')),
      [`fail does-not-scale ${subject}`],
    ],
    [
      'at-its-most',
      state(able, active, condition('ScalingLimited', 'True', 'TooManyReplicas')),
      [`partial at-its-most ${subject}`],
    ],
    [
      'it wants fewer than it may have',
      state(able, active, condition('ScalingLimited', 'True', 'TooFewReplicas')),
      [`pass scales ${subject}`],
    ],
    [
      'it waits at zero',
      state(able, condition('ScalingActive', 'False', 'ScalingDisabled')),
      [`unknown not-seen ${subject}`],
    ],
    ['it has no state yet', {}, [`unknown not-seen ${subject}`]],
  ])('%s', (_name, status, expected) => {
    const found = judgedBy(workloadAutoscaling, clusterOf(withState(status)));
    expect(found.filter((one) => one.endsWith(subject))).toEqual(expected);
  });

  test('the autoscaler that a ScaledObject makes is no second one', () => {
    const scaled = (status: Raw): Raw => ({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'ledger', namespace: 'bank', uid: 'scaled' },
      spec: {
        scaleTargetRef: { name: 'ledger' },
        minReplicaCount: 2,
        maxReplicaCount: 9,
        triggers: [{ type: 'kafka', metadata: {} }],
      },
      status,
    });
    const made = withState(state(able, active)).map((one) =>
      one['kind'] === 'HorizontalPodAutoscaler'
        ? {
            ...one,
            metadata: {
              name: 'keda-hpa-ledger',
              namespace: 'bank',
              ownerReferences: [
                {
                  apiVersion: 'keda.sh/v1alpha1',
                  kind: 'ScaledObject',
                  name: 'ledger',
                  uid: 'scaled',
                  controller: true,
                },
              ],
            },
          }
        : one,
    );
    const judgedWith = (status: Raw): string[] =>
      judgedBy(workloadAutoscaling, clusterOf([...made, scaled(status)])).filter((one) => one.endsWith(subject));
    expect(judgedWith(state(condition('Ready', 'True')))).toEqual([`pass scales ${subject}`]);
    expect(judgedWith(state(condition('Ready', 'True'), condition('Fallback', 'True')))).toEqual([
      `fail does-not-scale ${subject}`,
    ]);
  });
});
