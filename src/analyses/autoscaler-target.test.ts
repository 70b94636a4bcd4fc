import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { type AutoscalerTarget, autoscalerTarget } from './autoscaler-target.ts';

function workload(kind = 'Deployment', { name = 'ledger', namespace = 'bank', apiVersion = 'apps/v1' } = {}): string {
  const place = namespace === '' ? '' : `, namespace: ${namespace}`;
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}${place}}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: app}]}}}
`;
}

function hpa(target = 'apiVersion: apps/v1, kind: Deployment, name: ledger', namespace = 'bank'): string {
  const place = namespace === '' ? '' : `, namespace: ${namespace}`;
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ledger${place}}
spec: {maxReplicas: 9, scaleTargetRef: {${target}}}
`;
}

const neighbour = workload('Deployment', { name: 'web' });
const maker = '\n---\n{apiVersion: apps.bank.example/v1, kind: Ledger, metadata: {name: ledger, namespace: bank}}';
const brokenWorkload = `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: broken, namespace: bank}
spec: {template: {spec: {containers: all}}}
`;

function targetOf(files: string | Readonly<Record<string, string>>): AutoscalerTarget {
  const facts = viewFacts(estateOf(files));
  const [autoscaler] = facts.autoscalers.items;
  if (!autoscaler) throw new Error('there is no autoscaler');
  const compute = autoscalerTarget.compute as (views: typeof facts) => (...of: unknown[]) => AutoscalerTarget;
  return compute(facts)(autoscaler, { place: '', nth: 0 });
}

/** The state and, after it, what is missing or the namesake. */
function told(files: string | Readonly<Record<string, string>>): string {
  const { state, missing, namesake } = targetOf(files);
  const why = missing === null ? [] : [isGap(missing) ? missing.detail : missing];
  return [state, ...why, ...(namesake ? [`beside ${namesake.apiVersion}`] : [])].join(': ');
}

const podByPod =
  '\n---\n{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db, namespace: bank}, spec: {instances: 3}}';

test.each<[string, string | Readonly<Record<string, string>>, string]>([
  [
    'it lies there under another API, whatever makes pods beside it',
    workload() + maker + hpa('apiVersion: extensions/v1beta1, kind: Deployment, name: ledger'),
    'missing: beside apps/v1',
  ],
  ['it is missing beside what makes pods one by one', neighbour + podByPod + hpa(), 'missing'],
  ['its target lies beside it', workload() + hpa(), 'there'],
  ['in another folder', { 'app/ledger.yaml': workload(), 'ops/hpa.yaml': hpa() }, 'there'],
  [
    'one of two variants',
    { 'a.yaml': workload(), 'b/c.yaml': `${workload()}  minReadySeconds: 5`, 'd.yaml': hpa() },
    'there',
  ],
  ['the target states no namespace', workload('Deployment', { namespace: '' }) + hpa(), 'there'],
  ['the autoscaler states none', workload() + hpa(undefined, ''), 'there'],
  ['a StatefulSet', workload('StatefulSet') + hpa('apiVersion: apps/v1, kind: StatefulSet, name: ledger'), 'there'],
  ['nothing of that name', neighbour + hpa(), 'missing'],
  ['nothing of that kind', neighbour + workload('StatefulSet') + hpa(), 'missing'],
  ['in another namespace', neighbour + workload('Deployment', { namespace: 'shop' }) + hpa(), 'missing'],
  [
    'a group that serves no such kind',
    workload() + hpa('apiVersion: extensions/v1beta1, kind: Deployment, name: ledger'),
    'missing: beside apps/v1',
  ],
  ['no group at all', workload() + hpa('kind: Deployment, name: ledger'), 'missing: beside apps/v1'],
  ['a kind without a scale', workload() + hpa('apiVersion: apps/v1, kind: DaemonSet, name: ledger'), 'unscalable'],
  ['even where nothing else was seen', hpa('apiVersion: batch/v1, kind: CronJob, name: ledger'), 'unscalable'],
  [
    'a part of an autoscaler',
    neighbour + hpa(''),
    'unknown: it names no target, so this is only a part of it, such as a patch',
  ],
  [
    'a kind that is not read',
    neighbour + hpa('apiVersion: bank.example/v1, kind: Ledger, name: ledger'),
    'unknown: whether Ledger/ledger is there was not seen: objects of its kind are not read',
  ],
  ['it may land anywhere', neighbour + hpa(undefined, ''), 'unknown: in which namespace it lands is not stated'],
  ['a workload is broken', neighbour + brokenWorkload + hpa(), 'unknown: workloads'],
  [
    'an operator may make it',
    neighbour + maker + hpa(),
    'unknown: Ledger/ledger may make Deployment/ledger, which a folder does not show',
  ],
  [
    'it lies alone',
    hpa(),
    'unknown: no workload of its namespace lies beside it, so Deployment/ledger may be kept elsewhere',
  ],
  [
    'its namespace has workloads in another folder only',
    { 'app/web.yaml': neighbour, 'ops/hpa.yaml': hpa() },
    'unknown: no workload of its namespace lies beside it, so Deployment/ledger may be kept elsewhere',
  ],
])('%s', (_name, files, expected) => {
  expect(told(files)).toBe(expected);
});
