import {
  accessSync,
  constants,
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Gap } from '../../estate/gap.ts';
import type { Place } from '../../estate/place.ts';
import { UserError } from '../user-error.ts';

/** A file that may hold manifests. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As the user would type it. */
  readonly shown: string;
  /** Its folder, relative to the root that all given paths share. */
  readonly place: Place;
  /** In bytes. */
  readonly size: number;
}

/** The files below some paths, and what could not be looked into. */
export interface FileList {
  readonly files: readonly FoundFile[];
  readonly gaps: readonly Gap[];
}

/** Links between folders can multiply paths without end; no repository has so many. */
const mostFollowed = 1000;

/**
 * Lists the YAML and JSON files at or below the given paths, sorted, each once, whatever the order of the paths. `.gitignore` files are honoured below
 * the folder in which they stand, `.git` and `node_modules` are skipped, symlinks are followed only inside of the given folder and only once. What is
 * asked for by name is never ignored. UserError for a path that does not exist or cannot be read.
 */
export function listFiles(paths: readonly string[]): FileList {
  const roots = paths.map((path) => ({ given: path, stat: statOf(path), absolute: realpathSync(path) }));
  const base = sharedFolder(roots.map(({ absolute, stat }) => (stat.isDirectory() ? absolute : dirname(absolute))));
  const files = new Map<string, FoundFile>();
  const gaps: Gap[] = [];
  let followed = 0;

  function placeOf(folder: string): Place {
    return relative(base, folder).split(sep).join('/');
  }

  function addFile(path: string, shown: string, size: number): void {
    const known = files.get(path);
    if (known && !isBetterName(shown, known.shown)) return;
    files.set(path, { path, shown, place: placeOf(dirname(path)), size });
  }

  function mayFollow(label: string): boolean {
    followed += 1;
    if (followed === mostFollowed + 1)
      gaps.push({
        gap: 'unreachable',
        detail: `there are more than ${mostFollowed} links to folders: ${label} and those after it are not followed`,
      });
    return followed <= mostFollowed;
  }

  function walk(
    folder: string,
    shown: string,
    root: string,
    rules: readonly Rule[],
    visited: ReadonlySet<string>,
  ): void {
    const entries = entriesOf(folder, shown, gaps);
    if (entries === null) return;
    const own = entries.some(({ name }) => name === '.gitignore') ? [...rules, readRule(folder)] : rules;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const label = shown === '.' ? entry.name : `${shown === '/' ? '' : shown}/${entry.name}`;
      const target = entry.isSymbolicLink() ? followLink(path, root) : path;
      if (target === null) continue;
      const kind = entry.isSymbolicLink() ? statSync(target) : entry;
      if (kind.isDirectory()) {
        if (entry.name === '.git' || entry.name === 'node_modules' || visited.has(target) || isIgnored(own, path, true))
          continue;
        if (entry.isSymbolicLink() && !mayFollow(label)) continue;
        walk(path, label, root, own, new Set([...visited, target]));
      } else if (kind.isFile() && isManifest(entry.name) && !isIgnored(own, path, false)) {
        addFile(path, label, lstatSync(target).size);
      }
    }
  }

  for (const { given, absolute, stat } of roots) {
    const shown = given.length > 1 && given.endsWith('/') ? given.replace(/\/+$/, '') : given;
    if (!stat.isDirectory()) {
      addFile(absolute, shown, stat.size);
      continue;
    }
    const rules = rulesAbove(absolute);
    // A folder that is asked for is read, also where its repository ignores it: what a build wrote is often so.
    walk(absolute, shown, absolute, isIgnored(rules, absolute, true) ? [] : rules, new Set([absolute]));
  }
  return { files: [...files.values()].toSorted((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0)), gaps };
}

/** Of the two names under which a file was asked for, the same one counts in whatever order they came. */
function isBetterName(name: string, than: string): boolean {
  return name.length === than.length ? name < than : name.length < than.length;
}

function statOf(path: string): Stats {
  try {
    const stat = statSync(path);
    accessSync(path, stat.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return stat;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT' || code === 'ENOTDIR' ? `${path} does not exist` : `${path} cannot be read (${code})`,
      {
        hint: 'Name a folder, a file, or - for standard input.',
        cause: error,
      },
    );
  }
}

function sharedFolder(folders: readonly string[]): string {
  let shared = folders[0] ?? '';
  while (
    !folders.every((folder) => folder === shared || folder.startsWith(shared.endsWith(sep) ? shared : shared + sep))
  ) {
    shared = dirname(shared);
  }
  return shared;
}

function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) || name === 'Kustomization';
}

function entriesOf(folder: string, shown: string, gaps: Gap[]): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    gaps.push({
      gap: code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'unreachable',
      detail: `the folder ${shown} cannot be listed (${code})`,
    });
    return null;
  }
}

/** A .gitignore, and the folder that it speaks for. */
interface Rule {
  readonly folder: string;
  readonly ignores: Ignore;
}

/** The rules of a .gitignore; one that cannot be read ignores nothing. */
function readRule(folder: string): Rule {
  const ignores = ignore();
  try {
    ignores.add(readFileSync(join(folder, '.gitignore'), 'utf8'));
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

/** Where a link leads; null when it leads nowhere or out of the root. */
function followLink(path: string, root: string): string | null {
  try {
    const target = realpathSync(path);
    return target === root || target.startsWith(root + sep) ? target : null;
  } catch {
    // A broken link, or a loop of links: there is no file behind it.
    return null;
  }
}

/** The file's own name. */
export function nameOf(file: FoundFile): string {
  return basename(file.path);
}
