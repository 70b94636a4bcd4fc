import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UserError } from '../collect/user-error.ts';

/** A file as it is to be; `before` is what it must hold until then, null where there must be none. */
export interface FileToWrite {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
}

/**
 * Writes files in place, all or none: each beside its place first, then, when all are written, in it. Below `roots` only: never through a link that leads out
 * of them. UserError, with nothing written, when one was changed since it was read, leads elsewhere, or cannot be written.
 */
export function writeFiles(files: readonly FileToWrite[], roots: readonly string[]): void {
  const real = roots.map((root) => realpathSync(statSync(root).isDirectory() ? root : dirname(root)));
  const places = files.map((one) => ({ ...one, place: placeOf(one, real) }));
  const beside: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { place, after, before } of places) {
      const from = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
      beside.push({ from, to: place });
      const mode = before === null ? undefined : statSync(place).mode & 0o777;
      writeFileSync(from, after, mode === undefined ? { flag: 'wx' } : { flag: 'wx', mode });
    }
    // What changed while the others were written is not written over.
    for (const one of places) refuseChanged(one, one.place);
    for (const { from, to } of beside) renameSync(from, to);
  } catch (error) {
    for (const { from } of beside) rmSync(from, { force: true });
    if (error instanceof UserError) throw error;
    const { code, path } = error as NodeJS.ErrnoException;
    throw new UserError(`${path ?? 'a file'} cannot be written (${code})`, {
      hint: 'Nothing was written over half.',
      cause: error,
    });
  }
}

/** Lays files below a folder, under the names that they have below the working folder. UserError when one cannot be written. */
export function layFilesIn(folder: string, files: readonly FileToWrite[]): void {
  for (const { file, after } of files) {
    const place = join(folder, nameBelow(file));
    try {
      mkdirSync(dirname(place), { recursive: true });
      const from = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
      try {
        writeFileSync(from, after, { flag: 'wx' });
        renameSync(from, place);
      } finally {
        rmSync(from, { force: true });
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UserError(`${place} cannot be written (${code})`, { hint: 'Name another folder.', cause: error });
    }
  }
}

/** The name of a file below the working folder, with slashes. UserError where it stands elsewhere. */
export function nameBelow(file: string): string {
  const name = relative(process.cwd(), file).split(sep).join('/');
  if (name !== '..' && !name.startsWith('../') && !/^(?:[A-Za-z]:)?[\\/]/.test(name)) return name;
  throw new UserError(`${file} stands outside of the working folder, below which the patches are named`, {
    hint: 'Run it from a folder above the files, or write them with --write.',
  });
}

function placeOf(one: FileToWrite, roots: readonly string[]): string {
  const { file, before } = one;
  try {
    const folder = realpathSync(dirname(file));
    const place = before === null ? join(folder, basename(file)) : realpathSync(file);
    if (!roots.some((root) => place.startsWith(root.endsWith(sep) ? root : root + sep)))
      throw new UserError(`${file} is a link that leads out of what was named, and is not written through`, {
        hint: 'Name the file that it leads to.',
      });
    refuseChanged(one, place);
    accessSync(dirname(place), constants.W_OK | constants.X_OK);
    // What its owner made read-only stays as it is, although its folder would let it be replaced.
    if (before !== null) accessSync(place, constants.W_OK);
    return place;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${file} cannot be written (${code})`, { hint: 'Nothing was written.', cause: error });
  }
}

function refuseChanged({ file, before }: FileToWrite, place: string): void {
  const isSame =
    before === null ? !existsSync(place) : lstatSync(place).isFile() && readFileSync(place).equals(Buffer.from(before));
  if (!isSame)
    throw new UserError(`${file} was changed since it was read`, { hint: 'Nothing was written. Run it again.' });
}
