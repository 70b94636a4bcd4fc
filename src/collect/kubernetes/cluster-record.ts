import type { CredentialCarrier } from '../../estate/credential.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Raw } from '../objects/fields.ts';

/** A kind that an API server serves. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Its name in a path, such as `deployments`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
}

/** A list that was asked for: one kind in one namespace, or (null) in all. */
export interface KindList extends ServedKind {
  readonly namespace: string | null;
}

/** Which cluster was asked, and when. */
export interface ClusterRecord {
  readonly record: 'cluster';
  /** Host and port; never a credential. */
  readonly server: string;
  /** What `/version` says of the server, such as `v1.37.2`; null where it did not say. */
  readonly version: string | null;
  /** RFC 3339. */
  readonly collectedAt: string;
  /** The only namespaces that were asked for; null: all. */
  readonly namespaces: readonly string[] | null;
}

/** What an API server serves. `gaps` by group: those of which it could not tell. */
export interface KindsRecord {
  readonly record: 'kinds';
  readonly kinds: readonly ServedKind[];
  readonly gaps: readonly { readonly group: string | null; readonly gap: Gap }[];
}

/** One page of a list: objects without what nobody may see (see reduceObject), and the credentials that stood in them. */
export interface PageRecord {
  readonly record: 'page';
  readonly list: KindList;
  readonly objects: readonly Raw[];
  readonly carriers: readonly CredentialCarrier[];
}

/** A list begins anew, because the server forgot its place: what was told of it counts no more. */
export interface AgainRecord {
  readonly record: 'again';
  readonly list: KindList;
}

/** The end of a list: `gap` where it is not whole. */
export interface EndRecord {
  readonly record: 'end';
  readonly list: KindList;
  readonly gap: Gap | null;
}

/** What is told of a cluster, one after the other; a snapshot is these, line by line. */
export type Recorded = ClusterRecord | KindsRecord | PageRecord | AgainRecord | EndRecord;
