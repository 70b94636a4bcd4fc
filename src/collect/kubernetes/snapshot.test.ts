import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import type { KindList, Recorded } from './cluster-record.ts';
import { readSnapshot, type SnapshotLimits } from './read-snapshot.ts';
import { snapshotSchema, writeSnapshot } from './write-snapshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-snapshot-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (): string => join(folder, 'estate.kcs');

const pods: KindList = { group: '', version: 'v1', kind: 'Pod', resource: 'pods', isNamespaced: true, namespace: null };
const records: readonly Recorded[] = [
  {
    record: 'cluster',
    server: 'a:6443',
    version: 'v1.37.2',
    collectedAt: '2026-11-24T12:00:00Z',
    namespaces: null,
    clockAhead: null,
  },
  {
    record: 'kinds',
    kinds: [{ group: '', version: 'v1', kind: 'Pod', resource: 'pods', isNamespaced: true }],
    gaps: [],
  },
  { record: 'page', list: pods, objects: [{ kind: 'Pod', metadata: { name: 'ä\u2028\n' } }], carriers: [] },
  { record: 'end', list: pods, gap: { gap: 'forbidden', detail: 'no', suppliedBy: 'running-platform' } },
];

async function write(): Promise<void> {
  const writer = writeSnapshot(file(), '0.1.0');
  for (const record of records) await writer.write(record);
  await writer.close();
}

async function read(limits?: SnapshotLimits): Promise<Recorded[]> {
  return Array.fromAsync(readSnapshot(file(), limits));
}

const packed = (...lines: unknown[]): Buffer =>
  gzipSync(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
const head = { record: 'snapshot', schema: snapshotSchema, tool: '0.1.0' };

test('what was written is read, and only its owner may read it', async () => {
  await write();
  expect(await read()).toEqual(records);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('wherever it is cut off, what was written before is read, and nothing else', async () => {
  await write();
  const whole = readFileSync(file());
  let longest = 0;
  for (let length = 60; length < whole.length; length += 7) {
    writeFileSync(file(), whole.subarray(0, length));
    // Where not one line is whole it is no snapshot.
    const found = await read().catch((error: unknown) => {
      if (error instanceof UserError) return [];
      throw error;
    });
    // Only the end can say that it is whole; what is cut off within it is not.
    const told = found.filter(({ record }) => record !== 'hole');
    const isCut = found.length > 0 && told.length < records.length;
    expect(isCut && found.length === told.length).toBe(false);
    expect(told).toEqual(records.slice(0, told.length));
    longest = Math.max(longest, told.length);
  }
  expect(longest).toBe(records.length);
});

test.each([
  ['a value that was changed', (line: string) => line.replace('forbidden', 'stale')],
  ['a record that was taken out', (line: string) => (line.includes('"record":"end"') ? '' : line)],
  [
    'a count that was made to fit',
    (line: string) => line.replace('"lines":6', '"lines":5').replace(/^.*"record":"end".*\n/, ''),
  ],
  [
    'a value that was changed by an editor that ends no last line',
    (line: string) => (line.includes('"record":"whole"') ? line.trimEnd() : line.replace('forbidden', 'stale')),
  ],
  [
    'what was written behind the end',
    (line: string) => (line.includes('"record":"whole"') ? `${line}${JSON.stringify(records[3])}\n` : line),
  ],
  ['a last line that says less', (line: string) => (line.includes('"record":"whole"') ? '{"record":"whole"}\n' : line)],
])('%s is found out', async (_name, change) => {
  await write();
  const lines =
    gunzipSync(readFileSync(file()))
      .toString('utf8')
      .match(/[^\n]*\n/g) ?? [];
  expect(lines.at(-1)).toContain('"lines":6');
  writeFileSync(file(), gzipSync(lines.map(change).join('')));
  await expect(read()).rejects.toThrow('was changed after it was taken');
});

test('a last line that was taken out leaves what there is, and is told apart from a run that was stopped', async () => {
  await write();
  const lines = gunzipSync(readFileSync(file())).toString('utf8').split('\n').slice(0, -2);
  writeFileSync(file(), gzipSync(`${lines.join('\n')}\n`));
  const changed = await read();
  expect(changed.slice(0, -1)).toEqual(records);
  expect(changed.at(-1)).toMatchObject({
    record: 'hole',
    gap: {
      detail:
        'estate.kcs has no last line: it was cut off or changed after it was taken, so it may not say all, nor the truth',
    },
  });
});

test('a whole snapshot whose last line ends with the file loads', async () => {
  await write();
  writeFileSync(file(), gzipSync(gunzipSync(readFileSync(file())).toString('utf8').trimEnd()));
  expect(await read()).toEqual(records);
});

test('a snapshot of the first versions, which count their lines only, loads', async () => {
  writeFileSync(file(), packed(head, ...records, { record: 'whole', lines: records.length + 2 }));
  expect(await read()).toEqual(records);
});

test('a large cluster is written without a word of warning', async () => {
  const warned: string[] = [];
  const listen = ({ name }: Error): void => void warned.push(name);
  process.on('warning', listen);
  const writer = writeSnapshot(file(), '0.1.0');
  const objects = Array.from({ length: 40 }, (_, index) => ({
    kind: 'Pod',
    metadata: { name: `${index}-${'x'.repeat(4000)}` },
  }));
  for (let page = 0; page < 30; page += 1) await writer.write({ record: 'page', list: pods, objects, carriers: [] });
  await writer.close();
  await new Promise((done) => setImmediate(done));
  process.off('warning', listen);
  expect(warned).toEqual([]);
});

describe('what is no snapshot is refused in a line', () => {
  test.each<[string, Buffer, string]>([
    ['text', Buffer.from('{"record":"snapshot"}\n'), 'is no snapshot of kubecompass, or it is damaged'],
    ['nothing', Buffer.from(''), 'is empty, or no snapshot'],
    ['a packed file of another kind', packed({ a: 1 }), 'is no snapshot of kubecompass'],
    ['a list', packed('[]'), 'is no snapshot of kubecompass'],
    [
      'one of a later version',
      packed({ schema: 'kubecompass.snapshot/v2' }),
      'is a snapshot of a later version (kubecompass.snapshot/v2)',
    ],
    ['a line that is no JSON', packed(head, '{"record":'), 'line 2 is no record of a snapshot'],
    ['a record that is not known', packed(head, { record: 'constructor' }), 'line 2 is no record of a snapshot'],
    [
      'a page whose objects are text',
      packed(head, { record: 'page', list: pods, objects: 'x', carriers: [] }),
      'line 2 is no record of a snapshot',
    ],
    [
      'a page whose objects are numbers',
      packed(head, { record: 'page', list: pods, objects: [1], carriers: [] }),
      'line 2 is no record of a snapshot',
    ],
    [
      'credentials without a place',
      packed(head, { record: 'page', list: pods, objects: [], carriers: [{}] }),
      'line 2 is no record of a snapshot',
    ],
  ])('%s', async (_name, bytes, message) => {
    writeFileSync(file(), bytes);
    const error: unknown = await read().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(message);
  });

  test('a file that is not there', async () => {
    await expect(read()).rejects.toThrow('estate.kcs cannot be read (ENOENT)');
  });

  test.each<[string, SnapshotLimits, string]>([
    [
      'that unpacks to more than anybody has',
      { maxBytes: 100_000, maxLineBytes: 1e9 },
      'unpacks to more than 100000 bytes',
    ],
    ['with a line without end', { maxBytes: 1e9, maxLineBytes: 100_000 }, 'has a line of more than 100000 bytes'],
  ])('one %s', async (_name, limits, message) => {
    writeFileSync(file(), packed(head, ' '.repeat(5_000_000)));
    await expect(read(limits)).rejects.toThrow(message);
  });
});

test('a folder that takes no file is told when the first record is written', async () => {
  const writer = writeSnapshot(join(folder, 'no', 'such'), '0.1.0');
  await expect(writer.write(records[0] as Recorded)).rejects.toThrow('cannot be written (ENOENT)');
});

test.skipIf(!existsSync('/dev/full'))('where there is no room left, that is told', async () => {
  const writer = writeSnapshot('/dev/full', '0.1.0');
  await expect(writer.write(records[0] as Recorded)).rejects.toMatchObject({
    message: '/dev/full cannot be written (ENOSPC)',
    hint: 'There is no room left: name a file elsewhere.',
  });
});

test('a file that was there, and that others could read, is closed to them', async () => {
  writeFileSync(file(), 'old', { mode: 0o644 });
  await write();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});
