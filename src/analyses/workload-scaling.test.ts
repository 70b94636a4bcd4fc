import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { type WorkloadScaling, workloadScaling } from './workload-scaling.ts';

const ledger = '{apiVersion: apps/v1, kind: Deployment, name: ledger}';

function workload({ spec = 'minReadySeconds: 1', pod = 'hostNetwork: false', image = 'image: app' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec: {${spec}, selector: {matchLabels: {app: ledger}}, template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: app, ${image}}], ${pod}}}}
`;
}

const cpu = 'metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]';
const ofOne =
  'metrics: [{type: ContainerResource, containerResource: {name: cpu, container: mesh, target: {type: Utilization, averageUtilization: 70}}}]';
const average = 'metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}]';

function hpa(spec = cpu, { name = 'first', target = ledger, namespace = ', namespace: bank' } = {}): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}${namespace}}
spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: ${target}, ${spec}}
`;
}

function vpa(spec = 'updatePolicy: {updateMode: Auto}'): string {
  return `
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: sizer, namespace: bank}
spec: {targetRef: ${ledger}, ${spec}}
`;
}

const scaledObject = `
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: waker, namespace: bank}
spec: {scaleTargetRef: {name: ledger}, triggers: [{type: rabbitmq, metadata: {queueName: ledger}}]}
`;

const brokenHpa = hpa('minReplicas: two', { name: 'broken' }).replace('minReplicas: 2, ', '');
const brokenVpa = vpa('resourcePolicy: {containerPolicies: all}').replace('sizer', 'broken');
const byNodes = `
---
${workload({ image: 'image: app, command: [/cluster-proportional-autoscaler, --target=deployment/ledger]' }).replace('name: ledger', 'name: scaler')}`;

type Files = string | Readonly<Record<string, string>>;

function scalingOf(files: Files, authority: Authority = 'default'): WorkloadScaling | Gap {
  const facts = viewFacts(estateOf(files, authority));
  const found = facts.workloads.items.find(({ name }) => name === 'ledger');
  if (!found) throw new Error('there is no workload');
  const compute = workloadScaling.compute as (views: typeof facts) => (...of: unknown[]) => WorkloadScaling | Gap;
  return compute(facts)(found, { place: found.places[0] ?? '', nth: 0 });
}

function read(files: Files, authority?: Authority): WorkloadScaling {
  const scaling = scalingOf(files, authority);
  if (isGap(scaling)) throw new Error(scaling.detail);
  return scaling;
}

const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);
const worded = (what: string | Gap | null): string | null => (isGap(what) ? what.detail : what);

describe('what scales it', () => {
  test.each<[string, Files, string[]]>([
    ['nothing', workload(), []],
    ['an autoscaler', workload() + hpa(), ['first']],
    ['two', workload() + hpa() + hpa(average, { name: 'second' }), ['first', 'second']],
    ['one for another', workload() + hpa(cpu, { target: '{apiVersion: apps/v1, kind: Deployment, name: web}' }), []],
    [
      'one of another kind',
      workload() + hpa(cpu, { target: '{apiVersion: apps/v1, kind: StatefulSet, name: ledger}' }),
      [],
    ],
    ['one of another namespace', workload() + hpa(cpu, { namespace: ', namespace: shop' }), []],
    ['switched off, and nothing wakes it', workload({ spec: 'replicas: 0' }) + hpa(), []],
    ['switched off, and one wakes it', workload({ spec: 'replicas: 0' }) + scaledObject, ['waker']],
  ])('%s', (_name, files, expected) => {
    expect(names(read(files).scalers)).toEqual(expected);
  });

  test('of a part of a template nothing is said', () => {
    const part = workload({ image: 'tty: true' }).replace('apps/v1', 'argoproj.io/v1alpha1');
    expect(scalingOf(part.replace('kind: Deployment', 'kind: Rollout'))).toMatchObject({ gap: 'not-collected' });
  });
});

const stray =
  'an autoscaler of another namespace, or of none, is for a Deployment of this name, and may land beside it';

describe('a further autoscaler', () => {
  test.each<[string, string, Authority, string | null]>([
    ['is ruled out where a folder says so', workload(), 'default', null],
    ['may be kept elsewhere', workload(), 'partial', 'autoscalers'],
    ['may be the broken one', workload() + brokenHpa, 'default', 'autoscalers'],
    ['may land beside it', workload() + hpa(cpu, { namespace: '' }), 'default', stray],
    [
      'that lands beside it is for another',
      workload() + hpa(cpu, { namespace: '', target: '{apiVersion: apps/v1, kind: Deployment, name: web}' }),
      'default',
      null,
    ],
  ])('%s', (_name, yaml, authority, expected) => {
    expect(worded(read(yaml, authority).missing)).toBe(expected);
  });
});

describe('how many replicas they keep', () => {
  test.each<[string, string, string | null]>([
    ['is known', workload() + hpa(), null],
    ['is asked of nobody where there is none', workload() + brokenHpa, null],
    ['is not known while one is hidden', workload() + hpa() + brokenHpa, 'autoscalers'],
    [
      'is decided by the nodes',
      workload() + byNodes,
      'the number of nodes and cores decides how many replicas scaler gives it',
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(worded(read(yaml).unsettled)).toBe(expected);
  });
});

describe('two that set its replicas', () => {
  test.each<[string, Files, string[]]>([
    ['of one folder are rivals', workload() + hpa() + hpa(average, { name: 'second' }), ['first', 'second']],
    [
      'of different folders may be for different copies',
      { 'a.yaml': workload(), 'b/hpa.yaml': hpa(), 'c/hpa.yaml': hpa(average, { name: 'second' }) },
      [],
    ],
    ['are not one', workload() + hpa(), []],
    ['do not count one that follows the nodes', workload() + hpa() + byNodes, []],
  ])('%s', (_name, files, expected) => {
    expect(names(read(files).rivals)).toEqual(expected);
  });
});

describe('replicas that are declared beside an autoscaler', () => {
  test.each<[string, Files, string[]]>([
    ['in its folder', workload({ spec: 'replicas: 3' }) + hpa(), ['first']],
    ['in another one', { 'a/app.yaml': workload({ spec: 'replicas: 3' }), 'b/hpa.yaml': hpa() }, []],
    ['nowhere', workload() + hpa(), []],
    ['as none, which it is woken from', workload({ spec: 'replicas: 0' }) + scaledObject, []],
  ])('%s', (_name, files, expected) => {
    expect(names(read(files).doubled)).toEqual(expected);
  });
});

describe('a vertical autoscaler', () => {
  const sidecar = 'initContainers: [{name: mesh, image: mesh, restartPolicy: Always}]';
  const policies = (text: string): string => vpa(`resourcePolicy: {containerPolicies: [${text}]}`);
  const conflict = ['cpu of sizer against first'];

  test.each<[string, string, string[]]>([
    ['moves the requests of which a share is taken', workload() + hpa() + vpa(), conflict],
    ['recommends only', workload() + hpa() + vpa('updatePolicy: {updateMode: "Off"}'), []],
    ['an average is no share', workload() + hpa(average) + vpa(), []],
    ['sizes memory only', workload() + hpa() + policies('{containerName: "*", controlledResources: [memory]}'), []],
    ['leaves the container alone', workload() + hpa() + policies('{containerName: app, mode: "Off"}'), []],
    [
      'leaves the others alone',
      workload() + hpa() + policies('{containerName: app}, {containerName: "*", mode: "Off"}'),
      conflict,
    ],
    [
      'sizes the one container that counts',
      workload({ pod: sidecar }) + hpa(ofOne) + policies('{containerName: app, mode: "Off"}'),
      conflict,
    ],
    [
      'leaves the one container that counts alone',
      workload({ pod: sidecar }) + hpa(ofOne) + policies('{containerName: mesh, mode: "Off"}'),
      [],
    ],
    [
      'is for another',
      workload() + hpa() + vpa().replace('kind: Deployment, name: ledger', 'kind: Deployment, name: web'),
      [],
    ],
  ])('%s', (_name, yaml, expected) => {
    const { conflicts, unsized } = read(yaml);
    const told = conflicts.map(
      ({ share, by, autoscaler }) => `${share.resource} of ${by.name} against ${autoscaler.name}`,
    );
    expect([told, unsized]).toEqual([expected, null]);
  });

  test.each<[string, string, string | null]>([
    ['that is broken may move them', workload() + hpa() + brokenVpa, 'verticalAutoscalers'],
    ['that is broken moves nothing that is measured', workload() + hpa(average) + brokenVpa, null],
    ['that is broken moves nothing where nothing scales it', workload() + brokenVpa, null],
  ])('%s', (_name, yaml, expected) => {
    expect(read(yaml).unsized).toBe(expected);
  });
});
