import { gap, type Gap, isGap } from '../estate/gap.ts';
import type { RunningPod } from '../estate/running-pod.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { placement } from './placement.ts';

/** In which zones the ready pods of a workload stand. */
export interface ZonePlacement {
  readonly ready: readonly RunningPod[];
  readonly zones: readonly string[];
  /** The zone that holds the most of them, and how many; null: none of them is in a zone. */
  readonly fullest: { readonly zone: string; readonly count: number } | null;
  /** How many zones the nodes stand in that take pods. */
  readonly zonesOfCluster: number;
  /** Why that says nothing of zones; null: it does. */
  readonly missing: Gap | null;
}

/** In which zones the ready pods of a workload stand; `file`: it was read from a file, of which no pods were looked for; `hidden`: not all was seen that tells. */
export type SeenInZones =
  | { readonly is: 'file' }
  | { readonly is: 'hidden'; readonly why: Gap }
  | ({ readonly is: 'seen' } & ZonePlacement);

/** In which zones the ready pods of a workload stand. */
export const zonePlacement: Analysis<'workload', SeenInZones> = defineAnalysis({
  needs: ['nodes', 'runningPods'],
  per: 'workload',
  compute: (facts) => {
    const placed = placement.compute(facts as never);
    const zoneless = new Set(facts.nodes.items.filter(({ zone }) => zone === null).map(({ name }) => name));
    return (workload, vantage): SeenInZones => {
      const value = placed(workload as never, vantage);
      if (value === null) return { is: 'file' };
      if (isGap(value)) return { is: 'hidden', why: value };
      if (workload.part !== undefined) return { is: 'hidden', why: partsMixed };
      const zones = Object.entries(value.perZone).toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
      const [first] = zones;
      const ready = value.pods.filter(({ isReady }) => isReady);
      return {
        is: 'seen',
        ready,
        zones: zones.map(([zone]) => zone).toSorted(),
        fullest: first ? { zone: first[0], count: first[1] } : null,
        zonesOfCluster: value.zonesOfCluster.length,
        missing: missingIn(ready, wantedOf(workload, value.pods.length), zoneless),
      };
    };
  },
});

const partsMixed = gap('not-collected', 'which of the pods of its resource are of which part of it was not seen');

/** How many pods it should have: as its state counts, as there are, or as it states. */
function wantedOf({ running, replicas }: Workload, pods: number): number {
  return [running?.pods?.wanted, pods, replicas].find((number) => (number ?? 0) > 0) ?? 0;
}

function missingIn(ready: readonly RunningPod[], wanted: number, zoneless: ReadonlySet<string>): Gap | null {
  if (wanted === 0) return gap('not-collected', 'it has no pods yet, so where they will run nobody knows');
  if (ready.length < 2) {
    const said =
      wanted === 1
        ? `its pod is ${ready.length === 1 ? '' : 'not '}ready`
        : `${ready.length} of its ${wanted} pods ${ready.length === 1 ? 'is' : 'are'} ready`;
    return gap('not-collected', `${said}, so where they run says nothing yet`);
  }
  const without = [...new Set(ready.map(({ node }) => node ?? ''))].filter((name) => zoneless.has(name)).toSorted();
  if (without.length === 0) return null;
  const names =
    without.length > 3 ? `${without.slice(0, 2).join(', ')} and ${without.length - 2} more` : without.join(', ');
  return gap('not-collected', `nodes on which its pods run bear no label topology.kubernetes.io/zone: ${names}`);
}
