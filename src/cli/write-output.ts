import { accessSync, constants, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../collect/user-error.ts';

/** Refuses a file that cannot be written, before any work is done for it. UserError. */
export function refuseUnwritable(file: string): void {
  try {
    const stat = statOf(file);
    if (stat?.isDirectory())
      throw new UserError(`${file} is a folder, and cannot be written`, { hint: 'Name a file.' });
    if (stat) accessSync(file, constants.W_OK);
    else accessSync(dirname(file), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof UserError ? error : unwritable(file, error);
  }
}

/** Refuses to write over a file that is to be read: what is asked for would be gone. UserError. */
export function refuseInput(file: string, paths: readonly string[]): void {
  if (!paths.some((path) => path !== '-' && isSame(path, file))) return;
  throw new UserError(`${file} is what is to be read, and would be written over`, { hint: 'Name another file.' });
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    // One of them is not there, or may not be looked at: then nothing can be written over.
    return false;
  }
}

/**
 * Writes a file whole or not at all: beside it first, then in its place, with the rights that it had. What is no plain file (a device, a pipe) or stands
 * in a folder that takes no new file is written directly. UserError when it cannot be written.
 */
export function writeWhole(file: string, text: string): void {
  try {
    const stat = statOf(file);
    if (stat && (!stat.isFile() || !isWritable(dirname(realpathSync(file))))) writeFileSync(file, text);
    else replaceFile(stat ? realpathSync(file) : file, text, stat?.mode);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function replaceFile(file: string, text: string, mode: number | undefined): void {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(beside, text, mode === undefined ? { flag: 'wx' } : { flag: 'wx', mode: mode & 0o777 });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function unwritable(file: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return new UserError(`${file} cannot be written (${code})`, {
    hint: code === 'ENOENT' ? 'Its folder does not exist.' : 'Name another file.',
    cause: error,
  });
}

/** Writes to standard output and waits until it is taken. Who stops reading has read enough; any other failure is main's to tell. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
