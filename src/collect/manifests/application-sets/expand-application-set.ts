import { isRaw, type Raw } from '../../objects/fields.ts';
import type { GivenRepository } from '../folder-index.ts';
import { fillGoTemplate } from '../go-template.ts';
import { plainJson } from '../plain-json.ts';
import { onlyDocument } from '../text/only-document.ts';
import { parametersOf } from './set-generators.ts';
import { fill, isSaid, type Parameters, type SetOptions, type Untold } from './set-parameters.ts';

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
  const set: SetOptions = {
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

/** An Application with the set's patch: what it says instead of the same in the template. */
function patched(application: Raw, patch: unknown, parameters: Parameters, set: SetOptions): Raw | null {
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
