import { describe, expect, test } from 'vitest';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Estate } from '../estate/estate.ts';
import { placement } from './placement.ts';

const nowhere = { place: null, nth: 0 };

function placementOf(estate: Estate): unknown {
  const facts = viewFacts(estate);
  const answer = placement.compute(facts as never);
  return answer(facts.workloads.items[0] as never, nowhere);
}

const node = (name: string, zone: string | null): string => `
apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {${zone === null ? '' : `topology.kubernetes.io/zone: ${zone}`}}}
status: {conditions: [{type: Ready, status: "True"}]}
---`;

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, uid: d}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: registry.example/web:1}]}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-1, uid: r, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]}
spec: {replicas: 2}
---`;

const pod = (name: string, on: string, ready = true): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: r, controller: true}]}
spec: {nodeName: ${on}}
status: {phase: Running, conditions: [{type: Ready, status: "${ready ? 'True' : 'False'}"}]}
---`;

describe('where the pods of a workload are', () => {
  test('over any chain of owners', () => {
    const estate = clusterOf(
      node('a', 'z1') + node('b', 'z2') + node('c', 'z3') + deployment + pod('web-1-a', 'a') + pod('web-1-b', 'b'),
    );
    expect(estate.facts.workloads.items.map(({ kind, name }) => `${kind}/${name}`)).toEqual(['Deployment/web']);
    expect(placementOf(estate)).toMatchObject({
      ready: 2,
      perZone: { z1: 1, z2: 1 },
      withoutZone: 0,
      nodes: 2,
      zonesOfCluster: ['z1', 'z2', 'z3'],
    });
  });

  test('counts what is ready, and what bears no zone apart', () => {
    const estate = clusterOf(node('a', null) + deployment + pod('web-1-a', 'a') + pod('web-1-b', 'a', false));
    expect(placementOf(estate)).toMatchObject({ ready: 1, perZone: {}, withoutZone: 1, nodes: 1, zonesOfCluster: [] });
  });

  test('is a gap where pods or nodes may not be listed, or a node is not known', () => {
    const objects = node('a', 'z1') + deployment + pod('web-1-a', 'a');
    for (const forbidden of [['/Pod'], ['/Node']])
      expect(isGap(placementOf(clusterOf(objects, { forbidden })))).toBe(true);
    expect(isGap(placementOf(clusterOf(deployment + pod('web-1-a', 'gone'))))).toBe(true);
  });

  test('of what an operator makes by a StatefulSet of its own: the resource is one workload, and the pods are its', () => {
    const estate = clusterOf(
      `${node('a', 'z1')}
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: k8s, uid: p}
spec: {replicas: 1}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: prometheus-k8s, uid: s, ownerReferences: [{apiVersion: monitoring.coreos.com/v1, kind: Prometheus, name: k8s, uid: p, controller: true}]}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: registry.example/web:1}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: prometheus-k8s-0, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: prometheus-k8s, uid: s, controller: true}]}
spec: {nodeName: a}
status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
`,
    );
    expect(estate.facts.workloads.items.map(({ kind, name }) => `${kind}/${name}`)).toEqual(['Prometheus/k8s']);
    expect(placementOf(estate)).toMatchObject({ ready: 1, perZone: { z1: 1 } });
  });

  test('what came while the cluster was read stands for nothing by itself', () => {
    const late = pod('web-1-a', 'a').replace('nodeName: a', 'nodeName: a, containers: [{name: web, image: a:1}]');
    const estate = clusterOf(node('a', 'z1') + late);
    expect(estate.facts.workloads.items).toEqual([]);
    expect(estate.facts.runningPods.items).toHaveLength(1);
    // Where what made it may not be listed, it is all that is seen of that.
    const hidden = clusterOf(node('a', 'z1') + late, { forbidden: ['apps/ReplicaSet'] });
    expect(hidden.facts.workloads.items.map(({ kind }) => kind)).toEqual(['Pod']);
  });

  test('is not asked of what stands in a file', () => {
    expect(placementOf(estateOf(deployment))).toBeNull();
  });
});
