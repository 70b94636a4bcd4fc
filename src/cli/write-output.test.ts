import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseInput, refuseUnwritable, writeWhole } from './write-output.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-write-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('a file is written, and written again with the rights that it had, and nothing is left beside it', () => {
  writeWhole(join(folder, 'a.json'), 'first');
  chmodSync(join(folder, 'a.json'), 0o640);
  writeWhole(join(folder, 'a.json'), 'second');
  expect(read('a.json')).toBe('second');
  expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
});

test('a link stays, and the file that it leads to is written', () => {
  writeFileSync(join(folder, 'target'), '');
  symlinkSync('target', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'text');
  expect(read('target')).toBe('text');
  expect(
    readdirSync(folder, { withFileTypes: true })
      .find(({ name }) => name === 'link')
      ?.isSymbolicLink(),
  ).toBe(true);
});

test('a device is written to and stays one', () => {
  writeWhole('/dev/null', 'text');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a file that cannot be written whole stays as it was', () => {
  writeFileSync(join(folder, 'kept'), 'old');
  // The name beside it is taken by a folder, so the new text has no place to stand.
  mkdirSync(join(folder, `.kept.${process.pid}.tmp`));
  expect(() => writeWhole(join(folder, 'kept'), 'new')).toThrow('cannot be written');
  expect(read('kept')).toBe('old');
});

test('what cannot be written is refused before any work is done', () => {
  expect(() => refuseUnwritable(join(folder, 'absent', 'a'))).toThrow('cannot be written (ENOENT)');
  expect(() => refuseUnwritable(folder)).toThrow('is a folder');
  expect(() => refuseUnwritable(join(folder, 'a.json'))).not.toThrow();
  expect(() => refuseUnwritable(join(folder, 'new'))).not.toThrow();
});

test('what is to be read is not written over', () => {
  writeFileSync(join(folder, 'input.yaml'), 'kind: A');
  expect(() => refuseInput(join(folder, 'input.yaml'), ['-', join(folder, '.', 'input.yaml')])).toThrow('written over');
  expect(() => refuseInput(join(folder, 'output.json'), [folder])).not.toThrow();
});
