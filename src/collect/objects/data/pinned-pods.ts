import type { StatedPlace } from '../../../estate/stated-place.ts';
import type { StatedRegion } from '../../../estate/storage-class.ts';
import { type Fields, writePath } from '../fields.ts';
import { readTierLabel, type Subject } from '../object-metadata.ts';
import { regionOfZone } from '../region-of-zone.ts';
import { isPlaceholder } from '../scope.ts';
import { podSpecOf } from '../workloads/workload.ts';

/** Reads what makes pods, by the regions that its pods are bound to; null where they may run in any, or a zone does not tell its region. */
export function readPinnedPods(subject: Subject): StatedPlace | null {
  const { head, metadata } = subject;
  const pod = podSpecOf(subject);
  const regions = selectedBy(pod) ?? boundBy(pod);
  if (regions === null || regions.some(({ region }) => isPlaceholder(region))) return null;
  return { ...head, noun: 'statedPlace', tierLabel: readTierLabel(metadata), regions };
}

function selectedBy(pod: Fields): StatedRegion[] | null {
  const labels = Object.entries(pod.labels('nodeSelector'));
  const found = labels.flatMap(([key, value]) => {
    const region = regionIn(key, value);
    return region === null ? [] : [{ path: writePath([...pod.path, 'nodeSelector', key]), region }];
  });
  return found.length > 0 ? found : null;
}

/** One term is enough for a node, so that each has to name its regions. */
function boundBy(pod: Fields): StatedRegion[] | null {
  const required = pod
    .object('affinity')
    ?.object('nodeAffinity')
    ?.object('requiredDuringSchedulingIgnoredDuringExecution');
  const terms = required?.objects('nodeSelectorTerms').map(termOf) ?? [];
  return terms.length === 0 || terms.includes(null) ? null : terms.flatMap((term) => term ?? []);
}

/** The regions of a term, all of whose expressions hold; null where none of these names them. */
function termOf(term: Fields): StatedRegion[] | null {
  for (const one of term.objects('matchExpressions')) {
    if (one.text('operator') !== 'In') continue;
    const regions = new Set(one.texts('values').map((value) => regionIn(one.text('key') ?? '', value)));
    if (regions.size === 0 || regions.has(null)) continue;
    return [...regions].map((region) => ({ path: writePath([...one.path, 'values']), region: region as string }));
  }
  return null;
}

/** The region that a label of a node names, by itself or by its zone. */
function regionIn(label: string, value: string): string | null {
  if (/^(?:topology|failure-domain\.beta)\.kubernetes\.io\/region$/.test(label)) return value;
  return /^(?:topology|failure-domain\.beta)\.kubernetes\.io\/zone$/.test(label) ? regionOfZone(value) : null;
}
