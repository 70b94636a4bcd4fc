import { count, someOf } from './count.ts';

/** With or without what an authoriser adds of its own: GKE names a permission, RBAC a role that is not there. */
const refused =
  /^\/\S+: \S+(?: "[^"]*")? is forbidden: (User "[^"]*") cannot (\w+) resource "[^"]+" in API group "[^"]*" (?:at the cluster scope|in the namespace "[^"]+")/;
const unanswered = /^(\/\S+) was not answered: (.+)$/;
const unended = /^(\/\S+) was not read to its end$/;
const otherwise = /^(\/\S+): (.+)$/;

/** What an API server refused or did not give of one list. */
interface Missed {
  /** Why, in words that are the same for all lists with which the same is wrong. */
  readonly why: string;
  /** The list as rights name it, such as `deployments.apps`. */
  readonly resource: string;
  /** null: of the whole cluster. */
  readonly namespace: string | null;
}

/** How many namespaces are named at most. */
const namespacesNamed = 3;

/**
 * Lists that an API server refused or did not give, those with which the same is wrong in one line: which right is missing, for which resources and in which
 * namespaces. `rest`: what is no such line, or alone in its way. `most`: how many resources are named.
 */
export function gatherRefusals(
  details: readonly string[],
  most: number = Number.POSITIVE_INFINITY,
): { readonly lines: readonly string[]; readonly rest: readonly string[] } {
  const read = new Map(details.map((detail) => [detail, readMissed(detail)]));
  const byWhy = Map.groupBy(
    [...read].flatMap(([detail, missed]) => (missed ? [{ detail, ...missed }] : [])),
    ({ why }) => why,
  );
  const many = [...byWhy.values()].filter((some) => some.length > 1);
  const isGathered = new Set(many.flat().map(({ detail }) => detail));
  return {
    lines: many.flatMap((some) => sayMissed(some, most)),
    rest: details.filter((detail) => !isGathered.has(detail)),
  };
}

/** A line for each choice of namespaces: those resources together that are missing in the same ones. */
function sayMissed(some: readonly Missed[], most: number): string[] {
  const byResource = Map.groupBy(some, ({ resource }) => resource);
  const inSame = Map.groupBy(byResource.entries(), ([, missed]) =>
    [...new Set(missed.map(({ namespace }) => namespace ?? ''))].toSorted().join(' '),
  );
  return [...inSame].map(([where, resources]) => {
    const names = resources.map(([name]) => name).toSorted();
    const named = someOf(names, most);
    return `${(some[0] as Missed).why}${sayWhere(where === '' ? [] : where.split(' '))}: ${named}`;
  });
}

function sayWhere(namespaces: readonly string[]): string {
  const [only] = namespaces;
  if (only === undefined) return '';
  return namespaces.length === 1
    ? ` in the namespace ${only}`
    : ` in ${count(namespaces.length, 'namespace')} (${someOf(namespaces, namespacesNamed)})`;
}

function readMissed(detail: string): Missed | null {
  const [path = ''] = /^\/[^\s:]+/.exec(detail) ?? [];
  const place = placeOf(path);
  if (place === null) return null;
  const [, who, verb] = refused.exec(detail) ?? [];
  if (who !== undefined)
    return { why: `${who} may not ${verb}${place.namespace === null ? ' in the whole cluster' : ''}`, ...place };
  const [, , problem] = unanswered.exec(detail) ?? [];
  if (problem !== undefined) return { why: `not answered (${problem})`, ...place };
  if (unended.test(detail)) return { why: 'not read to the end', ...place };
  const [, , said] = otherwise.exec(detail) ?? [];
  return said === undefined ? null : { why: `answered with “${said}”`, ...place };
}

/** Which list a path is, as rights name it. */
function placeOf(path: string): Pick<Missed, 'resource' | 'namespace'> | null {
  const [, group = '', namespace = null, resource] =
    /^\/(?:api|apis\/([^/]+))\/[^/]+\/(?:namespaces\/([^/]+)\/)?([^/]+)$/.exec(path) ?? [];
  if (resource === undefined) return null;
  return { resource: group === '' ? resource : `${resource}.${group}`, namespace };
}
