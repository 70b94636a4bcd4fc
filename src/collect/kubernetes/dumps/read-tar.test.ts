import { describe, expect, test } from 'vitest';
import { makeTar, type TarEntryInTest } from '../../../../test/support/make-tar.ts';
import { readTar, type TarEntry, TarProblem } from './read-tar.ts';

// oxlint-disable-next-line typescript/require-await -- as a stream gives them
async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = 1000): Promise<(string | null)[][]> {
  const entries: TarEntry[] = await Array.fromAsync(readTar(inChunks(bytes, size), () => true));
  return entries.map(({ path, content }) => [path, content?.toString('utf8') ?? null]);
}

const long = `${'folder/'.repeat(20)}a.json`;
const two: readonly TarEntryInTest[] = [
  { path: 'a.json', text: '{}', changedAt: 1_700_000_000 },
  { path: 'b/c.json', text: 'x'.repeat(513) },
];

test.each([1, 7, 512, 5000])('files are given, however they come in (chunks of %i bytes)', async (size) => {
  expect(await read(makeTar(two), size)).toEqual([
    ['a.json', '{}'],
    ['b/c.json', 'x'.repeat(513)],
  ]);
});

test('a file that nobody wants is passed over, and its time is told', async () => {
  const entries = await Array.fromAsync(readTar(inChunks(makeTar(two), 100), (path) => path === 'b/c.json'));
  expect(entries.map(({ path, changedAt, size, content }) => [path, changedAt, size, content?.length ?? null])).toEqual(
    [
      ['a.json', 1_700_000_000_000, 2, null],
      ['b/c.json', 0, 513, 513],
    ],
  );
});

test.each<[string, readonly TarEntryInTest[], readonly string[]]>([
  [
    'a long name of GNU',
    [
      { path: '././@LongLink', type: 'L', text: `${long}\0` },
      { path: 'short', text: '1' },
    ],
    [long],
  ],
  [
    'a long name of pax',
    [{ path: 'x', type: 'x', text: `${long.length + 10} path=${long}\n` }, { path: 'short' }],
    [long],
  ],
  [
    'links, folders and devices',
    [
      { path: 'link', type: '2' },
      { path: 'hard', type: '1' },
      { path: 'folder', type: '5' },
      { path: 'device', type: '3' },
      { path: 'a.json' },
    ],
    ['a.json'],
  ],
  [
    'paths that lead out',
    [{ path: '../../etc/passwd' }, { path: '/etc/shadow' }, { path: './a.json' }],
    ['../../etc/passwd', 'etc/shadow', 'a.json'],
  ],
])('%s', async (_name, entries, paths) => {
  expect((await read(makeTar(entries))).map(([path]) => path)).toEqual(paths);
});

describe('what is no whole archive is a problem, and what came before is given', () => {
  test.each<[string, Buffer, string, number]>([
    ['text', Buffer.from('{"kind": "List"}'.repeat(100)), 'is no tar archive', 0],
    ['nothing', Buffer.alloc(0), 'is no tar archive', 0],
    ['cut in a file', makeTar(two).subarray(0, 512 * 3 + 100), 'ends in the middle', 1],
    ['cut in a header', makeTar(two).subarray(0, 512 * 2 + 100), 'ends in the middle', 1],
    [
      'rubbish in the middle',
      Buffer.concat([makeTar(two, { end: false }), Buffer.alloc(512, 'x')]),
      'is damaged in the middle',
      2,
    ],
    ['a size that nothing has', makeTar([{ path: 'a', size: 'many' }]), 'has a file of no possible size', 0],
    ['a name without end', makeTar([{ path: 'a', type: 'L', size: 2 ** 24 }]), 'has a name of more than a megabyte', 0],
  ])('%s', async (_name, bytes, message, before) => {
    const given: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const { path } of readTar(inChunks(bytes, 100), () => true)) given.push(path);
    };
    const error: unknown = await reading().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(TarProblem);
    expect((error as Error).message).toBe(message);
    expect(given).toHaveLength(before);
  });
});
