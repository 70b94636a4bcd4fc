import { groupOf } from '../../estate/identity.ts';
import type { PodMaker } from '../../estate/pod-maker.ts';
import type { Workload } from '../../estate/workload.ts';
import { makesPods } from '../objects/workloads/pod-makers.ts';
import type { Gathered } from './gathered.ts';

/**
 * Where no workload was seen but what operators make, a custom resource that may make pods is all there is to ask: that it makes none is not known. One
 * gap for each kind of each namespace.
 */
export function noteOnlyMakers({ found, holes }: Gathered): void {
  // That the pods of one operator are known says nothing of what another one makes.
  const told = new Set<string>();
  for (const { made, namespace } of found.workloads as unknown as readonly Workload[])
    if (made === null) told.add(namespace);
  const silent = (found.podMakers as unknown as readonly PodMaker[]).filter(
    ({ apiVersion, kind, namespace }) =>
      // What surely makes pods is a hole already. What is of the whole cluster may make them anywhere.
      makesPods(apiVersion, kind) === 'maybe' && (namespace === '' ? told.size === 0 : !told.has(namespace)),
  );
  for (const alike of Map.groupBy(silent, ({ apiVersion, kind, namespace }) =>
    JSON.stringify([groupOf(apiVersion), kind, namespace]),
  ).values()) {
    const [first] = alike as [PodMaker];
    const { kind, namespace } = first;
    const names = [...new Set(alike.map(({ name }) => name))].toSorted();
    const more = names.length > 1 ? ` and ${names.length - 1} more of its kind` : '';
    const detail = `${kind}/${names[0]}${more} may make pods that this version does not see`;
    holes.push({
      gap: { gap: 'not-collected', detail, elsewhere: true },
      facts: ['workloads'],
      namespace: namespace || null,
    });
  }
}
