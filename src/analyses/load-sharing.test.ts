import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { type LoadSharing, loadSharing } from './load-sharing.ts';

interface Given {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly spec?: string;
  readonly container?: string;
  readonly pod?: string;
  readonly metadata?: string;
}

function workload({
  kind = 'Deployment',
  apiVersion = 'apps/v1',
  spec = 'replicas: 1',
  container = 'image: registry.bank.example/ledger:1.4',
  pod = 'hostNetwork: false',
  metadata = 'annotations: {}',
}: Given = {}): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank, ${metadata}}
spec: {${spec}, selector: {matchLabels: {app: ledger}}, template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: app, ${container}}], ${pod}}}}
`;
}

const owned = 'ownerReferences: [{kind: Kiali, name: kiali, controller: true}]';
const redis = 'image: "redis:7"';
const elects = 'image: app, args: [--leader-elect]';
const volume = 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]';
const claim =
  '\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}';
const first = 'spec.template.spec.containers[0]';

function sharingOf(yaml: string): LoadSharing | Gap {
  const facts = viewFacts(estateOf(yaml));
  const [found] = facts.workloads.items;
  if (!found) throw new Error('there is no workload');
  const compute = loadSharing.compute as (views: typeof facts) => (...of: unknown[]) => LoadSharing | Gap;
  return compute(facts)(found, { place: '', nth: 0 });
}

/** Why, where, and what it is known by. */
function told(yaml: string): string {
  const sharing = sharingOf(yaml);
  if (isGap(sharing)) return 'a gap';
  const { hindrance, unknown } = sharing;
  if (hindrance) return [hindrance.why, hindrance.path ?? 'all of it', ...Object.values(hindrance.names)].join(' ');
  return unknown === null ? 'shares' : `unknown: ${isGap(unknown) ? unknown.detail : unknown}`;
}

test.each<[string, string, string]>([
  ['a Deployment', workload(), 'shares'],
  ['a Rollout', workload({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }), 'shares'],
  ['what an operator made', workload({ metadata: owned }), 'owned all of it Kiali/kiali'],
  ['and switched off', workload({ metadata: owned, spec: 'replicas: 0' }), 'owned all of it Kiali/kiali'],
  ['switched off', workload({ spec: 'replicas: 0' }), 'switched-off spec.replicas'],
  ['a StatefulSet', workload({ kind: 'StatefulSet' }), 'keeps-state all of it'],
  ['a ReplicaSet', workload({ kind: 'ReplicaSet' }), 'keeps-state all of it'],
  ['one that elects a leader', workload({ container: elects }), `elects-leader ${first} --leader-elect`],
  ['one that is told not to', workload({ container: 'image: app, args: [--leader-elect=false]' }), 'shares'],
  ['a store', workload({ container: redis }), `is-a-store ${first}.image redis`],
  ['one that waits for a store', workload({ pod: `initContainers: [{name: wait, ${redis}}]` }), 'shares'],
  ['one on a volume of one node', workload({ pod: volume }) + claim, 'held-by-volume spec.template.spec.volumes[0]'],
  [
    'and replaced as a whole',
    workload({ pod: volume, spec: 'strategy: {type: Recreate}' }) + claim,
    'held-by-volume spec.template.spec.volumes[0]',
  ],
  [
    'one on a volume that was not seen',
    workload({ pod: volume }),
    'unknown: how many nodes can attach the volume of the claim data was not seen',
  ],
  [
    'and replaced as a whole',
    workload({ pod: volume, spec: 'strategy: {type: Recreate}' }),
    'runs-alone spec.strategy.type',
  ],
  [
    'one that is replaced as a whole',
    workload({ spec: 'strategy: {type: Recreate}' }),
    'runs-alone spec.strategy.type',
  ],
  ['two of them', workload({ spec: 'replicas: 2, strategy: {type: Recreate}' }), 'shares'],
  [
    'a part of a template',
    workload({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1', container: 'tty: true' }),
    'a gap',
  ],
])('%s', (_name, yaml, expected) => {
  expect(told(yaml)).toBe(expected);
});
