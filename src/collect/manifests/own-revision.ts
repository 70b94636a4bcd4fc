import type { GitHead } from './git-head.ts';

/** Which of the revisions that are named for a repository a folder holds. */
export interface OwnRevision {
  /** Why what comes from a revision, or from one of several, is not read in the folder; completes "which comes from …". null where it is. */
  readonly whyNot: (revisions: readonly string[]) => string | null;
  /** What was taken to be so, to be completed by the repository; null where it is known, or there is nothing to choose. */
  readonly assumption: ((repository: string) => string) | null;
}

/**
 * Decides it. Of one revision alone the folder is that one: a branch that is to be merged is no other platform. Of several it is the one that is checked
 * out, else the default one; where neither is among them, none.
 */
export function ownRevision(named: readonly string[], head: GitHead): OwnRevision {
  const all = new Set(named.map((one) => plain(one, head)));
  const checkedOut = [head.branch === null ? null : plain(head.branch, head), head.commit].find(
    (one) => one !== null && all.has(one),
  );
  const [only] = all;
  const taken = all.size < 2 ? only : (checkedOut ?? (all.has('') ? '' : undefined));
  const others = [...all].map(inWords).join(' and ');
  return {
    assumption:
      all.size > 1 && taken !== undefined && checkedOut === undefined
        ? (repository) =>
            `the folder holds ${inWords(taken)} of ${repository}, of which GitOps objects name ${others} (Git does not say that one of these is checked out)`
        : null,
    whyNot(revisions) {
      const one = revisions.map((each) => plain(each, head)).find((each) => each !== taken);
      if (all.size === 0 || one === undefined) return null;
      const why =
        taken === undefined
          ? `which of ${others} this folder holds, nothing says`
          : `this folder holds ${inWords(taken)}`;
      return `${inWords(one)}, and ${why}`;
    },
  };
}

function inWords(revision: string): string {
  return revision === '' ? 'the default branch' : `the revision ${revision}`;
}

/**
 * A revision in one form, '' for the default one. Where Git does not say which branch that is, it is `main` or `master`, unless another branch is checked
 * out: the default one may then be called otherwise.
 */
function plain(revision: string, { branch, defaultBranch }: GitHead): string {
  const name = revision.trim().replace(/^refs\/(?:heads|tags|remotes\/origin)\//, '');
  if (name === '' || name === 'HEAD') return '';
  if (defaultBranch !== null) return name === defaultBranch ? '' : name;
  return (name === 'main' || name === 'master') && (branch === null || branch === name) ? '' : name;
}
