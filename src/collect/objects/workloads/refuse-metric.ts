import { isRaw, type Raw } from '../fields.ts';
import { readAmount } from '../refuse-amount.ts';
import { isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

/** Where each type of metric is written, and which targets it may have. */
const types: Readonly<Record<string, { readonly field: string; readonly targets: readonly string[] }>> = {
  Resource: { field: 'resource', targets: ['averageUtilization', 'averageValue'] },
  ContainerResource: { field: 'containerResource', targets: ['averageUtilization', 'averageValue'] },
  Pods: { field: 'pods', targets: ['averageValue'] },
  Object: { field: 'object', targets: ['value', 'averageValue'] },
  External: { field: 'external', targets: ['value', 'averageValue'] },
};
const fields = Object.values(types).map(({ field }) => field);

/** Refuses a metric of an autoscaler that has no type, is written under another, or has no target. Source: as its neighbour (validateMetricSpec). */
export function refuseMetric(metric: Raw, path: Path, refuse: Refuse): void {
  const { type } = metric;
  if (isLeftOut(type)) return refuse.missing([...path, 'type']);
  refuseWord(type, [...path, 'type'], Object.keys(types), refuse);
  if (typeof type !== 'string') return;
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!known) return;
  for (const field of fields)
    if (field !== known.field && !isLeftOut(metric[field]))
      refuse.together([...path, field], `of the type ${type} only ${known.field} may stand here`);
  const source = metric[known.field];
  const at = [...path, known.field];
  if (isLeftOut(source)) return refuse.missing(at, `the type is ${type}`);
  if (!isRaw(source)) return;
  if (known.field.toLowerCase().endsWith('resource') && isLeftOut(source['name'])) refuse.missing([...at, 'name']);
  const { target } = source;
  if (isRaw(target)) refuseTarget(target, known.targets, [...at, 'target'], refuse);
  else if (isLeftOut(target)) refuse.missing([...at, 'target']);
}

function refuseTarget(target: Raw, wanted: readonly string[], path: Path, refuse: Refuse): void {
  const { type, averageUtilization: share } = target;
  if (isLeftOut(type)) refuse.missing([...path, 'type'], 'it must be Utilization, Value or AverageValue');
  refuseWord(type, [...path, 'type'], ['Utilization', 'Value', 'AverageValue'], refuse);
  if (typeof share === 'number' && share < 1) refuse([...path, 'averageUtilization'], 'it must be at least 1');
  for (const key of ['value', 'averageValue']) {
    const amount = readAmount(target[key]);
    if (amount !== null && amount.nanos <= 0n) refuse([...path, key], 'it must be more than zero');
  }
  if (wanted.every((key) => isLeftOut(target[key])))
    refuse.missing([...path, wanted[0] as string], `there must be ${wanted.join(' or ')}`);
  else if (wanted[0] === 'averageUtilization' && wanted.every((key) => !isLeftOut(target[key])))
    refuse.together([...path, 'averageValue'], 'it may not stand beside averageUtilization');
}
