import type { Gap } from '../../estate/gap.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Server } from './ask-server.ts';
import type { KindList } from './cluster-record.ts';

const perPage = 500;

/** How often a list is begun again whose place the server has forgotten. */
const mostRestarts = 3;

/** The path of a list. */
export function pathOfList({ group, version, resource, namespace }: KindList): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${resource}`;
}

/** The pages of a list, one after the other; at the end why it is not whole, or null. `again` is told where it begins anew: what came before counts no more. */
export async function* listKind(
  server: Server,
  list: KindList,
  again: () => void,
): AsyncGenerator<readonly Raw[], Gap | null> {
  const path = pathOfList(list);
  let [proceed, restarts] = ['', 0];
  for (;;) {
    const answer = await server.get(`${path}?limit=${perPage}${proceed && `&continue=${encodeURIComponent(proceed)}`}`);
    if ('gap' in answer) {
      if (answer.expired === null || restarts >= mostRestarts) return answer.gap;
      restarts += 1;
      proceed = '';
      again();
      continue;
    }
    const { items, metadata } = answer.value;
    if (!Array.isArray(items))
      return { gap: 'malformed', detail: `${path}: the list has no items`, suppliedBy: 'running-platform' };
    const objects = items.filter(isRaw).map((item) => withKind(item, list));
    yield objects;
    if (objects.length < items.length)
      return {
        gap: 'malformed',
        detail: `${path}: ${items.length - objects.length} items are no objects`,
        suppliedBy: 'running-platform',
      };
    const next = isRaw(metadata) ? metadata['continue'] : undefined;
    if (typeof next !== 'string' || next === '') return null;
    proceed = next;
  }
}

/** The items of a list do not say of which kind they are. */
function withKind(item: Raw, { group, version, kind }: KindList): Raw {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind, ...item };
}
