import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { type ContainerResources, containerResources } from './container-resources.ts';
import { starvedShares } from './starved-shares.ts';

function workload(app: string, init = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank}
spec: {selector: {matchLabels: {app: ledger}}, template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: app, image: app, ${app}}], initContainers: [${init}]}}}
`;
}

function hpa(metrics: string): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger, namespace: bank}
spec: {maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}, metrics: [${metrics}]}
`;
}

const share = (resource: string): string =>
  `{type: Resource, resource: {name: ${resource}, target: {type: Utilization, averageUtilization: 70}}}`;
const ofApp =
  '{type: ContainerResource, containerResource: {name: cpu, container: app, target: {type: Utilization, averageUtilization: 70}}}';
const average = '{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}';
const namespace = '\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank}}';
const limitRange =
  '\n---\n{apiVersion: v1, kind: LimitRange, metadata: {name: limits, namespace: bank}, spec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}}';
const asks = (amounts: string): string => `resources: {requests: {${amounts}}}`;
const bare = 'tty: true';
const mesh = '{name: mesh, image: mesh, restartPolicy: Always}';

function starvedIn(yaml: string): [string[], string | null] {
  const facts = viewFacts(estateOf(yaml));
  const [found] = facts.workloads.items;
  if (!found) throw new Error('there is no workload');
  const compute = containerResources.compute as (views: typeof facts) => (...of: unknown[]) => ContainerResources;
  const resources = compute(facts)(found, { place: '', nth: 0 });
  if (isGap(resources)) throw new Error('a gap');
  const { starved, unsure } = starvedShares(facts.autoscalers.items, resources);
  return [starved.map((one) => `${one.share.resource} of ${one.container.name} at ${one.share.path}`), unsure];
}

test.each<[string, string, string[], string | null]>([
  ['no autoscaler', workload(bare) + namespace, [], null],
  ['requested', workload(asks('cpu: 100m')) + hpa(share('cpu')) + namespace, [], null],
  ['not requested', workload(bare) + hpa(share('cpu')) + namespace, ['cpu of app at spec.metrics[0].resource'], null],
  [
    'another one requested',
    workload(asks('cpu: 100m')) + hpa(`${share('cpu')}, ${share('memory')}`) + namespace,
    ['memory of app at spec.metrics[1].resource'],
    null,
  ],
  ['an amount of zero is one', workload(asks('cpu: 0')) + hpa(share('cpu')) + namespace, [], null],
  ['an average needs none', workload(bare) + hpa(average) + namespace, [], null],
  ['a LimitRange gives it', workload(bare) + hpa(share('cpu')) + namespace + limitRange, [], null],
  ['LimitRanges were not seen', workload(bare) + hpa(share('cpu')), [], 'limitRanges'],
  ['LimitRanges were not seen, and do not matter', workload(bare) + hpa(average), [], null],
  [
    'not requested by a sidecar',
    workload(asks('cpu: 100m'), mesh) + hpa(share('cpu')) + namespace,
    ['cpu of mesh at spec.metrics[0].resource'],
    null,
  ],
  ['a share of one container', workload(asks('cpu: 100m'), mesh) + hpa(ofApp) + namespace, [], null],
  [
    'an init container does not count',
    workload(asks('cpu: 100m'), '{name: migrate, image: app}') + hpa(share('cpu')) + namespace,
    [],
    null,
  ],
])('%s', (_name, yaml, starved, unsure) => {
  expect(starvedIn(yaml)).toEqual([starved, unsure]);
});
