import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layFiles } from '../../../test/support/lay-files.ts';
import { gitHead, noHead } from './git-head.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

test.each<[string, Record<string, string>, Partial<typeof noHead>]>([
  ['a branch', { '.git/HEAD': 'ref: refs/heads/fix/probes\n' }, { branch: 'fix/probes' }],
  ['a commit', { '.git/HEAD': `${commit}\n` }, { commit }],
  [
    'the default branch of origin, too',
    { '.git/HEAD': 'ref: refs/heads/a\n', '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n' },
    { branch: 'a', defaultBranch: 'trunk' },
  ],
  ['nothing where references are kept in a table', { '.git/HEAD': 'ref: refs/heads/.invalid\n' }, {}],
  ['nothing without a repository', { 'a.yaml': '' }, {}],
  ['nothing of what Git would not write', { '.git/HEAD': 'prod\n' }, {}],
])('Git says %s', (_name, files, expected) => {
  expect(gitHead(layFiles(files))).toEqual({ ...noHead, ...expected });
});

test('a further work tree has a branch of its own, and the remotes of all', () => {
  const root = layFiles({
    'main/.git/HEAD': 'ref: refs/heads/main\n',
    'main/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/main\n',
    'main/.git/worktrees/other/commondir': '../..\n',
    'main/.git/worktrees/other/HEAD': 'ref: refs/heads/prod\n',
    'other/.git': 'gitdir: ../main/.git/worktrees/other\n',
  });
  expect(gitHead(join(root, 'other'))).toEqual({ branch: 'prod', commit: null, defaultBranch: 'main' });
});
