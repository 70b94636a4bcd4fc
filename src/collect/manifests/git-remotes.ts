import { gitFiles } from './git-files.ts';

/** The addresses of the remotes of a work tree, as its `.git` says them; none where it does not say. Git is not run. */
export function gitRemotes(folder: string): readonly string[] {
  const config = gitFiles(folder).shared('config');
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
