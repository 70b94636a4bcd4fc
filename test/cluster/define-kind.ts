import { setTimeout as sleep } from 'node:timers/promises';
import { layObject } from './lay-objects.ts';
import type { TestCluster } from './start-cluster.ts';

/** A kind of a tool. */
export interface DefinedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly versions: readonly string[];
  readonly isNamespaced: boolean;
  /** Whether its state is written by itself, as most makers of tools have it. */
  readonly hasStatus: boolean;
}

/** Defines a kind that takes any object, and waits until it is served. */
export async function defineKind(cluster: TestCluster, defined: DefinedKind): Promise<void> {
  const { group, kind, plural, versions, isNamespaced, hasStatus } = defined;
  const schema = { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const subresources = hasStatus ? { subresources: { status: {} } } : {};
  // Groups of Kubernetes' own project want a sign that they were looked at.
  const annotations = { 'api-approved.kubernetes.io': 'unapproved, for a test' };
  await layObject(cluster, 'customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations },
    spec: {
      group,
      scope: isNamespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: versions.map((name, at) => ({ name, served: true, storage: at === 0, schema, ...subresources })),
    },
  });
  const path = `/apis/${group}/${versions[0]}/${plural}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await cluster.api('GET', path)).status === 200) return;
    await sleep(100);
  }
  throw new Error(`${path} is never served`);
}
