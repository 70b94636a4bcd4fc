import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Gap } from '../../estate/gap.ts';
import type { FoundFile } from './list-files.ts';
import { decodeText, type EncodingProblem } from './text/decode-text.ts';

/** How much is read at most, in bytes. */
export interface SizeLimits {
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** The text of a file, or why there is none: it cannot be read, or so much was read already that this file is left out. */
export type FileText = { readonly text: string } | { readonly problem: EncodingProblem } | { readonly leftOut: true };

/** The bytes of a file, or why there are none. */
export type FileBytes = { readonly bytes: Buffer } | Exclude<FileText, { readonly text: string }>;

/** Reads files one by one, and counts how much it has read. */
export interface FileReader {
  read(file: Pick<FoundFile, 'path' | 'shown'>): FileText;
  /** The same of a file that need not be text. The bytes are there until the next file is read. */
  readBytes(file: Pick<FoundFile, 'path' | 'shown'>): FileBytes;
  /** For each list of ASCII texts whether one of them stands in a file, which is neither decoded nor counted for that. */
  mentions(file: Pick<FoundFile, 'path'>, lists: readonly (readonly string[])[]): boolean[];
  /** Which files were left out; null when none was. */
  leftOut(): Gap | null;
}

/** Starts reading. Files are only opened where they are files: a pipe or a device would be waited for without end. */
export function readFiles({ maxFileBytes, maxTotalBytes }: SizeLimits): FileReader {
  let total = 0;
  const room: Room = { bytes: new Uint8Array(64 * 1024) };
  const left = new Set<string>();

  function read(file: Pick<FoundFile, 'path' | 'shown'>): FileText {
    const found = readBytes(file);
    return 'bytes' in found ? decodeText(found.bytes) : found;
  }

  function readBytes({ path, shown }: Pick<FoundFile, 'path' | 'shown'>): FileBytes {
    if (left.size > 0) {
      left.add(shown);
      return { leftOut: true };
    }
    const bytes = bytesOf(path, maxFileBytes, maxTotalBytes - total, room);
    if (bytes === null) {
      left.add(shown);
      return { leftOut: true };
    }
    if (typeof bytes === 'string') return { problem: { message: bytes, line: 1, column: 1 } };
    total += bytes.length;
    return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }

  function mentions({ path }: Pick<FoundFile, 'path'>, lists: readonly (readonly string[])[]): boolean[] {
    const bytes = bytesOf(path, maxFileBytes, maxTotalBytes, room);
    if (bytes === null || typeof bytes === 'string') return lists.map(() => false);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return lists.map((texts) => texts.some((text) => buffer.includes(text, 'latin1')));
  }

  function leftOut(): Gap | null {
    const [first] = left;
    if (first === undefined) return null;
    const more = left.size === 1 ? '' : ` and ${left.size - 1} more`;
    const limit = writeSize(maxTotalBytes);
    return {
      gap: 'unreachable',
      detail: `the files hold more than ${limit}, so ${first}${more} ${more ? 'are' : 'is'} not read (--max-total-size raises the limit)`,
      suppliedBy: 'readable-files',
    };
  }

  return { read, readBytes, mentions, leftOut };
}

/** Where bytes are put, again and again: what is read of them is copied out before the next file. */
type Room = { bytes: Uint8Array };

/** Larger files get room of their own, which goes with them, in bytes. */
const largestRoom = 1024 * 1024;

/** The bytes of a file; text for why it cannot be read; null when it does not fit into what may still be read. */
function bytesOf(path: string, maxBytes: number, left: number, room: Room): Uint8Array | string | null {
  let descriptor: number | undefined;
  try {
    // It was a file when it was listed. What has become a pipe since must not be waited for.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return 'it is no file any more';
    if (stat.size > maxBytes)
      return `the file is larger than ${writeSize(maxBytes)} (--max-file-size raises the limit)`;
    return stat.size > left ? null : readWhole(descriptor, stat.size, room);
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code})`;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads so many bytes, or as many as there are left by now. */
function readWhole(descriptor: number, size: number, room: Room): Uint8Array {
  if (size > room.bytes.length && size <= largestRoom) room.bytes = new Uint8Array(Math.min(largestRoom, size * 2));
  const bytes = size > largestRoom ? new Uint8Array(size) : room.bytes;
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

function writeSize(bytes: number): string {
  const [unit, size] = (
    [
      ['GiB', 1024 ** 3],
      ['MiB', 1024 ** 2],
    ] as const
  ).find(([, one]) => bytes >= one && bytes % one === 0) ?? ['bytes', 1];
  return `${bytes / size} ${unit}`;
}
