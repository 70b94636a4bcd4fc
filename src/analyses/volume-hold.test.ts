import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { volumeHoldOf } from './volume-hold.ts';

function workload(kind: string, spec: string, volumes: readonly string[] = []): string {
  const list = volumes.map((claim, index) => `{name: v${index}, ${claim}}`).join(', ');
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: {${spec}, template: {spec: {containers: [{name: app, image: app}], volumes: [${list}]}}}
`;
}

const mounts = (...volumes: string[]): string => workload('Deployment', 'replicas: 2', volumes);
const of = (name: string): string => `persistentVolumeClaim: {claimName: ${name}}`;
const claim = (name: string, modes: string): string =>
  `\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: ${name}, namespace: bank}, spec: {accessModes: [${modes}]}}`;
const templates = (modes: string): string =>
  workload('StatefulSet', `volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [${modes}]}}]`);
const unseen = 'how many nodes can attach the volume of the claim data was not seen';

test.each<[string, string, Authority, string | null, string | null]>([
  ['no volume', mounts(), 'default', null, null],
  ['one of the pod', mounts('emptyDir: {}'), 'default', null, null],
  [
    'a claim of one node',
    mounts(of('data')) + claim('data', 'ReadWriteOnce'),
    'default',
    'spec.template.spec.volumes[0]',
    null,
  ],
  [
    'of one pod',
    mounts(of('data')) + claim('data', 'ReadWriteOncePod'),
    'default',
    'spec.template.spec.volumes[0]',
    null,
  ],
  ['a shared claim', mounts(of('data')) + claim('data', 'ReadWriteMany'), 'default', null, null],
  ['one that can be either', mounts(of('data')) + claim('data', 'ReadWriteOnce, ReadWriteMany'), 'default', null, null],
  ['a claim of another name', mounts(of('data')) + claim('logs', 'ReadWriteOnce'), 'default', null, unseen],
  ['a claim that may be kept elsewhere', mounts(of('data')), 'partial', null, 'volumeClaims'],
  [
    'one that was not seen, beside one that holds',
    mounts(of('data'), of('logs')) + claim('logs', 'ReadWriteOnce'),
    'default',
    'spec.template.spec.volumes[1]',
    null,
  ],
  ['a claim for each pod', templates('ReadWriteOnce'), 'default', 'spec.volumeClaimTemplates[0]', null],
  ['a shared claim for each pod', templates('ReadWriteMany'), 'default', null, null],
])('%s', (_name, yaml, authority, heldAt, unheld) => {
  const facts = viewFacts(estateOf(yaml, authority));
  const [first] = facts.workloads.items;
  if (!first) throw new Error('there is no workload');
  const hold = volumeHoldOf(first, facts.volumeClaims.near(first, { place: '', nth: 0 }));
  expect([hold.heldAt, isGap(hold.unheld) ? hold.unheld.detail : hold.unheld]).toEqual([heldAt, unheld]);
});
