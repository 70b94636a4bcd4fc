import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import * as Value from 'typebox/value';
import { factNames } from '../../estate/facts.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { UserError } from '../user-error.ts';
import { type Recorded, recordSchemas } from './cluster-record.ts';
import { snapshotSchema } from './write-snapshot.ts';

/** How much of a snapshot is read, in bytes once unpacked. */
export interface SnapshotLimits {
  readonly maxBytes: number;
  readonly maxLineBytes: number;
}

/** A cluster of 150,000 pods unpacks to about a gigabyte. */
const defaultSnapshotLimits: SnapshotLimits = { maxBytes: 8 * 1024 ** 3, maxLineBytes: 256 * 1024 ** 2 };

const hint = 'Take it anew with `kubecompass snapshot -o FILE`.';

/**
 * Reads the records of a snapshot. One that ends in the middle gives all that it holds, and says so: what it does not say is a gap for whoever builds the
 * estate. UserError for what is no snapshot, of a version that is not known, or (at its end) was changed after it was taken.
 */
export async function* readSnapshot(
  file: string,
  limits: SnapshotLimits = defaultSnapshotLimits,
): AsyncGenerator<Recorded> {
  let [line, bytes, isDone, isCounted] = [0, 0, false, true];
  const hash = createHash('sha256');
  for await (const { text, ended } of linesOf(file, limits)) {
    // Nothing is written behind the end.
    if (isDone) throw new UserError(changed(file), { hint });
    bytes += Buffer.byteLength(text) + Number(ended);
    const value = parse(text);
    // The last line may lack its end, and then only the one that says that all is there is whole.
    if (!ended && value?.['record'] !== 'whole') break;
    line += 1;
    if (line === 1) {
      refuseOther(file, value);
      hash.update(`${text}\n`);
      continue;
    }
    if (value === null) throw new UserError(`${file}: line ${line} is no record of a snapshot`, { hint });
    if (value['record'] === 'whole') {
      refuseChanged(file, value, line, hash.digest('hex'));
      isDone = true;
      continue;
    }
    hash.update(`${text}\n`);
    const record = recordOf(value);
    if (record === null) throw new UserError(`${file}: line ${line} is no record of a snapshot`, { hint });
    if (record.record === 'end' && record.objects === undefined) isCounted = false;
    yield record;
  }
  if (line === 0) throw new UserError(`${file} is empty, or no snapshot`, { hint });
  if (!isDone) yield endsTooSoon(file, { isPacked: await isPackedToTheEnd(file, bytes), isCounted });
}

/**
 * What was told stands; what is missing shows in lists that have no end, or not the objects that were counted. Where the first versions did not count, and the
 * last line was taken out, it may be missing anywhere. A run that is stopped leaves a file that is packed to no end.
 */
function endsTooSoon(
  file: string,
  { isPacked, isCounted }: { readonly isPacked: boolean; readonly isCounted: boolean },
): Recorded {
  const detail = isPacked
    ? `${basename(file)} has no last line: it was cut off or changed after it was taken, so it may not say all, nor the truth`
    : `${basename(file)} ends in the middle: the run that took it was stopped, or it was cut off`;
  return {
    record: 'hole',
    facts: isPacked && !isCounted ? [...factNames] : [],
    namespace: null,
    gap: { gap: 'unreachable', detail, suppliedBy: 'running-platform' },
  };
}

/** Whether a file ends as packed files do: with how many bytes it unpacks to. */
async function isPackedToTheEnd(file: string, bytes: number): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return bytesRead === 4 && buffer.readUInt32LE() === bytes % 2 ** 32;
  } finally {
    await handle.close();
  }
}

/** Snapshots of the first versions do not say what their lines amount to, only how many there are. */
function refuseChanged(file: string, { lines, sha256 }: Raw, line: number, found: string): void {
  if (lines === line && (sha256 === undefined || sha256 === found)) return;
  throw new UserError(changed(file), { hint });
}

function changed(file: string): string {
  return `${file} was changed after it was taken: its lines are not those that were written`;
}

function refuseOther(file: string, value: Raw | null): void {
  const schema = value?.['schema'];
  if (schema === snapshotSchema) return;
  const version = typeof schema === 'string' ? /^kubecompass\.snapshot\/v([1-9]\d*)$/.exec(schema)?.[1] : undefined;
  if (version !== undefined)
    throw new UserError(`${file} is a snapshot of a later version (kubecompass.snapshot/v${version.slice(0, 20)})`, {
      hint: 'Use the version of kubecompass that took it, or a later one.',
    });
  throw new UserError(`${file} is no snapshot of kubecompass`, { hint });
}

function recordOf(value: Raw): Recorded | null {
  const { record } = value;
  if (typeof record !== 'string' || !Object.hasOwn(recordSchemas, record)) return null;
  return Value.Check(recordSchemas[record as keyof typeof recordSchemas], value) ? value : null;
}

function parse(text: string): Raw | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRaw(value) ? value : null;
  } catch {
    return null;
  }
}

interface Line {
  readonly text: string;
  readonly ended: boolean;
}

/** The lines, of which the last one may have no end. */
async function* linesOf(file: string, { maxBytes, maxLineBytes }: SnapshotLimits): AsyncGenerator<Line> {
  let [pending, pendingBytes, total] = [[] as Buffer[], 0, 0];
  for await (const chunk of unpacked(file)) {
    total += chunk.length;
    if (total > maxBytes)
      throw new UserError(`${file} unpacks to more than ${maxBytes} bytes`, {
        hint: 'No cluster is so large: who made it?',
      });
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield { text: Buffer.concat([...pending, chunk.subarray(from, at)]).toString('utf8'), ended: true };
      [pending, pendingBytes, from] = [[], 0, at + 1];
    }
    if (from === chunk.length) continue;
    pending.push(chunk.subarray(from));
    pendingBytes += chunk.length - from;
    if (pendingBytes > maxLineBytes)
      throw new UserError(`${file} has a line of more than ${maxLineBytes} bytes`, { hint });
  }
  if (pendingBytes > 0) yield { text: Buffer.concat(pending).toString('utf8'), ended: false };
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  // What was cut off in the middle is unpacked as far as it goes.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* Readable.from(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return;
    if (code?.startsWith('Z_'))
      throw new UserError(`${file} is no snapshot of kubecompass, or it is damaged`, { hint, cause: error });
    throw new UserError(`${file} cannot be read (${code})`, { hint: 'Is that its name?', cause: error });
  }
}
