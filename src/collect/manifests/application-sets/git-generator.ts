import { posix } from 'node:path';
import type { Place } from '../../../estate/place.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { normalizedName } from '../go-template.ts';
import { repositoryOfArgo } from '../named-repository.ts';
import { onlyDocument } from '../text/only-document.ts';
import { matches, ofGitFiles, ofNewGlobs, ofOneStep, stepsOf, type Wildcards } from './match-path.ts';
import { fill, flat, isSaid, type Made, type Parameters, type SetOptions, type Untold } from './set-parameters.ts';

/** What the folders or files of a repository stand for, one by one. */
export function ofGit(git: Raw, set: SetOptions): Made {
  const { directories, files, values, pathParamPrefix } = git;
  const whyNot = set.repository.own.whyNot(repositoryOfArgo(git));
  if (whyNot !== null) return { untold: `its Git generator looks into ${whyNot}`, isAnywhere: true };
  const prefix = typeof pathParamPrefix === 'string' ? pathParamPrefix : '';
  const made = isSaid(directories) ? ofFolders(directories, prefix, set) : ofFiles(files, prefix, set);
  if ('untold' in made || !isRaw(values)) return made;
  const all = made.map((parameters) => {
    const own = fill(values, parameters, set);
    if (!isRaw(own)) return null;
    return { ...parameters, ...(set.isGo ? { values: own } : flat({ values: own })) };
  });
  return all.includes(null) ? { untold: 'the values of a generator are not understood' } : (all as Parameters[]);
}

interface Patterns {
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

function patternsOf(listed: unknown): Patterns | null {
  if (!Array.isArray(listed) || listed.length === 0) return null;
  const named = listed.filter(isRaw).filter(({ path }) => typeof path === 'string');
  if (named.length < listed.length) return null;
  const of = (isLeft: boolean): string[] =>
    named.filter((one) => (one['exclude'] === true) === isLeft).map((one) => String(one['path']));
  const patterns = { taken: of(false), left: of(true) };
  // Every repository has folders at its root: nothing says that it is this one.
  return patterns.taken.some((pattern) => /[*?[]/.test(stepsOf(pattern)[0] ?? '*')) ? null : patterns;
}

const ofAnyRepository: Untold = {
  untold: 'its Git generator names no folder of its repository, and any repository has some at its root',
};

function ofFolders(directories: unknown, prefix: string, { repository, isGo }: SetOptions): Made {
  const patterns = patternsOf(directories);
  if (patterns === null) return ofAnyRepository;
  const { taken, left } = patterns;
  return [...repository.folders]
    .filter((folder) => folder !== '' && !folder.split('/').some((step) => step.startsWith('.')))
    .filter((folder) => taken.some((pattern) => matches(folder, pattern, ofOneStep)))
    .filter((folder) => !left.some((pattern) => matches(folder, pattern, ofOneStep)))
    .toSorted()
    .map((folder) => pathParameters(folder, null, prefix, isGo));
}

function ofFiles(files: unknown, prefix: string, { repository, isGo }: SetOptions): Made {
  const patterns = patternsOf(files);
  if (patterns === null) return ofAnyRepository;
  const { taken, left } = patterns;
  const among = (wildcards: Wildcards): string[] =>
    repository.files
      .filter((file) => taken.some((pattern) => matches(file, pattern, wildcards)))
      .filter((file) => !left.some((pattern) => matches(file, pattern, wildcards)))
      .toSorted();
  const found = among(ofGitFiles);
  const other = among(ofNewGlobs);
  if (found.length === 0) return { untold: `${taken.join(', ')} is no file of the folder` };
  // How far `*` reaches is a setting of the controller.
  const only = [...found, ...other].find((file) => !other.includes(file) || !found.includes(file));
  if (only !== undefined)
    return { untold: `whether ${taken.join(', ')} stands for ${only}, too, is a setting of the controller` };
  const all = found.flatMap((file): (Parameters | null)[] => {
    const text = repository.textOf(file);
    const content = text === null ? null : (onlyDocument(text) ?? (text.trim() === '' ? {} : null));
    const objects: unknown[] = Array.isArray(content) ? content : [content];
    if (!objects.every(isRaw)) return [null];
    return objects.map((one) => ({
      ...(isGo ? one : textsOf(flat(one))),
      ...pathParameters(posix.dirname(file), posix.basename(file), prefix, isGo),
    }));
  });
  const unread = found[all.indexOf(null)];
  return all.includes(null)
    ? { untold: `${unread ?? 'a file'} holds no object, and no list of objects` }
    : (all as Parameters[]);
}

/** As texts; what is none and cannot be one stays as it is, and stands for nothing. */
function textsOf(parameters: Parameters): Parameters {
  const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
  return Object.fromEntries(
    Object.entries(parameters).map(([key, one]) => [key, isPlain(one) ? String(one as number) : one]),
  );
}

function pathParameters(path: Place, filename: string | null, prefix: string, isGo: boolean): Parameters {
  const basename = posix.basename(path);
  const about: Parameters = {
    path,
    basename,
    basenameNormalized: normalizedName(basename),
    ...(filename === null ? {} : { filename, filenameNormalized: normalizedName(filename) }),
  };
  const segments = path.split('/');
  if (isGo) {
    const whole = { path: { ...about, segments } };
    return prefix === '' ? whole : { [prefix]: whole };
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  return Object.fromEntries([
    ...Object.entries(about).map(([key, one]) => [key === 'path' ? name : `${name}.${key}`, one]),
    ...segments.map((step, index) => [`${name}[${index}]`, step]),
  ]) as Parameters;
}
