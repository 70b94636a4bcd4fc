import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Far above what git writes, in bytes. */
const largest = 1024 * 1024;

/** What Git keeps of a work tree, file by file: null where there is no such file, or none that git would have written. */
export interface GitFiles {
  /** Of this work tree alone, such as its `HEAD`. */
  readonly own: (name: string) => string | null;
  /** Of the repository, which several work trees may share. */
  readonly shared: (name: string) => string | null;
}

/** Opens the `.git` of a work tree: a submodule and a further work tree name the place in a file. Git is not run. */
export function gitFiles(workTree: string): GitFiles {
  const dotGit = join(workTree, '.git');
  const [, named] = /^gitdir:\s*(.+?)\s*$/m.exec(textOf(dotGit) ?? '') ?? [];
  const own = named === undefined ? dotGit : resolve(workTree, named);
  const common = named === undefined ? null : textOf(join(own, 'commondir'));
  const shared = common === null ? own : resolve(own, common.trim());
  return { own: (name) => textOf(join(own, name)), shared: (name) => textOf(join(shared, name)) };
}

function textOf(path: string): string | null {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= largest ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
