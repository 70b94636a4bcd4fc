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

  test('is looked through for what is called as kubeconfigs are', () => {
    const folder = lay('kubeconfigs', {
      '.gitignore': 'ignored.kubeconfig\n',
      '.git/config': '',
      '.kube/config': '',
      'admin.conf': '',
      'config': '',
      'ignored.kubeconfig': '',
      'prod.kubeconfig': '',
    });
    const { files, ignored } = listFiles([folder, join(folder, 'prod.kubeconfig')]);
    expect(files.map(({ shown, onlyKubeconfig }) => [relative(folder, shown), onlyKubeconfig])).toEqual([
      ['.kube/config', true],
      ['admin.conf', true],
      ['prod.kubeconfig', undefined],
    ]);
    expect(ignored.files).toBe(1);
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

  test.each<[string, Record<string, string>]>([
    ['that cannot be read', { '.gitignore/x': '' }],
    ['that is a link, which git does not follow', { 'rules': '*\n', '.gitignore': '-> rules' }],
    ['that nobody would write', { '.gitignore': `# ${'x'.repeat(300_000)}\n*\n` }],
  ])('with a .gitignore %s is read whole', (name, files) => {
    expect(listed(lay(`unreadable-ignore ${name}`, { ...files, 'a.yaml': '' }), '.')).toEqual(['a.yaml']);
  });

  test.each<[string, string, string[]]>([
    ['a name anywhere', 'b.yaml', ['a/c.yaml', 'a/d/e.yaml']],
    ['a name in the folder of the rule', '/b.yaml', ['a/b.yaml', 'a/c.yaml', 'a/d/e.yaml']],
    ['a pattern', '*.yaml', []],
    ['a pattern, and an exception', '*.yaml\n!c.yaml', ['a/c.yaml']],
    ['an exception that is taken back', '*.yaml\n!c.yaml\nc.yaml', []],
    ['a folder', 'd/', ['a/b.yaml', 'a/c.yaml', 'b.yaml']],
    ['a folder, whose files no exception brings back', 'a/\n!a/b.yaml', ['b.yaml']],
    ['what is in a folder, but one file', 'a/*\n!a/c.yaml', ['a/c.yaml', 'b.yaml']],
    ['a path over folders', 'a/**/e.yaml', ['a/b.yaml', 'a/c.yaml', 'b.yaml']],
    ['nothing: comments, blank lines', '# a\n\n  \n', ['a/b.yaml', 'a/c.yaml', 'a/d/e.yaml', 'b.yaml']],
  ])('ignores %s', (name, rules, left) => {
    const files = { 'a/b.yaml': '', 'a/c.yaml': '', 'a/d/e.yaml': '', 'b.yaml': '' };
    expect(listed(lay(`ignores ${name.replaceAll('/', '-')}`, { ...files, '.gitignore': rules }), '.')).toEqual(left);
  });

  test('counts what it ignores: files that may hold manifests, and folders', () => {
    const folder = lay('counted', {
      '.gitignore': 'build/\n*.tmp\nlocal*.yaml\ngone\n',
      '.git/config': '',
      'a.yaml': '',
      'b.tmp': '',
      'build/c.yaml': '',
      'build/d.yaml': '',
      'dev/local.yaml': '',
      'local-too.yaml': '-> a.yaml',
      'gone': '-> nowhere',
      'node_modules/x.yaml': '',
    });
    const ignored = (...paths: string[]) => listFiles(paths.map((path) => join(folder, path))).ignored;
    expect(ignored('.')).toEqual({ files: 2, folders: 1 });
    expect(ignored('dev', '.')).toEqual({ files: 2, folders: 1 });
    expect(ignored('.', 'dev/local.yaml')).toEqual({ files: 1, folders: 1 });
    expect(ignored('.', 'build')).toEqual({ files: 2, folders: 0 });
    expect(ignored('a.yaml')).toEqual({ files: 0, folders: 0 });
  });

  test('lets a .gitignore below overrule one above', () => {
    const folder = lay('overruled', {
      '.gitignore': '*.json\n',
      'a/.gitignore': '!keep.json\n',
      'a/keep.json': '',
      'a/b.json': '',
      'keep.json': '',
    });
    expect(listed(folder, '.')).toEqual(['a/keep.json']);
  });

  test('is not ignored by what lies above its repository, or in none', () => {
    const folder = lay('above', {
      '.gitignore': '*\n',
      'repository/.git': 'gitdir: elsewhere\n',
      'repository/a.yaml': '',
      'none/b.yaml': '',
    });
    expect(listed(folder, 'repository')).toEqual(['repository/a.yaml']);
    expect(listed(folder, 'none')).toEqual(['none/b.yaml']);
  });

  test('says where it lies in its repository', () => {
    const folder = lay('where', { 'r/.git/HEAD': '', 'r/a/b/c.yaml': '', 'r/a/d.yaml': '', 'x.yaml': '' });
    const where = (...paths: string[]): string => listFiles(paths.map((path) => join(folder, path))).repositoryPath;
    expect([where('r'), where('r/a'), where('r/a/b'), where('r/a/b', 'r/a/d.yaml'), where('x.yaml')]).toEqual([
      '',
      'a',
      'a/b',
      'a',
      '',
    ]);
    expect(listFiles([]).repositoryPath).toBe('');
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

  test('that lead out are gaps where they stand: what is behind them is not known', () => {
    const outside = lay('far', { 'secret.yaml': '', 'notes.txt': '' });
    const folder = lay('near', {
      'a/file.yaml': `-> ${join(outside, 'secret.yaml')}`,
      'a/folder': `-> ${outside}`,
      'notes.txt': `-> ${join(outside, 'notes.txt')}`,
      'ignored': `-> ${outside}`,
      '.gitignore': 'ignored\n',
    });
    const detail = (name: string): string =>
      `the link ${join(folder, name)} leads out of what was given and is not followed`;
    expect(listFiles([folder])).toMatchObject({
      files: [],
      gaps: [
        { gap: 'not-collected', detail: detail('a/file.yaml'), place: 'a', suppliedBy: 'named-path' },
        { gap: 'not-collected', detail: detail('a/folder'), place: 'a', suppliedBy: 'named-path' },
      ],
    });
    expect(listFiles([folder, outside]).gaps).toEqual([]);
    expect(listed(root, 'near', 'far')).toEqual(['far/secret.yaml', 'near/a/file.yaml', 'near/a/folder/secret.yaml']);
  });

  test('that lead to nothing are gaps where they stand, if there may have been manifests', () => {
    const folder = lay('lost', {
      'a/file.yaml': '-> ../nowhere/file.yaml',
      'a/folder': '-> ../nowhere',
      'a/v1.2': '-> nowhere',
      'a/below': '-> x.yaml/below',
      'a/x.yaml': '',
      'a/notes.txt': '-> nowhere.txt',
      'a/run': '-> nowhere.sh',
      'ignored': '-> nowhere',
      '.gitignore': 'ignored\n',
    });
    expect(listFiles([folder]).gaps).toEqual(
      ['below', 'file.yaml', 'folder', 'v1.2'].map((name) => ({
        gap: 'not-collected',
        detail: `the link ${join(folder, 'a', name)} leads to what is not there, so what it stands for is not known`,
        place: 'a',
        suppliedBy: 'readable-files',
      })),
    );
  });

  test('in loops and to themselves end', () => {
    const folder = lay('loops', {
      'a/b/up': '-> ../..',
      'a/self': '-> self',
      'a/x.yaml': '',
      'one': '-> two',
      'two': '-> one',
    });
    expect(listed(folder, '.')).toEqual(['a/x.yaml']);
    expect(listFiles([folder]).gaps).toEqual([]);
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
