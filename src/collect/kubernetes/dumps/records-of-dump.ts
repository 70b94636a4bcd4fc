import { basename, resolve } from 'node:path';
import { type FactName, factNames } from '../../../estate/facts.ts';
import type { Gap } from '../../../estate/gap.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import type { Recorded, ServedKind } from '../cluster-record.ts';
import { factsOfList } from '../facts-of-list.ts';
import { isAskedFor } from '../live/live-kinds.ts';
import { kindKey, makerRank } from '../maker-kinds.ts';
import { reduceObject } from '../reduce-object.ts';
import { askedKinds, builtInKinds } from './built-in-kinds.ts';
import { definedBy } from './defined-by.ts';
import type { Dump, DumpList } from './dump.ts';
import { whatIsHidden } from './what-is-hidden.ts';
import type { TimeOfDump } from './time-of-dump.ts';

/** What is known of a dump beside what it tells. */
export interface DumpFrame {
  readonly path: string;
  readonly time: TimeOfDump;
  /** Why the archive is not all that was written; null where it is. */
  readonly cut: string | null;
}

/** So many files that cannot be read are named. */
const filesNamed = 3;

/** Tells a dump as a cluster is told: the same records, reduced the same way, and a gap for each kind that it does not hold whole. */
export function* recordsOfDump(dump: Dump, { path, time, cut }: DumpFrame): Generator<Recorded> {
  const name = basename(resolve(path));
  const { version, namespaces, lists, unreadable = [], cleaned = [] } = dump;
  yield {
    record: 'cluster',
    server: name,
    version,
    collectedAt: time.at,
    ...(isOpen(time) ? { notBefore: time.notBefore } : {}),
    namespaces: namespaces && [...namespaces],
    clockAhead: null,
    assumed: [`taken at ${time.at}${isOpen(time) ? `, or since ${time.notBefore}` : ''}: ${time.toldBy}`],
  };
  yield { record: 'kinds', kinds: kindsOf(dump), gaps: [] };
  for (const file of unreadable.slice(0, filesNamed)) yield lostAll(`${name} holds ${file}, which cannot be read`);
  const others = unreadable.length - filesNamed;
  if (others > 0) yield lostAll(`${name} holds ${others} more files that cannot be read`);
  yield* tellCleaned(cleaned, name);
  if (cut !== null) yield lostAll(`${name} ${cut}: what came behind is not known`);
  yield { record: 'metrics', metrics: null, gap: notCollected(`${name} holds no metrics of the API server`) };
  const inOrder = lists
    .filter((list) => isAskedFor(list.group, list.kind))
    .toSorted((a, b) => makerRank(a) - makerRank(b));
  for (const list of inOrder) yield* tell(list, name);
  yield* tellMissing(dump, name);
}

function* tell({ objects, lacks, ...list }: DumpList, name: string): Generator<Recorded> {
  const told: Raw[] = [];
  const carriers = [];
  const hidden = { credentials: [] as string[], whole: [] as string[] };
  for (const one of objects) {
    const object: Raw = {
      ...one,
      apiVersion: list.group === '' ? list.version : `${list.group}/${list.version}`,
      kind: list.kind,
    };
    const { object: reduced, carrier } = reduceObject(object, list);
    const what = whatIsHidden(list.kind === 'Secret' ? object : reduced);
    if (what !== 'nothing') hidden[what].push(nameOf(object));
    if (what === 'whole') continue;
    told.push(reduced);
    if (carrier) carriers.push(carrier);
  }
  yield { record: 'page', list, objects: told, carriers };
  const gaps = [
    ...(lacks === null ? [] : [`${name} ${lacks}`]),
    ...(hidden.whole.length === 0 ? [] : [`${name} hides values of ${list.kind} ${some(hidden.whole)}`]),
  ];
  if (hidden.credentials.length > 0)
    yield {
      record: 'hole',
      facts: ['credentialCarriers'],
      namespace: list.isNamespaced ? list.namespace : null,
      gap: notCollected(`${name} hides values of ${list.kind} ${some(hidden.credentials)}, which may be credentials`),
    };
  for (const detail of gaps) yield { record: 'end', list, gap: notCollected(detail) };
  if (gaps.length === 0) yield { record: 'end', list, gap: null };
}

/** Objects that are in the dump and are not read. */
function* tellCleaned(lists: readonly DumpList[], name: string): Generator<Recorded> {
  const count = lists.reduce((sum, { objects }) => sum + objects.length, 0);
  const names = lists.flatMap(({ kind, objects }) => objects.map((one) => `${kind} ${nameOf(one)}`));
  const facts = new Set(lists.filter(({ group, kind }) => isAskedFor(group, kind)).flatMap((one) => factsOfList(one)));
  if (facts.size === 0) return;
  const detail = `${name} holds ${count} ${count === 1 ? 'object' : 'objects'} without metadata.uid, which every object of a cluster has (${some(names)}): not read`;
  yield {
    record: 'hole',
    facts: factNames.filter((fact) => facts.has(fact)),
    namespace: null,
    gap: notCollected(detail),
  };
}

/** Whether it may have been taken earlier. */
function isOpen(time: TimeOfDump): time is TimeOfDump & { readonly notBefore: string } {
  return time.notBefore !== null && time.notBefore !== time.at;
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** What the API server serves, as far as it is known: what the dump says, and the kinds of which it holds something. */
function kindsOf({ served = [], lists }: Dump): ServedKind[] {
  const kinds = new Map<string, ServedKind>();
  for (const one of [...served, ...lists]) {
    const { group, version, kind, resource, isNamespaced } = one;
    if (!kinds.has(kindKey(one))) kinds.set(kindKey(one), { group, version, kind, resource, isNamespaced });
  }
  return [...kinds.values()];
}

/** Kinds of which the dump holds nothing, and which may be there. */
function* tellMissing({ lists, served = [], serves = () => null }: Dump, name: string): Generator<Recorded> {
  const told = new Set(lists.map(kindKey));
  const isDefined = definedBy(lists);
  const own = new Set(builtInKinds().map(kindKey));
  const asked = [...askedKinds(), ...served.filter(({ group, kind }) => isAskedFor(group, kind))];
  const unknown = new Set<FactName>();
  for (const kind of new Map(asked.map((one) => [kindKey(one), one])).values()) {
    const isOwn = own.has(kindKey(kind));
    const isServed = serves(kind) ?? (isOwn || isDefined(kind));
    if (told.has(kindKey(kind)) || isServed === false) continue;
    if (isServed === null) for (const fact of factsOfList(kind)) unknown.add(fact);
    else {
      const shown = isOwn ? kind.resource : `${kind.resource}.${kind.group}`;
      yield { record: 'end', list: { ...kind, namespace: null }, gap: notCollected(`${name} holds no ${shown}`) };
    }
  }
  if (unknown.size > 0)
    yield {
      record: 'hole',
      facts: factNames.filter((fact) => unknown.has(fact)),
      namespace: null,
      gap: notCollected(`${name} does not say which kinds of tools and operators the cluster serves`),
    };
}

function nameOf({ metadata }: Raw): string {
  const { namespace, name } = isRaw(metadata) ? metadata : {};
  return typeof namespace === 'string' && namespace !== '' ? `${namespace}/${String(name)}` : String(name);
}

function notCollected(detail: string): Gap {
  return { gap: 'not-collected', detail, suppliedBy: 'running-platform' };
}

/** What cannot be read may have been anything. */
function lostAll(detail: string): Recorded {
  const gap: Gap = { gap: 'malformed', detail, suppliedBy: 'running-platform' };
  return { record: 'hole', facts: [...factNames], namespace: null, gap };
}
