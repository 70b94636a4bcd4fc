import { isRaw, type Raw } from '../fields.ts';
import { isUnfilled, type Path, refuseAt, refuseWord } from '../refuse-at.ts';

/** What a volume has beside its source. */
const noSource = new Set(['name']);

/**
 * Refuses a pod that the API server refuses for its volumes, or for how it is spread.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateVolumes, validateTopologySpreadConstraints).
 */
export function refusePodSpec(spec: Raw, path: Path): void {
  const { volumes, topologySpreadConstraints } = spec;
  if (Array.isArray(volumes)) refuseVolumes(volumes, [...path, 'volumes']);
  if (Array.isArray(topologySpreadConstraints))
    topologySpreadConstraints.forEach((one: unknown, index) => {
      if (isRaw(one)) refuseSpread(one, [...path, 'topologySpreadConstraints', index]);
    });
}

function refuseVolumes(volumes: readonly unknown[], path: Path): void {
  const seen = new Set<string>();
  volumes.forEach((volume, index) => {
    if (!isRaw(volume)) return;
    const { name } = volume;
    if (typeof name === 'string' && name !== '' && !isUnfilled(name)) {
      if (seen.has(name)) refuseAt([...path, index, 'name'], 'two volumes bear this name');
      seen.add(name);
    }
    const sources = Object.keys(volume).filter((key) => isRaw(volume[key]) && !noSource.has(key));
    if (sources.length > 1)
      refuseAt([...path, index], `a volume has one source, and this has ${sources.slice(0, 3).join(' and ')}`);
  });
}

function refuseSpread({ maxSkew, whenUnsatisfiable }: Raw, path: Path): void {
  if (typeof maxSkew === 'number' && maxSkew < 1) refuseAt([...path, 'maxSkew'], 'it must be at least 1');
  refuseWord(whenUnsatisfiable, [...path, 'whenUnsatisfiable'], ['DoNotSchedule', 'ScheduleAnyway']);
}
