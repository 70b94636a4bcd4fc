import { posix } from 'node:path';
import { groupOf } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { expandApplicationSet } from './application-sets/expand-application-set.ts';
import { givenRepository, type GivenRepository } from './folder-index.ts';
import { gitopsMarks, isGitopsKind } from './gitops-sources.ts';
import type { GitHead } from './git-head.ts';
import type { FoundFile } from './list-files.ts';
import type { OpenInput } from './open-input.ts';
import {
  anyRepository,
  type NamedRepository,
  type OwnRepository,
  repositoryOfArgo,
  repositoryOfFlux,
} from './named-repository.ts';
import { ownRevision } from './own-revision.ts';
import { repositoryAddress, repositoryName } from './repository-address.ts';
import { readDocuments } from './text/read-documents.ts';
import { unfoldList } from './unfold-list.ts';

/** A text and where it stands. */
export interface PlacedText {
  readonly place: Place;
  readonly text: string;
}

interface Placed {
  readonly place: Place;
  readonly raw: Raw;
}

/** What says which repository a folder is. */
interface RepositorySigns {
  /** Objects of GitOps in the folder, and those of Flux that hold addresses. */
  readonly objects: readonly Placed[];
  readonly given: Omit<GivenRepository, 'own'>;
  /** The addresses of its remotes. */
  readonly remotes: readonly string[];
  readonly head: GitHead;
  /** The address that the policy file declares; null for none. */
  readonly declared: string | null;
}

const howToSay = '`repository:` in the policy file says which repository the folder is';

/**
 * Decides it: by what is declared, else by the remotes of Git, else it is the one that more GitOps objects than any other name with a path that lies in
 * the folder. What is named by an object that is not in the folder, or stands for something else, can be any.
 */
function ownRepository({ objects, given, remotes, head, declared }: RepositorySigns): OwnRepository {
  const tell = tellAddresses(objects.map(({ raw }) => raw));
  const folders = new Set(given.folders);
  const known = declared === null ? remotes : [declared];
  const addresses = new Set(known.map(repositoryAddress));
  const named = objects.map(({ raw, place }) => sourcesOf(raw, given).map((one) => ({ ...one, at: place })));
  const isCertain = named.flat().some(({ repository }) => addresses.has(tell(repository).key));
  const shownKnown = known.map((url) => withoutUrlCredentials(url)).join(', ');

  const votes = new Map<string, { told: Told; count: number }>();
  let total = 0;
  for (const sources of named) {
    const own = sources.filter(({ path }) => mayLieIn(path, folders)).map(({ repository }) => tell(repository));
    const one = new Map(own.map((told) => [told.key, told]));
    if (one.size > 0) total += 1;
    for (const [key, told] of one) votes.set(key, { told, count: (votes.get(key)?.count ?? 0) + 1 });
  }

  const whyOther = ({ shown, isAddress }: Told, why: string): string =>
    isAddress ? `${shown}, and ${why}` : `${shown}, whose address is not known here, and ${why}`;
  if (declared !== null || isCertain) {
    const isOwn = ({ key }: Told): boolean => addresses.has(key);
    return within(isOwn, shownKnown, null, (told) => whyOther(told, `this folder is ${shownKnown}`));
  }

  const names = new Set([...addresses].map(repositoryName));
  const isAlike = ({ key, isAddress }: Told): boolean =>
    !isAddress || known.length === 0 || names.has(repositoryName(key));
  const candidates = [...votes.values()].filter(({ told }) => isAlike(told)).toSorted((a, b) => b.count - a.count);
  const [first, second] = candidates;
  const taken = first && first.count > (second?.count ?? 0) ? first : null;
  const why = ({ key }: Told): string => {
    if (taken) return `this folder is taken to be ${taken.told.shown}`;
    const other = first?.told.key === key ? second : first;
    if (other) return `whether this folder is that or ${other.told.shown}, nothing says (${howToSay})`;
    if (known.length > 0) return `the remote of this folder is ${shownKnown} (${howToSay})`;
    return `nothing says that this folder is that repository (${howToSay})`;
  };
  return within(
    ({ key }) => key === taken?.told.key,
    taken?.told.shown ?? '',
    taken ? sayTaken(taken, total, known.length === 0 ? null : shownKnown) : null,
    (told) => whyOther(told, why(told)),
  );

  /** Tells what is own by its repository, and then by its revision. */
  function within(
    isOwn: (told: Told) => boolean,
    shown: string,
    assumption: string | null,
    sayOther: (told: Told) => string,
  ): OwnRepository {
    const revisionOf = tellRevisions(objects);
    const ofOwn = named.flat().filter(({ repository }) => isOwn(tell(repository)));
    const revision = ownRevision(
      ofOwn.flatMap(({ repository, at }) => revisionOf(repository, at) ?? []),
      head,
    );
    return {
      assumptions: [assumption, revision.assumption?.(shown) ?? null].filter((one) => one !== null),
      whyNot(repository, place = '') {
        const told = tell(repository);
        if (!isOwn(told)) return sayOther(told);
        return revision.whyNot(revisionOf(repository, place));
      },
    };
  }
}

function sayTaken({ told, count }: { told: Told; count: number }, total: number, remote: string | null): string {
  const { shown, isAddress } = told;
  const many =
    count === total
      ? total === 1
        ? 'the one GitOps object names'
        : 'all GitOps objects name'
      : `${count} of ${total} GitOps objects name`;
  const why =
    remote === null
      ? 'no remote of Git says so'
      : isAddress
        ? `its remote ${remote} is another of the same name`
        : `its remote is ${remote}`;
  return `the folder is ${shown}, which ${many} (${why}; ${howToSay})`;
}

/** A repository as it is compared and shown. */
interface Told {
  readonly key: string;
  readonly shown: string;
  /** Whether its address is known. */
  readonly isAddress: boolean;
}

/** Tells the address of repositories, also where an object of Flux holds it. */
function tellAddresses(objects: readonly Raw[]): (repository: NamedRepository) => Told {
  const held = objects.flatMap((raw) => heldAddress(raw) ?? []);
  return ({ url, held: by }) => {
    const own = by === null ? url : urlOf(held, by);
    if (own !== null && !/\{\{|\$\{/.test(own))
      return { key: repositoryAddress(own), shown: withoutUrlCredentials(own), isAddress: true };
    if (by !== null && own === null) {
      const shown = `the repository of ${by.kind} ${by.name}`;
      return { key: ` ${shown}`, shown, isAddress: false };
    }
    const shown = own === null ? 'a repository that is not named' : withoutUrlCredentials(own);
    return { key: ` ${shown}`, shown, isAddress: false };
  };
}

interface HeldAddress {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly url: string;
}

function heldAddress({ apiVersion, kind, metadata, spec }: Raw): HeldAddress | null {
  if (typeof apiVersion !== 'string' || groupOf(apiVersion) !== 'source.toolkit.fluxcd.io') return null;
  if (typeof kind !== 'string' || !isRaw(metadata) || !isRaw(spec)) return null;
  const { name, namespace } = metadata;
  const { url, endpoint, bucketName } = spec;
  const address =
    typeof url === 'string' ? url : typeof endpoint === 'string' ? `${endpoint}/${String(bucketName)}` : null;
  if (typeof name !== 'string' || address === null) return null;
  return { kind, name, namespace: typeof namespace === 'string' ? namespace : null, url: address };
}

/** null where none is in the folder, or several of the name hold different addresses. */
function urlOf(all: readonly HeldAddress[], held: NonNullable<NamedRepository['held']>): string | null {
  const [first, ...others] = new Set(meantBy(held, all).map(({ url }) => url));
  return first !== undefined && others.length === 0 ? first : null;
}

/** Those that an object may mean by a name. */
function meantBy<T extends Omit<HeldAddress, 'url'>>(
  { kind, name, namespace }: NonNullable<NamedRepository['held']>,
  all: readonly T[],
): readonly T[] {
  const alike = all.filter((one) => one.kind === kind && one.name === name);
  const own = alike.filter((one) => one.namespace !== null && one.namespace === namespace);
  // A kustomization may give its namespace to what states none.
  return own.length > 0 ? own : alike.filter((one) => one.namespace === null || namespace === null);
}

/** Tells which revisions an object may mean: of Flux those of the nearest objects that hold them, for each cluster may have its own. */
function tellRevisions(objects: readonly Placed[]): (repository: NamedRepository, place: Place) => readonly string[] {
  const held = objects.flatMap(({ raw, place }) => {
    const address = heldAddress(raw);
    return address?.kind === 'GitRepository' ? [{ ...address, place, revision: revisionAt(raw['spec']) }] : [];
  });
  return ({ held: by, revision }, place) => {
    if (by === null) return revision === null ? [] : [revision];
    const meant = meantBy(by, held);
    const nearest = Math.max(...meant.map((one) => sharedSteps(one.place, place)));
    const all = meant.filter((one) => sharedSteps(one.place, place) === nearest);
    return [...new Set(all.flatMap((one) => one.revision ?? []))];
  };
}

/** What a GitRepository checks out; '' for the default, null where it is still to be filled in. What comes first counts (Flux, GitRepositoryRef). */
function revisionAt(spec: unknown): string | null {
  const ref = isRaw(spec) && isRaw(spec['ref']) ? spec['ref'] : {};
  const said = ['commit', 'name', 'semver', 'tag', 'branch']
    .map((key) => ref[key])
    .find((one) => typeof one === 'string' && one !== '');
  const revision = typeof said === 'string' ? said : '';
  return /\$\{/.test(revision) ? null : revision;
}

/** How many folders two places share, from the root on. */
function sharedSteps(one: Place, other: Place): number {
  const [a, b] = [one.split('/'), other.split('/')];
  const differing = a.findIndex((step, index) => step !== b[index]);
  return differing < 0 ? a.length : differing;
}

interface NamedSource {
  readonly repository: NamedRepository;
  /** null where it takes no folder. */
  readonly path: string | null;
}

/** From where an object takes folders. */
function sourcesOf(raw: Raw, given: Omit<GivenRepository, 'own'>): NamedSource[] {
  try {
    const object = new Fields(raw);
    const spec = object.objectOrEmpty('spec');
    switch (raw['kind']) {
      case 'Kustomization':
        return [{ repository: repositoryOfFlux(object, spec.objectOrEmpty('sourceRef')), path: spec.text('path') }];
      case 'HelmRelease': {
        const chart = spec.objectOrEmpty('chart').objectOrEmpty('spec');
        const source = chart.objectOrEmpty('sourceRef');
        if (!['GitRepository', 'Bucket'].includes(source.text('kind') ?? '')) return [];
        return [{ repository: repositoryOfFlux(object, source), path: chart.text('chart') }];
      }
      case 'Application':
        return ofArgo(spec.raw);
      case 'ApplicationSet': {
        const made = expandApplicationSet(spec.raw, { ...given, own: anyRepository });
        const template = spec.objectOrEmpty('template').raw;
        const applications = 'untold' in made ? [template] : made;
        return [
          ...applications.flatMap((one) => (isRaw(one['spec']) ? ofArgo(one['spec']) : [])),
          ...ofGenerators(spec.list('generators')),
        ];
      }
      default:
        return [];
    }
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return [];
  }
}

function ofArgo({ source, sources }: Raw): NamedSource[] {
  const all: readonly unknown[] = Array.isArray(sources) ? sources : [source];
  return all
    .filter(isRaw)
    .filter(({ chart }) => chart === undefined)
    .map((one) => ({ repository: repositoryOfArgo(one), path: typeof one['path'] === 'string' ? one['path'] : null }));
}

/** Generators that look into Git, also inside of others. */
function ofGenerators(generators: readonly unknown[]): NamedSource[] {
  return generators.filter(isRaw).flatMap((generator): NamedSource[] => {
    const { git, matrix, merge } = generator;
    const inner = [matrix, merge]
      .filter(isRaw)
      .flatMap((one) => (Array.isArray(one['generators']) ? (one['generators'] as unknown[]) : []));
    const own = isRaw(git)
      ? [git['directories'], git['files']].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []))
      : [];
    return [
      ...own.filter(isRaw).map(({ path }) => ({
        repository: repositoryOfArgo(git as Raw),
        path: typeof path === 'string' ? path.replace(/\.(?:ya?ml|json)$/, '*') : null,
      })),
      ...ofGenerators(inner),
    ];
  });
}

/** Whether a path can be one of the folder, as far as it can be told; the root of its repository, which any has, says nothing. */
function mayLieIn(path: string | null, folders: ReadonlySet<string>): boolean {
  if (path === null) return false;
  const open = path.search(/\{\{|\$\{|[*?[]/);
  const literal = open < 0 ? path : path.slice(0, open).replace(/[^/]*$/, '');
  const place = posix.normalize(literal.replace(/^\/+/, '')).replace(/\/+$/, '');
  if (place === '' || place === '.') return open >= 0;
  return folders.has(place);
}

/** The objects in a text that say from which repository something comes, and those that hold addresses. */
function repositorySigns({ place, text }: PlacedText): readonly Placed[] {
  if (!gitopsMarks.some((mark) => text.includes(mark))) return [];
  return readDocuments(text)
    .flatMap(({ value }) => unfoldList(value)?.map((item) => item.value) ?? [value])
    .filter(isRaw)
    .filter(({ kind, apiVersion }) => {
      if (typeof kind !== 'string' || typeof apiVersion !== 'string') return false;
      return groupOf(apiVersion) === 'source.toolkit.fluxcd.io' || isGitopsKind(kind, apiVersion);
    })
    .map((raw) => ({ place, raw }));
}

/** Which repository an input is, by its files, the texts that were rendered of them, and what is declared. */
export function ownRepositoryOf(
  input: OpenInput,
  rendered: readonly PlacedText[],
  declared: string | null,
): OwnRepository {
  const { files, repositoryPath, remotes, head } = input;
  const textOf = (file: FoundFile): string | null => input.textOf(file);
  const texts = files
    .filter((file) => input.marksOf(file).appliesSources)
    .map((file) => ({ place: file.place, text: textOf(file) ?? '' }));
  return ownRepository({
    objects: [...texts, ...rendered].flatMap(repositorySigns),
    given: givenRepository({ files, repositoryPath, textOf, own: anyRepository }),
    remotes,
    head,
    declared,
  });
}
