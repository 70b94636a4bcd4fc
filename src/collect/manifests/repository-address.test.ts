import { expect, test } from 'vitest';
import { repositoryAddress, repositoryName } from './repository-address.ts';

test.each([
  'https://github.com/bank/apps',
  'https://github.com/Bank/Apps.git',
  'https://github.com/bank/apps.git/',
  'https://bot:Zebra7@github.com/bank/apps.git',
  'git@github.com:bank/apps.git',
  'ssh://git@github.com/bank/apps',
  'ssh://git@github.com:22/bank/apps.git',
  'github.com/bank/apps',
])('%s is one repository', (url) => {
  expect(repositoryAddress(url)).toBe('github.com/bank/apps');
});

test('other hosts, owners and names are others', () => {
  const all = [
    'https://github.com/bank/apps',
    'https://gitlab.com/bank/apps',
    'https://github.com/x/apps',
    '/srv/apps.git',
  ];
  expect(new Set(all.map(repositoryAddress)).size).toBe(all.length);
  expect(all.map(repositoryAddress).map(repositoryName)).toEqual(['apps', 'apps', 'apps', 'apps']);
});
