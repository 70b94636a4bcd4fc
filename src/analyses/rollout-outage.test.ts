import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { type RolloutOutage, rolloutOutage } from './rollout-outage.ts';

function workload(spec: string, { kind = 'Deployment', volumes = '', image = ', image: app:1' } = {}): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: {${spec}, selector: {matchLabels: {app: ledger}}, template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: app${image}}]${volumes}}}}
`;
}

const recreate = 'replicas: 3, strategy: {type: Recreate}';
const rolling = (amount: string, replicas = 3): string =>
  `replicas: ${replicas}, strategy: {rollingUpdate: {maxUnavailable: ${amount}}}`;
const updating = (amount: string): string => `updateStrategy: {rollingUpdate: {maxUnavailable: ${amount}}}`;
const volumes = ', volumes: [{name: tmp, emptyDir: {}}, {name: data, persistentVolumeClaim: {claimName: data}}]';
const claim = (mode: string): string =>
  `\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [${mode}], resources: {requests: {storage: 1Gi}}}}`;
const autoscaler = (least: number): string =>
  `\n---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: ledger, namespace: bank}, spec: {minReplicas: ${least}, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}}}`;
const brokenAutoscaler =
  '\n---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: broken, namespace: bank}, spec: 7}';
const brokenClaim =
  '\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: 7}';

function ask(yaml: string): RolloutOutage | Gap {
  const facts = viewFacts(estateOf(yaml));
  const [subject] = facts.workloads.items;
  if (!subject) throw new Error('no workload was read');
  const answer = rolloutOutage.compute(facts as never) as (of: unknown, from: unknown) => RolloutOutage | Gap;
  return answer(subject, { place: subject.places[0] ?? null, nth: 0 });
}

/** `path how`, with what holds it; or what was not seen; or that some pods stay. */
function said(yaml: string): string {
  const answer = ask(yaml);
  if (isGap(answer)) return `gap ${answer.detail}`;
  const { stop, missing } = answer;
  if (missing !== null) return `unseen ${isGap(missing) ? missing.detail : missing}`;
  if (stop === null) return 'some stay';
  return `${stop.path} ${stop.how}${stop.heldAt === null ? '' : ` held at ${stop.heldAt}`}`;
}

const byNumber = 'spec.strategy.rollingUpdate.maxUnavailable maxUnavailable:';

describe('whether a rollout stops every pod at once', () => {
  test.each<[string, string, string]>([
    ['Recreate does', workload(recreate), 'spec.strategy.type Recreate'],
    [
      'Recreate of a volume for one node has no other way',
      workload(recreate, { volumes }) + claim('ReadWriteOnce'),
      'spec.strategy.type Recreate held at spec.template.spec.volumes[1]',
    ],
    [
      'Recreate of a volume for many nodes has one',
      workload(recreate, { volumes }) + claim('ReadWriteMany'),
      'spec.strategy.type Recreate',
    ],
    [
      'Recreate of a claim that is kept elsewhere',
      workload(recreate, { volumes }),
      'unseen how many nodes can attach the volume of the claim data was not seen',
    ],
    ['Recreate of a claim that cannot be read', workload(recreate, { volumes }) + brokenClaim, 'unseen volumeClaims'],
    ['a rollout by default does not', workload('replicas: 3'), 'some stay'],
    ['all of them, in percent', workload(rolling('100%')), `${byNumber} 100%`],
    ['nearly all, in percent', workload(rolling('99%')), 'some stay'],
    ['as many as there are', workload(rolling('3')), `${byNumber} 3`],
    ['one fewer', workload(rolling('2')), 'some stay'],
    ['none at a time', workload(rolling('0')), 'some stay'],
    ['as many as an autoscaler may leave', workload(rolling('2')) + autoscaler(2), `${byNumber} 2`],
    ['fewer than an autoscaler keeps', workload(rolling('3')) + autoscaler(4), 'some stay'],
    [
      'a number beside an autoscaler that cannot be read',
      workload(rolling('3')) + brokenAutoscaler,
      'unseen autoscalers',
    ],
    ['all in percent, whatever scales it', workload(rolling('100%')) + brokenAutoscaler, `${byNumber} 100%`],
    ['what is switched off has nothing to lose', workload(rolling('100%', 0)), 'some stay'],
    [
      'what is switched off, where something hidden may wake it',
      workload('replicas: 0, strategy: {type: Recreate}') + brokenAutoscaler,
      'unseen autoscalers',
    ],
    [
      'all of a DaemonSet',
      workload(updating('100%'), { kind: 'DaemonSet' }),
      'spec.updateStrategy.rollingUpdate.maxUnavailable maxUnavailable: 100%',
    ],
    [
      'a number of a DaemonSet, whose pods are as many as the nodes',
      workload(updating('9'), { kind: 'DaemonSet' }),
      'some stay',
    ],
    [
      'a template that is only a part of one',
      workload('replicas: 3', { kind: 'Rollout', image: '' }).replace('apps/v1', 'argoproj.io/v1alpha1'),
      'gap its container app has no image, so this is only a part of it, such as a patch',
    ],
  ])('%s', (_, yaml, expected) => {
    expect(said(yaml)).toBe(expected);
  });
});
