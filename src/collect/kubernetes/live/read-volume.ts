import type { Volume } from '../../../estate/volume.ts';
import type { Fields } from '../../objects/fields.ts';
import type { Subject } from '../../objects/object-metadata.ts';

const zoneKeys = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

/** What a PersistentVolume says beside the source of its data. */
const notSources = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);

/** Reads a PersistentVolume. */
export function readVolume({ metadata, spec, fields, head }: Subject): Volume {
  const claim = spec.object('claimRef');
  const terms = requirementsOf(spec);
  return {
    noun: 'volume',
    ...head,
    storageClass: spec.text('storageClassName') || null,
    driver:
      spec.objectOrEmpty('csi').text('driver') ?? Object.keys(spec.raw).find((key) => !notSources.has(key)) ?? null,
    madeBy: metadata.labels('annotations')['pv.kubernetes.io/provisioned-by'] || null,
    createdAt: metadata.text('creationTimestamp'),
    claim: claim && { namespace: claim.text('namespace') ?? '', name: claim.text('name') ?? '' },
    phase: fields.objectOrEmpty('status').text('phase'),
    reclaimPolicy: spec.text('persistentVolumeReclaimPolicy'),
    zones: [
      ...new Set(
        terms.filter(({ key }) => zoneKeys.includes(key) || key.endsWith('/zone')).flatMap(({ values }) => values),
      ),
    ].toSorted(),
    isOnOneNode: terms.some(({ key, values }) => key === 'kubernetes.io/hostname' && values.length === 1),
  };
}

function requirementsOf(spec: Fields): { key: string; values: readonly string[] }[] {
  return spec
    .objectOrEmpty('nodeAffinity')
    .objectOrEmpty('required')
    .objects('nodeSelectorTerms')
    .flatMap((term) => term.objects('matchExpressions'))
    .filter((one) => one.text('operator') === 'In')
    .map((one) => ({ key: one.text('key') ?? '', values: one.texts('values') }));
}
