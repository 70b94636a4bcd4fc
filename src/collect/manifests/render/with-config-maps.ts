import type { Place } from '../../../estate/place.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { ConfigMaps, FoundConfig } from './config-maps.ts';

/** A GitOps object with what it refers to written beside each reference (`found`), so that it says all that it brings. */
export function withConfigMaps(object: Raw, configs: ConfigMaps, place: Place): Raw {
  const { kind, metadata, spec } = object;
  if (!isRaw(spec)) return object;
  const own = isRaw(metadata) && typeof metadata['namespace'] === 'string' ? metadata['namespace'] : null;
  const resolve = (references: unknown): unknown =>
    Array.isArray(references)
      ? references.map((one: unknown) => (isRaw(one) ? { ...one, found: find(one) } : one))
      : references;
  const find = ({ kind: of, name }: Raw): FoundConfig => {
    if (of === 'Secret') return { problem: 'and no Secret is read' };
    return of === 'ConfigMap' && typeof name === 'string'
      ? configs.find(name, own, place)
      : { problem: 'which is not read' };
  };
  if (kind === 'HelmRelease' && spec['valuesFrom'] !== undefined)
    return { ...object, spec: { ...spec, valuesFrom: resolve(spec['valuesFrom']) } };
  const { postBuild } = spec;
  if (kind !== 'Kustomization' || !isRaw(postBuild) || postBuild['substituteFrom'] === undefined) return object;
  const found = { ...postBuild, substituteFrom: resolve(postBuild['substituteFrom']) };
  return { ...object, spec: { ...spec, postBuild: found } };
}
