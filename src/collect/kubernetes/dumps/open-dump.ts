import {
  createReadStream,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  closeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { UserError } from '../../user-error.ts';
import { defaultDumpLimits, type DumpFile, type DumpLimits, mayTell } from './dump-file.ts';
import { readTar, TarProblem } from './read-tar.ts';

/** What lies at a path, to be looked at. */
export interface OpenedDump {
  readonly files: readonly DumpFile[];
  /** Why it is not all that was there; null where it is. */
  readonly cut: string | null;
}

const hint = 'Name a snapshot of kubecompass, or a dump: a folder, a .tar.gz, or what `kubectl get -o json` wrote.';

/**
 * Opens what may be a dump of a cluster: a folder, an archive, or a file of JSON or YAML; null for what is packed and no archive, as a snapshot is. Links are
 * not followed. UserError for what cannot be read, or holds more than anybody reads.
 */
export async function openDump(path: string, limits: DumpLimits = defaultDumpLimits): Promise<OpenedDump | null> {
  const kind = kindOf(path);
  if (kind === 'snapshot') return null;
  if (kind === 'folder') return { files: filesIn(path, limits), cut: null };
  if (kind === 'text') {
    const read = (): Buffer => readFileSync(path);
    if (lstatSync(path).size > limits.maxFileBytes) throw tooMuch(path, `${limits.maxFileBytes} bytes`);
    return { files: [{ path: basename(path), changedAt: null, read }], cut: null };
  }
  return readArchive(path, kind === 'packed', limits);
}

function kindOf(path: string): 'folder' | 'snapshot' | 'text' | 'packed' | 'tar' {
  try {
    const head = Buffer.alloc(4096);
    const descriptor = openSync(path, 'r');
    let size = 0;
    try {
      size = readSync(descriptor, head, 0, head.length, 0);
    } finally {
      closeSync(descriptor);
    }
    if (head[0] !== 0x1f || head[1] !== 0x8b) return isTar(head) ? 'tar' : size === 0 ? 'snapshot' : 'text';
    return isTar(beginningOf(head.subarray(0, size))) ? 'packed' : 'snapshot';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return 'folder';
    throw new UserError(`${path} cannot be read (${code})`, { hint: 'Is that its name?', cause: error });
  }
}

function beginningOf(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 * 1024 ** 2 });
  } catch {
    // Whoever reads snapshots says what is wrong with it.
    return Buffer.alloc(0);
  }
}

function isTar(head: Buffer): boolean {
  return head.subarray(257, 262).toString('latin1') === 'ustar';
}

function filesIn(root: string, { maxEntries, maxFileBytes }: DumpLimits): DumpFile[] {
  const files: DumpFile[] = [];
  const folders = [''];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of listOf(join(root, folder))) {
      entries += 1;
      if (entries > maxEntries) throw tooMuch(root, `${maxEntries} files`);
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && mayTell(path)) {
        const read = (): Buffer | null => readWhole(join(root, path), maxFileBytes);
        files.push({ path, changedAt: null, read });
      }
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function listOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${folder} cannot be read (${code})`, {
      hint: 'Run as somebody who may read it.',
      cause: error,
    });
  }
}

function readWhole(file: string, maxFileBytes: number): Buffer | null {
  try {
    return lstatSync(file).size > maxFileBytes ? null : readFileSync(file);
  } catch {
    // It cannot be read, and whoever needs it says so.
    return null;
  }
}

async function readArchive(path: string, isPacked: boolean, limits: DumpLimits): Promise<OpenedDump> {
  const files: DumpFile[] = [];
  let [entries, kept] = [0, 0];
  const wants = (name: string, size: number): boolean => mayTell(name) && size <= limits.maxFileBytes;
  try {
    for await (const { path: name, changedAt, content } of readTar(bytesOf(path, isPacked, limits), wants)) {
      entries += 1;
      if (entries > limits.maxEntries) throw tooMuch(path, `${limits.maxEntries} files`);
      kept += content?.length ?? 0;
      if (kept > limits.maxKeptBytes) throw tooMuch(path, `${limits.maxKeptBytes} bytes of JSON and YAML`);
      if (mayTell(name)) files.push({ path: name, changedAt, read: () => content });
    }
    return { files, cut: null };
  } catch (error) {
    if (!(error instanceof TarProblem)) throw error;
    if (files.length === 0) throw new UserError(`${path} ${error.message}`, { hint, cause: error });
    return { files, cut: error.message };
  }
}

async function* bytesOf(path: string, isPacked: boolean, { maxBytes }: DumpLimits): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  // What was cut off in the middle is unpacked as far as it goes, and the archive says that it is not whole.
  const stream = isPacked ? source.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })) : source;
  source.on('error', (error) => stream.destroy(error));
  let total = 0;
  try {
    for await (const chunk of Readable.from(stream) as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > maxBytes) throw tooMuch(path, `${maxBytes} bytes`);
      yield chunk;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return;
    if (code?.startsWith('Z_')) throw new TarProblem('is damaged in the middle', { cause: error });
    throw error;
  } finally {
    source.destroy();
  }
}

function tooMuch(path: string, limit: string): UserError {
  return new UserError(`${path} holds more than ${limit}`, { hint: 'No cluster is so large: who made it?' });
}
