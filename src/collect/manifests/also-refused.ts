import type { MalformedField, Raw } from '../objects/fields.ts';
import { refuseObject } from '../objects/refuse-object.ts';
import { checkFields } from '../schemas/check-fields.ts';
import type { FolderKinds } from '../schemas/field-tables.ts';

/** More than this many in one object are not told: whoever mends these reads it again. */
const mostTold = 20;

/**
 * What else an object is refused for, beside what was found first, and which of its fields are none, such as misspelt ones. Of two that concern the same field, or one a field within the other, only the first
 * is told: the other may follow from it.
 */
export function alsoRefused(
  raw: Raw & { readonly apiVersion: string; readonly kind: string },
  first: MalformedField,
  { folder, isUnfinished }: { readonly folder: FolderKinds; readonly isUnfinished: boolean },
): readonly Pick<MalformedField, 'path' | 'message'>[] {
  // Of an object that means another kind, the rules of this one say nothing.
  if (first.path[0] === 'apiVersion' || first.path[0] === 'kind') return [];
  const { refused, dropped } = checkFields(raw, folder, { isUnfinished });
  const told: Pick<MalformedField, 'path' | 'message'>[] = [first];
  for (const found of [refused, refuseObject(raw, isUnfinished), dropped]) {
    const before = [...told];
    told.push(...found.filter((one) => !before.some((other) => isRelated(one.path, other.path))));
  }
  return told.slice(1, mostTold);
}

/** Whether one path leads to the other's place, or through it. */
function isRelated(one: MalformedField['path'], other: MalformedField['path']): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((step, index) => step === other[index]);
}
