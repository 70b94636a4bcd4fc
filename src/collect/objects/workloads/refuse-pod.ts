import { isRaw, type Raw } from '../fields.ts';
import { type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseDoubles } from '../refuse-doubles.ts';

/** What a volume has beside its source. */
const noSource = new Set(['name']);

/**
 * Refuses a pod that the API server refuses for its volumes, or for how it is spread.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateVolumes, validateTopologySpreadConstraints).
 */
export function refusePodSpec(spec: Raw, path: Path, refuse: Refuse): void {
  const { volumes, topologySpreadConstraints } = spec;
  if (Array.isArray(volumes)) refuseVolumes(volumes, [...path, 'volumes'], refuse);
  if (Array.isArray(topologySpreadConstraints))
    topologySpreadConstraints.forEach((one: unknown, index) => {
      if (isRaw(one)) refuseSpread(one, [...path, 'topologySpreadConstraints', index], refuse);
    });
}

function refuseVolumes(volumes: readonly unknown[], path: Path, refuse: Refuse): void {
  refuseDoubles(
    volumes.map((volume) => (isRaw(volume) ? volume : {})),
    path,
    'volumes',
    refuse,
  );
  volumes.forEach((volume, index) => {
    if (!isRaw(volume)) return;
    const sources = Object.keys(volume).filter((key) => isRaw(volume[key]) && !noSource.has(key));
    if (sources.length > 1)
      refuse([...path, index], `a volume has one source, and this has ${sources.slice(0, 3).join(' and ')}`);
  });
}

function refuseSpread({ maxSkew, whenUnsatisfiable }: Raw, path: Path, refuse: Refuse): void {
  if (typeof maxSkew === 'number' && maxSkew < 1) refuse([...path, 'maxSkew'], 'it must be at least 1');
  refuseWord(whenUnsatisfiable, [...path, 'whenUnsatisfiable'], ['DoNotSchedule', 'ScheduleAnyway'], refuse);
}
