import type { Fields, Raw } from '../objects/fields.ts';

/** What `${name}` stands for in what a Kustomization of Flux applies. */
export interface FluxVariables {
  readonly known: Readonly<Record<string, string>>;
  /** Whether nothing that is referred to may say others. */
  readonly isWhole: boolean;
}

/** The variables that a Kustomization of Flux says, and those of the ConfigMaps that were found for it. */
export function variablesOf(spec: Fields): FluxVariables {
  const postBuild = spec.objectOrEmpty('postBuild');
  let known: Record<string, string> = {};
  let isWhole = true;
  for (const from of postBuild.objects('substituteFrom')) {
    const data = from.object('found')?.object('data')?.raw ?? null;
    // What cannot be seen may say any of those before it otherwise.
    if (data === null) known = {};
    isWhole &&= data !== null;
    known = { ...known, ...textsOf(data ?? {}) };
  }
  return { known: { ...known, ...textsOf(postBuild.object('substitute')?.raw ?? {}) }, isWhole };
}

function textsOf(raw: Raw): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) =>
      ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
        ? [[key, String(value).replaceAll('\n', '')]]
        : [],
    ),
  );
}

/**
 * A text with its variables filled in, as Flux does: one that nothing says is its default, where all are known. One without a value and a default stays
 * as it is: Flux would leave it empty, and whoever applies the Kustomization often adds variables to it that a folder does not show. Documents that are
 * not to be filled in are left.
 */
export function withVariables(text: string, { known, isWhole }: FluxVariables): string {
  // Flux does nothing where it has no variables at all.
  if (Object.keys(known).length === 0) return text;
  return text
    .split(/^(?=---$)/m)
    .map((document) => (isLeft(document) ? document : filled(document, { known, isWhole })))
    .join('');
}

function filled(text: string, { known, isWhole }: FluxVariables): string {
  return text.replaceAll(
    /(?<!\$)\$\{([A-Za-z_]\w*)(?:(:?[=-])([^{}]*))?\}/g,
    (all, name: string, operator: string | undefined, otherwise: string | undefined) => {
      const value = Object.hasOwn(known, name) ? known[name] : undefined;
      if (value === undefined) return isWhole ? (otherwise ?? all) : all;
      return value === '' && operator?.startsWith(':') === true ? (otherwise ?? '') : value;
    },
  );
}

function isLeft(document: string): boolean {
  return /^ {4}kustomize\.toolkit\.fluxcd\.io\/substitute: ["']?disabled/m.test(document);
}
