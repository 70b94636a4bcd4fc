import type { Raw } from '../../objects/fields.ts';
import type { KindList, ServedKind } from '../cluster-record.ts';
import type { DumpFile } from './dump-file.ts';

/** A list of a dump: objects of one kind, of one namespace or (null) of all. */
export interface DumpList extends KindList {
  readonly objects: readonly Raw[];
  /** Why it may not be whole, in words that follow the name of the dump; null where its format says that it is. */
  readonly lacks: string | null;
}

/** What a dump tells of a cluster. */
export interface Dump {
  /** What the API server says of itself, such as `v1.31.2+k3s1`; null where the dump does not say. */
  readonly version: string | null;
  /** The only namespaces of which it tells; null: of all. */
  readonly namespaces: readonly string[] | null;
  readonly lists: readonly DumpList[];
  /** Whether the API server serves a kind; null where the dump does not say. Left out where it says it of none. */
  readonly serves?: (kind: Pick<ServedKind, 'group' | 'kind'>) => boolean | null;
  /** What is served, as far as the dump says so. */
  readonly served?: readonly ServedKind[];
  /** When it was taken, in RFC 3339, where it says so itself. */
  readonly takenAt?: string | null;
  /** Files of which nobody can tell what they hold. */
  readonly unreadable?: readonly string[];
  /** Objects that lost what an API server gives each (`metadata.uid`), as tools that clean manifests take it out: they are not read. */
  readonly cleaned?: readonly DumpList[];
}

/** A format of dumps. */
export interface DumpFormat {
  /** With its article, such as `a support bundle`. */
  readonly title: string;
  /** Where in the dump the format begins (`''`, or a path that ends with `/`); null where it is of another format. */
  readonly root: (paths: readonly string[]) => string | null;
  /** Reads the files below that root, whose paths have lost it. */
  readonly read: (files: DumpFiles) => Dump;
}

/** The files of a dump by their paths. */
export type DumpFiles = ReadonlyMap<string, DumpFile>;
