import { existsSync } from 'node:fs';
import { UserError } from '../collect/user-error.ts';
import { suggestNames } from '../collect/suggest-name.ts';

/** The formats of an assessment. */
export const formats = ['terminal', 'json', 'html', 'csv', 'sarif', 'junit', 'markdown'] as const;

/** One of these formats. */
export type Format = (typeof formats)[number];

/** Words that somebody may type for a format, here or of another tool: nobody calls a file so. */
const formatNames = [...formats, 'text', 'yaml', 'pdf'];

/** Where a result goes. */
export interface Output<Name extends string = Format> {
  readonly format: Name;
  /** null: standard output. */
  readonly file: string | null;
}

/**
 * Where the result goes: to each file that is named, and to standard output unless a file takes its place (one without a format of its own). The first of
 * the formats is the one that is meant where nothing says another. UserError for a format that there is not.
 */
export function readOutputs<Name extends string>(
  files: readonly string[],
  typedFormat: string | undefined,
  known: readonly [Name, ...Name[]],
  exists: (path: string) => boolean = existsSync,
): Output<Name>[] {
  const format = typedFormat === undefined ? null : readFormat(typedFormat, known);
  const outputs = files.map((typed) => readOutput(typed, format, known, exists));
  const twice = outputs.find(({ file }, index) => outputs.findIndex((other) => other.file === file) < index);
  if (twice)
    throw new UserError(`${twice.file ?? 'standard output'} is named twice as output`, {
      hint: 'Give each output a file of its own.',
    });
  const isReplaced =
    files.some((typed) => formatBefore(typed, exists) === null) || outputs.some(({ file }) => file === null);
  return isReplaced ? outputs : [{ format: format ?? known[0], file: null }, ...outputs];
}

function readOutput<Name extends string>(
  typed: string,
  format: Name | null,
  known: readonly [Name, ...Name[]],
  exists: (path: string) => boolean,
): Output<Name> {
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
    format: own === null ? (format ?? formatOfEnding(file, known)) : readFormat(own, known),
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

function isFormatName(word: string): boolean {
  return formatNames.includes(word);
}

function formatOfEnding<Name extends string>(file: string, known: readonly [Name, ...Name[]]): Name {
  const ending = /\.(json|html|sarif|csv|md|xml)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) return known[0];
  return readFormat({ md: 'markdown', xml: 'junit' }[ending] ?? ending, known);
}

function readFormat<Name extends string>(typed: string, known: readonly Name[]): Name {
  const format = known.find((one) => one === typed);
  if (format !== undefined) return format;
  const [meant] = suggestNames(typed, known);
  throw new UserError(`there is no format ${JSON.stringify(typed)}`, {
    hint: meant ? `Did you mean ${meant}?` : `There are ${known.join(', ')}.`,
  });
}
