import { isLabelKey } from '../../../estate/label.ts';
import { isRaw, type Raw } from '../fields.ts';
import { isLarger } from '../refuse-amount.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';

const types = new Set(['Pod', 'Container', 'PersistentVolumeClaim']);

/** Which amount may not be larger than which. */
const order = [
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['min', 'max'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
] as const;

/**
 * Refuses a LimitRange of a type that is none, two of one type, and amounts of which the lesser is larger.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateLimitRange).
 */
export function refuseLimitRange(spec: Raw, refuse: Refuse): void {
  const seen = new Set<unknown>();
  eachIn(spec, 'limits', ['spec'], (limit, path) => {
    const { type } = limit;
    if (isLeftOut(type)) refuse.missing([...path, 'type'], 'it must be Container, Pod or PersistentVolumeClaim');
    else if (typeof type === 'string' && !isType(type) && !isUnfilled(type))
      refuse([...path, 'type'], 'expected Container, Pod or PersistentVolumeClaim');
    else if (seen.has(type)) refuse([...path, 'type'], 'two limits have this type');
    seen.add(type);
    if (type === 'Pod')
      for (const key of ['default', 'defaultRequest'])
        if (isRaw(limit[key]) && Object.keys(limit[key]).length > 0)
          refuse([...path, key], 'of the type Pod there is none');
    refuseOrder(limit, path, refuse);
  });
}

function isType(type: string): boolean {
  return types.has(type) || (type.includes('/') && isLabelKey(type));
}

function refuseOrder(limit: Raw, path: Path, refuse: Refuse): void {
  for (const [lesser, larger] of order) {
    const [small, large] = [limit[lesser], limit[larger]];
    if (!isRaw(small) || !isRaw(large)) continue;
    for (const name in small)
      if (isLarger(small[name], large[name])) refuse.together([...path, lesser, name], `it is more than ${larger}`);
  }
}
