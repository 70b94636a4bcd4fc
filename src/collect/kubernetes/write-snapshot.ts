import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, fchmodSync, fstatSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { UserError } from '../user-error.ts';
import type { Recorded } from './cluster-record.ts';

/** The first line of a snapshot. */
export const snapshotSchema = 'kubecompass.snapshot/v1';

/** Writes records into a snapshot, one by one. */
export interface SnapshotWriter {
  /** Waits until the record is in the file: a run that is killed leaves all that was written before. */
  write(record: Recorded): Promise<void>;
  /** Says that the snapshot is whole. */
  close(): Promise<void>;
}

/** Begins a snapshot: JSON, a record a line, packed by gzip. Only its owner may read it. UserError when it cannot be written. */
export function writeSnapshot(file: string, tool: string): SnapshotWriter {
  const isNew = !existsSync(file);
  const out = createWriteStream(file, { mode: ownerOnly });
  // One that was there keeps its rights else.
  out.on('open', closeToOthers);
  const gzip = createGzip();
  let problem: Error | null = null;
  // One listener for all lines: a large cluster has thousands.
  const broken = new Promise<void>((tell) => {
    const fail = (error: Error): void => {
      problem ??= error;
      tell();
    };
    out.on('error', fail);
    gzip.on('error', fail);
  });
  gzip.pipe(out);
  let lines = 0;
  const hash = createHash('sha256');

  async function writeLine(value: unknown): Promise<void> {
    lines += 1;
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    if (!gzip.write(line)) await Promise.race([once(gzip, 'drain'), broken]);
    await Promise.race([new Promise<void>((done) => gzip.flush(constants.Z_SYNC_FLUSH, () => done())), broken]);
    if (problem) throw unwritten(problem);
  }

  function unwritten(error: Error): UserError {
    const { code } = error as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    const isEmpty = out.bytesWritten === 0;
    if (isNew && isEmpty) rmSync(file, { force: true });
    return new UserError(`${file} cannot be written${isFull && !isEmpty ? ' to its end' : ''} (${code})`, {
      hint: !isFull
        ? 'Is there room, and may you write there?'
        : isEmpty
          ? 'There is no room left: name a file elsewhere.'
          : 'There is no room left: name a file elsewhere. What was read before is in this one, which loads with gaps.',
      cause: error,
    });
  }

  const begun = writeLine({ record: 'snapshot', schema: snapshotSchema, tool });
  return {
    async write(record) {
      await begun;
      await writeLine(record);
    },
    async close() {
      await begun;
      // Of all lines before this one: who changes one, or takes one out, is found out.
      await writeLine({ record: 'whole', lines: lines + 1, sha256: hash.copy().digest('hex') });
      gzip.end();
      await finished(out).catch((error: Error) => {
        throw unwritten(error);
      });
    },
  };
}

/** The rights of a file that nobody but its owner may read. */
const ownerOnly = 0o600;

function closeToOthers(file: number): void {
  try {
    if (fstatSync(file).isFile()) fchmodSync(file, ownerOnly);
  } catch {
    // It is somebody else's, and they gave it these rights.
  }
}
