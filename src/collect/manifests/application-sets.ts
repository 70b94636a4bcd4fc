import { posix } from 'node:path';
import type { Place } from '../../estate/place.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { plainJson } from './plain-json.ts';

/** What stands for a name in the template of a set. */
type Parameters = Readonly<Record<string, unknown>>;

/**
 * The Applications that an ApplicationSet makes in a repository with such `folders`, from lists and from folders in Git; null where another generator is
 * at work, or where something in its template cannot be told.
 */
export function expandApplicationSet(spec: Raw, folders: readonly Place[]): readonly Raw[] | null {
  const { template, generators } = spec;
  if (!isRaw(template) || !Array.isArray(generators) || generators.length === 0) return null;
  if (spec['templatePatch'] !== undefined) return null;
  const isGo = spec['goTemplate'] === true;
  const parameters = generators.map((one) => (isRaw(one) ? parametersOf(one, folders, isGo) : null));
  if (parameters.includes(null)) return null;
  const made = parameters.flatMap((all) => all ?? []).map((each) => fill(template, each, isGo));
  // What is still to be filled in would have been something else.
  return made.some((one) => plainJson(one).includes('{{')) ? null : (made as Raw[]);
}

function parametersOf(generator: Raw, folders: readonly Place[], isGo: boolean): readonly Parameters[] | null {
  const { list, git, ...others } = generator;
  if (Object.keys(others).length > 0) return null;
  if (isRaw(list) && git === undefined) return ofList(list, isGo);
  return isRaw(git) && list === undefined ? ofFolders(git, folders, isGo) : null;
}

function ofList({ elements, elementsYaml, template }: Raw, isGo: boolean): readonly Parameters[] | null {
  if (elementsYaml !== undefined || template !== undefined || !Array.isArray(elements)) return null;
  return elements.every(isRaw) ? elements.map((one) => (isGo ? one : flat(one))) : null;
}

/** `{a: {b: c}}` → `{'a.b': 'c'}`: without Go templates `values` is the only object that a list may hold. */
function flat(element: Raw): Parameters {
  return Object.fromEntries(
    Object.entries(element).flatMap(([key, value]) =>
      isRaw(value) ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one]) : [[key, value]],
    ),
  );
}

function ofFolders(git: Raw, folders: readonly Place[], isGo: boolean): readonly Parameters[] | null {
  const { directories, values, files, pathParamPrefix, template } = git;
  if ([values, files, pathParamPrefix, template].some((one) => one !== undefined)) return null;
  if (!Array.isArray(directories)) return null;
  const named = directories.filter(isRaw).filter(({ path }) => typeof path === 'string');
  if (named.length < directories.length) return null;
  const taken = named.filter((one) => one['exclude'] !== true).map((one) => String(one['path']));
  const left = named.filter((one) => one['exclude'] === true).map((one) => String(one['path']));
  // Every repository has folders at its root: nothing says that it is this one.
  if (taken.some((pattern) => /[*?[]/.test(stepsOf(pattern)[0] ?? '*'))) return null;
  return folders
    .filter((folder) => folder !== '' && !folder.split('/').some((step) => step.startsWith('.')))
    .filter((folder) => taken.some((pattern) => matches(folder, pattern)))
    .filter((folder) => !left.some((pattern) => matches(folder, pattern)))
    .toSorted()
    .map((folder) => (isGo ? { path: pathOf(folder) } : flatPathOf(folder)));
}

function pathOf(folder: Place): Parameters {
  const basename = posix.basename(folder);
  return { path: folder, basename, basenameNormalized: normalized(basename), segments: folder.split('/') };
}

function flatPathOf(folder: Place): Parameters {
  const { path, basename, basenameNormalized } = pathOf(folder);
  return {
    path,
    'path.basename': basename,
    'path.basenameNormalized': basenameNormalized,
    ...Object.fromEntries(folder.split('/').map((step, index) => [`path[${index}]`, step])),
  };
}

function normalized(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}

/** As Go's path.Match: `*` is anything of one step, `?` one letter of it. */
function matches(folder: Place, pattern: string): boolean {
  const expression = stepsOf(pattern)
    .join('/')
    .replaceAll(/[.+^$(){}|\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  try {
    return new RegExp(`^${expression}$`).test(folder);
  } catch {
    return false;
  }
}

/** Fills in what is known; what is not stays as it is. */
function fill(value: unknown, parameters: Parameters, isGo: boolean): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\{\{-?\s*([^{}]*?)\s*-?\}\}/g, (all, name: string) => {
      const found = isGo ? goValue(name, parameters) : parameters[name];
      return ['string', 'number', 'boolean', 'bigint'].includes(typeof found) ? String(found) : all;
    });
  if (Array.isArray(value)) return value.map((one) => fill(one, parameters, isGo));
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, parameters, isGo)]));
}

/** `.path.basename`, `index .path.segments 1`: the names that templates use; undefined for all else. */
function goValue(text: string, parameters: Parameters): unknown {
  const [, chain, index] = /^(?:index\s+)?((?:\.\w+)+)(?:\s+(\d+))?$/.exec(text) ?? [];
  if (chain === undefined || text.startsWith('index') !== (index !== undefined)) return undefined;
  const found = chain
    .slice(1)
    .split('.')
    .reduce<unknown>((at, step) => (isRaw(at) && Object.hasOwn(at, step) ? at[step] : undefined), parameters);
  if (index === undefined) return found;
  return Array.isArray(found) ? found[Number(index)] : undefined;
}
