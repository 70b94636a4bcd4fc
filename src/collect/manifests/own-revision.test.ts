import { describe, expect, test } from 'vitest';
import { type GitHead, noHead } from './git-head.ts';
import { ownRevision } from './own-revision.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** Those of the revisions that are read in the folder. */
function read(named: readonly string[], head: Partial<GitHead> = {}): string[] {
  const { whyNot } = ownRevision(named, { ...noHead, ...head });
  return named.filter((one) => whyNot([one]) === null);
}

describe('the folder is', () => {
  test.each<[string, string[], Partial<GitHead>, string[]]>([
    ['the one revision that is named', ['prod', 'prod'], {}, ['prod', 'prod']],
    ['it, also on a branch that is to be merged', ['prod'], { branch: 'fix' }, ['prod']],
    ['the default one, however that is written', ['', 'HEAD', 'main', 'master'], {}, ['', 'HEAD', 'main', 'master']],
    ['a branch, however that is written', ['refs/heads/prod', 'prod'], {}, ['refs/heads/prod', 'prod']],
    ['of several the one that is checked out', ['', 'prod'], { branch: 'prod' }, ['prod']],
    ['or whose commit is', ['', commit], { commit }, [commit]],
    ['else the default one', ['', 'prod'], {}, ['']],
    ['the default one, too, on a branch that nobody names', ['', 'prod'], { branch: 'fix' }, ['']],
    [
      'main for the default one where that is checked out',
      ['HEAD', 'main', 'prod'],
      { branch: 'main' },
      ['HEAD', 'main'],
    ],
    ['not main where another one is', ['HEAD', 'main'], { branch: 'develop' }, ['HEAD']],
    ['not master where main is', ['HEAD', 'main', 'master'], { branch: 'main' }, ['HEAD', 'main']],
    [
      'the default one that Git knows',
      ['HEAD', 'trunk', 'main'],
      { branch: 'fix', defaultBranch: 'trunk' },
      ['HEAD', 'trunk'],
    ],
    [
      'main, if Git knows that as the default one',
      ['', 'main'],
      { branch: 'fix', defaultBranch: 'main' },
      ['', 'main'],
    ],
    ['none of several where no default one is named', ['prod', 'v1.0'], {}, []],
  ])('%s', (_name, named, head, expected) => {
    expect(read(named, head)).toEqual(expected);
  });
});

test('what says otherwise is named', () => {
  expect(ownRevision(['', 'prod'], noHead).whyNot(['prod'])).toBe(
    'the revision prod, and this folder holds the default branch',
  );
  expect(ownRevision(['', 'prod'], { ...noHead, branch: 'prod' }).whyNot([''])).toBe(
    'the default branch, and this folder holds the revision prod',
  );
  expect(ownRevision(['v1', 'v2'], noHead).whyNot(['v2'])).toBe(
    'the revision v2, and which of the revision v1 and the revision v2 this folder holds, nothing says',
  );
});

test('one of several that may be meant is not read where any of them is not', () => {
  const { whyNot } = ownRevision(['', 'prod'], noHead);
  expect(whyNot(['', 'prod'])).toContain('the revision prod');
  expect(whyNot([])).toBeNull();
});

test('what Git does not say is assumed', () => {
  const { assumption } = ownRevision(['', 'prod'], { ...noHead, branch: 'fix' });
  expect(assumption?.('git.example/own')).toBe(
    'the folder holds the default branch of git.example/own, of which GitOps objects name the default branch and the revision prod (Git does not say that one of these is checked out)',
  );
  expect(ownRevision(['', 'prod'], { ...noHead, branch: 'prod' }).assumption).toBeNull();
  expect(ownRevision(['prod'], noHead).assumption).toBeNull();
  expect(ownRevision(['v1', 'v2'], noHead).assumption).toBeNull();
});
