import type { Raw } from '../fields.ts';
import { eachIn, isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

const effects = ['DoNotSchedule', 'ScheduleAnyway'];

/**
 * Refuses constraints that spread nothing: without a skew, a topology or an effect, two of one topology and effect, or a least number of domains that
 * only the strict effect can hold. Source: k8s.io/kubernetes pkg/apis/core/validation (validateTopologySpreadConstraints).
 */
export function refuseSpread(spec: Raw, path: Path, refuse: Refuse): void {
  const seen = new Set<string>();
  eachIn(spec, 'topologySpreadConstraints', path, (constraint, at) => {
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
    if (isLeftOut(maxSkew)) refuse.missing([...at, 'maxSkew'], 'it must be at least 1');
    if (typeof maxSkew === 'number' && maxSkew < 1) refuse([...at, 'maxSkew'], 'it must be at least 1');
    if (isLeftOut(topologyKey)) refuse.missing([...at, 'topologyKey']);
    if (isLeftOut(whenUnsatisfiable))
      refuse.missing([...at, 'whenUnsatisfiable'], 'it must be DoNotSchedule or ScheduleAnyway');
    refuseWord(whenUnsatisfiable, [...at, 'whenUnsatisfiable'], effects, refuse);
    for (const policy of ['nodeAffinityPolicy', 'nodeTaintsPolicy'])
      refuseWord(constraint[policy], [...at, policy], ['Honor', 'Ignore'], refuse);
    if (typeof minDomains === 'number') {
      if (minDomains < 1) refuse([...at, 'minDomains'], 'it must be at least 1');
      if (whenUnsatisfiable === 'ScheduleAnyway')
        refuse.together([...at, 'minDomains'], 'it may only stand beside whenUnsatisfiable: DoNotSchedule');
    }
    if (typeof topologyKey !== 'string' || typeof whenUnsatisfiable !== 'string') return;
    const both = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(both)) refuse.together(at, 'two constraints have this topologyKey and whenUnsatisfiable');
    seen.add(both);
  });
}
