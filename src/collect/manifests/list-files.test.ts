import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from './list-files.ts';

let root = '';
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'kubecompass-list-')));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Lays files (a text) and links (`-> target`) in a fresh folder of that name. */
function lay(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(root, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), join(folder, path));
    else writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The files below some paths of a folder, by their path from it. */
function listed(folder: string, ...paths: string[]): string[] {
  return listFiles(paths.map((path) => join(folder, path))).files.map(({ shown }) => relative(folder, shown));
}

describe('a folder', () => {
  test('is looked through for YAML and JSON, and nothing else', () => {
    const folder = lay('kinds', {
      'a.yaml': '',
      'b.YML': '',
      'c/d.json': '',
      'e.txt': '',
      'f.yaml.bak': '',
      '.hidden.yaml': '',
      '.git/x.yaml': '',
      'node_modules/x.yaml': '',
    });
    expect(listed(folder, '.')).toEqual(['.hidden.yaml', 'a.yaml', 'b.YML', 'c/d.json']);
  });

  test('has places relative to what all paths share', () => {
    const folder = lay('places', { 'dev/a.yaml': '', 'prod/b.yaml': '' });
    const places = (...paths: string[]): string[] =>
      listFiles(paths.map((path) => join(folder, path))).files.map(({ place }) => place);
    expect(places('.')).toEqual(['dev', 'prod']);
    expect(places('dev', 'prod')).toEqual(['dev', 'prod']);
    expect(places('prod')).toEqual(['']);
  });

  test('honours .gitignore, those of the folders above it too, up to the repository', () => {
    const files = {
      '.gitignore': 'ignored.yaml\n',
      '.git/config': '',
      'app/.gitignore': '*.json\n!keep.json\n',
      'app/a.yaml': '',
      'app/b.json': '',
      'app/keep.json': '',
      'app/ignored.yaml': '',
    };
    const folder = lay('ignore', files);
    expect(listed(folder, '.')).toEqual(['app/a.yaml', 'app/keep.json']);
    expect(listed(folder, 'app')).toEqual(['app/a.yaml', 'app/keep.json']);
  });

  test('that is asked for is read although its repository ignores it, and so is a file', () => {
    const folder = lay('asked', {
      '.gitignore': 'build/\nsecret.yaml\n',
      '.git/config': '',
      'build/a.yaml': '',
      'build/secret.yaml': '',
      'secret.yaml': '',
    });
    expect(listed(folder, '.')).toEqual([]);
    expect(listed(folder, 'build')).toEqual(['build/a.yaml', 'build/secret.yaml']);
    expect(listed(folder, 'secret.yaml')).toEqual(['secret.yaml']);
  });

  test('with a .gitignore that cannot be read is read whole', () => {
    expect(listed(lay('unreadable-ignore', { '.gitignore/x': '', 'a.yaml': '' }), '.')).toEqual(['a.yaml']);
  });
});

describe('the same input', () => {
  test('is listed once, under one name, in whatever order it is asked for', () => {
    const folder = lay('twice', { 'a/x.yaml': '', 'b.yaml': '' });
    const there = listed(folder, '.', 'a', 'a/x.yaml', 'b.yaml', '.');
    expect(there).toEqual(['a/x.yaml', 'b.yaml']);
    expect(listed(folder, 'b.yaml', 'a/x.yaml', 'a', '.')).toEqual(there);
  });

  test('is one by another way of writing it, and through a link to its folder', () => {
    const folder = lay('link', { 'a/x.yaml': '', 'other': '-> a' });
    expect(
      listFiles([join(folder, 'a'), `${join(folder, 'a')}//`, join(folder, 'other')]).files.map(({ path }) => path),
    ).toEqual([join(folder, 'a/x.yaml')]);
  });
});

describe('links', () => {
  test('are followed inside of the folder and not out of it', () => {
    lay('outside', { 'secret.yaml': '' });
    const folder = lay('inside', {
      'a.yaml': '',
      'b.yaml': '-> a.yaml',
      'c': '-> d',
      'd/e.yaml': '',
      'out.yaml': '-> ../outside/secret.yaml',
      'out': '-> ../outside',
    });
    expect(listed(folder, '.')).toEqual(['a.yaml', 'b.yaml', 'c/e.yaml', 'd/e.yaml']);
  });

  test('in loops, to themselves and to nothing end', () => {
    const folder = lay('loops', {
      'a/b/up': '-> ../..',
      'a/self': '-> self',
      'a/x.yaml': '',
      'gone.yaml': '-> nowhere',
      'one': '-> two',
      'two': '-> one',
    });
    expect(listed(folder, '.')).toEqual(['a/x.yaml']);
  });

  test('that multiply paths without end are followed a thousand times, and it says so', () => {
    const levels = Array.from({ length: 20 }, (_none, level) => level);
    const links = levels.flatMap((level) => ['x', 'y', 'z'].map((name) => [`${level}/${name}`, `-> ../${level + 1}`]));
    const folder = lay('bomb', { ...Object.fromEntries(links), '20/a.yaml': '' });
    const { files, gaps } = listFiles([folder]);
    expect(files.length).toBeGreaterThan(0);
    expect(gaps).toMatchObject([
      { gap: 'unreachable', detail: expect.stringContaining('more than 1000 links to folders') as string },
    ]);
  });
});

describe('what is asked for and is not there', () => {
  test.each([
    ['nothing', 'does not exist'],
    ['file.yaml/below', 'does not exist'],
    ['loop', 'cannot be read (ELOOP)'],
  ])('%s %s', (path, message) => {
    const folder = lay(`missing-${path.length}`, { 'file.yaml': '', 'loop': '-> loop' });
    expect(() => listFiles([join(folder, path)])).toThrow(`${join(folder, path)} ${message}`);
  });
});
