import { isRaw, type Raw } from '../fields.ts';
import { listOf } from '../list-of.ts';
import { labelRule, refuseReference } from '../name-rule.ts';
import { refuseAmount } from '../refuse-amount.ts';
import { eachIn, isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseDoubles } from '../refuse-doubles.ts';
import { isPlaceholder } from '../scope.ts';

/** What each source of a volume has to name. */
const needed: Readonly<Record<string, string>> = {
  configMap: 'name',
  secret: 'secretName',
  persistentVolumeClaim: 'claimName',
  hostPath: 'path',
};

const hostPathTypes = ['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

/**
 * Refuses volumes of two sources or one name, of a name that can be none, and of sources that name nothing.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateVolumes, validateVolumeSource).
 */
export function refuseVolumes(spec: Raw, path: Path, refuse: Refuse): void {
  refuseDoubles(listOf(spec, 'volumes'), [...path, 'volumes'], 'volumes', refuse);
  eachIn(spec, 'volumes', path, (volume, at) => {
    refuseReference(volume['name'], labelRule, [...at, 'name'], refuse);
    const sources = Object.keys(volume).filter((key) => key !== 'name' && isRaw(volume[key]));
    if (sources.length > 1) refuse(at, `a volume has one source, and this has ${sources.slice(0, 3).join(' and ')}`);
    for (const source of sources) refuseSource(volume[source] as Raw, source, [...at, source], refuse);
  });
}

function refuseSource(source: Raw, kind: string, path: Path, refuse: Refuse): void {
  if (kind === 'emptyDir') refuseAmount(source['sizeLimit'], false, [...path, 'sizeLimit'], refuse);
  if (kind === 'configMap' || kind === 'secret') refuseItems(source, path, refuse);
  if (kind === 'projected')
    eachIn(source, 'sources', path, (projection, at) => {
      for (const one of ['configMap', 'secret']) {
        const from = projection[one];
        if (isRaw(from)) refuseItems(from, [...at, one], refuse);
      }
    });
  const key = Object.hasOwn(needed, kind) ? needed[kind] : undefined;
  if (key === undefined) return;
  const name = source[key];
  if (isLeftOut(name)) refuse.missing([...path, key]);
  if (kind === 'hostPath') refuseWord(source['type'], [...path, 'type'], hostPathTypes, refuse);
  if (kind === 'hostPath' && typeof name === 'string' && name.split('/').includes('..'))
    refuse([...path, key], 'it may not lead upwards (..)');
  const { defaultMode } = source;
  if (typeof defaultMode === 'number' && (defaultMode < 0 || defaultMode > 0o777))
    refuse([...path, 'defaultMode'], 'it is a mode from 0 to 0777');
}

/** Each key becomes a file within its volume (validateKeyToPath, ValidateLocalNonReservedPath). */
function refuseItems(source: Raw, path: Path, refuse: Refuse): void {
  eachIn(source, 'items', path, ({ key, path: file }, at) => {
    if (isLeftOut(key)) refuse.missing([...at, 'key']);
    if (isLeftOut(file)) refuse.missing([...at, 'path']);
    if (typeof file !== 'string' || isPlaceholder(file)) return;
    if (file.startsWith('/') || file.startsWith('..') || file.split('/').includes('..'))
      refuse([...at, 'path'], 'it must be a path within the volume');
  });
}
