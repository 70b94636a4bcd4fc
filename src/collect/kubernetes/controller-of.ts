import { isRaw, type Raw } from '../objects/fields.ts';

/** What made an object and keeps it so, as the object names it. */
export interface Controller {
  readonly uid: string;
  readonly group: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The controller among the owners of an object; null without one. */
export function controllerOf({ metadata }: Raw): Controller | null {
  const owners = isRaw(metadata) ? metadata['ownerReferences'] : null;
  const found: unknown = Array.isArray(owners) && owners.find((one) => isRaw(one) && one['controller'] === true);
  if (!isRaw(found)) return null;
  const { uid, apiVersion, kind, name } = found;
  if (typeof uid !== 'string' || typeof apiVersion !== 'string') return null;
  if (typeof kind !== 'string' || typeof name !== 'string') return null;
  const slash = apiVersion.indexOf('/');
  return { uid, apiVersion, kind, name, group: slash < 0 ? '' : apiVersion.slice(0, slash) };
}

/** Whether it is the node that runs a pod from a file of its own. */
export function isNode({ group, kind }: Pick<Controller, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Node';
}
