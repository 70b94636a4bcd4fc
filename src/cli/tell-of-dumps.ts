import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf } from '../collect/kubernetes/dumps/dump-formats.ts';
import { sanitize } from '../report/terminal/sanitize.ts';

/** So far is looked into a folder to see what it is: dumps show it near their root. */
const [mostLevels, mostEntries] = [6, 3000];

/** Tells of paths that are dumps of a cluster: read as a folder of manifests they say less, and what they say is of another kind. */
export function tellOfDumps(paths: readonly string[]): void {
  for (const path of paths) {
    const what = /\.(?:kcs|tgz|tar|tar\.gz)$/.test(path)
      ? 'may be a snapshot or a dump of a cluster'
      : whatFolderIs(path);
    if (what === null) continue;
    const shown = sanitize(path);
    process.stderr.write(
      `kubecompass: ${shown} ${what}: \`kubecompass assess --snapshot ${shown}\` reads it as a cluster\n`,
    );
  }
}

function whatFolderIs(path: string): string | null {
  if (path === '-') return null;
  const found = formatOf(namesNear(path));
  // Deeper down it is one thing among others.
  return found && found.root.split('/').length <= 3 ? `is ${found.format.title}` : null;
}

/** Names of files in a folder, the nearest first. */
function namesNear(root: string): string[] {
  const names: string[] = [];
  let level = [''];
  for (let depth = 0; depth < mostLevels && names.length < mostEntries; depth += 1) {
    const next: string[] = [];
    for (const folder of level)
      for (const entry of entriesOf(join(root, folder)).slice(0, mostEntries)) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') next.push(path);
        else if (entry.isFile()) names.push(path);
      }
    level = next.slice(0, 200);
  }
  return names;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Whoever reads the folder tells why it cannot be read.
    return [];
  }
}
