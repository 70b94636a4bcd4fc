import type { Json } from '../../checks/define-patch.ts';
import type { Edit } from './edit.ts';
import { NotEditable } from './edit.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The value that a document must have after an edit. What is changed is copied, and everything else shared. Throws NotEditable. */
export function changeValue(value: unknown, { edit, path, value: given }: Edit): unknown {
  return changeAt(value, path, (found) => {
    if (edit === 'set') return given;
    if (found === undefined || found === null) return [given];
    if (Array.isArray(found)) return [...(found as unknown[]), given];
    throw new NotEditable('what should be a list is none');
  });
}

function changeAt(value: unknown, path: Edit['path'], change: (found: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    if (!Array.isArray(value)) throw new NotEditable('what should be a list is none');
    if (step >= value.length) throw new NotEditable(`the list has no item ${step}`);
    return value.map((item: unknown, index) => (index === step ? changeAt(item, rest, change) : item));
  }
  if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value)))
    throw new NotEditable(`what should hold ${step} is no object`);
  const fields = (value ?? {}) as Fields;
  const found = Object.hasOwn(fields, step) ? fields[step] : undefined;
  return { ...fields, [step]: changeAt(found, rest, change) };
}

/** Whether two values are the same, whatever the order of their keys. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, otherKeys] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === otherKeys.length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameValue((one as Fields)[key], (other as Fields)[key]))
  );
}

/** A value wrapped into what is missing on the way to it. */
export function nest(path: Edit['path'], value: Json): Json {
  return path.toReversed().reduce<Json>((inner, step) => {
    if (typeof step === 'string') return { [step]: inner };
    if (step !== 0) throw new NotEditable(`the list has no item ${step}`);
    return [inner];
  }, value);
}
