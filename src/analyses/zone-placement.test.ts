import { expect, test } from 'vitest';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { zonePlacement } from './zone-placement.ts';

const node = `
apiVersion: v1
kind: Node
metadata: {name: a, labels: {topology.kubernetes.io/zone: z}}
status: {conditions: [{type: Ready, status: "True"}]}
---`;
const postgres = (status: string): string => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: bank, uid: c}
spec: {instances: 3}
status: {${status}}
---`;
const pod = (name: string, ready: boolean): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: bank, ownerReferences: [{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: db, uid: c, controller: true}]}
spec: {nodeName: a}
status: {phase: Running, conditions: [{type: Ready, status: "${ready ? 'True' : 'False'}"}]}
---`;

test.each([
  ['no pod, as its state counts', postgres('instances: 3, readyInstances: 0'), '0 of its 3 pods are ready'],
  ['no pod, and no state', postgres(''), '0 of its 3 pods are ready'],
  ['pods that are not ready', postgres('') + pod('db-1', false) + pod('db-2', false), '0 of its 2 pods are ready'],
  ['one that is ready', postgres('instances: 3, readyInstances: 1') + pod('db-1', true), '1 of its 3 pods is ready'],
])('%s', (_what, objects, said) => {
  const facts = viewFacts(clusterOf(node + objects));
  const answer = zonePlacement.compute(facts as never);
  const placed = answer(facts.workloads.items[0] as never, { place: null, nth: 0 });
  expect(placed).toMatchObject({ missing: { detail: `${said}, so where they run says nothing yet` } });
});
