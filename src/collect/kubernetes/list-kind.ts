import type { Gap } from '../../estate/gap.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Answer, Server } from './ask-server.ts';
import type { KindList } from './cluster-record.ts';
import { isNamespaceKind } from './maker-kinds.ts';

const perPage = 500;

/** Metadata without spec and status. */
const headsOnly = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';

/** How often a list is begun again, and how often in a row it goes on without a page, when the server has forgotten its place. */
const mostRestarts = 3;

/** The path of a list; a list of namespaces in a namespace is that one itself. */
export function pathOfList({ group, version, kind, resource, namespace }: KindList): string {
  if (isNamespaceKind({ group, kind }) && namespace !== null)
    return `/api/${version}/${resource}/${encodeURIComponent(namespace)}`;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${resource}`;
}

/** Objects of a list, or (`again`) word that it begins anew and what came before counts no more. */
export type Listed = { readonly objects: readonly Raw[] } | { readonly again: true };

/**
 * Lists a kind page by page; at the end why it is not whole, or null. Where the server has forgotten the place it says where to go on, and everything that
 * was there all the time is seen once; where it does not say, the list begins anew.
 */
export async function* listKind(server: Server, list: KindList): AsyncGenerator<Listed, Gap | null> {
  const path = pathOfList(list);
  if (isNamespaceKind(list) && list.namespace !== null) {
    const answer = await server.get(path);
    if ('gap' in answer) return answer.gap;
    yield { objects: [withKind(answer.value, list)] };
    return null;
  }
  const ask = (from: string): Promise<Answer> => {
    const query = `limit=${perPage}${from && `&continue=${encodeURIComponent(from)}`}`;
    const answer = server.get(`${path}?${query}`, list.isHeads ? headsOnly : undefined);
    // Who waits for it is told of its failure; until then nobody is.
    answer.catch(() => undefined);
    return answer;
  };
  let asked = ask('');
  let [restarts, inARow] = [0, 0];
  for (;;) {
    const answer = await asked;
    if ('gap' in answer) {
      if (answer.expired === null) return answer.gap;
      const next = continueOf(answer.expired);
      inARow += 1;
      if (next === '') restarts += 1;
      if (restarts > mostRestarts || inARow > mostRestarts) return answer.gap;
      if (next === '') yield { again: true };
      asked = ask(next);
      continue;
    }
    inARow = 0;
    const { items } = answer.value;
    if (!Array.isArray(items)) return malformed(path, 'the list has no items');
    const objects = items.filter(isRaw).map((item) => withKind(item, list));
    const isWhole = objects.length === items.length;
    const next = isWhole ? continueOf(answer.value) : '';
    // The next page comes while this one is looked at.
    if (next !== '') asked = ask(next);
    yield { objects };
    if (!isWhole) return malformed(path, `${items.length - objects.length} items are no objects`);
    if (next === '') return null;
  }
}

function continueOf({ metadata }: Raw): string {
  const next = isRaw(metadata) ? metadata['continue'] : undefined;
  return typeof next === 'string' ? next : '';
}

function malformed(path: string, what: string): Gap {
  return { gap: 'malformed', detail: `${path}: ${what}`, suppliedBy: 'running-platform' };
}

/** The items of a list do not say of which kind they are. */
function withKind(item: Raw, { group, version, kind }: KindList): Raw {
  return { ...item, apiVersion: group === '' ? version : `${group}/${version}`, kind };
}
