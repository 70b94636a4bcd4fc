import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layFiles } from '../../../test/support/lay-files.ts';
import { gitRemotes } from './git-remotes.ts';

const config = `[core]
	bare = false
	url = https://git.example/none.git
[remote "origin"]
	url = git@git.example:bank/apps.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[remote "mirror"]
	url = "https://mirror.example/apps"
	pushurl = https://git.example/pushed.git
[branch "main"]
	remote = origin
`;
const remotes = ['git@git.example:bank/apps.git', 'https://mirror.example/apps'];

test('the remotes of a repository are those that its settings name', () => {
  expect(gitRemotes(layFiles({ '.git/config': config }))).toEqual(remotes);
});

test('also of a further work tree, and of a submodule', () => {
  const root = layFiles({
    'main/.git/config': config,
    'main/.git/worktrees/other/commondir': '../..\n',
    'other/.git': 'gitdir: ../main/.git/worktrees/other\n',
    'main/.git/modules/part/config': config,
    'main/part/.git': 'gitdir: ../.git/modules/part\n',
  });
  expect(gitRemotes(join(root, 'other'))).toEqual(remotes);
  expect(gitRemotes(join(root, 'main/part'))).toEqual(remotes);
});

test.each<[string, Record<string, string>]>([
  ['without a repository', { 'a.yaml': '' }],
  ['without remotes', { '.git/config': '[core]\n\tbare = false\n' }],
  ['where it leads nowhere', { '.git': 'gitdir: ../gone\n' }],
  ['where it is no file', { '.git/config/x': '' }],
])('there are none %s', (_name, files) => {
  expect(gitRemotes(layFiles(files))).toEqual([]);
});
