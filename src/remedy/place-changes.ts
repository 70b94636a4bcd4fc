import type { Change, NewObject } from '../checks/define-patch.ts';
import type { FactViews } from '../estate/fact-view.ts';
import { type FactName, factNouns } from '../estate/facts.ts';
import { type Identified, type Origin, originsOf } from '../estate/identity.ts';
import { parsePath } from '../estate/parse-path.ts';
import type { Edit } from './edit-yaml/edit.ts';
import type { WrittenDocument, WrittenObjects } from './written-objects.ts';

/** A change where it is made: an edit of a document, or a new object behind one. */
export type Placed =
  | { readonly in: WrittenDocument; readonly edit: Edit }
  | {
      readonly beside: WrittenDocument;
      readonly origin: Origin;
      readonly object: Readonly<Record<string, unknown>>;
      readonly subject: Identified;
    };

/** Finds the places of changes in files: in each file that holds the object. Text: why one of them has none. */
export function placeChanges(
  facts: FactViews,
  written: WrittenObjects,
): (changes: readonly Change[]) => Placed[] | string {
  const madeFrom = new Map<string, Map<string, Set<string>>>();

  /** Whether something else is made from the very document, as the overlays of a base are. */
  function isShared(object: Identified, origin: Origin): boolean {
    const byOrigin = madeFrom.get(object.noun) ?? indexOrigins(object.noun, facts);
    madeFrom.set(object.noun, byOrigin);
    return (byOrigin.get(keyOf(origin))?.size ?? 0) > 1;
  }

  function documentsOf(object: Identified): readonly (readonly [Origin, WrittenDocument])[] | string {
    const found: (readonly [Origin, WrittenDocument])[] = [];
    const seen = new Set<string>();
    for (const origin of originsOf(object)) {
      if (seen.has(keyOf(origin))) continue;
      seen.add(keyOf(origin));
      if (isShared(object, origin))
        return `several variants are made from ${origin.file}, and a patch there would change all of them`;
      const document = written.documentOf(object, origin);
      if (typeof document === 'string') return document;
      found.push([origin, document]);
    }
    return found;
  }

  let names: Set<string> | null = null;

  /** Whether something of its name and kind is there already, here or in another variant. */
  function isThere({ kind, metadata }: NewObject, { namespace }: Identified): boolean {
    names ??= new Set(
      Object.keys(factNouns).flatMap((name) =>
        (facts[name as FactName].items as readonly Identified[]).map((one) =>
          nameOf(one.kind, one.namespace, one.name),
        ),
      ),
    );
    return names.has(nameOf(kind, namespace, metadata.name));
  }

  return (changes) => {
    const placed: Placed[] = [];
    for (const change of changes) {
      if (change.change === 'add' && isThere(change.value, change.beside))
        return `there is a ${change.value.kind} ${change.value.metadata.name} already, which is not the one that it takes`;
      const object = change.change === 'add' ? change.beside : change.object;
      const documents = documentsOf(object);
      if (typeof documents === 'string') return documents;
      for (const [origin, document] of documents) {
        if (change.change === 'add') {
          placed.push({
            beside: document,
            origin,
            object: withNamespace(change.value, written.valueOf(object, origin)),
            subject: object,
          });
        } else {
          const path = [...(origin.within ?? []), ...parsePath(change.path)];
          placed.push({ in: document, edit: { edit: change.change, path, value: change.value } });
        }
      }
    }
    return placed;
  };
}

function indexOrigins(noun: string, facts: FactViews): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const [name, one] of Object.entries(factNouns)) {
    if (one !== noun) continue;
    for (const item of facts[name as FactName].items as readonly Identified[])
      for (const origin of originsOf(item)) {
        const made = index.get(keyOf(origin)) ?? new Set();
        // Several things that one object declares are one object.
        index.set(keyOf(origin), made.add(JSON.stringify([item.kind, item.namespace, item.name, item.places])));
      }
  }
  return index;
}

function keyOf({ file, line, document, within = [] }: Origin): string {
  return JSON.stringify([file, line, document, within]);
}

function nameOf(kind: string, namespace: string, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}

/** The namespace is stated where, and as, the other object states its own. */
function withNamespace(value: NewObject, beside: unknown): Readonly<Record<string, unknown>> {
  const { kind: besideKind, metadata } = (beside ?? {}) as {
    readonly kind?: unknown;
    readonly metadata?: { readonly namespace?: unknown; readonly name?: unknown };
  };
  const { apiVersion, kind, metadata: own, ...rest } = value;
  const { name, ...others } = own;
  // What stands beside a Namespace is in it.
  const within = besideKind === 'Namespace' ? metadata?.name : metadata?.namespace;
  const namespace = typeof within === 'string' ? { namespace: within } : {};
  return { apiVersion, kind, metadata: { name, ...namespace, ...others }, ...rest };
}
