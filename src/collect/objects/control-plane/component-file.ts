import { noName } from '../../../estate/identity.ts';
import { MalformedField, writePath } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';

/** The head of a file that configures a component and need not bear a name. */
export function headOfFile({ head }: Subject): Head {
  return head.name === '' ? { ...head, name: noName } : head;
}

/** Refuses a version of a component's configuration that is not known: its fields may mean something else. */
export function expectVersion({ head }: Subject, known: readonly string[]): void {
  const version = head.apiVersion.slice(head.apiVersion.indexOf('/') + 1);
  if (known.includes(version)) return;
  throw new MalformedField(
    ['apiVersion'],
    `${writePath(['apiVersion'])}: this version of ${head.kind} is not known; ${known.join(', ')} ${known.length === 1 ? 'is' : 'are'}`,
  );
}
