import type { AtRest } from '../../../estate/backup-location.ts';
import type { SnapshotClass, StatedRegion, StorageClass } from '../../../estate/storage-class.ts';
import { goBoolean } from '../../go-boolean.ts';
import { type Fields, MalformedField } from '../fields.ts';
import { pathOf } from './keeping.ts';
import type { Subject } from '../object-metadata.ts';
import { regionOfZone } from '../region-of-zone.ts';
import { isPlaceholder } from '../scope.ts';

const unread: AtRest = { state: 'unread', path: null, value: null };
// Google, Azure and DigitalOcean encrypt every disk, whatever is asked.
const always: AtRest = { state: 'provider', path: null, value: null };

/** The parameters by which a driver encrypts. */
interface DriverKnowledge {
  /** A switch; what it says when it is off, is that volumes are not encrypted. */
  readonly switch?: string;
  /** What the driver takes for on; whatever else is off to it. Absent: it takes what Go does (strconv.ParseBool), and refuses the rest. */
  readonly onlyOn?: 'true';
  /** What holds where nothing is said: mostly nobody knows, for an account or a disk may encrypt by itself. */
  readonly otherwise?: AtRest;
  /** The parameter that names a key of the customer; `true`: whatever is switched on, is under such a key. */
  readonly ownKey?: string | true;
}

/**
 * Sources: isTrue in pkg/driver/controller.go of aws-ebs-csi-driver, and its docs/parameters.md; csi/util.go of longhorn-manager; api/spec/spec_handler.go
 * of openstorage; pkg/volume/parameter.go of linstor-csi; pkg/driver/helpers.go of scaleway-csi; internal/driver/luks.go of linode-blockstorage-csi-driver.
 */
const drivers: Readonly<Record<string, DriverKnowledge>> = {
  'ebs.csi.aws.com': { switch: 'encrypted', onlyOn: 'true', ownKey: 'kmsKeyId' },
  'kubernetes.io/aws-ebs': { switch: 'encrypted', ownKey: 'kmsKeyId' },
  'pd.csi.storage.gke.io': { otherwise: always, ownKey: 'disk-encryption-kms-key' },
  'kubernetes.io/gce-pd': { otherwise: always },
  'disk.csi.azure.com': { otherwise: always, ownKey: 'diskEncryptionSetID' },
  'kubernetes.io/azure-disk': { otherwise: always, ownKey: 'diskEncryptionSetID' },
  'file.csi.azure.com': { otherwise: always },
  'dobs.csi.digitalocean.com': { otherwise: always },
  'driver.longhorn.io': { switch: 'encrypted', ownKey: true },
  'pxd.portworx.com': { switch: 'secure', ownKey: true },
  'kubernetes.io/portworx-volume': { switch: 'secure', ownKey: true },
  'linstor.csi.linbit.com': { switch: 'linstor.csi.linbit.com/encryption', ownKey: true },
  'csi.scaleway.com': { switch: 'encrypted', ownKey: true },
  'linodebs.csi.linode.com': { switch: 'linodebs.csi.linode.com/luks-encrypted', onlyOn: 'true', ownKey: true },
};

/** Rook names its drivers after the namespace of its operator. The switch is read by ParseEncryptionOpts in internal/rbd/encryption.go of ceph-csi. */
const ceph: DriverKnowledge = { switch: 'encrypted', ownKey: true };

/** How a driver encrypts volumes by these parameters, by what is known of the driver; of a driver that nobody here knows, nothing is. */
function atRestOf(driver: string, parameters: Fields): AtRest {
  const known = drivers[driver] ?? (/\.(?:rbd|cephfs)\.csi\.ceph\.com$/.test(driver) ? ceph : null);
  if (known === null) return unread;
  const said = known.switch === undefined ? null : parameters.text(known.switch);
  const path = known.switch === undefined ? null : pathOf(parameters, known.switch);
  const isSwitchedOn = said === null || isPlaceholder(said) ? null : meansOn(said, known);
  if (isSwitchedOn === false) return { state: 'off', path, value: said };
  const key = typeof known.ownKey === 'string' ? parameters.text(known.ownKey) : null;
  const isOn = known.otherwise !== undefined || isSwitchedOn === true;
  if (key && isOn) return { state: 'own-key', path: pathOf(parameters, known.ownKey as string), value: 'set' };
  if (said !== null && isOn) return { state: known.ownKey === true ? 'own-key' : 'provider', path, value: said };
  // Of anything else (`yes`) such a driver makes no volume.
  return known.otherwise ?? { state: 'unread', path, value: said };
}

/** null: the driver refuses it. */
function meansOn(said: string, { onlyOn }: DriverKnowledge): boolean | null {
  return onlyOn === undefined ? goBoolean(said) : said === onlyOn;
}

/** Reads a StorageClass. */
export function readStorageClass({ metadata, fields, head }: Subject): StorageClass {
  const driver = fields.text('provisioner');
  // The API server refuses a class without one.
  if (driver === null || driver === '') throw new MalformedField(['provisioner'], 'provisioner: there is none');
  const parameters = fields.objectOrEmpty('parameters');
  // Their values are text, whatever they look like.
  parameters.eachText();
  const createdAt = head.origin.api && metadata.text('creationTimestamp');
  return {
    ...head,
    noun: 'storageClass',
    driver,
    atRest: atRestOf(driver, parameters),
    regions: regionsOf(fields),
    zones: zonesOf(fields),
    ...(createdAt && { createdAt }),
  };
}

function regionsOf(fields: Fields): StatedRegion[] {
  return fields.objects('allowedTopologies').flatMap((topology) =>
    topology.objects('matchLabelExpressions').flatMap((one) => {
      const key = one.text('key') ?? '';
      const toRegion = key.endsWith('/region') ? (name: string) => name : key.endsWith('/zone') ? regionOfZone : null;
      if (toRegion === null) return [];
      const regions = [...new Set(one.texts('values').map(toRegion))];
      return regions.flatMap((region) => (region === null ? [] : [{ path: pathOf(one, 'values'), region }]));
    }),
  );
}

/** Of several topologies any will do, so that each has to name its zones. Drivers have keys of their own for zones (`topology.gke.io/zone`). */
function zonesOf(fields: Fields): readonly string[] | null {
  const topologies = fields.objects('allowedTopologies').map((topology) =>
    topology.objects('matchLabelExpressions').flatMap((one) => {
      const isZone = (one.text('key') ?? '').endsWith('/zone');
      return isZone ? one.texts('values') : [];
    }),
  );
  const isOpen = topologies.length === 0 || topologies.some((zones) => zones.length === 0);
  return isOpen ? null : [...new Set(topologies.flat())];
}

/** Reads a VolumeSnapshotClass. */
export function readSnapshotClass({ fields, metadata, head }: Subject): SnapshotClass {
  const policy = fields.text('deletionPolicy');
  if (policy !== 'Delete' && policy !== 'Retain')
    throw new MalformedField(
      ['deletionPolicy'],
      'deletionPolicy: only Delete and Retain are known, and one is required',
    );
  const marked = metadata.annotations()['snapshot.storage.kubernetes.io/is-default-class'];
  return {
    ...head,
    noun: 'snapshotClass',
    driver: fields.text('driver') ?? '',
    deletesWithObject: policy === 'Delete',
    isDefault: marked === 'true',
  };
}
