import {
  accessSync,
  constants,
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Ignored } from '../../estate/estate.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Place } from '../../estate/place.ts';
import { UserError } from '../user-error.ts';
import { type GitHead, gitHead, noHead } from './git-head.ts';
import { gitRemotes } from './git-remotes.ts';
import { isCertificateName } from './is-certificate-name.ts';
import { isKubeconfigName } from './is-kubeconfig-name.ts';

/** A file that may hold manifests. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As the user would type it. */
  readonly shown: string;
  /** Its folder, relative to the root that all given paths share. */
  readonly place: Place;
  /** Left out unless it is looked at only because it is called as kubeconfigs are, and is nothing unless it is one. */
  readonly onlyKubeconfig?: true;
}

/** The files below some paths, and what could not be looked into. */
export interface FileList {
  readonly files: readonly FoundFile[];
  /** Files that are called as certificates are: no manifests, and listed apart. */
  readonly certificates: readonly FoundFile[];
  readonly gaps: readonly Gap[];
  /** What `.gitignore` files left out and nobody asked for by name: files that may hold manifests, and folders, which were not looked into. */
  readonly ignored: Ignored;
  /** The path in its Git repository of the root that all given paths share; '' where that is the repository's root, or in none. */
  readonly repositoryPath: string;
  /** The addresses of the remotes of that repository, as Git has them. */
  readonly remotes: readonly string[];
  /** Which revision of it is there. */
  readonly head: GitHead;
}

/** Links between folders can multiply paths without end; no repository has so many. */
const mostFollowed = 1000;

/** No .gitignore that people write is so large, in bytes; every file is held against every line of it. */
const largestIgnore = 256 * 1024;

/**
 * Lists the YAML and JSON files at or below the given paths, and those that are called as kubeconfigs or certificates are, sorted, each once, whatever the order of the paths. `.gitignore` files are honoured below
 * the folder in which they stand, `.git` and `node_modules` are skipped, symlinks are followed only inside of what is given and only once; one that
 * leads out of it, or to what is not there, is a gap. What is asked for by name is never ignored, whatever its suffix. UserError for a path that does not exist, cannot be read, or
 * is neither a file nor a folder.
 */
export function listFiles(paths: readonly string[]): FileList {
  const roots = paths.map(rootAt);
  const base = sharedFolder(roots.map(({ absolute, isFolder }) => (isFolder ? absolute : dirname(absolute))));
  const files = new Map<string, FoundFile>();
  const certificates = new Map<string, FoundFile>();
  const gaps: Gap[] = [];
  const ignored = { files: new Set<string>(), folders: new Set<string>() };
  let followed = 0;

  function placeOf(folder: string): Place {
    return relative(base, folder).split(sep).join('/');
  }

  function addFile(path: string, shown: string, onlyKubeconfig: boolean): void {
    const into = isCertificateName(path) ? certificates : files;
    const known = into.get(path);
    const best = known && !isBetterName(shown, known.shown) ? known.shown : shown;
    const isOnly = onlyKubeconfig && (!known || known.onlyKubeconfig === true);
    into.set(path, { path, shown: best, place: placeOf(dirname(path)), ...(isOnly ? { onlyKubeconfig: true } : {}) });
  }

  /** Where a link leads; null when that is nowhere, or when a gap was noted. */
  function follow(path: string, label: string): Entry | null {
    try {
      const target = realpathSync(path);
      const stat = statSync(target);
      if (roots.some(({ absolute }) => target === absolute || isBelow(target, absolute)))
        return { target, isFolder: stat.isDirectory(), isFile: stat.isFile(), isLink: true };
      if (stat.isDirectory() || isManifest(label))
        gaps.push({
          gap: 'not-collected',
          detail: `the link ${label} leads out of what was given and is not followed`,
          place: placeOf(dirname(path)),
          suppliedBy: 'named-path',
        });
      return null;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const place = placeOf(dirname(path));
      if (code === 'ENOENT' || code === 'ENOTDIR') {
        if (mayLeadToManifests(path, label))
          gaps.push({
            gap: 'not-collected',
            detail: `the link ${label} leads to what is not there, so what it stands for is not known`,
            place,
            suppliedBy: 'readable-files',
          });
      } else if (code !== 'ELOOP') gaps.push({ ...gapFor(code, `the link ${label} cannot be followed`), place });
      // Behind a loop of links there is nothing, wherever the folder came from.
      return null;
    }
  }

  function mayFollow(label: string): boolean {
    followed += 1;
    if (followed === mostFollowed + 1)
      gaps.push({
        gap: 'unreachable',
        detail: `there are more than ${mostFollowed} links to folders: ${label} and those after it are not followed`,
        suppliedBy: 'named-path',
      });
    return followed <= mostFollowed;
  }

  function walk(folder: string, shown: string, rules: readonly Rule[], visited: ReadonlySet<string>): void {
    const entries = entriesOf(folder);
    if (!Array.isArray(entries)) {
      gaps.push({ ...gapFor(entries, `the folder ${shown} cannot be listed`), place: placeOf(folder) });
      return;
    }
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? [...rules, readRule(folder)]
      : rules;
    for (const entry of entries) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      const mayMatter = entry.isDirectory() || entry.isSymbolicLink() || (entry.isFile() && isLookedAt(path));
      if (!mayMatter) continue;
      // What git ignores is not asked where it leads. A link is a file to git.
      if (isIgnored(own, path, entry.isDirectory())) {
        if (entry.isDirectory()) ignored.folders.add(path);
        else if (mayBeRead(path)) ignored.files.add(path);
        continue;
      }
      const label = shown === '.' ? entry.name : `${shown === '/' ? '' : shown}/${entry.name}`;
      const found = entry.isSymbolicLink()
        ? follow(path, label)
        : { target: path, isFolder: entry.isDirectory(), isFile: entry.isFile(), isLink: false };
      if (found?.isFolder) {
        if (visited.has(found.target) || (found.isLink && (isIgnored(own, path, true) || !mayFollow(label)))) continue;
        walk(path, label, own, new Set([...visited, found.target]));
      } else if (found?.isFile && isLookedAt(path)) {
        addFile(path, label, isKubeconfigName(path) && !isManifest(entry.name));
      }
    }
  }

  for (const { given, absolute, isFolder } of roots) {
    const shown = given.length > 1 && given.endsWith('/') ? given.replace(/\/+$/, '') : given;
    if (!isFolder) {
      addFile(absolute, shown, false);
      continue;
    }
    const rules = rulesAbove(absolute);
    // A folder that is asked for is read, also where its repository ignores it: what a build wrote is often so.
    walk(absolute, shown, isIgnored(rules, absolute, true) ? [] : rules, new Set([absolute]));
  }
  const asked = new Set(roots.map(({ absolute }) => absolute));
  const leftOut = {
    files: [...ignored.files].filter((path) => !files.has(path)).length,
    folders: [...ignored.folders].filter((path) => !asked.has(path)).length,
  };
  return {
    files: sorted(files),
    certificates: sorted(certificates),
    gaps,
    ignored: leftOut,
    ...repositoryOf(base),
  };
}

function sorted(files: ReadonlyMap<string, FoundFile>): FoundFile[] {
  return [...files.values()].toSorted((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

/** What an entry of a folder is, behind its links. */
interface Entry {
  readonly target: string;
  readonly isFolder: boolean;
  readonly isFile: boolean;
  readonly isLink: boolean;
}

/** Of the two names under which a file was asked for, the same one counts in whatever order they came. */
function isBetterName(name: string, than: string): boolean {
  return name.length === than.length ? name < than : name.length < than.length;
}

/** A path that was asked for. */
interface Root {
  readonly given: string;
  /** Without links. */
  readonly absolute: string;
  readonly isFolder: boolean;
}

const whatToName = 'Name a folder, a file, or - for standard input.';

function rootAt(path: string): Root {
  const { stat, absolute } = lookAt(path);
  // Whoever waits for a pipe or a device may wait without end.
  if (!stat.isDirectory() && !stat.isFile())
    throw new UserError(`${path} is neither a file nor a folder`, { hint: whatToName });
  return { given: path, absolute, isFolder: stat.isDirectory() };
}

function lookAt(path: string): { stat: Stats; absolute: string } {
  try {
    const stat = statSync(path);
    accessSync(path, stat.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return { stat, absolute: realpathSync(path) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError(`${path} does not exist`, { hint: whatToName, cause: error });
    const hint = isForbidden(code) ? 'Run as somebody who may read it, or name another path.' : whatToName;
    throw new UserError(`${path} cannot be read (${code})`, { hint, cause: error });
  }
}

function sharedFolder(folders: readonly string[]): string {
  let shared = folders[0] ?? '';
  while (!folders.every((folder) => folder === shared || isBelow(folder, shared))) {
    shared = dirname(shared);
  }
  return shared;
}

function mayBeRead(path: string): boolean {
  return isManifest(basename(path)) || isKubeconfigName(path);
}

function isLookedAt(path: string): boolean {
  return mayBeRead(path) || isCertificateName(path);
}

function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) || name === 'Kustomization';
}

/** Whether behind a broken link may have been a manifest, or a folder: what bears the suffix of any other file, or leads to one, was that file. */
function mayLeadToManifests(path: string, label: string): boolean {
  return [label, readlinkSync(path)].every((name) => isManifest(name) || !/\.[a-z]\w*$/i.test(basename(name)));
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** What is in a folder, by name, or the code of why that is not known. */
function entriesOf(folder: string): Dirent[] | string | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

function isForbidden(code: string | undefined): boolean {
  return code === 'EACCES' || code === 'EPERM';
}

function gapFor(code: string | undefined, what: string): Gap {
  return {
    gap: isForbidden(code) ? 'forbidden' : 'unreachable',
    detail: `${what} (${code})`,
    suppliedBy: 'readable-files',
  };
}

/** A .gitignore, and the folder that it speaks for. */
interface Rule {
  readonly folder: string;
  readonly ignores: Ignore;
}

/** The rules of a .gitignore; one that cannot be read ignores nothing, and neither does what git would not follow, a link or a pipe. */
function readRule(folder: string): Rule {
  const ignores = ignore();
  const path = join(folder, '.gitignore');
  try {
    const stat = lstatSync(path);
    if (stat.isFile() && stat.size <= largestIgnore) ignores.add(readFileSync(path, 'utf8'));
  } catch {
    // More is read than the repository's owner meant, and nothing less.
  }
  return { folder, ignores };
}

/** The .gitignore files between the repository's root and a folder: a folder that is assessed alone is ignored as in its repository. */
function rulesAbove(folder: string): Rule[] {
  const above: Rule[] = [];
  let here = folder;
  for (;;) {
    // Asked by name: a folder above need not be one that may be listed.
    if (here !== folder && existsSync(join(here, '.gitignore'))) above.unshift(readRule(here));
    if (existsSync(join(here, '.git'))) return above;
    if (dirname(here) === here) return [];
    here = dirname(here);
  }
}

function isIgnored(rules: readonly Rule[], path: string, folder: boolean): boolean {
  let ignored = false;
  for (const { folder: from, ignores } of rules) {
    const own = relative(from, path).split(sep).join('/');
    const verdict = ignores.test(folder ? `${own}/` : own);
    if (verdict.ignored) ignored = true;
    if (verdict.unignored) ignored = false;
  }
  return ignored;
}

/** Where a folder lies in its Git repository, '' for the repository's root and for a folder that is in none, and the remotes and the revision of that. */
function repositoryOf(folder: string): Pick<FileList, 'repositoryPath' | 'remotes' | 'head'> {
  for (let here = folder; here !== '' && here !== '.'; here = dirname(here)) {
    if (existsSync(join(here, '.git')))
      return {
        repositoryPath: relative(here, folder).split(sep).join('/'),
        remotes: gitRemotes(here),
        head: gitHead(here),
      };
    if (dirname(here) === here) break;
  }
  return { repositoryPath: '', remotes: [], head: noHead };
}
