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
export function controllerOf(raw: Raw): Controller | null {
  return readOwner(ownersOf(raw).find((one) => isRaw(one) && one['controller'] === true));
}

/** The one owner of an object, as some operators name themselves without calling themselves its controller; null with none, or with several. */
export function onlyOwnerOf(raw: Raw): Controller | null {
  const owners = ownersOf(raw);
  return owners.length === 1 ? readOwner(owners[0]) : null;
}

function ownersOf({ metadata }: Raw): readonly unknown[] {
  const owners = isRaw(metadata) ? metadata['ownerReferences'] : null;
  return Array.isArray(owners) ? owners : [];
}

function readOwner(found: unknown): Controller | null {
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
