import type { FactName } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import type { MalformedField } from '../objects/fields.ts';
import type { Head } from '../objects/object-metadata.ts';
import type { DroppedField as Dropped } from '../schemas/check-fields.ts';
import type { Gathered } from './gathered.ts';
import type { Position, ValuePath } from './text/locate.ts';
import type { Where } from './where.ts';

/** A field for which an object, or a part of what it says, was refused. */
export interface Refusal {
  readonly path: ValuePath;
  readonly message: string;
  /** What else the same object is refused for. */
  readonly also?: readonly Pick<MalformedField, 'path' | 'message'>[];
  /** What is not known for it, in words, given the place. */
  readonly detail: (at: string) => string;
  readonly facts: readonly FactName[];
  /** The only namespace that it concerns; null: any. */
  readonly namespace: string | null;
  /** The only Secret that it concerns; left out where it concerns any, or none. */
  readonly keptIn?: string | null;
  /** Whether it is a file that an object writes, which the API server does not look into. */
  readonly ofFile?: boolean;
}

/** Finds where fields of a document stand, in the order of their paths. */
export type Locate = (paths: readonly ValuePath[]) => readonly Position[];

/** What was refused of the document that is being read. */
export interface Refusals {
  readonly refuse: (where: Where, refusal: Refusal) => void;
  /** Lists a field that counts for nothing; the object it stands in is read without it. */
  readonly drop: (where: Where, head: Head, field: Dropped) => void;
  /** Lists what was refused as unreadable, and makes it a gap. Fields are looked for once a document, and only where there are any. */
  readonly place: (locate: Locate | null) => void;
}

/** Starts to collect what is refused. */
export function collectRefusals({ unreadable, dropped, holes }: Gathered): Refusals {
  let refused: (Refusal & { readonly where: Where })[] = [];
  let counted: (Dropped & { readonly where: Where; readonly head: Head })[] = [];

  function place(locate: Locate | null): void {
    if (refused.length + counted.length === 0) return;
    const also = refused.flatMap(({ where, also: others = [] }) => others.map(({ path }) => ({ where, path })));
    const positions = locate?.(
      [...refused, ...counted, ...also].map(({ where, path }) => [...(where.origin.within ?? []), ...path]),
    );
    const positionOf = ({ origin }: Where, index: number): Position =>
      positions?.[index] ?? { line: origin.line, column: 1 };
    counted.forEach(({ where, head, message }, index) => {
      const { file } = where.origin;
      const { line, column } = positionOf(where, refused.length + index);
      const { kind, namespace, name } = head;
      dropped.push({ file, line, column, kind, namespace, name, message });
    });
    let nth = refused.length + counted.length;
    counted = [];
    refused.forEach(
      ({ where, message, also: others = [], detail, facts, namespace, keptIn = null, ofFile = false }, index) => {
        const { file } = where.origin;
        const { line, column } = positionOf(where, index);
        const rest = others.map((one) => ({ ...positionOf(where, nth++), message: one.message }));
        unreadable.push({
          file,
          line,
          column,
          message,
          ...(ofFile ? {} : { invalid: true }),
          ...(rest.length === 0 ? {} : { also: rest }),
        });
        const gap: Gap = {
          gap: 'malformed',
          detail: detail(`${file}:${line}`),
          place: where.place,
          suppliedBy: 'readable-files',
          ...(keptIn === null ? {} : { keptIn }),
        };
        // What may be a policy of the CNI, or a sign of one, concerns every namespace wherever it stands.
        const isWide = (fact: FactName): boolean => namespace !== null && fact === 'otherNetworkPolicies';
        holes.push({ gap, facts: facts.filter((fact) => !isWide(fact)), namespace, stands: where.place });
        if (facts.some(isWide)) holes.push({ gap, facts: facts.filter(isWide), namespace: null });
      },
    );
    refused = [];
  }

  return {
    refuse: (where, refusal) => void refused.push({ where, ...refusal }),
    drop: (where, head, field) => void counted.push({ where, head, ...field }),
    place,
  };
}
