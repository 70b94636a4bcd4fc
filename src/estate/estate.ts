import type { FactName, Facts } from './facts.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './live-cluster.ts';
import type { Visibility } from './seen.ts';

/** One list of the estate, with how much of it was seen. */
export interface FactList<T> {
  readonly seen: Visibility;
  /** Sorted by namespace, kind, name, place, file and line: order of reading never shows. */
  readonly items: readonly T[];
}

/** A document that could not be read: it is listed, counted, and makes incomplete whatever it may have held. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Whether it is an object that can be read and is not valid: whoever takes it refuses it. Left out where it cannot be read. */
  readonly invalid?: true;
  /** What else the API server refuses the same object for, each where it stands; left out where that is all. */
  readonly also?: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** A field that the API server drops, or for which it refuses the object where it is asked to be strict: it configures nothing. */
export interface DroppedField {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Names the field and what may have been meant, never its value. */
  readonly message: string;
}

/** What no schema is kept of, and is judged by what is read of it. */
export interface WithoutSchema {
  readonly objects: number;
  /** Their kinds, each once. */
  readonly kinds: readonly string[];
}

/** A source in the folder that was recognised and not rendered. */
export interface UnreadSource {
  readonly file: string;
  /** `component`: of a kustomization that no other one uses, which makes nothing by itself. */
  readonly type: 'kustomization' | 'component' | 'chart' | 'gitops';
  readonly message: string;
}

/** Two differing objects of one identity in one folder: both count, and somebody should choose. */
export interface Conflict {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly files: readonly string[];
}

/** What `.gitignore` files left out, and nobody looked into. */
export interface Ignored {
  /** Files that bear the suffix of a manifest. */
  readonly files: number;
  readonly folders: number;
}

/** Which cluster was asked. */
export interface Cluster {
  /** Host and port of its API server. */
  readonly server: string;
  /** As the server says, such as `v1.37.2`; null where it did not say. */
  readonly version: string | null;
  /** The only namespaces that were asked for; null: all. */
  readonly namespaces: readonly string[] | null;
  /** Who makes and runs it; null: nothing tells. */
  readonly provider: Provider | null;
  /** The kinds that it serves and that were not read, as `group/kind`: no fact is made of them. */
  readonly kindsNotRead: readonly string[];
}

/** Everything that was seen of a platform, and of what was not: plain data that survives JSON. */
export interface Estate {
  readonly schema: 'kubecompass.estate/v1';
  /** The stable name of what was read: a hash over everything that was kept of it, whatever the order of reading. */
  readonly id: string;
  readonly source: 'manifests' | 'cluster' | 'snapshot';
  /** Which cluster it is; null for manifests. */
  readonly cluster: Cluster | null;
  /** RFC 3339; the only clock that verdicts know. */
  readonly collectedAt: string;
  /** It was collected at `collectedAt` or earlier, and not before this; left out where `collectedAt` is when it was. */
  readonly notBefore?: string;
  readonly facts: { readonly [Name in FactName]: FactList<Facts[Name]> };
  /** Kubernetes objects seen, each identity and variant once. */
  readonly objects: number;
  /** How many times more one of them stood there, saying the same. */
  readonly copies: number;
  readonly files: number;
  /** YAML and JSON documents that are no Kubernetes objects. */
  readonly otherDocuments: number;
  readonly ignored: Ignored;
  readonly unreadable: readonly Unreadable[];
  readonly dropped: readonly DroppedField[];
  readonly withoutSchema: WithoutSchema;
  readonly unreadSources: readonly UnreadSource[];
  readonly conflicts: readonly Conflict[];
  /** What was taken to be so without having been seen, in words. */
  readonly assumptions: readonly string[];
  /** What went wrong while collecting and is not tied to one document (an unreadable folder, a limit reached). */
  readonly gaps: readonly Gap[];
}
