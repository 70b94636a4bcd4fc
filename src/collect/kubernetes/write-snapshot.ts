import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
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
  const out = createWriteStream(file, { mode: 0o600 });
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
    if (problem)
      throw new UserError(`${file} cannot be written (${(problem as NodeJS.ErrnoException).code})`, {
        hint: 'Is there room, and may you write there?',
        cause: problem,
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
      await finished(out);
    },
  };
}
