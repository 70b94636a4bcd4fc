import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Far above what git writes, in bytes. */
const largest = 1024 * 1024;

/** The addresses of the remotes of a work tree, as its `.git` says them; none where it does not say. Git is not run. */
export function gitRemotes(folder: string): readonly string[] {
  const config = textOf(join(gitFolder(join(folder, '.git')), 'config'));
  const remotes = new Set<string>();
  let isRemote = false;
  for (const line of (config ?? '').split('\n')) {
    const [, section] = /^\s*\[\s*([\w.-]+)/.exec(line) ?? [];
    if (section !== undefined) isRemote = section.toLowerCase() === 'remote';
    const [, url] = /^\s*url\s*=\s*"?([^"\s]+)"?\s*$/i.exec(line) ?? [];
    if (isRemote && url !== undefined) remotes.add(url);
  }
  return [...remotes];
}

/** Where the settings of a repository lie: a submodule and a further work tree name the place in a file. */
function gitFolder(dotGit: string): string {
  const [, named] = /^gitdir:\s*(.+?)\s*$/m.exec(textOf(dotGit) ?? '') ?? [];
  if (named === undefined) return dotGit;
  const own = resolve(dotGit, '..', named);
  const shared = textOf(join(own, 'commondir'));
  return shared === null ? own : resolve(own, shared.trim());
}

/** null where there is no such file, or none that git would have written. */
function textOf(path: string): string | null {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= largest ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
