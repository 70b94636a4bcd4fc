import type { Spread } from '../../../analyses/spread.ts';
import type { Workload } from '../../../estate/workload.ts';
import { append, definePatch, type Made, type Patch, set } from '../../define-patch.ts';
import { ownSelector } from '../../own-selector.ts';

/** Nodes without the label take none of such pods (podtopologyspread, filtering.go), and nor do zones that are too full already. */
const risk =
  'pods stay pending where nodes bear no label topology.kubernetes.io/zone, and where a zone has no room for its share';

export const zoneSpreadPatches: readonly Patch[] = [
  definePatch({
    answers: 'availability/zone-spread',
    fixes: ['no-spread'],
    of: 'workload',
    needs: ['spread'],
    risk: null,
    make(workload, { spread }, { tiers }) {
      if (tiers.includes('critical')) return 'a preference is not enough for a critical workload';
      return constrain(workload, spread, 'ScheduleAnyway');
    },
  }),
  definePatch({
    answers: 'availability/zone-spread',
    fixes: ['no-spread', 'hostname-only'],
    of: 'workload',
    needs: ['spread'],
    risk,
    make: (workload, { spread }) => constrain(workload, spread, 'DoNotSchedule'),
  }),
  definePatch({
    answers: 'availability/zone-spread',
    fixes: ['soft-only'],
    of: 'workload',
    needs: ['spread'],
    risk,
    make(workload, { spread }) {
      const own = spread.terms.find(
        ({ byZone, hard, countsOwnPods, maxSkew }) => byZone && !hard && countsOwnPods === true && maxSkew === 1,
      );
      // A preference of anti-affinity stays, and is kept where there is room.
      if (own === undefined) return constrain(workload, spread, 'DoNotSchedule');
      return [set(workload, `${own.path}.whenUnsatisfiable`, 'DoNotSchedule')];
    },
  }),
];

function constrain(workload: Workload, { together }: Spread, whenUnsatisfiable: string): Made {
  const { made, templateOf, pod } = workload;
  if (made !== null || templateOf !== null) return 'its pods are made from what stands elsewhere';
  if (together !== null) return 'something else may keep its pods together, whatever spreads them';
  const labelSelector = ownSelector(workload);
  if (labelSelector === null) return 'its pods have no labels that a constraint could count them by';
  return [
    append(workload, `${pod.path}.topologySpreadConstraints`, {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      whenUnsatisfiable,
      nodeTaintsPolicy: 'Honor',
      labelSelector,
    }),
  ];
}
