import type { Json } from '../../checks/define-patch.ts';

/** How a document is indented. */
export interface Indentation {
  /** Columns by which what is nested stands to the right. */
  readonly step: number;
  /** Columns by which the dashes of a list stand to the right of its key. */
  readonly dash: number;
}

type Fields = Readonly<Record<string, Json>>;

/** Words that YAML (1.1 or 1.2) takes for something else than text. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** Names, paths and image references; a colon within one is none of YAML's. */
const bare = /^[A-Za-z/][\w./@-]*(?::[\w./@-]+)*$/;

/** A text as a key, or as a value: bare where every reader takes it for this very text. */
export function writeText(text: string, json = false): string {
  if (!json && bare.test(text) && !reserved.test(text)) return text;
  // JSON leaves these as they are, and YAML takes them for line breaks.
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value on one line; `gap` is what stands behind commas and colons. */
export function writeFlow(value: Json, { json, gap = ' ' }: { readonly json: boolean; readonly gap?: string }): string {
  if (typeof value === 'string') return writeText(value, json);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const how = { json, gap };
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((one) => writeFlow(one, how)).join(`,${gap}`)}]`;
  const fields = Object.entries(value as Fields).map(
    ([key, one]) => `${writeText(key, json)}:${gap}${writeFlow(one, how)}`,
  );
  return `{${fields.join(`,${gap}`)}}`;
}

/** The lines of an object or a list, not yet indented. What is empty, and what is neither, is one line. */
export function writeBlock(value: Json, indentation: Indentation): string[] {
  if (!isNested(value)) return [writeFlow(value, { json: false })];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item) => behind('- ', 2, writeBlock(item, indentation)));
  return Object.entries(value as Fields).flatMap(([key, one]) => writeEntry(key, one, indentation));
}

/** The lines of one key with its value, not yet indented. */
export function writeEntry(key: string, value: Json, indentation: Indentation): string[] {
  const name = `${writeText(key)}:`;
  const lines = writeBlock(value, indentation);
  if (!isNested(value)) return [`${name} ${lines[0] ?? ''}`];
  const by = ' '.repeat(Array.isArray(value) ? indentation.dash : indentation.step);
  return [name, ...lines.map((line) => by + line)];
}

/** Whether a value takes lines of its own. */
export function isNested(value: Json): value is readonly Json[] | Fields {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function behind(sign: string, width: number, [first = '', ...others]: readonly string[]): string[] {
  return [sign + first, ...others.map((line) => ' '.repeat(width) + line)];
}
