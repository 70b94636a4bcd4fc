import { existsSync } from 'node:fs';
import { UserError } from '../collect/user-error.ts';
import { suggestNames } from '../collect/suggest-name.ts';

/** The formats of an assessment that this version writes. */
export const formats = ['terminal', 'json', 'csv'] as const;

/** One of these formats. */
export type Format = (typeof formats)[number];

/** Formats of the contract that come later. */
const laterFormats = ['html', 'sarif', 'junit', 'markdown'] as const;

/** Where an assessment goes. */
export interface Output {
  readonly format: Format;
  /** null: standard output. */
  readonly file: string | null;
}

/**
 * Where the result goes: to each file that is named, and to standard output unless a file takes its place (one without a format of its own). UserError for a
 * format that there is not.
 */
export function readOutputs(
  files: readonly string[],
  typedFormat: string | undefined,
  exists: (path: string) => boolean = existsSync,
): Output[] {
  const format = typedFormat === undefined ? null : readFormat(typedFormat);
  const outputs = files.map((typed) => readOutput(typed, format, exists));
  const twice = outputs.find(({ file }, index) => outputs.findIndex((other) => other.file === file) < index);
  if (twice)
    throw new UserError(`${twice.file ?? 'standard output'} is named twice as output`, {
      hint: 'Give each output a file of its own.',
    });
  const isReplaced =
    files.some((typed) => formatBefore(typed, exists) === null) || outputs.some(({ file }) => file === null);
  return isReplaced ? outputs : [{ format: format ?? 'terminal', file: null }, ...outputs];
}

function readOutput(typed: string, format: Format | null, exists: (path: string) => boolean): Output {
  const own = formatBefore(typed, exists);
  const file = own === null ? typed : typed.slice(own.length + 1);
  if (own === null && isFormatName(typed)) {
    // kubectl's `-o json` is meant; nobody calls a file so.
    throw new UserError(`--output takes a file, and ${typed} is a format`, {
      hint: `Write --format ${typed}, or --output ${typed}=FILE.`,
    });
  }
  if (file === '')
    throw new UserError(`--output ${JSON.stringify(typed)} names no file`, {
      hint: 'Write --output json=result.json.',
    });
  return {
    format: own === null ? (format ?? formatOfEnding(file)) : readFormat(own),
    file: file === '-' ? null : file,
  };
}

/** The format in `json=result.json`, or what stands there in the place of one; null for a bare file. */
function formatBefore(typed: string, exists: (path: string) => boolean): string | null {
  const [, name] = /^([a-z]\w*)=/i.exec(typed) ?? [];
  if (name === undefined) return null;
  // Nobody calls a new file `xml=x`; who has such a file may write it again.
  return isFormatName(name) || !exists(typed) ? name : null;
}

/** Whether a word is a format of this version, of a later one, or of another tool. */
function isFormatName(word: string): boolean {
  return [...formats, ...laterFormats, 'text', 'yaml', 'pdf'].includes(word);
}

function formatOfEnding(file: string): Format {
  const ending = /\.(json|html|sarif|csv|md|xml)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) return 'terminal';
  return readFormat({ md: 'markdown', xml: 'junit' }[ending] ?? ending);
}

function readFormat(typed: string): Format {
  const known = formats.find((format) => format === typed);
  if (known) return known;
  const hint = `This version writes ${formats.join(' and ')}.`;
  if ((laterFormats as readonly string[]).includes(typed))
    throw new UserError(`the format ${typed} comes in a later version`, { hint });
  const [meant] = suggestNames(typed, formats);
  throw new UserError(`there is no format ${JSON.stringify(typed)}`, { hint: meant ? `Did you mean ${meant}?` : hint });
}
