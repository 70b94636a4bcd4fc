import type { StatedPlace } from '../../../estate/stated-place.ts';
import type { StatedRegion } from '../../../estate/storage-class.ts';
import { type Fields, writePath } from '../fields.ts';
import { pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';
import { regionOfZone } from '../region-of-zone.ts';
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

/** Reads a Shoot of Gardener, or the infrastructure of a cluster of Cluster API: the region of AWS or Google, the location of Azure; null where none is written. */
export function readClusterPlace(subject: Subject): StatedPlace | null {
  return placeOf(subject, [...written(subject.spec, 'region'), ...written(subject.spec, 'location')]);
}

/** Reads the ClusterConfig of eksctl by its region; null where none is written. */
export function readEksctlPlace(subject: Subject): StatedPlace | null {
  return placeOf(subject, written(subject.metadata, 'region'));
}

/** Reads the Cluster of kOps by its subnets, which lie in a zone or (of Google) in a region; null where neither tells a region. */
export function readKopsPlace(subject: Subject): StatedPlace | null {
  const regions = subject.spec.objects('subnets').flatMap((subnet) => {
    const ofZone = written(subnet, 'zone').flatMap(({ path, region: zone }) => {
      const region = regionOfZone(zone);
      return region === null ? [] : [{ path, region }];
    });
    return [...written(subnet, 'region'), ...ofZone];
  });
  return placeOf(
    subject,
    regions.filter(({ region }, index) => regions.findIndex((one) => one.region === region) === index),
  );
}

function written(fields: Fields, key: string): StatedRegion[] {
  const region = fields.text(key);
  return region === null ? [] : [{ path: pathOf(fields, key), region }];
}
