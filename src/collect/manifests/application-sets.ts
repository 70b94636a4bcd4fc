import { posix } from 'node:path';
import type { Place } from '../../estate/place.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { fillGoTemplate, normalizedName } from './go-template.ts';
import { plainJson } from './plain-json.ts';
import { onlyDocument } from './text/only-document.ts';

/** What was given of a repository; all paths count from its root. */
export interface GivenRepository {
  readonly folders: Iterable<Place>;
  readonly files: readonly string[];
  /** null where a file cannot be read. */
  readonly textOf: (file: string) => string | null;
}

/** Why it cannot be told which Applications a set makes; completes "which Applications it makes cannot be told: …". */
export interface Untold {
  readonly untold: string;
  /** Whether a folder that its template names may be one of another repository, or none that is applied: what is not known may say so. */
  readonly isAnywhere?: true;
}

/** What stands for a name in the template of a set. */
type Parameters = Readonly<Record<string, unknown>>;

interface Set {
  readonly repository: GivenRepository;
  readonly isGo: boolean;
  readonly isStrict: boolean;
  readonly takesNestedSelectors: boolean;
}

/**
 * The Applications that an ApplicationSet makes in a repository: from lists, from folders and files in Git, and from what matrix and merge make of
 * these.
 */
export function expandApplicationSet(spec: Raw, repository: GivenRepository): readonly Raw[] | Untold {
  const made = expand(spec, repository);
  return 'untold' in made && saysElsewhere(spec) ? { ...made, isAnywhere: true } : made;
}

/** Whether what is filled in says which repository or revision a template means, or what a patch makes of it. */
function saysElsewhere({ template, templatePatch }: Raw): boolean {
  const inner = isRaw(template) && isRaw(template['spec']) ? template['spec'] : {};
  const sources = [inner['source'], ...(Array.isArray(inner['sources']) ? (inner['sources'] as unknown[]) : [])];
  return (
    isSaid(templatePatch) ||
    sources.filter(isRaw).some((one) => /\{\{/.test(`${String(one['repoURL'])} ${String(one['targetRevision'])}`))
  );
}

function expand(spec: Raw, repository: GivenRepository): readonly Raw[] | Untold {
  const { template, generators, templatePatch } = spec;
  if (!isRaw(template) || !Array.isArray(generators) || generators.length === 0)
    return { untold: 'it has no template, or no generators' };
  const options = spec['goTemplateOptions'];
  const set: Set = {
    repository,
    isGo: spec['goTemplate'] === true,
    isStrict: Array.isArray(options) && options.includes('missingkey=error'),
    takesNestedSelectors: spec['applyNestedSelectors'] === true,
  };
  const made: Raw[] = [];
  for (const generator of generators) {
    const all = isRaw(generator) ? parametersOf(generator, set, 0) : { untold: 'a generator is no object' };
    if ('untold' in all) return all;
    const own = templateOf(generator as Raw);
    const whole = own === null ? template : (below(own, template) as Raw);
    for (const parameters of all) {
      const one = patched(fill(whole, parameters, set) as Raw, templatePatch, parameters, set);
      if (one === null) return { untold: 'its templatePatch is not understood here' };
      // What is still to be filled in would have been something else.
      const [left] = /\{\{.*?\}\}/.exec(plainJson(one)) ?? [];
      if (left !== undefined)
        return { untold: `its template holds ${left}, for which nothing here stands`, isAnywhere: true };
      made.push(one);
    }
  }
  return made.length === 0 ? { untold: 'its generators find nothing in the folder' } : made;
}

type Made = readonly Parameters[] | Untold;

const makers: Readonly<Record<string, (settings: Raw, set: Set, depth: number) => Made>> = {
  list: ofList,
  git: ofGit,
  matrix: ofMatrix,
  merge: ofMerge,
};

/** What other generators ask, which nobody can in a folder. */
const asked: Readonly<Record<string, string>> = {
  clusters: 'the clusters that Argo CD knows (`argocd cluster list`)',
  clusterDecisionResource: 'an object of the cluster that it runs in',
  scmProvider: 'the repositories of an organisation',
  pullRequest: 'the pull requests that are open',
  plugin: 'a plugin of its own',
};

function parametersOf(generator: Raw, set: Set, depth: number): Made {
  const { selector, ...named } = generator;
  const [[name, settings] = ['', null], ...others] = Object.entries(named).filter(([, one]) => one !== null);
  if (others.length > 0) return { untold: 'one of its generators is several at once' };
  const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
  if (make === undefined || !isRaw(settings)) {
    const why = Object.hasOwn(asked, name) ? `asks for ${asked[name]}` : 'is not known here';
    return {
      untold: `its generator ${name} ${why}; \`argocd appset generate FILE -o yaml\` writes its Applications, which can be kept in the folder`,
    };
  }
  const made = make(settings, set, depth);
  if ('untold' in made || selector === undefined) return made;
  if (depth > 1 && !set.takesNestedSelectors)
    return { untold: 'whether a selector so far inside counts depends on the version of Argo CD' };
  return isRaw(selector) ? selected(made, selector) : { untold: 'a selector of its generators is no object' };
}

function templateOf(generator: Raw): Raw | null {
  const settings = Object.values(generator).find((one) => isRaw(one) && isRaw(one['template']));
  return isRaw(settings) && isRaw(settings['template']) ? settings['template'] : null;
}

/** What says `above`, and where it says nothing, what says `value`. */
function below(above: unknown, value: unknown): unknown {
  if (!isRaw(above) || !isRaw(value)) return isSaid(above) ? above : value;
  const keys = [...new Set([...Object.keys(value), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, below(above[key], value[key])]));
}

function isSaid(value: unknown): boolean {
  return !(value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0));
}

/** Those whose texts a selector of labels takes. */
function selected(all: readonly Parameters[], selector: Raw): Made {
  const { matchLabels, matchExpressions, ...others } = selector;
  const expressions = Array.isArray(matchExpressions) ? matchExpressions : matchExpressions === undefined ? [] : null;
  if (expressions === null || Object.keys(others).length > 0) return { untold: 'a selector is not understood' };
  const wanted = [
    ...Object.entries(isRaw(matchLabels) ? matchLabels : {}).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...expressions.filter(isRaw),
  ];
  if (wanted.some(({ operator }) => !['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(String(operator))))
    return { untold: 'a selector is not understood' };
  return all.filter((parameters) => {
    const labels = flat(parameters);
    return wanted.every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const isText = typeof value === 'string';
      if (operator === 'Exists') return isText;
      if (operator === 'DoesNotExist') return !isText;
      const isListed = isText && Array.isArray(values) && values.includes(value);
      return operator === 'In' ? isListed : !isListed;
    });
  });
}

function ofList({ elements, elementsYaml }: Raw, { isGo }: Set): Made {
  const written = typeof elementsYaml === 'string' ? listIn(elementsYaml) : [];
  const listed = elements ?? [];
  if (!Array.isArray(listed) || written === null) return { untold: 'the elements of its list cannot be read' };
  const all = [...(listed as unknown[]), ...written];
  if (!all.every(isRaw)) return { untold: 'an element of its list is no object' };
  if (isGo) return all;
  const strange = (listed as Raw[])
    .flatMap((one) => Object.entries(one))
    .find(([key, value]) => typeof value !== 'string' && !(key === 'values' && isRaw(value)));
  return strange
    ? { untold: `${strange[0]} of an element of its list is no text, which Argo CD refuses without goTemplate: true` }
    : all.map((one) => flat(one));
}

function listIn(text: string): unknown[] | null {
  const value = onlyDocument(text);
  return Array.isArray(value) ? value : null;
}

/** `{a: {b: [c]}}` → `{'a.b.0': 'c'}`. */
function flat(value: Raw, before = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] => {
      const inner = Array.isArray(one) ? Object.fromEntries(one.entries()) : one;
      return isRaw(inner) && Object.keys(inner).length > 0
        ? Object.entries(flat(inner, `${before}${key}.`))
        : [[`${before}${key}`, one]];
    }),
  );
}

function ofGit(git: Raw, set: Set): Made {
  const { directories, files, values, pathParamPrefix } = git;
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

function ofFolders(directories: unknown, prefix: string, { repository, isGo }: Set): Made {
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

function ofFiles(files: unknown, prefix: string, { repository, isGo }: Set): Made {
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

/** Every set of one generator with every one of the next, which may use what the ones before it say. */
function ofMatrix({ generators }: Raw, set: Set, depth: number): Made {
  if (!Array.isArray(generators) || generators.length < 2 || depth > 1)
    return { untold: 'a matrix has not two generators' };
  let all: readonly Parameters[] = [{}];
  for (const generator of generators as unknown[]) {
    const next: Parameters[] = [];
    for (const before of all) {
      const filled = fill(generator, before, set);
      const made = isRaw(filled) ? parametersOf(filled, set, depth + 1) : { untold: 'a matrix is not understood' };
      if ('untold' in made) return made;
      for (const one of made) {
        const joined = joinedWith(before, one);
        if ('differing' in joined) return { untold: `two generators of a matrix both say ${joined.differing}` };
        next.push(joined.both);
      }
    }
    all = next;
  }
  return all;
}

/** What two say together; where they say different things, which one counts depends on the version of the controller. */
function joinedWith(
  one: Parameters,
  other: Parameters,
): { readonly both: Parameters } | { readonly differing: string } {
  const both = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const before = both.get(key);
    if (before === undefined) both.set(key, value);
    else if (isRaw(before) && isRaw(value)) {
      const inner = joinedWith(before, value);
      if ('differing' in inner) return { differing: `${key}.${inner.differing}` };
      both.set(key, inner.both);
    } else if (plainJson(before) !== plainJson(value)) return { differing: key };
  }
  return { both: Object.fromEntries(both) };
}

/** The sets of the first generator, each with what later ones say of those that are like it in the merge keys. */
function ofMerge({ generators, mergeKeys }: Raw, set: Set, depth: number): Made {
  if (!Array.isArray(generators) || generators.length < 2 || depth > 1)
    return { untold: 'a merge has not two generators' };
  if (!Array.isArray(mergeKeys) || mergeKeys.length === 0) return { untold: 'a merge has no keys' };
  const keys = mergeKeys.map(String);
  const keyOf = (parameters: Parameters): string => plainJson(keys.map((key) => parameters[key] ?? null));
  let all: readonly Parameters[] | null = null;
  for (const generator of generators as unknown[]) {
    const made = isRaw(generator) ? parametersOf(generator, set, depth + 1) : { untold: 'a merge is not understood' };
    if ('untold' in made) return made;
    if (made.some((one) => keys.some((key) => one[key] === undefined)))
      return { untold: `a generator of a merge does not say ${keys.join(', ')} each time` };
    const byKey = new Map(made.map((one) => [keyOf(one), one]));
    if (byKey.size < made.length) return { untold: `a generator of a merge says the same ${keys.join(', ')} twice` };
    all = all === null ? made : all.map((one) => deepened(one, byKey.get(keyOf(one)) ?? {}));
  }
  return all ?? [];
}

function deepened(value: Raw, over: Raw): Raw {
  const entries = Object.entries(over).map(([key, one]): [string, unknown] => {
    const before = value[key];
    return [key, isRaw(one) && isRaw(before) ? deepened(before, one) : one];
  });
  return { ...value, ...Object.fromEntries(entries) };
}

/** An Application with the set's patch: what it says instead of the same in the template. */
function patched(application: Raw, patch: unknown, parameters: Parameters, set: Set): Raw | null {
  if (patch === undefined || patch === null || patch === '') return application;
  const text = typeof patch === 'string' && set.isGo ? fillGoTemplate(patch, parameters, set.isStrict) : null;
  const content = text === null ? undefined : (onlyDocument(text) ?? (text.trim() === '' ? {} : undefined));
  return isRaw(content) ? (merged(application, content) as Raw) : null;
}

function merged(value: unknown, patch: unknown): unknown {
  if (!isRaw(patch)) return patch;
  const result = new Map(Object.entries(isRaw(value) ? value : {}));
  for (const [key, one] of Object.entries(patch)) {
    if (one === null) result.delete(key);
    else result.set(key, merged(result.get(key), one));
  }
  return Object.fromEntries(result);
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}

/** What the wildcards of a pattern stand for, as expressions. */
interface Wildcards {
  readonly '**/': string;
  readonly '**': string;
  readonly '*': string;
  readonly '?': string;
}

/** As Go's path.Match has it, for folders: nothing goes through folders. */
const ofOneStep: Wildcards = { '**/': '[^/]*/', '**': '[^/]*', '*': '[^/]*', '?': '[^/]' };
/** As Git lists files, which the controller does unless it is told otherwise: everything goes through folders. */
const ofGitFiles: Wildcards = { '**/': '.*/', '**': '.*', '*': '.*', '?': '.' };
/** As the controller lists them when it is told so: only `**` goes through folders. */
const ofNewGlobs: Wildcards = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function matches(path: string, pattern: string, wildcards: Wildcards): boolean {
  const whole = stepsOf(pattern).join('/');
  const expression = whole
    .replaceAll(/[.+^$(){}|\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*\*+|\*|\?/g, (wild) => wildcards[wild.startsWith('***') ? '**' : (wild as keyof Wildcards)]);
  try {
    return new RegExp(`^${expression}$`).test(path) || (wildcards === ofGitFiles && path.startsWith(`${whole}/`));
  } catch {
    return false;
  }
}

/** Fills in what is known; what is not stays as it is, and is found by whoever looks for braces. */
function fill(value: unknown, parameters: Parameters, set: Set): unknown {
  if (typeof value === 'string') {
    if (set.isGo) return fillGoTemplate(value, parameters, set.isStrict) ?? value;
    return value.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (all, name: string) => {
      const found = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      return typeof found === 'string' ? found : all;
    });
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, parameters, set));
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, parameters, set)]));
}
