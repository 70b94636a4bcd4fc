/**
 * Why something could not be seen. `not-collected`: nobody looked or nothing here can see it; `not-installed`: the platform has no such
 * thing to ask; the other four are failures of a question that was asked.
 */
export type GapKind = 'forbidden' | 'not-installed' | 'unreachable' | 'not-collected' | 'malformed' | 'stale';

/**
 * What an engineer can bring so that the unseen thing is seen: a policy file, the Namespace objects, the namespace written into the manifests, a
 * field of them written so that it can be read, the output of a renderer, the repository that something is fetched from, the target of a link as a
 * path of its own, files that can be read, the running platform itself.
 */
export type Supply =
  | 'policy-file'
  | 'namespaces'
  | 'stated-namespace'
  | 'corrected-manifest'
  | 'rendering'
  | 'other-repository'
  | 'named-path'
  | 'readable-files'
  | 'running-platform';

/** Something that was not seen, as a value: never an empty list, never an exception. */
export interface Gap {
  readonly gap: GapKind;
  /** One sentence an engineer can act on. Never holds values read from a Secret. */
  readonly detail: string;
  /** The place (folder) in which the unseen thing lies, when it is known; see `place.ts`. */
  readonly place?: string;
  /** True when the unseen thing lies outside of what was given (another repository): it cannot be a variant of what was. */
  readonly elsewhere?: true;
  /** True when the unseen thing is no part of the cluster that was asked: where that itself is judged, nothing waits for it. */
  readonly beyondCluster?: true;
  /** The Secret in which the unseen thing would keep what it makes, where that can be told: it has no say over any other. */
  readonly keptIn?: string;
  /** Left out where nothing that this version takes in would show it. */
  readonly suppliedBy?: Supply;
  /** What is known of the unseen thing, so that its tier can be told: it is of no other. Left out where nobody can say what it is. */
  readonly of?: { readonly namespace: string; readonly tierLabel: string | null; readonly places: readonly string[] };
}

/** Makes a gap. */
export function gap(kind: GapKind, detail: string, place?: string): Gap {
  return place === undefined ? { gap: kind, detail } : { gap: kind, detail, place };
}

/** Makes the gap of something that lies outside of what was given. */
export function elsewhere(detail: string, suppliedBy?: Supply): Gap {
  return { gap: 'not-collected', detail, elsewhere: true, ...(suppliedBy ? { suppliedBy } : {}) };
}

/** The gap of something that is declared well, and of which only the running platform shows that it works; `proof` is the command that would. */
export function notSeenToRun(what: string, proof: string | null = null): Gap {
  const shown = proof === null ? '' : `; \`${proof}\` shows it`;
  return elsewhere(`${what} is declared, not yet seen to run${shown}`, 'running-platform');
}

/** The same gap, with what would supply the unseen thing. */
export function supplied(one: Gap, suppliedBy: Supply): Gap {
  return { ...one, suppliedBy };
}

/** Tells a gap from a value. */
export function isGap(value: unknown): value is Gap {
  return typeof value === 'object' && value !== null && 'gap' in value && 'detail' in value;
}

/** The gap of something that is declared, and does nothing before somebody tells it to. */
export function waitsToBeTold(what: string, field: string): Gap {
  return elsewhere(`${what} runs only when somebody tells it to (${field}), and not by itself`, 'running-platform');
}
