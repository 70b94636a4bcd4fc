import type { Running } from './running.ts';

/**
 * The namespace of an object that states none. It is nobody's default (`kubectl apply -n` decides), and no Kubernetes namespace can bear
 * this name.
 */
export const notStated = '(not stated)';

/** The name of what bears none, such as a file that configures a component. No object can bear it. */
export const noName = '(no name)';

/** Where an object was read from, so that evidence can point at it. */
export interface Origin {
  /** The file's path as the user would type it; `-` for standard input; of an object of a cluster the path at which its API server gives it. */
  readonly file: string;
  /** The line on which the document starts, from 1. */
  readonly line: number;
  /** The document's number in its file, from 0. */
  readonly document: number;
  /** The way to it, when the document holds several: `['items', 3]` in a `List`, `[3]` in a bare list. */
  readonly within?: readonly (string | number)[];
  /** Which object of a cluster it is, and which state of it was read; left out for what stands in a file. */
  readonly api?: { readonly uid: string; readonly resourceVersion: string };
}

/** What every object of an estate has. */
export interface Identified {
  readonly noun: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** `''` for cluster-scoped objects, `notStated` when the object names none. */
  readonly namespace: string;
  readonly name: string;
  /** Where no supported Kubernetes serves the API that it is written in: since which minor, and what to write instead (null: nothing). */
  readonly unserved?: { readonly removedIn: string; readonly instead: string | null };
  /** What tells apart several things that one object declares, such as the platform tools of a pod; left out where it declares one. */
  readonly part?: string;
  /** How it works, as the API server of its cluster says; left out for what stands in a file, and where its state does not tell. */
  readonly running?: Running;
  /**
   * Who brought it into its cluster, as its marks tell: the identity of an object that does so, or `somebody`, who may do so from Git; left out where nothing
   * tells, and for what stands in a file.
   */
  readonly deliveredBy?: string;
  /** The names of all objects of its kind for which it speaks, its own among them; left out where it speaks for itself alone. */
  readonly standsFor?: readonly string[];
  /**
   * The clusters that GitOps objects bring it to, where those of a folder bring things to several (`clusters.ts`); left out where nothing says it, for then it
   * may be in any.
   */
  readonly clusters?: readonly string[];
  /** The places (folders) that hold this very object; the same content in two places is one object. See `place.ts`. */
  readonly places: readonly string[];
  readonly origin: Origin;
  /** Where else this very object stands, in the order of places and files; left out where it stands once. */
  readonly copies?: readonly Origin[];
}

/** Every document that holds this very object; at least one. */
export function originsOf({ origin, copies }: Pick<Identified, 'origin' | 'copies'>): readonly Origin[] {
  return copies ? [origin, ...copies] : [origin];
}

/** The group of an apiVersion; `''` for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What makes two objects the same object to an API server, whatever version of the API they are written in. */
export function identityOf(object: Pick<Identified, 'apiVersion' | 'kind' | 'namespace' | 'name' | 'part'>): string {
  const { apiVersion, kind, namespace, name, part } = object;
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}${part === undefined ? '' : `/${part}`}`;
}
