import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layFiles } from '../../test/support/lay-files.ts';
import { writeFiles } from './write-files.ts';

test('files are written whole, with the rights that they had', () => {
  const root = layFiles({ 'a.yaml': 'a', 'b.yaml': 'b' });
  chmodSync(join(root, 'a.yaml'), 0o640);
  writeFiles(
    [
      { file: join(root, 'a.yaml'), before: 'a', after: 'A' },
      { file: join(root, 'new.yaml'), before: null, after: 'N' },
    ],
    [root],
  );
  expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toBe('A');
  expect(readFileSync(join(root, 'new.yaml'), 'utf8')).toBe('N');
  expect(statSync(join(root, 'a.yaml')).mode & 0o777).toBe(0o640);
  expect(readdirSync(root).toSorted()).toEqual(['a.yaml', 'b.yaml', 'new.yaml']);
});

test.each([
  ['was changed since', { name: 'b.yaml', before: 'other' }, 'was changed'],
  ['is gone', { name: 'c.yaml', before: 'c' }, 'cannot be written (ENOENT)'],
  ['has come', { name: 'b.yaml', before: null }, 'was changed'],
  ['is a link that leads out', { name: 'link.yaml', before: 'x' }, 'leads out'],
  ['stands in a folder that leads out', { name: 'folder/x.yaml', before: 'x' }, 'leads out'],
])('nothing is written where one %s', (_name, { name, before }, why) => {
  const away = layFiles({ 'x.yaml': 'x' });
  const root = layFiles({ 'a.yaml': 'a', 'b.yaml': 'b', 'link.yaml': `-> ${away}/x.yaml`, 'folder': `-> ${away}` });
  const files = [
    { file: join(root, 'a.yaml'), before: 'a', after: 'A' },
    { file: join(root, name), before, after: 'Y' },
  ];
  expect(() => writeFiles(files, [root])).toThrow(why);
  expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toBe('a');
  expect(readFileSync(join(away, 'x.yaml'), 'utf8')).toBe('x');
  expect(existsSync(join(root, 'c.yaml'))).toBe(false);
  expect(readdirSync(root).filter((one) => one.endsWith('.tmp'))).toEqual([]);
});
