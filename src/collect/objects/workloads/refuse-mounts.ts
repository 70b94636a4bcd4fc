import type { Raw } from '../fields.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { isPlaceholder } from '../scope.ts';

/**
 * Refuses mounts of a volume that the pod does not have, two at one place, and those of a part that leads out of its volume.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateVolumeMounts).
 */
export function refuseMounts(container: Raw, volumes: ReadonlySet<unknown>, path: Path, refuse: Refuse): void {
  const seen = new Set<string>();
  eachIn(container, 'volumeMounts', path, (mount, at) => {
    const { name, mountPath, subPath } = mount;
    if (typeof name === 'string' && !isUnfilled(name) && !volumes.has(name))
      refuse([...at, 'name'], 'the pod has no volume of this name');
    if (isLeftOut(mountPath)) refuse.missing([...at, 'mountPath']);
    if (typeof mountPath === 'string' && mountPath !== '' && !isPlaceholder(mountPath)) {
      if (seen.has(mountPath)) refuse([...at, 'mountPath'], 'two volumes are mounted here');
      seen.add(mountPath);
    }
    if (typeof subPath === 'string' && !isPlaceholder(subPath) && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(subPath))
      refuse([...at, 'subPath'], 'it leads out of the volume; it must be a path within it');
  });
}
