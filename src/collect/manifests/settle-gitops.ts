import { inCluster } from '../../estate/clusters.ts';
import { identityOf } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { isPlaceholder } from '../objects/scope.ts';
import { type Application, applicationsOf } from './applications.ts';
import { calledClusters, type SentTo } from './called-clusters.ts';
import type { GivenRepository } from './folder-index.ts';
import type { GitopsSource } from './gitops-sources.ts';
import { hubsAmong } from './hubs-among.ts';
import { type FilePatterns, matchesFiles } from './matches-files.ts';
import { plainJson } from './plain-json.ts';

/** What becomes of GitOps objects once all places of a folder are known. */
export interface SettledGitops<T> {
  /** Those that bring what is not in the folder. */
  readonly missing: readonly Missing<T>[];
  /**
   * The namespaces that objects of a place get which state none: of several GitOps objects that apply it, each makes its own. null among them: one that
   * gives none. Empty where nothing applies the place, or none that does takes the file; without a file null stands for those that are not taken.
   */
  readonly namespacesFor: (place: Place, file?: string) => readonly (string | null)[];
  /**
   * The clusters that objects of a place go to, in a namespace that GitOps objects give them (left out: whatever these give). Empty where nothing applies
   * them; null among them: one that is not known.
   */
  readonly clustersFor: (place: Place, file: string, given?: string | null) => readonly (string | null)[];
  /** Places of GitOps objects that fill their own cluster, which nothing else brings: they are taken to be in one. */
  readonly takenForOne: readonly Place[];
}

/** A GitOps object that brings what is not in the folder. */
export interface Missing<T> {
  readonly one: T;
  /** The folder that it applies if its repository begins at a folder above the object; null without one. Only a guess, so nothing is read there. */
  readonly alike: Place | null;
  /** Why it cannot be told what a set of applications makes; null where it can, or is no set. */
  readonly untold: string | null;
  /** From which other repository it comes, in words; null where it does not, or that says nothing more. */
  readonly comesFrom: string | null;
}

/** Where GitOps objects look for what they apply. */
export interface GivenFolder {
  /** The path in its repository of what was given: GitOps objects count from the repository's root. */
  readonly repositoryPath: string;
  /** The files that were given, by their paths in what was given. */
  readonly files: readonly string[];
  readonly textOf: GivenRepository['textOf'];
  readonly own: GivenRepository['own'];
}

interface Gitops {
  readonly source: GitopsSource;
  readonly where: { readonly place: Place };
  readonly raw: Raw;
  /** Whether it is applied otherwise than it stands: where its objects land is then not known. */
  readonly isAltered?: boolean;
}

/**
 * Settles GitOps objects: one whose folders all lie in what was given brings nothing that was not read there, and gives its namespace; any other
 * brings what nobody saw. `rendered`: where that goes which was rendered for a GitOps object, by place.
 */
export function settleGitops<T extends Gitops>(
  found: readonly T[],
  places: ReadonlySet<Place>,
  given: GivenFolder,
  rendered: ReadonlyMap<Place, SentTo> = new Map(),
): SettledGitops<T> {
  const { repositoryPath } = given;
  const missing: Missing<T>[] = [];
  const exactly = new Map<Place, Taker[]>();
  const deep = new Map<Place, Taker[]>();
  const withFolders = foldersOf(places);

  const prefix = repositoryPath === '' ? '' : `${repositoryPath}/`;
  const repository: GivenRepository = {
    folders: [...withFolders].map((place) => `${prefix}${place}`),
    files: given.files.map((file) => `${prefix}${file}`),
    own: given.own,
    textOf: (file) => (file.startsWith(prefix) ? given.textOf(file.slice(prefix.length)) : null),
  };
  for (const { one, untold } of found.flatMap((each) => applied(each, repository))) {
    const folders = one.source.folders?.map((folder) => ({
      ...folder,
      place: placeInGiven(folder.place, repositoryPath),
    }));
    if (!folders?.every(({ place }) => place !== null && withFolders.has(place))) {
      missing.push({ one, alike: folderAlike(one.source, one.where.place, withFolders), untold, comesFrom: null });
      continue;
    }
    const [comesFrom] = one.source.repositories.flatMap((each) => given.own.whyNot(each, one.where.place) ?? []);
    if (comesFrom !== undefined) {
      missing.push({ one, alike: null, untold: null, comesFrom });
      continue;
    }
    const source = one.isAltered ? { ...one.source, namespace: null, cluster: null } : one.source;
    for (const { place, isDeep, takes = null } of folders) {
      const taker = {
        namespace: source.namespace,
        by: one.where.place,
        cluster: source.cluster,
        place: place as Place,
        takes,
      };
      add(exactly, place as Place, taker);
      if (isDeep) add(deep, place as Place, taker);
    }
  }

  function takersOf(place: Place): readonly Taker[] {
    return exactly.get(place) ?? foldersAbove(place).flatMap((above) => deep.get(above) ?? []);
  }

  function namespacesFor(place: Place, file?: string): readonly (string | null)[] {
    return [...new Set(takersOf(place).flatMap((taker) => givenBy(taker, place, file)))];
  }

  function clustersFor(place: Place, file: string, namespace?: string | null): readonly (string | null)[] {
    const own = rendered.get(place);
    if (own !== undefined) return called(own);
    const taking = takersOf(place).filter((taker) => {
      const [gives] = givenBy(taker, place, file);
      return gives !== undefined && (namespace === undefined || gives === namespace);
    });
    return [...new Set(taking.flatMap(called))];
  }

  const sendersOf = (place: Place): readonly SentTo[] => {
    const own = rendered.get(place);
    return own === undefined ? takersOf(place) : [own];
  };

  const hubsOf = hubsAmong(
    found.flatMap(({ source, where, raw }) => {
      const identity = identityOfRaw(raw);
      if (source.isChart || identity === null) return [];
      return [{ place: where.place, identity, content: plainJson(raw) }];
    }),
    (place) => [...new Set(sendersOf(place).flatMap(({ cluster, by }) => (cluster === inCluster ? [by] : [])))],
  );

  const called = calledClusters({ sendersOf, hubsOf });

  const ownsOf = [...[...exactly.values()].flat(), ...rendered.values()].flatMap(({ cluster, by }) => {
    const isTop = cluster === inCluster && sendersOf(by).every((one) => one.by === by);
    return isTop && called({ cluster, by }).includes(inCluster) ? [by] : [];
  });

  return { missing, namespacesFor, clustersFor, takenForOne: [...new Set(ownsOf)].toSorted() };
}

/** null where its name is still to be filled in, so that it is not one object but many. */
function identityOfRaw({ apiVersion, kind, metadata }: Raw): string | null {
  const { name, namespace } = isRaw(metadata) ? metadata : {};
  if (typeof name !== 'string' || name === '' || isPlaceholder(name)) return null;
  return identityOf({
    apiVersion: String(apiVersion),
    kind: String(kind),
    namespace: typeof namespace === 'string' ? namespace : '',
    name,
  });
}

/** A folder as a GitOps object applies it. */
interface Taker extends SentTo {
  readonly namespace: string | null;
  readonly place: Place;
  readonly takes: FilePatterns | null;
}

function givenBy({ namespace, place, takes }: Taker, of: Place, file: string | undefined): (string | null)[] {
  if (takes === null) return [namespace];
  if (file === undefined) return [namespace, null];
  const name = file.slice(file.lastIndexOf('/') + 1);
  const below = place === '' || of === place ? of.slice(place.length) : of.slice(place.length + 1);
  return matchesFiles(takes, below === '' ? name : `${below}/${name}`) ? [namespace] : [];
}

/** What a GitOps object applies, folder by folder, where all of it can be told; else the object as it is. */
function applied<T extends Gitops>(one: T, repository: GivenRepository): Pick<Missing<T>, 'one' | 'untold'>[] {
  const { source } = one;
  const applications = applicationsOf(one.raw, repository);
  if (applications === null) return [{ one, untold: null }];
  if ('untold' in applications) {
    const { untold, isAnywhere = false } = applications;
    return [{ one: isAnywhere ? { ...one, source: { ...source, folders: null } } : one, untold }];
  }
  return applications.map((each) => ({
    one: { ...one, source: { ...source, ...onlyOf(each, source, applications.length) } },
    untold: null,
  }));
}

function onlyOf(
  { folder, isDeep, takes, namespace, cluster, name, repository }: Application,
  { what }: GitopsSource,
  count: number,
): Partial<GitopsSource> {
  const isSet = what.startsWith('ApplicationSet');
  const [who = ''] = what.split(' applies ');
  return {
    what: isSet || count > 1 ? `${who} applies ${folder}${isSet ? ` as ${name}` : ''}` : what,
    folders: [{ place: folder, isDeep, takes }],
    repositories: [repository],
    namespace: namespace === null || /\{\{|\$\{/.test(namespace) ? null : namespace,
    cluster,
  };
}

/** A place of the repository as a place of what was given of it; null when it is not, or not only, in there. */
function placeInGiven(place: Place, repositoryPath: string): Place | null {
  if (repositoryPath === '' || place === repositoryPath) return repositoryPath === '' ? place : '';
  return place.startsWith(`${repositoryPath}/`) ? place.slice(repositoryPath.length + 1) : null;
}

/** Where the first folder of a source lies if all of them count from a folder at or above a place: the nearest such. */
function folderAlike({ folders }: GitopsSource, place: Place, withFolders: ReadonlySet<Place>): Place | null {
  const [first] = folders ?? [];
  if (!folders || !first) return null;
  const root = [...foldersAbove(place), place].findLast(
    (above) => above !== '' && folders.every((folder) => withFolders.has(`${above}/${folder.place}`)),
  );
  return root === undefined ? null : `${root}/${first.place}`;
}

function foldersAbove(place: Place): Place[] {
  const steps = place === '' ? [] : place.split('/');
  return steps.map((_step, index) => steps.slice(0, index).join('/'));
}

function foldersOf(places: ReadonlySet<Place>): Set<Place> {
  return new Set([...places].flatMap((place) => [place, ...foldersAbove(place)]));
}

function add(map: Map<Place, Taker[]>, place: Place, source: Taker): void {
  const known = map.get(place);
  if (known) known.push(source);
  else map.set(place, [source]);
}
