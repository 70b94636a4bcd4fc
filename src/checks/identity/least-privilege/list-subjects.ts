import { notStated } from '../../../estate/identity.ts';
import type { AccessSubject } from '../../../estate/role-binding.ts';

const most = 3;

/** Names whom a binding speaks of, the first few of them: `ServiceAccount bank/ci and 4 more`. */
export function listSubjects(subjects: readonly AccessSubject[]): string {
  const names = subjects.map(
    ({ kind, namespace, name }) =>
      `${kind} ${namespace === '' || namespace === notStated ? '' : `${namespace}/`}${name}`,
  );
  const left = names.length - most;
  const shown = left > 1 ? [...names.slice(0, most), `${left} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
