import type { Place } from '../../estate/place.ts';
import { type Fields, isRaw, type Raw } from '../objects/fields.ts';

/** The repository from which a GitOps object takes a folder, as far as it says. */
export interface NamedRepository {
  /** Its address; null where an object holds it, or nothing does. */
  readonly url: string | null;
  /** The object of Flux that holds the address; null for none. `namespace` null: none is stated. */
  readonly held: { readonly kind: string; readonly name: string; readonly namespace: string | null } | null;
  /** Which revision of it, as that is written; '' for its default. null where an object holds it, or it is still to be filled in. */
  readonly revision: string | null;
}

/**
 * Which of the repositories that GitOps objects name is the folder, and in which of its revisions: of two at most one. A path of any other one is not looked
 * for in it.
 */
export interface OwnRepository {
  /** Why what comes from a repository is not read in the folder; completes "which comes from …". null where it is. `place`: where that is named. */
  readonly whyNot: (repository: NamedRepository, place?: Place) => string | null;
  /** What was taken to be so; none where it is known, or nothing is read by it. */
  readonly assumptions: readonly string[];
}

/** For texts of which no folder is known. */
export const anyRepository: OwnRepository = { whyNot: () => null, assumptions: [] };

/** The repository of a source of Argo CD, or of a generator that looks into Git. */
export function repositoryOfArgo(source: Raw): NamedRepository {
  const url = source['repoURL'];
  // Of the generators of sets it is `revision`.
  const revision = source['targetRevision'] ?? source['revision'] ?? '';
  return {
    url: typeof url === 'string' && url !== '' ? url : null,
    held: null,
    revision: typeof revision === 'string' && !/\{\{|\$\{/.test(revision) ? revision : null,
  };
}

/** The repository that a `sourceRef` of an object of Flux names. */
export function repositoryOfFlux(object: Fields, source: Fields): NamedRepository {
  const { metadata } = object.raw;
  const own = isRaw(metadata) && typeof metadata['namespace'] === 'string' ? metadata['namespace'] : null;
  const name = source.text('name');
  if (name === null) return { url: null, held: null, revision: null };
  const held = { kind: source.text('kind') ?? 'GitRepository', name, namespace: source.text('namespace') ?? own };
  return { url: null, held, revision: null };
}
