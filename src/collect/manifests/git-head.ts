import { gitFiles } from './git-files.ts';

/** Which revision a work tree holds. */
export interface GitHead {
  /** The branch that is checked out; null where none is, or that is not known. */
  readonly branch: string | null;
  /** The commit, where that is checked out and no branch; null otherwise. */
  readonly commit: string | null;
  /** The default branch of the remote `origin`, as it was when it was cloned; null where Git does not know. */
  readonly defaultBranch: string | null;
}

/** Where nothing is known of Git. */
export const noHead: GitHead = { branch: null, commit: null, defaultBranch: null };

/** What is checked out in a work tree, as its `.git` says. Git is not run. */
export function gitHead(folder: string): GitHead {
  const { own, shared } = gitFiles(folder);
  const head = own('HEAD')?.trim() ?? '';
  const [, branch = null] = /^ref:\s*refs\/heads\/(.+)$/.exec(head) ?? [];
  const [, defaultBranch = null] =
    /^ref:\s*refs\/remotes\/origin\/(.+)$/.exec(shared('refs/remotes/origin/HEAD')?.trim() ?? '') ?? [];
  // Where references are kept in a table, Git writes a branch here that can be none.
  return {
    branch: branch?.startsWith('.') ? null : branch,
    commit: /^[0-9a-f]{40,64}$/.test(head) ? head : null,
    defaultBranch: defaultBranch?.startsWith('.') ? null : defaultBranch,
  };
}
