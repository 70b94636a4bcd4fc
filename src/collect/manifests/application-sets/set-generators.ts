import { isRaw, type Raw } from '../../objects/fields.ts';
import { plainJson } from '../plain-json.ts';
import { onlyDocument } from '../text/only-document.ts';
import { ofGit } from './git-generator.ts';
import { fill, flat, type Made, type Parameters, type SetOptions } from './set-parameters.ts';

const makers: Readonly<Record<string, (settings: Raw, set: SetOptions, depth: number) => Made>> = {
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

/** What a generator makes; `depth`: in how many others it stands. */
export function parametersOf(generator: Raw, set: SetOptions, depth: number): Made {
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

function ofList({ elements, elementsYaml }: Raw, { isGo }: SetOptions): Made {
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

/** Every set of one generator with every one of the next, which may use what the ones before it say. */
function ofMatrix({ generators }: Raw, set: SetOptions, depth: number): Made {
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
function ofMerge({ generators, mergeKeys }: Raw, set: SetOptions, depth: number): Made {
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
