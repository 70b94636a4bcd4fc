import type { StatedPlace } from '../../../estate/stated-place.ts';
import type { StatedRegion } from '../../../estate/storage-class.ts';
import { writePath } from '../fields.ts';
import { pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

const regionLabels: readonly string[] = ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'];

function placeOf({ head }: Subject, regions: readonly StatedRegion[]): StatedPlace | null {
  const stated = regions.filter(({ region }) => region !== '' && !isPlaceholder(region));
  return stated.length === 0 ? null : { ...head, noun: 'statedPlace', regions: stated };
}

function labelled({ metadata }: Subject): StatedRegion[] {
  const labels = metadata.labels('labels');
  return regionLabels.flatMap((key) => {
    const region = labels[key];
    return region === undefined ? [] : [{ path: writePath(['metadata', 'labels', key]), region }];
  });
}

/** Reads a Node or a PersistentVolume by its labels, and a volume by the nodes that reach it; null where neither names a region. */
export function readLabelledPlace(subject: Subject): StatedPlace | null {
  const terms = subject.spec.objectOrEmpty('nodeAffinity').objectOrEmpty('required').objects('nodeSelectorTerms');
  const reached = terms.flatMap((term) =>
    term
      .objects('matchExpressions')
      .filter((one) => regionLabels.includes(one.text('key') ?? '') && one.text('operator') === 'In')
      .flatMap((one) => one.texts('values').map((region) => ({ path: pathOf(one, 'values'), region }))),
  );
  return placeOf(subject, [...labelled(subject), ...reached]);
}

/** Reads the infrastructure of a cluster of Cluster API: the region of AWS or Google, the location of Azure; null where none is written. */
export function readClusterPlace(subject: Subject): StatedPlace | null {
  const { spec } = subject;
  return placeOf(
    subject,
    ['region', 'location'].flatMap((key) => {
      const region = spec.text(key);
      return region === null ? [] : [{ path: pathOf(spec, key), region }];
    }),
  );
}
