import { type Fields, isRaw, type Raw } from '../objects/fields.ts';
import { onlyDocument } from './text/only-document.ts';

/** The values that a release installs its chart with, or why they cannot be told; completes "it is not rendered: …". */
export type ReleaseValues = { readonly values: Raw | null } | { readonly problem: string };

/**
 * The values of a HelmRelease as Flux puts them together: those of its references in their order, then its own. Beside each reference stands what was
 * found for it.
 */
export function valuesOfRelease(spec: Fields): ReleaseValues {
  const own = spec.object('values')?.raw ?? null;
  let all: Raw = {};
  const references = spec.objects('valuesFrom');
  for (const from of references) {
    const what = `the ${from.text('kind') ?? 'object'} ${from.text('name') ?? ''}`;
    const key = from.text('valuesKey') ?? 'values.yaml';
    const found = from.object('found');
    const data = found?.object('data')?.raw ?? null;
    if (data === null)
      return { problem: `it takes values from ${what}, ${found?.text('problem') ?? 'which is not read'}` };
    const text = Object.hasOwn(data, key) ? data[key] : undefined;
    if (typeof text !== 'string') {
      if (from.boolean('optional') === true) continue;
      return { problem: `it takes ${key} from ${what}, which does not hold it` };
    }
    const path = from.text('targetPath');
    if (path === null) {
      const content = onlyDocument(text);
      if (content !== null && !isRaw(content)) return { problem: `${key} of ${what} holds no values` };
      all = laidOver(all, content ?? {});
    } else {
      const value = typedValue(text);
      if (value === undefined || !/^[\w-]+(?:\.[\w-]+)*$/.test(path))
        return { problem: `it puts ${key} of ${what} at ${path}, which is not understood here` };
      all = laidOver(laidOver(all, own ?? {}), at(path.split('.'), value));
    }
  }
  return { values: references.length === 0 ? own : laidOver(all, own ?? {}) };
}

/** Maps are laid over maps; all else is replaced. */
function laidOver(below: Raw, above: Raw): Raw {
  const entries = Object.entries(above).map(([key, value]): [string, unknown] => {
    const before = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isRaw(value) && isRaw(before) ? laidOver(before, value) : value];
  });
  return { ...below, ...Object.fromEntries(entries) };
}

function at([first = '', ...others]: readonly string[], value: unknown): Raw {
  return { [first]: others.length === 0 ? value : at(others, value) };
}

/** As helm reads what follows `--set name=`; undefined for what begins a list or another value. */
function typedValue(text: string): unknown {
  const [, quoted] = /^(?:"(.*)"|'(.*)')$/s.exec(text)?.filter((one) => one !== undefined) ?? [];
  if (quoted !== undefined) return quoted;
  if (/[,{}=\\]/.test(text)) return undefined;
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
