/** A file in a tar archive. */
export interface TarEntry {
  readonly path: string;
  /** In milliseconds since 1970. */
  readonly changedAt: number;
  readonly size: number;
  /** What it holds; null where `wants` did not want it. */
  readonly content: Buffer | null;
}

/** Why the rest of an archive cannot be read. */
export class TarProblem extends Error {}

const block = 512;

/**
 * Reads the plain files of a tar archive (ustar, with the long names of GNU and pax) as it streams by. Folders, links and devices are passed over: a path is a
 * name. Throws TarProblem for what is no archive, or ends in the middle; what came before has been given.
 */
export async function* readTar(
  chunks: AsyncIterable<Buffer>,
  wants: (path: string, size: number) => boolean,
): AsyncGenerator<TarEntry> {
  const bytes = takeFrom(chunks);
  let [longName, longSize] = [null as string | null, null as number | null];
  for (let isFirst = true; ; isFirst = false) {
    const head = await bytes.take(block);
    // Two empty blocks end an archive; some writers leave them out.
    if (head === null || head.every((byte) => byte === 0)) {
      if (isFirst) throw new TarProblem('is no tar archive');
      return;
    }
    if (!isHead(head)) throw new TarProblem(isFirst ? 'is no tar archive' : 'is damaged in the middle');
    const size = longSize ?? numberAt(head, 124, 12);
    const type = String.fromCharCode(head[156] ?? 0);
    if (type === 'L' || type === 'x') {
      // Names are short: a longer one is an attack.
      if (size > 1024 * 1024) throw new TarProblem('has a name of more than a megabyte');
      const text = (await contentOf(bytes, size, true))?.toString('utf8') ?? '';
      if (type === 'L') longName = text.replace(/\0.*$/s, '');
      else {
        const told = readPax(text);
        longName = told.get('path') ?? longName;
        longSize = told.has('size') ? sizeOf(told.get('size')) : null;
      }
      continue;
    }
    const path = (longName ?? nameIn(head)).replace(/^(?:\.?\/)+/, '');
    const isFile = type === '0' || type === '\0';
    const content = await contentOf(bytes, size, isFile && wants(path, size));
    if (isFile) yield { path, changedAt: numberAt(head, 136, 12) * 1000, size, content };
    [longName, longSize] = [null, null];
  }
}

interface Bytes {
  /** So many bytes; null at the end. */
  take(count: number): Promise<Buffer | null>;
  pass(count: number): Promise<void>;
}

function takeFrom(chunks: AsyncIterable<Buffer>): Bytes {
  const source = chunks[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await source.next();
    if (next.done === true) return false;
    left = next.value;
    return true;
  }

  async function* parts(count: number): AsyncGenerator<Buffer> {
    let missing = count;
    while (missing > 0) {
      if (left.length === 0 && !(await more())) return;
      const part = left.subarray(0, missing);
      left = left.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  return {
    async take(count) {
      const whole = Buffer.concat(await Array.fromAsync(parts(count)));
      if (whole.length === count) return whole;
      if (whole.length === 0) return null;
      throw new TarProblem('ends in the middle');
    },
    async pass(count) {
      let passed = 0;
      for await (const part of parts(count)) passed += part.length;
      if (passed < count) throw new TarProblem('ends in the middle');
    },
  };
}

async function contentOf(bytes: Bytes, size: number, isWanted: boolean): Promise<Buffer | null> {
  const rest = (block - (size % block)) % block;
  if (!isWanted) {
    await bytes.pass(size + rest);
    return null;
  }
  const content = size === 0 ? Buffer.alloc(0) : await bytes.take(size);
  if (content === null) throw new TarProblem('ends in the middle');
  await bytes.pass(rest);
  return content;
}

/** Whether the sum in a header is that of its bytes. */
function isHead(head: Buffer): boolean {
  let sum = 0;
  for (const [index, byte] of head.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  return Number.parseInt(textAt(head, 148, 8).trim(), 8) === sum;
}

function nameIn(head: Buffer): string {
  const name = textAt(head, 0, 100);
  const prefix = textAt(head, 257, 6).startsWith('ustar') && head[262] === 0 ? textAt(head, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textAt(head: Buffer, from: number, length: number): string {
  const field = head.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8');
}

/** A number in octal digits, or, where the first bit says so, in bytes. */
function numberAt(head: Buffer, from: number, length: number): number {
  const first = head[from] ?? 0;
  if ((first & 0x80) === 0) return sizeOf(Number.parseInt(textAt(head, from, length).trim() || '0', 8));
  let value = 0;
  for (const byte of head.subarray(from + 1, from + length)) value = value * 256 + byte;
  return sizeOf(value);
}

function sizeOf(value: unknown): number {
  const size = Number(value);
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new TarProblem('has a file of no possible size');
}

/** The records of a pax header: `length key=value` and a new line, the length in bytes. */
function readPax(text: string): Map<string, string> {
  const told = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^\d+ ([^=]+)=(.*)$/s.exec(line) ?? [];
    if (key !== undefined && value !== undefined) told.set(key, value);
  }
  return told;
}
