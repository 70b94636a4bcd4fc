import { groupOf } from '../../estate/identity.ts';
import { readersOf } from '../objects/kinds.ts';
import { unservedKind } from '../objects/unserved-kind.ts';
import { chartKinds } from './charts-of.ts';
import { toolOfGroup } from './tool-of-group.ts';

/** Whether an object of a kind may declare a platform tool, as far as can be told of one that cannot be read. `apiVersion` null: of whatever group. */
export function mayBeTool(kind: string, apiVersion: string | null): boolean {
  if (kind.toLowerCase() === 'customresourcedefinition') return true;
  // Of a group that cannot be told: whatever is not of a built-in kind may be a custom resource of any tool.
  // Of a list the kind of its items tells more, and is asked as well.
  if (apiVersion === null) return !/.List$/i.test(kind) && unservedKind('app/v1', kind) === null;
  if (readersOf(apiVersion, kind).some(({ fact }) => fact === 'workloads' || fact === 'controlPlanes')) return true;
  const group = groupOf(apiVersion);
  return chartKinds.has(`${group}/${kind}`) || toolOfGroup(group, kind) !== null;
}
